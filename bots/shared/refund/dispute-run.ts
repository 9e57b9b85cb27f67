/** From what a payer or an operator says about a dispute to what core makes of it. */
import { z } from 'zod';
import type { Decision, Json, Result } from '../../../core/index.ts';
import { ok } from '../../../core/index.ts';
import type { InboundEventOf } from '../event.ts';
import { plainLine } from '../memo.ts';
import { textOf, tokens } from '../tokens.ts';
import type { Turn } from '../turn.ts';
import type { BankDisputeCommand } from './bank-commands.ts';
import { moneyOf } from './run.ts';

type Asked = Parameters<Turn['parts']['core']['refund']['dispute']>[1];

const said = (turn: Turn, request: Omit<Asked, 'key'>, key: string) =>
  turn.parts.core.refund.dispute(turn.event.actor.identity, { ...request, key });

/** `key`: the step's idempotency key. `payee`: a name, or a place in the order. */
export async function dispute(
  turn: Turn,
  ...asked: [request: Omit<Asked, 'key'>, key: string]
): Promise<void> {
  return turn.told(await said(turn, ...asked), turn.answer);
}

export async function disputes(turn: Turn): Promise<void> {
  return turn.told(await turn.parts.core.refund.disputes(turn.event.actor.identity), turn.answer);
}

export async function decideByBank(turn: Turn, { reference, decision }: BankDisputeCommand): Promise<void> {
  const meant = await decisionOf(turn, reference, decision);
  return meant.ok ? decide(turn, reference, meant.value, turn.key) : turn.refuse(meant.refusal);
}

async function decide(turn: Turn, reference: string, decision: Decision | null, key: string): Promise<void> {
  const me = turn.event.actor.identity;
  const decided = await turn.parts.core.refund.decide(me, { reference, decision, key });
  return turn.told(decided, (card) => {
    if (decision === null) return turn.answer(card);
    // Every operator has its card, which says so by itself: not once more beside it.
    const done = { kind: 'dispute_done', did: decision.verdict, reference, payer: card.payer } as const;
    return isByButton(turn) ? turn.pressed({ in_place: card }) : turn.answer(done);
  });
}

/** A form that a button of the card has opened. */
const isByButton = ({ event }: Turn): boolean => event.kind === 'form' && event.message !== undefined;

/** An amount is in the payment's currency, which only an operator may look up by a dispute. */
async function decisionOf(
  turn: Turn,
  reference: string,
  decision: BankDisputeCommand['decision'],
): Promise<Result<Decision | null>> {
  if (decision?.verdict !== 'refund') return ok(decision);
  if (decision.amount === null) return ok({ verdict: 'refund', amount: null });
  const { refund } = turn.parts.core;
  const look = { reference, decision: null, key: turn.key };
  const found = await refund.decide(turn.event.actor.identity, look);
  if (!found.ok) return found;
  const amount = await moneyOf(turn, found.value.payment, decision.amount);
  if (!amount.ok) return amount;
  // An order of the bank is never a guess.
  if (Array.isArray(amount.value))
    return { ok: false, refusal: { code: 'amount_invalid', text: decision.amount.amount } };
  return ok({ verdict: 'refund', amount: amount.value });
}

type FormTurn = Turn<InboundEventOf<'form'>>;

const filledIn = ({ event }: FormTurn, name: string): string =>
  plainLine(textOf(tokens(event.values[name] ?? [])));

const disputePayload = z.object({ reference: z.string() });

export async function answerDisputeForm(turn: FormTurn, payload: Json): Promise<void> {
  const { reference } = disputePayload.parse(payload);
  const place = filledIn(turn, 'payee');
  const payee = /^\d{1,2}$/.test(place) ? Number(place) : null;
  const words = filledIn(turn, 'reason') || null;
  return dispute(turn, { reference, payee, words }, `form:${turn.event.intent}`);
}

const wordPayload = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('answer'), reference: z.string(), position: z.int() }),
  z.object({ verdict: z.enum(['ask', 'reject']), reference: z.string() }),
]);

/** An operator's word, or the payer's answer to one. */
export async function answerDisputeWordForm(turn: FormTurn, payload: Json): Promise<void> {
  const form = wordPayload.parse(payload);
  const words = filledIn(turn, 'word');
  const key = `form:${turn.event.intent}`;
  const { reference, verdict } = form;
  if (verdict === 'answer') {
    const answered = await said(turn, { reference, payee: form.position, words: words || null }, key);
    return turn.told(answered, (card) =>
      isByButton(turn) ? turn.pressed({ in_place: card }) : turn.answer(card),
    );
  }
  return decide(turn, reference, { verdict, words }, key);
}
