/** A PIN as a direct message, where there are no forms: erased before anything else, and never stored. */
import type { InboundEventOf } from '../event.ts';
import { looksLikePin, mayHavePin, pinIn } from '../secret.ts';
import type { Turn } from '../turn.ts';
import { type Answer, pinAnswers } from './answers.ts';

export async function pinMessage(turn: Turn<InboundEventOf<'message'>>): Promise<boolean> {
  const { event, parts } = turn;
  if (!mayHavePin(event.text)) return false;
  const { protection, intents } = parts.core;
  const me = event.actor.identity;
  const isCertain = looksLikePin(event.text);
  const find = async () => (turn.platform?.capabilities.modal ? null : protection.awaited(me));
  // What can be nothing else is erased first of all; digits among words only where they answer a question of ours.
  const before = isCertain ? null : await find();
  if (!isCertain && before === null) return false;
  const erased = await turn.erase();
  const intent = isCertain ? await find() : before;
  const meant = intent === null ? null : await intents.read(intent, me);
  const answer = meant?.ok ? (pinAnswers as Readonly<Record<string, Answer>>)[meant.value.kind] : undefined;
  if (intent === null || !meant?.ok || !answer) {
    await turn.refuse(erased ? { code: 'pin_unasked' } : { code: 'pin_typed', erased });
    return true;
  }
  // A number in a sentence is nobody's new PIN, and no try at the old one: it is asked for again, by itself.
  const pin = isCertain ? pinIn(event.text) : null;
  const values = {
    secret_pin: pin === null ? [] : [{ type: 'text' as const, text: pin.replace(/\P{Nd}/gu, '') }],
  };
  await answer(turn, { intent, payload: meant.value.payload, values });
  if (!erased) await turn.aside({ kind: 'refusal', refusal: { code: 'pin_typed', erased } }, 'erase');
  return true;
}
