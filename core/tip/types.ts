/** Tips: what may be asked of them, and what people are told. */
import type { NoticeAction, Origin, PersonView, Shown, Who } from '../common.ts';
import type { Money } from '../money.ts';
import type { Notice } from '../notices.ts';
import type { Conversation, Identity, MessageRef } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';

export interface TipService {
  /** Whether a reaction may be a tip, or the end of one. Most are neither. Looks up nobody. */
  concerns(reaction: Pick<TipReaction, 'conversation' | 'message' | 'emoji' | 'added'>): Promise<boolean>;
  /** A reaction was put on a message, or taken off: it tips, explains itself the first time, undoes, or is nothing. Whatever is said of it is private. */
  react(reaction: TipReaction): Promise<void>;
  /** By a command, a menu or a form. The delivery is the tipper's own note. */
  tip(request: TipRequest): Promise<Result<Shown>>;
  /** As `tip`, for what somebody typed: asks them first where that is wanted, and tips once they have confirmed. */
  ask(request: TipRequest): Promise<Result<{ given: Shown } | { confirm: Notice }>>;
  /** What reactions are worth in a conversation, and whether this person's are tips. */
  tips(person: Identity, where: Conversation): Promise<Extract<TipNotice, { kind: 'tips' }>>;
  /** From now on a person's reactions are tips, or are not. */
  turn(person: Identity, on: boolean): Promise<void>;
  /** An operator says what an emoji is worth in the community of a conversation. `amount` null: nothing. */
  setEmoji(
    by: Identity | null,
    where: Conversation,
    emoji: string,
    amount: Money | null,
  ): Promise<Result<TipEmoji[]>>;
  /** What emoji are worth in the community of a conversation. */
  emojis(where: Conversation): Promise<TipEmoji[]>;
  /** Keeps who wrote messages, where a reaction may be worth something, for platforms whose reactions do not say. */
  wrote(message: Written): Promise<void>;
  authorOf(where: Conversation, message: string): Promise<Pick<Written, 'author' | 'name' | 'isBot'> | null>;
}

export interface TipReaction {
  tipper: Identity;
  /** As the platform gives it. */
  emoji: string;
  added: boolean;
  message: MessageRef;
  /** Who wrote the message; absent where nobody knows. */
  author?: Who;
  /** When, by the platform's clock where it says so. */
  at: Date;
  origin: Origin;
  conversation: Conversation;
}

export interface TipRequest {
  tipper: Identity;
  author: Who;
  /** Exact minor units of `asset`, positive. */
  amount: bigint;
  asset: string;
  /** The message that is tipped; without one, it is for the person. */
  message?: MessageRef;
  origin: Origin;
}

/** Who wrote a message. */
export interface Written {
  conversation: Conversation;
  message: string;
  author: Identity;
  name: string;
  isBot: boolean;
}

/** What one reaction with an emoji is worth. */
export interface TipEmoji {
  emoji: string;
  amount: Money;
}

export type TipState = 'held' | 'settled' | 'claimable' | 'returned' | 'undone' | 'voided';

export type TipNotice =
  /** In the conversation: all the tips of one message, or the one of a command. Edited. */
  | {
      kind: 'tip_tally';
      reference: string;
      author: PersonView;
      /** By emoji; null for what was given without one. */
      lines: { emoji: string | null; count: number; amount: Money }[];
      /** In each currency. */
      totals: Money[];
      /** The first few, and how many there are. */
      tippers: PersonView[];
      people: number;
    }
  /** To the tipper: their latest tips, those that can still be taken back with a button. Edited. */
  | {
      kind: 'tip_note';
      reference: string;
      lines: { author: PersonView; emoji: string | null; amount: Money; state: TipState }[];
      /** How many more there are than the lines say. */
      more: number;
      actions: NoticeAction<'tip_undo'>[];
    }
  /** To somebody whose reaction would have been a tip. Nothing has moved. */
  | {
      kind: 'tip_explained';
      emoji: string;
      amount: Money;
      author: PersonView;
      actions: NoticeAction<'tip_on' | 'tip_on_now'>[];
    }
  /** What reactions are worth here, and whether the reader's are tips. */
  | { kind: 'tips'; on: boolean; emojis: TipEmoji[]; actions: NoticeAction<'tip_on' | 'tip_off'>[] }
  | { kind: 'tips_turned'; on: boolean }
  /** To an operator. */
  | { kind: 'tip_emojis'; emojis: TipEmoji[] }
  /** To whoever took a tip back. */
  | { kind: 'tip_undone'; amount: Money }
  /** To an author, of all the tips since they were last told. `returns_at`: they have to come for it until then. */
  | {
      kind: 'tips_received';
      totals: Money[];
      count: number;
      /** The first few, and how many there are. */
      tippers: PersonView[];
      people: number;
      balances: Money[];
      returns_at?: string;
    };

export interface TipRefusals {
  /** So many in a minute, in a day. */
  tip_limit: { limit: number; per: 'minute' | 'day' };
  /** So much in a day. */
  tip_limit_amount: { limit: Money };
  /** They want to be asked before so much goes, and a reaction has nowhere to ask. */
  tip_by_command: { amount: Money };
  /** It is in a currency of which they have too little. `changes`: a payment would be offered in what they have. */
  tip_other_currency: { author: string; amount: Money; available: Money; changes: boolean };
  tip_emoji_invalid: { text: string };
  /** Reactions are worth something in a community, not in a direct conversation. */
  tip_not_here: Record<never, never>;
}

/** The form of a tip; `author`: whose message it is. Its payload, as JSON, is a {@link TipFormPayload}. */
export interface TipForm {
  form: 'tip';
  intent: string;
  author: string;
}

/** The payload of a `tip_amount` intent, as JSON: the tip that its button gives. `key` is the command's: its buttons have one between them. */
export interface TipIntent {
  key: string;
  author: Who;
  /** Minor units. */
  amount: string;
  asset: string;
  message?: MessageRef;
  conversation: Conversation;
}

export interface TipFormPayload {
  author: Who;
  message: MessageRef;
}
