/** Deutsch: kurz, freundlich, mit Du. */
import type { ProtectionMessages } from './messages.ts';

export const de: ProtectionMessages = {
  commands: {},
  question: {
    asked: ({ payees, total }) => (payees === null ? `${total} verschenken?` : `${payees} ${total} senden?`),
    confirmed: ({ payees, total }) =>
      payees === null ? `Bestätigt: ${total}` : `Bestätigt: ${total} für ${payees}`,
    cancelled: ({ payees, total }) =>
      payees === null ? `Abgebrochen: ${total} bleiben bei dir` : `Abgebrochen: nichts geht an ${payees}`,
    why: {
      amount: () => 'Ich frage nach, weil es viel Geld ist.',
      currency: () => 'Ich frage nach, weil es eine andere Währung ist als hier üblich.',
      new_payee: (payees, { plural }) =>
        plural(payees, {
          one: 'Ich frage nach, weil du dieser Person noch nie etwas gesendet hast.',
          other: 'Ich frage nach, weil du manchen davon noch nie etwas gesendet hast.',
        }),
    },
    nothingYet: (until) => `Noch ist nichts bezahlt. Bestätigen kannst du bis ${until}.`,
    memo: (memo) => `„${memo}“`,
  },
  buttons: { confirm: 'Bestätigen', cancel: 'Abbrechen' },
};
