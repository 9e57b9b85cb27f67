/** A payment that was understood: made, and its card shown; or its payer is asked whether they mean it, or which amount. */
import type { Money, PayIntent, Who } from '../../../core/index.ts';
import type { InboundEventOf } from '../event.ts';
import type { Turn } from '../turn.ts';
import { grammarContext } from '../turn-grammar.ts';
import { askWhichAmount } from '../which-amount.ts';
import { type PayCommand, type PayCommandOf, parsePayForm } from './commands.ts';

/** `key`: the payment's idempotency key. The card goes to the conversation by the delivery that core made with the payment. */
export async function pay(turn: Turn, command: PayCommand, key: string): Promise<void> {
  if (command.verb === 'pay_which') return askWhich(turn, command, key);
  if (command.verb === 'pay_form') return openPayForm(turn, command.payee);
  const { event, parts } = turn;
  const { payees, amount, mode, memo } = command;
  const asked = await parts.core.pay.ask({
    payer: event.actor.identity,
    payees,
    amount: BigInt(amount.minor),
    asset: amount.asset.code,
    mode,
    memo,
    origin: { key, conversation: event.conversation, ...(event.reply && { reply: event.reply }) },
  });
  return turn.told(asked, (value) => ('paid' in value ? turn.show(value.paid) : turn.answer(value.confirm)));
}

/** Two buttons with one payment key between them: whichever is pressed first is the answer. */
async function askWhich(turn: Turn, command: PayCommandOf<'pay_which'>, key: string): Promise<void> {
  const { event, parts } = turn;
  const { payees, mode, memo, readings, text } = command;
  const meant: string[] = [];
  // The buttons pay whom was meant now, and not whoever bears the handle by then.
  for (const payee of payees) {
    const person = await parts.core.people.resolve(payee, event.actor.identity);
    if (!person.ok) return turn.refuse(person.refusal);
    meant.push(person.value.id);
  }
  const { conversation } = event;
  const payloadOf = ({ minor: amount, asset }: Money): PayIntent => ({
    key,
    payees,
    amount,
    asset: asset.code,
    mode,
    memo,
    conversation,
    meant,
  });
  return askWhichAmount(
    turn,
    text,
    readings.map((amount) => ({ amount, kind: 'pay_amount', payload: payloadOf(amount) })),
  );
}

export async function openPayForm(turn: Turn, payee: Who | null): Promise<void> {
  const intent = await turn.parts.core.intents.create({
    person: turn.event.actor.identity,
    kind: 'pay_form',
    payload: {},
  });
  await turn.open({ form: 'pay', intent, payee });
}

/** What was filled in. The form's intent is the payment's key: a form that is sent twice pays once. */
export async function answerPayForm(turn: Turn<InboundEventOf<'form'>>): Promise<void> {
  const { event } = turn;
  const command = parsePayForm(event.values, grammarContext(turn));
  if (!command.ok) return turn.refuse(command.refusal);
  await pay(turn, command.value, `form:${event.intent}`);
}
