/** A button of the question which total was meant: whichever is pressed first opens the split. */
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { askedAt } from '../intents/asked-at.ts';
import type { Pressed } from '../intents/types.ts';
import { useIntent } from '../intents/write.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { openSplit } from './open.ts';
import type { SplitIntent } from './types.ts';

/** Both buttons of a question have the key of its event, so that only one of them ever opens a split, and only once; nor does the event beside them. */
export async function pressAmount(
  context: Context,
  { key, payload, identity, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  // Written by ourselves, and checked as a bill by `openSplit`.
  const { key: asked, bill, conversation } = payload as unknown as SplitIntent;
  const opened = await openSplit(context, {
    bill,
    owner: identity,
    origin: askedAt({ key: asked, conversation }, origin),
  });
  if (!opened.ok) return opened.refusal.code === 'idempotency_key_reused' ? refuse('intent_used') : opened;
  await useIntent(context, context.sql, { key, by: origin.key, outcome: null });
  return ok({ show: opened.value, in_place: { kind: 'choose_amount', text: '', actions: [] } });
}
