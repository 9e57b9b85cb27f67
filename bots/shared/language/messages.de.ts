/** Deutsch: kurz, freundlich, mit Du. */
import type { LanguageMessages } from './messages.ts';

export const de: LanguageMessages = {
  commands: {
    language: {
      summary: 'Deutsch oder Englisch, in allen deinen Chats',
      example: '/language de',
    },
  },
  options: { language: 'Welche Sprache, oder automatisch: wie dein Chat eingestellt ist' },
  title: 'Ich spreche Deutsch mit dir',
  chosen: 'Das hast du so gewählt, und es gilt in allen deinen Chats.',
  automatic: 'Das richtet sich nach den Einstellungen deines Chats.',
  amounts: (example) => `Beträge schreibe ich so, und deine lese ich auch so: ${example}`,
  shared: 'Was alle sehen, steht in der Sprache derer, die es begonnen haben.',
  names: { en: 'English', de: 'Deutsch' },
  buttons: { automatic: 'Automatisch' },
  refusals: {
    language_unknown: ({ text }) => ({
      title: `„${text}“ spreche ich noch nicht`,
      hint: 'Ich spreche Deutsch und Englisch: /language de oder /language en',
    }),
  },
};
