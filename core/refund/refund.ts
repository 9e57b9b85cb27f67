/** Refunds: by the payee, once, or by the bank's order. */
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import type { Spending } from '../guard.ts';
import { type Person, personOf, resolve, viewOf } from '../identity/index.ts';
import { putIntents } from '../intents/index.ts';
import { type Money, money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { isOneOf, mayOperate } from '../policy/operators.ts';
import { type Identity, identityText } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import type { DisputeService } from './dispute-types.ts';
import { type Giving, giveBack, toldOf, withRefund } from './give.ts';
import { lockOrder, type Order, type Paid } from './order.ts';
import { amountToRefund, leftOf, refundedByBank, refundedByPayee } from './rules.ts';
import type { Refundable, RefundRequest, RefundService } from './types.ts';

const findText = sqlFile(import.meta.url, './sql/find_refund.sql');

/** How long the button of an offer may be pressed. */
const offerLife_ms = 86_400_000;

type Sent = NoticeOf<'refund_sent'>;

export const refundsOf = (context: Context): Omit<RefundService, keyof DisputeService | 'askRefund'> => ({
  currencyOf: (reference) => withOrder(context, reference, async (_, { asset }) => ok(asset)),

  async offer(by, reference, amounts) {
    const person = await personOf(context, by);
    return withOrder(context, reference, async (sql, order): Promise<Result<NoticeOf<'refund_offer'>>> => {
      const paid = refundedByPayee(order, person);
      if (!paid.ok) return paid;
      const offer = await offerOf(context, sql, order, paid.value, amounts);
      return offer.actions.length > 0 ? ok(offer) : refuse('refund_too_much', { left: offer.left });
    });
  },

  async refund(by, request) {
    const person = await personOf(context, by);
    return withOrder(context, request.reference, (sql, order) =>
      refundOnce(context, sql, order, request, {
        orderedBy: 'payee',
        choose: () => refundedByPayee(order, person),
        reader: person,
        operator: null,
      }),
    );
  },

  async refundByBank(by, request) {
    if (!mayOperate(context, by)) return refuse('not_operator');
    const payee = await payeeOf(context, request, by);
    if (!payee.ok) return payee;
    return withOrder(context, request.reference, (sql, order) => {
      if (!mayOperate(context, by)) return refuse('not_operator');
      return refundOnce(context, sql, order, request, {
        orderedBy: 'bank',
        choose: () =>
          isOneOf(order.payer, by) ? refuse('operator_takes_part') : refundedByBank(order, payee.value),
        reader: null,
        operator: by && identityText(by),
      });
    });
  },
});

/**
 * What a payee would give back; null where this event has given it already. Whoever paid them is nobody new, so that only much is asked about.
 * What would be refused now is refused: it might be possible a moment later, and then nobody would have been asked.
 */
export async function spendingOf(
  context: Context,
  by: Identity,
  { reference, amount: asked, key }: Omit<RefundRequest, 'payee'>,
): Promise<Result<Spending | null>> {
  const person = await personOf(context, by);
  return withOrder(context, reference, async (sql, order): Promise<Result<Spending | null>> => {
    if ((await run(sql, findText, [key])).length > 0) return ok(null);
    const paid = refundedByPayee(order, person);
    if (!paid.ok) return paid;
    const amount = amountToRefund(order, paid.value, asked);
    if (!amount.ok) return amount;
    return ok({ payees: [order.payer.id], amount: amount.value, asset: order.asset.code, seen: true });
  });
}

async function withOrder<T>(
  context: Context,
  reference: string,
  work: (sql: Queryable, order: Order) => Promise<Result<T>> | Result<T>,
): Promise<Result<T>> {
  return inTransaction(context.sql, async (sql): Promise<Result<T>> => {
    const order = await lockOrder(context, sql, { reference });
    return order ? work(sql, order) : refuse('payment_unknown', { reference });
  });
}

interface How {
  orderedBy: Giving['orderedBy'];
  choose(): Result<Paid>;
  /** Whose the answer is; null for an operator. */
  reader: Person | null;
  operator: string | null;
}

/** The same event finds what it has done already. */
async function refundOnce(
  context: Context,
  sql: Queryable,
  order: Order,
  { amount: asked, key }: Pick<RefundRequest, 'amount' | 'key'>,
  { orderedBy, choose, reader, operator }: How,
): Promise<Result<Sent>> {
  const [before] = await run<{ payment: bigint; amount: string }>(sql, findText, [key]);
  if (before) {
    const paid = order.payments.find(({ id }) => id === before.payment);
    const same = paid && (asked === null || asked.minor === before.amount);
    if (!same) return refuse('idempotency_key_reused');
    const told = toldOf(context, sql, { order, paid, amount: BigInt(before.amount), orderedBy });
    return ok(await told('refund_sent', reader && paid.payee));
  }
  const paid = choose();
  if (!paid.ok) return paid;
  const amount = amountToRefund(order, paid.value, asked);
  if (!amount.ok) return amount;
  const giving = { order, paid: paid.value, amount: amount.value, orderedBy, operator, key };
  const given = await giveBack(context, sql, giving);
  if (!given.ok) return given;
  const told = toldOf(context, sql, { ...giving, paid: withRefund(paid.value, amount.value) });
  return ok(await told('refund_sent', reader && paid.value.payee));
}

/** Whom an operator named. */
async function payeeOf(
  context: Context,
  { payee }: RefundRequest,
  by: Identity | null,
): Promise<Result<Person | null>> {
  if (payee === null) return ok(null);
  const elsewhere = { platform: 'telegram', tenant: '', user: '' } as const;
  return resolve(context, payee, by ?? elsewhere);
}

const refundableOf = (order: Order, paid: Paid): Refundable => ({
  reference: order.reference,
  payer: viewOf(order.payer),
  payee: viewOf(paid.payee),
  paid: money(paid.amount, order.asset),
  left: money(leftOf(paid), order.asset),
});

/** A button for each amount that may be refunded; the payee's, and nobody else's. */
export async function offerOf(
  context: Context,
  sql: Queryable,
  order: Order,
  paid: Paid,
  amounts: readonly Money[],
): Promise<NoticeOf<'refund_offer'>> {
  const possible = amounts.filter((amount) => amountToRefund(order, paid, amount).ok);
  const intents = await putIntents(
    context,
    sql,
    possible.map(({ minor, asset }) => ({
      kind: 'refund',
      person: paid.payee.id,
      payload: { reference: order.reference, amount: minor, asset: asset.code },
      expiresAt: new Date(context.clock.now().getTime() + offerLife_ms),
    })),
  );
  const actions = possible.map((amount, at) => ({ action: 'refund' as const, intent: intents[at]!, amount }));
  return { kind: 'refund_offer', ...refundableOf(order, paid), actions };
}
