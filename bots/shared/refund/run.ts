/** From what was understood to a refund. */
import { type Asset, type Json, type Money, ok, type Result } from '../../../core/index.ts';
import type { InboundEventOf } from '../event.ts';
import { amountOf } from '../reading.ts';
import { tokens } from '../tokens.ts';
import type { Turn } from '../turn.ts';
import { grammarContext } from '../turn-grammar.ts';
import { type RefundCommand, readFilledIn, type WrittenAmount } from './commands.ts';

/** `key`: the refund's idempotency key. */
export async function refund(
  turn: Turn,
  { reference, amount }: Pick<RefundCommand, 'reference' | 'amount'>,
  key: string,
): Promise<void> {
  const { refund: service } = turn.parts.core;
  const me = turn.event.actor.identity;
  const asked = await moneyOf(turn, reference, amount);
  if (!asked.ok) return turn.refuse(asked.refusal);
  if (Array.isArray(asked.value)) {
    const offer = await service.offer(me, reference, asked.value);
    return turn.told(offer, turn.answer);
  }
  const { conversation, reply } = turn.event;
  const origin = { key, conversation, ...(reply && { reply }) };
  const given = await service.askRefund(me, { reference, amount: asked.value, origin });
  return turn.told(given, (value) => turn.answer('sent' in value ? value.sent : value.confirm));
}

export async function refundByBank(turn: Turn, { reference, payee, amount }: RefundCommand): Promise<void> {
  const asked = await moneyOf(turn, reference, amount);
  if (!asked.ok) return turn.refuse(asked.refusal);
  // An order of the bank is never a guess: an operator writes it so that it can be read in one way.
  if (Array.isArray(asked.value)) {
    const [one, other] = asked.value as [Money, Money];
    return turn.refuse({ code: 'amount_ambiguous', text: amount!.amount, one, other });
  }
  const given = await turn.parts.core.refund.refundByBank(turn.event.actor.identity, {
    reference,
    payee,
    amount: asked.value,
    key: turn.key,
  });
  return turn.told(given, turn.answer);
}

/** What was filled in. The form's intent is the key: a form that is sent twice refunds once. */
export async function answerRefundForm(turn: Turn<InboundEventOf<'form'>>, payload: Json): Promise<void> {
  const { reference } = payload as { reference: string };
  const { values, intent } = turn.event;
  const amount = readFilledIn(tokens(values.amount ?? []), grammarContext(turn));
  if (!amount.ok) return turn.refuse(amount.refusal);
  return refund(turn, { reference, amount: amount.value }, `form:${intent}`);
}

/** In the payment's currency unless it names another; both readings where there are two. */
export async function moneyOf(
  turn: Turn,
  reference: string,
  written: WrittenAmount,
): Promise<Result<Money | Money[] | null>> {
  if (written === null) return ok(null);
  const main: Result<Asset> = await turn.parts.core.refund.currencyOf(reference);
  if (!main.ok) return main;
  const reading = { payees: [], mode: null, memo: [], ...written };
  const parsed = amountOf(reading, { ...grammarContext(turn), main: main.value });
  if (parsed.status === 'refused') return { ok: false, refusal: parsed.refusal };
  return ok(parsed.status === 'parsed' ? parsed.money : [...parsed.readings]);
}
