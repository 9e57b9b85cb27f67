/** Words that several capabilities share: who somebody is to others, how they are named, where an event came from. */
import type { Asset, Money } from './money.ts';
import type { Conversation, Identity, Platform, ReplyContext } from './ports/chat.ts';

/** A person as others may see them: a name, with the stable ids behind it. */
export interface PersonView {
  id: string;
  /** As in the chat where they were last active. */
  name: string;
  /** Each with what they are called there. */
  identities: (Identity & { name?: string })[];
}

/** How somebody is named in a command. */
export type Who =
  /** `typed`: somebody wrote `platform:tenant:id`, and no platform vouches that there is such a person. */
  | { by: 'identity'; identity: Identity; name?: string; isBot?: boolean; typed?: true }
  /** `@bob` on the speaker's own platform, or `@bob@slack`. Unseen on Telegram: a claimable payee, bound to the stable id at first contact. */
  | { by: 'handle'; handle: string; platform: Platform; tenant: string | null };

/** Where a command came from, and how to answer it. */
export interface Origin {
  /** Idempotency key of the event: the same event never acts twice. */
  key: string;
  conversation: Conversation;
  reply?: ReplyContext;
}

/** A delivery to show at once; whoever cannot, leaves it to the workers. */
export interface Shown {
  reference: string;
  delivery: bigint;
}

/** A button of a notice: what it is for, and the opaque key into the intents table (at most 32 bytes of ASCII). */
export interface NoticeAction<A extends string = string> {
  action: A;
  intent: string;
  amount?: Money;
}

/** `1 EUR = 0.8412 GBP`: to six significant figures, to be read. */
export interface QuotedRate {
  one: Asset;
  /** A decimal. */
  is: string;
  of: Asset;
}
