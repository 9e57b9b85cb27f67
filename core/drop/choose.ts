/** A button of the question which amount was meant: whichever is pressed first gives. */
import { z } from 'zod';
import type { PressedIntent } from '../capability.ts';
import type { Shown } from '../common.ts';
import type { Context } from '../context.ts';
import { derivedKey } from '../ids.ts';
import { useIntent } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { give } from './give.ts';
import type { DropIntent } from './types.ts';

/** The payload was written by ourselves; what matters of it is read strictly all the same. */
const dropIntentSchema = z.object({
  key: z.string().min(1),
  amount: z.string().regex(/^[1-9]\d*$/),
  asset: z.string(),
  shares: z.int().positive(),
  mode: z.enum(['random', 'even']),
  memo: z.string().nullable(),
  lasts_ms: z.int().positive().nullable(),
  account_age_ms: z.int().nonnegative(),
  conversation: z.custom<DropIntent['conversation']>((place) => typeof place === 'object' && place !== null),
});

const givenSchema = z.object({ reference: z.string(), delivery: z.string() });

/** Both buttons of a question share one key, so that only one of them ever gives, and only once. */
export async function pressAmount(
  context: Context,
  { key, payload, outcome, identity, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  if (outcome !== null) {
    const { reference, delivery } = givenSchema.parse(outcome);
    return ok(given({ reference, delivery: BigInt(delivery) }));
  }
  const { key: asked, conversation, amount, ...request } = dropIntentSchema.parse(payload);
  // The answer to the press belongs to the card only where the press was made in the card's place.
  const here =
    conversation.channel === origin.conversation.channel &&
    conversation.platform === origin.conversation.platform;
  const result = await give(context, {
    ...request,
    giver: identity,
    amount: BigInt(amount),
    origin: {
      key: derivedKey('intent', asked),
      conversation,
      ...(here && origin.reply && { reply: origin.reply }),
    },
  });
  if (!result.ok) return result.refusal.code === 'idempotency_key_reused' ? refuse('intent_used') : result;
  const { reference, delivery } = result.value;
  const used = { reference, delivery: String(delivery) };
  await useIntent(context, context.sql, { key, by: origin.key, outcome: used });
  return ok(given(result.value));
}

/** The question is answered, so its buttons go. */
const given = (shown: Shown): Pressed => ({
  show: shown,
  in_place: { kind: 'choose_amount', text: '', actions: [] },
});
