/** A date in numbers is the same day wherever it is typed, and where it could be another, everybody who reads one asks. */
import { describe, expect, test } from 'vitest';
import { readDate, wholeDate } from '../../../bots/shared/date.ts';
import { parseCommand } from '../../../bots/shared/grammar.ts';
import { explain } from '../../../bots/shared/views/explain.ts';
import { ASSETS, findAsset, type Refusal } from '../../../core/index.ts';
import { discord as discordId } from '../../core/world.ts';

const today = '2026-11-29';

describe('a date in numbers', () => {
  test.each<[string, string | null, string[] | null]>([
    ['2026-12-24', null, ['2026-12-24']],
    ['2027-1-5', 'en-US', ['2027-01-05']],
    ['24.12.2026', 'en-US', ['2026-12-24']],
    ['3.4.2027', 'en-US', ['2027-04-03']],
    ['3.4.', 'de', ['2027-04-03']],
    ['3/4/2027', 'en-GB', ['2027-04-03']],
    ['3/4/2027', 'en-AU', ['2027-04-03']],
    ['3/4/2027', 'en_US', ['2027-03-04']],
    ['3/4/2027', 'es-PR', ['2027-03-04']],
    ['3/4/2027', 'de', ['2027-04-03']],
    ['3/4/2027', 'de-AT', ['2027-04-03']],
    ['3/4/2027', 'pt-br', ['2027-04-03']],
    // Of no country, of one that puts the year first, of none that there is.
    ['3/4/2027', null, ['2027-04-03', '2027-03-04']],
    ['3/4/2027', 'en', ['2027-04-03', '2027-03-04']],
    ['3/4/2027', 'EN', ['2027-04-03', '2027-03-04']],
    ['3/4/2027', 'ja', ['2027-04-03', '2027-03-04']],
    ['3/4/2027', 'en-CA', ['2027-04-03', '2027-03-04']],
    ['3/4/2027', 'no locale', ['2027-04-03', '2027-03-04']],
    ['3-4-2027', null, ['2027-04-03', '2027-03-04']],
    ['3-4-2027', 'en-US', ['2027-03-04']],
    ['3/4/27', 'en-GB', ['2027-04-03']],
    ['26-12-01', 'en-GB', ['2001-12-26', '2026-12-01']],
    // One day at most, whoever writes it.
    ['4/4/2027', null, ['2027-04-04']],
    ['24/12/2026', null, ['2026-12-24']],
    ['24/12/2026', 'en-US', ['2026-12-24']],
    ['12/24/2026', 'en-GB', ['2026-12-24']],
    ['31.02.2027', 'de', []],
    ['31/31/2027', null, []],
    ['0000-01-01', null, []],
    ['0026-12-01', null, []],
    // Without a year, the next one.
    ['28/11', 'en-GB', ['2027-11-28']],
    ['29/11', 'en-GB', ['2026-11-29']],
    ['29.2.', 'de', ['2028-02-29']],
    ['11/12', null, ['2026-12-11', '2027-11-12']],
    ['10/2026', null, null],
    ['1.5', null, null],
    ['3/4/20271', null, null],
    ['3/4-2027', null, null],
    ['tomorrow', null, null],
    ['', null, null],
  ])('%s of somebody whose locale is %s', (text, locale, days) => {
    expect(readDate(text, locale, today)?.days ?? null).toEqual(days);
  });

  test('is a whole text with its year where nothing else may stand', () => {
    expect(wholeDate('1.12.2026', null)).toEqual({ ok: true, value: '2026-12-01' });
    for (const text of ['1.12.', '3/4', '1.12.2026 at 8', '31.2.2027', 'soon', ''])
      expect(wholeDate(text, 'en-GB')).toMatchObject({ refusal: { code: 'day_unclear', text } });
    expect(wholeDate('3/4/2027', null)).toMatchObject({ refusal: { code: 'day_ambiguous' } });
  });
});

/** Everything that reads one, with its day in what was understood. */
const readers: readonly [verb: string, line: (date: string) => string, german: (date: string) => string][] = [
  ['schedule', (date) => `@bob 5 on ${date}`, (date) => `@bob 5 am ${date}`],
  ['schedule', (date) => `@bob 5 daily from ${date}`, (date) => `@bob 5 täglich ab ${date}`],
  ['schedule', (date) => `@bob 5 daily until ${date}`, (date) => `@bob 5 täglich bis ${date}`],
  [
    'shop',
    (date) => `event Concert 12 on ${date} at 20:00`,
    (date) => `veranstaltung Konzert 12 am ${date} um 20:00`,
  ],
  ['statement', (date) => date, (date) => `vom ${date} bis ${date} als csv`],
  ['spending', (date) => `${date} to 2027-12-31`, (date) => `${date} bis 31.12.2027`],
  ['bank', (date) => `rates savings 4.25% from ${date}`, (date) => `rates savings 4,25% ab ${date}`],
  ['bank', (date) => `asset ACME price 13 from ${date}`, (date) => `asset ACME preis 13 ab ${date}`],
  [
    'bank',
    (date) => `dividend ACME 0.12 record ${date} pay 2027-12-31`,
    (date) => `dividend ACME 0,12 stichtag ${date} zahltag 31.12.2027`,
  ],
  [
    'bank',
    (date) => `dividend ACME 0.12 record 2027-01-01 pay ${date}`,
    (date) => `dividend ACME 0,12 stichtag 1.1.2027 zahltag ${date}`,
  ],
];

const understood = (verb: string, line: string, locale: string | null) =>
  parseCommand(verb, [{ type: 'text', text: line }], {
    speaker: discordId('1'),
    locale,
    assets: [...ASSETS, { code: 'ACME', exponent: 0 }],
    main: findAsset('GBP')!,
    repliedTo: null,
    at: '2026-11-29T10:00:00.000Z',
    zone: 'Europe/Berlin',
  });

describe('wherever one is typed', () => {
  test.each(readers)('/%s %o', (verb, english, german) => {
    const days = (line: string, locale: string | null) => {
      const parsed = understood(verb, line, locale);
      return parsed.ok ? JSON.stringify(parsed.value) : parsed.refusal.code;
    };
    for (const date of ['3/4/2027', '3-4-2027', '03/04/2027', '3.4.2027', '2027-04-03'])
      expect(days(english(date), 'en-GB')).toContain('2027-04-03');
    for (const date of ['3/4/2027', '3.4.2027', '03.04.2027', '2027-04-03'])
      expect(days(german(date), 'de-DE')).toContain('2027-04-03');
    expect(days(english('3/4/2027'), 'en-US')).toContain('2027-03-04');
    for (const locale of ['en', null]) {
      const choices = ['2027-04-03', '2027-03-04'];
      const refusal = { code: 'day_ambiguous', text: '3/4/2027', choices };
      expect(understood(verb, english('3/4/2027'), locale)).toEqual({ ok: false, refusal });
      expect(days(english('2027-04-03'), locale)).toContain('2027-04-03');
    }
    const none = understood(verb, english('31/2/2027'), 'en-GB');
    expect(none.ok ? 'ok' : none.refusal.code).toMatch(/^(?:day_un|statement_un)/);
  });

  test('a weekday beside it does not change how it is read', () => {
    const day = (date: string, locale: string) => {
      const parsed = understood('schedule', `@bob 5 on ${date}`, locale);
      return parsed.ok ? (parsed.value as { plan: { from: string } }).plan.from : parsed.refusal.code;
    };
    expect(day('Thursday 3/4/2027', 'en-US')).toBe('2027-03-04');
    expect(day('Saturday, 3/4/2027', 'en-GB')).toBe('2027-04-03');
    expect(day('Saturday 3/4/2027', 'en')).toBe('day_ambiguous');
    expect(day('Samstag, 3/4/2027 um 18:00', 'de-DE')).toBe('2027-04-03');
    expect(day('Saturday 3.4.2027', 'en-US')).toBe('2027-04-03');
    expect(day('3/4-2027', 'en-US')).toBe('day_unknown');
  });

  test.each<[date: string, locale: string, day: string]>([
    ['24 November', 'en-GB', 'day_passed'],
    ['24 Nov', 'en-GB', 'day_passed'],
    ['Tuesday 24 November', 'en-GB', 'day_passed'],
    ['24/11', 'en-GB', 'day_passed'],
    ['24.11.', 'de-DE', 'day_passed'],
    ['24. November', 'de-DE', 'day_passed'],
    ['28 November', 'en-GB', 'day_passed'],
    // Sixty days ago, and one more.
    ['30 September', 'en-GB', 'day_passed'],
    ['29 September', 'en-GB', '2027-09-29'],
    ['29/9', 'en-GB', '2027-09-29'],
    // Of today, of what is still to come this year, and of the turn of the year, there is no doubt.
    ['29 November', 'en-GB', '2026-11-29'],
    ['24 December', 'en-GB', '2026-12-24'],
    ['24.12.', 'de-DE', '2026-12-24'],
    ['5 January', 'en-GB', '2027-01-05'],
    ['5. Januar', 'de-DE', '2027-01-05'],
    ['28 February', 'en-GB', '2027-02-28'],
    // Nor where the year is said, or counted to.
    ['24 November 2027', 'en-GB', '2027-11-24'],
    ['24/11/2027', 'en-GB', '2027-11-24'],
    ['24.11.27', 'de-DE', '2027-11-24'],
    ['in 330 days', 'en-GB', '2027-10-25'],
  ])('%s, said on 29 November 2026 by %s: %s', (date, locale, expected) => {
    const scheduled = understood('schedule', `@bob 5 ${date.startsWith('in') ? '' : 'on '}${date}`, locale);
    expect(
      scheduled.ok ? (scheduled.value as { plan: { from: string } }).plan.from : scheduled.refusal.code,
    ).toBe(expected);
    const event = understood('shop', `event Concert 12 on ${date} at 20:00`, locale);
    expect(event.ok ? (event.value as { event: { day: string } }).event.day : event.refusal.code).toBe(
      expected,
    );
  });

  test('what comes every year comes next year; what begins or ends asks', () => {
    const said = (line: string) => {
      const parsed = understood('schedule', line, 'en-GB');
      return parsed.ok ? (parsed.value as { plan: { from: string } }).plan.from : parsed.refusal.code;
    };
    expect(said('@bob 5 every 24 November')).toBe('2027-11-24');
    expect(said('@bob 5 yearly on 24 November')).toBe('2027-11-24');
    expect(said('@bob 5 daily from 24 November')).toBe('day_passed');
    expect(said('@bob 5 daily until 24 November')).toBe('day_passed');
    expect(said('@bob 5 daily until 24 November 2027')).not.toBe('day_passed');
  });

  test('a time of today that is over is no time of next year', () => {
    for (const date of ['29 November', '29/11', '29.11.'])
      expect(understood('shop', `event Concert 12 on ${date} at 08:00`, 'en-GB')).toMatchObject({
        value: { event: { day: '2026-11-29' } },
      });
  });

  test('a day that has just passed is named, with how to write the next one', () => {
    const refusal: Refusal = { code: 'day_passed', passed: '2026-11-24', day: '2027-11-24' };
    expect(understood('shop', 'event Old 12 on 24 November at 20:00', 'en-GB')).toEqual({
      ok: false,
      refusal,
    });
    const said = (locale: string) => {
      const { title, hint } = explain(refusal, locale);
      return { title: title.replaceAll('\u00a0', ' '), hint };
    };
    expect(said('en-GB')).toEqual({
      title: '24 Nov 2026 is over already',
      hint: 'If you mean next year, please write the year: 2027-11-24.',
    });
    expect(said('de-DE')).toEqual({
      title: 'Der 24. Nov. 2026 ist schon vorbei',
      hint: 'Wenn du nächstes Jahr meinst, schreib bitte das Jahr dazu: 2027-11-24.',
    });
  });

  test('the question names both days, and how to write the one that was meant', () => {
    const choices = ['2027-04-03', '2027-03-04'];
    const refusal: Refusal = { code: 'day_ambiguous', text: '3/4/2027', choices };
    const said = (locale: string) => {
      const { title, hint } = explain(refusal, locale);
      return { title, hint: hint?.replaceAll('\u00a0', ' ') };
    };
    expect(said('en-GB')).toEqual({
      title: '“3/4/2027” may be different days',
      hint: 'Do you mean 3 Apr 2027 or 4 Mar 2027? Please write the year first, like 2027-04-03.',
    });
    expect(said('de-DE')).toEqual({
      title: '„3/4/2027“ können verschiedene Tage sein',
      hint: 'Meinst du den 3. Apr. 2027 oder 4. März 2027? Bitte schreib das Jahr zuerst, etwa 2027-04-03.',
    });
  });
});
