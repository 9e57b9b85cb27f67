/** An amount that can be read in two ways: its person is asked which they meant, by a button for each. */
import type { Json, Money, NoticeAction } from '../../core/index.ts';
import type { Turn } from './turn.ts';

/** How long a question stays open. */
const questionLife_ms = 15 * 60_000;

/** What a button does: the press of an intent of this kind, with this payload. */
interface AmountReading {
  amount: Money;
  kind: string;
  payload: object;
}

/** The payloads have one key between them, so that only one of the buttons ever acts: whichever is pressed first is the answer. */
export async function askWhichAmount(
  turn: Turn,
  text: string,
  readings: readonly AmountReading[],
): Promise<void> {
  const actions: NoticeAction<'choose_amount'>[] = [];
  for (const { amount, kind, payload } of readings) {
    const intent = await turn.parts.core.intents.create({
      person: turn.event.actor.identity,
      kind,
      payload: payload as Json,
      life_ms: questionLife_ms,
    });
    actions.push({ action: 'choose_amount', intent, amount });
  }
  return turn.answer({ kind: 'choose_amount', text, actions });
}
