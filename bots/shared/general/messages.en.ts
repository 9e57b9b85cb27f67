/** English, as it is written in Britain: short, plain and kind. */
import type { GeneralMessages } from './messages.ts';

export const en: GeneralMessages = {
  commands: {
    help: {
      summary: 'What Tuppence can do',
      example: '/help',
    },
  },
  help: {
    title: 'What you can do',
    lead: 'Money moves between people here, on Discord, Slack and Telegram alike.',
    language: 'Auf Deutsch: /language de',
  },
  privately: {
    title: 'I have answered you in private',
    unreachable: 'I cannot write to you yet',
    hint: 'Open our own chat and press Start; then ask me again.',
  },
  missed: { title: 'While you were away' },
};
