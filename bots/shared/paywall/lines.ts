/** A long text as the lines of a card, whose number and length are limited. */
import { cardLimits } from '../card.ts';

/** So far back a line looks for a place to end: 4 lines of at least 500 have room for all that is kept. */
const lookBack = 100;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Cut at a line's end where there is one near, otherwise between words, and only in a long word within it; never in a visible character. */
export function cardLines(text: string): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > cardLimits.lineCharacters) {
    const { end, next } = cutOf(rest);
    lines.push(rest.slice(0, end));
    rest = rest.slice(next);
  }
  return [...lines, rest];
}

/** Where a line ends, and where the next one begins: what is between them, the line break stands for. */
function cutOf(text: string): { end: number; next: number } {
  const { lineCharacters: longest } = cardLimits;
  const least = longest - lookBack;
  for (const gap of ['\n', ' ']) {
    const at = text.lastIndexOf(gap, longest);
    if (at >= least) return { end: at, next: at + 1 };
  }
  let end = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, longest + lookBack))) {
    if (index + segment.length > longest) break;
    end = index + segment.length;
  }
  return end > 0 ? { end, next: end } : { end: longest, next: longest };
}
