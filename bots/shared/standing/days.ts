/** One day, or one time of a day, as people write it. Words are chrono-node's to know; numbers alone are read here, where the two ways of writing them matter. */
import * as chrono from 'chrono-node';
import type { Refusal } from '../../../core/index.ts';
import type { GrammarContext } from '../reading.ts';

export interface DayRead {
  /** `2026-12-24` */
  day: string;
  /** It was named by its weekday alone; Monday is 1. */
  weekday?: number;
}

type DayAndTime = DayRead & { length: number; time: number | null };

const day_ms = 86_400_000;

interface Reference {
  instant: Date;
  /** Minutes east of UTC. */
  timezone: number;
  /** The day that it is there. */
  today: string;
}

/** By whose clock, and when, it was said. */
function referenceOf({ at, zone = 'UTC' }: GrammarContext): Reference {
  const instant = at === undefined ? new Date() : new Date(at);
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(instant);
  const wall = Date.parse(`${shown.replace(' ', 'T')}Z`);
  return {
    instant,
    timezone: Math.round((wall - Math.floor(instant.getTime() / 1000) * 1000) / 60_000),
    today: shown.slice(0, 10),
  };
}

/** The day that it is where it was said. */
export const todayOf = (context: GrammarContext): string => referenceOf(context).today;

/** A day that there is, or null. */
function dayOf(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  const isSame = at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isSame ? at.toISOString().slice(0, 10) : null;
}

const unknown = (text: string): Refusal => ({ code: 'standing_date_unknown', text: text.slice(0, 60) });

/** Without a year, the next one. */
function numberedDay(
  text: string,
  year: string | undefined,
  month: number,
  day: number,
  today: string,
): string | Refusal {
  if (year !== undefined)
    return dayOf(Number(year.length === 2 ? `20${year}` : year), month, day) ?? unknown(text);
  const first = Number(today.slice(0, 4));
  // A leap day may be eight years away.
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const found = dayOf(first + ahead, month, day);
    if (found !== null && found >= today) return found;
  }
  return unknown(text);
}

const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?(?=$|[\s,;])/;
const slashed = /^(\d{1,2})([/-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?=$|[\s,;.])/;

/** `24.12.`, `24/12/2026`: null where it is not written like that. A slash between two numbers that may both be months asks. */
function readNumbers(text: string, { today }: Reference): { day: string; length: number } | Refusal | null {
  const dots = dotted.exec(text);
  if (dots)
    return withLength(dots[0], numberedDay(dots[0], dots[3], Number(dots[2]), Number(dots[1]), today));
  const slashes = slashed.exec(text);
  if (!slashes) return null;
  const [all, one, , other, year] = slashes;
  const [a, b] = [Number(one), Number(other)];
  if (a <= 12 && b <= 12 && a !== b) {
    const read = [numberedDay(all, year, b, a, today), numberedDay(all, year, a, b, today)];
    const choices = read.flatMap((day) => (typeof day === 'string' ? [day] : []));
    return { code: 'standing_date_ambiguous', text: all, choices };
  }
  const [month, day] = a > 12 ? [b, a] : [a, b];
  return withLength(all, numberedDay(all, year, month, day, today));
}

const withLength = (text: string, day: string | Refusal) =>
  typeof day === 'string' ? { day, length: text.length } : day;

const readersOf = (locale: string | null): readonly chrono.Chrono[] =>
  locale?.startsWith('de') ? [chrono.de.casual, chrono.en.GB] : [chrono.en.GB, chrono.de.casual];

/** A part of a day is no time. */
const vague = /morning|evening|night|noon|früh|abend|nacht|mittag/iu;
/** By which a number is a time. */
const timeMark = /\d\s*(?:[:h]\s*\d|uhr|[ap]\.?m)|\b(?:at|um)\s+\d/iu;
/** Too short to be meant where nothing leads to them: `sun cream`. */
const short = /^\p{L}{1,4}$/u;

/** The day at the beginning of the text, with the time where one stands beside it; null where there is none. `led`: a word says that one comes. */
export function readDay(
  text: string,
  context: GrammarContext,
  { led }: { led: boolean },
): DayAndTime | Refusal | null {
  const reference = referenceOf(context);
  const numbers = readNumbers(text, reference);
  if (numbers) return 'code' in numbers ? numbers : withTimeBehind(numbers, text);
  // `1 January until 30 June` are two days, and no span of them.
  const [alone] = text.split(/\s+(?=(?:until|till|bis)\s)/iu);
  for (const reader of readersOf(context.locale)) {
    const read = readWords(alone!, reader, reference, led);
    if (read) return read;
  }
  return null;
}

function withTimeBehind(
  { day, length }: { day: string; length: number },
  text: string,
): DayAndTime | Refusal {
  const behind = /^[\s,]+(?=(?:at|um)\s)/iu.exec(text.slice(length))?.[0];
  const time = behind === undefined ? null : readTime(text.slice(length + behind.length));
  if (time === null) return { day, length, time: null };
  return 'code' in time ? time : { day, length: length + behind!.length + time.length, time: time.time };
}

function readWords(
  text: string,
  reader: chrono.Chrono,
  reference: Reference,
  led: boolean,
): DayAndTime | Refusal | null {
  const [found] = reader.parse(text, reference, { forwardDate: true });
  if (found?.index !== 0 || found.end) return null;
  const { start, text: matched } = found;
  const isWeekday = start.isCertain('weekday') && !start.isCertain('day');
  if (!isWeekday && !start.isCertain('day')) return null;
  if (/^(?:now|jetzt)$/iu.test(matched) || (!led && short.test(matched))) return null;
  // A number behind a day is not its hour unless something says so.
  if (start.isCertain('hour') && !timeMark.test(matched)) {
    const shorter = text.slice(0, matched.search(/\s+\d+\s*$/u));
    return shorter === '' || shorter.length >= matched.length
      ? null
      : readWords(shorter, reader, reference, led);
  }
  if (!start.isCertain('hour') && vague.test(matched))
    return { code: 'standing_time_ambiguous', text: matched };
  const marked = start.isCertain('hour') ? timeIn(matched) : null;
  if (marked && 'code' in marked) return marked;
  const day = dayOf(start.get('year')!, start.get('month')!, start.get('day')!)!;
  const weekday = isWeekday ? start.get('weekday')! || 7 : undefined;
  return {
    // On a Friday, Friday is the next one.
    day: isWeekday && day <= reference.today ? plusWeek(day) : day,
    ...(weekday !== undefined && { weekday }),
    length: matched.length,
    time: start.isCertain('hour') ? start.get('hour')! * 60 + (start.get('minute') ?? 0) : null,
  };
}

const plusWeek = (day: string): string =>
  new Date(Date.parse(`${day}T00:00Z`) + 7 * day_ms).toISOString().slice(0, 10);

/** The doubt in a time that stands beside a day. */
const timeIn = (matched: string): Refusal | null => {
  const at = matched.search(/\b(?:at|um)\s+\d/iu);
  const time = at === -1 ? null : readTime(matched.slice(at));
  return time && 'code' in time ? time : null;
};

const timePattern =
  /^(?<lead>at|um|@)?\s*(?<hour>\d{1,2})(?:[:.h](?<minute>\d{2}))?\s*(?<half>a\.?m\.?|p\.?m\.?)?\s*(?<uhr>uhr|h)?(?:\s*o['’]clock)?(?=$|[\s,;.])/iu;

/** `at 18:00`, `6pm`, `um 18 Uhr`: minutes since midnight. `at 6` may be either half of the day, and asks; German counts to 24. */
export function readTime(text: string): { time: number; length: number } | Refusal | null {
  const match = timePattern.exec(text);
  if (!match) return null;
  const { lead, hour: hours, minute, half, uhr } = match.groups as Record<string, string | undefined>;
  const isTime = lead !== undefined || half !== undefined || uhr !== undefined || /^\d{1,2}:\d\d/.test(text);
  if (!isTime) return null;
  const hour = Number(hours);
  const minutes = Number(minute ?? 0);
  const isUnclear =
    half === undefined &&
    uhr === undefined &&
    minute === undefined &&
    lead?.toLowerCase() !== 'um' &&
    hour >= 1 &&
    hour <= 12;
  const said = match[0].trim();
  if (isUnclear) return { code: 'standing_time_ambiguous', text: said };
  const isTwelve = half !== undefined;
  if (hour > (isTwelve ? 12 : 23) || minutes > 59 || (isTwelve && hour === 0))
    return { code: 'standing_date_unknown', text: said };
  const ofDay = isTwelve ? (hour % 12) + (/^p/i.test(half) ? 12 : 0) : hour;
  return { time: ofDay * 60 + minutes, length: match[0].trimEnd().length };
}
