/** English, as it is written in Britain: short, plain and kind. */
import type { AlertMessages } from './messages.ts';

export const en: AlertMessages = {
  commands: {
    alerts: {
      summary: 'Choose what I tell you of, and when',
      example: '/alerts low 10',
    },
  },
  options: {
    alert: 'What to set: an alert, or your hours',
    value: 'For example 10, off, digest, 22-7, or Europe/London',
  },
  kinds: {
    low_balance: {
      name: 'Low balance',
      field: 'Low balance, below',
      when: (amount) => `below ${amount}`,
    },
    large_payment: {
      name: 'Large payments',
      field: 'Large payments of yours, from',
      when: (amount) => (amount === null ? 'of any amount' : `from ${amount}`),
    },
    incoming_money: {
      name: 'Money for you',
      field: 'Money for you, from',
      when: (amount) => (amount === null ? 'of any amount' : `from ${amount}`),
    },
    interest_posted: {
      name: 'Interest that is posted',
      field: 'Interest that is posted',
      when: () => 'every month',
    },
    request_due: {
      name: 'Requests, loans and renewals',
      field: 'Requests, loans and renewals',
      when: () => 'each of them',
    },
    instalment_taken: {
      name: 'Instalments that are taken',
      field: 'Instalments that are taken',
      when: () => 'each of them',
    },
    statement: {
      name: 'Monthly statement',
      field: 'Monthly statement',
      when: () => 'on the first of each month',
    },
  },
  settings: {
    title: 'Your alerts',
    off: 'off',
    atOnce: 'at once',
    inDigest: 'in the digest',
    quiet: 'Quiet hours',
    hours: (from, until) => `from ${from} to ${until}; I tell you afterwards`,
    anyHour: 'none',
    digest: 'Digest',
    at: (time) => `at ${time}`,
    zone: (name) => `By the clock of ${name}`,
    askZone:
      'I do not know your time zone, so these hours are UTC. Where are you? /alerts zone Europe/London',
    usage:
      '/alerts low 10 · /alerts incoming 5 digest · /alerts quiet 22-7 · /alerts digest 18 · /alerts zone Europe/London',
  },
  buttons: {
    change: 'Change',
    times: 'Hours',
    turn: (name, on) => `${name}: turn ${on ? 'on' : 'off'}`,
  },
  low: {
    title: (balance) => `You have ${balance} left`,
    below: (threshold) => `That is below ${threshold}, as you wanted to be told.`,
  },
  several: 'What you wanted to hear of',
  form: {
    title: 'Your alerts',
    save: 'Save',
    amountHint: '10 · 10 digest · all · empty: off',
    balanceHint: '10 · 10 digest · empty: off',
    all: 'all',
    digest: 'digest',
    choices: { on: 'At once', digest: 'In the digest', off: 'Off' },
  },
  times: {
    title: 'Your hours',
    quiet: 'Quiet hours',
    quietHint: '22-7 · empty: none',
    digest: 'Digest at',
    digestHint: '18',
    zone: 'Time zone',
    zoneHint: 'Europe/London, or a city',
  },
  refusals: {
    zone_unknown: ({ text, choices }, { either }) => ({
      title: `I do not know the time zone “${text}”`,
      hint:
        choices.length > 0
          ? `Did you mean ${either(choices)}?`
          : 'Write a continent and a city, such as Europe/London.',
    }),
    hours_unclear: ({ text }) => ({
      title: text === '' ? 'At which hour?' : `I cannot read “${text}” as hours`,
      hint: 'Write 22-7 or 22:30-7 for quiet hours, 18 for the digest.',
    }),
    alert_unknown: ({ text }) => ({
      title: text === '' ? 'Which alert?' : `I know no alert “${text}”`,
      hint: 'There are low, large, incoming, requests, interest and statement; and quiet, digest and zone for your hours.',
    }),
  },
};
