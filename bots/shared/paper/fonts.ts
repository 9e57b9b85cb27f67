/** The letters of paper: those of pictures, put into the document, so that it looks the same wherever it is opened. */
import { createRequire } from 'node:module';
import type { Font, Glyph, GlyphPosition } from 'fontkit';
import { fontFiles } from '../picture/fonts.ts';

const { openSync } = createRequire(import.meta.url)('fontkit') as { openSync(path: string): Font };

export type Weight = 'regular' | 'semibold';

/** As pdfkit takes a run of letters. It scales the positions where they are. */
interface Run {
  glyphs: Glyph[];
  positions: GlyphPosition[];
  readonly advanceWidth: number;
}

/** Digits of one width, so that columns of amounts stand in line; and no contextual forms, which make a sign of `3x4` and an arrow of `->`. */
const features = { tnum: true, calt: false };

/**
 * A font that lays out what stands in tables as fast as it is read. Words with digits, of which hardly one comes twice, are set letter by
 * letter from what one layout of each has given, a hundred times as fast as fontkit works them out. Other words pdfkit remembers.
 */
function quick(font: Font): Font {
  const single = new Map<string, Run>();
  const letter = (text: string): Run => {
    const known = single.get(text);
    if (known) return known;
    const run = font.layout(text, { ...features });
    single.set(text, run);
    return run;
  };
  const layout = (text: string): Run => {
    if (!/\d/.test(text)) return font.layout(text, { ...features });
    const runs = [...text].map(letter);
    const positions = runs.flatMap((run) => run.positions.map((position) => ({ ...position })));
    return {
      glyphs: runs.flatMap(({ glyphs }) => glyphs),
      positions,
      get advanceWidth() {
        return positions.reduce((sum, { xAdvance }) => sum + xAdvance, 0);
      },
    };
  };
  return Object.create(font, { layout: { value: layout } }) as Font;
}

let fonts: Record<Weight, Font> | null = null;

/** Read when the first paper is written, and kept. */
export function paperFonts(): Record<Weight, Font> {
  const [regular, semibold] = fontFiles as [string, string];
  fonts ??= { regular: quick(openSync(regular)), semibold: quick(openSync(semibold)) };
  return fonts;
}

/** Stands for a letter that there is no form of, so that nobody takes the rest for the whole. */
const unknown = '□';

/** One line, as far as the letters that come along can write it: without emoji and what cannot be seen. */
export function writable(text: string): string {
  const { regular } = paperFonts();
  return [
    ...text
      .normalize('NFC')
      .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|[\u200d\ufe0f\u20e3\u{e0020}-\u{e007f}]/gu, '')
      .replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, (odd) => (odd === '\u00a0' || odd === '\u202f' ? odd : ' '))
      .replace(/ {2,}/g, ' ')
      .trim(),
  ]
    .map((one) => (regular.hasGlyphForCodePoint(one.codePointAt(0)!) ? one : unknown))
    .join('')
    .replace(/□{2,}/g, unknown + unknown);
}
