/** Changing one asset into another: quotes at the day's rates, carried out against the house's liquidity. */
import { z } from 'zod';
import type { Capability, HistoryView, PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { refreshing } from '../feeds.ts';
import { personOf } from '../identity/index.ts';
import type { Pressed } from '../intents/types.ts';
import { type Asset, money } from '../money.ts';
import { checkCurrency, checkMoney } from '../policy/amounts.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { renewalKey } from '../renewal.ts';
import { type Convert, createConvert } from './convert.ts';
import { desk, deskNow, setTerms, stock } from './operate.ts';
import {
  amountsOf,
  checkOffer,
  findQuote,
  pairOf,
  putQuote,
  type Quote,
  quoteNotice,
  rateOf,
} from './quote.ts';
import { createRefresh, isFresh, newestRates, noonOf, perEuroOf, ratesNow } from './rates.ts';
import { receiptsOf } from './receipts.ts';
import { exchangeSold } from './rules.ts';
import { spreadNow } from './terms.ts';
import type { ExchangedNotice, ExchangeService, QuoteNotice, QuoteRequest, RatesNotice } from './types.ts';

const statement = {
  cancel: sqlFile(import.meta.url, './sql/cancel.sql'),
  history: sqlFile(import.meta.url, './sql/history.sql'),
};

export { createChanging } from './pay.ts';
export { spreadNow } from './terms.ts';
export { createChangeTold } from './told.ts';

export function createExchange(context: Context): Capability<ExchangeService> {
  const convert = createConvert(context);
  const refresh = createRefresh(context);
  const service: ExchangeService = {
    rates: () => ratesNotice(context),
    quote: (by, request) => quoteSelling(context, by, request),
    accept: (by, reference, key) => accept(context, convert, by, reference, key),
    refresh,
    desk: (by) => desk(context, by),
    stock: (by, change, key) => stock(context, by, change, key),
    setTerms: (by, change, key) => setTerms(context, by, change, key),
  };
  return {
    service,
    presses: {
      exchange_convert: (press) => pressConvert(context, convert, press),
      exchange_cancel: (press) => pressCancel(context, press),
    },
    schedules: { refresh_rates: refreshing(refresh) },
    desk: async () => (context.rates ? [await deskNow(context, context.sql)] : []),
    receipts: (sql, orders) => receiptsOf(context, sql, orders),
    history: { exchange: historyOf, spread: historyOf },
    verify: new URL('./verify/', import.meta.url),
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}

const historyOf: HistoryView = (sql, lines) =>
  run(sql, statement.history, [lines.map(({ transfer }) => transfer)]);

async function ratesNotice(context: Context): Promise<Result<RatesNotice>> {
  const { sql, assets, clock } = context;
  const newest = await newestRates(context, sql);
  if (!newest) return refuse('exchange_closed');
  const { main } = assets;
  const mainPerEuro = perEuroOf(newest, main.code);
  if (mainPerEuro === null) return refuse('exchange_no_rate', { asset: main.code });
  const others = ['EUR', ...Object.keys(newest.perEuro).sort()].filter((code) => code !== main.code);
  return ok({
    kind: 'exchange_rates',
    source: newest.source,
    date: noonOf(newest),
    stale: !isFresh(newest, clock.now()),
    spread_bps: await spreadNow(sql),
    rates: others.map((code) => rateOf(main, assets.find(code)!, mainPerEuro, perEuroOf(newest, code)!)),
  });
}

/** Of a conversion: what pressing its button needs to make a fresh one. */
const requestSchema = z.object({
  reference: z.string(),
  amount: z.string(),
  asset: z.string(),
  to: z.string(),
});

async function quoteSelling(
  context: Context,
  by: Identity,
  { give: { amount, asset: code }, to, origin }: QuoteRequest,
  renewed?: true,
): Promise<Result<QuoteNotice>> {
  const { assets, sql } = context;
  const sell = checkMoney(amount, assets, code);
  if (!sell.ok) return sell;
  const buy = into(context, sell.value, to);
  if (!buy.ok) return buy;
  const person = await personOf(context, by);
  const before = await findQuote(sql, { key: origin.key });
  if (before)
    return before.person === person.id && before.purpose === 'convert'
      ? ok(await noticeOf(context, before, renewed))
      : refuse('idempotency_key_reused');
  const rates = await ratesNow(context, sql);
  if (!rates.ok) return rates;
  const pair = pairOf(rates.value, sell.value, buy.value);
  if (!pair.ok) return pair;
  const spread_bps = await spreadNow(sql);
  const exchanged = exchangeSold(amount, pair.value, spread_bps);
  if (!exchanged)
    return refuse('exchange_too_small', { sold: money(amount, sell.value), asset: buy.value.code });
  const offer = { ...exchanged, pair: pair.value, rates: rates.value, spread_bps };
  const possible = await checkOffer(context, sql, person, offer);
  if (!possible.ok) return possible;
  const quote = await putQuote(context, { person, purpose: 'convert', offer, key: origin.key });
  return ok(await noticeOf(context, quote, renewed));
}

/** The community's currency, unless it is that which is given. */
function into({ assets }: Context, sell: Asset, to: string | null): Result<Asset> {
  if (to === null)
    return sell.code === assets.main.code
      ? refuse('exchange_to_missing', { asset: sell.code })
      : ok(assets.main);
  const buy = checkCurrency(assets, to);
  return buy.ok && buy.value.code === sell.code ? refuse('exchange_same', { asset: sell.code }) : buy;
}

function noticeOf(context: Context, quote: Quote, renewed?: true): Promise<QuoteNotice> {
  const { reference, sell_amount: amount, sell_asset: asset, buy_asset: to } = quote;
  const accept = { kind: 'exchange_convert', payload: { reference, amount, asset, to } };
  return quoteNotice(context, quote, { accept, payees: [], memo: null, ...(renewed && { renewed }) });
}

async function accept(
  context: Context,
  convert: Convert,
  by: Identity,
  reference: string,
  key: string,
): Promise<Result<ExchangedNotice>> {
  const person = await personOf(context, by);
  const quote = await findQuote(context.sql, { reference });
  if (!quote || quote.person !== person.id || quote.purpose !== 'convert') return refuse('quote_unknown');
  const done = await convert({ quote, key });
  if (!done.ok) return done;
  const amounts = amountsOf(context, done.value);
  const balances = await Promise.all(
    [amounts.sold.asset, amounts.bought.asset].map(async (asset) => {
      const name = { owner: person.public_id, asset: asset.code, purpose: 'wallet' };
      return money((await context.ledger.account(context.sql, name))?.balance ?? 0n, asset);
    }),
  );
  return ok({ kind: 'exchanged', ...amounts, balances });
}

/** Pressed too late, it offers a fresh quote in its place; pressed twice, it says the same. */
async function pressConvert(
  context: Context,
  convert: Convert,
  { identity, origin, payload }: PressedIntent,
): Promise<Result<Pressed>> {
  const { reference, amount, asset, to } = requestSchema.parse(payload);
  const done = await accept(context, convert, identity, reference, origin.key);
  if (done.ok) return ok({ in_place: done.value });
  if (done.refusal.code !== 'quote_expired') return done;
  const find = (key: string) => findQuote(context.sql, { key });
  const fresh = { ...origin, key: await renewalKey(reference, find, context.clock.now()) };
  const request = { give: { amount: BigInt(amount), asset }, to, origin: fresh };
  const quote = await quoteSelling(context, identity, request, true);
  return quote.ok ? ok({ in_place: quote.value }) : quote;
}

const cancelSchema = z.object({ payees: z.array(z.string()), memo: z.string().nullable() });

/** The question goes; what was carried out stays so. */
async function pressCancel(
  context: Context,
  { subject, origin, payload }: PressedIntent,
): Promise<Result<Pressed>> {
  const now = context.clock.now();
  const [quote] = await run<Quote>(context.sql, statement.cancel, [subject, origin.key, now]);
  if (!quote) return refuse('intent_used');
  const { payees, memo } = cancelSchema.parse(payload);
  return ok({ in_place: await quoteNotice(context, quote, { payees: payees.map(BigInt), memo }) });
}
