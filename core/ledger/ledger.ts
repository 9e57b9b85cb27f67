/** The ledger as core's capabilities see it: a thin client, each method is one SQL statement (`lock` is two). */
import { type Violation, verifyFolders } from '../audit/index.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import type { Clock } from '../ports/clock.ts';
import { type SubmissionGroup, toParameters } from './submission.ts';
import type { LedgerOutcome, LedgerRefusal, Submission } from './types.ts';

/** An account is one owner, one asset, one purpose. */
interface AccountName {
  /** `prs_…`, or `system`. */
  owner: string;
  /** Code, as in the asset table: `GBP`. */
  asset: string;
  /** wallet, escrow, cash_desk … */
  purpose: string;
}

/** Amounts in minor units of the asset. */
export interface Account extends AccountName {
  id: bigint;
  balance: bigint;
  /** Reserved by open holds, going out. */
  held: bigint;
  /** What open holds will bring in, which cannot be spent yet. */
  incoming: bigint;
  /** balance − held. */
  available: bigint;
  /** What `available` may not fall below; null for none. */
  floor: bigint | null;
  /** What may still go out: available − floor, so that a credit line counts; 0 where that is negative. Without a floor: as with one of 0. */
  spendable: bigint;
  /** Nothing moves here but what is marked `evenFrozen`. */
  frozen: boolean;
  /** Nothing moves here. No function of ours closes an account: whoever owns the database may, by hand. */
  closed: boolean;
  /** Number of entries so far. */
  version: bigint;
}

/** One entry of one account. Amounts in minor units of its asset. */
interface StatementLine {
  /** The account's version after this entry: 1, 2, 3 … without a gap. */
  version: bigint;
  transfer: bigint;
  /** post, capture or reverse. */
  verb: string;
  /** As the submission had it. */
  code: string;
  /** Signed: what it added to the balance. */
  amount: bigint;
  /** After this entry. */
  balance: bigint;
  /** When it happened. */
  eventAt: Date;
  /** When it was recorded: the order of versions, and of balances as of a moment. */
  createdAt: Date;
  /** The transfer that this one reverses. */
  reverses: bigint | null;
}

/** What one entry left on its account. */
export interface BalanceAfter {
  transfer: bigint;
  /** Of the account. */
  owner: string;
  asset: string;
  /** Of the account: one transfer may touch several of the same owner. */
  purpose: string;
  /** In minor units of the asset. */
  balance: bigint;
}

export interface Hold {
  id: bigint;
  state: 'open' | 'captured' | 'voided' | 'expired';
  expiresAt: Date;
  /** Signed, in minor units: negative is held, positive is incoming. */
  legs: { account: bigint; amount: bigint }[];
}

export interface Ledger {
  /**
   * Carries out submissions in order, each accepted or refused on its own; with `linked`, all or none.
   * `sql` may be an open database transaction (read committed): the rows of the caller then stand or fall with the money.
   * Call it once per database transaction, and after locking your own rows: accounts are locked in one sorted order per call.
   * Throws RangeError for a key or a code that is empty, too long or no text for PostgreSQL (a NUL, half a surrogate pair), and for a
   * capture in part without legs;
   * an error in a database transaction that is not read committed; and PostgreSQL's error 23505 on `transfer_key` when the same
   * key was used at the same moment for a request on other accounts: `inTransaction` tries again, and then it has an outcome.
   */
  submit(
    sql: Queryable,
    submissions: readonly Submission[],
    options?: { linked?: boolean },
  ): Promise<LedgerOutcome[]>;
  /** The same for several callers in one call, in order, each group standing or falling by itself. */
  submitGroups(sql: Queryable, groups: readonly SubmissionGroup[]): Promise<LedgerOutcome[][]>;
  /** The account's id; opens it on first use. An existing account keeps its floor. Throws PostgreSQL's error 23503 for an unknown asset. */
  openAccount(sql: Queryable, account: AccountName & { floor: bigint | null }): Promise<bigint>;
  /**
   * Sets floors, at most 0, and records each change; what is below its new floor already stays, and may only rise. Locks the accounts,
   * so the rules of {@link submit} hold. Returns how many floors were others before. Throws for a floor above 0, for an account
   * that has none, and for one that is named twice.
   */
  setFloors(sql: Queryable, floors: readonly { account: bigint; floor: bigint }[]): Promise<number>;
  /**
   * Locks accounts until the end of the database transaction, and tells how they stand now, by their ids; what does not exist is
   * left out. A submission that follows may touch these accounts alone.
   */
  lock(sql: Queryable, accounts: readonly bigint[]): Promise<Map<bigint, Account>>;
  /** Freezes or unfreezes every account of an owner, and those that will be opened while one is frozen. */
  freeze(sql: Queryable, owner: string, frozen: boolean): Promise<void>;
  /** Null where it was never opened. */
  account(sql: Queryable, name: AccountName): Promise<Account | null>;
  accountById(sql: Queryable, id: bigint): Promise<Account | null>;
  /** In the order of asset and purpose. */
  accountsOf(sql: Queryable, owner: string): Promise<Account[]>;
  /** Newest first; `before` a version, to read on. No more than 1,000 at once, whatever `limit` says. */
  statement(
    sql: Queryable,
    account: bigint,
    page: { limit: number; before?: bigint },
  ): Promise<StatementLine[]>;
  /** The balance after what was recorded up to a moment, in minor units; 0 before the first entry. */
  balanceAt(sql: Queryable, account: bigint, at: Date): Promise<bigint>;
  /** What accounts had after transfers, one for each entry: the balances as they were then, whatever came since. */
  balancesAfter(sql: Queryable, transfers: readonly bigint[]): Promise<BalanceAfter[]>;
  hold(sql: Queryable, id: bigint): Promise<Hold | null>;
  /** Runs every check of ./verify. An empty list means that the books are right. */
  verify(sql: Queryable): Promise<Violation[]>;
}

interface LedgerOptions {
  /** Time as expiries and entries see it. Unset: PostgreSQL's own clock, which is what processes share. */
  clock?: Clock;
}

const read = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);

const statements = {
  submit: read('submit'),
  openAccount: read('open_account'),
  setFloors: read('set_floors'),
  lock: read('lock'),
  accountsById: read('accounts_by_id'),
  freeze: read('freeze'),
  accountByName: read('account_by_name'),
  accountById: read('account_by_id'),
  accountsOf: read('accounts_of_owner'),
  statement: read('statement'),
  balanceAt: read('balance_at'),
  balancesAfter: read('balances_after'),
  hold: read('hold'),
};
/** The checks of the ledger alone: core/audit/checks.ts says how they are read. */
export const LEDGER_CHECKS = new URL('./verify/', import.meta.url);

/** The kernel's answer: arrays as text, one element per submission. */
interface OutcomesRow {
  ids: string;
  refusals: string;
  accounts: string;
  replays: string;
}

/** As PostgreSQL gives them: numeric is text. */
interface AccountRow extends AccountName {
  id: bigint;
  floor: string | null;
  frozen: boolean;
  closed: boolean;
  version: bigint;
  balance: string;
  held: string;
  incoming: string;
  available: string;
}

interface StatementRow {
  version: bigint;
  transfer: bigint;
  verb: string;
  code: string;
  amount: string;
  balance: string;
  event_at: Date;
  created_at: Date;
  reverses: bigint | null;
}

interface HoldRow {
  id: bigint;
  state: Hold['state'];
  expires_at: Date;
  account_id: bigint;
  amount: string;
}

/** Of an array in PostgreSQL's notation whose items have no quotes and no commas, as ids, codes and booleans have none. */
const itemsOf = (array: string): string[] => array.slice(1, -1).split(',');

const toOutcomes = (row: OutcomesRow): LedgerOutcome[] => {
  const [refusals, accounts, replays] = [itemsOf(row.refusals), itemsOf(row.accounts), itemsOf(row.replays)];
  return itemsOf(row.ids).map((id, index) => {
    const replayed = replays[index] === 't';
    if (refusals[index] === 'NULL') return { ok: true, id: BigInt(id), replayed };
    const account = accounts[index] === 'NULL' ? null : BigInt(accounts[index]!);
    return { ok: false, refusal: refusals[index] as LedgerRefusal, account, replayed };
  });
};

const toAccount = ({ floor, balance, held, incoming, available, ...row }: AccountRow): Account => ({
  ...row,
  floor: floor === null ? null : BigInt(floor),
  spendable: spendableOf(BigInt(available), BigInt(floor ?? 0)),
  balance: BigInt(balance),
  held: BigInt(held),
  incoming: BigInt(incoming),
  available: BigInt(available),
});

const spendableOf = (available: bigint, floor: bigint): bigint =>
  available > floor ? available - floor : 0n;

const toLine = ({ event_at, created_at, amount, balance, ...row }: StatementRow): StatementLine => ({
  ...row,
  amount: BigInt(amount),
  balance: BigInt(balance),
  eventAt: event_at,
  createdAt: created_at,
});

const STATEMENT_LIMIT_MAX = 1_000;

export const createLedger = ({ clock }: LedgerOptions = {}): Ledger => ({
  async submit(sql, submissions, { linked = false } = {}) {
    const [outcomes] = await this.submitGroups(sql, [{ submissions, linked }]);
    return outcomes!;
  },

  async submitGroups(sql, groups) {
    if (groups.every(({ submissions }) => submissions.length === 0)) return groups.map(() => []);
    const [row] = await run<OutcomesRow>(sql, statements.submit, toParameters(groups, clock?.now() ?? null));
    const outcomes = toOutcomes(row!);
    return groups.map(({ submissions }) => outcomes.splice(0, submissions.length));
  },

  async openAccount(sql, { owner, asset, purpose, floor }) {
    const parameters = [owner, asset, purpose, floor === null ? null : String(floor)];
    const [row] = await run<{ id: bigint }>(sql, statements.openAccount, parameters);
    return row!.id;
  },

  async setFloors(sql, floors) {
    if (floors.length === 0) return 0;
    const accounts = floors.map(({ account }) => account);
    const parameters = [accounts, floors.map(({ floor }) => String(floor)), clock?.now() ?? null];
    const [row] = await run<{ changed: number }>(sql, statements.setFloors, parameters);
    return row!.changed;
  },

  async lock(sql, accounts) {
    await run(sql, statements.lock, [accounts]);
    // A later statement, which sees what those did who had them before.
    const rows = await run<AccountRow>(sql, statements.accountsById, [accounts]);
    return new Map(rows.map((row) => [row.id, toAccount(row)]));
  },

  async freeze(sql, owner, frozen) {
    await run(sql, statements.freeze, [owner, frozen]);
  },

  async account(sql, { owner, asset, purpose }) {
    const [row] = await run<AccountRow>(sql, statements.accountByName, [owner, asset, purpose]);
    return row ? toAccount(row) : null;
  },

  async accountById(sql, id) {
    const [row] = await run<AccountRow>(sql, statements.accountById, [id]);
    return row ? toAccount(row) : null;
  },

  async accountsOf(sql, owner) {
    return (await run<AccountRow>(sql, statements.accountsOf, [owner])).map(toAccount);
  },

  async statement(sql, account, { limit, before }) {
    const page = [account, before ?? null, Math.min(limit, STATEMENT_LIMIT_MAX)];
    return (await run<StatementRow>(sql, statements.statement, page)).map(toLine);
  },

  async balanceAt(sql, account, at) {
    const [row] = await run<{ balance: string }>(sql, statements.balanceAt, [account, at]);
    return BigInt(row?.balance ?? 0);
  },

  async balancesAfter(sql, transfers) {
    type Row = Omit<BalanceAfter, 'balance'> & { balance: string };
    const rows = await run<Row>(sql, statements.balancesAfter, [transfers]);
    return rows.map((row) => ({ ...row, balance: BigInt(row.balance) }));
  },

  async hold(sql, id) {
    const rows = await run<HoldRow>(sql, statements.hold, [id]);
    const [first] = rows;
    if (!first) return null;
    const legs = rows.map((row) => ({ account: row.account_id, amount: BigInt(row.amount) }));
    return { id: first.id, state: first.state, expiresAt: first.expires_at, legs };
  },

  verify: (sql) => verifyFolders(sql, [LEDGER_CHECKS]),
});
