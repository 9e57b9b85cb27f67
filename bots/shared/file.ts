/**
 * A file that somebody sent: what an event says of it, and how its text is fetched when it is wanted. Its content is never stored; an
 * event only has what the platform's own messenger finds it by.
 */
import { ok, type Result, refuse } from '../../core/index.ts';
import type { PlatformMessenger } from './adapter.ts';
import type { InboundFile } from './event.ts';
import { TryLater } from './try-later.ts';
import type { Turn } from './turn.ts';

/** Of every file that is read. */
export const fileBytesMax = 1_000_000;

export type FetchedFile =
  | { status: 'fetched'; text: string }
  | { status: 'too_large' }
  /** No text in UTF-8. */
  | { status: 'wrong_kind' }
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
  const looked = await look(turn.platform, file);
  if ('ok' in looked) return looked;
  if (looked.status === 'rate_limited') throw new TryLater('rate limited', looked.retry_after_ms);
  if (looked.status === 'unknown' && turn.attempt.number < triesMax) throw new TryLater(looked.reason);
  turn.parts.log.info({ event: turn.key, fetched: looked }, 'a file could not be fetched');
  return refuse('file_gone', { name: file.name });
}

/** As {@link fileText}, where nobody waits for it to come: null when it cannot be had just now. */
export async function fileTextNow(platform: Fetching, file: InboundFile): Promise<Result<string> | null> {
  const looked = await look(platform, file);
  if ('ok' in looked) return looked;
  return looked.status === 'gone' ? refuse('file_gone', { name: file.name }) : null;
}

type NotHad = Extract<FetchedFile, { status: 'gone' | 'rate_limited' | 'unknown' }>;

async function look(platform: Fetching, file: InboundFile): Promise<Result<string> | NotHad> {
  if (!isTextual(file)) return refuse('file_wrong_kind', { name: file.name });
  if (file.size_bytes > fileBytesMax) return tooLarge(file);
  const fetched = (await platform?.fetchFile?.(file.reference)) ?? noWay;
  if (fetched.status === 'fetched') return ok(fetched.text);
  if (fetched.status === 'too_large') return tooLarge(file);
  return fetched.status === 'wrong_kind' ? refuse('file_wrong_kind', { name: file.name }) : fetched;
}

const noWay = { status: 'gone', reason: 'this platform gives out no files' } as const;

const tooLarge = ({ name }: InboundFile): Result<never> =>
  refuse('file_too_large', { name, limit_megabytes: fileBytesMax / 1_000_000 });

/** By what the platform calls it, or by its name: Windows takes every CSV file for one of Excel's. */
const isTextual = ({ name, media_type }: InboundFile): boolean =>
  /^text\//i.test(media_type) || /\.(csv|tsv|txt)$/i.test(name);
