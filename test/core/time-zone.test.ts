/** Hours by somebody's own clock, on the days when that clock is changed and on every other. */
import { describe, expect, it, test } from 'vitest';
import { endOfHours, findZones, nextTime, readZone } from '../../core/time-zone.ts';

const at = (hours: number, minutes = 0) => hours * 60 + minutes;
const next = (zone: string, time: number, after: string) =>
  nextTime(zone, time, new Date(after)).toISOString();

describe('the next time of day there', () => {
  it.each([
    ['later today', 'Europe/Berlin', at(18), '2026-06-10T12:00:00Z', '2026-06-10T16:00:00.000Z'],
    [
      'tomorrow, when it is that time just now',
      'Europe/Berlin',
      at(18),
      '2026-06-10T16:00:00Z',
      '2026-06-11T16:00:00.000Z',
    ],
    [
      'on a day that has begun there and not in London',
      'Pacific/Auckland',
      at(7),
      '2026-06-09T18:00:00Z',
      '2026-06-09T19:00:00.000Z',
    ],
    [
      'half an hour from everybody else',
      'Asia/Kolkata',
      at(9),
      '2026-06-10T00:00:00Z',
      '2026-06-10T03:30:00.000Z',
    ],
    [
      'an hour earlier by UTC, once summer time has begun',
      'Europe/Berlin',
      at(18),
      '2026-03-28T20:00:00Z',
      '2026-03-29T16:00:00.000Z',
    ],
    [
      'an hour later by UTC, once summer time has ended',
      'Europe/Berlin',
      at(18),
      '2026-10-24T20:00:00Z',
      '2026-10-25T17:00:00.000Z',
    ],
    [
      'at the change, where the change leaves it out',
      'Europe/Berlin',
      at(2, 30),
      '2026-03-28T20:00:00Z',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'the first time, where it comes twice',
      'Europe/Berlin',
      at(2, 30),
      '2026-10-24T20:00:00Z',
      '2026-10-25T00:30:00.000Z',
    ],
    [
      'not a second time that day, where it comes twice',
      'Europe/Berlin',
      at(2, 30),
      '2026-10-25T00:30:00Z',
      '2026-10-26T01:30:00.000Z',
    ],
    [
      'where the change is of half an hour',
      'Australia/Lord_Howe',
      at(2, 15),
      '2026-10-03T12:00:00Z',
      '2026-10-03T15:30:00.000Z',
    ],
    [
      'at the change, where a whole day was left out',
      'Pacific/Apia',
      at(12),
      '2011-12-30T08:00:00Z',
      '2011-12-30T10:00:00.000Z',
    ],
  ])('is %s', (_how, zone, time, after, expected) => {
    expect(next(zone, time, after)).toBe(expected);
  });

  it('is at most once for each day, for every minute of a year in zones that change', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe']) {
      let moment = new Date('2026-01-01T12:00:00Z');
      const days = new Set<string>();
      for (let count = 0; count < 365; count += 1) {
        moment = nextTime(zone, at(2, 30), moment);
        days.add(moment.toLocaleDateString('en-CA', { timeZone: zone }));
      }
      expect([zone, days.size]).toEqual([zone, 365]);
    }
  });
});

describe('the end of quiet hours', () => {
  const night = { from: at(22), until: at(7) };
  const end = (zone: string, hours: { from: number; until: number }, moment: string) =>
    endOfHours(zone, hours, new Date(moment))?.toISOString() ?? null;

  it.each([
    ['in the evening is the next morning', night, '2026-06-10T21:00:00Z', '2026-06-11T05:00:00.000Z'],
    ['after midnight is this morning', night, '2026-06-11T01:00:00Z', '2026-06-11T05:00:00.000Z'],
    ['is none in the middle of the day', night, '2026-06-11T12:00:00Z', null],
    ['begins with the first minute', night, '2026-06-10T20:00:00Z', '2026-06-11T05:00:00.000Z'],
    ['is over with the last', night, '2026-06-11T05:00:00Z', null],
    ['is none the minute before', night, '2026-06-10T19:59:59Z', null],
    [
      'comes an hour sooner in the night that summer time begins',
      night,
      '2026-03-28T23:00:00Z',
      '2026-03-29T05:00:00.000Z',
    ],
    [
      'comes an hour later in the night that it ends',
      night,
      '2026-10-24T23:00:00Z',
      '2026-10-25T06:00:00.000Z',
    ],
    [
      'is within the day where they are',
      { from: at(13), until: at(15) },
      '2026-06-10T12:30:00Z',
      '2026-06-10T13:00:00.000Z',
    ],
    [
      'is the change itself, where it leaves their end out',
      { from: at(0), until: at(2, 30) },
      '2026-03-29T00:30:00Z',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'does not come again, where the clock goes back over it',
      { from: at(0), until: at(2, 30) },
      '2026-10-25T01:10:00Z',
      null,
    ],
  ])('%s', (_how, hours, moment, expected) => {
    expect(end('Europe/Berlin', hours, moment)).toBe(expected);
  });
});

test('a zone is an IANA name in any case, and never an offset, which knows no summer', () => {
  expect(readZone('europe/berlin')).toBe('Europe/Berlin');
  expect(readZone('utc')).toBe('UTC');
  for (const none of ['', 'CE', '+02:00', '-5', 'Europe/Nowhere', 'Europe/Berlin; drop', '../etc'])
    expect([none, readZone(none)]).toEqual([none, null]);
});

test('a city is enough, and a part of a name finds all that it may mean', () => {
  expect(findZones('berlin')).toEqual(['Europe/Berlin']);
  expect(findZones('new york')).toEqual(['America/New_York']);
  expect(findZones('Europe/Ber')).toEqual(['Europe/Berlin']);
  expect(findZones('argentina').length).toBeGreaterThan(1);
  for (const none of ['', '  ', 'atlantis', 'x'.repeat(500)]) expect(findZones(none)).toEqual([]);
});
