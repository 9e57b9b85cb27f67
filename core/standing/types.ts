/** Standing orders (payments that come again) and scheduled payments (one, later): what may be asked of them, and what people are told. */
import type { NoticeAction, Origin, PersonView, Who } from '../common.ts';
import type { Money } from '../money.ts';
import type { Notice } from '../notices.ts';
import type { Conversation, Identity } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';
import type { TimeOfDay } from '../time-zone.ts';

export interface StandingService {
  /** What would be paid, and when next: a question, whose Create makes it. Nothing is kept but its two buttons. */
  propose(asked: StandingRequest): Promise<Result<StandingNoticeOf<'standing_proposed'>>>;
  /** What a person has set up that has not ended, all of it. `paged`: with a button that turns its pages. */
  list(identity: Identity, options?: { paged: true }): Promise<StandingNoticeOf<'standings'>>;
  /** One of their own, with all that they can do about it. */
  find(identity: Identity, reference: string): Promise<Result<StandingNoticeOf<'standing'>>>;
  /** The same event acts once. The answer is how it stands then, or what its payer is asked before it goes again and again. */
  act(acting: StandingActing): Promise<Result<StandingNoticeOf<'standing'> | { confirm: Notice }>>;
  /** Opens the runs that are due, the retries among them, and has the workers pay them. Returns how many. */
  runDue(limit: number): Promise<number>;
}

/** Of the month: `31` is its last day, whichever that is. `nth` −1 is the last such weekday. Weekdays are ISO 8601's, Monday is 1. */
export type RepeatOn =
  | { by: 'weekdays'; weekdays: number[] }
  | { by: 'day'; day: number }
  | { by: 'nth'; nth: number; weekday: number };

export type RepeatUnit = 'day' | 'week' | 'month' | 'year';

/** A rhythm, as people say it; `rules.ts` makes an RFC 5545 rule of it. */
export interface Repeat {
  unit: RepeatUnit;
  /** Every so many of them. */
  every: number;
  /** Null: as its first day says. */
  on: RepeatOn | null;
  /** How many payments at most; null: no end. */
  count: number | null;
  /** The last day on which it pays, `2027-12-31`; null: no end. */
  until: string | null;
}

/** When, as somebody wrote it, by their own clock. What they did not write is null. */
export interface StandingPlan {
  /** `2026-12-24`: of a single payment, or from which day on. */
  from: string | null;
  time: TimeOfDay | null;
  /** Null: once. */
  repeat: Repeat | null;
}

export interface StandingRequest {
  payer: Identity;
  payee: Who;
  /** Exact minor units of `asset`, positive. */
  amount: bigint;
  asset: string;
  memo: string | null;
  plan: StandingPlan;
  origin: Origin;
}

export type StandingAct = 'pause' | 'resume' | 'skip' | 'end';

interface StandingActing {
  by: Identity;
  reference: string;
  act: StandingAct;
  origin: Origin;
}

/** The payload of `standing_amount`, `standing_create` and `standing_cancel` intents, as JSON. `key` is the idempotency key of the command. */
export interface StandingIntent {
  key: string;
  payee: Who;
  /** Minor units, a decimal string. */
  amount: string;
  asset: string;
  memo: string | null;
  plan: StandingPlan;
  conversation: Conversation;
}

export type StandingState = 'active' | 'paused' | 'ended';

/** Why it is paused or has ended, where that is more than its state. */
export type StandingWhy =
  | 'asked'
  /** All that were to be paid are. */
  | 'finished'
  /** Payer and payee have turned out to be one person. */
  | 'self'
  /** The payer's account is frozen. */
  | 'payer'
  /** The payee cannot be paid. */
  | 'payee'
  /** What was paid last was never claimed, and came back. */
  | 'unclaimed'
  /** It was refused for another reason, such as a currency that is no longer dealt in. */
  | 'refused';

/** What was to be paid at one date has been left out. */
export type SkipWhy =
  | 'asked'
  /** Not enough money, also at the last try. */
  | 'funds'
  /** The order was paused or ended before it could be paid. */
  | 'order'
  /** The next one came. */
  | 'next'
  /** The order stopped because of it. */
  | 'refused';

/** What there is to say of an order wherever it is shown. */
export interface StandingView {
  payee: PersonView;
  amount: Money;
  memo: string | null;
  repeat: Repeat | null;
  /** IANA name: by whose days and hours. */
  zone: string;
}

export type StandingNotice =
  /** The question. `next`: ISO 8601. Without actions: it is answered, as `answer` says. */
  | (StandingView & {
      kind: 'standing_proposed';
      next: string[];
      actions: NoticeAction<'create' | 'cancel'>[];
      answer?: 'cancelled';
      /** Nobody has told by whose clock they live. */
      assumes_zone?: true;
    })
  | (StandingView & {
      kind: 'standing';
      reference: string;
      state: StandingState;
      why: StandingWhy | null;
      next: string[];
      paid: number;
      actions: NoticeAction<StandingAct>[];
      /** It has just been set up. */
      isNew?: true;
    })
  /** `from`: how many of `all` come before these. `more`: the button that shows the next ones, until the last. */
  | { kind: 'standings'; items: StandingItem[]; from: number; all: number; more: string | null }
  /** To the payer: there was not enough for what was due. Without actions: it is over, as `state` says. */
  | (StandingView & {
      kind: 'standing_failed';
      reference: string;
      /** ISO 8601: which one. */
      due_at: string;
      state: 'due' | 'placed' | 'skipped';
      /** ISO 8601: the next try. */
      retry_at: string | null;
      actions: NoticeAction<'pay' | 'skip'>[];
    })
  /** To the payer: one was left out, or all are, and why. */
  | (StandingView & {
      kind: 'standing_stopped';
      reference: string;
      did: 'skipped' | 'paused' | 'ended';
      why: SkipWhy | StandingWhy;
      due_at: string;
      next: string[];
    })
  /** A word in passing. */
  | { kind: 'standing_done'; did: 'paid' | 'skipped' }
  /** On the receipt of what it paid. `first`: the payee hears of the rhythm once. `missed`: how many dates before it nobody could pay at. */
  | {
      kind: 'standing_receipt';
      reference: string;
      first: boolean;
      repeat: Repeat | null;
      amount: Money;
      missed: number;
    };

type StandingNoticeOf<K extends StandingNotice['kind']> = Extract<StandingNotice, { kind: K }>;

export interface StandingItem extends StandingView {
  reference: string;
  state: StandingState;
  /** ISO 8601; null while it is paused, or when the last payment is still tried. */
  next: string | null;
  /** Opens it. */
  intent: string;
}

/** The form of `/schedule`; `payee`: who is chosen already. */
export interface StandingForm {
  form: 'schedule';
  intent: string;
  payee: Who | null;
}

export interface StandingRefusals {
  /** Somebody, an amount and a date or a rhythm are needed. */
  standing_how: Record<never, never>;
  /** No date, no rhythm. */
  standing_when: Record<never, never>;
  /** Which day of the week, the month or the year. */
  standing_which_day: { unit: Exclude<RepeatUnit, 'day'> };
  /** Said twice. */
  standing_twice: { text: string };
  standing_past: Record<never, never>;
  /** The last day is before the first payment. */
  standing_until: Record<never, never>;
  standing_horizon: { years: number };
  /** More often than once a day. */
  standing_interval: Record<never, never>;
  /** So many payments, or so many days, weeks, months or years between them. */
  standing_count: { limit: number };
  standing_one_payee: Record<never, never>;
  standing_unknown: { text: string };
  /** That cannot be done with one that is so. */
  standing_state: { state: StandingState };
  /** This one has been paid or left out. */
  standing_run_over: { state: 'placed' | 'skipped' };
  standings_too_many: { limit: number };
}
