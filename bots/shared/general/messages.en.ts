/** English, as it is written in Britain: short, plain and kind. */
import type { GeneralMessages } from './messages.ts';

export const en: GeneralMessages = {
  commands: {
    help: {
      summary: 'What Tuppence can do',
      example: '/help pay',
    },
  },
  options: { command: 'The command that you want to hear more of' },
  help: {
    title: 'What you can do',
    lead: 'Money moves between people here, on Discord, Slack and Telegram alike.',
    unknown: (word) => `I do not know “${word}”. These are the commands:`,
    more: 'For example: /pay @bob 5 for lunch. More about any of these: /help pay',
    topics: {
      pay: 'Pay',
      together: 'Share what it cost',
      later: 'Later, and again and again',
      sell: 'Sell',
      account: 'Your account',
      grow: 'Save, borrow, invest',
      settings: 'Your settings',
      bank: 'For the operator',
    },
    usage: (line) => `Write it like this: ${line}`,
    example: (line) => `For example: ${line}`,
    how: (one) => `How one of them is written: /help ${one}`,
    language: 'Auf Deutsch: /language de',
  },
  privately: {
    title: 'I have answered you in private',
    unreachable: 'I cannot write to you yet',
    hint: 'Open our own chat and press Start; then ask me again.',
  },
  missed: { title: 'While you were away' },
};
