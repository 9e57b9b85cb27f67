/** Every text of statements and of spending, on cards, in pictures and on paper. */
import type { Category, Movement } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, Language, RefusalMessages } from '../messages/catalogue.ts';

export interface StatementMessages extends CapabilityMessages {
  commands: Record<'statement' | 'spending', CommandWords>;
  options: Record<'period' | 'format', string>;
  shortcuts: Record<'statement', string>;
  /** Of a file, in ASCII. */
  fileName: string;
  title(period: string): string;
  /** Of a time that is not over. */
  soFar: string;
  nothing: string;
  leftOut(assets: string): string;
  byClock(zone: string): string;
  figures: Record<'opening' | 'credits' | 'debits' | 'closing' | 'held', string>;
  counted(amount: string, entries: string): string;
  entries(count: number, language: Language): string;
  /** Of one account among several. */
  movement(opening: string, closing: string): string;
  accounts: Record<'wallet' | 'savings', string>;
  /** Of somebody who was joined to its owner. */
  joined(account: string): string;
  buttons: Record<'statement_pdf' | 'statement_csv' | 'statement_xml', string>;
  form: Record<'title' | 'submit' | 'period' | 'format', string>;
  formats: Record<'pdf' | 'csv' | 'xml', string>;
  /** What happened, in a file: `Payment to Bob`. */
  to(what: string, name: string): string;
  from(what: string, name: string): string;
  interestOf(month: string): string;
  /** What it was changed into or from. */
  exchanged(counter: string, rate: { one: string; is: string; of: string }): string;
  paper: {
    statement: string;
    period: string;
    owner: string;
    number: string;
    clock: string;
    overview: string;
    account: string;
    date: string;
    what: string;
    out: string;
    in: string;
    balance: string;
    carried: string;
    none: string;
    interest: string;
    days: string;
    rate: string;
    average: string;
    amount: string;
    /** Of a day on which the balance was below zero. */
    below: string;
    interestHow: string;
    provisional: string;
    proof: string;
    page(page: number, pages: number): string;
    /** How the balance went, as a drawing. */
    course: string;
  };
  spending: {
    title(total: string, period: string): string;
    none(period: string): string;
    categories: Record<Category, string>;
    of(amount: string, count: string): string;
    times(count: number, language: Language): string;
    income(amount: string): string;
    /** `by`: which of these there were. */
    moved(amount: string, by: string): string;
    movements: Record<Movement, string>;
    balance(opening: string, closing: string): string;
    others(assets: string): string;
    picture: {
      spent: string;
      balance: string;
      nothing: string;
      alt(of: { period: string; spent: string; closing: string }): string;
    };
  };
  refusals: RefusalMessages<
    | 'statement_unclear'
    | 'statement_ahead'
    | 'statement_reversed'
    | 'statement_too_long'
    | 'statement_not_iso'
  >;
}
