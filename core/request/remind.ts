/** A reminder: everybody who has not paid yet gets the request once more, in their own chat. Once a day at most. */
import { openDesk } from '../alerts/index.ts';
import { assetOf } from '../asset-book.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { contactsOf } from '../identity/index.ts';
import { addDeliveries, followDelivery } from '../outbox/index.ts';
import { limits } from '../policy/limits.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { directTo } from '../tell.ts';
import { whyOver } from './end.ts';
import { lockRequests, type RequestRow } from './request.ts';
import { payRefusal } from './rules.ts';

const statement = {
  remind: sqlFile(import.meta.url, './sql/remind.sql'),
  addMessages: sqlFile(import.meta.url, './sql/add_messages.sql'),
  paymentCards: sqlFile(import.meta.url, './sql/payment_cards.sql'),
};

interface Reminding {
  request: bigint;
  by: bigint;
  key: string;
}

export const remind = (context: Context, { request: id, by, key }: Reminding): Promise<Result<RequestRow>> =>
  inTransaction(context.sql, async (sql): Promise<Result<RequestRow>> => {
    const request = (await lockRequests(sql, [id]))[0]!;
    if (request.asker !== by) return refuse('intent_not_yours');
    if (request.reminded_key === key) return ok(request);
    const now = context.clock.now();
    const asset = assetOf(context, request);
    const unpaid = request.shares.filter((share) => payRefusal(share, null, asset, now) === null);
    if (unpaid.length === 0) return { ok: false, refusal: whyOver(request.shares) };
    const again = (request.reminded_at?.getTime() ?? 0) + limits.request.reminderHours * 3_600_000;
    if (again > now.getTime()) return refuse('request_reminded', { again_at: new Date(again).toISOString() });
    await run(sql, statement.remind, [id, key, now]);
    await send(context, sql, request, unpaid);
    return ok(request);
  });

/** To those who want to hear of it now; the others have theirs when they do, or not at all. */
async function send(
  context: Context,
  sql: Queryable,
  request: RequestRow,
  unpaid: RequestRow['shares'],
): Promise<void> {
  const reminders = unpaid.flatMap(({ payer, position }) => {
    const subject = { kind: 'request_reminder', id: `${request.reference}/${position}` };
    return payer === null ? [] : [{ kind: 'request_due' as const, person: payer, subject }];
  });
  const people = reminders.map(({ person }) => person);
  const desk = await openDesk(context, sql, people);
  const now = reminders.filter((reminder) => desk.when(reminder) === 'now');
  await desk.tell(reminders.filter((reminder) => !now.includes(reminder)));
  const contacts = await contactsOf(sql, people);
  const messages = now.flatMap(({ person, subject }) => {
    const contact = contacts.get(person);
    return contact ? [directTo(contact, subject)] : [];
  });
  const deliveries = await addDeliveries(sql, messages);
  await run(sql, statement.addMessages, [request.id, deliveries]);
  // What has been paid of it may still come back.
  const cards = await run<{ delivery: bigint }>(sql, statement.paymentCards, [request.id]);
  for (const { delivery: followed } of cards)
    for (const follower of deliveries) await followDelivery(sql, { follower, followed });
}
