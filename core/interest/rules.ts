/**
 * How interest is counted: Actual/365 (Fixed), as banks count it for current and savings accounts. ISDA 2006 Definitions, section 4.16(d): the
 * days that passed over 365, in leap years, too. Everything is a whole number of grains, so that nothing is ever rounded away.
 */
import { monthsAfter } from '../time-zone.ts';

/** A rate is in millionths a year and a year has 365 days, so that a day's interest, balance × rate, is whole in these parts of a minor unit. */
export const grainsPerMinor = 365n * 1_000_000n;

export const rateMax_ppm = 1_000_000;

/** Of one day: grains, with the balance's sign. `balance` in minor units. */
export const dayInterest = (balance: bigint, rate_ppm: number): bigint => balance * BigInt(rate_ppm);

interface Capitalised {
  /** Minor units that are posted. */
  amount: bigint;
  /** Grains that go on into the next month. */
  carried: bigint;
}

/**
 * What of the grains that are owed is posted: whole minor units, rounded down. `room`: no more than this, in minor units; the rest stays
 * owed and is carried on, without interest upon it.
 */
export function capitalise(owed: bigint, room?: bigint): Capitalised {
  if (owed < 0n) throw new RangeError('Less than nothing is owed');
  const whole = owed / grainsPerMinor;
  const amount = room !== undefined && room < whole ? (room > 0n ? room : 0n) : whole;
  return { amount, carried: owed - amount * grainsPerMinor };
}

/** One day of one account. */
export interface AccruedDay {
  /** `2026-03-01`. */
  day: string;
  balance: bigint;
  rate_ppm: number;
}

/** Days on end with the same rate and the same sign. */
export interface Segment {
  from: string;
  to: string;
  days: number;
  rate_ppm: number;
  side: 'earned' | 'charged';
  /** Of all of these days' balances, minor units. */
  balances: bigint;
  /** Never negative. */
  grains: bigint;
}

/** What a statement shows of an account's days, which come in their order. */
export function segmentsOf(days: readonly AccruedDay[], next: (day: string) => string): Segment[] {
  const segments: Segment[] = [];
  for (const { day, balance, rate_ppm } of days) {
    const side = balance < 0n ? 'charged' : 'earned';
    const interest = dayInterest(balance, rate_ppm);
    const grains = interest < 0n ? -interest : interest;
    const last = segments.at(-1);
    if (last && last.rate_ppm === rate_ppm && last.side === side && next(last.to) === day) {
      last.to = day;
      last.days += 1;
      last.balances += balance;
      last.grains += grains;
    } else segments.push({ from: day, to: day, days: 1, rate_ppm, side, balances: balance, grains });
  }
  return segments;
}

export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** The first day of the month after that of this day. */
export const monthAfter = (day: string): string => monthsAfter(monthOf(day), 1);
