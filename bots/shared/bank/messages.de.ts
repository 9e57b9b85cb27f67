/** Deutsch: kurz, freundlich, mit Du. */
import type { BankMessages } from './messages.ts';

export const de: BankMessages = {
  commands: {
    bank: {
      summary: 'Für die Bank: Geld einzahlen, Konto sperren',
      example: '/bank fund @bob 100 GBP',
    },
  },
  options: {
    fund: 'Geld auf ein Konto einzahlen',
    freeze: 'Ein Konto sperren: Es kann weder zahlen noch Geld bekommen',
    unfreeze: 'Die Sperre eines Kontos aufheben',
    pin: 'Eine vergessene PIN entfernen',
    reset: 'Was mit ihr geschieht',
    tip: 'Festlegen, was eine Reaktion hier wert ist',
    emoji: 'Das Emoji der Reaktion; ohne eines werden alle gezeigt',
  },
  codes: {
    fund: 'Einzahlung',
  },
  bank: {
    funded: (name, amount) => `${name} hat ${amount} erhalten`,
    fundedBalance: (amount) => `Das Guthaben beträgt jetzt ${amount}.`,
    frozen: (name) => `Das Konto von ${name} ist gesperrt`,
    unfrozen: (name) => `Das Konto von ${name} ist nicht mehr gesperrt`,
    fundedYou: (amount) => `${amount} gehören dir`,
    frozenYou: 'Dein Konto ist gesperrt',
    frozenHint: 'Es kann kein Geld hinaus. Bitte frag die Bank.',
    unfrozenYou: 'Dein Konto ist nicht mehr gesperrt',
  },
};
