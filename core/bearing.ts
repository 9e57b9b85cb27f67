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

/** Days in a row with the same rate and the same sign, by the bank's clock. */
export interface InterestSegment {
  /** `2026-03-01` */
  from: string;
  to: string;
  days: number;
  rate_ppm: number;
  side: 'earned' | 'charged';
  /** At the ends of these days on average, rounded towards zero to the minor unit. */
  average: Money;
  /** As in {@link InterestView}. Never negative. */
  interest: Money;
}

/** What accounts have earned and owed from one day until before another, as far as the days are counted; by account. */
export type InterestDays = (
  context: Context,
  sql: Queryable,
  accounts: readonly { id: bigint; asset: string }[],
  from: string,
  until: string,
) => Promise<ReadonlyMap<bigint, InterestSegment[]>>;
