/** Deutsch: kurz, freundlich, mit Du. */
import type { GeneralMessages } from './messages.ts';

export const de: GeneralMessages = {
  commands: {
    help: {
      summary: 'Was Tuppence kann',
      example: '/help',
    },
  },
  help: {
    title: 'Was du tun kannst',
    lead: 'Geld von Mensch zu Mensch, auf Discord, Slack und Telegram.',
    language: 'In English: /language en',
  },
  privately: {
    title: 'Ich habe dir privat geantwortet',
    unreachable: 'Ich kann dir noch nicht schreiben',
    hint: 'Öffne den Chat mit mir und drück auf „Start“. Dann frag mich noch einmal.',
  },
  missed: { title: 'Während du weg warst' },
};
