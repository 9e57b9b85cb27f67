/** The words of a rhythm, in both languages. Names of weekdays come from `Intl`. */
import type { RepeatUnit } from '../../../core/index.ts';
import { wordList } from '../words.ts';

export interface Rhythm {
  unit: RepeatUnit;
  every: number;
}

/** A word ends here. */
export const endOf = '(?=$|[\\s,;.!])';

const units = wordList<Rhythm | null>({
  daily: { unit: 'day', every: 1 },
  täglich: { unit: 'day', every: 1 },
  taeglich: { unit: 'day', every: 1 },
  weekly: { unit: 'week', every: 1 },
  wöchentlich: { unit: 'week', every: 1 },
  woechentlich: { unit: 'week', every: 1 },
  fortnightly: { unit: 'week', every: 2 },
  monthly: { unit: 'month', every: 1 },
  monatlich: { unit: 'month', every: 1 },
  quarterly: { unit: 'month', every: 3 },
  vierteljährlich: { unit: 'month', every: 3 },
  yearly: { unit: 'year', every: 1 },
  annually: { unit: 'year', every: 1 },
  jährlich: { unit: 'year', every: 1 },
  jaehrlich: { unit: 'year', every: 1 },
  hourly: null,
  stündlich: null,
});

const spans = wordList<Rhythm | null>({
  day: { unit: 'day', every: 1 },
  days: { unit: 'day', every: 1 },
  tag: { unit: 'day', every: 1 },
  tage: { unit: 'day', every: 1 },
  week: { unit: 'week', every: 1 },
  weeks: { unit: 'week', every: 1 },
  woche: { unit: 'week', every: 1 },
  wochen: { unit: 'week', every: 1 },
  fortnight: { unit: 'week', every: 2 },
  month: { unit: 'month', every: 1 },
  months: { unit: 'month', every: 1 },
  monat: { unit: 'month', every: 1 },
  monate: { unit: 'month', every: 1 },
  quarter: { unit: 'month', every: 3 },
  quartal: { unit: 'month', every: 3 },
  year: { unit: 'year', every: 1 },
  years: { unit: 'year', every: 1 },
  jahr: { unit: 'year', every: 1 },
  jahre: { unit: 'year', every: 1 },
  hour: null,
  hours: null,
  stunde: null,
  stunden: null,
  minute: null,
  minutes: null,
  minuten: null,
});

const numbers = wordList<number>({
  other: 2,
  second: 2,
  third: 3,
  two: 2,
  three: 3,
  four: 4,
  six: 6,
  zweite: 2,
  zweiten: 2,
  zweites: 2,
  dritte: 3,
  dritten: 3,
  drittes: 3,
  zwei: 2,
  drei: 3,
  vier: 4,
  sechs: 6,
});

const nths = wordList<number>({
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  last: -1,
  ersten: 1,
  zweiten: 2,
  dritten: 3,
  vierten: 4,
  letzten: -1,
  '1st': 1,
  '2nd': 2,
  '3rd': 3,
  '4th': 4,
});

/** 2024-01-01 was a Monday. */
const weekdayNames = ['en', 'de'].flatMap((language) =>
  Array.from({ length: 7 }, (_, over): [string, number] => {
    const name = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
    return [name.format(Date.UTC(2024, 0, 1 + over)).toLowerCase(), over + 1];
  }),
);
const weekdayBy = wordList(Object.fromEntries(weekdayNames));

const either = (list: Readonly<Record<string, unknown>>): string =>
  Object.keys(list)
    .sort((one, other) => other.length - one.length)
    .join('|');

export const weekdayPattern = either(weekdayBy);
const and = '\\s*(?:,|and|und|&|\\+)\\s*';
const listOf = (pattern: string) => `(?:${pattern})(?:${and}(?:${pattern}))*`;

export const words = {
  single: either(units),
  unit: either(spans),
  number: either(numbers),
  numbers,
  nth: either(nths),
  weekdayList: listOf(weekdayPattern),
  /** `mondays`, `montags` */
  weekdaysPlural: listOf(`(?:${weekdayPattern})s`),
};

/** Null: too often. */
export const unitOf = (word: string): Rhythm | null =>
  (units[word.toLowerCase()] ?? spans[word.toLowerCase()]) as Rhythm | null;

export const nthOf = (word: string): number => nths[word.toLowerCase()]!;

/** Monday is 1; each once, in their order. */
export const weekdaysIn = (text: string): number[] => {
  const found = [...text.toLowerCase().matchAll(new RegExp(weekdayPattern, 'gu'))].map(
    ([name]) => weekdayBy[name]!,
  );
  return [...new Set(found)].sort((one, other) => one - other);
};
