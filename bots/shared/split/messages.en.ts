/** English, as it is written in Britain: short, plain and kind. */
import type { SplitMessages } from './messages.ts';

const trySplit = 'For example: /split 60 dinner @bob @carol';

export const en: SplitMessages = {
  commands: {
    split: {
      summary: 'Split a bill that you paid: everybody pays you their share',
      example: '/split 60 dinner @bob @carol',
    },
  },
  options: { people: 'Who: @bob @carol; or with parts: @bob x2, @bob 50%, @bob 20' },
  shortcuts: { split: 'Split this', split_global: 'Split a bill' },
  refusals: {
    split_unclear: () => ({
      title: 'How much is the bill, and who shares it?',
      hint: `${trySplit}. Parts go behind a name: x2, 50% or 20. Items: /split items 12 pizza @bob me 8 wine @carol tip 3`,
    }),
    split_mixed: () => ({
      title: 'Please give everybody the same kind of part',
      hint: 'Shares (@bob x2 @carol x1), percent (@bob 50% @carol 25%) or amounts (@bob 20 @carol 10). What is left is yours.',
    }),
    split_twice: ({ person }) => ({ title: `${person} is in it twice`, hint: 'One part for each, please.' }),
    split_sum: ({ given, total }, { money }) => ({
      title: `The parts come to ${money(given)}, and the bill is ${money(total)}`,
    }),
    split_percent: ({ given }) => ({ title: `That comes to ${given}%, and it should be 100%` }),
    split_nobody: () => ({ title: 'Then nobody would owe anything', hint: trySplit }),
    split_not_in: () => ({
      title: 'You are not in this split',
      hint: 'Where there is a Join button, press it first.',
    }),
    split_own: () => ({ title: 'You paid the bill: the others pay you' }),
    split_locked: () => ({
      title: 'It is locked',
      hint: 'Who owes how much stands now: nobody joins or leaves any more.',
    }),
    split_closed: () => ({
      title: 'Everybody has a part of their own here',
      hint: 'Please ask whoever paid the bill to split it anew.',
    }),
    split_changed: () => ({
      title: 'The shares have just changed',
      hint: 'Please look at the card once more.',
    }),
    split_paid: () => ({
      title: 'Somebody has paid already, so it cannot be called off',
      hint: 'What they paid can be given back by /refund.',
    }),
  },
  listChoice: 'Show my open splits',
  title: {
    open: (owner, total) => `${owner} splits ${total}`,
    locked: (owner, total) => `${owner} splits ${total}`,
    settled: (owner, total) => `Everybody has paid ${owner}: ${total} is split`,
    cancelled: (owner, total) => `${owner} called off the split of ${total}`,
    expired: (owner, total) => `The time for ${owner}’s split of ${total} is over`,
  },
  memo: (memo) => `“${memo}”`,
  how: (owner, takesPart) =>
    takesPart
      ? `${owner} paid the bill and has a share of it; the others pay ${owner} theirs.`
      : `${owner} paid the bill and has no share of it; everybody pays ${owner} theirs.`,
  alone: 'Nobody else is in it yet: press Join to take a share.',
  mine: {
    owe: (amount, owner) => `Your share is ${amount}. ${owner} has paid the bill.`,
    pending: (amount) => `Your ${amount} is on its way.`,
    paid: (amount) => `You have paid your share of ${amount}.`,
    out: 'You are not in it.',
  },
  givenBack: (amount) => `${amount} given back`,
  backAgain: (amount, asked) =>
    asked ? `${amount} was given back, so it is open again.` : `${amount} was given back.`,
  progress: (paid, all, missing) =>
    paid < all
      ? `${paid} of ${all} ${all === 1 ? 'has' : 'have'} paid, ${missing} is still open.`
      : all === 1
        ? 'It is all paid.'
        : `All ${all} have paid.`,
  over: {
    cancelled: 'Nobody owes anything.',
    expired: 'Nothing more is asked for.',
  },
  states: {
    own: 'paid the bill',
    open: 'open',
    pending: 'on its way',
    paid: 'paid ✓',
    unpaid: 'not paid',
  },
  percent: (value) => `${value}%`,
  modes: {
    equal: 'equal parts',
    shares: 'by shares',
    percent: 'by percent',
    exact: 'by amounts',
    items: 'by items',
  },
  until: (day) => `until ${day}`,
  buttons: {
    pay: 'Pay my share',
    payAmount: (amount) => `Pay ${amount}`,
    payTo: (amount, owner) => `Pay ${owner} ${amount}`,
    join: 'Join',
    leave: 'Leave',
    lock: 'Lock',
    cancel: 'Call off',
  },
  list: {
    title: 'Open splits',
    none: 'No open splits',
    noneHint: trySplit,
    owes: (amount) => `you owe ${amount}`,
    missing: (amount) => `${amount} still to come`,
    waiting: 'nobody has joined yet',
  },
  expired: {
    title: (missing) => `${missing} of your split was not paid`,
    nobody: () => 'Nobody joined your split',
    unpaid: (people) => `Not paid: ${people}.`,
    hint: 'Its time is over, and nobody is asked any more. /split opens a new one.',
  },
  inline: { title: (total) => `Split ${total}`, sending: 'One moment …' },
  form: {
    title: 'Split a bill',
    submit: 'Split',
    amount: 'The bill',
    amountPlaceholder: '60.00, or 60 EUR',
    who: 'Who shares it with you',
    memo: 'For',
    memoPlaceholder: 'dinner',
    parts: 'Other parts than equal ones, or items',
    partsPlaceholder: '@bob x2 @carol x1, or 50%, or 20; or items: 12 pizza @bob me',
  },
};
