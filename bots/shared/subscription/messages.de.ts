/** Deutsch: kurz, freundlich, mit Du. */
import type { SubscriptionMessages } from './messages.ts';

export const de: SubscriptionMessages = {
  commands: {
    creator: {
      summary: 'Andere alles abonnieren lassen, was du verkaufst',
      example: '/creator 5 im Monat Gold',
    },
    subscribe: { summary: 'Jemanden abonnieren, Monat für Monat', example: '/subscribe @bob' },
    subscriptions: { summary: 'Was du abonniert hast, und wie du kündigst', example: '/subscriptions' },
  },
  options: {
    action: 'Was du willst',
    reference: 'Der Code des Abos, etwa sub_7KQ2M9XDA4',
    tier: 'Wie es heißt, wenn du mehrere anbietest',
  },
  refusals: {
    creator_how: () => ({
      title: 'Was soll es im Monat kosten?',
      hint: 'Zum Beispiel /creator 5 im Monat oder /creator 9 im Monat Gold.',
    }),
    subscribe_how: () => ({ title: 'Wen möchtest du abonnieren?', hint: 'Zum Beispiel /subscribe @bob.' }),
    subscription_none: ({ creator }) => ({
      title: `${creator} bietet kein Abo an`,
      hint: 'Wer das möchte, schreibt /creator 5 im Monat.',
    }),
    subscription_tier_unknown: () => ({
      title: 'So ein Abo bietest du nicht an',
      hint: '/creator zeigt, was du anbietest.',
    }),
    subscription_closed: () => ({
      title: 'Das wird nicht mehr angeboten',
      hint: '/subscribe zeigt, was es gibt. Es wurde nichts abgebucht.',
    }),
    subscription_running: ({ until }, { day }) => ({
      title: `Du hast schon ein Abo, mindestens bis ${day(until)}`,
      hint: '/subscriptions zeigt, was du hast. Es wurde nichts abgebucht.',
    }),
    subscription_unknown: ({ text }) => ({
      title: `Ich weiß nicht, welches Abo „${text}“ ist`,
      hint: '/subscriptions zeigt deine, jedes mit seinem Code.',
    }),
    subscription_over: () => ({
      title: 'Dieses Abo ist gekündigt oder vorbei',
      hint: '/subscriptions zeigt, was du hast.',
    }),
    subscription_tiers_too_many: ({ limit }) => ({
      title: `Du kannst höchstens ${limit} Abos zugleich anbieten`,
      hint: 'Beende zuerst eines, mit /creator beenden und seinem Namen.',
    }),
  },
  unnamed: 'Abo',
  month: (price) => `${price} im Monat`,
  creator: {
    title: (name) => `${name} abonnieren`,
    line: (name) => `Alles, was ${name} mit /paywall verkauft, solange du willst. Jederzeit kündbar.`,
    promise: (name) =>
      `${name} verkauft mit /paywall noch nichts: Was kommt, steht dir offen, solange du willst. Jederzeit kündbar.`,
    closed: 'Zurzeit ist kein Abo möglich. Wer eines hat, behält es.',
    start: ({ name, price }) =>
      name === null ? `Für ${price} im Monat abonnieren` : `${name}: ${price} im Monat`,
    close: (name) => `${name} beenden`,
    ownTitle: 'Was du anbietest',
    ownEmpty: 'Noch kann dich niemand abonnieren',
    ownStart:
      'Sag mit /creator 5 im Monat, was es kostet. Wer dich abonniert, sieht alles, was du mit /paywall verkaufst.',
    ownPromise: 'Du verkaufst mit /paywall noch nichts, und das steht auf deiner Karte.',
    subscribers: (count, language) =>
      language.plural(count, { '=0': 'noch keine Abos', one: 'ein Abo', other: '# Abos' }),
    earned: (amounts) => `Du hast mit Abos ${amounts} verdient.`,
  },
  subscription: {
    title: (creator) => `Du hast ${creator} abonniert`,
    ended: (creator) => `Dein Abo bei ${creator} ist vorbei`,
    renews: (date) => `verlängert sich am ${date}`,
    runs: (date) => `gekündigt, läuft bis ${date}`,
    tried: (date) => `konnte nicht bezahlt werden, versucht bis ${date}`,
    cancel: 'Abo kündigen',
  },
  list: {
    title: 'Deine Abos',
    empty: 'Du hast niemanden abonniert',
    start: '/subscribe @bob zeigt, was Bob anbietet.',
    cancel: (creator) => `${creator} kündigen`,
  },
  receipt: {
    title: 'Abo',
    renews: ({ reference, price, date }) =>
      `Ein Abo für ${price}: bezahlt bis ${date}, dann verlängert es sich von selbst. Wer abonniert hat, kann jederzeit kündigen, mit /subscriptions. ${reference}`,
    ends: ({ reference, price, date }) => `Ein Abo für ${price}: bezahlt bis ${date}. ${reference}`,
  },
  failed: {
    title: (creator, price) => `Dein Abo bei ${creator} konnte nicht für ${price} verlängert werden`,
    line: (date) =>
      `Ich versuche es bis ${date} weiter; bis dahin läuft es. Sorg bis dann für genug Guthaben, sonst endet es.`,
  },
  over: {
    asked: (creator) => `Dein Abo bei ${creator} ist zu Ende, wie du wolltest`,
    funds: (creator) => `Dein Abo bei ${creator} ist zu Ende: Zum Verlängern reichte es nicht`,
    refused: (creator) => `Dein Abo bei ${creator} ist zu Ende: Es ließ sich nicht verlängern`,
    self: (creator) =>
      `Eines deiner Abos bei ${creator} ist zu Ende: Du hattest zwei, oder du bist es selbst`,
  },
  again: (command) => `Jederzeit wieder abonnieren: ${command}`,
  renews: {
    title: (creator, price, date) => `Dein Abo bei ${creator} verlängert sich am ${date} für ${price}`,
    line: (reference) => `Kündigen: /subscriptions kündigen ${reference}`,
  },
  done: { subscribed: 'Abonniert: Alles, was dort verkauft wird, steht dir offen' },
};
