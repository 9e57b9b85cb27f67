/** The ledger as core's capabilities see it: a thin client, each method is one SQL statement. */
import type { Queryable } from '../db/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { LedgerOutcome, Submission } from './types.ts';

/** An account is one owner, one asset, one purpose. */
export interface AccountName {
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
  frozen: boolean;
  closed: boolean;
  /** Number of entries so far. */
  version: bigint;
}

/** One entry of one account. */
export interface StatementLine {
  /** The account's version after this entry: 1, 2, 3 … without a gap. */
  version: bigint;
  transfer: bigint;
  /** post, capture or reverse. */
  verb: string;
  code: string;
  /** Signed: what it added to the balance. */
  amount: bigint;
  /** After this entry. */
  balance: bigint;
  eventAt: Date;
  createdAt: Date;
  /** The transfer that this one reverses. */
  reverses: bigint | null;
}

export interface Hold {
  id: bigint;
  state: 'open' | 'captured' | 'voided' | 'expired';
  expiresAt: Date;
  legs: { account: bigint; amount: bigint }[];
}

/** What a check of the books found wrong: `check` is the name of its file in ./verify. */
export interface Violation {
  check: string;
  detail: string;
}

export interface Ledger {
  /**
   * Carries out submissions in order, each accepted or refused on its own; with `linked`, all or none.
   * `sql` may be an open database transaction (read committed): the rows of the caller then stand or fall with the money.
   * Call it once per database transaction, and after locking your own rows: accounts are locked in one sorted order per call.
   * Throws RangeError for a key or a code that is empty or too long, and PostgreSQL's error 23505 on `transfer_key` when
   * the same key was used at the same moment for another request: `inTransaction` tries again, and then it is refused.
   */
  submit(
    sql: Queryable,
    submissions: readonly Submission[],
    options?: { linked?: boolean },
  ): Promise<LedgerOutcome[]>;
  /** The account's id; opens it on first use. An existing account keeps its floor. Throws for an unknown asset. */
  openAccount(sql: Queryable, account: AccountName & { floor: bigint | null }): Promise<bigint>;
  /** Freezes or unfreezes every account of an owner, and those that will be opened while one is frozen. */
  freeze(sql: Queryable, owner: string, frozen: boolean): Promise<void>;
  account(sql: Queryable, name: AccountName): Promise<Account | null>;
  accountById(sql: Queryable, id: bigint): Promise<Account | null>;
  /** By asset and purpose. */
  accountsOf(sql: Queryable, owner: string): Promise<Account[]>;
  /** Newest first; `before` a version, to read on. `limit` at most 1,000. */
  statement(
    sql: Queryable,
    account: bigint,
    page: { limit: number; before?: bigint },
  ): Promise<StatementLine[]>;
  /** The balance as it was recorded at a moment. */
  balanceAt(sql: Queryable, account: bigint, at: Date): Promise<bigint>;
  hold(sql: Queryable, id: bigint): Promise<Hold | null>;
  /** Runs every check of ./verify. An empty list means that the books are right. */
  verify(sql: Queryable): Promise<Violation[]>;
}

export interface LedgerOptions {
  /** Time as expiries and entries see it. Unset: PostgreSQL's own clock, which is what processes share. */
  clock?: Clock;
}

export const createLedger = (_options: LedgerOptions = {}): Ledger => {
  throw new Error('The ledger is not built yet.');
};
