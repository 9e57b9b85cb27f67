/** What every capability does when it moves money, for many requests at once: lock and plan, ask the ledger, record. */
import { inTransaction, type Queryable, type Sql } from '../db/index.ts';
import type { Ledger } from './ledger.ts';
import type { SubmissionGroup } from './submission.ts';
import type { LedgerOutcome } from './types.ts';

/** A plan with what the ledger made of it, one outcome per submission. */
export type Decided<Plan> = Plan & { outcomes: LedgerOutcome[] };

/** The three steps of an act. `Plan` is what the capability needs again when it records, beside its submissions. */
export interface Act<Request, Plan extends SubmissionGroup, Answer> {
  /**
   * Locks the capability's own rows, for all requests in one order (see ARCHITECTURE.md), and says of each what it asks of the
   * ledger; or the answer, where that is not needed. A plan may not depend on what an earlier one of the batch moves.
   */
  plan(sql: Queryable, requests: readonly Request[]): Promise<(Plan | { answer: Answer })[]>;
  /** Writes what stands or falls with the money, for all at once: rows, deliveries, nudges. Answers in the same order. */
  record(sql: Queryable, decided: Decided<Plan>[]): Promise<Answer[]>;
}

/**
 * Carries out requests in one database transaction, each group of submissions accepted or refused by itself, in order. A
 * throw in any step undoes all of them: inside `batched` each is then tried alone, so that one's error is no other's.
 */
export const carryOut = <Request, Plan extends SubmissionGroup, Answer>(
  { sql, ledger }: { sql: Sql; ledger: Ledger },
  act: Act<Request, Plan, Answer>,
  requests: readonly Request[],
): Promise<Answer[]> =>
  inTransaction(sql, async (sql) => {
    const planned = await act.plan(sql, requests);
    const plans = planned.filter((one): one is Plan => !('answer' in one));
    const outcomes = await ledger.submitGroups(sql, plans);
    const decided = plans.map((plan, index) => ({ ...plan, outcomes: outcomes[index]! }));
    const recorded = decided.length > 0 ? await act.record(sql, decided) : [];
    const answers = new Map(plans.map((plan, index) => [plan, recorded[index]!]));
    return planned.map((one) => ('answer' in one ? one.answer : answers.get(one)!));
  });
