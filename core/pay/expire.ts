/** What time ends: claimable money that nobody came for, and authorizations that nobody settled. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import type { LeaveEscrow } from './claim.ts';
import type { PayService } from './types.ts';

const dueText = sqlFile(import.meta.url, './sql/due.sql');
const unsettledText = sqlFile(import.meta.url, './sql/unsettled.sql');
const stateText = sqlFile(import.meta.url, './sql/payment_state.sql');

/** What ends payments, one caller's together with others'. */
interface Ways {
  settle: PayService['settle'];
  leave: LeaveEscrow;
}

/** So many are ended at once, and share their database transactions. */
const together_max = 100;

/**
 * Ends up to `limit` payments whose time is over, and returns how many ended. One that fails is logged, and does not hold up
 * the others.
 */
export async function expireDue(context: Context, ways: Ways, limit: number): Promise<number> {
  const { sql, clock, log } = context;
  const tried: bigint[] = [];
  let ended = 0;
  while (ended < limit) {
    const wanted = Math.min(limit - ended, together_max);
    const due = await run<{ id: bigint }>(sql, dueText, [clock.now(), wanted, tried]);
    if (due.length === 0) break;
    tried.push(...due.map(({ id }) => id));
    const ends = due.map(({ id }) =>
      end(context, ways, id).catch((err: unknown) => {
        log.error({ err, payment: id.toString() }, 'a payment whose time is over could not be ended');
        return false;
      }),
    );
    ended += (await Promise.all(ends)).filter((isEnded) => isEnded).length;
  }
  return ended;
}

/** Whether the payment has ended. */
async function end(context: Context, { settle, leave }: Ways, id: bigint): Promise<boolean> {
  // The capture of a hold that has run out is refused, and releases it.
  await settle(id);
  await leave({ payment: id, to: 'payer_as_nobody_came', pressedKey: null });
  const [row] = await run<{ ended: boolean }>(context.sql, stateText, [id]);
  return row!.ended;
}

/** Payments that have been authorized for longer than this and are not settled: their nudge was lost. */
export async function unsettled({ clock }: Context, sql: Queryable, olderThan_ms: number): Promise<bigint[]> {
  const before = new Date(clock.now().getTime() - olderThan_ms);
  return (await run<{ id: bigint }>(sql, unsettledText, [before])).map(({ id }) => id);
}
