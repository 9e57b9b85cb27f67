/** Every text of loans. */
import type { LoanState, NoticeOf } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, Language, RefusalMessages } from '../messages/catalogue.ts';

type Refusals =
  | 'loan_none_offered'
  | 'loan_amount_outside'
  | 'loan_months_missing'
  | 'loan_months_only'
  | 'loan_months_outside'
  | 'loan_too_much'
  | 'loan_too_many'
  | 'loan_in_arrears'
  | 'loan_too_small'
  | 'loan_unknown'
  | 'loan_none'
  | 'loan_which'
  | 'loan_due_first'
  | 'loan_nothing_due'
  | 'loan_ended'
  | 'loan_terms_unclear'
  | 'link_with_loan';

export interface LoanMessages extends CapabilityMessages {
  commands: Record<'loan' | 'repay', CommandWords>;
  options: Record<
    | 'months'
    | 'loan'
    | 'amounts'
    | 'fee'
    | 'total'
    | 'loans'
    | 'writeoff'
    | 'loan_tier'
    | 'writeoff_reference',
    string
  >;
  codes: Record<'loan' | 'repay' | 'loan_fee', string>;
  refusals: RefusalMessages<Refusals>;
  loan: {
    title: Record<
      LoanState,
      (of: { amount: string; months: number; left: string }, language: Language) => string
    >;
    /** Of an offer: what comes, and what goes back in how many payments. */
    gets(of: { paidOut: string; payable: string; count: number }, language: Language): string;
    /** A payment of a plan; with the word for what is late where it is. */
    payment(on: string, amount: string): string;
    latePayment(on: string, amount: string): string;
    more(count: number, language: Language): string;
    /** Of an offer; `hasFee`: what comes back of it, too. */
    rights(hasFee: boolean): string;
    lasts(until: string): string;
    late(amount: string, days: number, language: Language): string;
    lateCosts: string;
    withdraw(day: string, hasFee: boolean): string;
    repayHow(hasFee: boolean): string;
    feeReturned(amount: string): string;
    fields: Record<
      'paidOut' | 'payments' | 'rate' | 'fee' | 'cost' | 'payable' | 'apr' | 'left' | 'next',
      string
    >;
    rate(percent: string): string;
    level(of: { count: number; amount: string; last: string | null }): string;
    next(amount: string, day: string): string;
    buttons: Record<NoticeOf<'loan'>['actions'][number]['action'], string>;
    /** The plan as a file: its head, and a line of it. */
    plan: {
      name: string;
      head(reference: string): string;
      line(of: { on: string; amount: string; principal: string; interest: string; left: string }): string;
    };
  };
  list: {
    title: string;
    none: string;
    offers: string;
    nothing: string;
    offered(of: { amount: string; until: string | null }): string;
    /** By the last characters of its reference; at most 40 characters. */
    open(amount: string, end: string): string;
    /** Offers that have no button here. */
    unopened(count: number, language: Language): string;
    loan(of: { left: string; next: string | null; late: string | null }): string;
    product(of: {
      min: string;
      max: string;
      monthsMin: number;
      monthsMax: number;
      rate: string;
      fee: string | null;
    }): string;
    how: string;
  };
  repayment: {
    asked: Record<NoticeOf<'loan_repayment'>['repays'], (amount: string) => string>;
    done: Record<NoticeOf<'loan_repayment'>['repays'], (amount: string) => string>;
    renewed: string;
    /** What of it is what. */
    parts(of: { principal: string; interest: string }): string;
    /** What comes back of the fee; `net`: what leaves the balance in all, null where nothing does. */
    fee: Record<'part' | 'all' | 'withdrawal', (of: { fee: string; net: string | null }) => string>;
    saved(amount: string): string;
    afterwards(count: number, language: Language): string;
    over: string;
    /** `net`: what leaves the balance; null where nothing does. */
    buttons: { repay(net: string | null): string; keep: string };
  };
  told: {
    due(amount: string, day: string): string;
    dueHow: string;
    enough: string;
    lacking(amount: string): string;
    collected(amount: string): string;
    left(left: string, next: string | null): string;
    repaid: string;
    interest(amount: string): string;
    missed(amount: string, days: number, language: Language): string;
    missedHow(available: string): string;
    missedKind: string;
    writtenOff(amount: string): string;
    writtenOffHow: string;
  };
  bank: {
    title: string;
    empty: string;
    lent(of: { outstanding: string; loans: number }, language: Language): string;
    earned(of: { income: string; fees: string; lost: string | null }): string;
    noneLate: string;
    late(count: number, language: Language): string;
    lateLoan(of: { name: string; amount: string; days: number }, language: Language): string;
    terms(of: { total: string; loans: number }): string;
    writtenOff(of: { name: string; amount: string }): string;
  };
}
