/** People: who somebody is in how many chats, and what they are told of it. */
import type { NoticeAction, PersonView, Who } from '../common.ts';
import type { GivenPin } from '../guard.ts';
import type { LanguageCode } from '../languages.ts';
import type { Money } from '../money.ts';
import type { Conversation, Identity } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';
import type { MissedPlace } from './missed.ts';

export interface PeopleService {
  /** Every event from a person goes through here first: creates or updates them, binds what waited for their handle, claims what waits for them. */
  seen(actor: Actor, where: Conversation): Promise<SeenPerson>;
  /** What could not be delivered to them before, as messages to be shown now, beside the answer to an event. Each is given out once. */
  tellMissed(identity: Identity, place: MissedPlace): Promise<bigint[]>;
  /** The person behind an identity, null when never seen and never paid. */
  find(identity: Identity): Promise<PersonView | null>;
  /** Whether anybody at all is known here. */
  anybody(): Promise<boolean>;
  resolve(who: Who, speaker: Identity): Promise<Result<PersonView>>;
  /** Refused with `pin_required` where they have a PIN and it was not given. */
  linkCode(person: Identity, given?: GivenPin | null): Promise<Result<{ code: string; expires_at: string }>>;
  /** `identity`'s person and the code's person become one, at once, without a question and without a word: for whoever knows that both are one. */
  link(identity: Identity, code: string, key: string): Promise<Result<Linked>>;
  /** A code that a person gave in a chat. `always` ask before joining (they may not have typed it), or only those who have money. */
  redeem(
    identity: Identity,
    code: string,
    key: string,
    ask: 'always' | 'with_money',
  ): Promise<Result<Redeemed>>;
  /** Whether a direct message goes through to them, as its platform has just said. What could not be delivered is due again where it does. */
  setReachable(identity: Identity, reachable: boolean): Promise<void>;
  /**
   * Whether it is to be said in a group now, for all to see, that somebody has been answered in their own chat (or, not `reachable`, cannot be):
   * once in a while, and then not again in any process.
   */
  mayPoint(identity: Identity, where: Conversation, reachable: boolean): Promise<boolean>;
}

export interface Actor {
  identity: Identity;
  name: string;
  /** Null: the platform would tell it, and they have none any more. Absent: it did not say. */
  handle?: string | null;
  locale?: string;
  /** IANA name, where the platform tells it. */
  timeZone?: string;
  /** ISO 8601: when the platform's account was made, where the platform tells. */
  accountSince?: string;
}

export interface SeenPerson {
  person: PersonView;
  identity: Identity;
  /** BCP 47. */
  locale: string;
  /** No platform ever told us theirs, `locale` is our default: it must not decide what `1.000` means. */
  localeAssumed?: true;
  /** BCP 47: what this chat said last, whatever they chose. */
  toldLocale?: string;
  /** IANA name, where anybody told. */
  zone?: string;
  frozen: boolean;
  operator: boolean;
  /** First contact through this identity. */
  isNew: boolean;
  /** What waited for this person and has been claimed by this contact. */
  claimed: Money[];
  /** Of this, what the bank had given their name. What somebody paid them, they are told by a message of its own. */
  untold: Money[];
  /** There is something that could not be delivered before. */
  missed: boolean;
  /** Whether the last direct message to them, or from them, went through. */
  reachable: boolean;
}

/** One person now, with what they have. */
export interface Linked {
  person: PersonView;
  balances: Money[];
}

/** What became of a code: the chats are linked, or the redeemer (who has `balances`) is asked by a button whether they are `owner`, too. */
export type Redeemed =
  | ({ did: 'linked' } & Linked)
  | { did: 'asked'; owner: PersonView; balances: Money[]; intent: string };

export type PeopleNotice =
  /** On their own page: which chats are theirs. */
  | { kind: 'chats'; person: PersonView; actions: NoticeAction<'link_another'>[] }
  | { kind: 'welcome'; person: PersonView; claimed: Money[] }
  | { kind: 'link_code'; code: string; expires_at: string }
  /** To whoever redeems a code, before anything is joined: `owner` made it, `balances` are what the redeemer would share. */
  | { kind: 'link_question'; owner: PersonView; balances: Money[]; actions: NoticeAction<'link'>[] }
  | { kind: 'linked'; person: PersonView; balances: Money[] }
  /** To whose code it was: `person` has joined them, as they were before. */
  | { kind: 'link_joined'; person: PersonView; balances: Money[] };

export interface Person {
  id: bigint;
  /** `prs_…`: also the owner of their accounts. */
  public_id: string;
  name: string;
  /** The most recently active first. */
  identities: PersonView['identities'];
  frozen: boolean;
  /** Has ever contacted us. */
  met: boolean;
}

/** A person by one of their identities. */
export interface KnownIdentity extends Person {
  identity: bigint;
  display_name: string;
  handle: string | null;
  /** BCP 47: of the language that they chose, or else as the platform tells. */
  locale: string | null;
  /** As the platform tells. */
  told_locale: string | null;
  /** What they chose. */
  language: LanguageCode | null;
  /** IANA name, as the platform told it. */
  time_zone: string | null;
  /** By whose clock they live, as far as anybody told. */
  zone: string | null;
  reachable: boolean;
  seen_at: Date | null;
  account_since: Date | null;
  /** Something can be claimed. */
  waiting: boolean;
  /** A message could not be delivered. */
  missed: boolean;
}

/** A handle in lower case, of any tenant where that is null. */
export interface HandleName {
  platform: Identity['platform'];
  tenant: string | null;
  handle: string;
}

export interface Bearer {
  identity: Identity;
  person: Person;
}
