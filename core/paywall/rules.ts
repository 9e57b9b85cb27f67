/** What may stand behind a paid post, and who may unlock it, decided from facts alone. */
import { type Asset, money } from '../money.ts';
import { limits } from '../policy/limits.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { cleanLine } from '../text.ts';
import type { PaywallFile } from './types.ts';

const { paywall } = limits;

/** Several lines in well-formed Unicode: what {@link cleanLine} is of one, with at most one empty line in a row. */
export const cleanText = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029\u0085]/gu, '\n')
    .split('\n')
    .map((line) => cleanLine(line.replace(/\t/g, '  ')))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();

/** Longer ones would be cut on a card. */
const linkCharacters_max = 500;

/** The address, where a text is one of the web and nothing else; null otherwise. No other scheme is ever made a link. */
export function linkOf(text: string | null): string | null {
  if (text === null || text.length > linkCharacters_max || !/^https?:\/\/[^\s/]\S*$/i.test(text)) return null;
  return URL.canParse(text) ? text : null;
}

export interface Content {
  title: string | null;
  teaser: string | null;
  text: string | null;
}

/** As it is kept, or why it cannot be. `hasFile`: also where it stays from before. */
export function checkContent(asked: Content, hasFile: boolean): Result<Content> {
  const title = cleanLine(asked.title ?? '') || null;
  const teaser = cleanLine(asked.teaser ?? '') || null;
  const text = cleanText(asked.text ?? '') || null;
  if ((title?.length ?? 0) > paywall.titleCharacters)
    return refuse('paywall_title_too_long', { limit: paywall.titleCharacters });
  if ((teaser?.length ?? 0) > limits.memoCharacters)
    return refuse('memo_too_long', { limit: limits.memoCharacters });
  const limit = hasFile ? paywall.captionCharacters : paywall.textCharacters;
  if ((text?.length ?? 0) > limit) return refuse('paywall_text_too_long', { limit, file: hasFile });
  return text === null && !hasFile ? refuse('paywall_empty') : ok({ title, teaser, text });
}

/** As it is kept. A name with a path in it has its end; a kind that is none says nothing. */
export function checkFile({ name, media_type, bytes, ...as }: PaywallFile): Result<PaywallFile> {
  const cleaned = cleanLine(name.replace(/^.*[/\\]/s, '')).slice(-paywall.fileNameCharacters) || 'file';
  if (bytes.length === 0) return refuse('paywall_empty');
  if (bytes.length > paywall.fileBytes)
    return refuse('file_too_large', { name: cleaned, limit_megabytes: paywall.fileBytes / 1_000_000 });
  const [kind = ''] = media_type.toLowerCase().split(';');
  const isKind = /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(kind);
  return ok({ ...as, name: cleaned, media_type: isKind ? kind : 'application/octet-stream', bytes });
}

/** A purchase, as whoever would like their money back meets it. */
interface Purchase {
  /** In minor units. */
  refunded: bigint;
  asked: boolean;
  settled_at: Date;
}

/** Until when money may be asked for that was paid then. */
export const askUntil = (settled_at: Date): Date =>
  new Date(settled_at.getTime() + paywall.backMinutes * 60_000);

/** Why money may not be asked for now; null where it may. Whatever has come back, the seller (or the bank) has decided. */
export function askRefusal(
  { refunded, asked, settled_at }: Purchase,
  { now, payment, asset }: { now: Date; payment: string; asset: Asset },
): Refusal | null {
  if (refunded > 0n) return { code: 'paywall_back_given', back: money(refunded, asset) };
  if (asked) return { code: 'paywall_back_asked' };
  return now < askUntil(settled_at)
    ? null
    : { code: 'paywall_back_late', minutes: paywall.backMinutes, payment };
}

/** A post as its buttons meet it. */
export interface Standing {
  withdrawn: boolean;
  price: bigint;
  /** The asker has it, or their payment for it is under way. */
  paid: boolean;
}

/** Why it may not be unlocked now at this price; null where it may. */
export function unlockRefusal(
  { withdrawn, price, paid }: Standing,
  offered: bigint,
  asset: Asset,
): Refusal | null {
  if (paid) return { code: 'paywall_paid' };
  if (withdrawn) return { code: 'paywall_withdrawn' };
  return offered === price ? null : { code: 'paywall_changed', price: money(price, asset) };
}
