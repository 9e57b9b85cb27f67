/** Drops as every step of their lives meets them: under lock, with what is left of them. */
import { type Queryable, run, sqlFile } from '../db/index.ts';
import type { DropState } from './types.ts';

export interface Drop {
  id: bigint;
  reference: string;
  /** The person that they have turned out to be. */
  giver: bigint;
  asset: string;
  shares: number;
  state: DropState;
  account_age_ms: number;
  delivery: bigint;
  expires_at: Date;
  /** The event by which its giver took it back. */
  ended_key: string | null;
  returned: string | null;
}

export interface FreeShare {
  position: number;
  amount: bigint;
}

export const escrowPurpose = 'escrow_drop';

const statement = {
  drops: sqlFile(import.meta.url, './sql/drops.sql'),
  lock: sqlFile(import.meta.url, './sql/lock_drops.sql'),
  free: sqlFile(import.meta.url, './sql/free_shares.sql'),
};

/** By id, as they stand now. Without those that do not exist. */
export async function loadDrops(sql: Queryable, ids: readonly bigint[]): Promise<Map<bigint, Drop>> {
  type Row = Omit<Drop, 'account_age_ms'> & { account_age_ms: bigint };
  const rows = await run<Row>(sql, statement.drops, [ids]);
  return new Map(rows.map((row) => [row.id, { ...row, account_age_ms: Number(row.account_age_ms) }]));
}

/** Whoever holds them decides alone what becomes of them. Lock people first, accounts last. */
export async function lockDrops(sql: Queryable, ids: readonly bigint[]): Promise<Map<bigint, Drop>> {
  // The second statement sees what was committed while the first one waited.
  const [, drops] = await Promise.all([run(sql, statement.lock, [ids]), loadDrops(sql, ids)]);
  return drops;
}

/** What is left of each, in the order in which it is taken. */
export async function freeShares(sql: Queryable, ids: readonly bigint[]): Promise<Map<bigint, FreeShare[]>> {
  type Row = { money_drop: bigint; position: number; amount: string };
  const rows = await run<Row>(sql, statement.free, [ids]);
  const free = new Map(ids.map((id) => [id, [] as FreeShare[]]));
  for (const { money_drop, position, amount } of rows)
    free.get(money_drop)!.push({ position, amount: BigInt(amount) });
  return free;
}
