/** English, as it is written in Britain: short, plain and kind. */
import type { LanguageMessages } from './messages.ts';

export const en: LanguageMessages = {
  commands: {
    language: {
      summary: 'English or German, in all your chats',
      example: '/language de',
    },
  },
  options: { language: 'Which one, or automatic: as your chat is set' },
  title: 'I speak English with you',
  chosen: 'You chose it, and it holds in all your chats.',
  automatic: 'That follows the settings of your chat.',
  amounts: (example) => `I write amounts like this, and read yours the same way: ${example}`,
  shared: 'What everybody sees is in the language of whoever began it.',
  names: { en: 'English', de: 'Deutsch' },
  buttons: { automatic: 'Automatic' },
  refusals: {
    language_unknown: ({ text }) => ({
      title: `I do not speak “${text}” yet`,
      hint: 'I speak English and German: /language en or /language de',
    }),
  },
};
