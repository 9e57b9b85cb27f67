/** What time ends: claimable money that nobody came for, and authorizations that nobody settled. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { giveBack } from './claim.ts';
import { settle } from './settle.ts';

const dueText = sqlFile(import.meta.url, './sql/due.sql');
const unsettledText = sqlFile(import.meta.url, './sql/unsettled.sql');
const stateText = sqlFile(import.meta.url, './sql/payment_state.sql');

/**
 * Ends up to `limit` payments whose time is over, each in its own database transaction, and returns how many ended. One
 * that fails does not hold up the others; the first error is thrown at the end.
 */
export async function expireDue(context: Context, limit: number): Promise<number> {
  const { sql, clock } = context;
  const due = await run<{ id: bigint }>(sql, dueText, [clock.now(), limit]);
  const errors: unknown[] = [];
  let ended = 0;
  for (const { id } of due) {
    try {
      // The capture of a hold that has run out is refused, and releases it.
      await settle(context, [id]);
      await giveBack(context, { payment: id, pressedKey: null, reason: 'unclaimed' });
      const [row] = await run<{ ended: boolean }>(sql, stateText, [id]);
      if (row!.ended) ended += 1;
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
  return ended;
}

/** Payments that have been authorized for longer than this and are not settled: their nudge was lost. */
export async function unsettled({ clock }: Context, sql: Queryable, olderThan_ms: number): Promise<bigint[]> {
  const before = new Date(clock.now().getTime() - olderThan_ms);
  return (await run<{ id: bigint }>(sql, unsettledText, [before])).map(({ id }) => id);
}
