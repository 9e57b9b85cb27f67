/** Deutsch: kurz, freundlich, mit Du. */
import type { InterestMessages } from './messages.ts';

export const de: InterestMessages = {
  commands: {
    interest: {
      summary: 'Deine Zinsen, nur für dich sichtbar',
      example: '/interest 2026-03',
    },
  },
  options: {
    month: 'Welcher Monat, etwa 2026-03; sonst der laufende',
    rates: 'Zinssätze zeigen oder festlegen',
    kind: 'Guthaben, Überziehung oder Erspartes',
    percent: 'Im Jahr, etwa 4,25 %',
    from: 'Der erste Tag, etwa 2026-12-01; sonst heute',
    credit: 'Wie weit jemand ins Minus gehen darf',
    tiers: 'Wie weit eine ganze Stufe ins Minus gehen darf',
    bank_tier: 'Sagen, in welcher Stufe jemand ist',
    tier: 'Welche Stufe; ohne Angabe sind alle in basic',
  },
  codes: { interest: 'Zinsen' },
  refusals: {
    rate_unclear: ({ text }) => ({
      title: `„${text}“ kann ich nicht als Zinssatz lesen`,
      hint: 'Sag, wofür und wie viel im Jahr: /bank rates positive 1,5%, negative 9,9% oder savings 4,25%.',
    }),
    rate_backdated: ({ earliest }, { date }) => ({
      title: 'Was gezählt ist, bleibt gezählt',
      hint: `Ein Zinssatz kann frühestens am ${date(earliest)} beginnen.`,
    }),
    tier_unclear: ({ text }) => ({
      title: text === '' ? 'Welche Stufe?' : `„${text}“ kann ich nicht als Stufe lesen`,
      hint: 'Eine Stufe ist ein Wort aus Buchstaben, etwa basic oder trusted.',
    }),
    link_in_debt: () => ({
      title: 'Konten im Minus lassen sich nicht verbinden',
      hint: 'Gleich dein Konto erst aus: Schulden gehen auf niemand anderen über.',
    }),
  },
  statement: {
    title: (month) => `Zinsen im ${month}`,
    none: 'Bisher keine. Gezählt wird jede Nacht, nach dem Stand am Ende des Tages.',
    sofar: ({ what, earned, charged }) =>
      `${what} bisher: ${[earned && `${earned} verdient`, charged && `${charged} zu zahlen`].filter(Boolean).join(', ')}.`,
    posted: ({ what, earned, charged }) =>
      `${what}, gebucht: ${[earned && `${earned} verdient`, charged && `${charged} berechnet`].filter(Boolean).join(', ')}.`,
    wallet: 'Guthaben',
    savings: 'Erspartes',
    earned: ({ rate, average, interest }) => `${interest} bei ${rate} auf ${average}`,
    charged: ({ rate, average, interest }) => `−${interest} bei ${rate} auf ${average}`,
    more: (count) => `Und ${count} weitere.`,
    how: 'Stand × Zinssatz ÷ 365 für jeden Tag, gebucht am Ersten des nächsten Monats. Bruchteile eines Cents bleiben stehen.',
    rates: ({ what, earned, charged }) =>
      `${what}: ${earned} im Jahr${charged === null ? '' : `, im Minus ${charged}`}`,
  },
  posted: {
    title: (amount) => `Du hast ${amount} Zinsen verdient`,
    titleCharged: (amount) => `Dir wurden ${amount} Zinsen berechnet`,
    both: (earned, charged) => `${earned} verdient, ${charged} berechnet.`,
    wallet: (after) => `Dein Guthaben beträgt jetzt ${after}.`,
    savings: (after) => `Dein Erspartes beträgt jetzt ${after}.`,
    look: 'Wie sie zustande kommen: /interest',
  },
  line: {
    title: (line) => `Dein Kreditrahmen beträgt ${line}`,
    none: 'Du hast keinen Kreditrahmen mehr',
    hint: 'So weit darf dein Konto ins Minus gehen. Was das kostet: /interest',
    over: 'Du bist weiter im Minus. Du musst nichts sofort zurückzahlen, kannst bis dahin aber nichts ausgeben.',
  },
  bank: {
    rates: 'Zinssätze',
    noRates:
      'Es gibt keine: Niemand verdient oder zahlt Zinsen. Leg einen fest mit /bank rates positive 1,5%.',
    kinds: { credit_balance: 'im Plus', debit_balance: 'im Minus', savings: 'Erspartes' },
    since: (rate, day) => `${rate} seit dem ${day}`,
    from: (rate, day) => `${rate} ab dem ${day}`,
    credit: (name, line) => `${name} darf bis ${line} ins Minus gehen`,
    noCredit: (name) => `${name} hat keinen Kreditrahmen`,
    granted: 'Von der Bank gewährt.',
    byTier: (tier) => `Wie alle in der Stufe ${tier}.`,
    tier: (name, tier) => `${name} ist in der Stufe ${tier}`,
    lines: (lines) => `Darf bis ${lines} ins Minus gehen.`,
    noLine: 'Ohne Kreditrahmen.',
    tiers: 'Kreditrahmen nach Stufen',
    noTiers: 'Es gibt keine. Alle sind in basic: Mit /bank tiers basic 50 dürfen sie 50 ins Minus gehen.',
  },
};
