/** The poster: callers who come at the same time share one call of the kernel, and each gets their own outcome. */
import { batched, retried, type Sql } from '../db/index.ts';
import type { Ledger } from './ledger.ts';
import { checkSubmission, type SubmissionGroup, touchedBy } from './submission.ts';
import type { LedgerOutcome, Submission } from './types.ts';

export interface Poster {
  /**
   * Carries out one submission, together with whatever is posted while an earlier batch is under way; the order of arrival decides.
   * The rejection of one caller is never another's. After a ConnectionLostError nobody knows the outcome: post it again
   * under the same key. Throws RangeError as {@link Ledger.submit} does.
   */
  post(submission: Submission): Promise<LedgerOutcome>;
  /** Several of one caller in order, each accepted or refused on its own; with `linked`, all or none. Throws as `post` does. */
  postGroup(submissions: readonly Submission[], options?: { linked?: boolean }): Promise<LedgerOutcome[]>;
}

interface PosterOptions {
  /** Callers at most that share one call; 1,000 unless told. */
  together_max?: number;
}

/** For callers that record nothing of their own beside the money; the others are acts. One per process is best: the more come together, the less each costs. */
export const createPoster = (
  sql: Sql,
  ledger: Ledger,
  { together_max = 1_000 }: PosterOptions = {},
): Poster => {
  const submit = batched(
    (groups: SubmissionGroup[]) => retried(() => ledger.submitGroups(sql, groups)),
    together_max,
    { touches: ({ submissions }) => submissions.flatMap(touchedBy) },
  );
  const postGroup: Poster['postGroup'] = async (submissions, { linked = false } = {}) => {
    for (const submission of submissions) checkSubmission(submission);
    return submit({ submissions, linked });
  };
  return {
    post: async (submission) => (await postGroup([submission]))[0]!,
    postGroup,
  };
};
