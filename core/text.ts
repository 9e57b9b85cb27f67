/** Texts by people, made safe to store and to show: one line, no controls, nothing that turns the reading direction. */

/** Unicode bidirectional controls (UAX #9 §2): they can make a text read as another. Joiners stay, emoji are made with them. */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** One line in well-formed Unicode without control characters; PostgreSQL takes no NUL, and platforms no lone surrogates. */
export const cleanLine = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(turning, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();

/**
 * At most `units` UTF-16 units (what the platforms count in), cut between two graphemes, so that no emoji and no accent is
 * broken; with an ellipsis where something was cut.
 */
export function clip(text: string, units: number): string {
  if (text.length <= units) return text;
  let end = 0;
  for (const { index, segment } of graphemes.segment(text)) {
    if (index + segment.length > units - 1) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A display name, at most 60 characters; empty when nothing visible is left. */
export const cleanName = (name: string): string => clip(cleanLine(name), 60);

/** A username as it is compared: lower case, no @. */
export const cleanHandle = (handle: string): string => cleanLine(handle).replace(/^@/, '').toLowerCase();
