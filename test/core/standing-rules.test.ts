/** When standing orders pay, and what becomes of what does not: the pure rules. */
import { describe, expect, test } from 'vitest';
import type { Refusal, Repeat, StandingPlan } from '../../core/index.ts';
import {
  advance,
  consequenceOf,
  datesAfter,
  momentAt,
  planned,
  retryAt,
  ruleText,
} from '../../core/standing/rules.ts';
import { once, repeat } from './standing-plans.ts';
import { granted, refusalOf } from './world.ts';

const instants = (zone: string, dates: readonly string[]) =>
  dates.map((date) => momentAt(zone, date).toISOString().slice(0, 16));

/**
 * RFC 5545 §3.8.5.3, https://www.rfc-editor.org/rfc/rfc5545#section-3.8.5.3: its own examples, all in America/New_York from 1997-09-02
 * at 9:00 unless it says otherwise; those whose rhythm can be said to Tuppence.
 */
const worked: [title: string, starts: string, rhythm: Repeat, dates: string][] = [
  [
    'Daily for 10 occurrences',
    '1997-09-02T09:00',
    repeat('day', { count: 10 }),
    '09-02 09-03 09-04 09-05 09-06 09-07 09-08 09-09 09-10 09-11',
  ],
  ['Every other day, forever', '1997-09-02T09:00', repeat('day', { every: 2 }), '09-02 09-04 09-06 09-08'],
  [
    'Every 10 days, 5 occurrences',
    '1997-09-02T09:00',
    repeat('day', { every: 10, count: 5 }),
    '09-02 09-12 09-22 10-02 10-12',
  ],
  [
    'Weekly for 10 occurrences',
    '1997-09-02T09:00',
    repeat('week', { on: { by: 'weekdays', weekdays: [2] }, count: 10 }),
    '09-02 09-09 09-16 09-23 09-30 10-07 10-14 10-21 10-28 11-04',
  ],
  [
    'Every other week, forever',
    '1997-09-02T09:00',
    repeat('week', { every: 2, on: { by: 'weekdays', weekdays: [2] } }),
    '09-02 09-16 09-30 10-14 10-28 11-11 11-25 12-09 12-23',
  ],
  [
    'Weekly on Tuesday and Thursday for five weeks',
    '1997-09-02T09:00',
    repeat('week', { on: { by: 'weekdays', weekdays: [2, 4] }, count: 10 }),
    '09-02 09-04 09-09 09-11 09-16 09-18 09-23 09-25 09-30 10-02',
  ],
  [
    'Every other week on Tuesday and Thursday, for 8 occurrences',
    '1997-09-02T09:00',
    repeat('week', { every: 2, on: { by: 'weekdays', weekdays: [2, 4] }, count: 8 }),
    '09-02 09-04 09-16 09-18 09-30 10-02 10-14 10-16',
  ],
  [
    'Monthly on the first Friday for 10 occurrences',
    '1997-09-05T09:00',
    repeat('month', { on: { by: 'nth', nth: 1, weekday: 5 }, count: 10 }),
    '09-05 10-03 11-07 12-05 01-02 02-06 03-06 04-03 05-01 06-05',
  ],
  [
    'Monthly on the second-to-last Monday of the month for 6 months',
    '1997-09-22T09:00',
    repeat('month', { on: { by: 'nth', nth: -2, weekday: 1 }, count: 6 }),
    '09-22 10-20 11-17 12-22 01-19 02-16',
  ],
  [
    'Every 18 months on the 10th',
    '1997-09-10T09:00',
    repeat('month', { every: 18, on: { by: 'day', day: 10 }, count: 4 }),
    '09-10 03-10 09-10 03-10',
  ],
];

describe('a rhythm', () => {
  test.each(worked)('has the dates of RFC 5545’s example: %s', (_, starts, rhythm, expected) => {
    const dates = expected.split(' ');
    const found = datesAfter({ starts, repeat: rhythm }, null, dates.length + (rhythm.count ? 1 : 0));
    expect(found.map((date) => date.slice(5, 10))).toEqual(dates);
    expect(new Set(found.map((date) => date.slice(10)))).toEqual(new Set(['T09:00']));
  });

  test('is at nine in the morning before and after the clock goes back (RFC 5545: 9:00 EDT until October 25, 9:00 EST from October 26)', () => {
    const dates = datesAfter({ starts: '1997-10-25T09:00', repeat: repeat('day') }, null, 2);
    expect(instants('America/New_York', dates)).toEqual(['1997-10-25T13:00', '1997-10-26T14:00']);
  });

  test('may end on a day: Daily until December 24, 1997', () => {
    const series = { starts: '1997-09-02T09:00', repeat: repeat('day', { until: '1997-12-23' }) };
    const dates = datesAfter(series, null, 200);
    expect([dates[0], dates.at(-1), dates.length]).toEqual(['1997-09-02T09:00', '1997-12-23T09:00', 113]);
  });

  test.each<[string, Repeat, string]>([
    ['2027-01-31T09:00', repeat('month', { on: { by: 'day', day: 31 } }), '01-31 02-28 03-31 04-30 05-31'],
    ['2028-01-31T09:00', repeat('month', { on: { by: 'day', day: 31 } }), '01-31 02-29 03-31 04-30 05-31'],
    ['2027-01-30T09:00', repeat('month', { on: { by: 'day', day: 30 } }), '01-30 02-28 03-30 04-30 05-30'],
    ['2027-01-29T09:00', repeat('month', { on: { by: 'day', day: 29 } }), '01-29 02-28 03-29'],
    ['2028-02-29T09:00', repeat('year'), '02-29 02-28 02-28 02-28 02-29'],
    ['2027-12-24T09:00', repeat('year'), '12-24 12-24'],
    [
      '2026-11-30T09:00',
      repeat('month', { every: 3, on: { by: 'day', day: 30 } }),
      '11-30 02-28 05-30 08-30',
    ],
  ])('from %s on a day that some months lack is their last: %o', (starts, rhythm, expected) => {
    const dates = expected.split(' ');
    const found = datesAfter({ starts, repeat: rhythm }, null, dates.length);
    expect(found.map((date) => date.slice(5, 10))).toEqual(dates);
  });

  test('says its rule as RFC 5545 writes it', () => {
    expect(ruleText(repeat('month', { on: { by: 'day', day: 31 }, count: 12 }), '2027-01-31T09:00')).toBe(
      'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;COUNT=12',
    );
  });
});

describe('a nominal date', () => {
  // RFC 5545 §3.3.5, https://www.rfc-editor.org/rfc/rfc5545#section-3.3.5: its two examples of a date-time with a time zone.
  test.each([
    ['America/New_York', '2007-11-04T01:30', '2007-11-04T05:30', 'that comes twice is the first one: EDT'],
    [
      'America/New_York',
      '2007-03-11T02:30',
      '2007-03-11T07:30',
      'that does not come is read by EST, so it is 3:30 EDT',
    ],
    [
      'Europe/Berlin',
      '2027-03-28T02:30',
      '2027-03-28T01:30',
      'left out in spring is an hour later by the clock',
    ],
    ['Europe/Berlin', '2027-10-31T02:30', '2027-10-31T00:30', 'that comes twice in autumn is the first one'],
    [
      'Pacific/Apia',
      '2011-12-30T09:00',
      '2011-12-30T19:00',
      'on a day that was left out whole is read by the offset before',
    ],
    ['Asia/Kolkata', '2027-01-01T00:00', '2026-12-31T18:30', 'of a zone of half hours'],
  ])('in %s, %s is %s: one %s', (zone, date, moment) => {
    expect(instants(zone, [date])).toEqual([moment]);
  });

  test('that a change of the clock leaves out is paid all the same', () => {
    const dates = datesAfter({ starts: '2027-03-27T02:30', repeat: repeat('day') }, null, 3);
    expect(instants('Europe/Berlin', dates)).toEqual([
      '2027-03-27T01:30',
      '2027-03-28T01:30',
      '2027-03-29T00:30',
    ]);
  });
});

const now = new Date('2026-11-29T12:00:00Z');
describe('what somebody wrote', () => {
  test.each<[string, StandingPlan, string]>([
    ['a day', once({ from: '2026-12-24' }), '2026-12-24T09:00'],
    ['a day and a time', once({ from: '2026-12-24', time: 18 * 60 }), '2026-12-24T18:00'],
    ['later today', once({ from: '2026-11-29', time: 22 * 60 }), '2026-11-29T22:00'],
    ['earlier today', once({ from: '2026-11-29', time: 60 }), 'standing_past'],
    ['today, and no time', once({ from: '2026-11-29' }), 'standing_past'],
    ['yesterday', once({ from: '2026-11-28' }), 'standing_past'],
    ['nothing', once(), 'standing_when'],
    ['in ten years', once({ from: '2036-12-24' }), 'standing_horizon'],
    ['daily', once({ repeat: repeat('day') }), '2026-11-30T09:00'],
    ['daily, later', once({ repeat: repeat('day'), time: 20 * 60 }), '2026-11-29T20:00'],
    [
      'monthly on the 1st',
      once({ repeat: repeat('month', { on: { by: 'day', day: 1 } }) }),
      '2026-12-01T09:00',
    ],
    [
      'monthly on the 31st',
      once({ repeat: repeat('month', { on: { by: 'day', day: 31 } }) }),
      '2026-11-30T09:00',
    ],
    [
      'every third month on the 1st from January',
      once({ from: '2027-01-01', repeat: repeat('month', { every: 3, on: { by: 'day', day: 1 } }) }),
      '2027-01-01T09:00',
    ],
    [
      'every second week on Friday',
      once({ repeat: repeat('week', { every: 2, on: { by: 'weekdays', weekdays: [5] } }) }),
      '2026-12-04T09:00',
    ],
    ['monthly from a day', once({ from: '2026-12-15', repeat: repeat('month') }), '2026-12-15T09:00'],
    ['yearly on a day', once({ from: '2026-12-24', repeat: repeat('year') }), '2026-12-24T09:00'],
    ['monthly, and no day', once({ repeat: repeat('month') }), 'standing_which_day'],
    ['weekly, and no day', once({ repeat: repeat('week') }), 'standing_which_day'],
    ['yearly, and no day', once({ repeat: repeat('year') }), 'standing_which_day'],
    [
      'until a day before the first',
      once({ from: '2026-12-24', repeat: repeat('day', { until: '2026-12-20' }) }),
      'standing_until',
    ],
  ])('%s begins at %#', (_, plan, expected) => {
    const series = planned(plan, 'Europe/Berlin', now);
    expect(series.ok ? series.value.starts : series.refusal.code).toBe(expected);
  });

  test('is meant by their own clock: their today may be our tomorrow', () => {
    const late = new Date('2026-11-29T23:30:00Z');
    const plan = once({ repeat: repeat('day') });
    const starts = (zone: string) => granted(planned(plan, zone, late)).starts;
    expect(starts('Europe/London')).toBe('2026-11-30T09:00');
    expect(starts('Asia/Tokyo')).toBe('2026-11-30T09:00');
    expect(starts('America/Los_Angeles')).toBe('2026-11-30T09:00');
    expect(refusalOf(planned(once({ from: '2026-11-29', time: 1439 }), 'Europe/Berlin', late))).toBe(
      'standing_past',
    );
    expect(refusalOf(planned(once({ from: '2026-11-29', time: 1439 }), 'America/New_York', late))).toBe('ok');
  });
});

describe('what is due', () => {
  const daily = { starts: '2026-11-20T09:00', repeat: repeat('day', { count: 12 }) };
  test.each([
    ['2026-11-29T09:00:00Z', '2026-11-29T09:00', '2026-11-29T09:00', 0, '2026-11-30T09:00'],
    ['2026-11-29T09:00:00Z', '2026-11-27T09:00', '2026-11-29T09:00', 2, '2026-11-30T09:00'],
    ['2026-12-29T09:00:00Z', '2026-11-27T09:00', '2026-12-01T09:00', 4, null],
  ])(
    'at %s, from %s on, is only the latest: %s, after %i that were missed',
    (at, due, date, missed, next) => {
      expect(advance(daily, due, 'UTC', new Date(at))).toEqual({ date, missed, next });
    },
  );

  test.each([
    [1, null, '2026-11-29T13:00:00.000Z'],
    [2, null, '2026-11-29T17:00:00.000Z'],
    [3, null, '2026-11-30T06:00:00.000Z'],
    [4, null, null],
    [3, '2026-11-30T06:00:00Z', null],
    [1, '2026-11-29T13:00:01Z', '2026-11-29T13:00:00.000Z'],
  ])('after failure %i, with the next date at %s, is tried again at %s', (failures, next, expected) => {
    expect(retryAt(failures, now, next === null ? null : new Date(next))?.toISOString() ?? null).toBe(
      expected,
    );
  });
});

describe('a refusal of what is due', () => {
  test.each<[Refusal['code'], string]>([
    ['insufficient_funds', 'retry'],
    ['account_frozen', 'pause payer'],
    ['payee_frozen', 'pause payee'],
    ['payee_unknown', 'pause payee'],
    ['payee_is_bot', 'pause payee'],
    ['pay_self', 'end self'],
    ['standing_run_over', 'nothing'],
    ['spending_changed', 'nothing'],
    ['currency_unknown', 'pause refused'],
  ])('%s: %s', (code, expected) => {
    expect(Object.values(consequenceOf({ code })).join(' ')).toBe(expected);
  });
});
