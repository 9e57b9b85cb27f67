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
 * that fails is logged, and does not hold up those behind it.
 */
export async function expireDue(context: Context, limit: number): Promise<number> {
  const { sql, clock, log } = context;
  const tried: bigint[] = [];
  let ended = 0;
  while (ended < limit) {
    const due = await run<{ id: bigint }>(sql, dueText, [clock.now(), limit - ended, tried]);
    if (due.length === 0) break;
    for (const { id } of due) {
      tried.push(id);
      try {
        if (await end(context, id)) ended += 1;
      } catch (err) {
        log.error({ err, payment: id.toString() }, 'a payment whose time is over could not be ended');
      }
    }
  }
  return ended;
}

/** Whether the payment has ended. */
async function end(context: Context, id: bigint): Promise<boolean> {
  // The capture of a hold that has run out is refused, and releases it.
  await settle(context, [id]);
  await giveBack(context, { payment: id, pressedKey: null, reason: 'unclaimed' });
  const [row] = await run<{ ended: boolean }>(context.sql, stateText, [id]);
  return row!.ended;
}

/** Payments that have been authorized for longer than this and are not settled: their nudge was lost. */
export async function unsettled({ clock }: Context, sql: Queryable, olderThan_ms: number): Promise<bigint[]> {
  const before = new Date(clock.now().getTime() - olderThan_ms);
  return (await run<{ id: bigint }>(sql, unsettledText, [before])).map(({ id }) => id);
}
