/**
 * What a seller gives back by a line that they typed, a ticket's money or an event's, is asked about as every refund is. Whoever bought a ticket
 * and gives it back spends nothing, and is not asked.
 */
import { z } from 'zod';
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import type { Spending } from '../guard.ts';
import { personOf } from '../identity/index.ts';
import type { Pressed } from '../intents/types.ts';
import type { NoticeOf } from '../notices.ts';
import { ok, type Result } from '../refusals.ts';
import { findItem, loadItems } from './item.ts';
import { findTicket, loadTickets } from './ticket.ts';
import { mayRefund } from './ticket-rules.ts';
import type { TicketAct, TicketService } from './ticket-types.ts';
import type { ItemAct } from './types.ts';

const statement = {
  kept: sqlFile(import.meta.url, './sql/tickets_of_purchases.sql'),
  toGiveBack: sqlFile(import.meta.url, './sql/to_give_back.sql'),
  findAct: sqlFile(import.meta.url, './sql/find_act.sql'),
};

/** Null: nothing would go, or by this event it has gone already. What would be refused now is refused. */
async function ofTicket(
  context: Context,
  { by, number, origin: { key } }: TicketAct,
): Promise<Result<Spending | null>> {
  const { sql } = context;
  const person = await personOf(context, by);
  const found = await findTicket(sql, number);
  if (!found.ok) return found;
  const ticket = (await loadTickets(sql, [found.value]))[0]!;
  if (ticket.refunded_key === key || person.id !== ticket.seller || ticket.seller === ticket.buyer)
    return ok(null);
  const { refund_until, zone } = ticket;
  const allowed = mayRefund(ticket, person.id, { refund_until, zone, now: context.clock.now() });
  if (!allowed.ok) return allowed;
  const kept = await run(sql, statement.kept, [[ticket.purchase]]);
  const amount = (BigInt(ticket.amount) - BigInt(ticket.refunded)) / BigInt(Math.max(kept.length, 1));
  return ok(spendingOf([ticket.buyer], amount, ticket));
}

/** With the item's reference: whatever is called so by then, the yes is to this one. */
async function ofEvent(
  context: Context,
  { by, item: text, origin }: ItemAct,
): Promise<Result<{ spending: Spending | null; item: string }>> {
  const { sql } = context;
  const person = await personOf(context, by);
  if ((await run(sql, statement.findAct, [origin.key])).length > 0) return ok({ spending: null, item: text });
  const found = await findItem(sql, text, person, origin.conversation);
  if (!found.ok) return found;
  const item = (await loadItems(sql, [found.value]))[0]!;
  const { reference } = item;
  // What is refused is refused by what calls it off.
  if (item.seller !== person.id || item.event_at === null || item.state === 'cancelled')
    return ok({ spending: null, item: reference });
  const rows = await run<{ buyer: bigint; amount: string }>(sql, statement.toGiveBack, [item.id]);
  const amount = rows.reduce((sum, row) => sum + BigInt(row.amount), 0n);
  const buyers = rows.map(({ buyer }) => buyer);
  return ok({ spending: spendingOf(buyers, amount, item), item: reference });
}

const spendingOf = (
  payees: readonly bigint[],
  amount: bigint,
  { asset, name }: { asset: string; name: string },
): Spending | null => (amount > 0n ? { payees, amount, asset, memo: name, seen: true } : null);

export const createAsking = (
  context: Context,
  service: Pick<TicketService, 'refundTicket' | 'cancelEvent'>,
): Pick<TicketService, 'askRefundTicket' | 'askCancelEvent'> => ({
  async askRefundTicket(act) {
    const asking = await ofTicket(context, act);
    if (!asking.ok) return asking;
    const { by, number, origin } = act;
    const typed = { by, kind: 'ticket_refund_confirmed', payload: { number }, origin };
    const confirm = asking.value && (await context.guard.typed(typed, asking.value));
    if (confirm) return ok({ confirm });
    const done = await service.refundTicket(act);
    return done.ok ? ok({ done: done.value }) : done;
  },

  async askCancelEvent(act) {
    const asking = await ofEvent(context, act);
    if (!asking.ok) return asking;
    const { spending, item } = asking.value;
    const { by, origin } = act;
    const typed = { by, kind: 'shop_cancel_confirmed', payload: { item }, origin };
    const confirm = spending && (await context.guard.typed(typed, spending));
    if (confirm) return ok({ confirm });
    const done = await service.cancelEvent(act);
    return done.ok ? ok({ done: done.value }) : done;
  },
});

const ticketSchema = z.object({ number: z.string() });
const eventSchema = z.object({ item: z.string() });

export async function pressRefundConfirmed(
  context: Context,
  refundTicket: TicketService['refundTicket'],
  press: PressedIntent,
): Promise<Result<Pressed>> {
  const { number } = ticketSchema.parse(press.payload);
  const act = { by: press.identity, number, origin: press.origin };
  const asking = await ofTicket(context, act);
  return asking.ok ? unlessItGrew(context, press, asking.value, () => refundTicket(act)) : asking;
}

export async function pressCancelConfirmed(
  context: Context,
  cancelEvent: TicketService['cancelEvent'],
  press: PressedIntent,
): Promise<Result<Pressed>> {
  const { item } = eventSchema.parse(press.payload);
  const act = { by: press.identity, item, origin: press.origin };
  const asking = await ofEvent(context, act);
  return asking.ok ? unlessItGrew(context, press, asking.value.spending, () => cancelEvent(act)) : asking;
}

/** A yes is to what the question said: a ticket that was sold meanwhile makes it another one. */
async function unlessItGrew(
  context: Context,
  press: PressedIntent,
  spending: Spending | null,
  work: () => Promise<Result<NoticeOf<'ticket_done' | 'shop_cancelled'>>>,
): Promise<Result<Pressed>> {
  const more = spending && (await context.guard.press(press, spending, { in_place: true }));
  if (more) return ok(more);
  const done = await work();
  return done.ok ? ok({ private: done.value }) : done;
}
