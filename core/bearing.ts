/** What interest says of somebody's accounts, for the capabilities that show it beside what they have. */
import type { Context } from './context.ts';
import type { Queryable } from './db/index.ts';
import type { Money } from './money.ts';

/** What an account's balance is told with. */
export interface InterestView {
  asset: string;
  purpose: 'wallet' | 'savings';
  /** How far it may go below zero; null where there is no credit line. */
  credit_line: Money | null;
  earned_ppm: number;
  charged_ppm: number;
  /** So far in this month, to the hundredth of a minor unit, rounded down: in an asset of two more decimals. */
  earned: Money;
  charged: Money;
}

export type InterestOf = (
  context: Context,
  sql: Queryable,
  person: { id: bigint; public_id: string },
) => Promise<InterestView[]>;
