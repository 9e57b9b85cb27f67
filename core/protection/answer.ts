/** The two buttons of a question: yes presses once more what was asked about, no leaves everything as it is. */
import type { PressedIntent } from '../capability.ts';
import type { Origin } from '../common.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { personOf } from '../identity/index.ts';
import { askedAt } from '../intents/asked-at.ts';
import type { Pressed } from '../intents/types.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { startAnew } from './allowance.ts';
import { tryPin } from './pin.ts';
import { askForPin, type Confirmation, findConfirmation, questionOf, wantsPin } from './question.ts';
import type { ProtectionService } from './types.ts';

const statement = { answer: sqlFile(import.meta.url, './sql/answer_confirmation.sql') };

type Press = Pick<PressedIntent, 'subject' | 'identity' | 'origin'>;

export async function pressConfirm(
  context: Context,
  { subject, identity, origin }: Press,
): Promise<Result<Pressed>> {
  const asked = (await findConfirmation(context.sql, { id: subject! }))!;
  if (asked.state === 'asked' && (await wantsPin(context, asked))) return ok(await askForPin(context, asked));
  return carryOut(context, asked, identity, origin);
}

/** As {@link pressConfirm}, by whoever gave the PIN; the same event again, which has none any more, finds what it did. */
export const createConfirm =
  (context: Context): ProtectionService['confirm'] =>
  async (by, intent, pin, origin, sending = origin.key) => {
    const asked = await findConfirmation(context.sql, { confirm_key: intent });
    if (!asked) return refuse('intent_unknown');
    if (asked.person !== (await personOf(context, by)).id) return refuse('intent_not_yours');
    if (asked.state === 'asked') {
      if (asked.expires_at <= context.clock.now()) return refuse('intent_expired');
      if (await wantsPin(context, asked)) {
        if (pin === null) return refuse('pin_missing');
        const tried = await tryPin(context, asked.person, pin, sending);
        if (!tried.ok) return tried;
        await startAnew(context.sql, asked.person);
      }
    }
    return carryOut(context, asked, by, origin);
  };

export async function askedOf(
  context: Context,
  by: Identity,
  intent: string,
): Promise<ReturnType<typeof questionOf> | null> {
  const asked = await findConfirmation(context.sql, { confirm_key: intent });
  if (!asked || asked.by_form || asked.state !== 'asked') return null;
  return asked.person === (await personOf(context, by)).id ? questionOf(asked) : null;
}

export async function pressCancel(context: Context, { subject, origin }: Press): Promise<Result<Pressed>> {
  const confirmation = await answer(context, subject!, 'cancelled', origin.key);
  return confirmation ? ok({ in_place: questionOf(confirmation) }) : refuse('intent_used');
}

/** Everything is looked at anew: whether the button still stands, who is frozen, what there is. A no takes the question's place. */
async function carryOut(
  context: Context,
  { id }: Confirmation,
  by: Identity,
  origin: Origin,
): Promise<Result<Pressed>> {
  const confirmation = await answer(context, id, 'confirmed', origin.key);
  if (!confirmation) return refuse('intent_used');
  const pressed = await context.pressAgain(confirmation.intent, by, askedAt(confirmation, origin));
  // Where there is no question of their own to take the place of, the button's message is everybody's.
  if (confirmation.by_form)
    return pressed.ok ? ok({ private: questionOf(confirmation), ...pressed.value }) : pressed;
  if (!pressed.ok) return ok({ in_place: { kind: 'refusal', refusal: pressed.refusal } });
  const { in_place } = pressed.value;
  const isRefused = in_place?.kind === 'refusal';
  return ok({ ...pressed.value, in_place: isRefused ? in_place : questionOf(confirmation) });
}

/** As it is answered now; null when another event has answered it. */
async function answer(
  { clock, sql }: Context,
  id: bigint,
  state: 'confirmed' | 'cancelled',
  key: string,
): Promise<Confirmation | null> {
  const answered = await run(sql, statement.answer, [id, state, key, clock.now()]);
  return answered.length > 0 ? (await findConfirmation(sql, { id }))! : null;
}
