/** Tabs: what may be asked of them, and what people are told. */
import type { NoticeAction, Origin, PersonView, Shown, Who } from '../common.ts';
import type { Asset, Money } from '../money.ts';
import type { Conversation, Identity } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';

export interface TabService {
  /** An expense, and its card in the conversation. Whoever takes part in it is on the tab from then on. */
  add(request: TabExpense): Promise<Result<Shown>>;
  /** Reverses an expense and enters a new one in its place, for all to see. What is not said stays as it was. */
  edit(request: TabEdit): Promise<Result<Shown>>;
  /** Reverses an expense, for all to see. */
  remove(request: TabRequest & { number: number }): Promise<Result<Shown>>;
  /** In which currency an expense is; null where there is none of this number. */
  currencyOf(request: TabRequest & { number: number }): Promise<Asset | null>;
  join(request: TabRequest): Promise<Result<TabNoticeOf<'tab_members'>>>;
  /** What they owe, and what they are owed, stays. */
  leave(request: TabRequest): Promise<Result<TabNoticeOf<'tab_members'>>>;
  /** Where everybody stands. Only reads. */
  show(request: TabRequest): Promise<Result<TabNoticeOf<'tab'>>>;
  /** The newest expenses that count, of the tab of a conversation: to suggest while somebody types. */
  recent(conversation: Conversation): Promise<TabRecent[]>;
  /** Opens a round of settling up: its card has a button by which each debtor pays what is proposed. */
  settle(request: TabRequest): Promise<Result<Shown>>;
  /** All that counts, as Splitwise would write it. */
  export(request: TabRequest): Promise<Result<TabFile>>;
  /** Whether a file of Splitwise can be entered, and if not, why. Nothing is entered. */
  readable(text: string): Result<null>;
  /** Enters what a file of Splitwise has, once. */
  import(request: TabRequest & { text: string }): Promise<Result<Shown>>;
  /** Says who a name of an import is. It is so at once where whoever says it brought the name; else they are asked, by a card in the conversation. */
  match(request: TabMatchRequest): Promise<Result<TabMatched>>;
}

export interface TabRecent {
  number: number;
  amount: Money;
  memo: string | null;
}

/** Who asks, and where: a conversation has one tab. */
export interface TabRequest {
  by: Identity;
  origin: Origin;
}

export interface TabExpense extends TabRequest {
  /** Exact minor units of `asset`, positive. */
  amount: bigint;
  asset: string;
  memo: string | null;
  /** Null: whoever asks. */
  payer: Who | null;
  /** Who shares it equally with whoever paid. Nobody: every person on the tab. */
  among: Who[];
  /** Whoever paid has no share. */
  only: boolean;
}

export interface TabEdit extends TabRequest {
  number: number;
  /** Null: as it was. */
  amount: { minor: bigint; asset: string } | null;
  memo: string | null;
  payer: Who | null;
  /** Nobody: those who shared it before. */
  among: Who[];
  only: boolean;
}

export interface TabFile {
  name: string;
  media_type: string;
  text: string;
}

export interface TabMatchRequest extends TabRequest {
  name: string;
  who: Who;
}

export type TabMatched = { matched: TabMatch } | { asked: Shown };

/** A name of an import, and who it is. */
export interface TabMatch {
  name: string;
  person: PersonView;
}

/** Who is who, of at most so many names at once as a form has fields. */
export interface TabWhoForm {
  form: 'tab_who';
  intent: string;
  names: string[];
}

export interface TabImportForm {
  form: 'tab_import';
  intent: string;
}

/** The payload of a `tab_who_form` intent: which names were asked about, and where. */
export interface TabWhoIntent {
  names: string[];
}

/** The payload of a `tab_amount` intent, as JSON: the expense that its button enters, or the change that it makes to the one of this number. */
export interface TabIntent {
  /** Of the command that is asked about: its buttons have one between them. */
  key: string;
  number: number | null;
  /** Minor units. */
  amount: string;
  asset: string;
  memo: string | null;
  payer: Who | null;
  among: Who[];
  only: boolean;
  conversation: Conversation;
}

/** A part of an expense. */
export interface TabPart {
  person: PersonView;
  amount: Money;
}

export interface TabEntryView {
  number: number;
  amount: Money;
  memo: string | null;
  /** `2026-05-01` */
  day: string;
  /** Who paid. */
  paid: TabPart[];
  /** Whose share is how much. */
  shares: TabPart[];
}

/** `pending`: ordered and not settled yet. `outside`: one of the two is only a name here, and cannot be paid by Tuppence. */
export interface TabDueView {
  debtor: PersonView;
  creditor: PersonView;
  amount: Money;
  state: 'open' | 'pending' | 'paid' | 'outside';
  /** What its creditor has returned of the payment: it is owed again, and stands in the next round. */
  given_back?: Money;
}

/** What somebody gets (positive) or owes (negative), in each currency in which they do. */
export interface TabStanding {
  person: PersonView;
  balances: Money[];
}

export type TabNotice =
  /** Where everybody stands, and how it could be settled. */
  | {
      kind: 'tab';
      members: number;
      standings: TabStanding[];
      plan: TabDueView[];
      actions: NoticeAction<'tab_settle' | 'tab_join'>[];
    }
  /** On somebody's own page: their tabs on which something is open for them, and with whom. */
  | {
      kind: 'tabs';
      tabs: {
        others: PersonView[];
        balances: Money[];
        /** One for each currency in which they may pay their part now. */
        actions: (NoticeAction<'tab_pay'> & { asset: string })[];
      }[];
      more: number;
    }
  /** In the conversation: who changed what. `since`: what has become of it. */
  | {
      kind: 'tab_change';
      did: 'added' | 'edited' | 'deleted';
      reference: string;
      by: PersonView;
      at: string;
      entry: TabEntryView;
      /** What it was before it was edited. */
      before?: TabEntryView;
      since?: 'edited' | 'deleted';
    }
  /** To somebody on the tab whom it concerns and who is in another chat. */
  | { kind: 'tab_news'; change: TabNoticeOf<'tab_change'> }
  /** Settling up: who pays whom. */
  | {
      kind: 'tab_round';
      reference: string;
      by: PersonView;
      dues: TabDueView[];
      state: 'open' | 'closed' | 'done';
      /** One for each currency. */
      actions: (NoticeAction<'tab_pay'> & { asset: string })[];
    }
  /** In the conversation: what an import brought, and the names that nobody has been found for. */
  | {
      kind: 'tab_imported';
      reference: string;
      by: PersonView;
      at: string;
      entries: number;
      totals: Money[];
      names: string[];
      actions: NoticeAction<'tab_who'>[];
    }
  /** In the conversation: who a name is said to be. Whoever imported it knows, and until then nothing moves. */
  | {
      kind: 'tab_match';
      reference: string;
      state: 'asked' | 'confirmed' | 'declined';
      name: string;
      person: PersonView;
      by: PersonView;
      importer: PersonView;
      actions: NoticeAction<'tab_match_yes' | 'tab_match_no'>[];
    }
  /** Names that turned out to be somebody. */
  | { kind: 'tab_matched'; matches: TabMatch[] }
  | { kind: 'tab_export'; file: TabFile }
  /** Who is on the tab now, after somebody came or went. */
  | { kind: 'tab_members'; did: 'joined' | 'left'; person: PersonView; members: PersonView[] }
  /** A word to whoever pressed: their payments are under way. */
  | { kind: 'tab_paid'; total: Money };

export type TabNoticeOf<K extends TabNotice['kind']> = Extract<TabNotice, { kind: K }>;

export interface TabRefusals {
  /** A tab belongs to a group. */
  tab_needs_group: Record<never, never>;
  /** Whoever changes a tab is on it. */
  tab_not_member: Record<never, never>;
  /** Nobody but whoever asks would share it. */
  tab_nobody: Record<never, never>;
  tab_entry_unknown: { number: string };
  /** It has been deleted. */
  tab_entry_deleted: { number: string };
  /** No number of an expense was given. */
  tab_number_missing: Record<never, never>;
  tab_amount_missing: Record<never, never>;
  /** Whether this name is somebody who shares it, or a word of the memo, cannot be told from where it stands. */
  tab_people_where: { name: string };
  tab_unchanged: { number: string };
  tab_members_too_many: { limit: number };
  tab_even: Record<never, never>;
  /** Where there are no forms: how a file is given. */
  tab_import_how: Record<never, never>;
  /** Neither a file nor its text, or both. */
  tab_import_one: Record<never, never>;
  tab_import_unreadable: Record<never, never>;
  /** It lacks its last line. */
  tab_import_unfinished: Record<never, never>;
  tab_import_row: { row: number; text: string };
  tab_import_total: { text: string };
  tab_import_too_long: { limit: number };
  tab_name_unknown: { name: string };
  /** Where there are no forms: who is to be said. */
  tab_who_how: { names: string[] };
}
