/** What a payer says is wrong: opened, answered, withdrawn. */
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { type Person, personOf, resolve } from '../identity/index.ts';
import { publicId } from '../ids.ts';
import { putIntents } from '../intents/index.ts';
import type { NoticeOf } from '../notices.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { type Dispute, disputesOf, openDisputeOf, stepOf, takeStep, tellOfDispute } from './books.ts';
import type { DisputeRequest } from './dispute-types.ts';
import { disputeForPayer } from './dispute-views.ts';
import { lockOrder, type Order, type Paid } from './order.ts';
import { mayDispute, paymentInQuestion, readWords } from './rules.ts';

const openText = sqlFile(import.meta.url, './sql/open_dispute.sql');

type Mine = NoticeOf<'dispute_mine'>;

export async function dispute(
  context: Context,
  by: Identity,
  { reference, payee, words, key }: DisputeRequest,
): Promise<Result<Mine>> {
  const person = await personOf(context, by);
  const who = await payeeOf(context, payee, by);
  if (!who.ok) return who;
  const said = readWords(words);
  if (!said.ok) return said;
  return inTransaction(context.sql, async (sql): Promise<Result<Mine>> => {
    const order = await lockOrder(context, sql, { reference });
    if (!order) return refuse('payment_unknown', { reference });
    const before = await stepOf(sql, key);
    if (before) {
      // The step is an order's own: what another order's event has done is none of this one's.
      const own = await disputesOf(sql, idsOf(order));
      const same = own.some(({ id }) => id === before.dispute) && before.words === said.value;
      return same
        ? ok(await disputeForPayer(context, sql, before.dispute))
        : refuse('idempotency_key_reused');
    }
    const paid = paymentInQuestion(order, person, who.value);
    if (!paid.ok) return paid;
    return say(context, sql, { order, paid: paid.value, words: said.value, key });
  });
}

const idsOf = ({ payments }: Order): bigint[] => payments.map(({ id }) => id);

/** Somebody by name; a place in the order is one already. */
async function payeeOf(
  context: Context,
  payee: DisputeRequest['payee'],
  by: Identity,
): Promise<Result<Person | number | null>> {
  return payee === null || typeof payee === 'number' ? ok(payee) : resolve(context, payee, by);
}

interface Saying {
  order: Order;
  paid: Paid;
  words: string | null;
  key: string;
}

async function say(
  context: Context,
  sql: Queryable,
  { order, paid, words, key }: Saying,
): Promise<Result<Mine>> {
  const earlier = await disputesOf(sql, [paid.id]);
  const open = earlier.find(({ state }) => state === 'open');
  if (words === null) {
    if (open) return ok(await disputeForPayer(context, sql, open.id));
    const several = order.payments.length > 1;
    const payees = several ? order.payments.map(({ payee }) => payee.name) : [];
    return refuse('dispute_how', { reference: order.reference, payees });
  }
  if (open) return answer(context, sql, { order, paid, open, words, key });
  const allowed = mayDispute(paid, earlier);
  if (!allowed.ok) return allowed;
  const reference = publicId('dsp');
  const now = context.clock.now();
  const [opened] = await run<{ id: bigint }>(sql, openText, [reference, paid.id, now]);
  const { id } = opened!;
  await takeStep(context, sql, { id, deliveries: [] }, { step: 'opened', words, key });
  await putIntents(context, sql, [
    ...(['dispute_refund', 'dispute_ask', 'dispute_reject'] as const).map((kind) => ({
      kind,
      // For whoever is an operator at the press.
      person: null,
      subject: id,
    })),
    ...(['dispute_answer', 'dispute_withdraw'] as const).map((kind) => ({
      kind,
      person: order.payer.id,
      subject: id,
    })),
  ]);
  await tellOfDispute(context, sql, { id, reference }, [order.payer, paid.payee]);
  return ok(await disputeForPayer(context, sql, id));
}

/** Only what was asked is answered: the operators have heard the rest already. */
async function answer(
  context: Context,
  sql: Queryable,
  { order, paid, open, words, key }: Saying & { open: Dispute; words: string },
): Promise<Result<Mine>> {
  if (open.last_step !== 'asked') return refuse('dispute_open');
  await takeStep(context, sql, open, { step: 'answered', words, key });
  await tellOfDispute(context, sql, open, [order.payer, paid.payee]);
  return ok(await disputeForPayer(context, sql, open.id));
}

/** By the payer, whose button it is. */
export async function withdraw(
  context: Context,
  order: bigint,
  payment: bigint,
  key: string,
): Promise<Result<Mine>> {
  return inTransaction(context.sql, async (sql): Promise<Result<Mine>> => {
    await lockOrder(context, sql, { id: order });
    const before = await stepOf(sql, key);
    if (before) return ok(await disputeForPayer(context, sql, before.dispute));
    const open = await openDisputeOf(sql, payment);
    if (!open) return refuse('dispute_closed');
    await takeStep(context, sql, open, { step: 'withdrawn', key });
    return ok(await disputeForPayer(context, sql, open.id));
  });
}
