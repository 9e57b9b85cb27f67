/**
 * A file that somebody sent: what an event says of it, and how its content is fetched when it is wanted. An event only has what the
 * platform's own messenger finds it by; whatever is to be kept, a capability keeps.
 */
import { ok, type PaywallFile, paywallLimits, type Result, refuse } from '../../core/index.ts';
import type { PlatformMessenger } from './adapter.ts';
import type { InboundFile } from './event.ts';
import { RateLimited, TryLater } from './try-later.ts';
import type { Turn } from './turn.ts';

/** Of every text that is read. */
const textBytesMax = 1_000_000;

export type FetchedFile =
  | { status: 'fetched'; bytes: Uint8Array }
  | { status: 'too_large' }
  /** Deleted, expired, not for us, or at an address that is not the platform's. */
  | { status: 'gone'; reason: string }
  | { status: 'rate_limited'; retry_after_ms: number }
  | { status: 'unknown'; reason: string };

/** After so many tries the file is taken for gone: its person waits. */
const triesMax = 3;

/** What can be fetched; of the files that a platform keeps. */
type Fetching = Pick<PlatformMessenger, 'fetchFile'> | undefined;

/** A file's text, or why there is none. Throws {@link TryLater}. */
export async function fileText(turn: Turn, file: InboundFile): Promise<Result<string>> {
  if (!isTextual(file)) return refuse('file_wrong_kind', { name: file.name });
  const fetched = await fetchedFor(turn, file, textBytesMax);
  return fetched.ok ? textIn(file, fetched.value) : fetched;
}

/** A file of any kind, to be kept: of 8 MB at most. Throws {@link TryLater}. */
export async function wholeFile(turn: Turn, file: InboundFile): Promise<Result<PaywallFile>> {
  const fetched = await fetchedFor(turn, file, paywallLimits.fileBytes);
  if (!fetched.ok) return fetched;
  const { name, media_type, shown_as, reusable, reference } = file;
  const { platform } = turn.event;
  return ok({
    name,
    media_type,
    bytes: fetched.value,
    ...(shown_as && { shown_as }),
    ...(reusable && { known_as: { platform, reference: String(reference) } }),
  });
}

/**
 * How a file is shown by what it is, where a platform shows files by that alone. A picture is not: whoever shows it as a photo makes it
 * smaller, and what is paid for comes whole.
 */
export function playedAs(media_type: string): 'video' | 'audio' | undefined {
  if (media_type === 'video/mp4') return 'video';
  return /^audio\/(mpeg|mp4|x-m4a)$/.test(media_type) ? 'audio' : undefined;
}

/** As {@link fileText}, where nobody waits for it to come: null when it cannot be had just now. */
export async function fileTextNow(platform: Fetching, file: InboundFile): Promise<Result<string> | null> {
  if (!isTextual(file)) return refuse('file_wrong_kind', { name: file.name });
  const looked = await look(platform, file, textBytesMax);
  if ('ok' in looked) return looked.ok ? textIn(file, looked.value) : looked;
  return looked.status === 'gone' ? refuse('file_gone', { name: file.name }) : null;
}

async function fetchedFor(turn: Turn, file: InboundFile, bytes_max: number): Promise<Result<Uint8Array>> {
  const looked = await look(turn.platform, file, bytes_max);
  if ('ok' in looked) return looked;
  if (looked.status === 'rate_limited') throw new RateLimited(looked.retry_after_ms);
  if (looked.status === 'unknown' && turn.attempt.number < triesMax) throw new TryLater(looked.reason);
  turn.parts.log.info({ event: turn.key, fetched: looked }, 'a file could not be fetched');
  return refuse('file_gone', { name: file.name });
}

type NotHad = Extract<FetchedFile, { status: 'gone' | 'rate_limited' | 'unknown' }>;

async function look(
  platform: Fetching,
  file: InboundFile,
  bytes_max: number,
): Promise<Result<Uint8Array> | NotHad> {
  // Whoever sends several means them all.
  if (file.ofSeveral) return refuse('file_of_several');
  if (file.size_bytes > bytes_max) return tooLarge(file, bytes_max);
  const fetched = (await platform?.fetchFile?.(file.reference, bytes_max)) ?? noWay;
  if (fetched.status === 'fetched') return ok(fetched.bytes);
  return fetched.status === 'too_large' ? tooLarge(file, bytes_max) : fetched;
}

const noWay = { status: 'gone', reason: 'this platform gives out no files' } as const;

const tooLarge = ({ name }: InboundFile, bytes_max: number): Result<never> =>
  refuse('file_too_large', { name, limit_megabytes: bytes_max / 1_000_000 });

/** By what the platform calls it, or by its name: Windows takes every CSV file for one of Excel's. */
const isTextual = ({ name, media_type }: InboundFile): boolean =>
  /^text\//i.test(media_type) || /\.(csv|tsv|txt)$/i.test(name);

/** In UTF-8. */
function textIn({ name }: InboundFile, bytes: Uint8Array): Result<string> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // PostgreSQL has no such character, and neither has a text.
    return text.includes('\0') ? refuse('file_wrong_kind', { name }) : ok(text);
  } catch {
    return refuse('file_wrong_kind', { name });
  }
}
