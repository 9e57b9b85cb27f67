/** What other capabilities ask of refund: money back because of what was paid for. */
import type { Queryable } from './db/index.ts';
import type { Result } from './refusals.ts';

export interface Refunding {
  /**
   * Of `parts` equal parts of what is left of a settled payment, one goes back from its payee to its payer, rounded down to the minor unit; in
   * the caller's database transaction, in which the people are locked already. Returns how much went back: 0 where nothing was left. Refused
   * as `payment_not_settled`, where a side is frozen, or with `refund_uncovered`. `withCredit`: also of what the bank lends the payee, which nobody but they themselves
   * may have them borrow.
   */
  back(
    sql: Queryable,
    asked: { order: string; parts: number; withCredit: boolean; key: string },
  ): Promise<Result<bigint>>;
}
