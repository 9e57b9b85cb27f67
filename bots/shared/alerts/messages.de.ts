/** Deutsch: kurz, freundlich, mit Du. */
import type { AlertMessages } from './messages.ts';

export const de: AlertMessages = {
  commands: {
    alerts: {
      summary: 'Wähle, was ich dir melde, und wann',
      example: '/alerts guthaben 10',
    },
  },
  options: {
    alert: 'Was: eine Meldung, oder deine Zeiten',
    value: 'Zum Beispiel 10, aus, gesammelt, 22-7 oder Europe/Berlin',
  },
  kinds: {
    low_balance: {
      name: 'Wenig Guthaben',
      field: 'Wenig Guthaben, unter',
      when: (amount) => `unter ${amount}`,
    },
    large_payment: {
      name: 'Große Zahlungen',
      field: 'Große Zahlungen von dir, ab',
      when: (amount) => (amount === null ? 'jeder Betrag' : `ab ${amount}`),
    },
    incoming_money: {
      name: 'Geld für dich',
      field: 'Geld für dich, ab',
      when: (amount) => (amount === null ? 'jeder Betrag' : `ab ${amount}`),
    },
    interest_posted: {
      name: 'Zinsen, die gebucht werden',
      field: 'Zinsen, die gebucht werden',
      when: () => 'jeden Monat',
    },
    request_due: {
      name: 'Anfragen, Raten und Abos',
      field: 'Anfragen, Raten und Abos',
      when: () => 'jede',
    },
    instalment_taken: {
      name: 'Raten, die abgebucht werden',
      field: 'Raten, die abgebucht werden',
      when: () => 'jede',
    },
    statement: {
      name: 'Kontoauszug',
      field: 'Kontoauszug jeden Monat',
      when: () => 'am Ersten jedes Monats',
    },
  },
  settings: {
    title: 'Deine Meldungen',
    off: 'aus',
    atOnce: 'sofort',
    inDigest: 'gesammelt',
    quiet: 'Ruhezeit',
    hours: (from, until) => `von ${from} bis ${until}; danach melde ich mich`,
    anyHour: 'keine',
    digest: 'Gesammeltes',
    at: (time) => `um ${time} Uhr`,
    zone: (name) => `Nach der Uhr von ${name}`,
    askZone: 'Ich kenne deine Zeitzone nicht, die Zeiten sind UTC. Wo bist du? /alerts zone Europe/Berlin',
    usage:
      '/alerts guthaben 10 · /alerts eingang 5 gesammelt · /alerts ruhe 22-7 · /alerts gesammelt 18 · /alerts zone Europe/Berlin',
  },
  buttons: {
    change: 'Ändern',
    times: 'Zeiten',
    turn: (name, on) => `${name}: ${on ? 'einschalten' : 'ausschalten'}`,
  },
  low: {
    title: (balance) => `Du hast noch ${balance}`,
    below: (threshold) => `Das ist weniger als ${threshold}; das wolltest du wissen.`,
  },
  several: 'Was du wissen wolltest',
  form: {
    title: 'Deine Meldungen',
    save: 'Speichern',
    amountHint: '10 · 10 gesammelt · alles · leer: aus',
    balanceHint: '10 · 10 gesammelt · leer: aus',
    all: 'alles',
    digest: 'gesammelt',
    choices: { on: 'Sofort', digest: 'Gesammelt', off: 'Aus' },
  },
  times: {
    title: 'Deine Zeiten',
    quiet: 'Ruhezeit',
    quietHint: '22-7 · leer: keine',
    digest: 'Gesammeltes um',
    digestHint: '18',
    zone: 'Zeitzone',
    zoneHint: 'Europe/Berlin, oder eine Stadt',
  },
  refusals: {
    zone_unknown: ({ text, choices }, { either }) => ({
      title: `Ich kenne die Zeitzone „${text}“ nicht`,
      hint:
        choices.length > 0
          ? `Meinst du ${either(choices)}?`
          : 'Schreib Kontinent und Stadt, zum Beispiel Europe/Berlin.',
    }),
    hours_unclear: ({ text }) => ({
      title: text === '' ? 'Um wie viel Uhr?' : `Ich kann „${text}“ nicht als Uhrzeit lesen`,
      hint: 'Schreib 22-7 oder 22:30-7 für die Ruhezeit, 18 für das Gesammelte.',
    }),
    alert_unknown: ({ text }) => ({
      title: text === '' ? 'Welche Meldung?' : `Eine Meldung „${text}“ gibt es nicht`,
      hint: 'Es gibt guthaben, groß, eingang, anfragen, zinsen und auszug; und ruhe, gesammelt und zone für deine Zeiten.',
    }),
  },
};
