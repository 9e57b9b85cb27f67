/**
 * When a subscription renews, decided from facts alone: on the same day of each month and at the same time as it began, by its subscriber's
 * own clock; in a month that lacks the day, on its last one.
 */
import { limits } from '../policy/limits.ts';
import { momentOf, monthsAfter, type Wall } from '../time-zone.ts';

const hour_ms = 3_600_000;
export const grace_ms = limits.subscription.graceHours * hour_ms;
/** The last try is due at the very end, and workers come a little later. */
const slack_ms = hour_ms;
const retry_ms = limits.subscription.retryHours * hour_ms;

interface Beginning {
  zone: string;
  starts: Wall;
}

/** When the nth month begins, from 1 on: counted from the beginning, so that a short month shortens no later one. */
export function monthBegins({ zone, starts }: Beginning, number: number): Date {
  const [first, time] = starts.split('T') as [string, string];
  return momentOf(zone, Date.parse(`${monthsAfter(first, number - 1)}T${time}:00Z`));
}

/** The first month from this one on that nobody is too late for. What nobody renewed in time, nobody had, and nobody pays. */
export function monthToRenew(beginning: Beginning, from: number, now: Date): number {
  let number = from;
  while (monthBegins(beginning, number).getTime() + grace_ms <= now.getTime()) number += 1;
  return number;
}

/** Nobody has come in time: what was told to its subscriber is over, and what they had meanwhile was nothing. */
export const isTooLate = (begins_at: Date, now: Date): boolean =>
  now.getTime() > begins_at.getTime() + grace_ms + slack_ms;

/** When a renewal that could not be paid is tried again; null: its time is over. */
export function retryAt(begins_at: Date, now: Date): Date | null {
  const end = begins_at.getTime() + grace_ms;
  return now.getTime() >= end ? null : new Date(Math.min(now.getTime() + retry_ms, end));
}
