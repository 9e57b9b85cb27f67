/** English, as it is written in Britain: short, plain and kind. */
import { inWords } from './in-words.ts';
import type { ChequeMessages } from './messages.ts';

const tryCheque = 'For example: /cheque 50 @bob for rent, or /cheque 50 for whoever bears it.';
const tryCash = 'Type /cash, then the number and the secret of the paper, in our own chat.';

export const en: ChequeMessages = {
  commands: {
    cheque: {
      summary: 'Write a cheque: money on paper, for somebody or for whoever bears it',
      example: '/cheque 50 @bob for rent',
    },
    cheques: { summary: 'The cheques that you wrote, and what became of them', example: '/cheques' },
    cash: { summary: 'Cash a cheque by its number and its secret', example: '/cash TUP-4821-0937-5516 …' },
    stop: {
      summary: 'Stop a cheque that you wrote, while nobody has cashed it',
      example: '/stop TUP-4821-0937-5516',
    },
  },
  options: {
    valid: 'How many months it is good, 1 to 12; 6 unless you say',
    cheque: 'The number of the cheque, TUP-…',
    secret: 'The secret on its paper',
  },
  codes: { cheque: 'Cheque written', cheque_cash: 'Cheque cashed', cheque_return: 'Cheque returned' },
  refusals: {
    cheque_incomplete: () => ({ title: 'How much is the cheque for?', hint: tryCheque }),
    cheque_months_invalid: ({ text, longest }) => ({
      title: `A cheque cannot be good for “${text}” months`,
      hint: `Choose from 1 to ${longest}, for example /cheque 50 valid 3 months.`,
    }),
    cheques_too_many: ({ limit }) => ({
      title: 'You have too many cheques out',
      hint: `At most ${limit} can be open at once. /cheques shows them, and /stop brings one back.`,
    }),
    cheque_number_missing: () => ({
      title: 'Which cheque?',
      hint: 'Say its number, TUP-… /cheques shows yours.',
    }),
    cheque_paper_missing: () => ({ title: 'A cheque is cashed by its number and its secret', hint: tryCash }),
    cheque_number_invalid: ({ text }) => ({
      title: `“${text}” is no number of a cheque`,
      hint: 'There is a slip in it: look at the paper again. A number has twelve digits, TUP-0000-0000-0000.',
    }),
    cheque_unknown: ({ number }) => ({
      title: `You wrote no cheque ${number}`,
      hint: '/cheques shows yours.',
    }),
    cheque_secret_invalid: () => ({
      title: 'That is not a whole secret',
      hint: 'It has seven groups of four letters and digits. Look at the paper again.',
    }),
    cheque_secret_forgotten: () => ({
      title: 'Please type the secret once more',
      hint: 'Something went wrong on our side, and secrets are never stored.',
    }),
    cheque_wrong: ({ left }, { plural }) => ({
      title: 'Number and secret do not belong together',
      hint:
        left === 0
          ? 'Look at the paper again. For an hour nobody can try any more.'
          : `Look at the paper again, perhaps it was printed anew since. ${plural(left, { one: 'One try is left.', other: '# tries are left.' })}`,
    }),
    cheque_tries_exhausted: ({ until, number }, { time }) => ({
      title: number ? 'Too many wrong secrets for this cheque' : 'Too many wrong secrets',
      hint: `It can be tried again at ${time(until)}. Its money is safe until then.`,
    }),
    cheque_not_yours: () => ({
      title: 'This cheque is made out to somebody else',
      hint: 'Only they can cash it. If that is you, link your chats with /link first.',
    }),
    cheque_own: () => ({
      title: 'This is your own cheque',
      hint: 'To have the money back, stop it: /cheques.',
    }),
    cheque_ended: ({ state, yours }) => ({
      title: {
        cashed: yours ? 'You have cashed this cheque already' : 'This cheque has been cashed already',
        stopped: 'This cheque was stopped by its writer',
        expired: 'This cheque is out of date',
      }[state],
      hint: {
        cashed: yours ? 'The money is in your balance.' : 'A cheque is paid once.',
        stopped: 'Its paper is void.',
        expired: 'The money has gone back to its writer.',
      }[state],
    }),
  },
  inWords: (amount) => inWords(amount, 'en'),
  written: {
    title: (amount) => `Your cheque for ${amount}`,
    anew: (amount) => `Your cheque for ${amount}, printed anew`,
    again: (amount) => `You have written this cheque for ${amount}`,
    for: (payee) => (payee === null ? 'For whoever bears it' : `For ${payee} alone`),
    hand: 'Its secret is on the paper and nowhere else: print it or send it on, and keep it like cash. The money is set aside, so it cannot bounce.',
    noPaper:
      'Its paper is given out once. Is it lost? /cheques with its number prints another one, and the first is void.',
    anewVoid: 'The paper that you had before is void.',
    until: 'Good until',
    memo: 'For',
  },
  buttons: { print: 'Print again', stop: (number) => (number === null ? 'Stop' : `Stop ${number}`) },
  list: {
    title: 'Your cheques',
    one: (number) => `Cheque ${number}`,
    none: 'You have written no cheque yet',
    begin: tryCheque,
    more: (count, { plural }) => plural(count, { one: 'and # more', other: 'and # more' }),
    state: {
      open: ({ who, day }) => `open${who === null ? '' : ` for ${who}`}, good until ${day}`,
      cashed: ({ who, day }) => `cashed by ${who ?? 'somebody'} on ${day}`,
      stopped: ({ day }) => `stopped on ${day}`,
      expired: ({ day }) => `out of date since ${day}`,
    },
  },
  cashed: { title: (amount) => `Cashed: ${amount}`, from: (writer) => `A cheque from ${writer}` },
  paid: {
    title: ({ casher, amount }) => `${casher} has cashed your cheque for ${amount}`,
    memo: (memo) => `For: ${memo}`,
  },
  ended: {
    stopped: { title: (amount) => `Stopped: ${amount} are back`, line: 'The paper is void, whoever has it.' },
    expired: {
      title: (amount) => `A cheque has run out: ${amount} are back`,
      line: 'Nobody cashed it in time, and its paper is void.',
    },
  },
  form: {
    title: 'Cash a cheque',
    submit: 'Cash',
    number: 'Number (TUP-…)',
    secret: 'Secret',
    example: 'TUP-0000-0000-0000',
  },
  memo: (memo) => `“${memo}”`,
  paper: {
    language: 'en',
    title: (number) => `Cheque ${number}`,
    file: (number) => `cheque-${number}`,
    cheque: 'Cheque',
    payTo: 'Pay',
    bearer: 'the bearer',
    end: 'only',
    memo: 'For',
    writer: 'Written by',
    date: 'Date',
    until: 'Good until',
    number: 'Number',
    secret: 'Secret',
    scan: 'Scan to cash',
    backed: 'The amount is set aside until then: this cheque cannot bounce.',
    void: 'Void once cashed, if stopped by its writer, if printed anew, or after its last day.',
    how: 'How to cash this cheque',
    steps: ({ command, isTelegram }) => [
      isTelegram
        ? 'In Telegram: scan the code, open the chat with Tuppence and press Start.'
        : 'In Discord or Slack: scan the code, or type what stands below, and send it in a chat with Tuppence.',
      `In any of our chats: ${command}`,
      'The money is in your balance at once. It is paid once, to whoever comes first with number and secret.',
    ],
    keep: 'Whoever has the secret can cash a cheque to the bearer: keep it like a banknote. A lost cheque can be stopped by its writer with /stop.',
    foot: 'Money in the conversation',
  },
};
