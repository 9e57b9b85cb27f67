/** Events: who lets people in, and what becomes of all tickets when an event does not happen. */
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { loadPeople, lockPeople, resolve, viewOf } from '../identity/index.ts';
import type { NoticeOf } from '../notices.ts';
import { nudge } from '../outbox/index.ts';
import type { Refunding } from '../refunding.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { tellOver } from './hand.ts';
import { loadItems, lockItems, reviseItems } from './item.ts';
import { changeItem } from './sell.ts';
import { lockTickets } from './ticket.ts';
import type { TicketService } from './ticket-types.ts';
import type { ItemAct } from './types.ts';

const statement = {
  putStaff: sqlFile(import.meta.url, './sql/put_staff.sql'),
  staff: sqlFile(import.meta.url, './sql/staff.sql'),
  owed: sqlFile(import.meta.url, './sql/owed.sql'),
  parties: sqlFile(import.meta.url, './sql/parties.sql'),
  ticketsOf: sqlFile(import.meta.url, './sql/tickets_of_purchases.sql'),
  refund: sqlFile(import.meta.url, './sql/refund_tickets.sql'),
};

/** The topic of the work that gives back what a cancelled event has brought. */
export const REFUNDS = 'shop_refunds';

export async function addStaff(
  context: Context,
  { who, ...act }: Parameters<TicketService['addStaff']>[0],
): Promise<Result<NoticeOf<'shop_staff'>>> {
  const person = await resolve(context, who, act.by);
  if (!person.ok) return person;
  const { id } = person.value;
  const named = await changeItem(context, act, 'staffed', String(id), async (sql, item) => {
    if (item.event_at === null) return refuse('shop_no_event', { name: item.name });
    await run(sql, statement.putStaff, [item.id, id, context.clock.now()]);
    return ok(item);
  });
  if (!named.ok) return named;
  const rows = await run<{ person: bigint }>(context.sql, statement.staff, [named.value.id]);
  const people = await loadPeople(
    context.sql,
    rows.map((row) => row.person),
  );
  const staff = [...people.values()].map(viewOf);
  return ok({ kind: 'shop_staff', item: named.value.item, staff });
}

/** Nobody buys any more from this moment on, and the workers give everything back. */
export async function cancelEvent(
  context: Context,
  act: ItemAct,
): Promise<Result<NoticeOf<'shop_cancelled'>>> {
  const cancelled = await changeItem(context, act, 'cancelled', null, async (sql, item) => {
    if (item.event_at === null) return refuse('shop_no_event', { name: item.name });
    await nudge(sql, REFUNDS, [item.id]);
    return ok({ ...item, state: 'cancelled' });
  });
  return cancelled.ok ? ok({ kind: 'shop_cancelled', item: cancelled.value.item }) : cancelled;
}

/** Purchases that are looked up at once. */
const stretch = 100;

/**
 * Gives back what is left of every purchase of a cancelled event, each in a database transaction of its own, what costs least first. A seller who
 * runs out of money keeps nobody waiting but those to whom they owe as much or more: the sweep tries again.
 */
export async function refundEvent(context: Context, refunding: Refunding, item: bigint): Promise<void> {
  const tried: bigint[] = [];
  for (;;) {
    const owed = await run<{ purchase: bigint; payment: string }>(context.sql, statement.owed, [
      item,
      stretch,
      tried,
    ]);
    if (owed.length === 0) return;
    for (const { purchase, payment } of owed) {
      tried.push(purchase);
      const back = await inTransaction(context.sql, (sql) =>
        refundPurchase(context, refunding, sql, { item, purchase, payment }),
      );
      if (!back.ok && back.refusal.code === 'refund_uncovered') return;
    }
  }
}

async function refundPurchase(
  context: Context,
  refunding: Refunding,
  sql: Queryable,
  { item: id, purchase, payment }: { item: bigint; purchase: bigint; payment: string },
): Promise<Result<bigint>> {
  const [item] = await loadItems(sql, [id]);
  const rows = await run<{ person: bigint }>(sql, statement.parties, [purchase]);
  await lockPeople(sql, [...new Set([item!.seller, ...rows.map(({ person }) => person)])], 'share');
  await lockItems(sql, [id]);
  const ids = await run<{ id: bigint }>(sql, statement.ticketsOf, [[purchase]]);
  const tickets = await lockTickets(
    sql,
    ids.map((ticket) => ticket.id),
  );
  const now = context.clock.now();
  // The ledger keeps a no for good, and what is not there today may be tomorrow. Under the order's lock nothing goes back twice.
  const key = `event:${purchase}:${now.getTime()}`;
  const back = await refunding.back(sql, { order: payment, parts: 1, withCredit: true, key });
  if (!back.ok) return back;
  await run(sql, statement.refund, [tickets.map((ticket) => ticket.id), key, now]);
  await tellOver(context, sql, tickets);
  await reviseItems(sql, [item!]);
  return back;
}
