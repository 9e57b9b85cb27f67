/** Splits: one person has paid a bill, and everybody else owes them a share. What may be asked of them, and what people are told. */
import type { NoticeAction, Origin, PersonView, Shown, Who } from '../common.ts';
import type { Money } from '../money.ts';
import type { Conversation, Identity, MessageRef } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';

export interface SplitService {
  /** Who owes how much, and the card with its buttons; nothing moves yet. The same event opens one. */
  open(request: SplitRequest): Promise<Result<Shown>>;
  /** What somebody still owes, and what they are still owed. */
  list(identity: Identity): Promise<Extract<SplitNotice, { kind: 'split_list' }>>;
  /** Ends those whose time is over. Returns how many. */
  expireDue(limit: number): Promise<number>;
}

/** Somebody of a split: `me` is who has paid the bill. */
export type Party = 'me' | Who;

export interface Part {
  who: Party;
  /** A whole number, positive, as a decimal string: heads, hundredths of a percent, or minor units. */
  weight: string;
}

/** Who owes what. What is left of percents and exact amounts is the part of whoever has paid the bill. */
export type Division =
  | { mode: 'equal'; who: Party[] }
  | { mode: 'shares' | 'percent' | 'exact'; parts: Part[] }
  /** What is in the total and no item (tax, a tip) is spread by what people had. An item of nobody in particular is everybody's. */
  | { mode: 'items'; items: { amount: string; who: Party[] }[] };

export type SplitMode = Division['mode'];

/** Plain JSON. */
export interface Bill {
  /** Minor units of `asset`, positive, a decimal string. */
  total: string;
  asset: string;
  memo: string | null;
  division: Division;
  /** Whether who has paid the bill has a part of it, where the division does not say. */
  withMe: boolean;
}

export interface SplitRequest {
  bill: Bill;
  owner: Identity;
  origin: Origin;
  /** The card is there already (sent by a person out of an inline question), and is edited. */
  message?: MessageRef;
}

/** The payload of a `split_amount` intent: what pressing its button opens, whichever of two readings of the total was meant. */
export interface SplitIntent {
  key: string;
  bill: Bill;
  conversation: Conversation;
}

/** `settled`: everybody has paid. */
export type SplitState = 'open' | 'locked' | 'settled' | 'cancelled' | 'expired';

/** `own`: of whoever has paid the bill; `open`: something is to be paid; `pending`: their payment is on its way. */
export type ShareState = 'own' | 'open' | 'pending' | 'paid';

export interface SplitShare {
  person: PersonView;
  amount: Money;
  /** As in {@link Part}. */
  weight: string;
  state: ShareState;
  /** What is not paid and not on its way. */
  remaining: Money;
  /** What was paid once, and the owner has returned; null for nothing. It is a part of `remaining` until it is paid anew. */
  given_back: Money | null;
}

export type SplitAction = 'split_pay' | 'split_join' | 'split_leave' | 'split_lock' | 'split_cancel';

/** Of somebody's own list: `owes` is what they have not paid of another's bill, `missing` what others have not paid of theirs. */
export interface SplitEntry {
  reference: string;
  owner: PersonView;
  memo: string | null;
  total: Money;
  owes: Money | null;
  missing: Money | null;
  /** Of what is open: what was paid once, and the owner has returned. */
  given_back: Money | null;
  at: string;
}

export type SplitNotice =
  /** The card, in the conversation and with those who do not see it there. */
  | {
      kind: 'split';
      reference: string;
      owner: PersonView;
      mode: SplitMode;
      total: Money;
      memo: string | null;
      state: SplitState;
      shares: SplitShare[];
      at: string;
      expires_at: string;
      actions: NoticeAction<SplitAction>[];
    }
  | { kind: 'split_list'; entries: SplitEntry[]; actions: NoticeAction<'split_pay'>[] }
  /** To who has paid the bill: its time is over, and so much was not paid. */
  | { kind: 'split_expired'; reference: string; memo: string | null; missing: Money; people: PersonView[] };

/** The form of `/split`, filled in as far as is known. */
export interface SplitForm {
  form: 'split';
  intent: string;
  who: Who[];
  memo: string | null;
}

export interface SplitRefusals {
  /** How it is written. */
  split_unclear: Record<never, never>;
  /** Some have a part, an amount or a percentage, and others not, or another kind. */
  split_mixed: Record<never, never>;
  /** Somebody has two parts. */
  split_twice: { person: string };
  /** What the parts come to, and what they should. */
  split_sum: { given: Money; total: Money };
  /** `given` as people write it. */
  split_percent: { given: string };
  /** Nobody would owe anything. */
  split_nobody: Record<never, never>;
  split_not_in: Record<never, never>;
  /** It is their own bill. */
  split_own: Record<never, never>;
  /** It is locked: nobody joins or leaves. */
  split_locked: Record<never, never>;
  /** The parts were said for each: nobody joins. */
  split_closed: Record<never, never>;
  /** Somebody has joined or left just now, so that the share is another one. */
  split_changed: Record<never, never>;
  /** Somebody has paid, so that it stands. */
  split_paid: Record<never, never>;
}
