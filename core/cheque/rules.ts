/** What a cheque may be, how long it is good and who may cash it, decided from facts alone. */
import { limits } from '../policy/limits.ts';
import { checkMemo } from '../policy/memos.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { dayAfter, dayThere, monthsAfter, startOfDay } from '../time-zone.ts';
import type { ChequeState } from './types.ts';

/** What is asked for beside payee and amount, as it is kept. */
export function checkCheque(asked: {
  memo: string | null;
  months: number | null;
}): Result<{ memo: string | null; months: number }> {
  const months = asked.months ?? limits.cheque.months;
  if (!Number.isInteger(months) || months < 1 || months > limits.cheque.monthsMax)
    return refuse('cheque_months_invalid', { text: String(months), longest: limits.cheque.monthsMax });
  const memo = checkMemo(asked.memo);
  return memo.ok ? ok({ memo: memo.value, months }) : memo;
}

/** Paper tells days, not hours: a cheque is good until the end of its last one, by the bank's clock. */
export function validity(
  zone: string,
  now: Date,
  months: number,
): { day: string; last_day: string; expires_at: Date } {
  const day = dayThere(zone, now);
  const last_day = monthsAfter(day, months);
  return { day, last_day, expires_at: startOfDay(zone, dayAfter(last_day)) };
}

/** The moment until which nobody may try, null where they may. `tries`: those of the last {@link limits.cheque.tryMinutes}, the oldest first. */
export function lockedUntil(tries: readonly Date[], most: number): Date | null {
  // Only as many as are allowed count, so that what was refused for it keeps nobody out for longer.
  const first = tries.at(-most);
  return tries.length < most || !first ? null : new Date(first.getTime() + limits.cheque.tryMinutes * 60_000);
}

/** What is known when somebody comes with a number and a secret. */
export interface Cashing {
  /** Null: no cheque has this number. */
  cheque: {
    state: ChequeState;
    expires_at: Date;
    writer: bigint;
    payee: bigint | null;
    casher: bigint | null;
  } | null;
  isSecretRight: boolean;
  casher: { id: bigint; frozen: boolean };
  writerFrozen: boolean;
  /** Wrong ones of the last {@link limits.cheque.tryMinutes}, the oldest first. */
  triesOfPerson: readonly Date[];
  triesOfNumber: readonly Date[];
}

/**
 * Null: they may. What a cheque is and what became of it, only whoever has its secret hears; without it, a number that nobody wrote is as good as
 * one with another secret.
 */
export function objection(cashing: Cashing, now: Date): Refusal | null {
  const { cheque, casher } = cashing;
  const ofNumber = lockedUntil(cashing.triesOfNumber, limits.cheque.triesOfNumber);
  const ofPerson = lockedUntil(cashing.triesOfPerson, limits.cheque.triesOfPerson);
  const until = ofPerson ?? ofNumber;
  if (until) return { code: 'cheque_tries_exhausted', until: until.toISOString(), number: ofPerson === null };
  if (cheque === null || !cashing.isSecretRight)
    return { code: 'cheque_wrong', left: triesLeft(cashing) - 1 };
  if (cheque.state !== 'open')
    return { code: 'cheque_ended', state: cheque.state, yours: cheque.casher === casher.id };
  if (cheque.expires_at <= now) return { code: 'cheque_ended', state: 'expired', yours: false };
  if (cheque.writer === casher.id) return { code: 'cheque_own' };
  if (cheque.payee !== null && cheque.payee !== casher.id) return { code: 'cheque_not_yours' };
  if (casher.frozen) return { code: 'account_frozen' };
  // The money may be stolen: it waits until its writer is free, or goes back at its time.
  if (cashing.writerFrozen) return { code: 'claim_paused' };
  return null;
}

/** Before this one. */
const triesLeft = ({ triesOfPerson, triesOfNumber }: Cashing): number =>
  Math.min(
    limits.cheque.triesOfPerson - triesOfPerson.length,
    limits.cheque.triesOfNumber - triesOfNumber.length,
  );
