import type { SubscriptionItem, SubscriptionRefusals } from '../../../../core/index.ts';
import { at, crowd, everyone, evil, huge, person, type RefusalSamples, type Samples } from './kit.ts';

const pounds = (minor: string) => ({ minor, asset: { code: 'GBP', exponent: 2 } });
const alice = person('Alice');
const reference = 'sub_7KQ2M9XDA4';
const intent = 'i'.repeat(32);

export const subscriptionRefusals: RefusalSamples<keyof SubscriptionRefusals> = {
  creator_how: {},
  subscribe_how: {},
  subscription_none: { creator: evil },
  subscription_tier_unknown: {},
  subscription_closed: {},
  subscription_running: { until: at },
  subscription_unknown: { text: evil },
  subscription_over: {},
  subscription_tiers_too_many: { limit: 5 },
};

const item = (more: Partial<SubscriptionItem> = {}): SubscriptionItem => ({
  reference,
  creator: alice,
  name: 'Gold',
  price: pounds('500'),
  state: 'active',
  until: at,
  tried_until: null,
  actions: [{ action: 'cancel', intent }],
  ...more,
});

const tier = (name: string | null, minor: string) => ({ name, price: pounds(minor), intent });

export const subscriptions: Samples<
  | 'creator'
  | 'subscription'
  | 'subscriptions'
  | 'subscription_receipt'
  | 'subscription_failed'
  | 'subscription_ended'
  | 'subscription_renews'
  | 'subscription_done'
> = {
  creator: [
    { kind: 'creator', creator: alice, sells: true, tiers: [tier('Silver', '300'), tier('Gold', '900')] },
    { kind: 'creator', creator: alice, sells: false, tiers: [tier(null, '500')] },
    { kind: 'creator', creator: alice, sells: false, tiers: [] },
    {
      kind: 'creator',
      creator: alice,
      sells: true,
      tiers: [tier('Silver', '300'), tier('Gold', '900')],
      own: { subscribers: 3, earned: [pounds('1500')] },
    },
    { kind: 'creator', creator: alice, sells: false, tiers: [], own: { subscribers: 0, earned: [] } },
    {
      kind: 'creator',
      creator: alice,
      sells: false,
      tiers: [tier(null, '500')],
      own: { subscribers: 1, earned: [] },
    },
    {
      kind: 'creator',
      creator: everyone,
      sells: true,
      tiers: Array.from({ length: 5 }, () => ({ name: evil, price: huge, intent })),
    },
    {
      kind: 'creator',
      creator: everyone,
      sells: true,
      tiers: Array.from({ length: 5 }, () => ({ name: evil, price: huge, intent })),
      own: { subscribers: 1_000_000, earned: [huge, huge] },
    },
  ],
  subscription: [
    { kind: 'subscription', ...item() },
    { kind: 'subscription', ...item({ state: 'cancelled', actions: [], name: null }) },
    { kind: 'subscription', ...item({ tried_until: at }) },
    { kind: 'subscription', ...item({ state: 'ended', actions: [] }) },
    { kind: 'subscription', ...item({ creator: everyone, name: evil, price: huge }) },
  ],
  subscriptions: [
    { kind: 'subscriptions', items: [] },
    {
      kind: 'subscriptions',
      items: [item(), item({ creator: person('Bob'), state: 'cancelled', actions: [] })],
    },
    {
      kind: 'subscriptions',
      items: crowd.slice(0, 25).map((creator) => item({ creator, name: evil, price: huge })),
    },
  ],
  subscription_receipt: [
    { kind: 'subscription_receipt', reference, price: pounds('500'), until: at, renews: true },
    { kind: 'subscription_receipt', reference, price: huge, until: at, renews: false },
  ],
  subscription_failed: [
    { kind: 'subscription_failed', reference, creator: alice, price: pounds('500'), tried_until: at },
    { kind: 'subscription_failed', reference, creator: everyone, price: huge, tried_until: at },
  ],
  subscription_ended: (['asked', 'funds', 'refused', 'self'] as const).flatMap((why) => [
    { kind: 'subscription_ended', reference, creator: alice, name: 'Gold', why },
    { kind: 'subscription_ended', reference, creator: everyone, name: evil, why },
  ]),
  subscription_renews: [
    { kind: 'subscription_renews', reference, creator: alice, price: pounds('500'), at },
    { kind: 'subscription_renews', reference, creator: everyone, price: huge, at },
  ],
  subscription_done: [{ kind: 'subscription_done', did: 'subscribed' }],
};
