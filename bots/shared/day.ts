/** One day, or one time of a day, as people write it. Words are chrono-node's to know; numbers are date.ts's. */
import * as chrono from 'chrono-node';
import type { Refusal } from '../../core/index.ts';
import { ambiguousDay, dayOf, readDate } from './date.ts';
import type { GrammarContext } from './reading.ts';

export interface DayRead {
  /** `2026-12-24` */
  day: string;
  /** It was named by its weekday alone; Monday is 1. */
  weekday?: number;
  /** It was written without a year, and is not over for long: such a day, where the next one is not what anybody need mean. */
  passed?: string;
}

type DayAndTime = DayRead & { length: number; time: number | null };

const day_ms = 86_400_000;

interface Reference {
  instant: Date;
  /** Minutes east of UTC. */
  timezone: number;
  /** The day that it is there. */
  today: string;
  locale: string | null;
}

/** By whose clock, when, and in which way of writing dates it was said. */
function referenceOf({ at, zone = 'UTC', locale }: GrammarContext): Reference {
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
    locale,
  };
}

/** The day that it is where it was said. */
export const todayOf = (context: GrammarContext): string => referenceOf(context).today;

const unknown = (text: string): Refusal => ({ code: 'day_unknown', text: text.slice(0, 60) });

/** A date in numbers; null where none is written. */
function readNumbers(
  text: string,
  { locale, today }: Reference,
): (DayRead & { length: number }) | Refusal | null {
  const read = readDate(text, locale, today);
  if (read === null) return null;
  const [day, other] = read.days;
  if (day === undefined) return unknown(read.text);
  if (other !== undefined) return ambiguousDay(read);
  return { day, length: read.text.length, ...(!read.dated && passedBefore(day, today)) };
}

/** So long after a day, whoever writes it without a year may mean the one that is over. */
const passed_ms = 60 * day_ms;

/** Whether the same day of the year before this one is over for no longer than that. */
function passedBefore(day: string, today: string): Pick<DayRead, 'passed'> {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const passed = dayOf(year - 1, month, date);
  const isRecent =
    passed !== null && passed < today && day > today && Date.parse(today) - Date.parse(passed) <= passed_ms;
  return isRecent ? { passed } : {};
}

/** Which year was meant is asked, not guessed: money would move, or people come, a year late. Null where there is no doubt. */
export const passedDay = ({ day, passed }: DayRead): Refusal | null =>
  passed === undefined ? null : { code: 'day_passed', passed, day };

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

function withTimeBehind(read: DayRead & { length: number }, text: string): DayAndTime | Refusal {
  const { length } = read;
  const behind = /^[\s,]+(?=(?:at|um)\s)/iu.exec(text.slice(length))?.[0];
  const time = behind === undefined ? null : readTime(text.slice(length + behind.length));
  if (time === null) return { ...read, time: null };
  return 'code' in time ? time : { ...read, length: length + behind!.length + time.length, time: time.time };
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
  if (!start.isCertain('hour') && vague.test(matched)) return { code: 'time_ambiguous', text: matched };
  const marked = start.isCertain('hour') ? timeIn(matched) : null;
  if (marked && 'code' in marked) return marked;
  const said = dayIn(matched, start, reference);
  if ('code' in said) return said;
  const { day, passed } = said;
  const weekday = isWeekday ? start.get('weekday')! || 7 : undefined;
  return {
    // On a Friday, Friday is the next one.
    day: isWeekday && day <= reference.today ? plusWeek(day) : day,
    ...(weekday !== undefined && { weekday }),
    ...(passed !== undefined && { passed }),
    length: matched.length,
    time: start.isCertain('hour') ? start.get('hour')! * 60 + (start.get('minute') ?? 0) : null,
  };
}

/** Among words, too, numbers with no dots between them are not chrono-node's to read, for it knows no locale: `Friday 3/4`. */
function dayIn(matched: string, start: chrono.ParsedComponents, reference: Reference): DayRead | Refusal {
  const at = matched.search(/(?<![\d/-])\d{1,2}[/-]\d{1,2}(?!\d)/u);
  if (at !== -1) return readNumbers(matched.slice(at), reference) ?? unknown(matched);
  const day = dayOf(start.get('year')!, start.get('month')!, start.get('day')!)!;
  if (start.isCertain('year')) return { day };
  // A time of today that is over is none of next year.
  const { today } = reference;
  const isToday = day.slice(4) === today.slice(4);
  return isToday ? { day: today } : { day, ...passedBefore(day, today) };
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
  if (isUnclear) return { code: 'time_ambiguous', text: said };
  const isTwelve = half !== undefined;
  if (hour > (isTwelve ? 12 : 23) || minutes > 59 || (isTwelve && hour === 0))
    return { code: 'day_unknown', text: said };
  const ofDay = isTwelve ? (hour % 12) + (/^p/i.test(half) ? 12 : 0) : hour;
  return { time: ofDay * 60 + minutes, length: match[0].trimEnd().length };
}
