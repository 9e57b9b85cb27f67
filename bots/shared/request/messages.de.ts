/** Deutsch: kurz, freundlich, mit Du. */
import type { RequestMessages, RequestWords } from './messages.ts';

const example = 'Zum Beispiel: /request @bob 12 für Taxi';

const asks = ({ asker, payers, total }: RequestWords) =>
  payers === null ? `${asker} bittet um ${total}` : `${asker} bittet ${payers} um ${total}`;
const onItsWay = ({ asker, total }: RequestWords) => `${total} sind unterwegs zu ${asker}`;
const somebody = (payers: string | null) => (payers === null ? '' : ` ${payers}`);
const fromSomebody = (payers: string | null) => (payers === null ? '' : ` von ${payers}`);
const toSomebody = (payers: string | null) => (payers === null ? '' : ` an ${payers}`);

export const de: RequestMessages = {
  commands: {
    request: {
      summary: 'Jemanden um Geld bitten',
      example: '/request @bob 12 für Taxi',
    },
    requests: {
      summary: 'Worum du gebeten wirst und gebeten hast, nur für dich sichtbar',
      example: '/requests',
    },
  },
  options: {
    action: 'Was du tun willst: pay, decline, remind oder cancel',
    reference: 'Welche Anfrage: der Code auf ihrer Karte',
  },
  shortcuts: { request: 'Geld anfordern' },
  refusals: {
    request_how: () => ({ title: 'Wen bittest du, und um wie viel?', hint: example }),
    request_unknown: ({ text }) => ({
      title: `Du hast keine Anfrage ${text}`,
      hint: 'Mit /requests siehst du, welche offen sind.',
    }),
    request_over: ({ state }) => ({
      title: {
        paying: 'Sie wird gerade bezahlt',
        paid: 'Sie ist schon bezahlt',
        declined: 'Diese Anfrage wurde abgelehnt',
        cancelled: 'Diese Anfrage wurde zurückgezogen',
        expired: 'Diese Anfrage ist abgelaufen',
        given_back: 'Sie war bezahlt, und das Geld ist wieder zurück',
      }[state],
      hint: 'Es ist nichts bewegt worden.',
    }),
    request_too_much: ({ remaining }, { money }) => ({
      title: `Offen sind nur noch ${money(remaining)}`,
      hint: 'Es ist nichts bewegt worden.',
    }),
    request_currency: ({ asset }) => ({ title: `Diese Anfrage ist in ${asset}` }),
    request_reminded: ({ again_at }, { day, time }) => ({
      title: 'Heute hast du schon erinnert',
      hint: `Das geht wieder am ${day(again_at)} um ${time(again_at)}.`,
    }),
    request_part_how: ({ reference, remaining }, { money }) => ({
      title: `Wie viel von ${money(remaining)}?`,
      hint: `Schreib es so: /request pay ${reference} 5`,
    }),
    requests_too_many: ({ limit }) => ({
      title: `Du hast schon ${limit} offene Anfragen`,
      hint: 'Zieh erst ein paar zurück: /requests zeigt sie dir.',
    }),
  },
  states: {
    open: 'offen',
    part: 'teilweise bezahlt',
    paying: 'wird bezahlt',
    paid: 'bezahlt',
    declined: 'abgelehnt',
    cancelled: 'zurückgezogen',
    expired: 'abgelaufen',
    given_back: 'zurückgegeben',
    part_ended: 'teilweise bezahlt, geschlossen',
    ended: 'geschlossen',
  },
  titles: {
    all: {
      open: asks,
      part: asks,
      paying: onItsWay,
      paid: ({ asker, payers, total }) => `${asker} hat${fromSomebody(payers)} ${total} erhalten`,
      declined: ({ asker, payers, total }) =>
        `Abgelehnt: ${asker} hatte${somebody(payers)} um ${total} gebeten`,
      cancelled: ({ asker, payers, total }) =>
        payers === null
          ? `${asker} bittet nicht mehr um ${total}`
          : `${asker} bittet ${payers} nicht mehr um ${total}`,
      expired: ({ asker, payers, total }) =>
        `Abgelaufen: ${asks({ asker, payers, total, paid: '', remaining: '' })}`,
      given_back: ({ asker, payers, total }) => `${asker} hat ${total}${toSomebody(payers)} zurückgegeben`,
      part_ended: ({ asker, total, paid }) => `${asker} hat ${paid} von ${total} erhalten`,
      ended: ({ asker, total }) => `Nicht bezahlt: ${asker} hatte um ${total} gebeten`,
    },
    payer: {
      open: ({ asker, total }) => `${asker} bittet dich um ${total}`,
      part: ({ asker, total }) => `${asker} bittet dich um ${total}`,
      paying: ({ asker, total }) => `Deine ${total} sind unterwegs zu ${asker}`,
      paid: ({ asker, total }) => `Du hast ${asker} ${total} gesendet`,
      declined: ({ asker, total }) => `Du hast abgelehnt: ${asker} hatte dich um ${total} gebeten`,
      cancelled: ({ asker, total }) => `${asker} bittet dich nicht mehr um ${total}`,
      expired: ({ asker, total }) => `Abgelaufen: ${asker} hatte dich um ${total} gebeten`,
      given_back: ({ asker, total }) => `${asker} hat dir ${total} zurückgegeben`,
      part_ended: ({ asker, total, paid }) => `Du hast ${asker} ${paid} von ${total} gesendet`,
      ended: ({ asker, total }) => `Nicht bezahlt: ${asker} hatte dich um ${total} gebeten`,
    },
    asker: {
      open: ({ payers, total }) =>
        payers === null ? `Du bittest um ${total}` : `Du hast ${payers} um ${total} gebeten`,
      part: ({ payers, total }) =>
        payers === null ? `Du bittest um ${total}` : `Du hast ${payers} um ${total} gebeten`,
      paying: ({ total }) => `${total} sind unterwegs zu dir`,
      paid: ({ payers, total }) => `Du hast${fromSomebody(payers)} ${total} erhalten`,
      declined: ({ payers, total }) => `Abgelehnt: du hattest${somebody(payers)} um ${total} gebeten`,
      cancelled: ({ total }) => `Du hast deine Anfrage über ${total} zurückgezogen`,
      expired: ({ total }) => `Deine Anfrage über ${total} ist abgelaufen`,
      given_back: ({ payers, total }) => `Du hast ${total}${toSomebody(payers)} zurückgegeben`,
      part_ended: ({ total, paid }) => `Du hast ${paid} von ${total} erhalten`,
      ended: ({ total }) => `Deine Anfrage über ${total} wurde nicht bezahlt`,
    },
  },
  reminder: ({ asker, remaining }) => `${asker} erinnert dich an ${remaining}`,
  memo: (memo) => `„${memo}“`,
  partPaid: ({ paid, total }) => `${paid} von ${total} sind bezahlt.`,
  givenBack: (amount) => `${amount} zurückgegeben`,
  backAgain: (amount, asked) =>
    asked ? `${amount} wurden zurückgegeben und sind darum wieder offen.` : `${amount} wurden zurückgegeben.`,
  until: (date) => `bis ${date}`,
  share: (paid, amount) => `${paid} von ${amount}`,
  declined: { title: (payer, amount) => `${payer} hat deine Anfrage über ${amount} abgelehnt` },
  expired: {
    asker: (payers, amount) => `Deine Anfrage${toSomebody(payers)} über ${amount} ist abgelaufen`,
    payer: (asker, amount) => `Abgelaufen: ${asker} hatte dich um ${amount} gebeten`,
  },
  list: {
    title: 'Deine offenen Anfragen',
    empty: 'Niemand wartet auf Geld von dir, und du wartest auf keines.',
    owes: (name) => `${name} bittet dich`,
    owed: (names) => `Du hast ${names} gebeten`,
    anybody: 'alle',
    more: 'Schreib /requests und einen Code, um eine zu öffnen.',
  },
  payMine: 'Meinen Anteil zahlen',
  buttons: {
    pay: (amount) => `${amount} zahlen`,
    pay_part: 'Teil zahlen',
    decline: 'Ablehnen',
    cancel: 'Zurückziehen',
    remind: 'Erinnern',
  },
  done: {
    declined: 'Abgelehnt. Das erfährt, wer dich gebeten hat',
    cancelled: 'Deine Anfrage ist zurückgezogen',
    reminded: 'Die Erinnerung ist unterwegs',
  },
  inline: {
    title: (amount) => `Um ${amount} bitten`,
    description: 'Wer zuerst auf Zahlen tippt, zahlt',
    sending: 'Einen Moment …',
  },
  form: {
    title: 'Geld anfordern',
    submit: 'Bitten',
    who: 'Von',
    amount: 'Betrag',
    amountPlaceholder: '12,00 oder 12 EUR',
    split: 'Bei mehreren Personen',
    splitPlaceholder: 'je oder zusammen',
    memo: 'Wofür',
    memoPlaceholder: 'Taxi',
  },
  partForm: { title: 'Einen Teil zahlen', submit: 'Zahlen', amount: 'Betrag' },
};
