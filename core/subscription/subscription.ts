/** One subscription as every step of its life begins: under lock, or as it is a moment before. */
import { type Queryable, run, sqlFile } from '../db/index.ts';
import type { SubscriptionState } from './types.ts';

const statement = {
  lock: sqlFile(import.meta.url, './sql/lock.sql'),
  load: sqlFile(import.meta.url, './sql/subscriptions.sql'),
  periods: sqlFile(import.meta.url, './sql/periods.sql'),
  byReference: sqlFile(import.meta.url, './sql/by_reference.sql'),
};

export interface Subscription {
  id: bigint;
  reference: string;
  zone: string;
  starts: string;
  state: SubscriptionState;
  why: string | null;
  next_number: number;
  next_at: Date;
  cancelled_key: string | null;
  asset: string;
  price: string;
  name: string | null;
  /** As the persons that they have turned out to be. */
  creator: bigint;
  subscriber: bigint;
  /** When the month begins that is still tried. */
  due: Date | null;
  /** There is an older one of theirs to the same creator. */
  again: boolean;
}

export interface Period {
  id: bigint;
  subscription: bigint;
  number: number;
  begins_at: Date;
  state: 'due' | 'placed' | 'skipped';
  failures: number;
}

/** By their ids. */
export async function loadSubscriptions(
  sql: Queryable,
  ids: readonly bigint[],
): Promise<Map<bigint, Subscription>> {
  const rows = await run<Subscription>(sql, statement.load, [ids]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** As {@link loadSubscriptions}, locked until the end of the database transaction. Tiers before them, accounts and deliveries after. */
export async function lockSubscriptions(
  sql: Queryable,
  ids: readonly bigint[],
): Promise<Map<bigint, Subscription>> {
  await run(sql, statement.lock, [ids]);
  return loadSubscriptions(sql, ids);
}

export const loadPeriods = (sql: Queryable, ids: readonly bigint[]): Promise<Period[]> =>
  run<Period>(sql, statement.periods, [ids]);

/** Null where nothing is called so. */
export async function findSubscription(sql: Queryable, reference: string): Promise<bigint | null> {
  const [row] = await run<{ id: bigint }>(sql, statement.byReference, [reference]);
  return row?.id ?? null;
}
