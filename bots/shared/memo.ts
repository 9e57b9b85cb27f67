/** What a payment is for, as plain text: whatever a person types, a memo can neither ping, format, hide nor break anything. */
import { ok, type Result, refuse } from '../../core/index.ts';

export { clip } from '../../core/index.ts';

export const memoLimits = {
  /** What a person counts as one character (Unicode UAX #29). */
  graphemes: 200,
  /** A single grapheme may be of any length (stacked marks, joined emoji): this bounds the whole. */
  codePoints: 1000,
} as const;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const graphemeCount = (text: string): number => {
  let count = 0;
  for (const _ of graphemes.segment(text)) count += 1;
  return count;
};

/**
 * Characters that show nothing but change what is around them: controls, bidi marks and isolates (Unicode UAX #9), lone
 * surrogates, private use. The joiners and the tags stay, for emoji and some scripts are made with them.
 */
const invisible =
  /[\p{Cs}\p{Co}\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/** One line of plain text without invisible characters, NFC, with single spaces. */
export const plainLine = (text: string): string =>
  text.replace(/\s+/gu, ' ').replace(invisible, '').normalize('NFC').replace(/ {2,}/g, ' ').trim();

/** Several lines, each with its spaces as they are, without invisible characters. */
export const plainLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(invisible, ''))
    .join('\n')
    .normalize('NFC');

const quotes = /^(?:"([^"]*)"|“([^“”]*)”|„([^„“”]*)[“”]|«([^«»]*)»|'([^']*)')$/u;

/** The memo, or null when nothing is left of it. Refuses `memo_too_long`. */
export function cleanMemo(text: string): Result<string | null> {
  const line = plainLine(text).replace(/^[-–—:]\s+/u, '');
  const quoted = quotes
    .exec(line)
    ?.slice(1)
    .find((inner) => inner !== undefined);
  const memo = (quoted ?? line).trim();
  if (memo === '') return ok(null);
  if ([...memo].length > memoLimits.codePoints || graphemeCount(memo) > memoLimits.graphemes) {
    return refuse('memo_too_long', { limit: memoLimits.graphemes });
  }
  return ok(memo);
}
