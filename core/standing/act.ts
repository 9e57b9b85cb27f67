/** What its payer does about an order: pause, resume, leave out the next date, end. Under its lock, and once for each event. */
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { useIntent } from '../intents/index.ts';
import { reviseDelivery } from '../outbox/index.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import type { Wall } from '../time-zone.ts';
import { lockOrders, putSkips, type StandingOrder, type StandingRun } from './order.ts';
import { datesAfter, momentAt, nominalDates } from './rules.ts';
import type { StandingAct } from './types.ts';

const statement = {
  find: sqlFile(import.meta.url, './sql/find_act.sql'),
  add: sqlFile(import.meta.url, './sql/add_act.sql'),
  setOrder: sqlFile(import.meta.url, './sql/set_order.sql'),
  leaveOut: sqlFile(import.meta.url, './sql/leave_out_due.sql'),
  runAt: sqlFile(import.meta.url, './sql/run_at.sql'),
  skipDate: sqlFile(import.meta.url, './sql/skip_date.sql'),
};

interface Acting {
  order: bigint;
  by: bigint;
  key: string;
  act: StandingAct;
  /** Of a button that leaves out one date: which, and its own key. */
  skips?: { date: Wall; intent: string };
}

/** Returns the order's reference. */
export const actOn = (
  context: Context,
  { order: id, by, key, act, skips }: Acting,
): Promise<Result<string>> =>
  inTransaction(context.sql, async (sql): Promise<Result<string>> => {
    const order = (await lockOrders(sql, [id])).get(id)!;
    const { state, reference } = order;
    if (order.payer !== by) return refuse('intent_not_yours');
    if ((await run(sql, statement.find, [key, id])).length > 0) return ok(reference);
    if (skips && skips.date !== order.next_date) return isOver(sql, order, skips.date);
    if (!isPossible(order, act)) return refuse('standing_state', { state });
    await run(sql, statement.add, [key, id, by, act, context.clock.now()]);
    if (skips)
      await useIntent(context, sql, { key: skips.intent, by: key, outcome: { skipped: skips.date } });
    await carryOut(context, sql, order, act);
    return ok(reference);
  });

/** A date whose turn has come is no longer left out by the order's button. */
async function isOver(sql: Queryable, { id, state }: StandingOrder, date: Wall): Promise<Result<never>> {
  const [found] = await run<{ state: StandingRun['state'] }>(sql, statement.runAt, [id, date]);
  if (!found || found.state === 'due') return refuse('standing_state', { state });
  return refuse('standing_run_over', { state: found.state });
}

function isPossible({ state, next_date }: StandingOrder, act: StandingAct): boolean {
  if (act === 'end') return state !== 'ended';
  if (act === 'resume') return state === 'paused';
  return state === 'active' && (act === 'pause' || next_date !== null);
}

async function carryOut(
  context: Context,
  sql: Queryable,
  order: StandingOrder,
  act: StandingAct,
): Promise<unknown> {
  const now = context.clock.now();
  const set = (state: StandingOrder['state'], why: StandingOrder['why'], next: Wall | null) =>
    run(sql, statement.setOrder, [order.id, state, why, next, next && momentAt(order.zone, next), now]);
  /** One whose last date is still tried goes on until that is done. */
  const goOn = async (next: Wall | null) => {
    await (next === null && !order.is_trying ? set('ended', 'finished', null) : set('active', null, next));
    await putSkips(context, sql, [{ ...order, next }]);
  };
  switch (act) {
    case 'pause':
    case 'end': {
      await set(act === 'pause' ? 'paused' : 'ended', 'asked', null);
      const left = await run<{ delivery: bigint | null }>(sql, statement.leaveOut, [order.id, now]);
      return reviseDelivery(sql, ...left.flatMap(({ delivery }) => delivery ?? []));
    }
    case 'resume':
      return goOn(nextAfter(order, now));
    case 'skip': {
      const date = order.next_date!;
      await run(sql, statement.skipDate, [order.id, date, order.next_at, now]);
      return goOn(datesAfter(order, date, 1)[0] ?? null);
    }
  }
}

/** What it did not pay while it was paused is not made up for, and a date that was left out stays so. */
function nextAfter(order: StandingOrder, now: Date): Wall | null {
  for (const date of nominalDates(order, order.last_date)) if (momentAt(order.zone, date) > now) return date;
  return null;
}
