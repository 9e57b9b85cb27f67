/** Deutsch: kurz, freundlich, mit Du. */
import type { TipMessages } from './messages.ts';

export const de: TipMessages = {
  commands: {
    tip: {
      summary: 'Jemandem Trinkgeld geben, oder sehen, was Reaktionen hier wert sind',
      example: '/tip @bob 1',
    },
  },
  codes: { tip: 'Trinkgeld', tip_claim: 'Trinkgeld abgeholt', tip_return: 'Trinkgeld zurück' },
  shortcuts: { tip: 'Trinkgeld geben' },
  refusals: {
    tip_limit: ({ limit, per }, { plural }) => ({
      title:
        per === 'minute'
          ? `Das sind mehr als ${plural(limit, { one: '# Trinkgeld', other: '# Trinkgelder' })} in einer Minute`
          : `Das sind mehr als ${plural(limit, { one: '# Trinkgeld', other: '# Trinkgelder' })} an einem Tag`,
      hint: 'Es wurde nichts weiter gezahlt. Wenn du es so meinst, nimm /pay.',
    }),
    tip_limit_amount: ({ limit }, { money }) => ({
      title: `Trinkgeld geht bis ${money(limit)} am Tag`,
      hint: 'Für mehr gibt es /pay.',
    }),
    tip_by_command: ({ amount }, { money }) => ({
      title: `Du möchtest gefragt werden, bevor ${money(amount)} abgehen`,
      hint: 'Eine Reaktion kann nicht fragen, also wurde nichts gezahlt. /tip kann es.',
    }),
    tip_other_currency: ({ author, amount, available, changes }, { money }) => ({
      title: `Für ${money(amount)} Trinkgeld an ${author} reichen deine ${money(available)} nicht`,
      hint: changes
        ? 'Es wurde nichts gezahlt. /pay in dieser Währung zeigt dir zuerst, was das in deiner kostet.'
        : 'Es wurde nichts gezahlt.',
    }),
    tip_emoji_invalid: ({ text }) => ({
      title: `„${text}“ ist kein einzelnes Emoji`,
      hint: 'Zum Beispiel: /bank tip 🪙 0,10',
    }),
    tip_not_here: () => ({
      title: 'Reaktionen sind in einer Gruppe etwas wert',
      hint: 'Schreib das in der Gruppe, für die es gelten soll.',
    }),
  },
  tally: {
    title: (author, totals) => `${totals} Trinkgeld für ${author}`,
    single: (tipper, author, amount) => `${tipper} hat ${author} ${amount} Trinkgeld gegeben`,
    none: (author) => `Kein Trinkgeld für ${author}`,
    from: (people) => `Von ${people}`,
    plain: 'Trinkgeld',
  },
  note: {
    title: (author, amount) => `Du hast ${author} ${amount} Trinkgeld gegeben`,
    lost: {
      returned: (author, amount) => `Dein Trinkgeld von ${amount} für ${author} ist zurückgekommen`,
      undone: (author, amount) => `Du hast ${amount} für ${author} zurückgenommen`,
      voided: (author, amount) => `Dein Trinkgeld von ${amount} für ${author} ging nicht durch`,
    },
    several: (count, { plural }) =>
      plural(count, { one: 'Du hast # Trinkgeld gegeben', other: 'Du hast # Trinkgelder gegeben' }),
    line: (author, amount) => `${amount} für ${author}`,
    undo: (seconds) => `Du kannst es ${seconds} Sekunden lang zurücknehmen.`,
    more: (count, { plural }) => plural(count, { one: 'und # weiteres', other: 'und # weitere' }),
  },
  states: {
    held: 'unterwegs',
    settled: 'bezahlt',
    claimable: 'liegt bereit',
    returned: 'wieder bei dir',
    undone: 'zurückgenommen',
    voided: 'nicht ausgeführt',
  },
  explained: {
    title: (author, amount) => `${author} ${amount} Trinkgeld geben?`,
    reaction: (emoji, amount) =>
      `In dieser Gruppe gibt ein ${emoji} auf eine Nachricht ihrem Verfasser ${amount} von deinem Geld.`,
    undo: (seconds) => `Nimmst du die Reaktion binnen ${seconds} Sekunden weg, hast du es zurück.`,
    nothing:
      'Noch ist nichts gezahlt, und das bleibt so, bis du Trinkgeld einschaltest. Ich frage nicht noch einmal; mit /tip geht es jederzeit.',
  },
  tips: {
    on: 'Deine Reaktionen sind Trinkgeld',
    off: 'Deine Reaktionen sind kein Trinkgeld',
    worth: 'Was eine Reaktion hier wert ist:',
    none: 'Hier ist noch keine Reaktion etwas wert: das legt die Bank fest.',
    how: 'Schreib /tip @bob 1, oder antworte auf eine Nachricht mit /tip 1.',
  },
  turned: {
    on: 'Trinkgeld ist eingeschaltet',
    off: 'Trinkgeld ist ausgeschaltet',
    undo: (seconds) =>
      `Deine Reaktionen zahlen ab jetzt. Nimm eine binnen ${seconds} Sekunden weg, und sie gilt nicht. /tip off schaltet es aus.`,
    again: 'Deine Reaktionen bewegen kein Geld. /tip on schaltet es wieder ein.',
  },
  emojis: {
    title: 'Was Reaktionen hier wert sind',
    none: 'Noch nichts.',
    how: '/bank tip 🪙 0,10 legt eine fest, /bank tip 🪙 off nimmt sie weg.',
  },
  received: {
    title: (totals, people) => `${totals} Trinkgeld für dich von ${people}`,
    waits: (totals, people) => `${totals} Trinkgeld von ${people} liegt für dich bereit`,
    returns: (day) => `Schreib mir irgendetwas, und es gehört dir. Am ${day} geht es zurück.`,
    from: (people) => `Von ${people}`,
  },
  undone: (amount) => `${amount} sind wieder bei dir`,
  buttons: {
    on: 'Trinkgeld einschalten',
    onNow: (amount) => `Einschalten und ${amount} geben`,
    off: 'Trinkgeld ausschalten',
    undo: (amount) => `${amount} zurücknehmen`,
  },
  form: {
    title: 'Trinkgeld geben',
    submit: 'Geben',
    amount: 'Betrag',
    amountPlaceholder: '1,00 oder 1 EUR',
  },
};
