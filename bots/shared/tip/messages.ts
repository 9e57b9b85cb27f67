/** Every text of tips. */
import type { TipRefusals, TipState } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, Language, RefusalMessages } from '../messages/catalogue.ts';

export interface TipMessages extends CapabilityMessages {
  commands: Record<'tip', CommandWords>;
  codes: Record<'tip' | 'tip_claim' | 'tip_return', string>;
  shortcuts: Record<'tip', string>;
  refusals: RefusalMessages<keyof TipRefusals>;
  tally: {
    /** Of a message. */
    title(author: string, totals: string): string;
    /** Of one person's command. */
    single(tipper: string, author: string, amount: string): string;
    /** Everything was taken back in time. */
    none(author: string): string;
    from(people: string): string;
    /** A tip without an emoji. */
    plain: string;
  };
  note: {
    title(author: string, amount: string): string;
    /** It came to nothing. */
    lost: Record<'returned' | 'undone' | 'voided', (author: string, amount: string) => string>;
    several(count: number, language: Language): string;
    line(author: string, amount: string): string;
    undo(seconds: number): string;
    more(count: number, language: Language): string;
  };
  states: Record<TipState, string>;
  explained: {
    title(author: string, amount: string): string;
    reaction(emoji: string, amount: string): string;
    undo(seconds: number): string;
    nothing: string;
  };
  tips: { on: string; off: string; worth: string; none: string; how: string };
  turned: { on: string; off: string; undo(seconds: number): string; again: string };
  emojis: { title: string; none: string; how: string };
  received: {
    title(totals: string, people: string): string;
    waits(totals: string, people: string): string;
    returns(day: string): string;
    from(people: string): string;
  };
  undone(amount: string): string;
  buttons: { on: string; onNow(amount: string): string; off: string; undo(amount: string): string };
  form: { title: string; submit: string; amount: string; amountPlaceholder: string };
}
