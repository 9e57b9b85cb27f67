/** How much may go without the PIN: counted as it goes, one payment after the other, under the lock of the PIN. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { needsPin, pinWindow_ms } from './rules.ts';
import { protectionOf } from './settings.ts';

const statement = {
  lock: sqlFile(import.meta.url, './sql/lock_pin.sql'),
  recent: sqlFile(import.meta.url, './sql/recent_spending.sql'),
  put: sqlFile(import.meta.url, './sql/put_spending.sql'),
  forget: sqlFile(import.meta.url, './sql/forget_spending.sql'),
};

interface Asking {
  person: bigint;
  /** Of the event that spends: it counts once. */
  key: string;
  amount: bigint;
  asset: string;
  /** Whatever the amount. */
  always?: boolean;
}

/**
 * Null: it needs no PIN; with `spend` it is counted from now on. Else `recent` is what went before, where that is why: in minor units,
 * 0 where the amount or its currency is enough. In a database transaction of the caller's.
 */
export async function pinFor(
  context: Context,
  sql: Queryable,
  { person, key, amount, asset, always = false }: Asking,
  { spend }: { spend: boolean },
): Promise<{ recent: bigint } | null> {
  const locked = await run(sql, statement.lock, [person]);
  if (locked.length === 0) return null;
  const now = context.clock.now();
  const since = new Date(now.getTime() - pinWindow_ms);
  const [row] = await run<{ recent: string; counted: string | null }>(sql, statement.recent, [
    person,
    asset,
    since,
    key,
  ]);
  if (always) return { recent: 0n };
  // The same event again is not asked about what it was let go with. But it may come with more: another button of its question, say.
  if (row!.counted !== null && amount <= BigInt(row!.counted)) return null;
  const { protection } = await protectionOf(context, sql, person);
  const facts = { amount, foreign: asset !== context.assets.main.code };
  const recent = BigInt(row!.recent);
  if (needsPin(protection, { ...facts, recent: 0n })) return { recent: 0n };
  if (needsPin(protection, { ...facts, recent })) return { recent };
  if (spend) await run(sql, statement.put, [person, key, asset, amount, now]);
  return null;
}

/** The PIN was right for a payment that wanted it. */
export const startAnew = (sql: Queryable, person: bigint): Promise<unknown> =>
  run(sql, statement.forget, [person]);
