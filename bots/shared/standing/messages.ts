/** Every text of standing orders and scheduled payments. */
import type {
  Repeat,
  SkipWhy,
  StandingAct,
  StandingRefusals,
  StandingState,
  StandingWhy,
} from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, Language, RefusalMessages } from '../messages/catalogue.ts';

export type RepeatChoice = 'once' | 'day' | 'week' | 'fortnight' | 'month' | 'year';

export interface StandingMessages extends CapabilityMessages {
  commands: Record<'schedule' | 'schedules', CommandWords>;
  options: Record<'when' | 'action' | 'reference', string>;
  shortcuts: Record<'schedule', string>;
  refusals: RefusalMessages<keyof StandingRefusals>;
  /** `every month on the 1st, 12 times` */
  rhythm(repeat: Repeat, language: Language): string;
  /** A date: a day and a time. */
  moment(day: string, time: string): string;
  memo(memo: string): string;
  next(dates: string): string;
  zone(zone: string): string;
  /** Nobody has told in whose time they live. */
  noZone: string;
  paid(count: number, language: Language): string;
  states: Record<StandingState, string>;
  proposed(payee: string, amount: string): string;
  cancelled: string;
  created: string;
  title(payee: string, amount: string): string;
  why: Record<StandingWhy | SkipWhy, string>;
  list: { title: string; empty: string; part(first: number, last: number, all: number): string };
  failed: Record<'due' | 'placed' | 'skipped', (payee: string, amount: string) => string>;
  dueAt(date: string): string;
  retryAt(date: string): string;
  stopped: Record<'skipped' | 'paused' | 'ended', (payee: string, amount: string) => string>;
  buttons: Record<StandingAct | 'create' | 'cancel' | 'pay' | 'skip_run' | 'more', string>;
  done: Record<'paid' | 'skipped', string>;
  receipt: {
    first(amount: string, rhythm: string | null): string;
    again: string;
    missed(count: number, language: Language): string;
  };
  form: Record<
    | 'title'
    | 'submit'
    | 'who'
    | 'amount'
    | 'amountPlaceholder'
    | 'start'
    | 'startPlaceholder'
    | 'repeat'
    | 'end'
    | 'endPlaceholder',
    string
  >;
  repeats: Record<RepeatChoice, string>;
}
