/** On which terms is lent: by tier and asset, set by operators, the newest counting for what is offered from then on. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { money } from '../money.ts';
import type { LoanProductView } from './types.ts';

const statement = {
  product: sqlFile(import.meta.url, './sql/product.sql'),
  products: sqlFile(import.meta.url, './sql/products.sql'),
  tierOf: sqlFile(import.meta.url, './sql/tier_of.sql'),
};

interface Facts {
  id: bigint;
  tier: string;
  asset: string;
  months_min: number;
  months_max: number;
  rate_ppm: number;
  fee_ppm: number;
  loans_max: number;
}

/** Minor units. */
type Amounts<A> = { amount_min: A; amount_max: A; outstanding_max: A };

export type Product = Facts & Amounts<bigint>;
/** One that offers nothing has nothing else. */
type Row = Facts & { is_offered: boolean } & Amounts<string>;

const productOf = ({ amount_min, amount_max, outstanding_max, is_offered: _, ...facts }: Row): Product => ({
  ...facts,
  amount_min: BigInt(amount_min),
  amount_max: BigInt(amount_max),
  outstanding_max: BigInt(outstanding_max),
});

/** Null: nothing is lent to them in this asset. */
export async function productFor(sql: Queryable, person: bigint, asset: string): Promise<Product | null> {
  const [row] = await run<Row>(sql, statement.product, [person, asset]);
  return row?.is_offered ? productOf(row) : null;
}

export async function productViews(
  context: Pick<Context, 'assets'>,
  sql: Queryable,
  tier: string | null,
): Promise<LoanProductView[]> {
  const rows = await run<Row>(sql, statement.products, [tier]);
  return rows.map(productOf).map((product) => {
    const asset = context.assets.find(product.asset)!;
    const { tier, months_min, months_max, rate_ppm, fee_ppm, loans_max } = product;
    return {
      ...{ tier, months_min, months_max, rate_ppm, fee_ppm, loans_max },
      amount_min: money(product.amount_min, asset),
      amount_max: money(product.amount_max, asset),
      outstanding_max: money(product.outstanding_max, asset),
    };
  });
}

export async function productsOf(
  context: Pick<Context, 'assets'>,
  sql: Queryable,
  person: bigint | null,
): Promise<LoanProductView[]> {
  const [row] = await run<{ tier: string }>(sql, statement.tierOf, [person]);
  return productViews(context, sql, row!.tier);
}
