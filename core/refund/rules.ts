/** What may come back of a payment, decided from facts alone. */
import type { Person } from '../identity/index.ts';
import { decimalText, type Money, money } from '../money.ts';
import { limits } from '../policy/limits.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { cleanLine } from '../text.ts';
import type { DisputeState } from './dispute-types.ts';
import type { Order, Paid } from './order.ts';

export const leftOf = ({ amount, refunded }: Pick<Paid, 'amount' | 'refunded'>): bigint => amount - refunded;

/** The payment of an order that its payee may refund. To whoever has no part in the order, there is none. */
export function refundedByPayee(order: Order, by: Pick<Person, 'id'>): Result<Paid> {
  const own = order.payments.filter(({ payee }) => payee.id === by.id);
  if (own.length === 0)
    return order.payer.id === by.id
      ? refuse('refund_not_yours')
      : refuse('payment_unknown', { reference: order.reference });
  // Two payees of an order may have turned out to be one person.
  const paid = own.find((one) => mayRefund(order, one).ok) ?? own[0]!;
  return mayRefund(order, paid);
}

function mayRefund({ payer }: Order, paid: Paid): Result<Paid> {
  const { payee, state, refundedByPayee } = paid;
  if (payer.id === payee.id) return refuse('pay_self');
  if (state !== 'settled') return refuse('payment_not_settled');
  if (refundedByPayee || leftOf(paid) === 0n) return refuse('refund_done');
  if (payee.frozen) return refuse('account_frozen');
  if (payer.frozen) return refuse('payee_frozen', { payee: payer.name });
  return ok(paid);
}

/** The payment that an operator means; `payee` where the order has several. */
export function refundedByBank(order: Order, payee: Pick<Person, 'id'> | null): Result<Paid> {
  const { reference, payments } = order;
  const meant = payee === null ? payments : payments.filter((paid) => paid.payee.id === payee.id);
  if (meant.length === 0 || (payee === null && meant.length > 1))
    return refuse('payment_which', { reference, payees: payments.map((paid) => paid.payee.name) });
  const paid = meant.find((one) => refundableByBank(order, one).ok) ?? meant[0]!;
  return refundableByBank(order, paid);
}

/** Frozen people give and get, too: it is the bank that froze them. */
export function refundableByBank({ payer }: Order, paid: Paid): Result<Paid> {
  if (paid.state !== 'settled') return refuse('payment_not_settled');
  if (paid.payee.id === payer.id) return refuse('pay_self');
  return leftOf(paid) > 0n ? ok(paid) : refuse('refund_done');
}

/** How much: what was asked for, or all that is left. */
export function amountToRefund({ asset }: Order, paid: Paid, asked: Money | null): Result<bigint> {
  const left = leftOf(paid);
  if (asked === null) return ok(left);
  if (asked.asset.code !== asset.code) return refuse('refund_other_currency', { asset: asset.code });
  const amount = BigInt(asked.minor);
  if (amount <= 0n) return refuse('amount_not_positive', { text: decimalText(asked) });
  return amount > left ? refuse('refund_too_much', { left: money(left, asset) }) : ok(amount);
}

/** The payment with which a payer may say that something is wrong: to `payee`, by name or by their place in the order, where there are several. */
export function paymentInQuestion(
  order: Order,
  by: Pick<Person, 'id'>,
  payee: Pick<Person, 'id'> | number | null,
): Result<Paid> {
  const { reference, payer, payments } = order;
  if (payer.id !== by.id)
    return payments.some((paid) => paid.payee.id === by.id)
      ? refuse('dispute_not_yours')
      : refuse('payment_unknown', { reference });
  const meant = payments.filter(
    (paid) =>
      payee === null || (typeof payee === 'number' ? paid.position === payee : paid.payee.id === payee.id),
  );
  const settled = meant.filter(({ state }) => state === 'settled');
  if (meant.length === 0 || (payee === null && settled.length > 1))
    return refuse('payment_which', { reference, payees: payments.map((paid) => paid.payee.name) });
  const [paid] = settled;
  if (!paid) return refuse('payment_not_settled');
  return paid.payee.id === payer.id ? refuse('pay_self') : ok(paid);
}

/** Nothing new about what the bank has rejected, nor again and again. */
export function mayDispute(paid: Paid, earlier: readonly { state: DisputeState }[]): Result<null> {
  if (earlier.some(({ state }) => state === 'open')) return refuse('dispute_open');
  if (leftOf(paid) === 0n) return refuse('refund_done');
  const over = earlier.some(({ state }) => state === 'rejected') || earlier.length >= limits.refund.disputes;
  return over ? refuse('dispute_closed') : ok(null);
}

/** What somebody says, as it is kept; null for nothing. */
export function readWords(words: string | null): Result<string | null> {
  const line = cleanLine(words ?? '');
  if (line.length > limits.refund.reasonCharacters)
    return refuse('memo_too_long', { limit: limits.refund.reasonCharacters });
  return ok(line || null);
}
