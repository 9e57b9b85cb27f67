/** What can be dealt in, and at which price: as operators, or a feed, have said. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { advisoryLock } from '../identity/index.ts';
import { type Asset, type Money, money } from '../money.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { priceAs, worthOf } from './rules.ts';
import type { AssetKind, PriceSource, PriceView } from './types.ts';

const statement = {
  listings: sqlFile(import.meta.url, './sql/listings.sql'),
  prices: sqlFile(import.meta.url, './sql/prices_now.sql'),
};

export interface Listing {
  asset: Asset;
  name: string;
  kind: AssetKind;
  quote: Asset;
  /** Whose prices it goes by. */
  source: PriceSource;
}

export interface Price {
  id: bigint;
  price: string;
  effective_at: Date;
  /** Of a feed: the moment that it is of, and until when it may be dealt at. */
  as_of: Date | null;
  fresh_until: Date | null;
}

/** Whoever says what an asset costs, whose prices it goes by or what it pays does it one after the other. */
export const lockPrice = (sql: Queryable, asset: string): Promise<unknown> =>
  advisoryLock(sql, `asset:${asset}`);

/** The moment that it is of: a feed says it, an operator's is of when it began. */
export const momentOf = ({ as_of, effective_at }: Price): Date => as_of ?? effective_at;

/** What an operator has set counts until something else is said. */
export const isStale = ({ fresh_until }: Pick<Price, 'fresh_until'>, now: Date): boolean =>
  fresh_until !== null && fresh_until <= now;

/** By code; all of them without codes. What another process has defined just now is read here, too. */
export async function listingsOf(
  { assets }: Pick<Context, 'assets'>,
  sql: Queryable,
  codes: readonly string[] | null = null,
): Promise<Map<string, Listing>> {
  interface Row {
    code: string;
    exponent: number;
    name: string;
    kind: AssetKind;
    quote: string;
    source: PriceSource;
  }
  const rows = await run<Row>(sql, statement.listings, [codes && [...codes]]);
  if (rows.some(({ code }) => !assets.find(code))) await assets.load(sql);
  return new Map(
    rows.map(({ code, exponent, quote, ...listing }) => [
      code,
      { ...listing, asset: { code, exponent }, quote: assets.find(quote)! },
    ]),
  );
}

/** The prices in force at a moment, by code. */
export async function pricesAt(
  sql: Queryable,
  codes: readonly string[],
  at: Date,
): Promise<Map<string, Price>> {
  const rows = await run<Price & { asset: string }>(sql, statement.prices, [[...codes], at]);
  return new Map(rows.map(({ asset, ...price }) => [asset, price]));
}

export const priceView = (price: Price, quote: Asset, now: Date): PriceView => ({
  of: priceAs(price.price, quote),
  since: momentOf(price).toISOString(),
  ...(price.as_of && { fed: true }),
  ...(isStale(price, now) && { stale: true }),
});

/** What units are worth in what their asset is dealt in, at the prices in force; null where one of them has none. */
export async function valuedIn(
  context: Context,
  sql: Queryable,
  amounts: readonly Money[],
): Promise<Money[] | null> {
  if (amounts.length === 0) return [];
  const codes = amounts.map(({ asset }) => asset.code);
  const listings = await listingsOf(context, sql, codes);
  const prices = await pricesAt(sql, codes, context.clock.now());
  if (codes.some((code) => !listings.has(code) || !prices.has(code))) return null;
  return amounts.map(({ minor, asset }) => {
    const listing = listings.get(asset.code)!;
    const { price } = prices.get(asset.code)!;
    return money(worthOf(BigInt(minor), { ...listing, price }), listing.quote);
  });
}

/** How many are named to somebody who names none. */
const named_max = 5;

export async function listingOf(context: Context, sql: Queryable, code: string): Promise<Result<Listing>> {
  const listing = (await listingsOf(context, sql, [code.toUpperCase()])).get(code.toUpperCase());
  if (listing) return ok(listing);
  const known = [...(await listingsOf(context, sql)).keys()].slice(0, named_max);
  return refuse('asset_unknown', { text: code, known });
}
