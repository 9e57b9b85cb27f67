/** Every text of a drop. */
import type { DropMode, DropRefusals, DropState } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, Language, RefusalMessages } from '../messages/catalogue.ts';

interface DropWords {
  giver: string;
  total: string;
  /** What was taken of it; null for nothing. */
  taken: string | null;
}

interface Counts {
  taken: number;
  shares: number;
}

export interface DropMessages extends CapabilityMessages {
  commands: Record<'drop', CommandWords>;
  options: Record<'people' | 'shares' | 'duration' | 'age' | 'drop' | 'account' | 'member' | 'daily', string>;
  codes: Record<'drop' | 'drop_claim' | 'drop_return', string>;
  shortcuts: Record<'drop', string>;
  refusals: RefusalMessages<keyof DropRefusals>;
  states: Record<DropState, string>;
  title: Record<DropState, (words: DropWords) => string>;
  /** Behind the giver's name. */
  how: Record<DropMode, (shares: number, language: Language) => string>;
  memo(memo: string): string;
  /** While it is open, and once it is over. */
  progress(counts: Counts & { left: string; until: string }, language: Language): string;
  ended: Record<
    Exclude<DropState, 'open'>,
    (words: Counts & { giver: string; left: string }, language: Language) => string
  >;
  best: { label: string; lead: string; tail(amount: string): string };
  buttons: Record<'claim' | 'takeBack', string>;
  toasts: {
    claimed(amount: string): string;
    again(amount: string): string;
    gone(shares: number, language: Language): string;
    takenBack(amount: string): string;
  };
  unsent: Record<'asked' | 'refused', (words: { giver: string; total: string }) => string>;
  inline: {
    title(total: string): string;
    description: Record<DropMode, (shares: number, language: Language) => string>;
    sending: string;
  };
  returned: { title(amount: string): string; taken(counts: Counts, language: Language): string };
  rules: {
    title: string;
    account(age: string): string;
    accountAny: string;
    member(age: string): string;
    memberAny: string;
    daily(count: number, language: Language): string;
    dailyAny: string;
  };
  form: Record<
    | 'title'
    | 'submit'
    | 'amount'
    | 'amountPlaceholder'
    | 'people'
    | 'shares'
    | 'random'
    | 'even'
    | 'duration'
    | 'durationPlaceholder'
    | 'memo'
    | 'memoPlaceholder',
    string
  >;
  /** `7 days`, `2 hours`, `5 minutes`. */
  lasting(ms: number, language: Language): string;
}
