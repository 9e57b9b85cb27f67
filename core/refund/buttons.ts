/** The buttons: of a receipt, which is for whoever took part in the payment, and of the offer to refund. */
import { z } from 'zod';
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../db/index.ts';
import { viewOf } from '../identity/index.ts';
import { putIntent } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import { money } from '../money.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { lockOrder } from './order.ts';
import { offerOf } from './refund.ts';
import { leftOf, refundedByPayee } from './rules.ts';
import type { RefundService } from './types.ts';

/** How long a form may stay open. */
const formLife_ms = 60 * 60_000;

/** To a payee the form in which they say how much; where there are no forms, a button for all of it. */
export const pressReceipt = (
  context: Context,
  { subject, by }: Pick<PressedIntent, 'subject' | 'by'>,
): Promise<Result<Pressed>> =>
  inTransaction(context.sql, async (sql): Promise<Result<Pressed>> => {
    const order = await lockOrder(context, sql, { id: subject! });
    const takesPart = order?.payments.some(({ payee }) => payee.id === by.id);
    if (!order || !takesPart) return refuse('intent_not_yours');
    const paid = refundedByPayee(order, by);
    if (!paid.ok) return paid;
    const left = money(leftOf(paid.value), order.asset);
    const intent = await putIntent(context, sql, {
      kind: 'refund_form',
      person: by.id,
      payload: { reference: order.reference },
      expiresAt: new Date(context.clock.now().getTime() + formLife_ms),
    });
    const { reference } = order;
    return ok({
      form: { form: 'refund', intent, reference, payer: viewOf(order.payer), left },
      private: await offerOf(context, sql, order, paid.value, [left]),
    });
  });

const payloadSchema = z.object({
  reference: z.string(),
  amount: z.string().regex(/^[1-9]\d*$/),
  asset: z.string(),
});

/** The offer's message becomes what was done. */
export async function pressRefund(
  context: Context,
  refund: RefundService['refund'],
  { payload, identity, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  const { reference, amount, asset } = payloadSchema.parse(payload);
  const given = await refund(identity, {
    reference,
    amount: money(BigInt(amount), context.assets.find(asset)!),
    key: origin.key,
  });
  return given.ok ? ok({ in_place: given.value }) : given;
}
