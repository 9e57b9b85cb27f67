/** A ledger with a few people in it, and a compact way to write submissions down. */

import type { Sql } from '../../core/db/index.ts';
import {
  createLedger,
  type Ledger,
  type LedgerOutcome,
  type Posting,
  type Submission,
} from '../../core/ledger/index.ts';

/** What a test calls an account: `alice`, `alice:EUR`, `desk`. */
type AccountLabel = string;

export const createLedgerWorld = async (sql: Sql, ledger: Ledger = createLedger()) => {
  const ids = new Map<AccountLabel, bigint>();
  const labels = new Map<bigint, AccountLabel>();
  const open = async (label: AccountLabel, floor: bigint | null): Promise<bigint> => {
    const [owner = '', asset = 'GBP'] = label.split(':');
    const id = await ledger.openAccount(sql, { owner, asset, purpose: 'wallet', floor });
    ids.set(label, id);
    labels.set(id, label);
    return id;
  };
  const idOf = (label: AccountLabel): bigint => ids.get(label) ?? BigInt(label);

  let count = 0;
  const key = (): string => `key-${++count}`;

  /** `{alice: -5, bob: 5}` as legs. */
  const legs = (amounts: Record<AccountLabel, number | bigint>): Posting[] =>
    Object.entries(amounts).map(([label, amount]) => ({ account: idOf(label), amount: BigInt(amount) }));

  const post = (amounts: Record<AccountLabel, number | bigint>, options: Partial<Submission> = {}) =>
    ({ verb: 'post', key: key(), code: 'pay', legs: legs(amounts), ...options }) as Submission;
  const hold = (amounts: Record<AccountLabel, number | bigint>, options: Partial<Submission> = {}) =>
    ({
      verb: 'hold',
      key: key(),
      code: 'pay',
      legs: legs(amounts),
      expiresAt: new Date(Date.now() + 3_600_000),
      ...options,
    }) as Submission;

  const submit = (...submissions: Submission[]) => ledger.submit(sql, submissions);
  const linked = (...submissions: Submission[]) => ledger.submit(sql, submissions, { linked: true });

  /** `alice 10` or, with something held, `alice 10 held 4`; with something incoming, `bob 0 incoming 4`. */
  const balances = async (...of: AccountLabel[]): Promise<string[]> =>
    Promise.all(
      of.map(async (label) => {
        const account = (await ledger.accountById(sql, idOf(label)))!;
        const held = account.held > 0n ? ` held ${account.held}` : '';
        const incoming = account.incoming > 0n ? ` incoming ${account.incoming}` : '';
        return `${label} ${account.balance}${held}${incoming}`;
      }),
    );

  /** `ok`, `ok again`, or the refusal, with the account where one was named. */
  const told = (outcomes: LedgerOutcome[]): string[] =>
    outcomes.map((outcome) => {
      const again = outcome.replayed ? ' again' : '';
      if (outcome.ok) return `ok${again}`;
      const account = outcome.account === null ? '' : ` ${labels.get(outcome.account) ?? outcome.account}`;
      return `${outcome.refusal}${account}${again}`;
    });

  await open('desk', null);
  return { sql, ledger, open, idOf, legs, post, hold, submit, linked, balances, told, key };
};

export type LedgerWorld = Awaited<ReturnType<typeof createLedgerWorld>>;

/** Of an accepted submission. */
export const idOfOutcome = (outcome: LedgerOutcome | undefined): bigint => {
  if (!outcome?.ok) throw new Error(`Refused: ${outcome?.refusal}`);
  return outcome.id;
};
