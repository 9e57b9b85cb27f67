/**
 * When standing orders pay, decided from facts alone. A date is *nominal*: what a clock on somebody's wall shows (`2026-12-24T09:00`).
 * RFC 5545 says which nominal dates a rule has; the zone says which moment each of them is. So a payment at 9:00 is at 9:00 in summer, too.
 */
import { RRuleTemporal } from 'rrule-temporal';
import { limits } from '../policy/limits.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { momentOf, type Wall, wallAt } from '../time-zone.ts';
import type { Repeat, StandingPlan } from './types.ts';

const minute_ms = 60_000;
const day_ms = 86_400_000;
const weekdayNames = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

const textOf = (wall_ms: number): Wall => new Date(wall_ms).toISOString().slice(0, 16);
const msOf = (wall: Wall): number => Date.parse(`${wall}:00Z`);

/** The moment of a nominal date, as RFC 5545 §3.3.5 has it. */
export const momentAt = (zone: string, wall: Wall): Date => momentOf(zone, msOf(wall));

export const dayOf = (wall: Wall): string => wall.slice(0, 10);

/** ISO 8601: Monday is 1. */
const weekdayOf = (day: string): number => ((new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7) + 1;

/** A day that there is. */
export const isDay = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

/**
 * The rule of RFC 5545, without its DTSTART. A day that a month may lack is its last day there: BYMONTHDAY=31 alone would leave out
 * seven months of twelve (RFC 5545 §3.3.10: invalid dates are ignored), and people who say the 31st mean the end of the month.
 */
export function ruleText({ unit, every, on, count, until }: Repeat, starts: Wall): string {
  const freq = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY', year: 'YEARLY' }[unit];
  const [month, day] = dayOf(starts).split('-').slice(1).map(Number) as [number, number];
  const parts = [`FREQ=${freq}`, `INTERVAL=${every}`];
  if (unit === 'week' && on?.by === 'weekdays')
    parts.push(`BYDAY=${on.weekdays.map((weekday) => weekdayNames[weekday - 1]).join(',')}`);
  if (unit === 'month' && on?.by === 'nth') parts.push(`BYDAY=${on.nth}${weekdayNames[on.weekday - 1]}`);
  if (unit === 'month' && on?.by !== 'nth') parts.push(...monthDay(on?.by === 'day' ? on.day : day));
  if (unit === 'year')
    parts.push(`BYMONTH=${month}`, ...(month === 2 && day === 29 ? monthDay(29) : monthDayOf(day)));
  if (count !== null) parts.push(`COUNT=${count}`);
  if (until !== null) parts.push(`UNTIL=${until.replaceAll('-', '')}T235959Z`);
  return parts.join(';');
}

const monthDayOf = (day: number): string[] => [`BYMONTHDAY=${day}`];

function monthDay(day: number): string[] {
  if (day <= 28) return monthDayOf(day);
  const days = Array.from({ length: day - 27 }, (_, over) => 28 + over);
  return [`BYMONTHDAY=${days.join(',')}`, 'BYSETPOS=-1'];
}

/** What repeats, and from when; without a rhythm it is once. */
export interface Series {
  starts: Wall;
  repeat: Repeat | null;
}

/**
 * The nominal dates, from the first one on. The library is given the wall clock as if it were UTC: in a zone of its own it leaves out dates
 * that fall into a change of the clock, which RFC 5545 §3.3.10 wants at the moment that §3.3.5 says.
 */
export function* nominalDates({ starts, repeat }: Series, after: Wall | null = null): Generator<Wall> {
  if (repeat === null) {
    if (after === null || starts > after) yield starts;
    return;
  }
  const start = `${starts.replace(/[-:]/g, '')}00Z`;
  const rule = new RRuleTemporal({ rruleString: `DTSTART:${start}\nRRULE:${ruleText(repeat, starts)}` });
  const first = after === null || after < starts;
  let found = rule.next(new Date(msOf(first ? starts : after)), first);
  while (found) {
    const at = new Date(found.toString().replace(/\[.*$/, ''));
    yield textOf(at.getTime());
    found = rule.next(at);
  }
}

/** At most so many of the nominal dates after this one. */
export function datesAfter(series: Series, after: Wall | null, count: number): Wall[] {
  const dates: Wall[] = [];
  for (const date of nominalDates(series, after)) {
    if (dates.push(date) >= count) break;
  }
  return dates;
}

/** From what somebody wrote to when it pays first. Whoever says no time means the morning. */
export function planned({ from, time, repeat }: StandingPlan, zone: string, now: Date): Result<Series> {
  const today = dayOf(wallAt(zone, now));
  if (from !== null && from < today) return refuse('standing_past');
  const { countMax, everyMax } = limits.standing;
  if (repeat && !isBetween(repeat.every, everyMax)) return refuse('standing_count', { limit: everyMax });
  if (repeat && repeat.count !== null && !isBetween(repeat.count, countMax))
    return refuse('standing_count', { limit: countMax });
  const hour = textOf((time ?? limits.standing.time) * minute_ms).slice(11);
  const begin = (day: string): Wall => `${day}T${hour}`;
  if (repeat === null) {
    if (from === null) return refuse('standing_when');
    return within({ starts: begin(from), repeat }, zone, now);
  }
  const whole = wholeRepeat(repeat, from);
  if (!whole.ok) return whole;
  const first = firstDate({ starts: begin(from ?? today), repeat: whole.value }, zone, now);
  if (first === null) return refuse('standing_until');
  return within({ starts: first, repeat: whole.value }, zone, now);
}

const isBetween = (count: number, limit: number): boolean => count >= 1 && count <= limit;

/** With the day that it falls on, which its beginning says where the rhythm does not. */
function wholeRepeat(repeat: Repeat, from: string | null): Result<Repeat> {
  if (repeat.unit === 'day') return ok({ ...repeat, on: null });
  if (repeat.unit === 'year')
    return from === null ? refuse('standing_which_day', { unit: 'year' }) : ok({ ...repeat, on: null });
  if (repeat.on !== null) return ok(repeat);
  if (from === null) return refuse('standing_which_day', { unit: repeat.unit });
  return ok({
    ...repeat,
    on:
      repeat.unit === 'week'
        ? { by: 'weekdays', weekdays: [weekdayOf(from)] }
        : { by: 'day', day: Number(from.slice(8)) },
  });
}

/** The first date that the rhythm has and that is still to come. Its interval is counted from there. */
function firstDate({ starts, repeat }: Series, zone: string, now: Date): Wall | null {
  const dense = { starts, repeat: repeat && { ...repeat, every: 1, count: null } };
  for (const date of nominalDates(dense)) if (date >= starts && momentAt(zone, date) > now) return date;
  return null;
}

function within(series: Series, zone: string, now: Date): Result<Series> {
  const first = momentAt(zone, series.starts);
  if (first <= now) return refuse('standing_past');
  const { horizonYears: years } = limits.standing;
  if (first.getTime() > now.getTime() + years * 366 * day_ms) return refuse('standing_horizon', { years });
  return ok(series);
}

/** Of an order whose next date is due: which one is paid, how many before it no longer are, and which one comes then. */
export interface Advance {
  date: Wall;
  missed: number;
  next: Wall | null;
}

/** Only the latest of what was missed is caught up with: nobody wants five rents at once. */
export function advance(series: Series, due: Wall, zone: string, now: Date): Advance {
  let date = due;
  let missed = 0;
  for (const later of nominalDates(series, due)) {
    if (momentAt(zone, later) > now) return { date, missed, next: later };
    date = later;
    missed += 1;
  }
  return { date, missed, next: null };
}

/** When what lacked money is tried again, after so many failures; null: no more, also where the next date comes first. */
export function retryAt(failures: number, now: Date, next: Date | null): Date | null {
  const hours = limits.standing.retryHours[failures - 1];
  if (hours === undefined) return null;
  const at = new Date(now.getTime() + hours * 3_600_000);
  return next !== null && at >= next ? null : at;
}

/** What follows from a refusal of a payment that was due. */
export type Consequence =
  | { do: 'retry' }
  /** Somebody else has settled it meanwhile, or it is looked at again in a minute. */
  | { do: 'nothing' }
  | { do: 'pause'; why: 'payer' | 'payee' | 'refused' }
  | { do: 'end'; why: 'self' };

export function consequenceOf({ code }: Pick<Refusal, 'code'>): Consequence {
  switch (code) {
    case 'standing_run_over':
    case 'spending_changed':
      return { do: 'nothing' };
    case 'account_frozen':
      return { do: 'pause', why: 'payer' };
    case 'payee_frozen':
    case 'payee_unknown':
    case 'payee_is_bot':
    case 'payee_ambiguous':
      return { do: 'pause', why: 'payee' };
    case 'pay_self':
      return { do: 'end', why: 'self' };
    case 'insufficient_funds':
      return { do: 'retry' };
    // Whatever else it is does not go away by waiting, and nobody may be told that they lack money when they do not.
    default:
      return { do: 'pause', why: 'refused' };
  }
}
