/** Payments: what may be asked of them, and what people are told. */
import type { NoticeAction, Origin, PersonView, Shown, Who } from '../common.ts';
import type { Money } from '../money.ts';
import type { Notice } from '../notices.ts';
import type { Conversation, Identity, Platform } from '../ports/chat.ts';
import type { Refusal, Result } from '../refusals.ts';

export interface PayService {
  /** Hold, payment rows, the card's delivery and the outbox rows, in one database transaction. */
  authorize(request: PayRequest): Promise<Result<Shown>>;
  /** As `authorize`, for what somebody typed: asks them first where that is wanted (a large amount, a new payee, a foreign currency). */
  ask(request: PayRequest): Promise<Result<Asked>>;
  /** The order that an event with this key has made already. */
  find(key: string): Promise<Shown | null>;
  /** Capture (workers). Idempotent; a payment that may not be captured any more is voided and the payer told. */
  settle(payment: bigint): Promise<void>;
  /** Returns unclaimed money, expires holds that nobody settled. Returns how many payments ended. */
  expireDue(limit: number): Promise<number>;
  /** Whom a person has paid of late who is in one other chat and not in theirs, the last first: to suggest while they type. */
  elsewhere(payer: Identity): Promise<Elsewhere[]>;
}

/** Somebody of another chat, as they are named in a command: `@handle@platform`. */
export interface Elsewhere {
  platform: Platform;
  handle: string;
  name: string;
}

/** Paid, or what its payer is asked before, by themselves: the answer to the question then pays. */
export type Asked = { paid: Shown } | { confirm: Notice };

export interface PayRequest {
  payer: Identity;
  payees: Who[];
  /** Exact minor units of `asset`, positive. */
  amount: bigint;
  asset: string;
  /** What `amount` is: for every payee, or for all together (divided, leftover pennies to the first named). */
  mode: 'each' | 'total';
  memo: string | null;
  origin: Origin;
  /** Who sees the card: everybody in the conversation unless told, or the payer alone (a share of something that has a card of its own). */
  card?: 'private';
  /** What it pays, where that has a record of its own: its capability is asked, with everything locked, whether it may still be paid so. */
  payable?: { kind: string; id: string };
  /** Public ids of those whom a question has named already: where the payees are others by now, `spending_changed`. */
  meant?: string[];
  /** The exchange's quote by which its payer gives another asset for it, by its reference. */
  quote?: string;
  /** For `ask`: the button said whom and how much. */
  seen?: true;
  /** For `ask`: it begins what is then paid again and again by itself. */
  repeats?: true;
}

/**
 * The payload of an intent that pays (`pay_amount`, `pay_confirmed`, `pay_quoted`), as JSON: what pressing its button pays. `key` is the idempotency key of the command that
 * asked which amount was meant, so that of the two buttons and the command itself only one ever pays. `conversation` is where the command was given
 * and where the card goes, wherever the button was pressed.
 */
export interface PayIntent {
  key: string;
  payees: Who[];
  /** Minor units, a decimal string. */
  amount: string;
  asset: string;
  mode: 'each' | 'total';
  memo: string | null;
  conversation: Conversation;
  card?: 'private';
  payable?: PayRequest['payable'];
  meant?: PayRequest['meant'];
  quote?: PayRequest['quote'];
  repeats?: true;
}

export type PaymentState =
  | 'authorized'
  | 'settled'
  | 'claimable'
  | 'returned'
  | 'voided'
  | 'expired'
  | 'reversed';

export interface PaymentLine {
  payee: PersonView;
  amount: Money;
  state: PaymentState;
}

export type PayNotice =
  /** The card in the conversation: pending first, the receipt after, by an edit of the same message. */
  | {
      kind: 'payment';
      reference: string;
      payer: PersonView;
      lines: PaymentLine[];
      total: Money;
      memo: string | null;
      state: PaymentState | 'mixed';
      at: string;
      actions: NoticeAction<'claim' | 'take_back' | 'open_direct'>[];
      /** ISO 8601: when what nobody has claimed goes back. With a claimable line. */
      returns_at?: string;
      /** Why it was voided. */
      reason?: Refusal;
      /** What the payer has now of what they gave, on a card that nobody else sees: it tells all that `payment_sent` would. */
      balance?: Money;
      /** What other capabilities have to say of it. */
      more?: Notice[];
    }
  /** To the payer, privately, after settlement, where the card was for everybody. `waits`: all or some of it has to be claimed first. */
  | {
      kind: 'payment_sent';
      reference: string;
      total: Money;
      balance: Money;
      payees: PersonView[];
      waits?: 'all' | 'some';
      /** What they gave for it, of another asset. */
      sold?: Money;
      /** They asked to be told of payments as large as this one. */
      large?: true;
    }
  /** To a payee. `from` says where it was sent. */
  | {
      kind: 'payment_received';
      reference: string;
      payer: PersonView;
      amount: Money;
      memo: string | null;
      balance: Money;
      claimed: boolean;
      /** What other capabilities have to say of it. */
      more?: Notice[];
    }
  /** To the payer: nobody claimed it, it is back. */
  | {
      kind: 'payment_returned';
      reference: string;
      payee: PersonView;
      amount: Money;
      balance: Money;
    }
  /** To whoever pressed Claim, or Take back. */
  | { kind: 'payment_claimed'; amount: Money }
  | { kind: 'payment_taken_back'; amount: Money }
  /** Without actions: it has been chosen. */
  | { kind: 'choose_amount'; text: string; actions: NoticeAction<'choose_amount'>[] };

/** The form of `/pay`; `payee`: who is chosen already. */
export interface PayForm {
  form: 'pay';
  intent: string;
  payee: Who | null;
}
