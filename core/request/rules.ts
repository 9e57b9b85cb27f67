/** What may be asked for, and how a request stands, decided from facts alone. */
import type { Person } from '../identity/index.ts';
import { type Asset, decimalText, money } from '../money.ts';
import { divide, minorMax } from '../policy/amounts.ts';
import { limits } from '../policy/limits.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import type { AskRequest, RequestLineState, RequestState } from './types.ts';

export interface AskedShare {
  /** Null: whoever pays first. */
  payer: Person | null;
  amount: bigint;
}

/** Who is asked for how much. Somebody who is named twice, also by two of their identities, is asked once. */
export function planAsked(
  asker: Person,
  named: readonly Person[] | null,
  { amount, mode }: Pick<AskRequest, 'amount' | 'mode'>,
  asset: Asset,
): Result<AskedShare[]> {
  if (asker.frozen) return refuse('account_frozen');
  if (named === null) return ok([{ payer: null, amount }]);
  const payers = [...new Map(named.map((person) => [person.id, person])).values()];
  if (payers.length === 0) return refuse('payee_missing');
  if (payers.length > limits.payees) return refuse('payees_too_many', { limit: limits.payees });
  if (payers.some(({ id }) => id === asker.id)) return refuse('pay_self');
  if (mode === 'total' && amount < BigInt(payers.length)) {
    return refuse('total_too_small', { total: money(amount, asset), payees: payers.length });
  }
  const total = mode === 'total' ? amount : amount * BigInt(payers.length);
  if (total > minorMax(asset)) {
    return refuse('amount_too_large', { text: decimalText(money(total, asset)) });
  }
  const amounts = divide(total, payers.length);
  return ok(payers.map((payer, index) => ({ payer, amount: amounts[index]! })));
}

/** How much of a share is paid and kept, in minor units, on its way, and was given back; and what somebody or time has made of it. */
export interface Standing {
  state: 'open' | 'paid' | 'declined' | 'cancelled' | 'expired';
  amount: bigint;
  paid: bigint;
  under_way: bigint;
  given_back: bigint;
  remaining: bigint;
}

/** What is paid is paid, whatever became of the rest. What was given back is asked for again while the share is open, and not after. */
export function lineState({ state, amount, paid, remaining }: Standing): RequestLineState {
  if (paid >= amount) return 'paid';
  if (remaining === 0n) return 'paying';
  if (state === 'paid') return 'given_back';
  if (state !== 'open') return state;
  return remaining < amount ? 'part' : 'open';
}

const mayGoOn = new Set<RequestLineState>(['open', 'part', 'paying']);

export function requestState(lines: readonly { state: RequestLineState; paid: bigint }[]): RequestState {
  const states = new Set(lines.map(({ state }) => state));
  const [only] = states;
  if (states.size === 1 && (mayGoOn.has(only!) || only === 'paid' || only === 'given_back')) return only!;
  const somePaid = lines.some(({ paid }) => paid > 0n);
  const going = [...states].filter((state) => mayGoOn.has(state));
  if (going.length > 0) {
    if (going.every((state) => state === 'paying')) return 'paying';
    return somePaid || going.some((state) => state !== 'open') ? 'part' : 'open';
  }
  if (somePaid) return 'part_ended';
  return states.size === 1 ? only! : 'ended';
}

/** Why so much of a share may not be paid now; null where it may. Without an amount: why nothing may. */
export function payRefusal(
  share: Standing & { expires_at: Date },
  amount: bigint | null,
  asset: Asset,
  now: Date,
): Refusal | null {
  const state = lineState(share);
  if (state !== 'open' && state !== 'part') return { code: 'request_over', state };
  if (share.expires_at <= now) return { code: 'request_over', state: 'expired' };
  if (amount !== null && amount > share.remaining) {
    return { code: 'request_too_much', remaining: money(share.remaining, asset) };
  }
  return null;
}
