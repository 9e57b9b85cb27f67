/** Deutsch: kurz, freundlich, mit Du. */
import type { AccountMessages } from './messages.ts';

export const de: AccountMessages = {
  commands: {
    balance: {
      summary: 'Dein Guthaben, nur für dich sichtbar',
      example: '/balance',
    },
    history: {
      summary: 'Deine letzten Zahlungen, nur für dich sichtbar',
      example: '/history',
    },
  },
  balance: {
    title: (amount) => `Du hast ${amount}`,
    titleMany: 'Dein Guthaben',
    held: 'Unterwegs',
    available: 'Verfügbar',
    availableOf: (amount, held) => `${amount} verfügbar (${held} unterwegs)`,
    spendable: 'Ausgeben kannst du',
    spendableOf: (amount, line) => `${amount}, mit deinem Kreditrahmen von ${line}`,
    worth: (total, date) => `Alles zusammen etwa ${total}, zu den Kursen vom ${date}.`,
    savings: 'Zurückgelegt',
    interest: 'Zinsen in diesem Monat',
    interestOf: ({ earned, charged, earns, costs }) =>
      [
        earned && `${earned} verdient`,
        charged && `${charged} zu zahlen`,
        earns && `${earns} im Jahr`,
        costs && `im Minus ${costs}`,
      ]
        .filter(Boolean)
        .join(' · '),
    frozen: 'Dein Konto ist gesperrt: Es kann kein Geld hinaus. Bitte frag die Bank.',
  },
  history: {
    title: 'Deine letzten Zahlungen',
    empty: 'Noch nichts. Hier stehen später deine Zahlungen.',
    to: (name) => `an ${name}`,
    from: (name) => `von ${name}`,
    balance: (amount) => `Guthaben ${amount}`,
    exchanged: (counter, { one, is, of }) => `${counter} zu 1 ${one} = ${is} ${of}`,
  },
};
