/** Payments whose payer gives another asset than their payees get: quoted, and then part of the payment's own hold. */
import { exchangeAhead, exchangeIncomeOf, liquidityOf, walletOf } from '../accounts.ts';
import type { ChangeButtons, Changed, Changing } from '../changing.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { loadPeople } from '../identity/index.ts';
import type { Account, Posting } from '../ledger/index.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { admitQuotes, wantedBefore } from './admit.ts';
import {
  amountsOf,
  checkOffer,
  findQuote,
  pairOf,
  putQuote,
  type Quote,
  quoteNotice,
  stateNow,
} from './quote.ts';
import { newestRates, type RateSet, ratesNow } from './rates.ts';
import { type Exchanged, exchangeBought, sumOf, worthOf } from './rules.ts';
import { spreadNow } from './terms.ts';

const statement = {
  execute: sqlFile(import.meta.url, './sql/execute_payments.sql'),
};

type Wanted = Parameters<Changing['offer']>[0];
type Asked = Parameters<Changing['admit']>[1][number];

export function createChanging(context: Context): Changing {
  const noticeOf = (quote: Quote, { accept, payees, memo }: ChangeButtons, renewed?: true) =>
    quoteNotice(context, quote, {
      accept: accept(quote.reference),
      payees,
      memo,
      ...(renewed && { renewed }),
    });
  return {
    isOffered: async (key) =>
      context.rates !== null && (await findQuote(context.sql, { key }))?.purpose === 'pay',

    async offered(key, buttons) {
      const quote = await findQuote(context.sql, { key });
      return quote?.purpose === 'pay' ? noticeOf(quote, buttons) : null;
    },

    async offer(wanted) {
      const found = await offerOf(context, wanted);
      return found && (found.ok ? ok(await noticeOf(found.value, wanted, wanted.renewed)) : found);
    },

    async standing(reference) {
      const quote = await findQuote(context.sql, { reference });
      if (quote?.purpose !== 'pay') return null;
      return { state: stateNow(quote, context.clock.now()), sold: amountsOf(context, quote).sold };
    },

    async carriedOut(reference, buttons) {
      const quote = await findQuote(context.sql, { reference });
      return quote && noticeOf(quote, buttons);
    },

    admit: (sql, asked) => admit(context, sql, asked),

    async placed(sql, placed) {
      if (placed.length === 0) return;
      await run(sql, statement.execute, [
        placed.map(({ change }) => change.quote),
        placed.map(({ key }) => key),
        placed.map(({ order }) => order),
        context.clock.now(),
        ...splitParts(placed.map(({ change }) => change as Prepared)),
      ]);
    },
  };
}

async function offerOf(context: Context, wanted: Wanted): Promise<Result<Quote> | null> {
  const { sql } = context;
  const { person, amounts, asset: buy, key } = wanted;
  const before = await findQuote(sql, { key });
  if (before) return before.purpose === 'pay' ? ok(before) : refuse('idempotency_key_reused');
  const known = await newestRates(context, sql);
  if (!known) return null;
  const spread_bps = await spreadNow(sql);
  for (const wallet of await othersOf(context, wanted, known)) {
    const pair = pairOf(known, context.assets.find(wallet.asset)!, buy);
    if (!pair.ok) continue;
    const exchanged = sumOf(amounts.map((amount) => exchangeBought(amount, pair.value, spread_bps)));
    if (wallet.spendable < exchanged.sold) continue;
    // Only now that there is something to change it matters whether the rates are fresh.
    const rates = await ratesNow(context, sql);
    if (!rates.ok) return rates;
    const offer = { ...exchanged, pair: pair.value, rates: rates.value, spread_bps };
    const possible = await checkOffer(context, sql, person, offer);
    if (!possible.ok) return possible;
    await Promise.all([exchangeAhead(context, wallet.asset), exchangeAhead(context, buy.code)]);
    return ok(await putQuote(context, { person, purpose: 'pay', offer, key }));
  }
  return null;
}

/** The wallets that something may come out of: the community's currency first, then what is worth most. */
async function othersOf(
  { ledger, sql, assets }: Context,
  { person, asset }: Wanted,
  rates: RateSet,
): Promise<Account[]> {
  const accounts = await ledger.accountsOf(sql, person.public_id);
  const worth = (account: Account): bigint => {
    if (account.asset === assets.main.code) return 10n ** 40n;
    const pair = pairOf(rates, assets.find(account.asset)!, asset);
    return pair.ok ? worthOf(account.spendable, pair.value) : 0n;
  };
  return accounts
    .filter(
      ({ purpose, asset: code, spendable }) => purpose === 'wallet' && code !== asset.code && spendable > 0n,
    )
    .map((account) => ({ account, worth: worth(account) }))
    .sort((one, other) => (one.worth < other.worth ? 1 : one.worth > other.worth ? -1 : 0))
    .map(({ account }) => account);
}

interface Prepared extends Changed {
  sellAsset: string;
  parts: Exchanged[];
}

async function admit(
  context: Context,
  sql: Queryable,
  asked: readonly Asked[],
): Promise<Result<Prepared | 'paid' | 'again'>[]> {
  const admitted = await admitQuotes(
    context,
    sql,
    asked.map(({ reference, payer }) => ({ reference, person: payer.id })),
  );
  const quoted = admitted.flatMap((answer) =>
    answer !== wantedBefore && answer.ok ? [answer.value.person] : [],
  );
  const people = await loadPeople(sql, quoted);
  const answers: Result<Prepared | 'paid' | 'again'>[] = [];
  for (const [index, one] of asked.entries()) {
    const answer = admitted[index]!;
    if (answer === wantedBefore) answers.push(ok('again'));
    else if (!answer.ok) answers.push(answer);
    else if (answer.value.purpose !== 'pay' || people.get(answer.value.person)!.id !== one.payer.id)
      answers.push(refuse('quote_unknown'));
    else if (answer.value.state === 'executed') answers.push(ok('paid'));
    else answers.push(await prepare(context, sql, answer.value, one));
  }
  return answers;
}

/** Each payment at no less than it costs by itself: together they are what was quoted, or else it was for others. */
async function prepare(
  context: Context,
  sql: Queryable,
  quote: Quote,
  { payer, amounts, asset }: Asked,
): Promise<Result<Prepared>> {
  const { sold, bought, spread } = amountsOf(context, quote);
  const { sell_per_euro: sellPerEuro, buy_per_euro: buyPerEuro } = quote;
  const pair = { sell: sold.asset, buy: bought.asset, sellPerEuro, buyPerEuro };
  const parts = amounts.map((amount) => exchangeBought(amount, pair, quote.spread_bps));
  const all = sumOf(parts);
  const isSame =
    asset === bought.asset.code &&
    String(all.sold) === sold.minor &&
    String(all.bought) === bought.minor &&
    String(all.spread) === spread.minor;
  if (!isSame) return refuse('spending_changed');
  const wallet = await walletOf(context, sql, payer, quote.sell_asset);
  const stock = await liquidityOf(context, sql, quote.sell_asset);
  const income = await exchangeIncomeOf(context, sql, quote.sell_asset);
  const liquidity = await liquidityOf(context, sql, quote.buy_asset);
  return ok({
    quote: quote.id,
    sold,
    wallet,
    liquidity,
    sellAsset: quote.sell_asset,
    parts,
    legs: (index, target) => legsOf(parts[index]!, { wallet, stock, income, liquidity, target }),
  });
}

/** Two assets, each in balance. The spread is a posting of its own. */
const legsOf = (
  { sold, spread, bought }: Exchanged,
  at: Record<'wallet' | 'stock' | 'income' | 'liquidity' | 'target', bigint>,
): Posting[] => [
  { account: at.wallet, amount: -sold },
  { account: at.stock, amount: sold - spread },
  ...(spread > 0n ? [{ account: at.income, amount: spread }] : []),
  { account: at.liquidity, amount: -bought },
  { account: at.target, amount: bought },
];

/** One element for each payment: whose quote, at which place of its order, and what it gives. */
function splitParts(changes: readonly Prepared[]): [bigint[], number[], string[], bigint[], bigint[]] {
  const rows = changes.flatMap(({ quote, sellAsset, parts }) =>
    parts.map(({ sold, spread }, position) => ({ quote, position, sellAsset, sold, spread })),
  );
  return [
    rows.map(({ quote }) => quote),
    rows.map(({ position }) => position),
    rows.map(({ sellAsset }) => sellAsset),
    rows.map(({ sold }) => sold),
    rows.map(({ spread }) => spread),
  ];
}
