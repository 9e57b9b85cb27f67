/** Deutsch: kurz, freundlich, mit Du. */
import { inWords } from './in-words.ts';
import type { ChequeMessages } from './messages.ts';

const tryCheque = 'Zum Beispiel: /cheque 50 @bob für die Miete, oder /cheque 50 für alle, die ihn vorlegen.';
const tryCash = 'Schreib /cash, dann Nummer und Geheimnis vom Papier, in unserem eigenen Chat.';

export const de: ChequeMessages = {
  commands: {
    cheque: {
      summary: 'Einen Scheck ausstellen: Geld auf Papier, für jemanden oder für den Überbringer',
      example: '/cheque 50 @bob für die Miete',
    },
    cheques: { summary: 'Deine ausgestellten Schecks, und was aus ihnen wurde', example: '/cheques' },
    cash: {
      summary: 'Einen Scheck einlösen, mit Nummer und Geheimnis',
      example: '/cash TUP-4821-0937-5516 …',
    },
    stop: {
      summary: 'Einen Scheck sperren, den noch niemand eingelöst hat',
      example: '/stop TUP-4821-0937-5516',
    },
  },
  options: {
    valid: 'Wie viele Monate er gilt, 1 bis 12; sonst 6',
    cheque: 'Die Nummer des Schecks, TUP-…',
    secret: 'Das Geheimnis auf seinem Papier',
  },
  codes: { cheque: 'Scheck ausgestellt', cheque_cash: 'Scheck eingelöst', cheque_return: 'Scheck zurück' },
  refusals: {
    cheque_incomplete: () => ({ title: 'Über welchen Betrag soll der Scheck sein?', hint: tryCheque }),
    cheque_months_invalid: ({ text, longest }) => ({
      title: `„${text}“ Monate kann ein Scheck nicht gelten`,
      hint: `Möglich sind 1 bis ${longest}, zum Beispiel /cheque 50 gültig 3 Monate.`,
    }),
    cheques_too_many: ({ limit }) => ({
      title: 'Du hast zu viele offene Schecks',
      hint: `Höchstens ${limit} können zugleich offen sein. /cheques zeigt sie, und /stop holt einen zurück.`,
    }),
    cheque_number_missing: () => ({
      title: 'Welcher Scheck?',
      hint: 'Sag seine Nummer, TUP-… /cheques zeigt deine.',
    }),
    cheque_paper_missing: () => ({
      title: 'Ein Scheck wird mit Nummer und Geheimnis eingelöst',
      hint: tryCash,
    }),
    cheque_number_invalid: ({ text }) => ({
      title: `„${text}“ ist keine Schecknummer`,
      hint: 'Darin steckt ein Schreibfehler: Sieh noch einmal aufs Papier. Eine Nummer hat zwölf Ziffern, TUP-0000-0000-0000.',
    }),
    cheque_unknown: ({ number }) => ({
      title: `Du hast keinen Scheck ${number} ausgestellt`,
      hint: '/cheques zeigt deine.',
    }),
    cheque_secret_invalid: () => ({
      title: 'Das ist kein ganzes Geheimnis',
      hint: 'Es hat sieben Gruppen aus vier Buchstaben und Ziffern. Sieh noch einmal aufs Papier.',
    }),
    cheque_secret_forgotten: () => ({
      title: 'Bitte schreib das Geheimnis noch einmal',
      hint: 'Bei uns ging etwas schief, und Geheimnisse werden nie gespeichert.',
    }),
    cheque_wrong: ({ left }, { plural }) => ({
      title: 'Nummer und Geheimnis gehören nicht zusammen',
      hint:
        left === 0
          ? 'Sieh noch einmal aufs Papier. Eine Stunde lang kann es niemand mehr versuchen.'
          : `Sieh noch einmal aufs Papier, vielleicht wurde es inzwischen neu gedruckt. ${plural(left, { one: 'Ein Versuch bleibt.', other: '# Versuche bleiben.' })}`,
    }),
    cheque_tries_exhausted: ({ until, number }, { time }) => ({
      title: number ? 'Zu viele falsche Geheimnisse für diesen Scheck' : 'Zu viele falsche Geheimnisse',
      hint: `Ab ${time(until)} kann man es wieder versuchen. Das Geld ist bis dahin sicher.`,
    }),
    cheque_not_yours: () => ({
      title: 'Dieser Scheck ist auf jemand anderen ausgestellt',
      hint: 'Nur diese Person kann ihn einlösen. Bist du das, dann verbinde zuerst deine Chats mit /link.',
    }),
    cheque_own: () => ({
      title: 'Das ist dein eigener Scheck',
      hint: 'Wenn du das Geld zurückwillst, sperre ihn: /cheques.',
    }),
    cheque_ended: ({ state, yours }) => ({
      title: {
        cashed: yours ? 'Diesen Scheck hast du schon eingelöst' : 'Dieser Scheck ist schon eingelöst',
        stopped: 'Dieser Scheck wurde gesperrt',
        expired: 'Dieser Scheck ist abgelaufen',
      }[state],
      hint: {
        cashed: yours ? 'Das Geld ist in deinem Guthaben.' : 'Ein Scheck wird einmal ausgezahlt.',
        stopped: 'Das Papier ist ungültig.',
        expired: 'Das Geld ist zurück bei der Person, die ihn ausgestellt hat.',
      }[state],
    }),
  },
  inWords: (amount) => inWords(amount, 'de'),
  written: {
    title: (amount) => `Dein Scheck über ${amount}`,
    anew: (amount) => `Dein Scheck über ${amount}, neu gedruckt`,
    again: (amount) => `Diesen Scheck über ${amount} hast du ausgestellt`,
    for: (payee) => (payee === null ? 'Für alle, die ihn vorlegen' : `Nur für ${payee}`),
    hand: 'Sein Geheimnis steht auf dem Papier und sonst nirgends: Druck es aus oder gib es weiter, und hüte es wie Bargeld. Das Geld ist zurückgelegt, er kann also nicht platzen.',
    noPaper:
      'Das Papier gibt es nur einmal. Verloren? /cheques mit der Nummer druckt ein neues, und das erste wird ungültig.',
    anewVoid: 'Das Papier, das du vorher hattest, ist ungültig.',
    until: 'Gültig bis',
    memo: 'Für',
  },
  buttons: { print: 'Neu drucken', stop: (number) => (number === null ? 'Sperren' : `${number} sperren`) },
  list: {
    title: 'Deine Schecks',
    one: (number) => `Scheck ${number}`,
    none: 'Du hast noch keinen Scheck ausgestellt',
    begin: tryCheque,
    more: (count, { plural }) => plural(count, { one: 'und # weiterer', other: 'und # weitere' }),
    state: {
      open: ({ who, day }) => `offen${who === null ? '' : ` für ${who}`}, gültig bis ${day}`,
      cashed: ({ who, day }) => `eingelöst von ${who ?? 'jemandem'} am ${day}`,
      stopped: ({ day }) => `gesperrt am ${day}`,
      expired: ({ day }) => `abgelaufen am ${day}`,
    },
  },
  cashed: { title: (amount) => `Eingelöst: ${amount}`, from: (writer) => `Ein Scheck von ${writer}` },
  paid: {
    title: ({ casher, amount }) => `${casher} hat deinen Scheck über ${amount} eingelöst`,
    memo: (memo) => `Für: ${memo}`,
  },
  ended: {
    stopped: {
      title: (amount) => `Gesperrt: ${amount} sind zurück`,
      line: 'Das Papier ist ungültig, wer auch immer es hat.',
    },
    expired: {
      title: (amount) => `Ein Scheck ist abgelaufen: ${amount} sind zurück`,
      line: 'Niemand hat ihn rechtzeitig eingelöst, und das Papier ist ungültig.',
    },
  },
  form: {
    title: 'Scheck einlösen',
    submit: 'Einlösen',
    number: 'Nummer (TUP-…)',
    secret: 'Geheimnis',
    example: 'TUP-0000-0000-0000',
  },
  memo: (memo) => `„${memo}“`,
  paper: {
    language: 'de',
    title: (number) => `Scheck ${number}`,
    file: (number) => `scheck-${number}`,
    cheque: 'Scheck',
    payTo: 'Zahlbar an',
    bearer: 'den Überbringer',
    end: '––',
    memo: 'Für',
    writer: 'Ausgestellt von',
    date: 'Datum',
    until: 'Gültig bis',
    number: 'Nummer',
    secret: 'Geheimnis',
    scan: 'Zum Einlösen scannen',
    backed: 'Der Betrag ist bis dahin zurückgelegt: Dieser Scheck kann nicht platzen.',
    void: 'Ungültig, sobald er eingelöst, gesperrt oder neu gedruckt ist, und nach seinem letzten Tag.',
    how: 'So wird dieser Scheck eingelöst',
    steps: ({ command, isTelegram }) => [
      isTelegram
        ? 'In Telegram: den Code scannen, den Chat mit Tuppence öffnen und auf Start tippen.'
        : 'In Discord oder Slack: den Code scannen oder abtippen, was unten steht, und in einem Chat mit Tuppence senden.',
      `In jedem unserer Chats: ${command}`,
      'Das Geld ist sofort im Guthaben. Ausgezahlt wird einmal, an die erste Person mit Nummer und Geheimnis.',
    ],
    keep: 'Einen Scheck an den Überbringer kann einlösen, wer das Geheimnis hat: Hüte ihn wie einen Geldschein. Einen verlorenen sperrt, wer ihn ausgestellt hat, mit /stop.',
    foot: 'Geld im Gespräch',
  },
};
