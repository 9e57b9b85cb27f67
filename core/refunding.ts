/** What other capabilities ask of refund: money back because of what was paid for. */
import type { Queryable } from './db/index.ts';
import type { Result } from './refusals.ts';

export interface Refunding {
  /**
   * So much of a settled payment (minor units; null: all that is left) goes back from its payee to its payer, but never more than is left; in the
   * caller's database transaction, in which the people are locked already. Returns how much went back: 0 where nothing was left. Refused
   * where a side is frozen, or with `refund_uncovered`; what was refused stays refused for this key.
   */
  back(sql: Queryable, asked: { order: string; amount: bigint | null; key: string }): Promise<Result<bigint>>;
}
