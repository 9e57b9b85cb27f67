/** Submissions as the kernel takes them: parallel arrays, one element per submission or per leg. */
import { createHash } from 'node:crypto';
import type { Parameter } from '../db/index.ts';
import type { Posting, Submission } from './types.ts';

const TEXT_LENGTH_MAX = 200;
/** numeric(38,0). What is beyond is sent as this, which the kernel refuses. */
const AMOUNT_BEYOND = 10n ** 38n;
const ID_MAX = 2n ** 63n - 1n;

const legsOf = (submission: Submission): readonly Posting[] =>
  'legs' in submission && submission.legs ? submission.legs : [];

const referenceOf = (submission: Submission): bigint | null => {
  if ('hold' in submission) return submission.hold;
  return 'transfer' in submission ? submission.transfer : null;
};

/** SHA-256 of what a submission asks for. Times are not part of it: a retry computes them anew. Nor is the order of the legs. */
const requestHash = (submission: Submission): Buffer => {
  const legs = legsOf(submission)
    .map(({ account, amount }) => `${account}:${amount}`)
    .sort();
  const whole = 'legs' in submission && submission.legs === undefined;
  const request = [
    submission.verb,
    submission.code,
    submission.evenFrozen === true,
    String(referenceOf(submission)),
    whole ? null : legs,
  ];
  return createHash('sha256').update(JSON.stringify(request)).digest();
};

/** Throws RangeError for a key or a code that is empty or too long. */
export const checkSubmission = ({ key, code }: Submission): void => {
  checkText('key', key);
  checkText('code', code);
};

const checkText = (name: string, text: string): void => {
  if (text.length === 0 || text.length > TEXT_LENGTH_MAX || text.includes('\0'))
    throw new RangeError(`A submission's ${name} has 1 to ${TEXT_LENGTH_MAX} characters and no NUL`);
};

/** An id that no bigint column can hold belongs to nobody, as does 0. */
const toId = (id: bigint): bigint => (id > 0n && id <= ID_MAX ? id : 0n);

const toAmount = (amount: bigint): string =>
  String(amount >= AMOUNT_BEYOND || amount <= -AMOUNT_BEYOND ? AMOUNT_BEYOND : amount);

/** Submissions of one caller. With `linked`, all of them are accepted or none. */
export interface SubmissionGroup {
  submissions: readonly Submission[];
  linked?: boolean;
}

/** The kernel's parameters, in its order. Throws RangeError for a key or a code that is empty or too long. */
export const toParameters = (groups: readonly SubmissionGroup[], now: Date | null): Parameter[] => {
  const submissions = groups.flatMap((group) => group.submissions);
  for (const submission of submissions) checkSubmission(submission);
  const legs = submissions.flatMap((submission, index) =>
    legsOf(submission).map((leg) => ({ ...leg, of: index + 1 })),
  );
  const references = submissions.map(referenceOf);
  return [
    submissions.map(({ verb }) => verb),
    submissions.map(({ key }) => key),
    submissions.map(requestHash),
    submissions.map(({ code }) => code),
    submissions.map(({ eventAt }) => eventAt ?? null),
    submissions.map(({ evenFrozen }) => evenFrozen === true),
    references.map((reference) => (reference === null ? null : toId(reference))),
    submissions.map((submission) => (submission.verb === 'hold' ? submission.expiresAt : null)),
    groups.flatMap(({ submissions, linked }, chain) => submissions.map(() => (linked ? chain : null))),
    legs.map(({ of }) => of),
    legs.map(({ account }) => toId(account)),
    legs.map(({ amount }) => toAmount(amount)),
    now,
  ];
};
