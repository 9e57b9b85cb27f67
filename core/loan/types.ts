/** Loans of the bank: what may be asked, and what people are told. */
import type { NoticeAction, Origin, PersonView } from '../common.ts';
import type { Money } from '../money.ts';
import type { Identity } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';

export interface LoanRequest {
  /** Minor units. */
  amount: bigint;
  asset: string;
  months: number;
  origin: Origin;
}

/** Of one loan, or of the only one that somebody has. */
export interface RepayRequest {
  /** Minor units; `due`: what is due; `all`: all of it. */
  amount: bigint | 'due' | 'all';
  /** Currency; null: whichever the loan has. */
  asset: string | null;
  reference: string | null;
  key: string;
}

export interface NewLoanProduct {
  tier: string;
  asset: string;
  /** Null: nothing is lent any more. Amounts in minor units, rates in millionths. */
  terms: {
    amount_min: bigint;
    amount_max: bigint;
    months_min: number;
    months_max: number;
    /** A year. */
    rate_ppm: number;
    /** Of the amount, once. */
    fee_ppm: number;
    /** What one person may owe in all. Null: as much as one loan may be. */
    outstanding_max: bigint | null;
    loans_max: number;
  } | null;
}

export interface LoanService {
  /** What a loan would cost, for 24 h on these terms; the same event gets the same offer. Nothing is lent before it is accepted. */
  offer(by: Identity, request: LoanRequest): Promise<Result<LoanNoticeOf<'loan'>>>;
  /** One loan as it stands: of this reference, or the only one; otherwise what there is, and what may be borrowed. Moves nothing. */
  show(by: Identity, reference: string | null): Promise<Result<LoanNoticeOf<'loan' | 'loans'>>>;
  /** What a repayment today would come to, with a button that does it. */
  quoteRepayment(by: Identity, request: RepayRequest): Promise<Result<LoanNoticeOf<'loan_repayment'>>>;
  /** Collects the instalments that are due, of so many loans at most. Returns of how many. */
  collectDue(limit: number): Promise<number>;
  /** Reminds of instalments that are due soon, of so many at most. Returns of how many. */
  remindDue(limit: number): Promise<number>;
  /** For operators: what is lent, to whom it is late, and on which terms. `by` null: who stands at the machine itself. */
  desk(by: Identity | null): Promise<Result<LoanNoticeOf<'bank_loans'>>>;
  /** For loans that are offered from now on. */
  setProduct(
    by: Identity | null,
    product: NewLoanProduct,
    key: string,
  ): Promise<Result<LoanNoticeOf<'bank_loans'>>>;
  /** Gives up what is outstanding of a loan, which ends it. */
  writeOff(
    by: Identity | null,
    loan: { reference: string; reason: string | null },
    key: string,
  ): Promise<Result<LoanNoticeOf<'bank_loan_written_off'>>>;
}

export interface LoanProductView {
  tier: string;
  amount_min: Money;
  amount_max: Money;
  months_min: number;
  months_max: number;
  rate_ppm: number;
  fee_ppm: number;
  outstanding_max: Money;
  loans_max: number;
}

export type LoanState =
  | 'offered'
  | 'expired'
  | 'declined'
  | 'active'
  | 'repaid'
  | 'withdrawn'
  | 'written_off';

export interface LoanPayment {
  /** `2026-03-01`. */
  on: string;
  /** With the interest in it. */
  amount: Money;
  principal: Money;
  interest: Money;
  /** What is outstanding after it. */
  left: Money;
  state: 'open' | 'overdue' | 'paid';
  /** Repaid before it was due. */
  early?: true;
}

/** What is late of a loan. */
export interface Arrears {
  amount: Money;
  /** Since the oldest of it was due. */
  days: number;
}

export interface LoanView {
  reference: string;
  state: LoanState;
  amount: Money;
  outstanding: Money;
  arrears: Arrears | null;
  /** Of an offer, until when it stands: ISO 8601. */
  until: string | null;
  /** The next payment that is not late. */
  next: Pick<LoanPayment, 'on' | 'amount'> | null;
  /** Of an offer, the button that shows it with all that it costs, and there it is accepted or declined: nobody owes what they have not read. */
  intent: string | null;
}

export interface RepaymentView {
  reference: string;
  repays: 'due' | 'part' | 'all' | 'withdrawal';
  /** Principal and interest. */
  amount: Money;
  principal: Money;
  interest: Money;
  /** What comes back of the fee, by a transfer of its own. */
  fee_returned: Money;
  /** What leaves the balance in all: the amount less the fee that comes back. May be below zero. */
  net: Money;
  /** Interest that will not come about. */
  saved: Money;
}

export type LoanNotice =
  /** To its person alone. */
  | {
      kind: 'loan';
      reference: string;
      state: LoanState;
      amount: Money;
      fee: Money;
      /** What has come back of it. */
      fee_returned: Money;
      /** Amount less fee. */
      paid_out: Money;
      months: number;
      rate_ppm: number;
      /** Millionths; shown to one decimal of a percent. */
      apr_ppm: number;
      /** Interest, and fee less what has come back of it. */
      cost: Money;
      /** What is paid out, and what it costs. */
      payable: Money;
      outstanding: Money;
      arrears: Arrears | null;
      payments: LoanPayment[];
      /** Of an offer, until when it stands; of a loan, the last day to withdraw. ISO 8601 and `2026-03-01`. */
      until: string | null;
      withdraw_until: string | null;
      /** After it was paid out by this very event. */
      balance: Money | null;
      actions: NoticeAction<'loan_accept' | 'loan_decline' | 'loan_repay_due' | 'loan_repay_all'>[];
    }
  | { kind: 'loans'; loans: LoanView[]; products: LoanProductView[] }
  /** `quoted` with its buttons (`renewed` in the place of one whose amount no longer holds), or as it was done, with what is in the balance then. */
  | ({
      kind: 'loan_repayment';
      state: 'quoted' | 'renewed' | 'done';
      /** What is to be paid afterwards. Empty: nothing. */
      payments: LoanPayment[];
      balance: Money | null;
      actions: NoticeAction<'loan_repay' | 'loan_keep'>[];
    } & RepaymentView)
  /** Some days before. `lacking`: what is missing in the balance as it is. */
  | { kind: 'loan_due'; reference: string; amount: Money; on: string; lacking: Money | null }
  | {
      kind: 'loan_collected';
      reference: string;
      amount: Money;
      interest: Money;
      outstanding: Money;
      next: Pick<LoanPayment, 'on' | 'amount'> | null;
      after: Money;
    }
  | { kind: 'loan_missed'; reference: string; arrears: Arrears; available: Money }
  | { kind: 'loan_written_off'; reference: string; amount: Money }
  | {
      kind: 'bank_loans';
      lent: { outstanding: Money; loans: number; income: Money; fees: Money; lost: Money }[];
      /** The latest first; `late`: how many there are. */
      arrears: (Arrears & { reference: string; person: PersonView })[];
      late: number;
      products: LoanProductView[];
    }
  | {
      kind: 'bank_loan_written_off';
      loan: string;
      person: PersonView;
      amount: Money;
      reason: string | null;
      reference: string;
    };

type LoanNoticeOf<K extends LoanNotice['kind']> = Extract<LoanNotice, { kind: K }>;

export interface LoanRefusals {
  /** Nothing is lent to them in this currency. */
  loan_none_offered: { asset: string };
  loan_amount_outside: { min: Money; max: Money };
  loan_months_missing: Record<never, never>;
  /** Another unit of time. */
  loan_months_only: { text: string };
  loan_months_outside: { min: number; max: number };
  /** `left`: what they may still borrow. */
  loan_too_much: { left: Money };
  loan_too_many: { count: number };
  loan_in_arrears: { due: Money };
  /** Too little to be repaid in so many payments. */
  loan_too_small: Record<never, never>;
  loan_unknown: { text: string };
  loan_none: Record<never, never>;
  /** Which of them is to be repaid. */
  loan_which: { references: string[] };
  loan_due_first: { due: Money };
  loan_nothing_due: Record<never, never>;
  loan_ended: Record<never, never>;
  loan_terms_unclear: { text: string };
  /** Whoever owes a loan becomes nobody else; others may become them. */
  link_with_loan: Record<never, never>;
}
