/** English, as it is written in Britain: short, plain and kind. */
import type { Repeat } from '../../../core/index.ts';
import type { StandingMessages } from './messages.ts';

const example = 'For example: /schedule @bob 50 every month on the 1st for rent';

const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
/** A date stays on one line. */
const dayText = (day: string): string => days.format(new Date(`${day}T00:00Z`)).replaceAll(' ', '\u00a0');
const ordinals = new Intl.PluralRules('en-GB', { type: 'ordinal' });
const ordinal = (day: number): string =>
  `${day}${({ one: 'st', two: 'nd', few: 'rd' } as Record<string, string>)[ordinals.select(day)] ?? 'th'}`;
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const nths: Record<number, string> = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', [-1]: 'last' };

function onText({ on }: Repeat, list: (items: readonly string[]) => string): string {
  if (on === null) return '';
  if (on.by === 'weekdays') return ` on ${list(on.weekdays.map((weekday) => weekdays[weekday - 1]!))}`;
  if (on.by === 'nth') return ` on the ${nths[on.nth]} ${weekdays[on.weekday - 1]}`;
  return on.day === 31 ? ' on the last day' : ` on the ${ordinal(on.day)}`;
}

export const en: StandingMessages = {
  commands: {
    schedule: {
      summary: 'Pay somebody later, or again and again',
      example: '/schedule @bob 50 every month on the 1st for rent',
    },
    schedules: {
      summary: 'See what you have scheduled; pause, resume, skip or end it',
      example: '/schedules',
    },
  },
  options: {
    when: 'When: tomorrow, on 24 December at 18:00, every month on the 1st until 31 May 2027',
    action: 'What to do about it: pause, resume, skip or end',
    reference: 'Which one: the code on its card',
  },
  shortcuts: { schedule: 'Schedule a payment' },
  refusals: {
    standing_how: () => ({ title: 'Whom do you pay, how much, and when?', hint: example }),
    standing_when: () => ({ title: 'When shall it be paid?', hint: example }),
    standing_which_day: ({ unit }) => ({
      title: {
        week: 'On which day of the week?',
        month: 'On which day of the month?',
        year: 'On which day of the year?',
      }[unit],
      hint: {
        week: 'For example: every week on Friday',
        month: 'For example: every month on the 1st, or on the last day',
        year: 'For example: every year on 24 December',
      }[unit],
    }),
    standing_twice: ({ text }) => ({ title: `Two different times are said: “${text}” is one too many` }),
    standing_past: () => ({ title: 'That is over already', hint: 'Please give a day and a time to come.' }),
    standing_until: () => ({ title: 'It would end before the first payment' }),
    standing_horizon: ({ years }, { plural }) => ({
      title: `That is too far ahead: ${plural(years, { one: '# year', other: '# years' })} is the most`,
    }),
    standing_interval: () => ({ title: 'Once a day is the most often' }),
    standing_count: ({ limit }) => ({ title: `Between 1 and ${limit}, please` }),
    standing_one_payee: () => ({ title: 'One person at a time, please', hint: example }),
    standing_unknown: ({ text }) => ({
      title: `You have nothing scheduled that is called ${text}`,
      hint: 'See /schedules for what there is.',
    }),
    standing_state: ({ state }) => ({
      title: {
        active: 'It is not paused',
        paused: 'It is paused',
        ended: 'It has ended',
      }[state],
    }),
    standing_run_over: ({ state }) => ({
      title: { placed: 'It is paid already', skipped: 'It was left out' }[state],
      hint: 'Nothing more has moved.',
    }),
    standings_too_many: ({ limit }) => ({
      title: `You have ${limit} payments scheduled already`,
      hint: 'End some first: /schedules shows them.',
    }),
  },
  rhythm: (repeat, { list, plural }) => {
    const { unit, every, count, until } = repeat;
    const units = {
      day: { one: 'every day', other: 'every # days' },
      week: { one: 'every week', other: 'every # weeks' },
      month: { one: 'every month', other: 'every # months' },
      year: { one: 'every year', other: 'every # years' },
    }[unit];
    return [
      `${plural(every, units)}${onText(repeat, list)}`,
      ...(count === null ? [] : [plural(count, { one: 'once', other: '# times' })]),
      ...(until === null ? [] : [`until ${dayText(until)}`]),
    ].join(', ');
  },
  moment: (day, time) => `${day}, ${time}`,
  memo: (memo) => `“${memo}”`,
  next: (dates) => `Next: ${dates}`,
  zone: (zone) => `by the clock of ${zone}`,
  noZone: 'by UTC, until you tell me your clock: /alerts zone Europe/London',
  paid: (count, { plural }) =>
    plural(count, { '=0': 'not paid yet', one: 'paid once', other: 'paid # times' }),
  states: { active: 'active', paused: 'paused', ended: 'ended' },
  proposed: (payee, amount) => `Pay ${payee} ${amount}?`,
  cancelled: 'Nothing was scheduled',
  created: 'It is scheduled. Each receipt comes here when it is paid.',
  title: (payee, amount) => `${amount} to ${payee}`,
  why: {
    asked: 'You wanted it so.',
    finished: 'All of it is done.',
    self: 'You are the one who would be paid.',
    payer: 'Your account is frozen.',
    payee: 'They cannot be paid at the moment.',
    unclaimed: 'They never claimed the last payment, and it came back to you.',
    funds: 'There was not enough money, also at the last try.',
    order: 'It was paused or ended.',
    next: 'The next one came.',
    refused: 'It could not be paid.',
  },
  list: {
    title: 'What you have scheduled',
    empty: 'Nothing is scheduled.',
    part: (first, last, all) => `${first} to ${last} of ${all}, the next to pay first`,
  },
  failed: {
    due: (payee, amount) => `Not enough money for ${amount} to ${payee}`,
    placed: (payee, amount) => `Paid after all: ${amount} to ${payee}`,
    skipped: (payee, amount) => `Left out: ${amount} to ${payee}`,
  },
  dueAt: (date) => `It was due on ${date}.`,
  retryAt: (date) => `The next try is on ${date}.`,
  stopped: {
    skipped: (payee, amount) => `Left out: ${amount} to ${payee}`,
    paused: (payee, amount) => `Paused: ${amount} to ${payee}`,
    ended: (payee, amount) => `Ended: ${amount} to ${payee}`,
  },
  buttons: {
    create: 'Create',
    cancel: 'Cancel',
    pause: 'Pause',
    resume: 'Resume',
    skip: 'Skip next',
    end: 'End',
    pay: 'Pay now',
    skip_run: 'Skip',
    more: 'More',
  },
  done: { paid: 'It is on its way', skipped: 'This one is left out' },
  receipt: {
    first: (amount, rhythm) =>
      rhythm === null ? `Scheduled payment: ${amount}` : `Standing order: ${amount}, ${rhythm}`,
    again: 'Standing order',
    missed: (count, { plural }) =>
      plural(count, {
        one: 'One date before it was missed, and is not paid.',
        other: '# dates before it were missed, and are not paid.',
      }),
  },
  form: {
    title: 'Schedule a payment',
    submit: 'Continue',
    who: 'To',
    amount: 'Amount, and what for',
    amountPlaceholder: '50, or 50 EUR for rent',
    start: 'First payment',
    startPlaceholder: 'tomorrow, or 1 December at 18:00',
    repeat: 'Repeat',
    end: 'End',
    endPlaceholder: 'never, 12 times, or 31 May 2027',
  },
  repeats: {
    once: 'Once',
    day: 'Daily',
    week: 'Weekly',
    fortnight: 'Every 2 weeks',
    month: 'Monthly',
    year: 'Yearly',
  },
};
