/** Every text of cheques, in the chat and on paper. */
import type { ChequeRefusals, ChequeState, Money } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, Language, RefusalMessages } from '../messages/catalogue.ts';

export interface ChequeMessages extends CapabilityMessages {
  commands: Record<'cheque' | 'cheques' | 'cash' | 'stop', CommandWords>;
  options: Record<'valid' | 'cheque' | 'secret', string>;
  codes: Record<'cheque' | 'cheque_cash' | 'cheque_return', string>;
  refusals: RefusalMessages<keyof ChequeRefusals>;
  /** The amount written out. */
  inWords(amount: Money): string;
  written: {
    title(amount: string): string;
    anew(amount: string): string;
    /** It has no paper any more, or one that was given out already. */
    again(amount: string): string;
    /** Who may cash it; null for whoever bears it. */
    for(payee: string | null): string;
    hand: string;
    noPaper: string;
    anewVoid: string;
    until: string;
    memo: string;
  };
  buttons: Record<'print', string> & { stop(number: string | null): string };
  list: {
    title: string;
    one(number: string): string;
    none: string;
    begin: string;
    more(count: number, language: Language): string;
    /** What became of one, with who it was for or who cashed it. */
    state: Record<ChequeState, (of: { who: string | null; day: string }) => string>;
  };
  cashed: { title(amount: string): string; from(writer: string): string };
  paid: { title(of: { casher: string; amount: string }): string; memo(memo: string): string };
  ended: Record<'stopped' | 'expired', { title(amount: string): string; line: string }>;
  form: Record<'title' | 'submit' | 'number' | 'example' | 'secret', string>;
  memo(memo: string): string;
  paper: {
    /** BCP 47, of the document. */
    language: string;
    /** Of the document, and of its file. */
    title(number: string): string;
    file(number: string): string;
    cheque: string;
    payTo: string;
    bearer: string;
    /** Behind what is written out, so that nothing can be added. */
    end: string;
    memo: string;
    writer: string;
    date: string;
    until: string;
    number: string;
    secret: string;
    scan: string;
    /** Below the cheque: why it cannot bounce, and what is small print. */
    backed: string;
    void: string;
    how: string;
    /** By a platform; `command` is what is typed. */
    steps(of: { command: string; isTelegram: boolean }): string[];
    keep: string;
    foot: string;
  };
}
