/** English, as it is written in Britain: short, plain and kind. */
import type { ProtectionMessages } from './messages.ts';

export const en: ProtectionMessages = {
  commands: {
    confirm: {
      summary: 'When I ask you again before money goes',
      example: '/confirm above 100',
    },
    pin: {
      summary: 'Set, change or remove a PIN for large payments',
      example: '/pin',
    },
  },
  options: {
    when: 'Above an amount, for new people, or with your PIN',
    threshold: 'An amount, always or never',
    remove: 'Pay without a PIN from now on',
  },
  question: {
    asked: ({ payees, total }) => (payees === null ? `Give away ${total}?` : `Pay ${payees} ${total}?`),
    confirmed: ({ payees, total }) =>
      payees === null ? `Confirmed: ${total}` : `Confirmed: ${total} for ${payees}`,
    cancelled: ({ payees, total }) =>
      payees === null ? `Cancelled: ${total} stays with you` : `Cancelled: ${payees} gets nothing`,
    because: (reasons) => `I ask because ${reasons}.`,
    why: {
      amount: () => 'it is a lot of money',
      currency: () => 'it is in another currency than usual here',
      new_payee: (payees, { plural }) =>
        plural(payees, {
          one: 'you have never paid them before',
          other: 'you have never paid some of them before',
        }),
    },
    pin: 'It needs your PIN.',
    recent: (amount) =>
      `In the last 24 hours ${amount} went without your PIN; with this, it is more than you let go without it.`,
    nothingYet: (until) => `Nothing has been paid yet. You can confirm until ${until}.`,
    memo: (memo) => `“${memo}”`,
  },
  buttons: {
    confirm: 'Confirm',
    cancel: 'Cancel',
    new_always: 'New people: always',
    new_never: 'New people: never',
    protection_form: 'Change',
    pin_set: 'Set a PIN',
    pin_change: 'Change the PIN',
    pin_again: 'Try again',
  },
  settings: {
    title: 'When I ask you first',
    labels: {
      ask_above: 'Any payment',
      ask_new_above: 'To somebody new',
      pin_above: 'With your PIN',
      pin: 'Your PIN',
    },
    above: (amount) => `above ${amount}`,
    always: 'always',
    never: 'never',
    noPin: 'none yet, /pin sets one',
    hasPin: 'set',
    lockedUntil: (time) => `locked until ${time}`,
    how: 'To change it: /confirm above 100, /confirm new always, /confirm pin 50.',
  },
  wanted: {
    title: { current: 'Your PIN, please', new: 'Your new PIN, please' },
    toPay: ({ payees, total }) => (payees === null ? `For ${total}.` : `To pay ${payees} ${total}.`),
    toRelease: ({ payees, total }) => (payees === null ? `For ${total}.` : `For ${total} to ${payees}.`),
    toBorrow: (total) => `To accept a loan, of which you would pay back ${total}.`,
    how: 'Send it here as a message, 4 to 12 digits. I delete the message at once and keep no copy.',
  },
  changed: {
    set: 'Your PIN is set',
    changed: 'Your PIN is changed',
    removed: 'Your PIN is removed',
    hint: 'Type /confirm to see when I ask for it. Never give it to anybody, and never type it in a group.',
  },
  reset: {
    done: (name) => `${name} has no PIN any more`,
    yours: 'The operator has removed your PIN',
    hint: 'Type /pin to set a new one. Was that not your wish? Tell the operator at once.',
  },
  form: {
    title: 'When I ask you first',
    submit: 'Save',
    thresholds: {
      ask_above: 'Ask me above',
      ask_new_above: 'For people I have never paid, above',
      pin_above: 'Want my PIN above',
    },
    placeholder: '100, always or never',
    always: 'always',
    never: 'never',
    pin: {
      title: 'Your PIN',
      setTitle: 'Set a PIN',
      changeTitle: 'Change your PIN',
      pay: 'Pay',
      toPay: (amount) => `PIN, to pay ${amount}`,
      current: 'Your PIN',
      toRelease: (amount) => `PIN, for ${amount}`,
      release: 'Continue',
      toBorrow: (amount) => `PIN, to owe ${amount}`,
      borrow: 'Accept the loan',
      toLink: 'PIN, to get a code',
      getCode: 'Get the code',
      new: 'New PIN, 4 to 12 digits',
      again: 'The same once more',
      toLower: 'Your PIN, if you are to be asked less',
    },
  },
  refusals: {
    pin_invalid: () => ({ title: 'A PIN has 4 to 12 digits, and nothing else' }),
    pin_guessable: () => ({ title: 'That PIN is easy to guess', hint: 'Please take another one.' }),
    pin_differs: () => ({ title: 'Those were two different PINs', hint: 'Nothing has been changed.' }),
    pin_wrong: ({ left }, { plural }) => ({
      title: 'That PIN is not right',
      hint: plural(left, { one: 'You have # more try.', other: 'You have # more tries.' }),
    }),
    pin_locked: ({ until }, { time }) => ({
      title: 'Too many wrong PINs',
      hint: `Your PIN can be tried again after ${time(until)}. Forgotten? The operator can reset it.`,
    }),
    pin_missing: () => ({
      title: 'I did not get your PIN',
      hint: 'I keep no copy of it. Please give it again.',
    }),
    pin_required: () => ({
      title: 'That needs your PIN',
      hint: 'To be asked less, or to take another PIN, please give the one that you have.',
    }),
    pin_none: () => ({ title: 'You have no PIN', hint: 'Type /pin to set one.' }),
    pin_typed: ({ erased }) => ({
      title: 'Please never type your PIN there',
      hint: erased
        ? 'I have deleted your message and kept no copy. Type /pin alone, and I show you where.'
        : 'I kept no copy, but cannot delete your message: please do. Type /pin alone, and I show you where. If anybody saw it, take another PIN.',
    }),
    pin_unasked: () => ({
      title: 'I was not waiting for a PIN',
      hint: 'It looked like one, so I deleted your message and kept no copy.',
    }),
    link_pin: () => ({
      title: 'An account with a PIN joins no other',
      hint: 'The other way round it goes: type /link here, and what I give you in your other chat.',
    }),
    protection_currency: ({ asset }) => ({ title: `Please say that in ${asset}` }),
    spending_changed: () => ({
      title: 'This has changed in the meantime',
      hint: 'Nothing has been paid. Please look again, and do it once more if you mean it.',
    }),
    form_unopened: () => ({ title: 'The form did not open', hint: 'Please try again in a moment.' }),
  },
};
