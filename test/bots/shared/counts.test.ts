import { expect, test } from 'vitest';
import { percentIn, readCount, readDuration } from '../../../bots/shared/counts.ts';

test.each([
  ['1', 1],
  ['10', 10],
  ['10x', 10],
  ['100', 100],
  ['101', null],
  ['0', null],
  ['-1', null],
  ['1.5', null],
  ['1e1', null],
  ['0x10', null],
  ['١٠', null],
  ['', null],
])('%s is the count %s, of 100 at most', (word, count) => {
  expect(readCount(word, 100)).toBe(count);
});

test.each([
  ['30s', undefined, 30_000],
  ['10min', undefined, 600_000],
  ['10', 'Minuten', 600_000],
  ['2h', undefined, 7_200_000],
  ['2', 'hours', 7_200_000],
  ['3', 'Tage', 259_200_000],
  ['1w', undefined, 604_800_000],
  ['10m', undefined, null],
  ['0h', undefined, null],
  ['-1h', undefined, null],
  ['1.5h', undefined, null],
  ['9999d', undefined, null],
  ['2', undefined, null],
  ['2', 'lunches', null],
])('%s %s lasts %s ms', (word, next, ms) => {
  const read = readDuration(word, next);
  expect(read?.ms ?? null).toBe(ms);
  if (read) expect(read.words).toBe(next === undefined ? 1 : 2);
});

test.each([
  ['50', 2, 5_000n],
  ['12.5%', 2, 1_250n],
  ['12,25', 2, 1_225n],
  ['4.25%', 4, 42_500n],
  ['100', 0, 100n],
  ['1.5', 0, null],
  ['1.255', 2, null],
  ['1000', 2, null],
  ['-1', 2, null],
  ['1%%', 2, null],
  ['1e1', 2, null],
  ['.5', 2, null],
  ['٣', 2, null],
  ['', 2, null],
])('%s percent with %s decimals are %s', (text, decimals, expected) => {
  expect(percentIn(text, decimals)).toBe(expected);
});
