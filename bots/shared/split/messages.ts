/** Every text of a split. */
import type { SplitMode, SplitRefusals, SplitShare, SplitState } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, RefusalMessages } from '../messages/catalogue.ts';

export interface SplitMessages extends CapabilityMessages {
  commands: Record<'split', CommandWords>;
  options: Record<'people', string>;
  shortcuts: Record<'split' | 'split_global', string>;
  refusals: RefusalMessages<keyof SplitRefusals>;
  /** What typing `/split` may also mean. */
  listChoice: string;
  title: Record<SplitState, (owner: string, total: string) => string>;
  memo(memo: string): string;
  /** Who has paid, and who pays whom. */
  how(owner: string, takesPart: boolean): string;
  /** Nobody else is in it. */
  alone: string;
  /** To somebody about their own share. */
  mine: {
    owe(amount: string, owner: string): string;
    pending(amount: string): string;
    paid(amount: string): string;
    out: string;
  };
  /** Behind what it was given back of. */
  givenBack(amount: string): string;
  /** In a line of its own; `asked`: it is owed again. */
  backAgain(amount: string, asked: boolean): string;
  progress(paid: number, all: number, missing: string): string;
  over: Record<'cancelled' | 'expired', string>;
  /** `unpaid`: open, and nobody is asked any more. */
  states: Record<SplitShare['state'] | 'unpaid', string>;
  /** `value` with a decimal point. */
  percent(value: string): string;
  modes: Record<SplitMode, string>;
  until(day: string): string;
  buttons: {
    pay: string;
    payAmount(amount: string): string;
    payTo(amount: string, owner: string): string;
    join: string;
    leave: string;
    lock: string;
    cancel: string;
  };
  list: {
    title: string;
    none: string;
    noneHint: string;
    owes(amount: string): string;
    missing(amount: string): string;
    waiting: string;
  };
  expired: {
    title(missing: string): string;
    nobody(): string;
    unpaid(people: string): string;
    hint: string;
  };
  inline: { title(total: string): string; sending: string };
  form: {
    title: string;
    submit: string;
    amount: string;
    amountPlaceholder: string;
    who: string;
    memo: string;
    memoPlaceholder: string;
    parts: string;
    partsPlaceholder: string;
  };
}
