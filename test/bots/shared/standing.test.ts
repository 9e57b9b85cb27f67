import { describe, expect, test } from 'vitest';
import { parseSchedule, parseScheduleForm } from '../../../bots/shared/standing/commands.ts';
import { tokens } from '../../../bots/shared/tokens.ts';
import type { StandingPlan } from '../../../core/index.ts';
import { findAsset } from '../../../core/index.ts';
import { mention } from './stage.ts';

const gbp = findAsset('GBP')!;
/** A Sunday, at 4:00 in Berlin. */
const at = '2026-11-29T03:00:00Z';
const context = (locale = 'en-GB', zone = 'Europe/Berlin') => ({
  speaker: { platform: 'slack' as const, tenant: 'T1', user: 'ALICE' },
  locale,
  assets: [gbp, findAsset('EUR')!],
  main: gbp,
  repliedTo: null,
  at,
  zone,
});

const argsOf = (line: string) =>
  line
    .split(/(<\w+>)/)
    .filter((part) => part !== '')
    .map((part) =>
      /^<\w+>$/.test(part) ? mention('slack', part.slice(1, -1)) : { type: 'text' as const, text: part },
    );

const timeText = (time: number) =>
  `${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`;

/** A plan in a few letters: `2026-12-24 18:00 month/2 day:1 ×12 ≤2027-05-31`. */
function planText({ from, time, repeat }: StandingPlan): string {
  const on = repeat?.on;
  const onText = !on
    ? []
    : [
        on.by === 'day'
          ? `day:${on.day}`
          : on.by === 'nth'
            ? `nth:${on.nth}.${on.weekday}`
            : `on:${on.weekdays.join(',')}`,
      ];
  return [
    from,
    time === null ? null : timeText(time),
    repeat && `${repeat.unit}/${repeat.every}`,
    ...onText,
    repeat?.count && `×${repeat.count}`,
    repeat?.until && `≤${repeat.until}`,
  ]
    .filter((part) => part !== null && part !== undefined)
    .join(' ');
}

function said(line: string, locale?: string): string {
  const parsed = parseSchedule(tokens(argsOf(line)), context(locale));
  if (!parsed.ok) return parsed.refusal.code;
  if (parsed.value.verb !== 'schedule') return parsed.value.verb;
  const { amount, memo, plan } = parsed.value;
  return `${amount.minor} ${planText(plan)}${memo === null ? '' : ` “${memo}”`}`;
}

describe('what is typed', () => {
  test.each([
    ['<BOB> 50 every month on the 1st rent', '5000 month/1 day:1 “rent”'],
    ['<BOB> 50 every month on the 1st for rent', '5000 month/1 day:1 “rent”'],
    ['<BOB> 50 for rent every month on the 1st', '5000 month/1 day:1 “rent”'],
    ['50 to <BOB> every month on the 1st', '5000 month/1 day:1'],
    ['<BOB> 20 on 24 December', '2000 2026-12-24'],
    ['<BOB> 20 on 24 December 2027 at 18:00', '2000 2027-12-24 18:00'],
    ['<BOB> 5 tomorrow', '500 2026-11-30'],
    ['<BOB> 5 tomorrow at 6pm lunch', '500 2026-11-30 18:00 “lunch”'],
    ['<BOB> 5 on Friday', '500 2026-12-04'],
    ['<BOB> 5 on Sunday', '500 2026-12-06'],
    ['<BOB> 5 in 3 days', '500 2026-12-02'],
    ['<BOB> 5 2026-12-24', '500 2026-12-24'],
    ['<BOB> 5 on 24/12/2026', '500 2026-12-24'],
    ['<BOB> 5 on 24.12.', '500 2026-12-24'],
    ['<BOB> 5 on the 1st', '500 2026-12-01'],
    ['<BOB> 5 daily', '500 day/1'],
    ['<BOB> 5 every day at 07:30', '500 07:30 day/1'],
    ['<BOB> 5 every 2 weeks on Friday', '500 week/2 on:5'],
    ['<BOB> 5 every other week on Friday', '500 week/2 on:5'],
    ['<BOB> 5 every Friday', '500 week/1 on:5'],
    ['<BOB> 5 every Monday and Thursday', '500 week/1 on:1,4'],
    ['<BOB> 5 every week on Monday and Thursday', '500 week/1 on:1,4'],
    ['<BOB> 5 on Mondays', '500 week/1 on:1'],
    ['<BOB> 5 fortnightly from 4 December', '500 2026-12-04 week/2'],
    ['<BOB> 5 monthly from 15 January', '500 2027-01-15 month/1'],
    ['<BOB> 5 every month on the last day', '500 month/1 day:31'],
    ['<BOB> 5 every last Friday of the month', '500 month/1 nth:-1.5'],
    ['<BOB> 5 every month on the first Monday', '500 month/1 nth:1.1'],
    ['<BOB> 5 every 15th', '500 month/1 day:15'],
    ['<BOB> 5 quarterly on the 1st', '500 month/3 day:1'],
    ['<BOB> 5 every 24 December', '500 2026-12-24 year/1'],
    ['<BOB> 5 every year on 24 December', '500 2026-12-24 year/1'],
    ['<BOB> 5 every month on the 1st until 31 May 2027', '500 month/1 day:1 ≤2027-05-31'],
    ['<BOB> 5 every month on the 1st 12 times', '500 month/1 day:1 ×12'],
    [
      '<BOB> 5 every Friday from 1 January until 2027-06-30 at 18:00',
      '500 2027-01-01 18:00 week/1 on:5 ≤2027-06-30',
    ],
    ['<BOB> 5 EUR every Friday', '500 week/1 on:5'],
    ['<BOB> 5 tomorrow for the sun cream', '500 2026-11-30 “the sun cream”'],
    ['<BOB> 5 tomorrow sun cream', '500 2026-11-30 “sun cream”'],
    ['<BOB> 5 daily for rent until the end', '500 day/1 “rent until the end”'],
    ['<BOB> 5 on 31 January', '500 2027-01-31'],
  ])('/schedule %s is %s', (line, expected) => {
    expect(said(line)).toBe(expected);
  });

  test.each([
    ['<BOB> 50 jeden Monat am 1. für Miete', '5000 month/1 day:1 “Miete”'],
    ['<BOB> 50 monatlich am 1. Miete', '5000 month/1 day:1 “Miete”'],
    ['<BOB> 7,50 morgen', '750 2026-11-30'],
    ['<BOB> 5 übermorgen um 18 Uhr', '500 2026-12-01 18:00'],
    ['<BOB> 5 am 24. Dezember', '500 2026-12-24'],
    ['<BOB> 5 am 24.12.', '500 2026-12-24'],
    ['<BOB> 5 am 3.4.', '500 2027-04-03'],
    ['<BOB> 5 am 24.12.2026 um 18:30', '500 2026-12-24 18:30'],
    ['<BOB> 5 am Freitag', '500 2026-12-04'],
    ['<BOB> 5 jeden Freitag', '500 week/1 on:5'],
    ['<BOB> 5 freitags', '500 week/1 on:5'],
    ['<BOB> 5 alle 2 Wochen am Freitag', '500 week/2 on:5'],
    ['<BOB> 5 alle zwei Wochen am Montag und Freitag', '500 week/2 on:1,5'],
    ['<BOB> 5 jeden zweiten Freitag', '500 week/2 on:5'],
    ['<BOB> 5 täglich', '500 day/1'],
    ['<BOB> 5 jeden Tag um 9', '500 09:00 day/1'],
    ['<BOB> 5 jeden Monat am letzten Tag', '500 month/1 day:31'],
    ['<BOB> 5 jeden Monat am letzten Freitag', '500 month/1 nth:-1.5'],
    ['<BOB> 5 jeden 15. des Monats', '500 month/1 day:15'],
    ['<BOB> 5 vierteljährlich ab 1. Januar', '500 2027-01-01 month/3'],
    ['<BOB> 5 jedes Jahr am 24. Dezember', '500 2026-12-24 year/1'],
    ['<BOB> 5 jährlich am 24.12.', '500 2026-12-24 year/1'],
    ['<BOB> 5 jeden Monat am 1. bis 31. Mai 2027', '500 month/1 day:1 ≤2027-05-31'],
    ['<BOB> 5 jeden Monat am 1. 12 mal', '500 month/1 day:1 ×12'],
  ])('in German, /schedule %s is %s', (line, expected) => {
    expect(said(line, 'de-DE')).toBe(expected);
  });

  test.each([
    ['', 'schedule_form'],
    ['<BOB>', 'schedule_form'],
    ['list', 'list'],
    ['<BOB> 5', 'standing_when'],
    ['<BOB> 5 rent', 'standing_when'],
    ['<BOB> tomorrow', 'standing_how'],
    ['5 tomorrow', 'standing_how'],
    ['<BOB> <CAROL> 5 tomorrow', 'standing_one_payee'],
    ['<BOB> 5 on 03-04-27', 'day_ambiguous'],
    ['<BOB> 5 daily until 03-04-27', 'day_ambiguous'],
    ['<BOB> 5 on 31 February', 'day_unknown'],
    ['<BOB> 5 on 31.02.2027', 'day_unknown'],
    ['<BOB> 5 every 45th', 'day_unknown'],
    ['<BOB> 5 daily from 99 May', 'day_unknown'],
    ['<BOB> 5 tomorrow at 6', 'time_ambiguous'],
    ['<BOB> 5 daily at 6', 'time_ambiguous'],
    ['<BOB> 5 tomorrow evening', 'time_ambiguous'],
    ['<BOB> 5 daily at 25:00', 'day_unknown'],
    ['<BOB> 5 every hour', 'standing_interval'],
    ['<BOB> 5 every 10 minutes', 'standing_interval'],
    ['<BOB> 5 daily weekly', 'standing_twice'],
    ['<BOB> 5 tomorrow on Friday', 'standing_twice'],
    ['<BOB> 5 every year on Friday', 'standing_which_day'],
    ['<BOB> 5 tomorrow 12 times', 'standing_when'],
    ['<BOB> -5 tomorrow', 'amount_not_positive'],
    ['<BOB> 1e3 tomorrow', 'amount_invalid'],
    ['<BOB> 5.005 tomorrow', 'amount_too_many_decimals'],
    ['<BOB> 1.000 tomorrow', 'schedule_which'],
  ])('/schedule %s is not done, but %s', (line, expected) => {
    expect(said(line, line.includes('1.000') ? '' : 'en-GB')).toBe(expected);
  });

  test('a day is the speaker’s own: what is tomorrow depends on where they are', () => {
    const dayIn = (zone: string, when = 'tomorrow') => {
      const parsed = parseSchedule(tokens(argsOf(`<BOB> 5 ${when}`)), context('en-GB', zone));
      return parsed.ok && parsed.value.verb === 'schedule' ? parsed.value.plan.from : null;
    };
    expect(dayIn('Pacific/Kiritimati')).toBe('2026-11-30');
    expect(dayIn('America/Los_Angeles')).toBe('2026-11-29');
    expect(dayIn('America/Los_Angeles', 'on the 29th')).toBe('2026-11-29');
    expect(dayIn('Pacific/Kiritimati', 'on the 29th')).toBe('2026-12-29');
    expect(dayIn('Pacific/Kiritimati', 'on the last day')).toBe('2026-11-30');
  });
});

describe('the form', () => {
  const form = (values: Record<string, string>, locale?: string): string => {
    const asArgs = Object.entries(values).map(([name, text]) => [name, [{ type: 'text' as const, text }]]);
    const parsed = parseScheduleForm(
      { who: [mention('slack', 'BOB')], ...Object.fromEntries(asArgs) },
      context(locale),
    );
    if (!parsed.ok) return parsed.refusal.code;
    if (parsed.value.verb !== 'schedule') return parsed.value.verb;
    const { amount, memo, plan } = parsed.value;
    return `${amount.minor} ${planText(plan)}${memo === null ? '' : ` “${memo}”`}`;
  };

  test.each([
    [
      { amount: '50 for rent', start: '1 December', repeat: 'month', end: '' },
      '5000 2026-12-01 month/1 “rent”',
    ],
    [{ amount: '50', start: 'tomorrow at 18:00', repeat: 'once', end: '' }, '5000 2026-11-30 18:00'],
    [{ amount: '50', start: 'Friday', repeat: 'fortnight', end: '12' }, '5000 2026-12-04 week/2 ×12'],
    [
      { amount: '50', start: 'on 24 December', repeat: 'year', end: 'until 31 May 2030' },
      '5000 2026-12-24 year/1 ≤2030-05-31',
    ],
    [{ amount: '50', start: 'tomorrow', repeat: 'day', end: 'never' }, '5000 2026-11-30 day/1'],
    [{ amount: '50', start: 'soon', repeat: 'day', end: '' }, 'day_unknown'],
    [{ amount: '50', start: 'tomorrow', repeat: 'day', end: 'whenever' }, 'day_unknown'],
    [{ amount: '50', start: '03/04', repeat: 'once', end: '' }, '5000 2027-04-03'],
    [{ amount: '50', start: '03-04-27', repeat: 'once', end: '' }, 'day_ambiguous'],
    [{ amount: '', start: 'tomorrow', repeat: 'once', end: '' }, 'standing_how'],
  ])('%o is %s', (values, expected) => {
    expect(form(values)).toBe(expected);
  });

  test('is understood in German', () => {
    const values = { amount: '50 EUR für Miete', start: '1. Dezember', repeat: 'month', end: '12 Mal' };
    expect(form(values, 'de-DE')).toBe('5000 2026-12-01 month/1 ×12 “Miete”');
    expect(form({ ...values, end: 'nie', start: 'übermorgen um 18 Uhr' }, 'de-DE')).toBe(
      '5000 2026-12-01 18:00 month/1 “Miete”',
    );
  });
});
