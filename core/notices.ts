/**
 * What core tells a person, in domain words: no markup, no platform. Plain JSON, because it is stored until it is delivered.
 * The bots turn a notice into a card (bots/shared/views, one view per kind).
 */
import type { Money } from './money.ts';
import type { Identity } from './ports/chat.ts';
import type { Refusal } from './refusals.ts';

/** A person as others may see them: a name, with the stable ids behind it. */
export interface PersonView {
  id: string;
  /** As in the chat where they were last active. */
  name: string;
  /** Each with what they are called there. */
  identities: (Identity & { name?: string })[];
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

/** A button: what it is for, and the opaque key into the intents table (at most 32 bytes of ASCII). */
export interface NoticeAction {
  action: 'claim' | 'take_back' | 'choose_amount' | 'link' | 'open_direct';
  intent: string;
  amount?: Money;
}

export interface HistoryLine {
  at: string;
  reference: string;
  /** Signed: negative went out. */
  amount: Money;
  balance: Money;
  counterparty: PersonView | null;
  code: string;
  memo: string | null;
}

export type Notice =
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
      actions: NoticeAction[];
      /** ISO 8601: when what nobody has claimed goes back. With a claimable line. */
      returns_at?: string;
      /** Why it was voided. */
      reason?: Refusal;
    }
  /** To the payer, privately, after settlement. `waits`: all or some of it has to be claimed first. */
  | {
      kind: 'payment_sent';
      reference: string;
      total: Money;
      balance: Money;
      payees: PersonView[];
      waits?: 'all' | 'some';
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
    }
  /** To the payer: nobody claimed it, it is back. */
  | {
      kind: 'payment_returned';
      reference: string;
      payee: PersonView;
      amount: Money;
      balance: Money;
    }
  | {
      kind: 'balance';
      balances: { balance: Money; held: Money; available: Money }[];
      person: PersonView;
      frozen: boolean;
    }
  | { kind: 'history'; lines: HistoryLine[]; person: PersonView }
  | { kind: 'help'; commands: string[]; operator: boolean }
  | { kind: 'welcome'; person: PersonView; claimed: Money[] }
  | { kind: 'link_code'; code: string; expires_at: string }
  /** To whoever redeems a code, before anything is joined: `owner` made it, `balances` are what the redeemer would share. */
  | { kind: 'link_question'; owner: PersonView; balances: Money[]; actions: NoticeAction[] }
  | { kind: 'linked'; person: PersonView; balances: Money[] }
  /** To whose code it was: `person` has joined them, as they were before. */
  | { kind: 'link_joined'; person: PersonView; balances: Money[] }
  | { kind: 'choose_amount'; text: string; actions: NoticeAction[] }
  | { kind: 'bank_funded'; person: PersonView; amount: Money; balance: Money; reference: string }
  | { kind: 'bank_frozen'; person: PersonView; frozen: boolean }
  /** In a group where the private answer went to the direct conversation (or could not). */
  | { kind: 'answered_privately'; reachable: boolean }
  | { kind: 'refusal'; refusal: Refusal }
  /** Several notices for one person in one message: what could not be delivered earlier. */
  | { kind: 'missed'; notices: Notice[] };

export type NoticeKind = Notice['kind'];
export type NoticeOf<K extends NoticeKind> = Extract<Notice, { kind: K }>;
