/** English, as it is written in Britain: short, plain and kind. */
import type { BankMessages } from './messages.ts';

export const en: BankMessages = {
  commands: {
    bank: {
      summary: 'For the operator: add money, freeze an account',
      example: '/bank fund @bob 100 GBP',
    },
  },
  options: {
    fund: 'Add money to an account',
    freeze: 'Stop an account: it can neither pay nor be paid',
    unfreeze: 'Let an account pay and be paid again',
    pin: 'Take away a PIN that somebody forgot',
    reset: 'What to do with it',
    tip: 'Say what a reaction is worth here',
    emoji: 'The emoji of the reaction; none lists them',
  },
  codes: {
    fund: 'Cash desk',
  },
  bank: {
    funded: (name, amount) => `${name} was given ${amount}`,
    fundedBalance: (amount) => `Their balance is ${amount} now.`,
    frozen: (name) => `${name}’s account is frozen`,
    unfrozen: (name) => `${name}’s account is no longer frozen`,
    fundedYou: (amount) => `${amount} is yours`,
    frozenYou: 'Your account is frozen',
    frozenHint: 'No money can leave it. Please ask the operator.',
    unfrozenYou: 'Your account is no longer frozen',
  },
};
