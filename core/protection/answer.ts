/** The two buttons of a question: yes presses once more what was asked about, no leaves everything as it is. */
import type { PressedIntent } from '../capability.ts';
import type { Origin } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import type { Pressed } from '../intents/types.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { type Confirmation, findConfirmation, questionOf } from './question.ts';

const statement = { answer: sqlFile(import.meta.url, './sql/answer_confirmation.sql') };

type Press = Pick<PressedIntent, 'subject' | 'identity' | 'origin'>;

/** Everything is looked at anew: whether the button still stands, who is frozen, what there is. A no takes the question's place. */
export async function pressConfirm(
  context: Context,
  { subject, identity, origin }: Press,
): Promise<Result<Pressed>> {
  const confirmation = await answer(context, context.sql, subject!, 'confirmed', origin.key);
  if (!confirmation) return refuse('intent_used');
  const pressed = await context.pressAgain(confirmation.intent, identity, originOf(confirmation, origin));
  if (!pressed.ok) return ok({ in_place: { kind: 'refusal', refusal: pressed.refusal } });
  return ok({ ...pressed.value, in_place: questionOf(confirmation) });
}

export async function pressCancel(context: Context, { subject, origin }: Press): Promise<Result<Pressed>> {
  const confirmation = await answer(context, context.sql, subject!, 'cancelled', origin.key);
  return confirmation ? ok({ in_place: questionOf(confirmation) }) : refuse('intent_used');
}

/** As it is answered now; null when another event has answered it. */
async function answer(
  { clock }: Context,
  sql: Queryable,
  id: bigint,
  state: 'confirmed' | 'cancelled',
  key: string,
): Promise<Confirmation | null> {
  const answered = await run(sql, statement.answer, [id, state, key, clock.now()]);
  return answered.length > 0 ? (await findConfirmation(sql, id))! : null;
}

/** The event that was asked about. The answer to the yes belongs to it only where both were in one place. */
function originOf({ key, conversation }: Confirmation, { conversation: here, reply }: Origin): Origin {
  const same = conversation.channel === here.channel && conversation.platform === here.platform;
  return { key, conversation, ...(same && reply && { reply }) };
}
