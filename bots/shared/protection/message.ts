/** A PIN as a direct message, where there are no forms: erased before anything else, and never stored. */
import type { InboundEventOf } from '../event.ts';
import { looksLikePin, pinIn } from '../secret.ts';
import type { Turn } from '../turn.ts';
import { type Answer, pinAnswers } from './answers.ts';

export async function pinMessage(turn: Turn<InboundEventOf<'message'>>): Promise<boolean> {
  const { event, parts } = turn;
  if (!looksLikePin(event.text)) return false;
  const { protection, intents } = parts.core;
  const me = event.actor.identity;
  const erased = await turn.erase();
  const intent = turn.platform?.capabilities.modal ? null : await protection.awaited(me);
  const meant = intent === null ? null : await intents.read(intent, me);
  const answer = meant?.ok ? (pinAnswers as Readonly<Record<string, Answer>>)[meant.value.kind] : undefined;
  if (intent === null || !meant?.ok || !answer) {
    await turn.refuse(erased ? { code: 'pin_unasked' } : { code: 'pin_typed', erased });
    return true;
  }
  const pin = pinIn(event.text);
  const values = { secret_pin: pin === null ? [] : [{ type: 'text' as const, text: pin }] };
  await answer(turn, { intent, payload: meant.value.payload, values });
  if (!erased) await turn.aside({ kind: 'refusal', refusal: { code: 'pin_typed', erased } }, 'erase');
  return true;
}
