/** Quotes: what somebody would give and get for units, kept for a minute at exactly that. */
import type { NoticeAction } from '../common.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import type { Person } from '../identity/index.ts';
import { publicId } from '../ids.ts';
import { putIntents } from '../intents/index.ts';
import { money } from '../money.ts';
import { checkAmount, minorMax } from '../policy/amounts.ts';
import { limits } from '../policy/limits.ts';
import type { Json } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { isStale, type Listing, listingOf, momentOf, type Price, pricesAt } from './deal.ts';
import { buyFor, buyUnits, priceAs, sellFor, sellUnits, type Traded, totalOf } from './rules.ts';
import type { TradeQuoteNotice, TradeRequest, TradeState } from './types.ts';

const statement = {
  find: sqlFile(import.meta.url, './sql/find_trades.sql'),
  put: sqlFile(import.meta.url, './sql/put_trade.sql'),
};

export interface Trade {
  id: bigint;
  reference: string;
  person: bigint;
  side: 'buy' | 'sell';
  asset: string;
  units: string;
  quote_asset: string;
  value: string;
  fee: string;
  fee_bps: number;
  price: string;
  expires_at: Date;
  state: Exclude<TradeState, 'expired'>;
  transfer: bigint | null;
}

/** By the event that asked for it, or by its reference. */
export async function findTrade(
  sql: Queryable,
  by: { key: string } | { reference: string },
): Promise<Trade | null> {
  const asked = 'key' in by ? [by.key, null] : [null, by.reference];
  return (await run<Trade>(sql, statement.find, asked))[0] ?? null;
}

export const stateNow = ({ state, expires_at }: Trade, now: Date): TradeState =>
  state === 'open' && expires_at <= now ? 'expired' : state;

interface Offer extends Traded {
  listing: Listing;
  price: Price;
  fee_bps: number;
  /** When it was reckoned. */
  at: Date;
}

/** What would be traded as things are, or why it would not. Nothing is locked, so that it is asked again by whoever carries it out. */
export async function offerOf(
  context: Context,
  person: Person,
  { side, asset: code, size }: Pick<TradeRequest, 'side' | 'asset' | 'size'>,
  fee_bps: number,
): Promise<Result<Offer>> {
  const { sql, clock } = context;
  const found = await listingOf(context, sql, code);
  if (!found.ok) return found;
  const listing = found.value;
  const { asset } = listing;
  const at = clock.now();
  const price = (await pricesAt(sql, [asset.code], at)).get(asset.code);
  if (!price) return refuse('asset_without_price', { asset: asset.code, source: listing.source });
  if (isStale(price, at))
    return refuse('price_stale', { asset: asset.code, since: momentOf(price).toISOString() });
  const held = await walletNow(context, person, asset.code);
  const sized = await traded(context, { side, size, held: held.available }, listing, price, fee_bps);
  if (!sized.ok) return sized;
  const offer = { ...sized.value, listing, price, fee_bps, at };
  const possible = await checkOffer(context, person, side, offer, held.available);
  return possible.ok ? ok(offer) : possible;
}

interface Sized extends Pick<TradeRequest, 'side' | 'size'> {
  /** What there is to sell. */
  held: bigint;
}

async function traded(
  context: Context,
  { side, size, held }: Sized,
  listing: Listing,
  { price }: Price,
  fee_bps: number,
): Promise<Result<Traded>> {
  const { asset, quote } = listing;
  const deal = { asset, quote, price };
  const small = refuse('trade_too_small', { asset: asset.code });
  if (size !== 'all' && 'worth' in size) {
    if (size.worth.asset.code !== quote.code)
      return refuse('asset_dealt_in', { asset: asset.code, quote: quote.code });
    const total = BigInt(size.worth.minor);
    const checked = checkAmount(total, quote, quote.code, context.assets.all);
    if (!checked.ok) return checked;
    const one = side === 'buy' ? buyFor(total, deal, fee_bps) : sellFor(total, deal, fee_bps);
    return one ? ok(one) : small;
  }
  const units = size === 'all' ? held : size.units;
  if (size === 'all' && units <= 0n)
    return refuse('units_insufficient', { needed: money(0n, asset), available: money(0n, asset) });
  const checked = checkAmount(units, asset, asset.code, context.assets.all);
  if (!checked.ok) return checked;
  const one = side === 'buy' ? buyUnits(units, deal, fee_bps) : sellUnits(units, deal, fee_bps);
  return one ? ok(one) : small;
}

async function walletNow({ ledger, sql }: Context, { public_id }: Person, asset: string) {
  const wallet = await ledger.account(sql, { owner: public_id, asset, purpose: 'wallet' });
  return { available: wallet?.available ?? 0n, spendable: wallet?.spendable ?? 0n };
}

async function checkOffer(
  context: Context,
  person: Person,
  side: 'buy' | 'sell',
  { listing: { asset, quote }, units, value, fee }: Offer,
  held: bigint,
): Promise<Result<null>> {
  if (person.frozen) return refuse('account_frozen');
  const total = totalOf(side, { value, fee });
  const tooLarge = checkAmount(total, quote, quote.code, context.assets.all);
  if (!tooLarge.ok) return tooLarge;
  if (units > minorMax(asset)) return checkAmount(units, asset, asset.code, []) as Result<never>;
  if (side === 'sell' && held < units)
    return refuse('units_insufficient', { needed: money(units, asset), available: money(held, asset) });
  if (side === 'buy') {
    const { spendable } = await walletNow(context, person, quote.code);
    if (spendable < total)
      return refuse('insufficient_funds', {
        needed: money(total, quote),
        available: money(spendable, quote),
      });
  }
  const [given, amount] = side === 'buy' ? [asset, units] : [quote, value];
  const name = { owner: 'system', asset: given.code, purpose: 'liquidity' };
  const stock = await context.ledger.account(context.sql, name);
  return (stock?.available ?? 0n) < amount ? refuse('liquidity_low', { asset: given.code }) : ok(null);
}

/** The same event finds the one that it has made. */
export async function putTrade(
  context: Context,
  person: Person,
  side: 'buy' | 'sell',
  { listing, price, units, value, fee, fee_bps, at }: Offer,
  key: string,
): Promise<Trade> {
  const until = new Date(at.getTime() + limits.quoteSeconds * 1_000);
  return inTransaction(context.sql, async (sql) => {
    await run(sql, statement.put, [
      ...[
        publicId('trd'),
        person.id,
        side,
        listing.asset.code,
        units,
        listing.quote.code,
        value,
        fee,
        fee_bps,
      ],
      ...[price.id, price.price, key, at, until],
    ]);
    return (await findTrade(sql, { key }))!;
  });
}

export function amountsOf({ asset, quote, name }: Listing, trade: Trade) {
  const [value, fee] = [BigInt(trade.value), BigInt(trade.fee)];
  return {
    reference: trade.reference,
    side: trade.side,
    name,
    units: money(BigInt(trade.units), asset),
    total: money(totalOf(trade.side, { value, fee }), quote),
    fee: money(fee, quote),
    fee_bps: trade.fee_bps,
    price: priceAs(trade.price, quote),
  };
}

/** How long its buttons know what they were for: pressed too late, they offer a fresh quote. */
const buttonLife_ms = 15 * 60_000;

export async function quoteNotice(
  context: Context,
  listing: Listing,
  trade: Trade,
  again: { accept: Json } | null,
  renewed?: true,
): Promise<TradeQuoteNotice> {
  const state = stateNow(trade, context.clock.now());
  return {
    kind: 'invest_quote',
    ...amountsOf(listing, trade),
    state,
    until: trade.expires_at.toISOString(),
    seconds: limits.quoteSeconds,
    ...(renewed && { renewed }),
    actions: state === 'open' && again ? await buttonsOf(context, trade, again.accept) : [],
  };
}

async function buttonsOf(
  context: Context,
  { id, person }: Trade,
  payload: Json,
): Promise<NoticeAction<'invest_accept' | 'invest_cancel'>[]> {
  const expiresAt = new Date(context.clock.now().getTime() + buttonLife_ms);
  const [yes, no] = await putIntents(context, context.sql, [
    { kind: 'invest_accept', person, subject: id, payload, expiresAt },
    { kind: 'invest_cancel', person, subject: id, payload: null, expiresAt },
  ]);
  return [
    { action: 'invest_accept', intent: yes! },
    { action: 'invest_cancel', intent: no! },
  ];
}
