/** A button of the question which amount was meant: whichever is pressed first pays. */
import { z } from 'zod';
import type { PressedIntent } from '../capability.ts';
import type { Shown, Who } from '../common.ts';
import type { Context } from '../context.ts';
import { derivedKey } from '../ids.ts';
import type { Pressed } from '../intents/types.ts';
import { useIntent } from '../intents/write.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import type { PayIntent, PayService } from './types.ts';

/** The payload was written by ourselves; what matters of it is read strictly all the same. */
const payIntentSchema = z.object({
  key: z.string().min(1),
  payees: z.array(z.custom<Who>((who) => typeof who === 'object' && who !== null)),
  amount: z.string().regex(/^[1-9]\d*$/),
  asset: z.string(),
  mode: z.enum(['each', 'total']),
  memo: z.string().nullable(),
  conversation: z.custom<PayIntent['conversation']>((place) => typeof place === 'object' && place !== null),
});

const paidSchema = z.object({ reference: z.string(), delivery: z.string() });

/** Both buttons of a question share one payment key, so that only one of them ever pays, and only once. */
export async function pressAmount(
  context: Context,
  authorize: PayService['authorize'],
  { key, payload, outcome, identity, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  if (outcome !== null) {
    const { reference, delivery } = paidSchema.parse(outcome);
    return ok(paid({ reference, delivery: BigInt(delivery) }));
  }
  const request = payIntentSchema.parse(payload);
  const { conversation } = request;
  // The answer to the press belongs to the card only where the press was made in the card's place.
  const here =
    conversation.channel === origin.conversation.channel &&
    conversation.platform === origin.conversation.platform;
  const result = await authorize({
    ...request,
    payer: identity,
    amount: BigInt(request.amount),
    origin: {
      key: derivedKey('intent', request.key),
      conversation,
      ...(here && origin.reply && { reply: origin.reply }),
    },
  });
  if (!result.ok) {
    return result.refusal.code === 'idempotency_key_reused' ? refuse('intent_used') : result;
  }
  const { reference, delivery } = result.value;
  await useIntent(context, context.sql, {
    key,
    by: origin.key,
    outcome: { reference, delivery: delivery.toString() },
  });
  return ok(paid(result.value));
}

/** The question is answered, so its buttons go. */
const paid = (shown: Shown): Pressed => ({
  show: shown,
  in_place: { kind: 'choose_amount', text: '', actions: [] },
});
