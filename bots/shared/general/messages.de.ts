/** Deutsch: kurz, freundlich, mit Du. */
import type { GeneralMessages } from './messages.ts';

export const de: GeneralMessages = {
  commands: {
    help: {
      summary: 'Was Tuppence kann',
      example: '/help',
    },
  },
  help: { title: 'Was du tun kannst', lead: 'Geld von Mensch zu Mensch, auf Discord, Slack und Telegram.' },
  privately: {
    title: 'Ich habe dir privat geantwortet',
    unreachable: 'Ich kann dir noch nicht schreiben',
    hint: 'Öffne unseren eigenen Chat und drücke Start; dann frag mich noch einmal.',
  },
  missed: { title: 'Während du weg warst' },
};
