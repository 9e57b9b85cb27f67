/** The buttons of a dispute: the operators', which ask again whether somebody is one, and the payer's. */
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { formUntil, putIntent } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { disputesOf } from './books.ts';
import { decide, findDispute } from './decide.ts';
import { withdraw } from './dispute.ts';
import { disputeNotices } from './dispute-views.ts';

export async function pressDisputeRefund(
  context: Context,
  { subject, identity, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  if (!context.operators.has(identity)) return refuse('not_operator');
  const { reference } = await openOne(context, subject!);
  const decision = { verdict: 'refund', amount: null } as const;
  const decided = await decide(context, identity, { reference, decision, key: origin.key });
  return decided.ok ? ok({ in_place: decided.value }) : decided;
}

/** A form for what is to be said. */
export async function pressDisputeWord(
  context: Context,
  { subject, identity, by }: PressedIntent,
  verdict: 'ask' | 'reject',
): Promise<Result<Pressed>> {
  if (!context.operators.has(identity)) return refuse('not_operator');
  const { reference, state } = await openOne(context, subject!);
  return state === 'open'
    ? ok(await formOf(context, by.id, { reference, verdict }))
    : refuse('dispute_closed');
}

export async function pressDisputeAnswer(
  context: Context,
  { subject, by }: PressedIntent,
): Promise<Result<Pressed>> {
  const { reference, state, last_step } = await openOne(context, subject!);
  if (state !== 'open') return refuse('dispute_closed');
  if (last_step !== 'asked') return refuse('dispute_open');
  const [told] = await disputeNotices(context, context.sql, [reference]);
  const { payment, position } = told!;
  return ok(await formOf(context, by.id, { reference: payment, position, verdict: 'answer' }));
}

export async function pressDisputeWithdraw(
  context: Context,
  { subject, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  const { payment, payment_order } = (await findDispute(context.sql, { id: subject! }))!;
  const withdrawn = await withdraw(context, payment_order, payment, origin.key);
  return withdrawn.ok ? ok({ in_place: withdrawn.value }) : withdrawn;
}

/** As it stands; whoever acts on it asks again under its lock. */
async function openOne({ sql }: Context, id: bigint) {
  const { payment } = (await findDispute(sql, { id }))!;
  return (await disputesOf(sql, [payment])).find((dispute) => dispute.id === id)!;
}

async function formOf(
  context: Context,
  person: bigint,
  payload: { reference: string; position?: number; verdict: 'ask' | 'reject' | 'answer' },
): Promise<Pressed> {
  const expiresAt = formUntil(context);
  const intent = await putIntent(context, context.sql, {
    kind: 'dispute_word_form',
    person,
    payload,
    expiresAt,
  });
  const { reference, verdict } = payload;
  // A reference has to be copied, so that how it is typed stands in a message.
  const refusal: Refusal =
    verdict === 'answer'
      ? { code: 'dispute_answer_how', reference }
      : { code: 'dispute_word_how', reference, verdict };
  return {
    form: { form: 'dispute_word', intent, reference, verdict },
    private: { kind: 'refusal', refusal },
  };
}
