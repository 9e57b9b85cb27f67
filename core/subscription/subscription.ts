/** One subscription as every step of its life begins: under lock, or as it is a moment before. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { putIntents } from '../intents/index.ts';
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
  /** Another one of theirs to the same creator goes on in the place of this one. */
  again: boolean;
  /** One that they have cancelled, which is still paid when the month begins that is tried. */
  after: bigint | null;
}

/** One that has just been written. */
export interface Made {
  id: bigint;
  subscriber: bigint;
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

/** What its subscriber may press. */
export const putButtons = (context: Context, sql: Queryable, made: readonly Made[]): Promise<unknown> =>
  putIntents(
    context,
    sql,
    made.map(({ id, subscriber }) => ({ kind: 'subscription_cancel', person: subscriber, subject: id })),
  );

/** Null where nothing is called so. */
export async function findSubscription(sql: Queryable, reference: string): Promise<bigint | null> {
  const [row] = await run<{ id: bigint }>(sql, statement.byReference, [reference]);
  return row?.id ?? null;
}
