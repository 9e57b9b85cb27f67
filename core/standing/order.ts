/** One order and its runs, as every step of their lives begins: under lock, or as they are a moment before. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { type NewIntent, putIntents } from '../intents/index.ts';
import type { Conversation, Identity } from '../ports/chat.ts';
import type { Wall } from '../time-zone.ts';
import { momentAt } from './rules.ts';
import type { Repeat, StandingState, StandingWhy } from './types.ts';

const statement = {
  lock: sqlFile(import.meta.url, './sql/lock.sql'),
  orders: sqlFile(import.meta.url, './sql/orders.sql'),
  runs: sqlFile(import.meta.url, './sql/runs.sql'),
  byReference: sqlFile(import.meta.url, './sql/by_reference.sql'),
};

export interface StandingOrder {
  id: bigint;
  reference: string;
  payer: bigint;
  payee: bigint;
  asset: string;
  amount: bigint;
  memo: string | null;
  origin: { conversation: Conversation; person: Identity; locale: string };
  zone: string;
  starts: Wall;
  repeat: Repeat | null;
  state: StandingState;
  why: StandingWhy | null;
  next_date: Wall | null;
  next_at: Date | null;
  /** The last date that anything was done about. */
  last_date: Wall | null;
  /** A run of it is still to be paid. */
  is_trying: boolean;
}

export interface StandingRun {
  id: bigint;
  standing_order: bigint;
  date: Wall;
  due_at: Date;
  missed: number;
  state: 'due' | 'placed' | 'skipped';
  failures: number;
  payment: string | null;
  delivery: bigint | null;
  /** When it is tried again. */
  told_retry_at: Date | null;
  /** What became of the payment before it; null where its payer has wanted it to go on since. */
  before: string | null;
}

/** By their ids, without those that do not exist. */
export async function loadOrders(
  sql: Queryable,
  ids: readonly bigint[],
): Promise<Map<bigint, StandingOrder>> {
  type Row = Omit<StandingOrder, 'amount'> & { amount: string };
  const rows = await run<Row>(sql, statement.orders, [[...new Set(ids)]]);
  return new Map(rows.map((row) => [row.id, { ...row, amount: BigInt(row.amount) }]));
}

/** As {@link loadOrders}, locked until the end of the database transaction. People before them, accounts and deliveries after. */
export async function lockOrders(
  sql: Queryable,
  ids: readonly bigint[],
): Promise<Map<bigint, StandingOrder>> {
  await run(sql, statement.lock, [[...new Set(ids)]]);
  return loadOrders(sql, ids);
}

/** So long after its date, longer than anybody tries to pay it, a button still says what became of that date. */
const skipKept_ms = 7 * 86_400_000;

/**
 * The buttons that leave out the next dates of orders. Each is of one date: pressed twice, or on an old card, it leaves out no other one.
 * An order that pays once has none.
 */
export async function putSkips(
  context: Pick<Context, 'clock'>,
  sql: Queryable,
  orders: readonly (Pick<StandingOrder, 'id' | 'payer' | 'repeat' | 'zone'> & { next: Wall | null })[],
): Promise<void> {
  const skips = orders.flatMap(({ id, payer, repeat, zone, next }): NewIntent[] => {
    if (repeat === null || next === null) return [];
    const expiresAt = new Date(momentAt(zone, next).getTime() + skipKept_ms);
    return [{ kind: 'standing_skip', person: payer, subject: id, payload: { date: next }, expiresAt }];
  });
  await putIntents(context, sql, skips);
}

/** In ascending order. */
export const loadRuns = (sql: Queryable, ids: readonly bigint[]): Promise<StandingRun[]> =>
  run<StandingRun>(sql, statement.runs, [[...ids]]);

/** Null where nothing is called so. */
export async function findOrder(sql: Queryable, reference: string): Promise<bigint | null> {
  const [row] = await run<{ id: bigint }>(sql, statement.byReference, [reference]);
  return row?.id ?? null;
}
