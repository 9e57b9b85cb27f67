/** What other capabilities ask of refund: money back because of what was paid for. */
import type { Queryable } from './db/index.ts';
import type { Result } from './refusals.ts';

export interface Refunding {
  /**
   * Of `parts` equal parts of what is left of a settled payment, one goes back from its payee to its payer, rounded down to the minor unit; in
   * the caller's database transaction, in which the people are locked already. Returns how much went back: 0 where nothing was left. Refused
   * where a side is frozen, or with `refund_uncovered`; what was refused stays refused for this key.
   */
  back(sql: Queryable, asked: { order: string; parts: number; key: string }): Promise<Result<bigint>>;
}
