/** Deutsch: kurz, freundlich, mit Du. */
import type { PayMessages } from './messages.ts';

const until = (date: string | null) => (date === null ? '' : ` Am ${date} geht es zurück.`);

export const de: PayMessages = {
  commands: {
    pay: {
      summary: 'Jemandem Geld senden, hier oder in einem anderen Chat',
      example: '/pay @bob 5 für Kaffee',
    },
  },
  codes: {
    pay: 'Zahlung',
    claim: 'Abgeholt',
    return: 'Zurückgegangen',
    reverse: 'Rückgängig gemacht',
  },
  states: {
    authorized: 'unterwegs',
    settled: 'bezahlt',
    claimable: 'liegt bereit',
    returned: 'zurückgegangen',
    voided: 'nicht ausgeführt',
    expired: 'abgelaufen',
    reversed: 'rückgängig gemacht',
    mixed: 'teilweise bezahlt',
  },
  payment: {
    title: {
      authorized: ({ payer, payees, total }) => `${payer} sendet ${payees} ${total}`,
      settled: ({ payer, payees, total }) => `${payer} hat ${payees} ${total} gesendet`,
      claimable: ({ payer, payees, total }) => `${payer} hat ${total} für ${payees}`,
      mixed: ({ payer, payees, total }) => `${payer} hat ${payees} ${total} gesendet`,
      returned: ({ payer, payees, total }) => `${total} für ${payees} sind zurück bei ${payer}`,
      voided: ({ payer, payees, total }) => `${payer} hat ${payees} ${total} nicht gesendet`,
      expired: ({ payer, payees, total }) => `${payer} hat ${payees} ${total} nicht rechtzeitig gesendet`,
      reversed: ({ payer, payees, total }) => `${payer} hat ${total} von ${payees} zurückerhalten`,
    },
    waiting: (payee, date) => `Liegt für ${payee} bereit.${until(date)}`,
    waitingMany: (date) =>
      `Ein Teil liegt noch bereit.${date === null ? '' : ` Was niemand abholt, geht am ${date} zurück.`}`,
    memo: (memo) => `„${memo}“`,
  },
  sent: {
    title: ({ payees, total }) => `Du hast ${payees} ${total} gesendet`,
    waits: ({ payees, total }) => `Deine ${total} liegen für ${payees} bereit`,
    sold: (amount) => `Gegeben hast du dafür ${amount}.`,
    large: 'So große Zahlungen wolltest du gemeldet haben. Warst du das nicht? Sag es sofort der Bank.',
  },
  received: {
    title: (payer, amount) => `${payer} hat dir ${amount} gesendet`,
    claimed: 'Es lag für dich bereit und gehört jetzt dir.',
  },
  returned: {
    title: (payee, amount) => `${amount} für ${payee} sind wieder bei dir`,
    unclaimed: 'Niemand hat das Geld rechtzeitig abgeholt.',
  },
  which: {
    title: 'Welchen Betrag meinst du?',
    wrote: (text) =>
      `Du hast „${text}“ geschrieben, das lässt sich auf zwei Arten lesen. Noch ist nichts bezahlt.`,
    done: 'Danke, jetzt ist es klar.',
  },
  buttons: {
    claim: (amount) => (amount === null ? 'Abholen' : `${amount} abholen`),
    takeBack: 'Zurückholen',
  },
  toasts: {
    claimed: (amount) => `${amount} gehören jetzt dir`,
    takenBack: (amount) => `${amount} sind wieder bei dir`,
  },
  form: {
    title: 'Geld senden',
    submit: 'Senden',
    who: 'An',
    amount: 'Betrag',
    amountPlaceholder: '5,00 oder 5 EUR',
    split: 'Bei mehreren Personen',
    splitPlaceholder: 'je oder zusammen',
    memo: 'Wofür',
    memoPlaceholder: 'Kaffee',
  },
};
