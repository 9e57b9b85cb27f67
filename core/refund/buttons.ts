/** The buttons: of a receipt, which is for whoever took part in the payment, and of the offer to refund. */
import { z } from 'zod';
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable } from '../db/index.ts';
import { type Person, viewOf } from '../identity/index.ts';
import { formUntil, putIntent } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import { money } from '../money.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { disputesOf } from './books.ts';
import { disputeForPayer } from './dispute-views.ts';
import { lockOrder, type Order } from './order.ts';
import { offerOf, spendingOf } from './refund.ts';
import { leftOf, mayDispute, refundedByPayee } from './rules.ts';
import type { RefundService } from './types.ts';

/**
 * To a payee the form in which they say how much; where there are no forms, a button for all of it. To the payer the form in which they say
 * what is wrong; once they have, how it stands.
 */
export const pressReceipt = (
  context: Context,
  { subject, by }: Pick<PressedIntent, 'subject' | 'by'>,
): Promise<Result<Pressed>> =>
  inTransaction(context.sql, async (sql): Promise<Result<Pressed>> => {
    const order = await lockOrder(context, sql, { id: subject! });
    if (order?.payments.some(({ payee }) => payee.id === by.id)) return openRefund(context, sql, order, by);
    if (order?.payer.id === by.id) return openDispute(context, sql, order);
    return refuse('intent_not_yours');
  });

async function openRefund(
  context: Context,
  sql: Queryable,
  order: Order,
  by: Pick<Person, 'id'>,
): Promise<Result<Pressed>> {
  const paid = refundedByPayee(order, by);
  if (!paid.ok) return paid;
  const left = money(leftOf(paid.value), order.asset);
  const { reference } = order;
  const intent = await formIntent(context, sql, { kind: 'refund_form', person: by.id, reference });
  return ok({
    form: { form: 'refund', intent, reference, payer: viewOf(order.payer), left },
    private: await offerOf(context, sql, order, paid.value, [left]),
  });
}

async function openDispute(context: Context, sql: Queryable, order: Order): Promise<Result<Pressed>> {
  const { reference, payer, asset } = order;
  const disputes = await disputesOf(
    sql,
    order.payments.map(({ id }) => id),
  );
  const judged = order.payments
    .filter(({ state }) => state === 'settled')
    .map((paid) => ({
      paid,
      allowed: mayDispute(
        paid,
        disputes.filter(({ payment }) => payment === paid.id),
      ),
    }));
  const possible = judged.filter(({ allowed }) => allowed.ok);
  if (possible.length === 0) {
    const open = disputes.find(({ state }) => state === 'open');
    if (open) return ok({ private: await disputeForPayer(context, sql, open.id) });
    return judged[0] ? (judged[0].allowed as Result<never>) : refuse('payment_not_settled');
  }
  const intent = await formIntent(context, sql, { kind: 'dispute_form', person: payer.id, reference });
  const payees = possible.map(({ paid: { position, payee, amount } }) => ({
    position,
    payee: viewOf(payee),
    paid: money(amount, asset),
  }));
  const several = payees.length > 1 ? payees.map(({ payee }) => payee.name) : [];
  return ok({
    form: { form: 'dispute', intent, reference, payees },
    private: { kind: 'refusal', refusal: { code: 'dispute_how', reference, payees: several } },
  });
}

const formIntent = (
  context: Context,
  sql: Queryable,
  { kind, person, reference }: { kind: 'refund_form' | 'dispute_form'; person: bigint; reference: string },
): Promise<string> =>
  putIntent(context, sql, {
    kind,
    person,
    payload: { reference },
    expiresAt: formUntil(context),
  });

const payloadSchema = z.object({
  reference: z.string(),
  amount: z.string().regex(/^[1-9]\d*$/),
  asset: z.string(),
});

/** The offer's message becomes what was done; where it has become a question, what was done stands below that. */
export async function pressRefund(
  context: Context,
  refund: RefundService['refund'],
  press: PressedIntent,
): Promise<Result<Pressed>> {
  const { payload, identity, origin, confirmed } = press;
  const { reference, asset, ...given } = payloadSchema.parse(payload);
  const amount = money(BigInt(given.amount), context.assets.find(asset)!);
  const request = { reference, amount, key: origin.key };
  const spending = confirmed ? ok(null) : await spendingOf(context, identity, request);
  if (!spending.ok) return spending;
  const asked = spending.value && (await context.guard.press(press, spending.value, { in_place: true }));
  if (asked) return ok(asked);
  const sent = await refund(identity, request);
  if (!sent.ok) return sent;
  return ok(confirmed ? { private: sent.value } : { in_place: sent.value });
}

/** The question keeps how much that is, so that a yes gives back what it said. */
export const createAskRefund =
  (context: Context, refund: RefundService['refund']): RefundService['askRefund'] =>
  async (by, { reference, amount, origin }) => {
    const request = { reference, amount, key: origin.key };
    const spending = await spendingOf(context, by, request);
    if (!spending.ok) return spending;
    if (spending.value) {
      const { asset, ...would } = spending.value;
      const payload = { reference, amount: String(would.amount), asset };
      const typed = { by, kind: 'refund_confirmed', payload, origin };
      const confirm = await context.guard.typed(typed, spending.value);
      if (confirm) return ok({ confirm });
    }
    const sent = await refund(by, request);
    return sent.ok ? ok({ sent: sent.value }) : sent;
  };
