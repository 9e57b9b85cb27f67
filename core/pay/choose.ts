/** Buttons that pay: of the question which amount was meant, and what its person has confirmed. */
import { z } from 'zod';
import type { PressedIntent } from '../capability.ts';
import type { Changing } from '../changing.ts';
import type { Shown, Who } from '../common.ts';
import type { Context } from '../context.ts';
import { askedAt } from '../intents/asked-at.ts';
import type { Pressed } from '../intents/types.ts';
import { useIntent } from '../intents/write.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { spendingOf } from './ask.ts';
import { offeredBefore, offerInstead } from './change.ts';
import type { PayIntent, PayRequest, PayService } from './types.ts';

/** The payload was written by ourselves; what matters of it is read strictly all the same. */
const payIntentSchema = z.object({
  key: z.string().min(1),
  payees: z.array(z.custom<Who>((who) => typeof who === 'object' && who !== null)),
  amount: z.string().regex(/^[1-9]\d*$/),
  asset: z.string(),
  mode: z.enum(['each', 'total']),
  memo: z.string().nullable(),
  conversation: z.custom<PayIntent['conversation']>((place) => typeof place === 'object' && place !== null),
  card: z.literal('private').optional(),
  payable: z.object({ kind: z.string(), id: z.string() }).optional(),
  meant: z.array(z.string()).optional(),
  quote: z.string().optional(),
  repeats: z.literal(true).optional(),
});

const paidSchema = z.object({ reference: z.string(), delivery: z.string() });

type Authorize = PayService['authorize'];

/**
 * Both buttons of a question share one payment key, so that only one of them ever pays, and only once. It is that of the event: handled again
 * when its person has said how they write amounts, the event may pay by itself.
 */
export async function pressAmount(
  context: Context,
  authorize: Authorize,
  changing: Changing,
  press: PressedIntent,
): Promise<Result<Pressed>> {
  const { key, payload, outcome, origin } = press;
  if (outcome !== null) {
    const { reference, delivery } = paidSchema.parse(outcome);
    return ok(paid({ reference, delivery: BigInt(delivery) }));
  }
  const request = requestOf(press, payIntentSchema.parse(payload).key);
  const offered = await offeredBefore(context, changing, request);
  if (offered) return ok({ in_place: offered });
  const orChanged = async (refusal: Refusal): Promise<Result<Pressed>> => {
    const offer = await offerInstead(context, changing, request, refusal);
    if (!offer.ok) return offer;
    return ok(press.confirmed ? { private: offer.value } : { in_place: offer.value });
  };
  const spending = press.confirmed ? ok(null) : await spendingOf(context, request);
  if (!spending.ok) return orChanged(spending.refusal);
  const asked = spending.value && (await context.guard.press(press, spending.value, { in_place: true }));
  if (asked) return ok(asked);
  const result = await authorize(request);
  if (!result.ok) {
    return result.refusal.code === 'idempotency_key_reused'
      ? refuse('intent_used')
      : orChanged(result.refusal);
  }
  const { reference, delivery } = result.value;
  await useIntent(context, context.sql, {
    key,
    by: origin.key,
    outcome: { reference, delivery: delivery.toString() },
  });
  return ok(paid(result.value));
}

/** What was typed and confirmed: the same payment under the same key as if nobody had been asked. */
export async function pressConfirmed(
  context: Context,
  authorize: Authorize,
  changing: Changing,
  press: PressedIntent,
): Promise<Result<Pressed>> {
  const { key } = payIntentSchema.parse(press.payload);
  const request = requestOf(press, key);
  const result = await authorize(request);
  if (result.ok) return ok({ show: result.value });
  const offer = await offerInstead(context, changing, request, result.refusal);
  return offer.ok ? ok({ private: offer.value }) : offer;
}

export function requestOf({ payload, identity, origin }: PressedIntent, key: string): PayRequest {
  const { conversation, amount, card, payable, meant, quote, repeats, ...request } =
    payIntentSchema.parse(payload);
  return {
    ...request,
    payer: identity,
    amount: BigInt(amount),
    origin: askedAt({ key, conversation }, origin),
    ...(card && { card }),
    ...(payable && { payable }),
    ...(meant && { meant }),
    ...(quote !== undefined && { quote }),
    ...(repeats && { repeats }),
  };
}

/** The question is answered, so its buttons go. */
const paid = (shown: Shown): Pressed => ({
  show: shown,
  in_place: { kind: 'choose_amount', text: '', actions: [] },
});
