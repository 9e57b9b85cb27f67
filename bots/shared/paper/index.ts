/**
 * Paper: A4 pages as a PDF, with letters, colours and furniture that all of ours have in common. What is written is measured and placed by
 * whoever writes; lengths are points, 72 to the inch, and y goes down from the top to the line's upper edge.
 */
import type { Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import { ink } from '../picture/ink.ts';
import { paperFonts, type Weight, writable } from './fonts.ts';

export { writable } from './fonts.ts';

export const sheet = { width: 595.28, height: 841.89, margin: 48 } as const;
/** The room for what a page says, above its foot. */
export const room = {
  left: sheet.margin,
  right: sheet.width - sheet.margin,
  width: sheet.width - 2 * sheet.margin,
  top: sheet.margin,
  bottom: sheet.height - sheet.margin - 28,
} as const;

export interface Style {
  size: number;
  weight?: Weight;
  colour?: string;
}

interface Place {
  x: number;
  y: number;
  /** What does not fit is cut, with an ellipsis. Unsaid: as wide as it is. */
  width?: number;
  align?: 'left' | 'right' | 'center';
}

export interface Paper {
  /** Whatever is neither text nor furniture: lines, areas, pictures. */
  readonly doc: PDFKit.PDFDocument;
  /** One line. Returns its width. */
  line(text: string, place: Place, style: Style): number;
  /** As many lines as it takes, `lines` at most. Returns the height. */
  block(text: string, place: Place & { width: number; lines?: number }, style: Style): number;
  widthOf(text: string, style: Style): number;
  rule(y: number, colour?: string): void;
  /** The next page; the first one is there already. */
  turn(): void;
  /** The finished document. Nothing can be written after it. */
  end(): Promise<Uint8Array>;
}

interface PaperOf {
  /** Of the document, as a window of a viewer shows it. */
  title: string;
  /** BCP 47, for whoever has it read aloud. */
  language: string;
  /** What the document says of when it was made. The same paper with the same moment is the same to the last byte. */
  made_at: Date;
  /** At the foot of each page, left and right. */
  foot(page: number, pages: number): { left: string; right: string };
}

const lineHeight = 1.35;
const name = 'Tuppence';

export function openPaper({ title, language, made_at, foot }: PaperOf): Paper {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    // Without this, pdfkit begins with letters that are not put into the document.
    font: '',
    pdfVersion: '1.7',
    lang: language,
    displayTitle: true,
    info: { Title: title, Author: name, Creator: name, Producer: name, CreationDate: made_at },
  });
  const chunks: Uint8Array[] = [];
  const done = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
  });
  const fonts = paperFonts();

  const choose = ({ size, weight = 'regular', colour = ink.text }: Style): void => {
    // pdfkit takes an opened font as well, which its types do not say.
    doc
      .font(fonts[weight] as Font & Uint8Array, weight)
      .fontSize(size)
      .fillColor(colour);
  };

  const widthOf = (text: string, style: Style): number => {
    choose(style);
    return doc.widthOfString(text);
  };

  const fitting = (text: string, width: number, style: Style): string => {
    if (widthOf(text, style) <= width) return text;
    const letters = [...text];
    let [fits, tooMany] = [0, letters.length];
    while (tooMany - fits > 1) {
      const middle = (fits + tooMany) >> 1;
      if (widthOf(`${letters.slice(0, middle).join('').trimEnd()}…`, style) <= width) fits = middle;
      else tooMany = middle;
    }
    return `${letters.slice(0, fits).join('').trimEnd()}…`;
  };

  const line: Paper['line'] = (raw, { x, y, width, align = 'left' }, style) => {
    const text = width === undefined ? writable(raw) : fitting(writable(raw), width, style);
    if (text === '') return 0;
    const wide = widthOf(text, style);
    const spare = align === 'left' ? 0 : ((width ?? 0) - wide) / (align === 'right' ? 1 : 2);
    doc.text(text, x + spare, y, { lineBreak: false });
    return wide;
  };

  const block: Paper['block'] = (raw, { lines = Number.POSITIVE_INFINITY, ...place }, style) => {
    const rows: string[] = [];
    for (const word of writable(raw).split(' ')) {
      const longer = rows.length === 0 ? word : `${rows.at(-1)} ${word}`;
      const isBeyond = rows.length >= lines;
      if (rows.length > 0 && (isBeyond || widthOf(longer, style) <= place.width))
        rows[rows.length - 1] = longer;
      else rows.push(word);
    }
    const step = style.size * lineHeight;
    for (const [at, row] of rows.entries()) line(row, { ...place, y: place.y + at * step }, style);
    return rows.length * step;
  };

  const rule: Paper['rule'] = (y, colour = ink.line) => {
    doc.moveTo(room.left, y).lineTo(room.right, y).lineWidth(0.75).strokeColor(colour).stroke();
  };

  const feet = (): void => {
    const { start, count } = doc.bufferedPageRange();
    const style = { size: 7.5, colour: ink.quiet };
    for (let page = 0; page < count; page += 1) {
      doc.switchToPage(start + page);
      const y = sheet.height - sheet.margin - 10;
      rule(y - 8);
      const { left, right } = foot(page + 1, count);
      const taken = line(right, { x: room.left, y, width: room.width, align: 'right' }, style);
      line(left, { x: room.left, y, width: room.width - taken - 16 }, style);
    }
  };

  return {
    doc,
    line,
    block,
    widthOf,
    rule,
    turn: () => void doc.addPage(),
    end() {
      feet();
      doc.end();
      return done;
    },
  };
}

/** The house's sign and name, at the head of a page. Returns its height. */
export function letterhead({ doc, line }: Paper, { x, y }: { x: number; y: number }): number {
  const radius = 13;
  const [middle, centre] = [x + radius, y + radius];
  doc.circle(middle, centre, radius).fill(coin.rim);
  doc.circle(middle, centre, 10.4).lineWidth(0.9).fillAndStroke(coin.face, coin.edge);
  line(
    '2p',
    { x, y: y + 5.6, width: 2 * radius, align: 'center' },
    { size: 11, weight: 'semibold', colour: coin.letters },
  );
  line(name, { x: x + 2 * radius + 8, y: y + 3.4 }, { size: 16, weight: 'semibold' });
  return 2 * radius;
}

/** A copper coin of two pence. */
const coin = { rim: '#a8572b', face: '#c97a45', edge: '#f0b98d', letters: '#4a1f0a' } as const;
