/** English, as it is written in Britain: short, plain and kind. */
import type { Language } from '../messages/catalogue.ts';
import { lastingIn } from './lasting.ts';
import type { DropMessages } from './messages.ts';

const tryDrop = 'For example: /drop 20 for 10 random';

const lasting = (ms: number, language: Language) =>
  lastingIn(
    ms,
    {
      day: { one: '# day', other: '# days' },
      hour: { one: '# hour', other: '# hours' },
      minute: { one: '# minute', other: '# minutes' },
    },
    language,
  );

export const en: DropMessages = {
  commands: {
    drop: {
      summary: 'Give money to the first who tap, in random or even shares',
      example: '/drop 20 for 10 random',
    },
  },
  options: {
    people: 'For how many people, for example 10',
    shares: 'Shares drawn by lot, or all the same',
    duration: 'How long it is open, for example 2h; a day unless told',
    age: 'How old an account must be to take a share, for example 30 days',
    drop: 'Who may take a share of a drop',
    account: 'How old an account must be, where the platform tells: 7d, or off',
    member: 'How long somebody must have known Tuppence: 1d, or off',
    daily: 'How many drops each person may take from within a day: 20, or off',
  },
  shortcuts: { drop: 'Drop money here' },
  codes: {
    drop: 'Drop',
    drop_claim: 'From a drop',
    drop_return: 'Left of a drop',
  },
  refusals: {
    drop_incomplete: () => ({ title: 'How much, and for how many people?', hint: tryDrop }),
    drop_unexpected: ({ text }) => ({
      title: `I did not understand “${text}”`,
      hint: `${tryDrop}. A note begins with “for”, behind the number of people.`,
    }),
    drop_shares_invalid: ({ text, limit }) => ({
      title: `“${text}” is not a number of people that I can give to`,
      hint: `A whole number from 1 to ${limit}. ${tryDrop}`,
    }),
    drop_too_small: ({ total, shares }, { money, plural }) => ({
      title: `${money(total)} is too little for ${plural(shares, { one: '# person', other: '# people' })}`,
    }),
    drop_duration_invalid: ({ shortest_ms, longest_ms }, language) => ({
      title: 'That is not how long a drop can be open',
      hint: `From ${lasting(shortest_ms, language)} to ${lasting(longest_ms, language)}, for example 2h.`,
    }),
    drop_needs_group: () => ({
      title: 'There is nobody here to take it',
      hint: 'Give a drop where others are.',
    }),
    drop_own: () => ({
      title: 'This one is from you',
      hint: 'Leave it to the others. What nobody takes comes back to you.',
    }),
    drop_account_too_new: ({ needs_ms }, language) => ({
      title: 'Your account is too new for this drop',
      hint: `It must be at least ${lasting(needs_ms, language)} old.`,
    }),
    drop_member_too_new: ({ needs_ms }, language) => ({
      title: 'You are too new here for this drop',
      hint: `You can take part ${lasting(needs_ms, language)} after your first word with me.`,
    }),
    drop_claims_exhausted: ({ limit }, { plural }) => ({
      title: 'You have had your share of drops for today',
      hint: `${plural(limit, { one: '# share', other: '# shares' })} in 24 hours is the most.`,
    }),
  },
  states: {
    open: 'open',
    emptied: 'all taken',
    expired: 'over',
    cancelled: 'taken back',
  },
  title: {
    open: ({ giver, total }) => `🧧 ${giver} is giving away ${total}`,
    emptied: ({ giver, total }) => `${giver} gave away ${total}`,
    expired: ({ giver, total, taken }) =>
      taken === null ? `Nobody took ${giver}’s ${total}` : `${giver} gave away ${taken} of ${total}`,
    cancelled: ({ giver, total, taken }) =>
      taken === null ? `${giver} took ${total} back` : `${giver} gave away ${taken} of ${total}`,
  },
  how: {
    random: (shares, { plural }) =>
      `: for the first ${plural(shares, { one: 'who taps', other: '# who tap, in shares drawn by lot' })}`,
    even: (shares, { plural }) =>
      `: for the first ${plural(shares, { one: 'who taps', other: '# who tap, in equal shares' })}`,
  },
  memo: (memo) => `“${memo}”`,
  progress: ({ taken, shares, left, until }) =>
    taken === 0 ? `Open until ${until}.` : `${taken} of ${shares} taken, ${left} left. Open until ${until}.`,
  ended: {
    emptied: ({ shares }, { plural }) =>
      plural(shares, { one: 'It has been taken.', other: 'All # shares have been taken.' }),
    expired: ({ taken, shares, giver, left }) =>
      taken === 0
        ? `Time is up, and it went back to ${giver}.`
        : `Time is up: ${taken} of ${shares} taken, ${left} went back to ${giver}.`,
    cancelled: ({ taken, shares, giver, left }) =>
      taken === 0
        ? 'Nobody had taken a share yet.'
        : `${taken} of ${shares} taken, then ${giver} took ${left} back.`,
  },
  best: { label: 'best luck', lead: 'Best luck: ', tail: (amount) => ` with ${amount}` },
  buttons: { claim: 'Take a share', takeBack: 'Take back' },
  toasts: {
    claimed: (amount) => `${amount} is yours`,
    again: (amount) => `You have your share already: ${amount}`,
    gone: (shares, { plural }) =>
      plural(shares, {
        one: 'Somebody was faster this time. Better luck next time!',
        other: 'All # shares are gone: others were faster. Better luck next time!',
      }),
    takenBack: (amount) => `${amount} is back with you`,
  },
  unsent: {
    asked: ({ giver, total }) => `🧧 ${giver} is about to give away ${total}`,
    refused: ({ giver, total }) => `🧧 ${giver} did not give away ${total}`,
  },
  inline: {
    title: (total) => `Give away ${total}`,
    description: {
      random: (shares, { plural }) =>
        plural(shares, {
          one: 'To the first who taps',
          other: 'To the first # who tap, in shares drawn by lot',
        }),
      even: (shares, { plural }) =>
        plural(shares, { one: 'To the first who taps', other: 'To the first # who tap, in equal shares' }),
    },
    sending: 'One moment …',
  },
  returned: {
    title: (amount) => `${amount} of your drop is back with you`,
    taken: ({ taken, shares }) =>
      taken === 0 ? 'Nobody took a share in time.' : `Taken in time: ${taken} of ${shares} shares.`,
  },
  rules: {
    title: 'Who may take a share of a drop',
    account: (age) => `Accounts that are at least ${age} old, where the platform tells.`,
    accountAny: 'Accounts of any age.',
    member: (age) => `People who have known me for at least ${age}.`,
    memberAny: 'Also people who have never spoken to me.',
    daily: (count, { plural }) =>
      `${plural(count, { one: '# share', other: '# shares' })} for each person within 24 hours at most.`,
    dailyAny: 'As many drops as there are.',
  },
  form: {
    title: 'Give a drop',
    submit: 'Give',
    amount: 'Amount, all together',
    amountPlaceholder: '20.00, or 20 EUR',
    people: 'For how many people',
    shares: 'Shares',
    random: 'Drawn by lot',
    even: 'All the same',
    duration: 'Open for',
    durationPlaceholder: '2h, or 3 days',
    memo: 'For',
    memoPlaceholder: 'the winners',
  },
  lasting,
};
