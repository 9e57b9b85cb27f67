/**
 * Hours by somebody's own clock, across every change of it. Of alerts: a time that a change leaves out is the moment of the change; one
 * that comes twice is the first. So each day has each time once, and in order. Dates of payments are read as calendars do ({@link momentOf}).
 */

const minute_ms = 60_000;
const day_ms = 86_400_000;

/** Minutes since midnight. */
export type TimeOfDay = number;

/** Kept, because `Intl` objects are slow to make. There are some 600 zones. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const kept = clocks.get(zone);
  if (kept) return kept;
  const numeric = 'numeric' as const;
  const parts = {
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  };
  const clock = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...parts });
  clocks.set(zone, clock);
  return clock;
}

/** An IANA name, as `Intl` writes it; null for what is none. Any case. A bare offset is none: it knows no summer. */
export function readZone(text: string): string | null {
  if (!/^[a-z][\w/+-]{1,63}$/i.test(text)) return null;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** The zones that somebody may mean: by name, by its city, or by a part of it. */
export function findZones(text: string): string[] {
  const exact = readZone(text);
  if (exact !== null) return [exact];
  const wanted = text.trim().toLowerCase().replace(/\s+/g, '_');
  if (wanted === '') return [];
  const all = Intl.supportedValuesOf('timeZone');
  const ofCity = all.filter((zone) => zone.toLowerCase().split('/').at(-1) === wanted);
  return ofCity.length > 0 ? ofCity : all.filter((zone) => zone.toLowerCase().includes(wanted));
}

/** What the clock there shows, written as if it were UTC. */
function wallClock(zone: string, at: number): number {
  const parts = clockOf(zone).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((part) => part.type === type)!.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

/** What the clock there shows, to the second, in ms as if it were UTC. */
export const wallOf = (zone: string, at: Date): number => wallClock(zone, at.getTime());

/**
 * The moment of a time by the clock there, written in ms as if it were UTC, as RFC 5545 §3.3.5 has it: of a time that comes twice the
 * first; a time that a change leaves out is read by the offset before the change, so that 2:30 is 3:30 on that day.
 */
export function momentOf(zone: string, wall: number): Date {
  const offsetAt = (at: number) => wallClock(zone, at) - Math.floor(at / 1000) * 1000;
  const before = wall - offsetAt(wall - day_ms);
  const after = wall - offsetAt(wall + day_ms);
  const shown = [Math.min(before, after), Math.max(before, after)].find((at) => wallClock(zone, at) === wall);
  return new Date(shown ?? before);
}

/** The moment at which the clock there first shows this, or anything later, `wall` being written as if it were UTC. */
function firstMoment(zone: string, wall: number): number {
  const offsetAt = (at: number) => wallClock(zone, at) - Math.floor(at / 1000) * 1000;
  const before = wall - offsetAt(wall - day_ms);
  const after = wall - offsetAt(wall + day_ms);
  const [early, late] = [Math.min(before, after), Math.max(before, after)];
  if (wallClock(zone, early) === wall) return early;
  if (wallClock(zone, late) === wall) return late;
  // Left out by a change between the two: the first minute at which the clock shows something later.
  let [low, high] = [early, late];
  while (high - low > minute_ms) {
    const middle = low + Math.floor((high - low) / 2 / minute_ms) * minute_ms;
    if (wallClock(zone, middle) < wall) low = middle;
    else high = middle;
  }
  return high;
}

/** Midnight of the day that it is there, `days` later, written as if it were UTC. */
const midnight = (zone: string, at: Date, days: number): number =>
  Math.floor(wallClock(zone, at.getTime()) / day_ms) * day_ms + days * day_ms;

const momentAt = (zone: string, at: Date, days: number, time: TimeOfDay): number =>
  firstMoment(zone, midnight(zone, at, days) + time * minute_ms);

/** When it is next that time there, after this moment. */
export function nextTime(zone: string, time: TimeOfDay, after: Date): Date {
  for (let days = 0; ; days += 1) {
    const moment = momentAt(zone, after, days, time);
    if (moment > after.getTime()) return new Date(moment);
  }
}

/** Hours of every day, past midnight where `until` is the earlier one. */
export interface Hours {
  from: TimeOfDay;
  until: TimeOfDay;
}

/** The end of these hours, where the moment lies in them; otherwise null. */
export function endOfHours(zone: string, { from, until }: Hours, at: Date): Date | null {
  for (const days of [-1, 0]) {
    const begin = momentAt(zone, at, days, from);
    const end = momentAt(zone, at, until > from ? days : days + 1, until);
    if (begin <= at.getTime() && at.getTime() < end) return new Date(end);
  }
  return null;
}

/** What a clock on the wall shows: `2026-01-31T09:00`. */
export type Wall = string;

export const wallAt = (zone: string, at: Date): Wall => new Date(wallOf(zone, at)).toISOString().slice(0, 16);

/** The day that it is there, as `2026-03-01`. */
export const dayThere = (zone: string, at: Date): string => isoDay(midnight(zone, at, 0));

/** When a day begins there. Throws RangeError for what is no day. */
export const startOfDay = (zone: string, day: string): Date =>
  new Date(momentOf(zone, Date.parse(`${checkedDay(day)}T00:00:00Z`)));

const isoDay = (wall: number): string => new Date(wall).toISOString().slice(0, 10);

/** Days of the calendar, whatever the zone. Throws RangeError for what is no day. */
export const dayAfter = (day: string, days = 1): string =>
  isoDay(Date.parse(`${checkedDay(day)}T00:00:00Z`) + days * day_ms);

/** The same day so many months later, or the last one of a month that has no such day. */
export function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return isoDay(Date.UTC(year, month - 1 + months, Math.min(date, last)));
}

function checkedDay(day: string): string {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(at) || isoDay(at) !== day)
    throw new RangeError(`Not a day: ${day}`);
  return day;
}
