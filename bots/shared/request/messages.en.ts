/** English, as it is written in Britain: short, plain and kind. */
import type { RequestMessages, RequestWords } from './messages.ts';

const example = 'For example: /request @bob 12 for taxi';

/** `Alice’s`, `James’`. */
const of = (name: string) => (/s$/i.test(name) ? `${name}’` : `${name}’s`);

const asks = ({ asker, payers, total }: RequestWords) =>
  payers === null ? `${asker} asks for ${total}` : `${asker} asks ${payers} for ${total}`;
const toSomebody = (payers: string | null) => (payers === null ? '' : ` to ${payers}`);
const onItsWay = ({ asker, total }: RequestWords) => `${total} is on its way to ${asker}`;
const somePaid = ({ asker, total, paid }: RequestWords) => `${asker} got ${paid} of ${total}`;

export const en: RequestMessages = {
  commands: {
    request: {
      summary: 'Ask somebody for money',
      example: '/request @bob 12 for taxi',
    },
    requests: {
      summary: 'See what you are asked for and what you have asked for, privately',
      example: '/requests',
    },
  },
  options: {
    action: 'What to do about it: pay, decline, remind or cancel',
    reference: 'Which request: the code on its card',
  },
  shortcuts: { request: 'Request money' },
  refusals: {
    request_how: () => ({ title: 'Whom do you ask, and for how much?', hint: example }),
    request_unknown: ({ text }) => ({
      title: `You have no request ${text}`,
      hint: 'See /requests for those that are open.',
    }),
    request_over: ({ state }) => ({
      title: {
        paying: 'It is being paid at this moment',
        paid: 'It is paid already',
        declined: 'This request was declined',
        cancelled: 'This request was cancelled',
        expired: 'This request has expired',
        given_back: 'It was paid, and given back',
      }[state],
      hint: 'Nothing has moved.',
    }),
    request_too_much: ({ remaining }, { money }) => ({
      title: `Only ${money(remaining)} is left to pay`,
      hint: 'Nothing has moved.',
    }),
    request_currency: ({ asset }) => ({ title: `This request is in ${asset}` }),
    request_reminded: ({ again_at }, { day, time }) => ({
      title: 'You have reminded them today',
      hint: `You can again on ${day(again_at)} at ${time(again_at)}.`,
    }),
    request_part_how: ({ reference, remaining }, { money }) => ({
      title: `How much of ${money(remaining)}?`,
      hint: `Type it like this: /request pay ${reference} 5`,
    }),
    requests_too_many: ({ limit }) => ({
      title: `You have ${limit} requests open already`,
      hint: 'Cancel some first: /requests shows them.',
    }),
  },
  states: {
    open: 'open',
    part: 'partly paid',
    paying: 'being paid',
    paid: 'paid',
    declined: 'declined',
    cancelled: 'cancelled',
    expired: 'expired',
    given_back: 'given back',
    part_ended: 'partly paid, closed',
    ended: 'closed',
  },
  titles: {
    all: {
      open: asks,
      part: asks,
      paying: onItsWay,
      paid: ({ asker, payers, total }) => `${payers ?? 'Somebody'} paid ${asker} ${total}`,
      declined: ({ asker, payers, total }) =>
        `${payers ?? 'Somebody'} declined ${of(asker)} request for ${total}`,
      cancelled: ({ asker, payers, total }) =>
        payers === null
          ? `${asker} no longer asks for ${total}`
          : `${asker} no longer asks ${payers} for ${total}`,
      expired: ({ asker, payers, total }) =>
        `${of(asker)} request${toSomebody(payers)} for ${total} has expired`,
      given_back: ({ asker, payers, total }) => `${asker} gave ${total} back${toSomebody(payers)}`,
      part_ended: somePaid,
      ended: ({ asker, total }) => `${of(asker)} request for ${total} was not paid`,
    },
    payer: {
      open: ({ asker, total }) => `${asker} asks you for ${total}`,
      part: ({ asker, total }) => `${asker} asks you for ${total}`,
      paying: ({ asker, total }) => `Your ${total} is on its way to ${asker}`,
      paid: ({ asker, total }) => `You paid ${asker} ${total}`,
      declined: ({ asker, total }) => `You declined ${of(asker)} request for ${total}`,
      cancelled: ({ asker, total }) => `${asker} no longer asks you for ${total}`,
      expired: ({ asker, total }) => `${of(asker)} request for ${total} has expired`,
      given_back: ({ asker, total }) => `${asker} gave you ${total} back`,
      part_ended: ({ asker, total, paid }) => `You paid ${asker} ${paid} of ${total}`,
      ended: ({ asker, total }) => `${of(asker)} request for ${total} was not paid`,
    },
    asker: {
      open: ({ payers, total }) =>
        payers === null ? `You ask for ${total}` : `You asked ${payers} for ${total}`,
      part: ({ payers, total }) =>
        payers === null ? `You ask for ${total}` : `You asked ${payers} for ${total}`,
      paying: ({ total }) => `${total} is on its way to you`,
      paid: ({ payers, total }) => `${payers ?? 'Somebody'} paid you ${total}`,
      declined: ({ payers, total }) => `${payers ?? 'Somebody'} declined your request for ${total}`,
      cancelled: ({ total }) => `You cancelled your request for ${total}`,
      expired: ({ total }) => `Your request for ${total} has expired`,
      given_back: ({ payers, total }) => `You gave ${total} back${toSomebody(payers)}`,
      part_ended: ({ total, paid }) => `You got ${paid} of ${total}`,
      ended: ({ total }) => `Your request for ${total} was not paid`,
    },
  },
  reminder: ({ asker, remaining }) => `${asker} reminds you of ${remaining}`,
  memo: (memo) => `“${memo}”`,
  partPaid: ({ paid, total }) => `${paid} of ${total} is paid.`,
  givenBack: (amount) => `${amount} given back`,
  backAgain: (amount, asked) =>
    asked ? `${amount} was given back, so it is open again.` : `${amount} was given back.`,
  until: (date) => `until ${date}`,
  share: (paid, amount) => `${paid} of ${amount}`,
  declined: { title: (payer, amount) => `${payer} declined your request for ${amount}` },
  expired: {
    asker: (payers, amount) => `Your request${toSomebody(payers)} for ${amount} has expired`,
    payer: (asker, amount) => `${of(asker)} request to you for ${amount} has expired`,
  },
  list: {
    title: 'Your open requests',
    empty: 'Nobody is waiting for your money, and you are not waiting for anybody’s.',
    owes: (name) => `${name} asks you`,
    owed: (names) => `You asked ${names}`,
    anybody: 'everybody',
    more: 'Type /requests and a code to open one.',
  },
  payMine: 'Pay my share',
  buttons: {
    pay: (amount) => `Pay ${amount}`,
    pay_part: 'Pay part',
    decline: 'Decline',
    cancel: 'Cancel request',
    remind: 'Remind',
  },
  done: {
    declined: 'You declined, and they will hear of it',
    cancelled: 'Your request is cancelled',
    reminded: 'They have been reminded',
  },
  inline: {
    title: (amount) => `Ask for ${amount}`,
    description: 'The first who taps Pay pays you',
    sending: 'One moment …',
  },
  form: {
    title: 'Request money',
    submit: 'Ask',
    who: 'From',
    amount: 'Amount',
    amountPlaceholder: '12.00, or 12 EUR',
    split: 'With several people',
    splitPlaceholder: 'each or total',
    memo: 'For',
    memoPlaceholder: 'taxi',
  },
  partForm: { title: 'Pay part of it', submit: 'Pay', amount: 'Amount' },
};
