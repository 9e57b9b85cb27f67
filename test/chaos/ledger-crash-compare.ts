/** What the callers of the crash test were told, against what the books say. */
import type { Sql } from '../../core/db/index.ts';
import { createLedger, createPoster, type Posting, type Submission } from '../../core/ledger/index.ts';
import { type Note, paymentOf } from './ledger-notes.ts';

/** Submissions each. All but the first two must be none. */
export interface Findings {
  acknowledged: number;
  refused: number;
  /** Acknowledged, and not in the books as it was asked for, under the id that was told. */
  missing: number;
  /** In the books, and acknowledged to nobody: of what is asked until it is told, that is one too many. */
  doubled: number;
  /** Refused, and in the books or, asked for again, not refused in the same way. */
  refusedAndDone: number;
  /** Told one thing, and another later. */
  contradicted: number;
  /** Asked for, and never told to the end. */
  unanswered: number;
  /** Accounts that have not what their acknowledged payments add up to. */
  wrongBalances: number;
  assetsNotZero: number;
  violations: string[];
}

interface Row {
  id: bigint;
  verb: string;
  hold_id: bigint | null;
  legs: [string, string][];
}

const PAGE = 10_000;

const transfersOf = async (sql: Sql): Promise<Map<string, Row>> => {
  const found = new Map<string, Row>();
  for (let last = 0n; ; ) {
    const rows = await sql<(Row & { key: string })[]>`
      select t.id, t.key, t.verb, t.hold_id, coalesce((select json_agg(json_build_array(e.account_id::text, e.amount::text))
        from entry e where e.transfer_id = t.id), '[]') as legs
      from transfer t where t.id > ${last} order by t.id limit ${PAGE}`;
    if (rows.length === 0) return found;
    for (const row of rows) found.set(row.key, row);
    last = rows.at(-1)!.id;
  }
};

const legsText = (legs: { account: bigint; amount: bigint }[]): string =>
  legs
    .map(({ account, amount }) => `${account}:${amount}`)
    .sort()
    .join(' ');

export const compareWithBooks = async (
  sql: Sql,
  accounts: bigint[],
  funds: bigint,
  notes: Note[],
): Promise<Findings> => {
  const books = await transfersOf(sql);
  books.delete('fund');
  const told = new Map<string, string[]>();
  const found = {
    acknowledged: 0,
    refused: 0,
    missing: 0,
    refusedAndDone: 0,
    contradicted: 0,
    unanswered: 0,
  };
  for (const note of notes) {
    const before = told.get(note.key);
    if (note.told && before && note.told.join() !== before.join()) found.contradicted++;
    if (note.told) told.set(note.key, note.told);
  }
  found.unanswered = new Set(notes.map(({ key }) => key).filter((key) => !told.has(key))).size;

  const balances = new Map(
    accounts.map((account, index) => [account, index === 0 ? -funds * BigInt(accounts.length - 1) : funds]),
  );
  const holds = new Map<bigint, Posting[]>();
  const refused: { submissions: Submission[]; words: string[] }[] = [];
  const acknowledge = (submission: Submission, word: string): void => {
    found.acknowledged++;
    const id = BigInt(word.slice('ok '.length));
    const row = books.get(submission.key);
    if (submission.verb === 'hold') holds.set(id, submission.legs);
    const moves =
      submission.verb === 'post'
        ? submission.legs
        : submission.verb === 'capture'
          ? holds.get(submission.hold)!
          : [];
    const isThere =
      row?.verb === submission.verb &&
      (submission.verb === 'void' ? row.hold_id : row.id) === id &&
      legsText(
        row.legs.map(([account, amount]) => ({ account: BigInt(account), amount: BigInt(amount) })),
      ) === legsText(moves);
    if (!isThere) found.missing++;
    books.delete(submission.key);
    for (const { account, amount } of moves) balances.set(account, balances.get(account)! + amount);
  };

  const numbers = [...told.keys()].flatMap((key) => /^payment (\d+)$/.exec(key)?.[1] ?? []).map(Number);
  for (const number of numbers)
    for (const { key, submissions } of paymentOf(number, accounts)) {
      const words = told.get(key);
      if (!words) break;
      const asked = submissions(told);
      if (words.every((word) => word.startsWith('ok')))
        for (const [index, one] of asked.entries()) acknowledge(one, words[index]!);
      else {
        found.refused += asked.length;
        found.refusedAndDone += asked.filter((one) => books.has(one.key)).length;
        refused.push({ submissions: asked, words });
        break;
      }
    }
  found.refusedAndDone += await notRefusedAgain(sql, refused);

  const ledger = createLedger();
  let wrongBalances = 0;
  for (const [account, balance] of balances) {
    const found = await ledger.accountById(sql, account);
    if (found?.balance !== balance) wrongBalances++;
  }
  const [sums] = await sql<{ count: number }[]>`
    select count(*)::int from (select asset from account group by asset having sum(credits_posted - debits_posted) <> 0) x`;
  const violations = await ledger.verify(sql);
  return {
    ...found,
    doubled: books.size,
    wrongBalances,
    assetsNotZero: sums!.count,
    violations: violations.map(({ check, detail }) => `${check}: ${detail}`),
  };
};

/** Asks for all of them once more, by now perhaps with money enough. */
const notRefusedAgain = async (
  sql: Sql,
  refused: { submissions: Submission[]; words: string[] }[],
): Promise<number> => {
  const poster = createPoster(sql, createLedger());
  const answers = await Promise.all(
    refused.map(async ({ submissions, words }) => {
      const outcomes = await poster.postGroup(submissions, { linked: submissions.length > 1 });
      return outcomes.every((one, index) => !one.ok && one.replayed && one.refusal === words[index]);
    }),
  );
  return answers.filter((isSame) => !isSame).length;
};
