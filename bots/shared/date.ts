/** Dates in numbers, read by one rule wherever one is typed: money must not move on another day than was meant. */
import { z } from 'zod';
import { ok, type Refusal, type Result, refuse } from '../../core/index.ts';
import { plainLine } from './memo.ts';

/** `2026-12-24` */
export const daySchema = z.iso.date();

/** So many characters at the beginning of a text, and the days that they may mean, each `2026-12-24`: none, one, or those to be asked about. */
interface DateRead {
  text: string;
  days: readonly string[];
  /** A year is written beside them. */
  dated: boolean;
}

/** Of the calendar; null where there is none. */
export function dayOf(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  const isSame = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isSame ? at.toISOString().slice(0, 10) : null;
}

const yearFirst = /^(\d{4})-(\d{1,2})-(\d{1,2})(?=$|[\s,;.])/;
const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?(?=$|[\s,;])/;
const slashed = /^(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?=$|[\s,;.])/;

/**
 * `2026-12-24`, `24.12.2026`, `24/12/26`, at the beginning of the text; null where none is written like that. With dots the day comes
 * first everywhere; with slashes or hyphens the `locale` (BCP 47) says, where it can, and a date that could be another asks.
 * `today`: without a year it is the next one from here; null: there has to be one.
 */
export function readDate(text: string, locale: string | null, today: string | null): DateRead | null {
  const iso = yearFirst.exec(text);
  if (iso) return readAs(iso[0], true, [dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))]);
  const dots = dotted.exec(text);
  if (dots && (dots[3] ?? today) !== null)
    return readAs(dots[0], dots[3] !== undefined, [dated(dots[3], Number(dots[2]), Number(dots[1]), today)]);
  const slashes = slashed.exec(text);
  if (!slashes || (slashes[4] ?? today) === null) return null;
  const [all, one, sign, other, year] = slashes as unknown as [string, string, string, string, string?];
  const [a, b] = [Number(one), Number(other)];
  const dayFirst = dated(year, b, a, today);
  const monthFirst = dated(year, a, b, today);
  // `26-12-01` has its year in front wherever it is written.
  if (sign === '-' && year?.length === 2)
    return readAs(all, true, [dayFirst, monthFirst, dayOf(2000 + a, b, Number(year))]);
  const own = { day: dayFirst, month: monthFirst, unknown: null }[firstOf(locale)];
  return readAs(all, year !== undefined, own === null ? [dayFirst, monthFirst] : [own]);
}

const readAs = (text: string, dated: boolean, days: readonly (string | null)[]): DateRead => ({
  text,
  dated,
  days: [...new Set(days.filter((day) => day !== null))],
});

function dated(year: string | undefined, month: number, day: number, today: string | null): string | null {
  if (year !== undefined) return dayOf(Number(year.length === 2 ? `20${year}` : year), month, day);
  const first = Number(today!.slice(0, 4));
  // A leap day may be eight years away.
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const found = dayOf(first + ahead, month, day);
    if (found !== null && found >= today!) return found;
  }
  return null;
}

/**
 * What comes first in the numbers of a country (CLDR). English alone is of no country: the United States and Britain write
 * `3/4` for different days. Where the year comes first, nobody knows how one is meant that ends in it.
 */
function firstOf(locale: string | null): 'day' | 'month' | 'unknown' {
  if (locale === null || /^en$/i.test(locale)) return 'unknown';
  try {
    const [first] = new Intl.DateTimeFormat(locale.replaceAll('_', '-'), {
      calendar: 'gregory',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    })
      .formatToParts(0)
      .filter(({ type }) => type === 'day' || type === 'month' || type === 'year');
    return first?.type === 'day' || first?.type === 'month' ? first.type : 'unknown';
  } catch {
    return 'unknown';
  }
}

export const ambiguousDay = ({ text, days }: DateRead): Refusal => ({
  code: 'day_ambiguous',
  text,
  choices: [...days],
});

/** A text that is one date with its year, and nothing else. Refused where it is none, or may be two. */
export function wholeDate(text: string, locale: string | null): Result<string> {
  const read = readDate(text, locale, null);
  const [day, other] = read?.text === text ? read.days : [];
  if (day === undefined) return refuse('day_unclear', { text: plainLine(text).slice(0, 40) });
  return other === undefined ? ok(day) : { ok: false, refusal: ambiguousDay(read!) };
}
