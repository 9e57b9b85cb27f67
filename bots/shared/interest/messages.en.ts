/** English, as it is written in Britain: short, plain and kind. */
import type { InterestMessages } from './messages.ts';

export const en: InterestMessages = {
  commands: {
    interest: {
      summary: 'See what you earn and owe in interest, privately',
      example: '/interest 2026-03',
    },
  },
  options: {
    month: 'Which month, such as 2026-03; this one unless you say',
    rates: 'See or set what balances earn and cost',
    kind: 'Above zero, below zero, or savings',
    percent: 'A year, such as 4.25%',
    from: 'The first day, such as 2026-12-01; today unless you say',
    credit: 'How far below zero somebody may go',
    tiers: 'See or set how far below zero a whole tier may go',
    bank_tier: 'Say in which tier somebody is',
    tier: 'Which tier; everybody is in basic until you say otherwise',
  },
  codes: { interest: 'Interest' },
  refusals: {
    rate_unclear: ({ text }) => ({
      title: `I cannot read “${text}” as a rate`,
      hint: 'Say for what and how much a year: /bank rates positive 1.5%, negative 9.9% or savings 4.25%.',
    }),
    rate_backdated: ({ earliest }, { date }) => ({
      title: 'What is counted stays counted',
      hint: `A rate can begin on ${date(earliest)} at the earliest.`,
    }),
    tier_unclear: ({ text }) => ({
      title: text === '' ? 'Which tier?' : `I cannot read “${text}” as a tier`,
      hint: 'A tier is one word of letters, such as basic or trusted.',
    }),
    link_in_debt: () => ({
      title: 'Accounts below zero cannot be joined',
      hint: 'Bring your balance to zero first: a debt is nobody else’s.',
    }),
  },
  statement: {
    title: (month) => `Interest in ${month}`,
    none: 'None so far. Interest is counted every night, on what is there at the end of the day.',
    sofar: ({ what, earned, charged }) =>
      `${what} so far: ${[earned && `${earned} earned`, charged && `${charged} owed`].filter(Boolean).join(', ')}.`,
    posted: ({ what, earned, charged }) =>
      `${what}, posted: ${[earned && `${earned} earned`, charged && `${charged} charged`].filter(Boolean).join(', ')}.`,
    wallet: 'Balance',
    savings: 'Savings',
    earned: ({ rate, average, interest }) => `${interest} at ${rate} on ${average}`,
    charged: ({ rate, average, interest }) => `−${interest} at ${rate} on ${average}`,
    more: (count) => `And ${count} more.`,
    how: 'Balance × rate ÷ 365 for every day, posted on the first of the next month. Fractions of a penny are carried on.',
    rates: ({ what, earned, charged }) =>
      `${what}: earns ${earned} a year${charged === null ? '' : `, costs ${charged} below zero`}`,
  },
  posted: {
    title: (amount) => `You earned ${amount} in interest`,
    titleCharged: (amount) => `You were charged ${amount} in interest`,
    both: (earned, charged) => `${earned} earned, ${charged} charged.`,
    wallet: (after) => `Your balance is ${after} now.`,
    savings: (after) => `Your savings are ${after} now.`,
    look: 'How it came about: /interest',
  },
  line: {
    title: (line) => `Your credit line is ${line}`,
    none: 'You have no credit line any more',
    hint: 'So far below zero may your balance go. What it costs: /interest',
    over: 'You are further below zero than that. You owe nothing at once; you can just spend nothing until you are not.',
  },
  bank: {
    rates: 'Interest rates',
    noRates: 'None are set: nobody earns or owes interest. Set one with /bank rates positive 1.5%.',
    kinds: { credit_balance: 'above zero', debit_balance: 'below zero', savings: 'savings' },
    since: (rate, day) => `${rate} since ${day}`,
    from: (rate, day) => `${rate} from ${day} on`,
    credit: (name, line) => `${name} may go ${line} below zero`,
    noCredit: (name) => `${name} has no credit line`,
    granted: 'Granted by an operator.',
    byTier: (tier) => `As everybody in the tier ${tier}.`,
    tier: (name, tier) => `${name} is in the tier ${tier}`,
    lines: (lines) => `May go below zero by ${lines}.`,
    noLine: 'Without a credit line.',
    tiers: 'Credit lines by tier',
    noTiers: 'None are set. Everybody is in basic: /bank tiers basic 50 lets all of them go 50 below zero.',
  },
};
