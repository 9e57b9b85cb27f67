/** Deutsch: kurz, freundlich, mit Du. */
import type { GeneralMessages } from './messages.ts';

export const de: GeneralMessages = {
  commands: {
    help: {
      summary: 'Was Tuppence kann',
      example: '/help pay',
    },
  },
  options: { command: 'Der Befehl, über den du mehr wissen willst' },
  help: {
    title: 'Was du tun kannst',
    lead: 'Geld von Mensch zu Mensch, auf Discord, Slack und Telegram.',
    unknown: (word) => `„${word}“ kenne ich nicht. Das sind die Befehle:`,
    more: 'Zum Beispiel: /pay @bob 5 für Kaffee. Mehr über jeden davon: /help pay',
    topics: {
      pay: 'Zahlen',
      together: 'Kosten teilen',
      later: 'Später, und immer wieder',
      sell: 'Verkaufen',
      account: 'Dein Konto',
      grow: 'Sparen, leihen, anlegen',
      settings: 'Deine Einstellungen',
      bank: 'Für die Bank',
    },
    usage: (line) => `So schreibst du es: ${line}`,
    example: (line) => `Zum Beispiel: ${line}`,
    how: (one) => `Wie du einen davon schreibst: /help ${one}`,
    language: 'In English: /language en',
  },
  privately: {
    title: 'Ich habe dir privat geantwortet',
    unreachable: 'Ich kann dir noch nicht schreiben',
    hint: 'Öffne den Chat mit mir und drück auf „Start“. Dann frag mich noch einmal.',
  },
  missed: { title: 'Während du weg warst' },
};
