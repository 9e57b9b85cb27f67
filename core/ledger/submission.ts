/** Submissions as the kernel takes them: parallel arrays, one element per submission or per leg. */
import * as crypto from 'node:crypto';
import type { Parameter } from '../db/index.ts';
import type { Posting, Submission } from './types.ts';

const TEXT_LENGTH_MAX = 200;
/** The first amount that numeric(38,0) cannot hold. What is larger, either way, is sent as this, which the kernel refuses. */
const AMOUNT_BEYOND = 10n ** 38n;
const ID_MAX = 2n ** 63n - 1n;

/** Submissions of one caller. With `linked`, all of them are accepted or none. */
export interface SubmissionGroup {
  submissions: readonly Submission[];
  linked?: boolean;
}

const legsOf = (submission: Submission): readonly Posting[] =>
  'legs' in submission && submission.legs ? submission.legs : [];

const referenceOf = (submission: Submission): bigint | null => {
  if ('hold' in submission) return submission.hold;
  return 'transfer' in submission ? submission.transfer : null;
};

/** Node.js 20.12 and later hash without making an object, twice as fast. */
const sha256: (text: string) => string = crypto.hash
  ? (text) => crypto.hash('sha256', text, 'hex')
  : (text) => crypto.createHash('sha256').update(text).digest('hex');

/** SHA-256 in hex of what a submission asks for. Times are not part of it: a retry computes them anew. Nor is the order of the legs. */
const requestHash = (submission: Submission): string => {
  const legs = legsOf(submission).map(({ account, amount }) => `"${account}:${amount}"`);
  const { verb, code, evenFrozen } = submission;
  // JSON, written by hand because it is the longest step of all.
  return sha256(
    `["${verb}",${JSON.stringify(code)},${evenFrozen === true},"${referenceOf(submission)}",[${legs.sort()}]]`,
  );
};

/** Throws RangeError for a key or a code that is empty, too long or no text for PostgreSQL, and for a capture in part that names no leg: that would be one in full. */
export const checkSubmission = (submission: Submission): void => {
  checkText('key', submission.key);
  checkText('code', submission.code);
  if (submission.verb === 'capture' && submission.legs?.length === 0)
    throw new RangeError('A capture in part has legs; one in full leaves them out');
};

const checkText = (name: string, text: string): void => {
  // Half of a surrogate pair reaches PostgreSQL as U+FFFD: two keys with one would be the same key.
  if (text.length === 0 || text.length > TEXT_LENGTH_MAX || /[\0\p{Surrogate}]/u.test(text))
    throw new RangeError(
      `A submission's ${name} has 1 to ${TEXT_LENGTH_MAX} characters, no NUL and no half of a surrogate pair`,
    );
};

/** What a submission changes, as far as it says so: its key, its accounts, or the hold or transfer that it refers to. */
export const touchedBy = (submission: Submission): (string | bigint)[] => [
  submission.key,
  ...legsOf(submission).map(({ account }) => account),
  ...(submission.verb === 'post' || submission.verb === 'hold' ? [] : [`of ${referenceOf(submission)}`]),
];

/** An id that no bigint column can hold belongs to nobody, as does 0. */
const toId = (id: bigint): bigint => (id > 0n && id <= ID_MAX ? id : 0n);

const toAmount = (amount: bigint): string =>
  String(amount >= AMOUNT_BEYOND || amount <= -AMOUNT_BEYOND ? AMOUNT_BEYOND : amount);

const ascending = (one: bigint, other: bigint): number => (one < other ? -1 : one > other ? 1 : 0);

/** An array in PostgreSQL's own notation, of items that need no quotes; null for nothing but nulls. */
const arrayOf = (items: readonly (string | number | bigint | null)[]): string | null =>
  items.every((item) => item === null) && items.length > 0
    ? null
    : `{${items.map((item) => item ?? 'NULL').join(',')}}`;

const quoted = (text: string): string => `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`;

/** The kernel's parameters, in its order. Throws as {@link checkSubmission} does. */
export const toParameters = (groups: readonly SubmissionGroup[], now: Date | null): Parameter[] => {
  const submissions = groups.flatMap((group) => group.submissions);
  for (const submission of submissions) checkSubmission(submission);
  const legsOfEach = submissions.map((submission) =>
    legsOf(submission)
      .map(({ account, amount }) => ({ account: toId(account), amount }))
      .sort((one, other) => ascending(one.account, other.account)),
  );
  const legs = legsOfEach.flat();
  const accounts = [...new Set(legs.map(({ account }) => account))].sort(ascending);
  const places = new Map(accounts.map((account, index) => [account, index + 1]));
  const references = submissions.map(referenceOf);
  return [
    arrayOf(accounts),
    arrayOf(submissions.map(({ verb }) => verb)),
    arrayOf(submissions.map(({ key }) => quoted(key))),
    arrayOf(submissions.map((submission) => `"\\\\x${requestHash(submission)}"`)),
    arrayOf(submissions.map(({ code }) => quoted(code))),
    arrayOf(submissions.map(({ eventAt }) => (eventAt ? `"${eventAt.toISOString()}"` : null))),
    arrayOf(submissions.map(({ evenFrozen }) => (evenFrozen ? 'true' : null))),
    arrayOf(references.map((reference) => (reference === null ? null : toId(reference)))),
    arrayOf(
      submissions.map((submission) =>
        submission.verb === 'hold' ? `"${submission.expiresAt.toISOString()}"` : null,
      ),
    ),
    arrayOf(
      groups.flatMap(({ submissions, linked }, chain) => submissions.map(() => (linked ? chain : null))),
    ),
    arrayOf(legsOfEach.map(({ length }) => length)),
    arrayOf(legs.map(({ account }) => places.get(account)!)),
    arrayOf(legs.map(({ amount }) => toAmount(amount))),
    now,
  ];
};
