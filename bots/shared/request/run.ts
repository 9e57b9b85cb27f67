/** A request that was understood: make it and show its card, or do what was said about one that is there. */
import {
  type Identity,
  type Json,
  type Money,
  parseAmount,
  type RequestIntent,
  type RequestPartIntent,
  type Who,
} from '../../../core/index.ts';
import type { InboundEventOf } from '../event.ts';
import { textOf, tokens } from '../tokens.ts';
import type { Turn } from '../turn.ts';
import { grammarContext } from '../turn-grammar.ts';
import { askWhichAmount } from '../which-amount.ts';
import { parseRequestForm, type RequestCommand, type RequestCommandOf } from './commands.ts';

/** Of an event, or of the form that it filled in: a form that is sent twice acts once. */
const originOf = ({ event }: Turn, key: string) => ({
  key,
  conversation: event.conversation,
  ...(event.reply && { reply: event.reply }),
});

export async function request(turn: Turn, command: RequestCommand, key: string): Promise<void> {
  const { parts, event } = turn;
  const by = event.actor.identity;
  const service = parts.core.request;
  switch (command.verb) {
    case 'request':
      return ask(turn, command, key);
    case 'request_which':
      return askWhich(turn, command, key);
    case 'request_form':
      return openRequestForm(turn, command.payer);
    case 'list':
      return turn.answer(await service.list(by));
    case 'show':
      return turn.told(await service.find(by, command.reference), (notice) => turn.answer(notice));
    case 'pay':
      return payPart(turn, command.reference, command.amount, key);
    default: {
      const { verb, reference } = command;
      const did = { decline: 'declined', remind: 'reminded', cancel: 'cancelled' } as const;
      const result = await service[verb]({ by, reference, origin: originOf(turn, key) });
      return turn.told(result, () => turn.answer({ kind: 'request_done', did: did[verb] }));
    }
  }
}

async function ask(turn: Turn, command: RequestCommandOf<'request'>, key: string): Promise<void> {
  const { payers, amount, mode, memo } = command;
  const result = await turn.parts.core.request.ask({
    asker: turn.event.actor.identity,
    payers,
    amount: BigInt(amount.minor),
    asset: amount.asset.code,
    mode,
    memo,
    origin: originOf(turn, key),
  });
  return turn.told(result, turn.show);
}

const askWhich = (turn: Turn, command: RequestCommandOf<'request_which'>, key: string): Promise<void> => {
  const { text, readings, payers, mode, memo } = command;
  const { conversation } = turn.event;
  const payloadOf = ({ minor: amount, asset }: Money): RequestIntent => ({
    key,
    payers,
    amount,
    asset: asset.code,
    mode,
    memo,
    conversation,
  });
  return askWhichAmount(
    turn,
    text,
    readings.map((amount) => ({ amount, kind: 'request_amount', payload: payloadOf(amount) })),
  );
};

/** So much of a request, as it was written: a bare number is in the request's own currency. */
async function payPart(turn: Turn, reference: string, text: string | null, key: string): Promise<void> {
  const { parts, event } = turn;
  const service = parts.core.request;
  const by: Identity = event.actor.identity;
  const found = await service.find(by, reference);
  if (!found.ok) return turn.refuse(found.refusal);
  const main = found.value.total.asset;
  const { locale, assets } = grammarContext(turn);
  const parsed = text === null ? null : parseAmount(text, { locale, assets, main });
  if (parsed?.status === 'refused') return turn.refuse(parsed.refusal);
  if (parsed?.status === 'ambiguous') {
    const readings = parsed.readings.map((amount) => ({
      amount,
      kind: 'request_part' as const,
      payload: { key, reference, amount: amount.minor, asset: amount.asset.code } satisfies RequestPartIntent,
    }));
    return askWhichAmount(turn, parsed.text, readings);
  }
  const result = await service.pay({
    by,
    reference,
    origin: originOf(turn, key),
    amount: parsed && BigInt(parsed.money.minor),
    ...(parsed && { asset: parsed.money.asset.code }),
  });
  return turn.told(result, (value) => ('paid' in value ? turn.show(value.paid) : turn.answer(value.confirm)));
}

export async function openRequestForm(turn: Turn, payer: Who | null): Promise<void> {
  const intent = await turn.parts.core.intents.create({
    person: turn.event.actor.identity,
    kind: 'request_form',
    payload: {},
  });
  await turn.open({ form: 'request', intent, payer });
}

/** What was filled in. The form's intent is the request's key. */
export async function answerRequestForm(turn: Turn<InboundEventOf<'form'>>): Promise<void> {
  const { event } = turn;
  const command = parseRequestForm(event.values, grammarContext(turn));
  if (!command.ok) return turn.refuse(command.refusal);
  await request(turn, command.value, `form:${event.intent}`);
}

/** How much was filled in. The form's intent is the payment's key. */
export async function answerPartForm(turn: Turn<InboundEventOf<'form'>>, payload: Json): Promise<void> {
  const { event } = turn;
  const { reference } = payload as { reference: string };
  const amount = textOf(tokens(event.values.amount ?? []));
  if (amount === '') return turn.refuse({ code: 'amount_missing' });
  await payPart(turn, reference, amount.slice(0, 200), `form:${event.intent}`);
}

/** A card sent out of an inline question becomes the request of whoever sent it. */
export async function requestSent(
  turn: Turn<InboundEventOf<'chosen'>>,
  amount: Money,
  memo: string | null,
): Promise<void> {
  const { event, key } = turn;
  const result = await turn.parts.core.request.ask({
    asker: event.actor.identity,
    payers: null,
    amount: BigInt(amount.minor),
    asset: amount.asset.code,
    mode: 'each',
    memo,
    origin: originOf(turn, key),
    ...(event.message && { message: event.message }),
  });
  return turn.told(result, turn.show);
}
