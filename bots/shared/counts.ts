/** How many, and for how long, as people type it in English and German. */

/** `10`, `10x`. A whole number from 1 on, at most `max`; null for anything else. */
export function readCount(word: string, max: number): number | null {
  const digits = /^(\d{1,9})x?$/i.exec(word)?.[1];
  const count = Number(digits);
  return digits !== undefined && count >= 1 && count <= max ? count : null;
}

const second_ms = 1_000;
const minute_ms = 60 * second_ms;
const hour_ms = 60 * minute_ms;
const day_ms = 24 * hour_ms;

const units: readonly (readonly [RegExp, number])[] = [
  [/^(s|sec|secs|sek|seconds?|sekunden?)$/, second_ms],
  [/^(min|mins|minutes?|minuten?)$/, minute_ms],
  [/^(h|hr|hrs|std|hours?|stunden?)$/, hour_ms],
  [/^(d|days?|tage?|tagen)$/, day_ms],
  [/^(w|weeks?|wochen?)$/, 7 * day_ms],
];

/**
 * `10min`, `2 hours`, `3 Tage`: in ms, from one second to a year; null for anything else. A bare `m` is none: it may be a month.
 * `word` and, where the unit stands apart, the word after it.
 */
export function readDuration(word: string, next?: string): { ms: number; words: 1 | 2 } | null {
  const [, digits, unit] = /^(\d{1,6})(\p{L}*)$/u.exec(word.toLowerCase()) ?? [];
  if (digits === undefined) return null;
  const apart = unit === '';
  const name = apart ? next?.toLowerCase() : unit;
  const unit_ms = units.find(([pattern]) => name !== undefined && pattern.test(name))?.[1];
  if (unit_ms === undefined) return null;
  const ms = Number(digits) * unit_ms;
  return ms >= second_ms && ms <= 366 * day_ms ? { ms, words: apart ? 2 : 1 } : null;
}

/** `4.25`, `4,25%`: exactly, counted in the last of so many decimals of a percent. Null for anything else. */
export function percentIn(text: string, decimals: number): bigint | null {
  const [, whole, fraction = ''] = /^(\d{1,3})(?:[.,](\d+))?%?$/.exec(text) ?? [];
  if (whole === undefined || fraction.length > decimals) return null;
  return BigInt(`${whole}${fraction.padEnd(decimals, '0')}`);
}

/** `4.25`, `4,25%`: in millionths. At most four decimals and a hundred per cent; null for anything else. */
export function readPercent(word: string): number | null {
  const ppm = percentIn(word, 4);
  return ppm !== null && ppm <= 1_000_000n ? Number(ppm) : null;
}
