/** Tickets: one for each unit that was bought, and how they are shown. */
import { randomInt } from 'node:crypto';
import { assetOf } from '../asset-book.ts';
import type { SettledPayment } from '../capability.ts';
import type { PersonView } from '../common.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { loadPeople, personOf, viewOf } from '../identity/index.ts';
import { randomBase32 } from '../ids.ts';
import { putIntents } from '../intents/index.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { addDeliveries } from '../outbox/index.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { eventOf } from './item.ts';
import {
  checkDigit,
  codeCharacters,
  hashOfCode,
  numberDigits,
  readTicketNumber,
  stateRefusal,
  type TicketStanding,
} from './ticket-rules.ts';
import type { TicketAct, TicketView } from './ticket-types.ts';

const statement = {
  lock: sqlFile(import.meta.url, './sql/lock_tickets.sql'),
  tickets: sqlFile(import.meta.url, './sql/tickets.sql'),
  byNumber: sqlFile(import.meta.url, './sql/ticket_by_number.sql'),
  held: sqlFile(import.meta.url, './sql/held_tickets.sql'),
  ofPayment: sqlFile(import.meta.url, './sql/tickets_of_payment.sql'),
  put: sqlFile(import.meta.url, './sql/put_tickets.sql'),
  putCode: sqlFile(import.meta.url, './sql/put_code.sql'),
  buttons: sqlFile(import.meta.url, './sql/ticket_buttons.sql'),
};

export interface Ticket extends TicketStanding {
  id: bigint;
  purchase: bigint;
  number: string;
  item: bigint;
  /** The reference of the payment that bought it. */
  payment: string;
  unit_price: string;
  /** Of the whole purchase: paid, and come back. */
  amount: string;
  refunded: string;
  checked_in_key: string | null;
  refunded_key: string | null;
  name: string;
  asset: string;
  event_at: Date;
  zone: string;
  place: string | null;
  refund_until: Date | null;
}

/** How many a list shows. */
const listed_max = 10;
/** Codes of one ticket that were shown before and stay good: a picture that was saved lets in, too. */
const codes_kept = 9;

export const loadTickets = (sql: Queryable, ids: readonly bigint[]): Promise<Ticket[]> =>
  run<Ticket>(sql, statement.tickets, [ids]);

/** Locked until the end of the database transaction. People and items before them, orders and accounts after. */
export async function lockTickets(sql: Queryable, ids: readonly bigint[]): Promise<Ticket[]> {
  await run(sql, statement.lock, [ids]);
  return loadTickets(sql, ids);
}

/** By its number, as it was typed. */
export async function findTicket(sql: Queryable, text: string): Promise<Result<bigint>> {
  const number = readTicketNumber(text);
  const [row] = number === null ? [] : await run<{ id: bigint }>(sql, statement.byNumber, [number]);
  return row ? ok(row.id) : refuse('ticket_unknown', { text });
}

const newNumber = (): string => {
  const digits = Array.from({ length: numberDigits }, () => randomInt(10)).join('');
  return digits + checkDigit(digits);
};

/** One for each unit, and the button by which its holder sees it. */
export async function putTickets(
  context: Context,
  sql: Queryable,
  bought: readonly { quantity: number; payment: string }[],
): Promise<void> {
  const seats = bought.flatMap(({ quantity, payment }) =>
    Array.from({ length: quantity }, (_, position) => ({ payment, position, number: newNumber() })),
  );
  if (seats.length === 0) return;
  const rows = await run<{ id: bigint }>(sql, statement.put, [
    seats.map(({ payment }) => payment),
    seats.map(({ position }) => position),
    seats.map(({ number }) => number),
  ]);
  await putIntents(
    context,
    sql,
    rows.map(({ id }) => ({ kind: 'ticket_show', person: null, subject: id })),
  );
}

/** Whoever bought some gets them where they bought them, for themselves alone. */
export async function tellTickets(sql: Queryable, payments: readonly SettledPayment[]): Promise<void> {
  const references = payments.map(({ reference }) => reference);
  const rows = await run<{ payment: string }>(sql, statement.ofPayment, [references]);
  const bought = new Set(rows.map(({ payment }) => payment));
  await addDeliveries(
    sql,
    payments
      .filter(({ reference }) => bought.has(reference))
      .map(({ reference, origin: { conversation, person, locale, reply } }) => ({
        audience: 'private',
        ...(conversation && { conversation }),
        ...(person && { person }),
        locale,
        ...(reply && { reply }),
        subject: { kind: 'tickets_of', id: reference },
      })),
  );
}

const ticketView = (
  context: Context,
  ticket: Ticket,
  people: ReadonlyMap<bigint, PersonView>,
): TicketView => ({
  number: ticket.number,
  name: ticket.name,
  event: eventOf(ticket),
  state: ticket.state,
  price: money(BigInt(ticket.unit_price), assetOf(context, ticket)),
  seller: people.get(ticket.seller)!,
  holder: people.get(ticket.holder)!,
});

/** With their buttons, in the order that was asked for. */
export async function viewsOfTickets(
  context: Context,
  sql: Queryable,
  ids: readonly bigint[],
): Promise<{ ticket: Ticket; view: TicketView; intent: string | null }[]> {
  const tickets = new Map((await loadTickets(sql, ids)).map((ticket) => [ticket.id, ticket]));
  const people = await loadPeople(
    sql,
    [...tickets.values()].flatMap(({ seller, holder }) => [seller, holder]),
  );
  const views = new Map([...people].map(([id, person]) => [id, viewOf(person)]));
  const buttons = await run<{ subject: bigint; key: string }>(sql, statement.buttons, [ids]);
  const intents = new Map(buttons.map(({ subject, key }) => [subject, key]));
  return ids.flatMap((id) => {
    const ticket = tickets.get(id);
    if (!ticket) return [];
    const intent = ticket.state === 'valid' ? (intents.get(id) ?? null) : null;
    return [{ ticket, view: ticketView(context, ticket, views), intent }];
  });
}

export async function ticketsOf(
  context: Context,
  sql: Queryable,
  holder: { id: bigint } | null,
): Promise<NoticeOf<'tickets'>> {
  const rows = holder ? await run<{ id: bigint }>(sql, statement.held, [holder.id, context.clock.now()]) : [];
  return listOf(context, sql, rows);
}

async function listOf(
  context: Context,
  sql: Queryable,
  rows: readonly { id: bigint }[],
): Promise<NoticeOf<'tickets'>> {
  const shown = await viewsOfTickets(
    context,
    sql,
    rows.slice(0, listed_max).map(({ id }) => id),
  );
  const tickets = shown.map(({ view, intent }) => ({ ...view, intent }));
  return { kind: 'tickets', tickets, more: Math.max(rows.length - listed_max, 0) };
}

/** What payments bought, by their references. */
export async function boughtNotices(
  context: Context,
  sql: Queryable,
  references: readonly string[],
): Promise<NoticeOf<'tickets'>[]> {
  const rows = await run<{ payment: string; id: bigint }>(sql, statement.ofPayment, [references]);
  const notices: NoticeOf<'tickets'>[] = [];
  for (const reference of references)
    notices.push(
      await listOf(
        context,
        sql,
        rows.filter(({ payment }) => payment === reference),
      ),
    );
  return notices;
}

/** With a new code, which is in nobody's hands but the answer's: what is kept is its hash. */
export const showTicket = (
  context: Context,
  ticket: bigint,
  holder: { id: bigint },
): Promise<Result<NoticeOf<'ticket'>>> =>
  inTransaction(context.sql, async (sql): Promise<Result<NoticeOf<'ticket'>>> => {
    const [locked] = await lockTickets(sql, [ticket]);
    if (locked!.holder !== holder.id) return refuse('intent_not_yours');
    const refusal = stateRefusal(locked!);
    if (refusal) return { ok: false, refusal };
    const code = randomBase32(codeCharacters);
    const now = context.clock.now();
    await run(sql, statement.putCode, [hashOfCode(code), ticket, holder.id, now, codes_kept]);
    const [shown] = await viewsOfTickets(context, sql, [ticket]);
    return ok({ kind: 'ticket', ticket: shown!.view, code, actions: [] });
  });

export async function showByNumber(
  context: Context,
  { by, number }: TicketAct,
): Promise<Result<NoticeOf<'ticket'>>> {
  const holder = await personOf(context, by);
  const found = await findTicket(context.sql, number);
  if (!found.ok) return found;
  const shown = await showTicket(context, found.value, holder);
  // Whose it is, is nobody else's business.
  return !shown.ok && shown.refusal.code === 'intent_not_yours'
    ? refuse('ticket_unknown', { text: number })
    : shown;
}
