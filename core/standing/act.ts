/** What its payer does about an order: pause, resume, leave out the next date, end. Under its lock, and once for each event. */
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { reviseDelivery } from '../outbox/index.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { lockOrders, type StandingOrder } from './order.ts';
import { datesAfter, momentAt, nominalDates, type Wall } from './rules.ts';
import type { StandingAct } from './types.ts';

const statement = {
  find: sqlFile(import.meta.url, './sql/find_act.sql'),
  add: sqlFile(import.meta.url, './sql/add_act.sql'),
  setOrder: sqlFile(import.meta.url, './sql/set_order.sql'),
  leaveOut: sqlFile(import.meta.url, './sql/leave_out_due.sql'),
  skipDate: sqlFile(import.meta.url, './sql/skip_date.sql'),
};

interface Acting {
  order: bigint;
  by: bigint;
  key: string;
  act: StandingAct;
}

/** Returns the order's reference. */
export const actOn = (context: Context, { order: id, by, key, act }: Acting): Promise<Result<string>> =>
  inTransaction(context.sql, async (sql): Promise<Result<string>> => {
    const order = (await lockOrders(sql, [id])).get(id)!;
    const { state, reference } = order;
    if (order.payer !== by) return refuse('intent_not_yours');
    if ((await run(sql, statement.find, [key, id])).length > 0) return ok(reference);
    if (!isPossible(order, act)) return refuse('standing_state', { state });
    const now = context.clock.now();
    await run(sql, statement.add, [key, id, by, act, now]);
    await carryOut(sql, order, act, now);
    return ok(reference);
  });

function isPossible({ state, next_date }: StandingOrder, act: StandingAct): boolean {
  if (act === 'end') return state !== 'ended';
  if (act === 'resume') return state === 'paused';
  return state === 'active' && (act === 'pause' || next_date !== null);
}

async function carryOut(sql: Queryable, order: StandingOrder, act: StandingAct, now: Date): Promise<unknown> {
  const set = (state: StandingOrder['state'], why: StandingOrder['why'], next: Wall | null) =>
    run(sql, statement.setOrder, [order.id, state, why, next, next && momentAt(order.zone, next), now]);
  /** One whose last date is still tried goes on until that is done. */
  const goOn = (next: Wall | null) =>
    next === null && !order.is_trying ? set('ended', 'finished', null) : set('active', null, next);
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
