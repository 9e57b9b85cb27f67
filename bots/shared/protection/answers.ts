/** What is done with a PIN, by the kind of the intent that it was given for: out of a form, or out of a direct message. */
import {
  type Json,
  type Origin,
  type ProtectionChange,
  type ProtectionSettings,
  type RefusalCode,
  type Result,
  refuse,
} from '../../../core/index.ts';
import type { FormProblem } from '../capability.ts';
import type { InboundEventOf } from '../event.ts';
import { keyOf } from '../key.ts';
import type { GrammarContext } from '../reading.ts';
import { textOf, tokens } from '../tokens.ts';
import type { Turn } from '../turn.ts';
import { grammarContext } from '../turn-grammar.ts';
import { changeOf, readThreshold } from './commands.ts';
import { thresholdText } from './form.ts';
import type { ProtectionMessages } from './messages.ts';
import { awaitPin, settingsNotice } from './run.ts';

type AnswerTurn = Turn<InboundEventOf<'form' | 'message'>>;
export type Values = InboundEventOf<'form'>['values'];

export interface Given {
  intent: string;
  payload: Json;
  values: Values;
}

/** Does it, and says what came of it. */
export type Answer = (turn: AnswerTurn, given: Given) => Promise<void>;

/** What was entered; null where nothing was, or where it is not kept. */
export const entered = (values: Values, name: string): string | null =>
  textOf(tokens(values[name] ?? [])) || null;

export const pinOf = ({ values }: Pick<Given, 'values'>): string | null => entered(values, 'secret_pin');

/** What a try of a PIN is known by: a form that stayed open is one event, and yet sent more than once. */
export const sendingOf = (event: InboundEventOf<'form' | 'message'>): string =>
  event.kind === 'form' && event.submission !== undefined
    ? `${keyOf(event)}:${event.submission}`
    : keyOf(event);

/** After these the same PIN may be given once more. */
const again = new Set<RefusalCode>([
  'pin_wrong',
  'pin_invalid',
  'pin_guessable',
  'pin_differs',
  'pin_missing',
  'pin_required',
]);

async function tell<T>(
  turn: AnswerTurn,
  { intent }: Given,
  result: Result<T>,
  then: (value: T) => Promise<void>,
): Promise<void> {
  const { protection } = turn.parts.core;
  // Before anything is said: whoever reads it and writes on must find things as they are then.
  if (result.ok || !again.has(result.refusal.code))
    await protection.forgetPrompt(turn.event.actor.identity, intent);
  // A message is simply sent again; a form has to be opened.
  const hasButton = turn.event.kind === 'form' && turn.platform?.capabilities.modal === true;
  if (result.ok || !hasButton || !again.has(result.refusal.code)) return turn.told(result, then);
  const actions = [{ action: 'pin_again', intent } as const];
  return turn.answer({ kind: 'pin_again', refusal: result.refusal, actions });
}

const confirmSpending: Answer = async (turn, given) => {
  const { event, parts, key } = turn;
  const origin: Origin = {
    key,
    conversation: event.conversation,
    ...(event.reply && { reply: event.reply }),
  };
  const me = event.actor.identity;
  const result = await parts.core.protection.confirm(
    me,
    given.intent,
    pinOf(given),
    origin,
    sendingOf(event),
  );
  if (!result.ok && again.has(result.refusal.code) && event.kind === 'form' && event.message) {
    const question = await parts.core.protection.asked(me, given.intent);
    // It stands where it stood, with what is wrong: its own buttons are the way to try again, or not to.
    if (question) return turn.pressed({ in_place: { ...question, problem: result.refusal } });
  }
  return tell(turn, given, result, (pressed) => {
    const { in_place, ...rest } = pressed;
    // A message has no button's message in whose place the answer could be.
    const moved = event.kind === 'message' && in_place ? { private: in_place, ...rest } : pressed;
    return turn.pressed(moved);
  });
};

const changeProtection: Answer = async (turn, given) => {
  const change = given.payload as ProtectionChange;
  return settle(turn, given, change, pinOf(given) ?? '');
};

async function settle(
  turn: AnswerTurn,
  given: Given,
  change: ProtectionChange,
  pin: string | null,
): Promise<void> {
  const { event, parts } = turn;
  const me = event.actor.identity;
  const changed = await parts.core.protection.change(me, change, pin, sendingOf(event));
  return tell(turn, given, changed, async (settings) => turn.answer(await settingsNotice(turn, settings)));
}

/** The form of the settings: what still reads as it was filled in is not changed. */
export function readSettings(
  { payload, values }: Pick<Given, 'payload' | 'values'>,
  words: ProtectionMessages,
  context: GrammarContext,
): { change: ProtectionChange } | FormProblem {
  const before = payload as unknown as ProtectionSettings;
  let change: ProtectionChange = {};
  for (const name of ['ask_above', 'ask_new_above', 'pin_above'] as const) {
    const typed = entered(values, name);
    if (typed === null || typed === thresholdText(before[name], words)) continue;
    const threshold = readThreshold(name, typed, context);
    if (!threshold.ok) return { field: name, refusal: threshold.refusal };
    change = { ...change, ...changeOf(name, threshold.value) };
  }
  return { change };
}

export type Words = (locale: string) => ProtectionMessages;

export const fillIn =
  (words: Words): Answer =>
  async (turn, given) => {
    const read = readSettings(given, words(turn.locale), grammarContext(turn));
    if (!('change' in read)) return tell(turn, given, { ok: false, refusal: read.refusal }, async () => {});
    return settle(turn, given, read.change, pinOf(given));
  };

const setPin: Answer = async (turn, given) => {
  const { core } = turn.parts;
  const me = turn.event.actor.identity;
  const [pin, again, before] = [
    entered(given.values, 'secret_new'),
    entered(given.values, 'secret_again'),
    pinOf(given),
  ];
  const set =
    pin === null || again === null
      ? refuse('pin_missing')
      : pin !== again
        ? refuse('pin_differs')
        : await core.protection.setPin(me, pin, { pin: before }, sendingOf(turn.event));
  return tell(turn, given, set, () =>
    turn.answer({ kind: 'pin_changed', did: before === null ? 'set' : 'changed' }),
  );
};

const removePin: Answer = async (turn, given) => {
  const pin = pinOf(given);
  const removed =
    pin === null
      ? refuse('pin_missing')
      : await turn.parts.core.protection.removePin(turn.event.actor.identity, pin, sendingOf(turn.event));
  return tell(turn, given, removed, () => turn.answer({ kind: 'pin_changed', did: 'removed' }));
};

/** Message by message: first the PIN that they have … */
const provePin: Answer = async (turn, given) => {
  const pin = pinOf(given);
  const me = turn.event.actor.identity;
  const proof =
    pin === null
      ? refuse('pin_missing')
      : await turn.parts.core.protection.provePin(me, pin, 'pin_new', sendingOf(turn.event));
  return tell(turn, given, proof, (intent) => awaitPin(turn, intent, 'new'));
};

/** … and then the new one. */
const newPin: Answer = async (turn, given) => {
  const pin = pinOf(given);
  const me = turn.event.actor.identity;
  const set =
    pin === null
      ? refuse('pin_missing')
      : await turn.parts.core.protection.setPin(me, pin, { proof: given.intent });
  const { proven } = given.payload as { proven: boolean };
  return tell(turn, given, set, () => turn.answer({ kind: 'pin_changed', did: proven ? 'changed' : 'set' }));
};

/** The code by which another chat of theirs becomes one with this. */
const linkCode: Answer = async (turn, given) => {
  const pin = pinOf(given);
  const made =
    pin === null
      ? refuse('pin_missing')
      : await turn.parts.core.people.linkCode(turn.event.actor.identity, {
          pin,
          sending: sendingOf(turn.event),
        });
  return tell(turn, given, made, (code) => turn.answer({ kind: 'link_code', ...code }));
};

export const pinAnswers = {
  link_code: linkCode,
  confirm_spending: confirmSpending,
  protection_change: changeProtection,
  pin_set: setPin,
  pin_remove: removePin,
  pin_prove: provePin,
  pin_new: newPin,
} satisfies Record<string, Answer>;
