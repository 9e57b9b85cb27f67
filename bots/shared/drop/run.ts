/** A drop that was understood: given, and its card shown; or its giver is asked whether they mean it, or which amount. */
import type { DropIntent, MessageRef, Money } from '../../../core/index.ts';
import type { InboundEventOf } from '../event.ts';
import type { Turn } from '../turn.ts';
import { grammarContext } from '../turn-grammar.ts';
import { askWhichAmount } from '../which-amount.ts';
import { type DropCommand, type DropCommandOf, parseDropForm } from './commands.ts';

/** `key`: the drop's idempotency key. The card goes to the conversation by the delivery that core made with the drop. */
export async function drop(turn: Turn, command: DropCommand, key: string): Promise<void> {
  // Before a form is filled in for nothing.
  if (turn.event.conversation.kind === 'direct') return turn.refuse({ code: 'drop_needs_group' });
  if (command.verb === 'drop_form') return openDropForm(turn);
  if (command.verb === 'drop_which') return askWhich(turn, command, key);
  const asked = await ask(turn, command, key);
  return turn.told(asked, (value) =>
    'given' in value ? turn.show(value.given) : turn.answer(value.confirm),
  );
}

function ask(turn: Turn, command: DropCommandOf<'drop'>, key: string, message?: MessageRef) {
  const { event, parts } = turn;
  const { verb: _, amount, ...rest } = command;
  return parts.core.drop.ask({
    ...rest,
    giver: event.actor.identity,
    amount: BigInt(amount.minor),
    asset: amount.asset.code,
    origin: { key, conversation: event.conversation, ...(event.reply && { reply: event.reply }) },
    ...(message && { message }),
  });
}

/** A card sent out of an inline question becomes the drop of whoever sent it; or says that it did not, and its sender hears why. */
export async function dropSent(
  turn: Turn<InboundEventOf<'chosen'>>,
  command: DropCommandOf<'drop'>,
  message: MessageRef,
): Promise<void> {
  const asked = await ask(turn, command, turn.key, message);
  if (asked.ok && 'given' in asked.value) return turn.show(asked.value.given);
  const unsent = { kind: 'drop_unsent', giver: turn.seen.person, total: command.amount } as const;
  await turn.answer(
    { ...unsent, state: asked.ok ? 'asked' : 'refused' },
    { audience: 'conversation', slot: 'card', previous: message },
  );
  return turn.told(asked, (value) =>
    'confirm' in value ? turn.answer(value.confirm) : turn.show(value.given),
  );
}

/** Two buttons with one key between them: whichever is pressed first is the answer. */
function askWhich(turn: Turn, command: DropCommandOf<'drop_which'>, key: string): Promise<void> {
  const { verb: _, text, readings, ...rest } = command;
  const { conversation } = turn.event;
  const payloadOf = ({ minor: amount, asset }: Money): DropIntent => ({
    ...rest,
    key,
    amount,
    asset: asset.code,
    conversation,
  });
  return askWhichAmount(
    turn,
    text,
    readings.map((amount) => ({ amount, kind: 'drop_amount', payload: payloadOf(amount) })),
  );
}

async function openDropForm(turn: Turn): Promise<void> {
  const intent = await turn.parts.core.intents.create({
    person: turn.event.actor.identity,
    kind: 'drop_form',
    payload: {},
  });
  await turn.open({ form: 'drop', intent });
}

/** What was filled in. The form's intent is the drop's key: a form that is sent twice gives once. */
export async function answerDropForm(turn: Turn<InboundEventOf<'form'>>): Promise<void> {
  const { event } = turn;
  const command = parseDropForm(event.values, grammarContext(turn));
  return turn.told(command, (value) => drop(turn, value, `form:${event.intent}`));
}
