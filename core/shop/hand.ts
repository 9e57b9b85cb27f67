/** What is done with one ticket under its lock: used at the door, or given back (and given to somebody, give.ts). Of these at one instant one wins. */
import { assetOf } from '../asset-book.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { advisoryLock, loadPeople, lockPeople, personOf, viewOf } from '../identity/index.ts';
import { derivedKey } from '../ids.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import type { Refunding } from '../refunding.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { tellDirectly } from '../tell.ts';
import { lockItems, reviseItems } from './item.ts';
import { findTicket, loadTickets, lockTickets, type Ticket, viewsOfTickets } from './ticket.ts';
import { hashOfCode, mayRefund, readCode, readTicketNumber, stateRefusal } from './ticket-rules.ts';
import type { TicketAct, TicketService } from './ticket-types.ts';

const statement = {
  byCode: sqlFile(import.meta.url, './sql/ticket_by_code.sql'),
  lockDoor: sqlFile(import.meta.url, './sql/lock_door.sql'),
  lockPaid: sqlFile(import.meta.url, './sql/lock_paid.sql'),
  checkIn: sqlFile(import.meta.url, './sql/check_in.sql'),
  isStaff: sqlFile(import.meta.url, './sql/is_staff.sql'),
  door: sqlFile(import.meta.url, './sql/door.sql'),
  kept: sqlFile(import.meta.url, './sql/tickets_of_purchases.sql'),
  refund: sqlFile(import.meta.url, './sql/refund_tickets.sql'),
};

type Done = NoticeOf<'ticket_done'>;

async function viewed(context: Context, sql: Queryable, ticket: bigint, person: bigint) {
  const [shown] = await viewsOfTickets(context, sql, [ticket]);
  return { ...shown!, person: viewOf((await loadPeople(sql, [person])).get(person)!) };
}

/** Whoever is not of the door learns nothing but that. */
export async function checkIn(
  context: Context,
  { by, code: text, origin: { key } }: Parameters<TicketService['checkIn']>[0],
): Promise<Result<NoticeOf<'ticket_checked_in'>>> {
  const person = await personOf(context, by);
  if (readTicketNumber(text) !== null) return refuse('ticket_number_only');
  const code = readCode(text);
  const hash = code === null ? '' : hashOfCode(code);
  return inTransaction(context.sql, async (sql): Promise<Result<NoticeOf<'ticket_checked_in'>>> => {
    const [found] = await run<{ ticket: bigint }>(sql, statement.byCode, [hash]);
    if (!found) return refuse('ticket_code_unknown');
    const staff = (await lockPeople(sql, [person.id], 'share')).get(person.id)!;
    await run(sql, statement.lockDoor, [found.ticket]);
    await lockTickets(sql, [found.ticket]);
    await run(sql, statement.lockPaid, [found.ticket]);
    // Read under all of them: a seat whose money comes back at this moment may be sold to somebody else.
    const ticket = (await loadTickets(sql, [found.ticket]))[0]!;
    const isStaff =
      ticket.seller === staff.id || (await run(sql, statement.isStaff, [ticket.item, staff.id])).length > 0;
    if (!isStaff) return refuse('checkin_not_staff', { name: ticket.name });
    if (staff.frozen) return refuse('account_frozen');
    if (ticket.checked_in_key !== key) {
      // Read under the lock: it may have been given away a moment ago.
      const [now] = await run<{ void_at: Date | null }>(sql, statement.byCode, [hash]);
      if (now!.void_at !== null) return refuse('ticket_code_void');
      const refusal = stateRefusal(ticket);
      if (refusal) return { ok: false, refusal };
      await run(sql, statement.checkIn, [ticket.id, staff.id, hash, key, context.clock.now()]);
    }
    const { view } = await viewed(context, sql, ticket.id, ticket.holder);
    const [door] = await run<{ inside: number; sold: number }>(sql, statement.door, [ticket.item]);
    return ok({ kind: 'ticket_checked_in', ticket: view, ...door! });
  });
}

export async function refundTicket(
  context: Context,
  refunding: Refunding,
  { by, number, origin: { key } }: TicketAct,
): Promise<Result<Done>> {
  const person = await personOf(context, by);
  const found = await findTicket(context.sql, number);
  if (!found.ok) return found;
  return inTransaction(context.sql, async (sql): Promise<Result<Done>> => {
    await advisoryLock(sql, `ticket:${key}`);
    const [loaded] = await loadTickets(sql, [found.value]);
    const involved = [person.id, loaded!.seller, loaded!.buyer, loaded!.holder];
    const people = await lockPeople(sql, [...new Set(involved)], 'share');
    const self = people.get(person.id)!;
    const [item] = await lockItems(sql, [loaded!.item]);
    const ticket = (await lockTickets(sql, [found.value]))[0]!;
    const asset = assetOf(context, ticket);
    const shown = async (amount: bigint): Promise<Result<Done>> => {
      const { view, person: to } = await viewed(context, sql, ticket.id, ticket.buyer);
      return ok({
        kind: 'ticket_done',
        did: 'refunded',
        ticket: view,
        to,
        ...(self.id === ticket.buyer && { own: true as const }),
        amount: money(amount, asset),
      });
    };
    if (ticket.refunded_key === key) return shown(BigInt(ticket.unit_price));
    if (![ticket.seller, ticket.holder, ticket.buyer].includes(self.id))
      return refuse('ticket_unknown', { text: number });
    const { refund_until, zone } = ticket;
    const allowed = mayRefund(ticket, self.id, { refund_until, zone, now: context.clock.now() });
    if (!allowed.ok) return allowed;
    // What came back before by other ways was for all tickets alike: otherwise one that was used would be given back by way of another one.
    const kept = await run(sql, statement.kept, [[ticket.purchase]]);
    const back = await refunding.back(sql, {
      order: ticket.payment,
      parts: kept.length,
      withCredit: self.id === ticket.seller,
      key: derivedKey('ticket', key),
    });
    if (!back.ok) return uncovered(back, self.id === ticket.seller ? null : ticket);
    await run(sql, statement.refund, [[ticket.id], key, context.clock.now()]);
    await reviseItems(sql, [item!]);
    await tellOver(context, sql, [ticket]);
    return shown(back.value);
  });

  /** What a seller has is not told to anybody else. */
  function uncovered(refused: Result<bigint> & { ok: false }, ticket: Ticket | null): Result<never> {
    const { refusal } = refused;
    if (refusal.code !== 'refund_uncovered' || !ticket) return refused;
    return refuse('ticket_uncovered', { seller: refusal.payee, needed: refusal.needed });
  }
}

/** Holders who did not pay hear that it is good no more; whoever paid hears of the money. */
export async function tellOver(context: Context, sql: Queryable, tickets: readonly Ticket[]): Promise<void> {
  const given = tickets.filter(({ holder, buyer }) => holder !== buyer);
  const shown = await viewsOfTickets(
    context,
    sql,
    given.map(({ id }) => id),
  );
  for (const { ticket, view } of shown)
    await tellDirectly(sql, { id: ticket.holder }, { kind: 'ticket_over', ticket: view });
}
