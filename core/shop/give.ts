/**
 * A ticket is given to somebody: by its holder, who cannot take it back, so that what was typed is asked about first. What it cost was paid when
 * it was bought, so that only the PIN may be wanted beside the button.
 */
import { z } from 'zod';
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import {
  advisoryLock,
  loadPeople,
  lockPeople,
  type Person,
  personOf,
  resolve,
  viewOf,
} from '../identity/index.ts';
import { putIntent } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import type { NoticeOf } from '../notices.ts';
import { limits } from '../policy/limits.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { tellDirectly } from '../tell.ts';
import { findTicket, loadTickets, lockTickets, type Ticket, viewsOfTickets } from './ticket.ts';
import { stateRefusal } from './ticket-rules.ts';
import type { TicketService } from './ticket-types.ts';

const statement = {
  give: sqlFile(import.meta.url, './sql/give_ticket.sql'),
  findGift: sqlFile(import.meta.url, './sql/find_gift.sql'),
};

type Done = NoticeOf<'ticket_done'>;

/** What is given, by whom, to whom, for which event. */
interface Gift {
  ticket: bigint;
  /** As it was typed. */
  number: string;
  giver: bigint;
  receiver: bigint;
  /** Of the event that asked for it. */
  key: string;
}

export async function giveTicket(
  context: Context,
  act: Parameters<TicketService['giveTicket']>[0],
): Promise<Result<Done>> {
  const gift = await giftOf(context, act);
  return gift.ok ? give(context, gift.value) : gift;
}

async function giftOf(
  context: Context,
  { by, number, to, origin: { key } }: Parameters<TicketService['giveTicket']>[0],
): Promise<Result<Gift>> {
  const giver = await personOf(context, by);
  const receiver = await resolve(context, to, by);
  if (!receiver.ok) return receiver;
  const found = await findTicket(context.sql, number);
  if (!found.ok) return found;
  return ok({ ticket: found.value, number, giver: giver.id, receiver: receiver.value.id, key });
}

const give = (context: Context, gift: Gift): Promise<Result<Done>> =>
  inTransaction(context.sql, async (sql): Promise<Result<Done>> => {
    await advisoryLock(sql, `ticket:${gift.key}`);
    const people = await lockPeople(sql, [gift.giver, gift.receiver], 'share');
    const before = await givenBy(context, sql, gift);
    if (before) return before;
    const [ticket] = await lockTickets(sql, [gift.ticket]);
    const parties = partiesOf(gift, people);
    const refusal = giftRefusal(ticket!, parties, gift.number);
    if (refusal) return { ok: false, refusal };
    const { from, whom } = parties;
    await run(sql, statement.give, [ticket!.id, from.id, whom.id, gift.key, context.clock.now()]);
    const [{ view, intent }] = (await viewsOfTickets(context, sql, [ticket!.id])) as [Shown];
    const actions = intent === null ? [] : [{ action: 'ticket_show' as const, intent }];
    await tellDirectly(sql, whom, { kind: 'ticket_given', ticket: view, from: viewOf(from), actions });
    return ok({ kind: 'ticket_done', did: 'gave', ticket: view, to: viewOf(whom), amount: null });
  });

type Shown = Awaited<ReturnType<typeof viewsOfTickets>>[number];

interface Parties {
  from: Person;
  whom: Person;
}

const partiesOf = ({ giver, receiver }: Gift, people: ReadonlyMap<bigint, Person>): Parties => ({
  from: people.get(giver)!,
  whom: people.get(receiver)!,
});

/** What this event has given already; null where it has given nothing yet. */
async function givenBy(
  context: Context,
  sql: Queryable,
  { ticket, key }: Gift,
): Promise<Result<Done> | null> {
  const [before] = await run<{ ticket: bigint; receiver: bigint }>(sql, statement.findGift, [key]);
  if (!before) return null;
  if (before.ticket !== ticket) return refuse('idempotency_key_reused');
  const [shown] = await viewsOfTickets(context, sql, [ticket]);
  const to = (await loadPeople(sql, [before.receiver])).get(before.receiver)!;
  return ok({ kind: 'ticket_done', did: 'gave', ticket: shown!.view, to: viewOf(to), amount: null });
}

/** Why it stays where it is; null: it may go. */
function giftRefusal(ticket: Ticket, { from, whom }: Parties, number: string): Refusal | null {
  // Whose it is, is nobody else's business.
  if (ticket.holder !== from.id) return { code: 'ticket_unknown', text: number };
  const refusal = stateRefusal(ticket);
  if (refusal) return refusal;
  if (from.frozen) return { code: 'account_frozen' };
  if (whom.frozen) return { code: 'payee_frozen', payee: whom.name };
  return whom.id === from.id ? { code: 'pay_self' } : null;
}

/** As things are now, nothing locked: what would be refused is refused before anybody is asked. */
async function rehearse(
  context: Context,
  gift: Gift,
): Promise<Result<{ done: Done } | { ticket: Ticket; whom: Person }>> {
  const { sql } = context;
  const parties = partiesOf(gift, await loadPeople(sql, [gift.giver, gift.receiver]));
  const ticket = (await loadTickets(sql, [gift.ticket]))[0]!;
  // Looked up after the ticket: a gift of this very event that is made meanwhile is what came of it, and no reason to refuse.
  const before = await givenBy(context, sql, gift);
  if (before) return before.ok ? ok({ done: before.value }) : before;
  const refusal = giftRefusal(ticket, parties, gift.number);
  return refusal ? { ok: false, refusal } : ok({ ticket, whom: parties.whom });
}

/** The yes is to whom the question shows, and not to whoever bears the handle by then. */
export async function askGiveTicket(
  context: Context,
  act: Parameters<TicketService['askGiveTicket']>[0],
): Promise<Result<{ done: Done } | { confirm: NoticeOf<'ticket_give'> }>> {
  const { sql, clock } = context;
  const gift = await giftOf(context, act);
  if (!gift.ok) return gift;
  const judged = await rehearse(context, gift.value);
  if (!judged.ok) return judged;
  if ('done' in judged.value) return ok(judged.value);
  const { giver, receiver, number, key } = gift.value;
  const until = new Date(clock.now().getTime() + limits.confirmMinutes * 60_000);
  const intent = await putIntent(context, sql, {
    kind: 'ticket_give',
    person: giver,
    subject: gift.value.ticket,
    payload: { number, receiver: String(receiver), key } satisfies z.infer<typeof intentSchema>,
    expiresAt: until,
  });
  const [shown] = await viewsOfTickets(context, sql, [gift.value.ticket]);
  return ok({
    confirm: {
      kind: 'ticket_give',
      ticket: shown!.view,
      to: viewOf(judged.value.whom),
      until: until.toISOString(),
      actions: [{ action: 'ticket_give', intent }],
    },
  });
}

const intentSchema = z.object({
  number: z.string(),
  receiver: z.string().regex(/^\d+$/),
  /** Of the event that asked: however often its buttons are pressed, it gives once. */
  key: z.string().min(1),
});

/** The kernel lets nobody but the giver press it. */
export async function pressGive(context: Context, press: PressedIntent): Promise<Result<Pressed>> {
  const { subject, payload, by, confirmed } = press;
  const { receiver, ...asked } = intentSchema.parse(payload);
  const gift: Gift = { ...asked, ticket: subject!, giver: by.id, receiver: BigInt(receiver) };
  const judged = await rehearse(context, gift);
  if (!judged.ok) return judged;
  if ('done' in judged.value) return ok({ in_place: judged.value.done });
  const { ticket, whom } = judged.value;
  const { unit_price, asset, name } = ticket;
  const worth = { payees: [whom.id], amount: BigInt(unit_price), asset, memo: name } as const;
  const wanted = await context.guard.press(press, { ...worth, seen: true, taken: true }, { in_place: true });
  if (wanted) return ok(wanted);
  const given = await give(context, gift);
  if (!given.ok) return given;
  return ok(confirmed ? { private: given.value } : { in_place: given.value });
}
