/**
 * Text as Discord shows it letter by letter. A backslash disarms any punctuation mark
 * (https://discord.com/developers/docs/reference#message-formatting), so every mark that can begin or end something is
 * escaped: emphasis, code, spoilers, mentions and timestamps (`<`), masked links, bare links and emoji (`:`), quotes,
 * `@everyone`; and at the start of a text what makes a heading, small print or a list.
 * discord.js' own escapeMarkdown leaves mentions, timestamps, bare links and `1.` alone.
 */
const marks = /[\\*_~`|<>[\]()@:]/g;
const lineBreaking = /[\p{Cc}\u2028\u2029]+/gu;
/** Marks that turn the reading direction of what follows (Unicode UAX #9). */
const directions = /[\u202a-\u202e\u2066-\u2069]/gu;

/** One line without characters that would break out of it. */
export const oneLine = (text: string): string => text.replace(lineBreaking, ' ').replace(directions, '');

export const escapeText = (text: string): string =>
  oneLine(text)
    .replace(marks, '\\$&')
    .replace(/^(\s*)([#+-])/, '$1\\$2')
    .replace(/^(\s*\d+)\.(?=\s|$)/, '$1\\.');

/** Several lines, each of them disarmed. */
export const escapeLines = (text: string): string => text.split('\n').map(escapeText).join('\n');

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** `write(text)` in at most `max` UTF-16 units (Discord counts code points, which are never more), cut between graphemes. */
export const within = (text: string, max: number, write: (text: string) => string = escapeText): string => {
  const whole = write(text);
  if (whole.length <= max) return whole;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (write(`${kept}${segment}…`).length > max) break;
    kept += segment;
  }
  return max > 0 ? write(`${kept}…`) : '';
};
