/** Whether quotes may be carried out, with everything locked that this depends on but the accounts. */
import type { Context } from '../context.ts';
import type { Queryable } from '../db/index.ts';
import type { Asset } from '../money.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { lockQuotes, type Quote, stateNow } from './quote.ts';
import { limitRefusal } from './rules.ts';
import { limitsOf, lockAssets, turnoverOf } from './terms.ts';

/** A quote, and who wants it carried out: a person as they turned out to be, who is locked. */
interface Wanted {
  reference: string;
  person: bigint;
}

/** Of a quote that somebody wants carried out in the same batch already: whether it is, only the ledger says. To be asked again. */
export const wantedBefore = Symbol('wanted before');

/**
 * In the order in which they are wanted; each is judged as if those before it were carried out. One that was carried out already is
 * found as such, whoever asks; the caller says what that means.
 */
export async function admitQuotes(
  context: Context,
  sql: Queryable,
  wanted: readonly Wanted[],
): Promise<(Result<Quote> | typeof wantedBefore)[]> {
  if (wanted.length === 0) return [];
  const references = [...new Set(wanted.map(({ reference }) => reference))];
  const found = await lockQuotes(sql, references);
  const quotes = new Map(found.map((quote) => [quote.reference, quote]));
  const now = context.clock.now();
  const open = found.filter((quote) => stateNow(quote, now) === 'open');
  const exposure = await openExposure(context, sql, wanted, open);
  const taken = new Set<string>();
  return wanted.map(({ reference, person }) => {
    if (taken.has(reference)) return wantedBefore;
    const quote = quotes.get(reference);
    if (!quote) return refuse('quote_unknown');
    const state = stateNow(quote, now);
    if (state === 'executed') return ok(quote);
    if (state === 'expired') return refuse('quote_expired');
    if (state === 'cancelled') return refuse('intent_used');
    const admitted = exposure(quote, person);
    if (admitted.ok) taken.add(reference);
    return admitted;
  });
}

/** Locks the assets of these quotes, and tells of one after the other whether it stays within the limits. */
async function openExposure(
  context: Context,
  sql: Queryable,
  wanted: readonly Wanted[],
  open: readonly Quote[],
): Promise<(quote: Quote, person: bigint) => Result<Quote>> {
  const codes = [...new Set(open.flatMap(({ sell_asset, buy_asset }) => [sell_asset, buy_asset]))];
  if (codes.length === 0) return (quote) => ok(quote);
  await lockAssets(sql, codes);
  const people = wanted.map(({ person }) => person);
  const turnover = await turnoverOf(context, sql, people, codes);
  const assets = codes.map((code) => context.assets.find(code)!);
  const perEuro = Object.fromEntries(
    open.flatMap((quote) => [
      [quote.sell_asset, quote.sell_per_euro],
      [quote.buy_asset, quote.buy_per_euro],
    ]),
  );
  const limits = await limitsOf(sql, assets, { perEuro });
  /** What the quotes before it come to. */
  const more = new Map<string, bigint>();
  const add = (key: string, amount: bigint) => more.set(key, (more.get(key) ?? 0n) + amount);
  return (quote, person) => {
    const sides = sidesOf(context, quote);
    const now = (code: string) => {
      const before = turnover(person, code);
      return {
        person: before.person + (more.get(`${person} ${code}`) ?? 0n),
        house: before.house + (more.get(code) ?? 0n),
      };
    };
    const refusal = limitRefusal(sides, now, limits);
    if (refusal) return { ok: false, refusal };
    for (const [{ code }, change] of sides) {
      add(`${person} ${code}`, change < 0n ? -change : change);
      add(code, change);
    }
    return ok(quote);
  };
}

const sidesOf = ({ assets }: Context, quote: Quote): [Asset, bigint][] => [
  [assets.find(quote.sell_asset)!, -BigInt(quote.sell_amount)],
  [assets.find(quote.buy_asset)!, BigInt(quote.buy_amount)],
];
