/** Subscriptions to creators: what may be asked of them, and what people are told. */
import type { NoticeAction, Origin, PersonView, Shown, Who } from '../common.ts';
import type { Money } from '../money.ts';
import type { Identity } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';

export interface SubscriptionService {
  /** By a creator: from now on one can subscribe at this price, in the place of a tier of the same name. Shows their card where they are. */
  offer(request: TierRequest): Promise<Result<Shown>>;
  /** By a creator: nobody else subscribes to the tier of this name. Whoever has goes on. */
  close(act: { by: Identity; name: string | null }): Promise<Result<CreatorNotice>>;
  /** To a creator, what they offer and what came of it. */
  own(by: Identity): Promise<CreatorNotice>;
  /** What somebody offers, with the buttons to subscribe. */
  find(by: Identity, creator: Who): Promise<Result<CreatorNotice>>;
  /** What somebody has subscribed to and still may see. */
  list(identity: Identity): Promise<Extract<SubscriptionNotice, { kind: 'subscriptions' }>>;
  /** By a subscriber: it is not renewed any more. */
  cancel(act: { by: Identity; reference: string; origin: Origin }): Promise<Result<SubscriptionView>>;
  /** Renews, tries again, reminds and ends what is due. Returns how many there were. */
  runDue(limit: number): Promise<number>;
}

type CreatorNotice = Extract<SubscriptionNotice, { kind: 'creator' }>;
type SubscriptionView = Extract<SubscriptionNotice, { kind: 'subscription' }>;

export interface TierRequest {
  creator: Identity;
  /** A month: exact minor units of `asset`, positive. */
  price: bigint;
  asset: string;
  name: string | null;
  origin: Origin;
}

export type SubscriptionState = 'active' | 'cancelled' | 'ended';

export interface TierView {
  name: string | null;
  price: Money;
  /** Subscribes; on the creator's own page, closes it. */
  intent: string;
}

export interface SubscriptionItem {
  reference: string;
  creator: PersonView;
  name: string | null;
  price: Money;
  state: SubscriptionState;
  /** ISO 8601: when it renews, or ends where it was cancelled. */
  until: string;
  /** The renewal could not be paid, and is tried until this moment. */
  tried_until: string | null;
  actions: NoticeAction<'cancel'>[];
}

export type SubscriptionNotice =
  /** What a creator offers. */
  | {
      kind: 'creator';
      creator: PersonView;
      /** Something is for sale of theirs, which a subscription opens. */
      sells: boolean;
      tiers: TierView[];
      /** To themselves alone. `earned`: less what they gave back. */
      own?: { subscribers: number; earned: Money[] };
    }
  /** To its subscriber. */
  | ({ kind: 'subscription' } & SubscriptionItem)
  | { kind: 'subscriptions'; items: SubscriptionItem[] }
  /** Not a card of its own: its lines stand on the payment's, which the creator reads, too. `until`: as far as this payment pays it. */
  | { kind: 'subscription_receipt'; reference: string; price: Money; until: string; renews: boolean }
  /** To its subscriber, once for each renewal: it could not be paid. */
  | { kind: 'subscription_failed'; reference: string; creator: PersonView; price: Money; tried_until: string }
  /** To its subscriber. */
  | {
      kind: 'subscription_ended';
      reference: string;
      creator: PersonView;
      name: string | null;
      why: 'asked' | 'funds' | 'refused' | 'self';
    }
  /** To its subscriber, some days before. */
  | { kind: 'subscription_renews'; reference: string; creator: PersonView; price: Money; at: string }
  /** A word in passing. */
  | { kind: 'subscription_done'; did: 'subscribed' };

export interface SubscriptionRefusals {
  creator_how: Record<never, never>;
  subscribe_how: Record<never, never>;
  /** Nobody can subscribe to them, or not to what is called so. */
  subscription_none: { creator: string };
  subscription_tier_unknown: Record<never, never>;
  /** It was closed, or its price is another one by now. */
  subscription_closed: Record<never, never>;
  subscription_running: { until: string };
  subscription_unknown: { text: string };
  subscription_over: Record<never, never>;
  subscription_tiers_too_many: { limit: number };
}
