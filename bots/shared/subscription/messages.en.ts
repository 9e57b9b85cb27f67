/** English, as it is written in Britain: short, plain and kind. */
import type { SubscriptionMessages } from './messages.ts';

export const en: SubscriptionMessages = {
  commands: {
    creator: { summary: 'Let people subscribe to all that you sell', example: '/creator 5 a month Gold' },
    subscribe: { summary: 'Subscribe to somebody, month by month', example: '/subscribe @bob' },
    subscriptions: {
      summary: 'What you have subscribed to, and how to cancel it',
      example: '/subscriptions',
    },
  },
  options: {
    action: 'What to do',
    reference: 'The subscription’s code, such as sub_7KQ2M9XDA4',
    tier: 'What it is called, where you offer several',
  },
  refusals: {
    creator_how: () => ({
      title: 'What is it to cost a month?',
      hint: 'Like /creator 5 a month, or /creator 9 a month Gold.',
    }),
    subscribe_how: () => ({ title: 'To whom would you like to subscribe?', hint: 'Like /subscribe @bob.' }),
    subscription_none: ({ creator }) => ({
      title: `${creator} offers no subscription`,
      hint: 'Whoever wants to does so with /creator 5 a month.',
    }),
    subscription_tier_unknown: () => ({
      title: 'You offer no such subscription',
      hint: '/creator shows what you offer.',
    }),
    subscription_closed: () => ({
      title: 'This is no longer offered',
      hint: '/subscribe shows what is. Nothing was charged.',
    }),
    subscription_running: ({ until }, { day }) => ({
      title: `You have subscribed already, until ${day(until)} at least`,
      hint: '/subscriptions shows what you have. Nothing was charged.',
    }),
    subscription_unknown: ({ text }) => ({
      title: `I do not know which subscription “${text}” is`,
      hint: '/subscriptions shows yours, each with its code.',
    }),
    subscription_over: () => ({
      title: 'This subscription is cancelled or over',
      hint: '/subscriptions shows what you have.',
    }),
    subscription_tiers_too_many: ({ limit }) => ({
      title: `You can offer ${limit} subscriptions at a time`,
      hint: 'Close one first, with /creator stop and its name.',
    }),
  },
  unnamed: 'Subscription',
  month: (price) => `${price} a month`,
  creator: {
    title: (name) => `Subscribe to ${name}`,
    line: (name) => `Everything that ${name} sells with /paywall, for as long as you like. Cancel any time.`,
    promise: (name) =>
      `${name} sells nothing with /paywall so far: what comes is open to you, for as long as you like. Cancel any time.`,
    closed: 'Nobody can subscribe just now. Whoever has goes on.',
    start: ({ name, price }) =>
      name === null ? `Subscribe for ${price} a month` : `${name}: ${price} a month`,
    close: (name) => `Close ${name}`,
    ownTitle: 'What you offer',
    ownEmpty: 'Nobody can subscribe to you yet',
    ownStart:
      'Say what it costs with /creator 5 a month. Whoever subscribes sees all that you sell with /paywall.',
    ownPromise: 'You sell nothing with /paywall so far, and your card says so.',
    subscribers: (count, language) =>
      language.plural(count, {
        '=0': 'nobody has subscribed yet',
        one: 'one subscriber',
        other: '# subscribers',
      }),
    earned: (amounts) => `You have earned ${amounts} with subscriptions.`,
  },
  subscription: {
    title: (creator) => `You subscribe to ${creator}`,
    ended: (creator) => `Your subscription to ${creator} is over`,
    renews: (date) => `renews on ${date}`,
    runs: (date) => `cancelled, runs until ${date}`,
    tried: (date) => `could not be paid, tried until ${date}`,
    cancel: 'Cancel subscription',
  },
  list: {
    title: 'Your subscriptions',
    empty: 'You have subscribed to nobody',
    start: '/subscribe @bob shows what Bob offers.',
    cancel: (creator) => `Cancel ${creator}`,
  },
  receipt: {
    title: 'Subscription',
    renews: ({ reference, price, date }) =>
      `A subscription for ${price}: paid until ${date}, then it renews by itself. Its subscriber can cancel any time, with /subscriptions. ${reference}`,
    ends: ({ reference, price, date }) => `A subscription for ${price}: paid until ${date}. ${reference}`,
  },
  failed: {
    title: (creator, price) => `Your subscription to ${creator} could not be renewed for ${price}`,
    line: (date) =>
      `I shall try again until ${date}; until then it goes on. Have enough by then, or it ends.`,
  },
  over: {
    asked: (creator) => `Your subscription to ${creator} has ended, as you wished`,
    funds: (creator) => `Your subscription to ${creator} has ended: there was not enough to renew it`,
    refused: (creator) => `Your subscription to ${creator} has ended: it could not be renewed`,
    self: (creator) => `One of your subscriptions to ${creator} has ended: you had two, or they are you`,
  },
  again: (command) => `Subscribe again any time: ${command}`,
  renews: {
    title: (creator, price, date) => `Your subscription to ${creator} renews for ${price} on ${date}`,
    line: (reference) => `To cancel it: /subscriptions cancel ${reference}`,
  },
  done: { subscribed: 'Subscribed: all that they sell is open to you now' },
};
