/** English, as it is written in Britain: short, plain and kind. */
import type { ProtectionMessages } from './messages.ts';

export const en: ProtectionMessages = {
  commands: {},
  question: {
    asked: ({ payees, total }) => (payees === null ? `Give away ${total}?` : `Pay ${payees} ${total}?`),
    confirmed: ({ payees, total }) =>
      payees === null ? `Confirmed: ${total}` : `Confirmed: ${total} for ${payees}`,
    cancelled: ({ payees, total }) =>
      payees === null ? `Cancelled: ${total} stays with you` : `Cancelled: ${payees} gets nothing`,
    why: {
      amount: () => 'I ask because it is a lot of money.',
      currency: () => 'I ask because it is in another currency than usual here.',
      new_payee: (payees, { plural }) =>
        plural(payees, {
          one: 'I ask because you have never paid them before.',
          other: 'I ask because you have never paid some of them before.',
        }),
    },
    nothingYet: (until) => `Nothing has been paid yet. You can confirm until ${until}.`,
    memo: (memo) => `“${memo}”`,
  },
  buttons: { confirm: 'Confirm', cancel: 'Cancel' },
};
