/** Quotes: what somebody would give and get, kept for a minute at exactly that. */
import { walletAhead } from '../accounts.ts';
import type { NoticeAction, QuotedRate } from '../common.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { loadPeople, type Person, viewOf } from '../identity/index.ts';
import { publicId } from '../ids.ts';
import { putIntents } from '../intents/index.ts';
import { type Asset, decimalText, money } from '../money.ts';
import { minorMax } from '../policy/amounts.ts';
import { limits } from '../policy/limits.ts';
import type { Json } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { midRates, type RateSet } from './rates.ts';
import { crossRate, type Exchanged, limitRefusal, type Pair } from './rules.ts';
import { limitsOf, turnoverOf } from './terms.ts';
import type { QuoteNotice, QuoteState } from './types.ts';

export interface Quote {
  id: bigint;
  reference: string;
  person: bigint;
  purpose: 'convert' | 'pay';
  sell_asset: string;
  sell_amount: string;
  spread: string;
  spread_bps: number;
  buy_asset: string;
  buy_amount: string;
  sell_per_euro: string;
  buy_per_euro: string;
  expires_at: Date;
  state: Exclude<QuoteState, 'expired'>;
}

const statement = {
  find: sqlFile(import.meta.url, './sql/find_quotes.sql'),
  lock: sqlFile(import.meta.url, './sql/lock_quotes.sql'),
  put: sqlFile(import.meta.url, './sql/put_quote.sql'),
};

/** A pair with the rates that it would be dealt at. */
interface Offer extends Exchanged {
  pair: Pair;
  rates: RateSet;
  spread_bps: number;
}

export function pairOf(rates: RateSet, sell: Asset, buy: Asset): Result<Pair> {
  if (sell.code === buy.code) return refuse('exchange_same', { asset: sell.code });
  const mid = midRates(rates, sell, buy);
  return mid.ok ? ok({ ...mid.value, sell, buy }) : mid;
}

/** By the event that asked for it, or by its reference. */
export async function findQuote(
  sql: Queryable,
  by: { key: string } | { reference: string },
): Promise<Quote | null> {
  const asked = 'key' in by ? [by.key, null] : [null, by.reference];
  return (await run<Quote>(sql, statement.find, asked))[0] ?? null;
}

/** In their order for all who come; without those that there are not. People first, accounts last. */
export const lockQuotes = (sql: Queryable, references: readonly string[]): Promise<Quote[]> =>
  run<Quote>(sql, statement.lock, [references]);

/**
 * Whether it could be carried out as things are now: to say no before anybody presses anything. Nothing is locked, so that it is asked again
 * by whoever carries it out.
 */
export async function checkOffer(
  context: Context,
  sql: Queryable,
  person: Person,
  offer: Offer,
): Promise<Result<null>> {
  const { pair, sold, bought } = offer;
  const { sell, buy } = pair;
  if (person.frozen) return refuse('account_frozen');
  if (sold > minorMax(sell) || bought > minorMax(buy))
    return refuse('amount_too_large', { text: decimalText(money(sold, sell)) });
  const wallet = await context.ledger.account(sql, walletName(person, sell));
  const available = wallet?.spendable ?? 0n;
  if (available < sold)
    return refuse('insufficient_funds', { needed: money(sold, sell), available: money(available, sell) });
  const stock = await context.ledger.account(sql, { owner: 'system', asset: buy.code, purpose: 'liquidity' });
  if ((stock?.available ?? 0n) < bought) return refuse('liquidity_low', { asset: buy.code });
  const within = await limitsOf(sql, [sell, buy], offer.rates);
  const turnover = await turnoverOf(context, sql, [person.id], [sell.code, buy.code]);
  const sides = [[sell, -sold] as const, [buy, bought] as const];
  const refusal = limitRefusal(sides, (asset) => turnover(person.id, asset), within);
  return refusal ? { ok: false, refusal } : ok(null);
}

const walletName = ({ public_id }: Person, { code }: Asset) => ({
  owner: public_id,
  asset: code,
  purpose: 'wallet',
});

interface NewQuote {
  person: Person;
  purpose: Quote['purpose'];
  offer: Offer;
  key: string;
}

/** The same event finds the one that it has made. */
export async function putQuote(context: Context, { person, purpose, offer, key }: NewQuote): Promise<Quote> {
  const { clock } = context;
  const { pair, rates, sold, spread, bought, spread_bps } = offer;
  const { sell, buy, sellPerEuro, buyPerEuro } = pair;
  await Promise.all([walletAhead(context, person, sell.code), walletAhead(context, person, buy.code)]);
  const now = clock.now();
  const until = new Date(now.getTime() + limits.quoteSeconds * 1_000);
  return inTransaction(context.sql, async (sql) => {
    await run(sql, statement.put, [
      ...[publicId('fxq'), person.id, purpose, sell.code, sold, spread, spread_bps, buy.code, bought],
      ...[rates.id, sellPerEuro, buyPerEuro, key, now, until],
    ]);
    return (await findQuote(sql, { key }))!;
  });
}

export function amountsOf({ assets }: Pick<Context, 'assets'>, quote: Quote) {
  const [sell, buy] = [assets.find(quote.sell_asset)!, assets.find(quote.buy_asset)!];
  const rate =
    quote.purpose === 'convert'
      ? rateOf(sell, buy, quote.sell_per_euro, quote.buy_per_euro)
      : rateOf(buy, sell, quote.buy_per_euro, quote.sell_per_euro);
  return {
    reference: quote.reference,
    sold: money(BigInt(quote.sell_amount), sell),
    bought: money(BigInt(quote.buy_amount), buy),
    spread: money(BigInt(quote.spread), sell),
    spread_bps: quote.spread_bps,
    rate,
  };
}

export const rateOf = (one: Asset, of: Asset, onePerEuro: string, ofPerEuro: string): QuotedRate => ({
  one: { code: one.code, exponent: one.exponent },
  is: crossRate(onePerEuro, ofPerEuro),
  of: { code: of.code, exponent: of.exponent },
});

export const stateNow = ({ state, expires_at }: Quote, now: Date): QuoteState =>
  state === 'open' && expires_at <= now ? 'expired' : state;

/** What a button of a quote leads to. */
interface QuoteButtons {
  /** Unset: it is over. */
  accept?: { kind: string; payload: Json };
  payees: readonly bigint[];
  memo: string | null;
  renewed?: true;
}

/** How long its buttons know what they were for: pressed too late, they offer a fresh quote. */
const buttonLife_ms = 15 * 60_000;

/** With buttons of its own while it is open: whichever of its messages is pressed, the quote is carried out once. */
export async function quoteNotice(
  context: Context,
  quote: Quote,
  { accept, payees, memo, renewed }: QuoteButtons,
): Promise<QuoteNotice> {
  const now = context.clock.now();
  const state = stateNow(quote, now);
  const people = await loadPeople(context.sql, payees);
  return {
    kind: 'exchange_quote',
    ...amountsOf(context, quote),
    payees: payees.map((payee) => viewOf(people.get(payee)!)),
    memo,
    state,
    until: quote.expires_at.toISOString(),
    seconds: limits.quoteSeconds,
    ...(renewed && { renewed }),
    actions: state === 'open' && accept ? await buttonsOf(context, quote, accept, { payees, memo }) : [],
  };
}

async function buttonsOf(
  context: Context,
  { id, person }: Quote,
  accept: { kind: string; payload: Json },
  { payees, memo }: Pick<QuoteButtons, 'payees' | 'memo'>,
): Promise<NoticeAction<'exchange_accept' | 'exchange_cancel'>[]> {
  const expiresAt = new Date(context.clock.now().getTime() + buttonLife_ms);
  const payload = { payees: payees.map(String), memo };
  const [yes, no] = await putIntents(context, context.sql, [
    { ...accept, person, subject: id, expiresAt },
    { kind: 'exchange_cancel', person, subject: id, payload, expiresAt },
  ]);
  return [
    { action: 'exchange_accept', intent: yes! },
    { action: 'exchange_cancel', intent: no! },
  ];
}
