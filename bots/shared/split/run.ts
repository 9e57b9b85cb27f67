/** A split that was understood: open it and show its card, or ask which amount was meant. */
import type { Bill, MessageRef, SplitIntent, Who } from '../../../core/index.ts';
import type { InboundEventOf } from '../event.ts';
import { clip, plainLine } from '../memo.ts';
import type { Turn } from '../turn.ts';
import { grammarContext } from '../turn-grammar.ts';
import { askWhichAmount } from '../which-amount.ts';
import { whoOf } from '../who.ts';
import { parseSplitForm, type SplitCommand, type SplitCommandOf } from './commands.ts';

/** Of a message's words, for what it is: a line. */
const memoUnits = 80;

/** `key`: the split's idempotency key. */
export async function split(turn: Turn, command: SplitCommand, key: string): Promise<void> {
  const { event, parts } = turn;
  switch (command.verb) {
    case 'split_list':
      return turn.answer(await parts.core.split.list(event.actor.identity));
    case 'split_form':
      return openSplitForm(turn, command.who, null);
    case 'split_which':
      return askWhich(turn, command, key);
    case 'split': {
      const { conversation, reply, actor } = event;
      const origin = { key, conversation, ...(reply && { reply }) };
      const opened = await parts.core.split.open({ bill: command.bill, owner: actor.identity, origin });
      return turn.told(opened, turn.show);
    }
  }
}

/** Two buttons with one key between them: whichever is pressed first is the answer. */
function askWhich(turn: Turn, command: SplitCommandOf<'split_which'>, key: string): Promise<void> {
  const { conversation } = turn.event;
  const payloadOf = (bill: Bill): SplitIntent => ({ key, bill, conversation });
  const readings = command.readings.map((amount, at) => ({
    amount,
    kind: 'split_amount',
    payload: payloadOf(command.bills[at]!),
  }));
  return askWhichAmount(turn, command.text, readings);
}

/** A card sent out of an inline question becomes the split of whoever sent it. Everybody in that chat reads it. */
export async function splitSent(
  { event, parts, key, told, show }: Turn<InboundEventOf<'chosen'>>,
  bill: Bill,
  message: MessageRef,
): Promise<void> {
  const conversation = { ...event.conversation, kind: 'group' as const };
  const origin = { key, conversation };
  return told(await parts.core.split.open({ bill, owner: event.actor.identity, origin, message }), show);
}

async function openSplitForm(turn: Turn, who: Who[], memo: string | null): Promise<void> {
  const intent = await turn.parts.core.intents.create({
    person: turn.event.actor.identity,
    kind: 'split_form',
    payload: {},
  });
  await turn.open({ form: 'split', intent, who, memo });
}

/** From a menu: of the app, or of a message, whose words say what it is for and whose author was there. */
export async function splitShortcut(turn: Turn<InboundEventOf<'shortcut'>>): Promise<void> {
  const { target, person } = turn.event;
  const named = [target?.author, person].flatMap((one) =>
    one?.type === 'person' && !one.isBot && one.identity.user !== turn.event.actor.identity.user
      ? [whoOf(one)]
      : [],
  );
  const memo = clip(plainLine(target?.text ?? ''), memoUnits);
  return openSplitForm(turn, named, memo === '' ? null : memo);
}

/** What was filled in. The form's intent is the split's key: a form that is sent twice opens one. */
export async function answerSplitForm(turn: Turn<InboundEventOf<'form'>>): Promise<void> {
  const { event } = turn;
  const command = parseSplitForm(event.values, grammarContext(turn));
  if (!command.ok) return turn.refuse(command.refusal);
  await split(turn, command.value, `form:${event.intent}`);
}
