/** Assets beside money: operators define them, people buy, sell and hold them. */
import { z } from 'zod';
import type { Capability, HistoryView, PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { refreshing } from '../feeds.ts';
import { loadPeople, personOf } from '../identity/index.ts';
import type { Pressed } from '../intents/types.ts';
import { money } from '../money.ts';
import type { Identity, Json } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { renewalKey } from '../renewal.ts';
import { type Listing, listingOf, listingsOf, pricesAt, priceView } from './deal.ts';
import { distributeNext } from './distribute.ts';
import { cancelDividend, declare, dividends } from './dividend.ts';
import { createFeed } from './feed.ts';
import { define, issue, listings, setPrice, setSource } from './operate.ts';
import { portfolioOf } from './portfolio.ts';
import { amountsOf, findTrade, offerOf, putTrade, quoteNotice, type Trade } from './quote.ts';
import { execute } from './trade.ts';
import type {
  InvestService,
  MarketNotice,
  PortfolioNotice,
  TradedNotice,
  TradeQuoteNotice,
  TradeRequest,
} from './types.ts';

const statement = {
  cancel: sqlFile(import.meta.url, './sql/cancel_trade.sql'),
  gain: sqlFile(import.meta.url, './sql/gain.sql'),
  history: sqlFile(import.meta.url, './sql/history.sql'),
  dividendHistory: sqlFile(import.meta.url, './sql/dividend_history.sql'),
};

export { valuedIn } from './deal.ts';

/** What a trade costs, in hundredths of a percent, as operators have set it for all that is exchanged. */
type FeeNow = (sql: Queryable) => Promise<number>;

export function createInvest(context: Context, feeNow: FeeNow): Capability<InvestService> {
  const refresh = createFeed(context);
  const service: InvestService = {
    market: () => marketNotice(context, feeNow),
    quote: (by, request) => quote(context, feeNow, by, request),
    accept: (by, reference, key) => accept(context, by, reference, key),
    portfolio: (identity) => portfolio(context, identity),
    listings: (by) => listings(context, by),
    define: (by, asset, key) => define(context, by, asset, key),
    setPrice: (by, price, key) => setPrice(context, by, price, key),
    setSource: (by, change, key) => setSource(context, by, change, key),
    refresh,
    issue: (by, issued, key) => issue(context, by, issued, key),
    dividends: (by) => dividends(context, by),
    declare: (by, dividend, key) => declare(context, by, dividend, key),
    cancelDividend: (by, reference, key) => cancelDividend(context, by, reference, key),
  };
  return {
    service,
    presses: {
      invest_accept: (press) => pressAccept(context, feeNow, press),
      invest_cancel: (press) => pressCancel(context, press),
    },
    schedules: {
      dividends: { every_ms: 60_000, run: (limit) => distribute(context, limit) },
      refresh_prices: refreshing(refresh),
    },
    history: { trade: historyOf, trade_fee: historyOf, dividend: dividendHistoryOf },
    verify: new URL('./verify/', import.meta.url),
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}

const historyOf: HistoryView = (sql, lines) =>
  run(sql, statement.history, [lines.map(({ transfer }) => transfer)]);

const dividendHistoryOf: HistoryView = (sql, lines) =>
  run(sql, statement.dividendHistory, [lines.map(({ transfer }) => transfer)]);

/** Step by step, until there is nothing left or enough was done for now. */
async function distribute(context: Context, limit: number): Promise<number> {
  let done = 0;
  for (let count = 1; count > 0 && done < limit; done += count) count = await distributeNext(context);
  return Math.min(done, limit);
}

async function marketNotice(context: Context, feeNow: FeeNow): Promise<MarketNotice> {
  const { sql, clock } = context;
  const all = await listingsOf(context, sql);
  const now = clock.now();
  const prices = await pricesAt(sql, [...all.keys()], now);
  return {
    kind: 'invest_market',
    fee_bps: await feeNow(sql),
    assets: [...all].flatMap(([asset, { name, quote }]) => {
      const price = prices.get(asset);
      return price ? [{ asset, name, price: priceView(price, quote, now) }] : [];
    }),
  };
}

async function portfolio(context: Context, identity: Identity): Promise<PortfolioNotice> {
  const known = await context.known(identity);
  const person = known && (await loadPeople(context.sql, [known.id])).get(known.id)!;
  if (person) return portfolioOf(context, person);
  const stranger = { id: '', name: identity.user, identities: [identity] };
  return { kind: 'portfolio', person: stranger, holdings: [], totals: [] };
}

async function quote(
  context: Context,
  feeNow: FeeNow,
  by: Identity,
  { origin, ...request }: TradeRequest,
  renewed?: true,
): Promise<Result<TradeQuoteNotice>> {
  const { sql } = context;
  const person = await personOf(context, by);
  const before = await findTrade(sql, { key: origin.key });
  if (before) {
    const isSame =
      before.person === person.id &&
      before.side === request.side &&
      before.asset === request.asset.toUpperCase();
    if (!isSame) return refuse('idempotency_key_reused');
    return ok(await noticeOf(context, before, request, renewed));
  }
  const offer = await offerOf(context, person, request, await feeNow(sql));
  if (!offer.ok) return offer;
  const trade = await putTrade(context, person, request.side, offer.value, origin.key);
  return ok(await noticeOf(context, trade, request, renewed));
}

type Wanted = Omit<TradeRequest, 'origin'>;

/** What pressing its button too late needs to make a fresh one. */
const wantedSchema = z.object({
  reference: z.string(),
  side: z.enum(['buy', 'sell']),
  asset: z.string(),
  units: z.string().nullable(),
  worth: z
    .object({ minor: z.string(), asset: z.object({ code: z.string(), exponent: z.number() }) })
    .nullable(),
});

const wantedAs = ({ reference }: Trade, { side, asset, size }: Wanted): Json => ({
  reference,
  side,
  asset,
  units: size !== 'all' && 'units' in size ? size.units.toString() : null,
  worth:
    size !== 'all' && 'worth' in size
      ? {
          minor: size.worth.minor,
          asset: { code: size.worth.asset.code, exponent: size.worth.asset.exponent },
        }
      : null,
});

function wantedIn({ side, asset, units, worth }: z.infer<typeof wantedSchema>): Wanted {
  if (units !== null) return { side, asset, size: { units: BigInt(units) } };
  return { side, asset, size: worth === null ? 'all' : { worth } };
}

async function noticeOf(
  context: Context,
  trade: Trade,
  wanted: Wanted,
  renewed?: true,
): Promise<TradeQuoteNotice> {
  const listing = await listed(context, trade);
  return quoteNotice(context, listing, trade, { accept: wantedAs(trade, wanted) }, renewed);
}

/** What was traded was defined, and stays so. */
async function listed(context: Context, { asset }: Trade): Promise<Listing> {
  const listing = await listingOf(context, context.sql, asset);
  if (!listing.ok) throw new Error(`${asset} is traded and not defined`);
  return listing.value;
}

async function accept(
  context: Context,
  by: Identity,
  reference: string,
  key: string,
): Promise<Result<TradedNotice>> {
  const { sql } = context;
  const person = await personOf(context, by);
  const trade = await findTrade(sql, { reference });
  if (!trade || trade.person !== person.id) return refuse('quote_unknown');
  const listing = await listed(context, trade);
  const done = await execute(context, person, trade, listing, key);
  if (!done.ok) return done;
  const [units, cash] = await Promise.all(
    [listing.asset, listing.quote].map(async (asset) => {
      const name = { owner: person.public_id, asset: asset.code, purpose: 'wallet' };
      return { asset, account: await context.ledger.account(sql, name) };
    }),
  );
  type Row = { gain: string };
  const [gained] = units!.account
    ? await run<Row>(sql, statement.gain, [units!.account.id, done.value.transfer])
    : [];
  return ok({
    kind: 'invest_traded',
    ...amountsOf(listing, done.value),
    balances: [units!, cash!].map(({ asset, account }) => money(account?.balance ?? 0n, asset)),
    gain: gained ? money(BigInt(gained.gain), listing.quote) : null,
  });
}

/** Pressed too late, it offers a fresh quote in its place; pressed twice, it says the same. */
async function pressAccept(
  context: Context,
  feeNow: FeeNow,
  { identity, origin, payload }: PressedIntent,
): Promise<Result<Pressed>> {
  const wanted = wantedSchema.parse(payload);
  const done = await accept(context, identity, wanted.reference, origin.key);
  if (done.ok) return ok({ in_place: done.value });
  if (done.refusal.code !== 'quote_expired') return done;
  const find = (key: string) => findTrade(context.sql, { key });
  const fresh = { ...origin, key: await renewalKey(wanted.reference, find, context.clock.now()) };
  const again = await quote(context, feeNow, identity, { ...wantedIn(wanted), origin: fresh }, true);
  return again.ok ? ok({ in_place: again.value }) : again;
}

/** The question goes; what was carried out stays so. */
async function pressCancel(context: Context, { subject, origin }: PressedIntent): Promise<Result<Pressed>> {
  const now = context.clock.now();
  const [trade] = await run<Trade>(context.sql, statement.cancel, [subject, origin.key, now]);
  if (!trade) return refuse('intent_used');
  return ok({ in_place: await quoteNotice(context, await listed(context, trade), trade, null) });
}
