import { expect, test } from 'vitest';
import { hasJumped } from '../../core/feeds.ts';
import { believed, type Fed } from '../../core/invest/believe.ts';

const now = new Date('2026-03-02T12:00:00Z');
const fed = (kept: Fed['kept'] = { price: '12.50', of: new Date('2026-03-02T10:00:00Z') }) =>
  new Map([['ACME', { quote: 'GBP', kept }]]);
const line = (change: Partial<Record<'asset' | 'price' | 'currency' | 'at', string>> = {}) => ({
  ...{ asset: 'ACME', price: '12.75', currency: 'GBP', at: '2026-03-02T11:00:00Z' },
  ...change,
});

test.each([
  ['as it is', {}, '2026-03-02T11:00:00.000Z'],
  ['a zone of its own', { at: '2026-03-02T13:00:00.5+01:30' }, '2026-03-02T11:30:00.500Z'],
  ['without seconds', { at: '2026-03-02T11:00Z' }, '2026-03-02T11:00:00.000Z'],
  ['a clock that is ahead a little', { at: '2026-03-02T12:01:00Z' }, '2026-03-02T12:01:00.000Z'],
  ['half as much again', { price: '18.75' }, '2026-03-02T11:00:00.000Z'],
  ['two thirds', { price: '8.333333333334' }, '2026-03-02T11:00:00.000Z'],
])('%s is believed', (_, change, at) => {
  const { price } = line(change);
  expect(believed([line(change)], fed(), now)).toEqual({
    prices: [{ asset: 'ACME', price, at: new Date(at) }],
    doubted: [],
    left: [],
    foreign: 0,
  });
});

test.each([
  ['pounds are no pence', { currency: 'GBp' }, /dealt in GBP, not in GBp/],
  ['another currency', { currency: 'EUR' }, /dealt in GBP, not in EUR/],
  ['none', { currency: '' }, /not in nothing/],
  ['nothing', { price: '0' }, /no price: 0/],
  ['nothing, at length', { price: '0.000' }, /no price/],
  ['less than nothing', { price: '-12.75' }, /no price/],
  ['too exact', { price: '12.7500000000001' }, /no price/],
  ['too much', { price: '1000000000000000' }, /no price/],
  ['an exponent', { price: '1e1' }, /no price/],
  ['a decimal comma', { price: '12,75' }, /no price/],
  ['a thousand', { price: '1,275.00' }, /no price/],
  ['no number', { price: 'NaN' }, /no price/],
  ['infinity', { price: 'Infinity' }, /no price/],
  ['hexadecimal', { price: '0x10' }, /no price/],
  ['a formula', { price: '=1+1' }, /no price/],
  ['no price', { price: '' }, /no price/],
  ['a time without its zone', { at: '2026-03-02T11:00:00' }, /no moment with a zone/],
  ['a day', { at: '2026-03-02' }, /no moment with a zone/],
  ['a day that is none', { at: '2026-02-30T11:00:00Z' }, /no moment with a zone/],
  ['an hour that is none', { at: '2026-03-02T25:00:00Z' }, /no moment with a zone/],
  ['no time', { at: '' }, /no moment with a zone/],
  ['a number', { at: '1772449200' }, /no moment with a zone/],
  ['a time to come', { at: '2026-03-02T12:01:00.001Z' }, /of a time to come/],
  ['a year to come', { at: '9999-12-31T23:59:59Z' }, /of a time to come/],
  ['older than what is kept', { at: '2026-03-02T09:59:59Z' }, /there is one of 2026-03-02T10:00/],
  ['what was said otherwise', { at: '2026-03-02T10:00:00Z' }, /a moment that had 12.50/],
  ['more than half as much again', { price: '18.750001' }, /jumped from 12.50 to 18.750001/],
  ['less than two thirds', { price: '8.333333333333' }, /jumped/],
])('%s is left out, and the log is told why', (_, change, words) => {
  const { prices, left, foreign } = believed([line(change)], fed(), now);
  expect([prices, left, foreign]).toEqual([[], [expect.stringMatching(words)], 0]);
});

test('what is later than what is kept, and not believed, makes that doubtful; what is older or malformed does not', () => {
  const doubted = (...lines: ReturnType<typeof line>[]) => believed(lines, fed(), now).doubted;
  const kept = { price: '12.50', of: new Date('2026-03-02T10:00:00.000Z') };
  const jump = { asset: 'ACME', at: new Date('2026-03-02T11:00:00Z'), price: '25', kept, other: null };
  expect(doubted(line({ price: '25' }))).toEqual([jump]);
  expect(doubted(line(), line({ price: '12.76' }))).toMatchObject([{ other: '12.76', kept }]);
  for (const change of [
    { at: '2026-03-02T10:00:00Z' },
    { price: '25', at: '2026-03-02T09:59:59Z' },
    { price: '0' },
  ])
    expect(doubted(line(change))).toEqual([]);
});

test('the first price of an asset is measured by nothing, and what is known is nothing new', () => {
  expect(believed([line({ price: '900' })], fed(null), now).prices).toHaveLength(1);
  const known = { price: '12.5', at: '2026-03-02T10:00:00Z' };
  expect(believed([line(known)], fed(), now)).toEqual({ prices: [], doubted: [], left: [], foreign: 0 });
});

test('of several lines of an asset the newest counts, and no two of one moment', () => {
  const lines = [
    line({ at: '2026-03-02T11:30:00Z', price: '12.80' }),
    line(),
    line({ at: '2026-03-01T11:30:00Z', price: '99' }),
  ];
  expect(believed(lines, fed(), now)).toMatchObject({ prices: [{ price: '12.80' }], left: [] });
  expect(believed([...lines].reverse(), fed(), now)).toMatchObject({
    prices: [{ price: '12.80' }],
    left: [],
  });
  const twice = [line(), line({ price: '12.76' })];
  expect(believed(twice, fed(), now)).toMatchObject({
    prices: [],
    left: ['ACME: two prices of one moment: 12.75 and 12.76'],
  });
  expect(believed([line(), line({ price: '12.750' })], fed(), now).prices).toHaveLength(1);
});

test('what does not go by the feed is counted, whatever it says', () => {
  const lines = [
    line({ asset: 'NOPE' }),
    line({ asset: 'acme' }),
    line({ asset: '__proto__' }),
    line({ asset: '' }),
  ];
  expect(believed(lines, fed(), now)).toEqual({ prices: [], doubted: [], left: [], foreign: 4 });
});

test('what is said of something long is not written into the log at length', () => {
  const { left } = believed([line({ price: '9'.repeat(10_000) })], fed(), now);
  expect(left[0]!.length).toBeLessThan(100);
});

test.each([
  ['1', '1.5', false],
  ['1', '1.500000000001', true],
  ['1.5', '1', false],
  ['1.5', '0.999999999999', true],
  ['0.000000000001', '0.000000000001', false],
  ['999999999999999', '0.000000000001', true],
])('from %s to %s', (before, after, jumped) => {
  expect(hasJumped(before, after)).toBe(jumped);
});
