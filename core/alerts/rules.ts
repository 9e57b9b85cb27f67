/** Whether somebody is told of something, and when. */
import { type Asset, type Money, money } from '../money.ts';
import { endOfHours, type Hours, nextTime, type TimeOfDay } from '../time-zone.ts';
import { ALERT_KINDS, type AlertKind, alertKinds } from './kinds.ts';
import type { AlertChange, AlertSetting, NewAlert } from './types.ts';

export interface AlertSettings {
  kinds: Record<AlertKind, AlertSetting>;
  quiet: Hours | null;
  digest_at: TimeOfDay;
  /** Null: nobody told. */
  zone: string | null;
}

/** Six in the evening. */
const digestAt: TimeOfDay = 18 * 60;

/** Of whoever never chose. */
export const defaultSettings = (main: Asset): AlertSettings => ({
  kinds: Object.fromEntries(
    alertKinds.map((kind) => {
      const { on, threshold } = ALERT_KINDS[kind];
      const minor = BigInt(threshold) * 10n ** BigInt(main.exponent);
      return [kind, { on, threshold: minor === 0n ? null : money(minor, main), digest: false }];
    }),
  ) as Record<AlertKind, AlertSetting>,
  quiet: null,
  digest_at: digestAt,
  zone: null,
});

export const changed = (settings: AlertSettings, change: AlertChange): AlertSettings => ({
  kinds: Object.fromEntries(
    alertKinds.map((kind) => [kind, { ...settings.kinds[kind], ...change.kinds?.[kind] }]),
  ) as Record<AlertKind, AlertSetting>,
  quiet: change.quiet === undefined ? settings.quiet : change.quiet,
  digest_at: change.digest_at ?? settings.digest_at,
  zone: change.zone ?? settings.zone,
});

/** Nobody's clock, where we know none. */
const zoneOf = ({ zone }: AlertSettings): string => zone ?? 'UTC';

/** When somebody may be told what they want to hear of: now, with the digest, or when their quiet hours are over. */
export function whenTold(settings: AlertSettings, { digest }: AlertSetting, now: Date): Date {
  const at = digest ? nextTime(zoneOf(settings), settings.digest_at, now) : now;
  return whenQuietEnds(settings, at) ?? at;
}

/** Null where it is not quiet at that moment. */
export const whenQuietEnds = (settings: AlertSettings, at: Date): Date | null =>
  settings.quiet && endOfHours(zoneOf(settings), settings.quiet, at);

/** Whether it is as much, or fell as low, as they want to hear of. Money of another currency cannot be compared: rather one word too many. */
export function reaches(
  kind: AlertKind,
  threshold: Money | null,
  { amount, before }: Pick<NewAlert, 'amount' | 'before'>,
): boolean {
  const { by } = ALERT_KINDS[kind];
  if (by === 'nothing') return true;
  if (by === 'amount') {
    if (!threshold || !amount) return true;
    return amount.asset.code !== threshold.asset.code || BigInt(amount.minor) >= BigInt(threshold.minor);
  }
  if (!threshold || !amount || !before || amount.asset.code !== threshold.asset.code) return false;
  // Told once: below it, nothing falls below it again.
  const limit = BigInt(threshold.minor);
  return BigInt(before.minor) >= limit && BigInt(amount.minor) < limit;
}
