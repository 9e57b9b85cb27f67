/** English, as it is written in Britain: short, plain and kind. */
import type { TipMessages } from './messages.ts';

export const en: TipMessages = {
  commands: {
    tip: {
      summary: 'Tip somebody, or see what reactions are worth here',
      example: '/tip @bob 1',
    },
  },
  codes: { tip: 'Tip', tip_claim: 'Tip claimed', tip_return: 'Tip returned' },
  shortcuts: { tip: 'Tip author' },
  refusals: {
    tip_limit: ({ limit, per }, { plural }) => ({
      title:
        per === 'minute'
          ? `That is more than ${plural(limit, { one: '# tip', other: '# tips' })} in a minute`
          : `That is more than ${plural(limit, { one: '# tip', other: '# tips' })} in a day`,
      hint: 'No more has moved. Use /pay if you mean it.',
    }),
    tip_limit_amount: ({ limit }, { money }) => ({
      title: `Tips go up to ${money(limit)} a day`,
      hint: 'For more there is /pay.',
    }),
    tip_by_command: ({ amount }, { money }) => ({
      title: `You want to be asked before ${money(amount)} goes`,
      hint: 'A reaction cannot ask, so nothing has moved. /tip can.',
    }),
    tip_other_currency: ({ author, amount, available, changes }, { money }) => ({
      title: `A tip of ${money(amount)} for ${author} takes more than your ${money(available)}`,
      hint: changes
        ? 'Nothing has moved. /pay in that currency shows you first what it costs in yours.'
        : 'Nothing has moved.',
    }),
    tip_emoji_invalid: ({ text }) => ({
      title: `“${text}” is not one emoji`,
      hint: 'For example: /bank tip 🪙 0.10',
    }),
    tip_not_here: () => ({
      title: 'Reactions are worth something in a group',
      hint: 'Type this in the group that it is for.',
    }),
  },
  tally: {
    title: (author, totals) => `${totals} in tips for ${author}`,
    single: (tipper, author, amount) => `${tipper} tipped ${author} ${amount}`,
    none: (author) => `No tips for ${author} here`,
    from: (people) => `From ${people}`,
    plain: 'Tip',
  },
  note: {
    title: (author, amount) => `You tipped ${author} ${amount}`,
    lost: {
      returned: (author, amount) => `Your tip of ${amount} for ${author} came back`,
      undone: (author, amount) => `You took back ${amount} for ${author}`,
      voided: (author, amount) => `Your tip of ${amount} for ${author} did not go through`,
    },
    several: (count, { plural }) => plural(count, { one: 'You gave # tip', other: 'You gave # tips' }),
    line: (author, amount) => `${amount} for ${author}`,
    undo: (seconds) => `You can take it back for ${seconds} seconds.`,
    more: (count, { plural }) => plural(count, { one: 'and # more', other: 'and # more' }),
  },
  states: {
    held: 'on its way',
    settled: 'paid',
    claimable: 'waiting to be claimed',
    returned: 'returned to you',
    undone: 'taken back',
    voided: 'did not go through',
  },
  explained: {
    title: (author, amount) => `Tip ${author} ${amount}?`,
    reaction: (emoji, amount) =>
      `In this group a ${emoji} on somebody's message gives them ${amount} of yours.`,
    undo: (seconds) => `Take the reaction off within ${seconds} seconds, and you have it back.`,
    nothing:
      'Nothing has moved, and nothing will until you turn tips on. I shall not ask again: type /tip whenever you like.',
  },
  tips: {
    on: 'Your reactions are tips',
    off: 'Your reactions are not tips',
    worth: 'What a reaction is worth here:',
    none: 'No reaction is worth anything here yet: the operator decides that.',
    how: 'Type /tip @bob 1, or answer a message with /tip 1.',
  },
  turned: {
    on: 'Tips are on',
    off: 'Tips are off',
    undo: (seconds) =>
      `Your reactions pay from now on. Take one off within ${seconds} seconds to undo it. /tip off turns tips off.`,
    again: 'Your reactions move no money. /tip on turns tips on again.',
  },
  emojis: {
    title: 'What reactions are worth here',
    none: 'Nothing yet.',
    how: '/bank tip 🪙 0.10 sets one, and /bank tip 🪙 off ends it.',
  },
  received: {
    title: (totals, people) => `${people} tipped you ${totals}`,
    waits: (totals, people) => `${people} tipped you ${totals}: it is waiting for you`,
    returns: (day) => `Write me anything, and it is yours. It returns on ${day}.`,
    from: (people) => `From ${people}`,
  },
  undone: (amount) => `${amount} is back with you`,
  buttons: {
    on: 'Turn on tips',
    onNow: (amount) => `Turn on, and tip ${amount}`,
    off: 'Turn off tips',
    undo: (amount) => `Undo ${amount}`,
  },
  form: { title: 'Tip the author', submit: 'Tip', amount: 'Amount', amountPlaceholder: '1.00, or 1 EUR' },
};
