/** English, as it is written in Britain: short, plain and kind. */
import type { Catalogue } from './catalogue.ts';

const tryPay = 'For example: /pay @bob 5 for lunch';
const until = (date: string | null) => (date === null ? '' : ` It returns on ${date}.`);

export const en: Catalogue = {
  commands: {
    pay: 'Pay somebody, here or in another chat',
    balance: 'See what you have, privately',
    history: 'See your last payments, privately',
    help: 'What Tuppence can do',
    link: 'Use one balance in several chats',
    bank: 'For the operator: add money, freeze an account',
  },
  options: {
    person: 'Who',
    amount: 'How much, for example 5 or 12.50',
    currency: 'Currency, for example EUR',
    more: 'More people, as mentions',
    split: 'With several people: the amount each, or the total of all',
    memo: 'What it is for',
    code: 'The code from your other chat',
    fund: 'Add money to an account',
    freeze: 'Stop money from leaving an account',
    unfreeze: 'Let money leave an account again',
  },
  examples: {
    pay: '/pay @bob 5 for lunch',
    balance: '/balance',
    history: '/history',
    help: '/help',
    link: '/link',
    bank: '/bank fund @bob 100 GBP',
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
  people: (count, { plural }) => plural(count, { one: '# person', other: '# people' }),
  more: (count, { plural }) => plural(count, { one: 'and # more', other: 'and # more' }),
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
  },
  received: {
    title: (payer, amount) => `${payer} paid you ${amount}`,
    claimed: 'It was waiting for you, and is yours now.',
  },
  returned: {
    title: (payee, amount) => `${amount} for ${payee} is back with you`,
    unclaimed: 'Nobody claimed it in time.',
  },
  balance: {
    title: (amount) => `You have ${amount}`,
    titleMany: 'Your balance',
    now: (amount) => `You have ${amount} now.`,
    posted: 'Balance',
    held: 'On its way out',
    available: 'Available',
    availableOf: (amount, held) => `${amount} available (${held} on its way out)`,
    frozen: 'Your account is frozen: nothing can leave it. Please ask the operator.',
  },
  history: {
    title: 'Your last payments',
    empty: 'Nothing yet. Your payments will be listed here.',
    codes: {
      pay: 'Payment',
      fund: 'Cash desk',
      claim: 'Claimed',
      return: 'Returned',
      link: 'Linked chat',
      reverse: 'Reversed',
    },
    to: (name) => `to ${name}`,
    from: (name) => `from ${name}`,
    balance: (amount) => `balance ${amount}`,
  },
  help: {
    title: 'What you can do',
    lead: 'Money moves between people here, on Discord, Slack and Telegram alike.',
  },
  welcome: {
    title: (name) => `Welcome, ${name}`,
    claimed: (amounts) => `${amounts} was waiting for you, and is yours now.`,
    hint: 'Type /balance to see what you have, /pay to pay somebody, and /help for the rest.',
  },
  link: {
    title: (code) => `Your code is ${code}`,
    how: (code, date) => `In your other chat, send me /link ${code} before ${date}.`,
    secret: 'Whoever types it shares your money: never give it to anybody.',
    question: (name) => `Is ${name} you, too?`,
    whose: (name, places) => `This code was made by ${name}, on ${places}.`,
    shares: (amounts) =>
      `From then on both chats share and spend one balance${amounts === null ? '' : `, your ${amounts} included`}.`,
    onlyYou: 'Say yes only if both are you. Somebody else who sent you here would get your money.',
    joined: (name) => `${name} has joined your account`,
    notYou: 'Is that not you? Tell the operator at once.',
    linked: 'Your chats are linked',
    linkedBalance: (amounts) => `They share one balance now: ${amounts}.`,
  },
  which: {
    title: 'Which amount do you mean?',
    wrote: (text) => `You wrote “${text}”, and that can be read in two ways. Nothing has been paid yet.`,
    done: 'Thank you, that is clear now.',
  },
  bank: {
    funded: (name, amount) => `${name} was given ${amount}`,
    fundedBalance: (amount) => `Their balance is ${amount} now.`,
    frozen: (name) => `${name}'s account is frozen`,
    unfrozen: (name) => `${name}'s account is no longer frozen`,
    fundedYou: (amount) => `${amount} is yours`,
    frozenYou: 'Your account is frozen',
    unfrozenYou: 'Your account is no longer frozen',
  },
  privately: {
    title: 'I have answered you in private',
    unreachable: 'I cannot write to you yet',
    hint: 'Open our own chat and press Start; then ask me again.',
  },
  missed: { title: 'While you were away' },
  buttons: { claim: 'Claim', takeBack: 'Take back', link: 'Yes, both are me', openDirect: 'Open our chat' },
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
  refusals: {
    insufficient_funds: ({ needed, available }, { money }) => ({
      title: 'There is not enough in your account',
      hint:
        available === null
          ? `You need ${money(needed)}. See what you have with /balance.`
          : `You need ${money(needed)} and have ${money(available)} available.`,
    }),
    account_frozen: () => ({ title: 'Your account is frozen', hint: 'Please ask the operator.' }),
    payee_frozen: ({ payee }) => ({ title: `${payee} cannot be paid at the moment` }),
    pay_self: () => ({ title: 'That is you', hint: 'Money only moves between different people.' }),
    payee_is_bot: ({ payee }) => ({ title: `${payee} is a bot, and bots hold no money` }),
    payee_missing: () => ({ title: 'Who is it for?', hint: tryPay }),
    payee_unknown: ({ payee, choices }, { either }) => ({
      title: `I do not know ${payee}`,
      hint: choices
        ? `Did you mean ${either(choices)}?`
        : 'Mention them with @, or @name@slack (or @discord, @telegram) for somebody in another chat.',
    }),
    payee_ambiguous: ({ payee, choices }, { list }) => ({
      title: `Several people are called ${payee}`,
      hint: `Please write which one: ${list(choices)}`,
    }),
    payees_too_many: ({ limit }, { plural }) => ({
      title: `That is for ${plural(limit, { one: '# person', other: '# people' })} at a time at most`,
    }),
    amount_missing: () => ({ title: 'How much?', hint: tryPay }),
    amount_invalid: ({ text }) => ({ title: `I cannot read “${text}” as an amount`, hint: tryPay }),
    amount_not_positive: () => ({ title: 'An amount has to be more than nothing', hint: tryPay }),
    amount_too_many_decimals: ({ text, asset, exponent }, { plural }) => ({
      title: `“${text}” has too many decimals`,
      hint:
        exponent === 0
          ? `${asset} has no decimals.`
          : `${asset} has ${plural(exponent, { one: '# decimal', other: '# decimals' })}. I never round.`,
    }),
    amount_too_large: ({ text }) => ({ title: `“${text}” is more than I can move` }),
    amount_repeated: ({ first, second }) => ({
      title: `Is it “${first}” or “${second}”?`,
      hint: 'One amount at a time, please. Put “for” before a note: /pay @bob 5 for 2 coffees',
    }),
    currency_unknown: ({ text, known }, { either }) => ({
      title: `I do not know the currency “${text}”`,
      hint: `Try ${either(known)}. Put “for” before a note.`,
    }),
    each_or_total: () => ({
      title: 'Is that for each of them, or in total?',
      hint: 'Add “each” or “total”: /pay @bob @carol 10 total for lunch',
    }),
    total_too_small: ({ total, payees }, { money, plural }) => ({
      title: `${money(total)} is too little for ${plural(payees, { one: '# person', other: '# people' })}`,
    }),
    memo_too_long: ({ limit }, { plural }) => ({
      title: `That note is longer than ${plural(limit, { one: '# character', other: '# characters' })}`,
    }),
    command_unknown: ({ text }) => ({
      title: `I do not know “${text}”`,
      hint: 'Type /help to see what I do.',
    }),
    input_unexpected: ({ text }) => ({ title: `I did not understand “${text}”`, hint: tryPay }),
    not_operator: () => ({ title: 'Only the operator may do that' }),
    intent_not_yours: () => ({ title: 'That button is for somebody else' }),
    intent_expired: () => ({ title: 'That is no longer possible', hint: 'Its time has run out.' }),
    intent_used: () => ({ title: 'That has been done already' }),
    intent_unknown: () => ({ title: 'I do not know that button', hint: 'Please start again.' }),
    link_code_invalid: () => ({
      title: 'That code is not right',
      hint: 'Type /link in your other chat for a new one.',
    }),
    link_code_expired: () => ({
      title: 'That code has expired',
      hint: 'Type /link in your other chat for a new one.',
    }),
    link_same_person: () => ({
      title: 'That code is your own',
      hint: 'This chat has your balance already. Type the code in the other chat, the one that is to share it.',
    }),
    link_busy: () => ({
      title: 'Not just now',
      hint: 'A payment is still on its way, or an account is frozen. Please try again later.',
    }),
    link_tries_exhausted: () => ({
      title: 'Too many wrong codes',
      hint: 'Please wait a while, then type /link in your other chat for a new one.',
    }),
    idempotency_key_reused: () => ({
      title: 'That has been decided already',
      hint: 'Nothing more was paid.',
    }),
    temporarily_unavailable: () => ({
      title: 'Sorry, that did not work just now',
      hint: 'Your money is safe. See /history for what went through before you try again.',
    }),
  },
};
