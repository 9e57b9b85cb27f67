/** What may be tipped, decided from facts alone. */
import type { Person } from '../identity/index.ts';
import { type Asset, money } from '../money.ts';
import { limits } from '../policy/limits.ts';
import type { Conversation, MessageRef } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import type { TipState } from './types.ts';

/** Tones of skin, and the selector that only chooses between two pictures of the same emoji. */
const looks = /[\u{1f3fb}-\u{1f3ff}\ufe0f]/gu;
const picture =
  /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[0-9#*]\u20e3)(?:\u200d\p{Extended_Pictographic})*$/u;

/**
 * An emoji as it is compared, whatever its tone: the character itself, a name between colons (`:coin:`, `:coin::skin-tone-2:`),
 * or a community's own with its id (`<:gold:123>`, `gold:123`). Null for what is none.
 */
export function emojiOf(text: string): string | null {
  const plain = text.trim().normalize('NFC').replace(looks, '');
  if (picture.test(plain)) return plain;
  const own = /^(?:<a?:)?(\w{1,32}:\d{1,20})>?$/.exec(plain)?.[1];
  if (own) return own;
  const name = /^:?([\p{L}\p{N}_+'-]{1,100})(?:::skin-tone-\d)?:?$/u.exec(plain)?.[1];
  return name && plain.startsWith(':') && plain.endsWith(':') ? `:${name.toLowerCase()}:` : null;
}

/** Whose settings apply; null in a direct conversation. */
export const communityOf = ({ platform, tenant, community }: Conversation): string | null =>
  community === '' ? null : `${platform}:${tenant}:${community}`;

export const placeOf = ({ platform, tenant }: Conversation, { channel, message }: MessageRef): string =>
  `${platform}:${tenant}:${channel}:${message}`;

/** Platforms tell the time to the second only. */
export const isBefore = (at: Date, since: Date): boolean =>
  at.getTime() < Math.floor(since.getTime() / 1000) * 1000;

/** What a tipper has given already. */
interface Usage {
  in_minute: number;
  in_day: number;
  /** In the currency of the tip. */
  amount_in_day: bigint;
}

/** Whether one more is within what a person may give. */
export function checkCaps(usage: Usage, amount: bigint, asset: Asset): Result<null> {
  const { perMinute, perDay, perDayMinor } = limits.tip;
  if (usage.in_minute >= perMinute) return refuse('tip_limit', { limit: perMinute, per: 'minute' });
  if (usage.in_day >= perDay) return refuse('tip_limit', { limit: perDay, per: 'day' });
  if (usage.amount_in_day + amount > perDayMinor)
    return refuse('tip_limit_amount', { limit: money(perDayMinor, asset) });
  return ok(null);
}

/** Between these two, as they are now. */
export function checkPeople(tipper: Person, author: Person): Result<null> {
  if (tipper.frozen) return refuse('account_frozen');
  if (tipper.id === author.id) return refuse('pay_self');
  return author.frozen ? refuse('payee_frozen', { payee: author.name }) : ok(null);
}

/** While it is a hold, and taken back in time; `at`, by the platform's clock, for what reached us late. */
export const mayUndo = (
  { state, undo_until }: { state: TipState; undo_until: Date },
  at: Date,
  now: Date,
): boolean => state === 'held' && (now <= undo_until || at <= undo_until);
