/** What operators do about disputes. Their rights are asked for at every step, and of two who decide at once one does. */
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import type { NoticeOf } from '../notices.ts';
import { putOperatorAction } from '../operator-action.ts';
import { isOneOf } from '../policy/operators.ts';
import { type Identity, identityText } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { tellDirectly } from '../tell.ts';
import { type Dispute, disputesOf, stepOf, takeStep } from './books.ts';
import type { Decision, DisputeService } from './dispute-types.ts';
import { disputeForOperators, disputeForPayer } from './dispute-views.ts';
import { giveBack } from './give.ts';
import { lockOrder, type Order, type Paid } from './order.ts';
import { amountToRefund, readWords, refundableByBank } from './rules.ts';

const findText = sqlFile(import.meta.url, './sql/find_dispute.sql');

type Shown = NoticeOf<'dispute'>;

/** Which dispute, of which payment of which order. Neither ever changes. */
export async function findDispute(
  sql: Queryable,
  which: { reference: string } | { id: bigint },
): Promise<{ id: bigint; payment: bigint; payment_order: bigint } | undefined> {
  const [reference, id] = 'id' in which ? [null, which.id] : [which.reference, null];
  type Found = { id: bigint; payment: bigint; payment_order: bigint };
  return (await run<Found>(sql, findText, [reference, id]))[0];
}

export async function decide(
  context: Context,
  by: Identity,
  { reference, decision, key }: Parameters<DisputeService['decide']>[1],
): Promise<Result<Shown>> {
  if (!context.operators.has(by)) return refuse('not_operator');
  const found = await findDispute(context.sql, { reference });
  if (!found) return refuse('dispute_unknown', { reference });
  return inTransaction(context.sql, async (sql): Promise<Result<Shown>> => {
    const order = (await lockOrder(context, sql, { id: found.payment_order }))!;
    // Again, under the locks: they may have been one a moment ago.
    if (!context.operators.has(by)) return refuse('not_operator');
    const show = async () => ok(await disputeForOperators(context, sql, found.id));
    if (decision === null) return show();
    const before = await stepOf(sql, key);
    if (before) return before.dispute === found.id ? show() : refuse('idempotency_key_reused');
    const paid = order.payments.find(({ id }) => id === found.payment)!;
    // Whoever was paid may only give it back: neither a no nor a question against themselves is theirs.
    const takesPart = isOneOf(order.payer, by) || (decision.verdict !== 'refund' && isOneOf(paid.payee, by));
    if (takesPart) return refuse('operator_takes_part');
    const all = await disputesOf(sql, [found.payment]);
    const dispute = all.find(({ id }) => id === found.id)!;
    if (dispute.state !== 'open') return refuse('dispute_closed');
    const done = await act(context, sql, { order, paid, dispute, by, key }, decision);
    return done.ok ? show() : done;
  });
}

interface Deciding {
  order: Order;
  paid: Paid;
  dispute: Dispute;
  by: Identity;
  key: string;
}

async function act(
  context: Context,
  sql: Queryable,
  deciding: Deciding,
  decision: Decision,
): Promise<Result<unknown>> {
  const { order, paid, by, key } = deciding;
  if (decision.verdict !== 'refund') return speak(context, sql, deciding, decision);
  const possible = refundableByBank(order, paid);
  if (!possible.ok) return possible;
  const amount = amountToRefund(order, paid, decision.amount);
  if (!amount.ok) return amount;
  // The refund ends the dispute, whoever orders it.
  const giving = { order, paid, amount: amount.value, orderedBy: 'bank', key } as const;
  return giveBack(context, sql, { ...giving, operator: identityText(by) });
}

/** A question, or a no, each with words that the payer is told. */
async function speak(
  context: Context,
  sql: Queryable,
  { order, dispute, by, key }: Deciding,
  { verdict, words }: Extract<Decision, { words: string }>,
): Promise<Result<unknown>> {
  const said = readWords(words);
  if (!said.ok) return said;
  if (said.value === null) return refuse('dispute_word_how', { reference: dispute.reference, verdict });
  const operator = identityText(by);
  const step = verdict === 'ask' ? 'asked' : 'rejected';
  await takeStep(context, sql, dispute, { step, operator, words: said.value, key });
  const action = `dispute_${verdict}`;
  await putOperatorAction(context, sql, { action, operator, person: order.payer.id, key });
  await tellDirectly(sql, order.payer, await disputeForPayer(context, sql, dispute.id));
  return ok(null);
}
