/** What somebody holds: what it has cost, what it is worth by now, and what came of what they no longer have. */
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { type Person, viewOf } from '../identity/index.ts';
import { money } from '../money.ts';
import { type Listing, listingsOf, type Price, pricesAt, priceView } from './deal.ts';
import { readOn } from './holdings.ts';
import { averageOf, worthOf } from './rules.ts';
import type { HoldingView, PortfolioNotice } from './types.ts';

const statement = {
  accounts: sqlFile(import.meta.url, './sql/accounts.sql'),
  portfolio: sqlFile(import.meta.url, './sql/portfolio.sql'),
};

interface Row {
  asset: string;
  units: string;
  cost: string;
  realised: string;
  dividends: string;
}

export async function portfolioOf(context: Context, person: Person): Promise<PortfolioNotice> {
  const now = context.clock.now();
  const { rows, listings, prices } = await inTransaction(context.sql, async (sql) => {
    const listings = await listingsOf(context, sql);
    await readAll(context, sql, person, listings);
    const rows = await run<Row>(sql, statement.portfolio, [person.id]);
    const codes = rows.map(({ asset }) => asset);
    return { rows, listings, prices: await pricesAt(sql, codes, now) };
  });
  const holdings = rows
    .map((row) => holdingOf(row, listings.get(row.asset)!, prices.get(row.asset), now))
    .filter((one) => [one.units, one.realised, one.dividends].some(({ minor }) => minor !== '0'))
    .sort((one, other) => Number(BigInt(other.value?.minor ?? -1) - BigInt(one.value?.minor ?? -1)));
  return {
    kind: 'portfolio',
    person: viewOf(person),
    holdings,
    totals: totalsOf(context, rows, listings, prices),
  };
}

/** One account after the other, by ascending id, as whoever else reads them. */
async function readAll(
  context: Context,
  sql: Queryable,
  { public_id }: Person,
  listings: ReadonlyMap<string, Listing>,
): Promise<void> {
  type Account = { id: bigint; asset: string };
  for (const { id, asset } of await run<Account>(sql, statement.accounts, [public_id]))
    await readOn(context, sql, id, listings.get(asset)!);
}

function holdingOf(row: Row, listing: Listing, price: Price | undefined, now: Date): HoldingView {
  const { asset, quote, name } = listing;
  const [units, cost] = [BigInt(row.units), BigInt(row.cost)];
  const value = price ? worthOf(units, { ...listing, price: price.price }) : null;
  return {
    name,
    units: money(units, asset),
    cost: money(cost, quote),
    average: averageOf(units, cost, listing),
    price: price ? priceView(price, quote, now) : null,
    value: value === null ? null : money(value, quote),
    unrealised: value === null ? null : money(value - cost, quote),
    realised: money(BigInt(row.realised), quote),
    dividends: money(BigInt(row.dividends), quote),
  };
}

function totalsOf(
  { assets }: Context,
  rows: readonly Row[],
  listings: ReadonlyMap<string, Listing>,
  prices: ReadonlyMap<string, Price>,
): PortfolioNotice['totals'] {
  const sums = new Map<string, { cost: bigint; value: bigint; realised: bigint; dividends: bigint }>();
  for (const { asset, units, cost, realised, dividends } of rows) {
    const listing = listings.get(asset)!;
    const price = prices.get(asset);
    const sum = sums.get(listing.quote.code) ?? { cost: 0n, value: 0n, realised: 0n, dividends: 0n };
    sum.realised += BigInt(realised);
    sum.dividends += BigInt(dividends);
    if (price) {
      sum.value += worthOf(BigInt(units), { ...listing, price: price.price });
      sum.cost += BigInt(cost);
    }
    sums.set(listing.quote.code, sum);
  }
  const rank = (code: string) => (code === assets.main.code ? 0 : 1);
  return [...sums]
    .sort(([one], [other]) => rank(one) - rank(other) || one.localeCompare(other))
    .map(([code, { cost, value, realised, dividends }]) => {
      const quote = assets.find(code)!;
      return {
        cost: money(cost, quote),
        value: money(value, quote),
        unrealised: money(value - cost, quote),
        realised: money(realised, quote),
        dividends: money(dividends, quote),
      };
    });
}
