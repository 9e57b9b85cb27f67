/** Statements: what happened on a person's accounts in a time, between two balances. And what they spent in it, by what for. */
import type { InterestSegment } from '../bearing.ts';
import type { NoticeAction, PersonView, QuotedRate } from '../common.ts';
import type { Money } from '../money.ts';
import type { Identity } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';
import type { Category, Movement } from './categories.ts';

export interface StatementService {
  /** Of the person themselves. Refuses a time that has not begun, and more entries than a statement has room for. */
  ask(identity: Identity, wish: StatementWish): Promise<Result<StatementNotice>>;
  /** All that a notice tells of, read from one snapshot. Throws for a person that there is none of. */
  figures(of: StatementOf): Promise<Statement>;
  /** Where the money went. Refuses as `ask` does. */
  spending(identity: Identity, period: AskedPeriod | null): Promise<Result<SpendingNotice>>;
  /** To choose a month and a format. */
  form(identity: Identity): Promise<StatementForm>;
  /** Tells up to `limit` people of a month of theirs that is over, and returns how many it told of something new. */
  tellDue(limit: number): Promise<number>;
}

export const statementFormats = ['pdf', 'csv', 'xml'] as const;
export type StatementFormat = (typeof statementFormats)[number];

export interface StatementWish {
  /** Null: the month before. */
  period: AskedPeriod | null;
  format: StatementFormat;
}

/** As it was asked for. A month without a year is the last one of that name that has begun. */
export type AskedPeriod =
  | { kind: 'month'; month: number; year: number | null }
  /** 0 this one, 1 the one before. */
  | { kind: 'months_ago'; months: number }
  | { kind: 'year'; year: number }
  | { kind: 'years_ago'; years: number }
  | { kind: 'days'; from: Day; to: Day };

/** `2026-10-31` */
export type Day = string;

/** By the person's own clock. */
export type Period =
  /** `2026-10` */
  { kind: 'month'; month: string } | { kind: 'year'; year: number } | { kind: 'days'; from: Day; to: Day };

/** What a statement is of: read from an append-only ledger, it is the same whenever that is done once its time is over. */
export interface StatementOf {
  /** A person's internal id, as a decimal. */
  person: string;
  period: Period;
  /** IANA name; null where nobody knows it, and days are UTC's. */
  zone: string | null;
  begins_at: string;
  /** Exclusive. */
  ends_at: string;
  /** The time is over, and all that was recorded in it can be seen: it never changes again. */
  final: boolean;
  /** A month that is over has one: `stm_…`. */
  reference: string | null;
}

export interface Statement extends StatementOf {
  owner: PersonView;
  /** The community's currency first, then by code; of a person, then of those who were joined to them. */
  accounts: StatementAccount[];
}

/** opening + the amounts of all entries = closing, and each entry's balance is the one before it plus its amount. */
export interface AccountFigures {
  /** `acc_12` */
  id: string;
  purpose: string;
  /** Of a person who was joined to this one. */
  joined: boolean;
  opening: Money;
  closing: Money;
  /** Sums of what came in, and of what went out, both without a sign. */
  credits: Money;
  debits: Money;
  credit_count: number;
  debit_count: number;
  /** Reserved now, and not yet gone. Zero in a statement whose time is over. */
  held: Money;
}

export interface StatementAccount extends AccountFigures {
  /** The oldest first. */
  entries: StatementEntry[];
  /** What it earned and owed on the days of this time, as far as the bank has counted them; it is posted when their month is over. */
  interest: InterestSegment[];
}

export interface StatementEntry {
  /** Its number in the account: 1, 2, 3 … without a gap, for ever. */
  number: string;
  /** When it was recorded. Entries stand in the order of this, and periods are cut by it. */
  at: string;
  /** When it happened. */
  event_at: string;
  /** Signed. */
  amount: Money;
  /** After it. */
  balance: Money;
  /** The ledger's. */
  code: string;
  /** `trn_12` */
  transfer: string;
  /** `pay_…`, or the transfer's. */
  reference: string;
  counterparty: PersonView | null;
  memo: string | null;
  /** What it was changed into or from, and at which mid rate. */
  exchanged?: { counter: Money; rate: QuotedRate };
}

type StatementAction = `statement_${StatementFormat}`;

export type StatementNotice = {
  kind: 'statement';
  of: StatementOf;
  format: StatementFormat;
  accounts: AccountFigures[];
  /** Assets that this format has no way to tell of. */
  left_out: string[];
  /** The other formats. */
  actions: NoticeAction<StatementAction>[];
};

export interface SpentIn {
  category: Category;
  amount: Money;
  count: number;
}

export type SpendingNotice = {
  kind: 'spending';
  of: StatementOf;
  /** What was spent in the community's currency, or where nothing moved in that, in the one of which most of the entries were, less what came back of it; the largest first. */
  spent: SpentIn[];
  total: Money;
  /** What came in that was not money coming back. */
  income: Money;
  /** Signed: what was neither, by what. opening + income − total + moved = closing. */
  moved: Money;
  movements: Movement[];
  opening: Money;
  closing: Money;
  /** At the end of each day on which it changed, in order. */
  balances: { day: Day; balance: Money }[];
  /** Other currencies in which something moved. */
  others: string[];
};

export type StatementsNotice = StatementNotice | SpendingNotice;

export interface StatementForm {
  form: 'statement';
  intent: string;
  /** The newest first: this month so far, then those before it. */
  periods: Period[];
}

export interface StatementRefusals {
  statement_unclear: { text: string };
  statement_ahead: Record<never, never>;
  /** The last day is before the first. */
  statement_reversed: Record<never, never>;
  statement_too_long: { entries: number; limit: number };
  /** camt.053 has only currencies of ISO 4217, and so many digits. */
  statement_not_iso: { assets: string[] };
}
