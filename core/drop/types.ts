/** Drops: what may be asked of them, and what people are told. */
import type { NoticeAction, Origin, PersonView, Shown } from '../common.ts';
import type { Money } from '../money.ts';
import type { Notice } from '../notices.ts';
import type { Conversation, Identity, MessageRef } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';

export interface DropService {
  /** Wallet to escrow, the drop with its shares, and its card, in one database transaction. */
  give(request: DropRequest): Promise<Result<Shown>>;
  /** Gives it; or first asks the giver, where they want to be asked, and gives it once they have confirmed. */
  ask(request: DropRequest): Promise<Result<{ given: Shown } | { confirm: Notice }>>;
  /** Returns what is left of drops whose time is over. Returns how many ended. */
  expireDue(limit: number): Promise<number>;
  /** What the bank asks of whoever takes from a drop. Operators only. */
  rules(by: Identity): Promise<Result<DropRules>>;
  /** Changes what is named, and says how it stands now. Operators only. */
  setRules(by: Identity, change: Partial<DropRules>, key: string): Promise<Result<DropRules>>;
}

/** `random`: every way of dividing is as likely as any other. `even`: equal to the minor unit, what is left over to those who come first. */
export type DropMode = 'random' | 'even';

export interface DropRequest {
  giver: Identity;
  /** Of all shares together: exact minor units of `asset`, positive. */
  amount: bigint;
  asset: string;
  /** For how many people. */
  shares: number;
  mode: DropMode;
  memo: string | null;
  /** How long it may be taken from; null for as long as is usual. */
  lasts_ms: number | null;
  /** How old a claimer's account on its platform must be, where that is known, whatever the bank asks. */
  account_age_ms: number;
  origin: Origin;
  /** The card is there already, and becomes the drop's. */
  message?: MessageRef;
}

/**
 * The payload of an intent that gives (`drop_amount`, `drop_confirmed`), as JSON: what pressing its button gives. `key` is the idempotency key of the command that asked
 * which amount was meant, so that of two buttons only one ever gives.
 */
export interface DropIntent extends Omit<DropRequest, 'giver' | 'amount' | 'origin'> {
  key: string;
  /** Minor units, a decimal string. */
  amount: string;
  conversation: Conversation;
}

export interface DropRules {
  /** Of the claimer's account on its platform, where the platform tells its age. 0: none. */
  account_age_ms: number;
  /** Since the claimer first spoke to us. 0: also whoever never did. */
  member_age_ms: number;
  /** Drops that one person may take from within 24 hours; null: as many as there are. */
  claims_a_day: number | null;
}

export type DropState = 'open' | 'emptied' | 'expired' | 'cancelled';

export interface DropClaim {
  person: PersonView;
  amount: Money;
  /** Nobody had more. Said when it is over, and of random shares only. */
  best?: true;
}

export interface DropRefusals {
  /** Nothing, or not all, of what a drop needs was said. */
  drop_incomplete: Record<never, never>;
  drop_unexpected: { text: string };
  drop_shares_invalid: { text: string; limit: number };
  /** Every share is of one minor unit at least. */
  drop_too_small: { total: Money; shares: number };
  drop_duration_invalid: { shortest_ms: number; longest_ms: number };
  /** In a conversation of two there is nobody to take it. */
  drop_needs_group: Record<never, never>;
  drop_own: Record<never, never>;
  /** `needs_ms`: how old the account would have to be. */
  drop_account_too_new: { needs_ms: number };
  drop_member_too_new: { needs_ms: number };
  drop_claims_exhausted: { limit: number };
}

export type DropNotice =
  /** The card in the conversation, edited with every claim. */
  | {
      kind: 'drop';
      reference: string;
      giver: PersonView;
      total: Money;
      left: Money;
      shares: number;
      mode: DropMode;
      memo: string | null;
      state: DropState;
      /** ISO 8601. */
      at: string;
      ends_at: string;
      /** In the order in which they came. */
      claims: DropClaim[];
      actions: NoticeAction<'drop_claim' | 'drop_cancel'>[];
    }
  /** Sent out of an inline question, and not given yet: its giver is asked first (`asked`), or it was refused, which they hear in private. */
  | { kind: 'drop_unsent'; giver: PersonView; total: Money; state: 'asked' | 'refused' }
  /** To whoever pressed. `again`: they had it already. */
  | { kind: 'drop_claimed'; amount: Money; again: boolean }
  | { kind: 'drop_gone'; shares: number }
  | { kind: 'drop_taken_back'; amount: Money }
  /** To the giver: its time is over, and this is back. */
  | { kind: 'drop_returned'; reference: string; amount: Money; balance: Money; taken: number; shares: number }
  /** To an operator. */
  | ({ kind: 'drop_rules' } & DropRules);

/** The form of `/drop`. */
export interface DropForm {
  form: 'drop';
  intent: string;
}
