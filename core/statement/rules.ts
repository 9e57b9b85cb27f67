/** Which time is meant. Pure. */
import { dayAfter, dayThere, startOfDay } from '../time-zone.ts';
import type { AskedPeriod, Day, Period } from './types.ts';

/** Longer than a database transaction lives: what was recorded before then has been committed, or never will be. */
export const settling_ms = 3 * 60_000;

const twoDigits = (number: number): string => String(number).padStart(2, '0');
const firstOf = (year: number, month: number): Day =>
  `${String(year).padStart(4, '0')}-${twoDigits(month)}-01`;

/** `2026-10` and one month on: `2026-11`. */
export function monthAfter(month: string, months = 1): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const total = year * 12 + number - 1 + months;
  return firstOf(Math.floor(total / 12), (total % 12) + 1).slice(0, 7);
}

/** What is meant by whoever asks on this day. */
export function periodOf(asked: AskedPeriod | null, today: Day): Period {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const thisMonth = today.slice(0, 7);
  switch (asked?.kind) {
    case 'days':
      return { kind: 'days', from: asked.from, to: asked.to };
    case 'year':
      return { kind: 'year', year: asked.year };
    case 'years_ago':
      return { kind: 'year', year: year - asked.years };
    case 'months_ago':
      return { kind: 'month', month: monthAfter(thisMonth, -asked.months) };
    case 'month': {
      const of = asked.year ?? (asked.month > month ? year - 1 : year);
      return { kind: 'month', month: firstOf(of, asked.month).slice(0, 7) };
    }
    case undefined:
      return { kind: 'month', month: monthAfter(thisMonth, -1) };
  }
}

/** The first day, and the day after the last one. */
export function daysOf(period: Period): { from: Day; until: Day } {
  switch (period.kind) {
    case 'month':
      return { from: `${period.month}-01`, until: `${monthAfter(period.month)}-01` };
    case 'year':
      return { from: firstOf(period.year, 1), until: firstOf(period.year + 1, 1) };
    case 'days':
      return { from: period.from, until: dayAfter(period.to) };
  }
}

/** A month that was fixed before: it began and ended then, wherever its person lives by now. */
export interface FixedMonth {
  /** `2026-10` */
  month: string;
  begins_at: Date;
  ends_at: Date;
}

/**
 * The moment at which a day begins. Where a month was fixed, its own borders hold, also for the months beside it: between
 * two months no moment is left out, and none is in both.
 */
export function beginOf(day: Day, zone: string | null, fixed: readonly FixedMonth[]): Date {
  if (day.endsWith('-01')) {
    const month = day.slice(0, 7);
    const own = fixed.find((one) => one.month === month);
    if (own) return own.begins_at;
    const before = fixed.find((one) => monthAfter(one.month) === month);
    if (before) return before.ends_at;
  }
  return startOfDay(zone ?? UNKNOWN_ZONE, day);
}

/** Of whoever nobody knows to live anywhere. */
export const UNKNOWN_ZONE = 'UTC';

/** In the morning, by their own clock: who wants to be woken for it? */
const told_at_ms = 8 * 3_600_000;
/** Whoever was away for longer asks for what is older. */
const months_made_up_max = 12;

/**
 * The months that somebody is to be told of by now: from after the newest one that they were, or only the last one where they never
 * were. `zone` IANA name.
 */
export function monthsDue(newestTold: string | null, now: Date, zone: string | null): string[] {
  const morning = new Date(now.getTime() - told_at_ms);
  const last = monthAfter(dayThere(zone ?? UNKNOWN_ZONE, morning).slice(0, 7), -1);
  if (newestTold === null) return [last];
  const due: string[] = [];
  for (let month = monthAfter(newestTold); month <= last; month = monthAfter(month)) due.push(month);
  return due.slice(-months_made_up_max);
}
