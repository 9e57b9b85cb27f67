/** English, as it is written in Britain: short, plain and kind. */
import type { SavingsMessages } from './messages.ts';

export const en: SavingsMessages = {
  commands: {
    save: { summary: 'Set money aside, for a goal if you like', example: '/save 20 goal 500 for a holiday' },
    unsave: { summary: 'Take money back from what you set aside', example: '/unsave 20' },
  },
  options: { goal: 'How much you want to have in the end; off for no goal' },
  codes: { save: 'To savings', unsave: 'From savings' },
  refusals: {
    savings_in_debt: ({ owed }, { money }) => ({
      title: 'You owe something in another currency',
      hint: `What is borrowed cannot be saved. Pay back ${money(owed)} first, with /convert for example.`,
    }),
    savings_insufficient: ({ needed, available, credit }, { money }) => ({
      title: 'There is not enough to set aside',
      hint: credit
        ? `You wanted ${money(needed)}, and ${money(available)} is your own: nothing is saved from a credit line.`
        : `You wanted ${money(needed)} and have ${money(available)} available.`,
    }),
    unsave_insufficient: ({ needed, saved }, { money }) => ({
      title: 'There is not so much in your savings',
      hint: `You wanted ${money(needed)} and have ${money(saved)} there. /unsave all takes everything.`,
    }),
    nothing_saved: () => ({
      title: 'There is nothing in your savings',
      hint: 'Set money aside with /save 20.',
    }),
    goal_without_target: () => ({
      title: 'How much do you want to have in the end?',
      hint: 'Say it like /save goal 500 for a holiday.',
    }),
  },
  savings: {
    saved: (amount) => `${amount} set aside`,
    unsaved: (amount) => `${amount} taken back`,
    title: (amount) => `You have set aside ${amount}`,
    titleMany: 'Your savings',
    none: 'You have set nothing aside yet',
    start: (rate) =>
      `Begin with /save 20, and say what for: /save 20 goal 500 for a holiday.${rate === null ? '' : ` It earns ${rate} a year.`}`,
    pot: 'In your savings',
    rate: 'Earns',
    earns: (rate, earned) => `${rate} a year${earned === null ? '' : ` · ${earned} so far this month`}`,
    goal: 'Goal',
    progress: ({ name, target, percent }) => `${percent} of ${target}${name === null ? '' : ` for ${name}`}`,
    reached: ({ name, target }) => `${target}${name === null ? '' : ` for ${name}`}: you have it! 🎉`,
    undo: (command) => `To undo: ${command}`,
    picture: {
      title: 'Savings',
      saved: (amount) => `${amount} saved`,
      target: (amount) => `Goal ${amount}`,
      alt: ({ title, saved, target, percent }) => `${title}: ${saved} of ${target}, ${percent}`,
    },
  },
};
