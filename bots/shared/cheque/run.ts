/** A cheque that was understood: written, listed, cashed or stopped. */
import type { ChequeIntent, Money } from '../../../core/index.ts';
import type { Argument, InboundEventOf } from '../event.ts';
import { textOf, tokens } from '../tokens.ts';
import type { Turn } from '../turn.ts';
import { askWhichAmount } from '../which-amount.ts';
import { type ChequeCommand, type ChequeCommandOf, cashOf } from './commands.ts';
import { mark } from './typed.ts';

export async function cheque(turn: Turn, command: ChequeCommand): Promise<void> {
  const { event, parts, key } = turn;
  const { cheque: cheques } = parts.core;
  const me = event.actor.identity;
  switch (command.verb) {
    case 'cheque':
      return write(turn, command);
    case 'cheque_which':
      return askWhich(turn, command);
    case 'cheques':
      return turn.told(await cheques.list(me, command.number), (listed) => turn.answer(listed));
    case 'stop':
      return turn.told(await cheques.stop(me, command.number, key), (ended) => turn.answer(ended));
    default:
      return cash(turn, command);
  }
}

async function write(turn: Turn, command: ChequeCommandOf<'cheque'>): Promise<void> {
  const { event, parts, key } = turn;
  const { verb: _, amount, ...rest } = command;
  const asked = await parts.core.cheque.write({
    ...rest,
    writer: event.actor.identity,
    amount: BigInt(amount.minor),
    asset: amount.asset.code,
    origin: { key, conversation: event.conversation, ...(event.reply && { reply: event.reply }) },
  });
  return turn.told(asked, (value) => turn.answer('written' in value ? value.written : value.confirm));
}

/** Two buttons with one key between them: whichever is pressed first is the answer. */
async function askWhich(turn: Turn, command: ChequeCommandOf<'cheque_which'>): Promise<void> {
  const { verb: _, text, readings, ...rest } = command;
  const { key, event, parts } = turn;
  // The buttons write to whom was meant now, and not to whoever bears the handle by then.
  const payee = rest.payee && (await parts.core.people.resolve(rest.payee, event.actor.identity));
  if (payee && !payee.ok) return turn.refuse(payee.refusal);
  const payloadOf = ({ minor: amount, asset }: Money): ChequeIntent => ({
    ...rest,
    key,
    amount,
    asset: asset.code,
    conversation: event.conversation,
    ...(payee && { meant: payee.value.id }),
  });
  return askWhichAmount(
    turn,
    text,
    readings.map((amount) => ({ amount, kind: 'cheque_amount', payload: payloadOf(amount) })),
  );
}

async function cash(turn: Turn, command: ChequeCommandOf<'cash' | 'cash_form'>): Promise<void> {
  const { event, parts, key } = turn;
  const casher = event.actor.identity;
  if (command.verb === 'cash_form') return openCashForm(turn, command.number);
  // Where others may have read it, it goes before anything else: whoever was quicker has it.
  if (event.conversation.kind === 'group') await turn.erase();
  const { number, secret } = command;
  return turn.told(await parts.core.cheque.cash({ casher, number, secret, key }), (cashed) =>
    turn.answer(cashed),
  );
}

async function openCashForm(turn: Turn, number: string | null): Promise<void> {
  const intent = await turn.parts.core.intents.create({
    person: turn.event.actor.identity,
    kind: 'cheque_cash',
    payload: {},
  });
  await turn.open({ form: 'cheque_cash', intent, number });
}

/** What was filled in; handled again, it is without its secret. */
export async function answerCashForm(turn: Turn<InboundEventOf<'form'>>): Promise<void> {
  const entered = (name: string): string => textOf(tokens((turn.event.values[name] ?? []) as Argument[]));
  return cheque(turn, cashOf(`${entered('number')} ${entered('secret_code') || mark}`));
}

/** A paper that was pasted into a direct message. */
export async function cashMessage(turn: Turn<InboundEventOf<'message'>>): Promise<boolean> {
  const { text } = turn.event;
  if (!/^\s*TUP[\s\p{Pd}]*[\p{Nd}•]/iu.test(text)) return false;
  await cheque(turn, text.includes('•') ? { verb: 'cash', number: null, secret: null } : cashOf(text));
  return true;
}

/** A link that was scanned from a paper. */
export const cashLinked = (turn: Turn<InboundEventOf<'shortcut'>>): Promise<void> =>
  cheque(turn, cashOf((turn.event.parameter ?? '').replace('_', ' ')));
