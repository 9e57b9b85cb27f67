/** Buttons that give: of the question which amount was meant, and what its person has confirmed. */
import { z } from 'zod';
import type { PressedIntent } from '../capability.ts';
import type { Shown } from '../common.ts';
import type { Context } from '../context.ts';
import { askedAt } from '../intents/asked-at.ts';
import { useIntent } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { spendingOf } from './ask.ts';
import { give } from './give.ts';
import type { DropIntent, DropRequest } from './types.ts';

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

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
  conversation: z.custom<DropIntent['conversation']>(isObject),
  message: z.custom<NonNullable<DropIntent['message']>>(isObject).optional(),
});

const givenSchema = z.object({ reference: z.string(), delivery: z.string() });

/** Both buttons of a question have the key of its event, so that only one of them ever gives, and only once; nor does the event beside them. */
export async function pressAmount(context: Context, press: PressedIntent): Promise<Result<Pressed>> {
  const { key, payload, outcome, origin } = press;
  if (outcome !== null) {
    const { reference, delivery } = givenSchema.parse(outcome);
    return ok(given({ reference, delivery: BigInt(delivery) }));
  }
  const request = requestOf(press, dropIntentSchema.parse(payload).key);
  const spending = press.confirmed ? ok(null) : await spendingOf(context, request);
  if (!spending.ok) return spending;
  const asked = spending.value && (await context.guard.press(press, spending.value, { in_place: true }));
  if (asked) return ok(asked);
  const result = await give(context, request);
  if (!result.ok) return result.refusal.code === 'idempotency_key_reused' ? refuse('intent_used') : result;
  const { reference, delivery } = result.value;
  const used = { reference, delivery: String(delivery) };
  await useIntent(context, context.sql, { key, by: origin.key, outcome: used });
  return ok(given(result.value));
}

/** What was typed and confirmed: the same drop under the same key as if nobody had been asked. */
export async function pressConfirmed(context: Context, press: PressedIntent): Promise<Result<Pressed>> {
  const { key } = dropIntentSchema.parse(press.payload);
  const result = await give(context, requestOf(press, key));
  return result.ok ? ok({ show: result.value }) : result;
}

function requestOf({ payload, identity, origin }: PressedIntent, key: string): DropRequest {
  const { conversation, amount, message, ...request } = dropIntentSchema.parse(payload);
  return {
    ...request,
    giver: identity,
    amount: BigInt(amount),
    origin: askedAt({ key, conversation }, origin),
    ...(message && { message }),
  };
}

/** The question is answered, so its buttons go. */
const given = (shown: Shown): Pressed => ({
  show: shown,
  in_place: { kind: 'choose_amount', text: '', actions: [] },
});
