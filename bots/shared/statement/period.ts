/** Which time is meant, as people write it: a month, a year, or from one to another. Pure. */
import { type AskedPeriod, ok, type Refusal, type Result, refuse } from '../../../core/index.ts';
import { ambiguousDay, readDate } from '../date.ts';
import { plainLine } from '../memo.ts';
import { wordList } from '../words.ts';

const unclear = (text: string) => refuse('statement_unclear', { text: plainLine(text).slice(0, 60) });

const RELATIVE = wordList<AskedPeriod>({
  'this month': { kind: 'months_ago', months: 0 },
  'last month': { kind: 'months_ago', months: 1 },
  'dieser monat': { kind: 'months_ago', months: 0 },
  'diesen monat': { kind: 'months_ago', months: 0 },
  'letzter monat': { kind: 'months_ago', months: 1 },
  'letzten monat': { kind: 'months_ago', months: 1 },
  'this year': { kind: 'years_ago', years: 0 },
  'last year': { kind: 'years_ago', years: 1 },
  'dieses jahr': { kind: 'years_ago', years: 0 },
  'letztes jahr': { kind: 'years_ago', years: 1 },
});

/** Of both languages, long and short, by their numbers. */
const MONTHS: ReadonlyMap<string, number> = new Map(
  ['en-GB', 'de', 'de-AT'].flatMap((locale) =>
    (['long', 'short'] as const).flatMap((style) => {
      const format = new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' });
      return Array.from({ length: 12 }, (_, at): [string, number] => [
        wordOf(format.format(new Date(Date.UTC(2026, at, 1)))),
        at + 1,
      ]);
    }),
  ),
)
  .set('sep', 9)
  .set('mrz', 3)
  .set('maerz', 3)
  .set('feber', 2);

function wordOf(text: string): string {
  return text.toLowerCase().replace(/\.$/, '');
}

/** A time in itself: from its first day to its last. `year` null where none was said. */
interface Span {
  year: number | null;
  month: number | null;
  day: number | null;
}

const yearsFrom = 2000;
const yearsTo = 2199;
const isYear = (year: number): boolean => year >= yearsFrom && year <= yearsTo;
const isMonth = (month: number): boolean => month >= 1 && month <= 12;
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
const two = (number: number): string => String(number).padStart(2, '0');

function spanOf(year: number | null, month: number | null = null, day: number | null = null): Span | null {
  const isDate = day === null || (year !== null && month !== null && day >= 1 && day <= daysIn(year, month));
  return (year === null || isYear(year)) && (month === null || isMonth(month)) && isDate
    ? { year, month, day }
    : null;
}

const isRefusal = (read: Span | Refusal | null): read is Refusal => read !== null && 'code' in read;

/** Null: no time is written here. */
function readSpan(text: string, locale: string | null): Span | Refusal | null {
  const [, y, m] = /^(\d{4})-(\d{1,2})$/.exec(text) ?? [];
  if (y !== undefined) return spanOf(Number(y), Number(m));
  if (/^\d{4}$/.test(text)) return spanOf(Number(text));
  const [, onlyMonth, ofYear] = /^(\d{1,2})[./](\d{4})$/.exec(text) ?? [];
  if (onlyMonth !== undefined) return spanOf(Number(ofYear), Number(onlyMonth));
  // Of what was, no date is the next one: without its year it is none.
  const close = text.replace(/([./])\s(?=\d)/g, '$1');
  const read = readDate(close, locale, null);
  if (read?.text !== close) return readNamed(text);
  const [first, other] = read.days;
  if (first === undefined) return null;
  if (other !== undefined) return ambiguousDay(read);
  const [year, month, day] = first.split('-').map(Number);
  return spanOf(year!, month, day);
}

/** `October`, `Oct 2026`, `5. Oktober 2026`, `Oct 5, 2026`. */
function readNamed(text: string): Span | null {
  const words = text
    .split(/[\s,]+/)
    .map(wordOf)
    .filter((word) => word !== '' && word !== 'of');
  const at = words.findIndex((word) => MONTHS.has(word));
  const month = at === -1 ? null : MONTHS.get(words[at]!)!;
  const numbers = words
    .filter((_, place) => place !== at)
    .map((word) => word.replace(/(?:st|nd|rd|th)$/, ''));
  if (month === null || numbers.some((word) => !/^(?:\d{1,2}|\d{4})$/.test(word))) return null;
  const years = numbers.filter((word) => word.length === 4);
  const days = numbers.filter((word) => word.length < 4);
  if (years.length > 1 || days.length > 1 || (numbers.indexOf(years[0] ?? '') === 0 && days.length > 0))
    return null;
  return spanOf(years[0] === undefined ? null : Number(years[0]), month, days[0] ? Number(days[0]) : null);
}

const firstDay = ({ year, month, day }: Span): string => `${year}-${two(month ?? 1)}-${two(day ?? 1)}`;
const lastDay = ({ year, month, day }: Span): string =>
  `${year}-${two(month ?? 12)}-${two(day ?? daysIn(year!, month ?? 12))}`;

/** Between two times. What has no spaces around it may be a part of a date. */
const BETWEEN = [
  /\s+(?:to|until|till|through|bis|bis zum|and|und)\s+/,
  /\s*(?:[–—]|\.\.+|…)\s*/,
  /\s+-\s+/,
  /(?<=\d{4}-\d\d(?:-\d\d)?|[./]\d{4})\s+(?=\d)/,
];

/** What was asked for; null where nothing was said. Refuses what is no time, or could be two. */
export function readPeriod(text: string, locale: string | null): Result<AskedPeriod | null> {
  const said = plainLine(text).toLowerCase();
  if (said === '') return ok(null);
  const relative = RELATIVE[said];
  if (relative) return ok(relative);
  const whole = readSpan(said.replace(/^(?:for|in|of|für|im|vom?)\s+/, ''), locale);
  if (isRefusal(whole)) return { ok: false, refusal: whole };
  if (whole) return ok(asked(whole));
  const ends = said.replace(/^(?:from|between|since|vom?|zwischen)\s+/, '');
  for (const between of BETWEEN) {
    const [from, to, more] = ends.split(between);
    if (to === undefined || more !== undefined) continue;
    const [begin, end] = [readSpan(from!, locale), readSpan(to, locale)];
    if (isRefusal(begin)) return { ok: false, refusal: begin };
    if (isRefusal(end)) return { ok: false, refusal: end };
    if (!begin || !end || end.year === null) continue;
    // `March to May 2026`
    const first = { ...begin, year: begin.year ?? end.year };
    return ok({ kind: 'days', from: firstDay(first), to: lastDay(end) });
  }
  return unclear(text);
}

function asked(span: Span): AskedPeriod {
  const { year, month, day } = span;
  if (month === null) return { kind: 'year', year: year! };
  if (day === null) return { kind: 'month', month, year };
  return { kind: 'days', from: firstDay(span), to: lastDay(span) };
}
