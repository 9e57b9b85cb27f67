/** What may be paid, decided from facts alone. */
import type { Person } from '../identity/index.ts';
import { type Asset, decimalText, money } from '../money.ts';
import { divide, minorMax } from '../policy/amounts.ts';
import { limits } from '../policy/limits.ts';
import { checkMemo } from '../policy/memos.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import type { PayRequest } from './types.ts';

/** The memo as it is kept, or why the request cannot be one. */
export function checkRequest({ payees, memo }: Pick<PayRequest, 'payees' | 'memo'>): Result<string | null> {
  if (payees.length === 0) return refuse('payee_missing');
  if (payees.length > limits.payees) return refuse('payees_too_many', { limit: limits.payees });
  return checkMemo(memo);
}

export interface Share {
  payee: Person;
  amount: bigint;
}

/** Who gets how much. A person who is named twice, also by two of their identities, is paid once. */
export function planShares(
  payer: Person,
  named: Person[],
  { amount, mode }: Pick<PayRequest, 'amount' | 'mode'>,
  asset: Asset,
): Result<Share[]> {
  if (payer.frozen) return refuse('account_frozen');
  const payees = [...new Map(named.map((person) => [person.id, person])).values()];
  if (payees.some(({ id }) => id === payer.id)) return refuse('pay_self');
  const frozen = payees.find((payee) => payee.frozen);
  if (frozen) return refuse('payee_frozen', { payee: frozen.name });
  if (mode === 'total' && amount < BigInt(payees.length)) {
    return refuse('total_too_small', { total: money(amount, asset), payees: payees.length });
  }
  const total = mode === 'total' ? amount : amount * BigInt(payees.length);
  if (total > minorMax(asset)) {
    return refuse('amount_too_large', { text: decimalText(money(total, asset)) });
  }
  const amounts = divide(total, payees.length);
  return ok(payees.map((payee, index) => ({ payee, amount: amounts[index]! })));
}
