/**
 * A file that somebody sent: what an event says of it, and how its text is fetched when it is wanted. Its content is never stored; an
 * event only has what the platform's own messenger finds it by.
 */
import { ok, type Result, refuse } from '../../core/index.ts';
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

/** A file's text, or why there is none. Throws {@link TryLater}. */
export async function fileText(turn: Turn, file: InboundFile): Promise<Result<string>> {
  if (!isTextual(file)) return refuse('file_wrong_kind', { name: file.name });
  if (file.size_bytes > fileBytesMax) return tooLarge(file);
  const fetched = await turn.platform?.fetchFile?.(file.reference);
  switch (fetched?.status) {
    case 'fetched':
      return ok(fetched.text);
    case 'too_large':
      return tooLarge(file);
    case 'wrong_kind':
      return refuse('file_wrong_kind', { name: file.name });
    case 'rate_limited':
      throw new TryLater('rate limited', fetched.retry_after_ms);
    case 'unknown':
      if (turn.attempt.number < triesMax) throw new TryLater(fetched.reason);
  }
  turn.parts.log.info({ event: turn.key, fetched }, 'a file could not be fetched');
  return refuse('file_gone', { name: file.name });
}

const tooLarge = ({ name }: InboundFile): Result<never> =>
  refuse('file_too_large', { name, limit_megabytes: fileBytesMax / 1_000_000 });

/** By what the platform calls it, or by its name: Windows takes every CSV file for one of Excel's. */
const isTextual = ({ name, media_type }: InboundFile): boolean =>
  /^text\//i.test(media_type) || /\.(csv|tsv|txt)$/i.test(name);
