/** English, as it is written in Britain: short, plain and kind. */
import type { AccountMessages } from './messages.ts';

export const en: AccountMessages = {
  commands: {
    balance: {
      summary: 'See what you have, privately',
      example: '/balance',
    },
    history: {
      summary: 'See your last payments, privately',
      example: '/history',
    },
  },
  balance: {
    title: (amount) => `You have ${amount}`,
    titleMany: 'Your balance',
    held: 'On its way out',
    available: 'Available',
    availableOf: (amount, held) => `${amount} available (${held} on its way out)`,
    spendable: 'You may spend',
    spendableOf: (amount, line) => `${amount}, with your credit line of ${line}`,
    worth: (total, date) => `All together about ${total}, by the rates of ${date}.`,
    savings: 'Set aside',
    interest: 'Interest this month',
    interestOf: ({ earned, charged, earns, costs }) =>
      [
        earned && `${earned} earned`,
        charged && `${charged} owed`,
        earns && `${earns} a year`,
        costs && `${costs} below zero`,
      ]
        .filter(Boolean)
        .join(' · '),
    frozen: 'Your account is frozen: no money can leave it. Please ask the operator.',
  },
  history: {
    title: 'Your last payments',
    empty: 'Nothing yet. Your payments will be listed here.',
    to: (name) => `to ${name}`,
    from: (name) => `from ${name}`,
    balance: (amount) => `balance ${amount}`,
    exchanged: (counter, { one, is, of }) => `${counter} at 1 ${one} = ${is} ${of}`,
  },
};
