/** English, as it is written in Britain: short, plain and kind. */
import type { PayMessages } from './messages.ts';

const until = (date: string | null) => (date === null ? '' : ` It returns on ${date}.`);

export const en: PayMessages = {
  commands: {
    pay: {
      summary: 'Pay somebody, here or in another chat',
      example: '/pay @bob 5 for lunch',
    },
  },
  codes: {
    pay: 'Payment',
    claim: 'Claimed',
    return: 'Returned',
    reverse: 'Reversed',
  },
  states: {
    authorized: 'pending',
    settled: 'paid',
    claimable: 'waiting to be claimed',
    returned: 'returned',
    voided: 'did not go through',
    expired: 'expired',
    reversed: 'reversed',
    mixed: 'partly paid',
  },
  payment: {
    title: {
      authorized: ({ payer, payees, total }) => `${payer} is paying ${payees} ${total}`,
      settled: ({ payer, payees, total }) => `${payer} paid ${payees} ${total}`,
      claimable: ({ payer, payees, total }) => `${payer} has ${total} for ${payees}`,
      mixed: ({ payer, payees, total }) => `${payer} sent ${payees} ${total}`,
      returned: ({ payer, payees, total }) => `${total} for ${payees} went back to ${payer}`,
      voided: ({ payer, payees, total }) => `${payer} did not pay ${payees} ${total}`,
      expired: ({ payer, payees, total }) => `${payer} did not pay ${payees} ${total} in time`,
      reversed: ({ payer, payees, total }) => `${payer} got ${total} back from ${payees}`,
    },
    waiting: (payee, date) => `Waiting for ${payee} to claim it.${until(date)}`,
    waitingMany: (date) =>
      `Some of it is waiting to be claimed.${date === null ? '' : ` What nobody claims returns on ${date}.`}`,
    memo: (memo) => `“${memo}”`,
  },
  sent: {
    title: ({ payees, total }) => `You sent ${payees} ${total}`,
    waits: ({ payees, total }) => `Your ${total} is waiting for ${payees}`,
    sold: (amount) => `You gave ${amount} for it.`,
    large:
      'You wanted to be told of payments as large as this. If it was not you, tell the operator at once.',
  },
  received: {
    title: (payer, amount) => `${payer} paid you ${amount}`,
    claimed: 'It was waiting for you, and is yours now.',
  },
  returned: {
    title: (payee, amount) => `${amount} for ${payee} is back with you`,
    unclaimed: 'Nobody claimed it in time.',
  },
  which: {
    title: 'Which amount do you mean?',
    wrote: (text) => `You wrote “${text}”, and that can be read in two ways. Nothing has been paid yet.`,
    done: 'Thank you, that is clear now.',
  },
  buttons: {
    claim: (amount) => (amount === null ? 'Claim' : `Claim ${amount}`),
    takeBack: 'Take back',
  },
  toasts: {
    claimed: (amount) => `${amount} is yours`,
    takenBack: (amount) => `${amount} is back with you`,
  },
  form: {
    title: 'Send money',
    submit: 'Send',
    who: 'To',
    amount: 'Amount',
    amountPlaceholder: '5.00, or 5 EUR',
    split: 'With several people',
    splitPlaceholder: 'each or total',
    memo: 'For',
    memoPlaceholder: 'lunch',
  },
};
