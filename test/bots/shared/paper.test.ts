/** Paper: what is written on it, as whoever opens it reads it. */
import { describe, expect, it } from 'vitest';
import { writable } from '../../../bots/shared/paper/fonts.ts';
import { letterhead, openPaper, type Paper, room, sheet } from '../../../bots/shared/paper/index.ts';

const made_at = new Date('2026-11-01T00:00:00Z');
const style = { size: 10 };

const open = (): Paper =>
  openPaper({
    title: 'Statement',
    language: 'de',
    made_at,
    foot: (page, pages) => ({ left: 'Tuppence', right: `${page}/${pages}` }),
  });

const sample = async (pages: number): Promise<Buffer> => {
  const paper = open();
  for (let page = 1; page <= pages; page += 1) {
    if (page > 1) paper.turn();
    letterhead(paper, { x: room.left, y: room.top });
    paper.line('1.234,56 €', { x: room.left, y: 200, width: 100, align: 'right' }, style);
  }
  return Buffer.from(await paper.end());
};

describe('a paper', () => {
  it('is a PDF of A4 pages, as many as were turned', async () => {
    const text = (await sample(3)).toString('latin1');
    expect(text.slice(0, 8)).toBe('%PDF-1.7');
    expect(text.match(/\/Type \/Page\b(?!s)/g)).toHaveLength(3);
    expect(text).toContain(`/MediaBox [0 0 ${sheet.width} ${sheet.height}]`);
    expect(text).toContain('/Lang (de)');
  });

  it('brings its letters along, and asks for none', async () => {
    const text = (await sample(1)).toString('latin1');
    const fonts = text.match(/\/BaseFont \/\S+/g)!;
    expect(new Set(fonts.map((font) => font.replace(/^.*\+/, '')))).toEqual(
      new Set(['Inter-Regular', 'Inter-SemiBold']),
    );
    expect(text).not.toContain('Helvetica');
    expect(text.match(/\/FontFile2/g)).toHaveLength(2);
  });

  it('is the same to the last byte, whenever it is written', async () => {
    expect((await sample(2)).equals(await sample(2))).toBe(true);
  });

  it('gives digits one width, so that amounts stand below each other', () => {
    const paper = open();
    const widths = ['1.111,11', '8.888,88', '4.070,40'].map((text) => paper.widthOf(text, style));
    expect(new Set(widths.map((width) => width.toFixed(6))).size).toBe(1);
  });

  it('cuts a line where its room ends, and says that it did', () => {
    const paper = open();
    const width = 60;
    const wide = paper.line('A memo that is far longer than its column', { x: 0, y: 0, width }, style);
    expect(wide).toBeLessThanOrEqual(width);
    expect(wide).toBeGreaterThan(width * 0.7);
  });

  it('breaks a text into lines, the last of which takes what is left', () => {
    const paper = open();
    const text = 'one two three four five six seven eight nine ten eleven twelve';
    const [all, two] = [undefined, 2].map((lines) =>
      paper.block(text, { x: 0, y: 0, width: 80, ...(lines && { lines }) }, style),
    );
    expect(all).toBeGreaterThan(3 * style.size);
    expect(two).toBeCloseTo(2 * style.size * 1.35);
  });
});

it.each([
  ['Grüße an Zoë', 'Grüße an Zoë'],
  ['Ελένη · Мария · Dvořák', 'Ελένη · Мария · Dvořák'],
  ['lunch 🍜 with 👩‍👩‍👧 friends', 'lunch with friends'],
  ['two\nlines\tand\u202edrow a sdrawkcab', 'two lines and drow a sdrawkcab'],
  ['田中さん', '□□'],
  ['Fee → 3x4', 'Fee → 3x4'],
  ['1\u202f000,00\u00a0€', '1\u202f000,00\u00a0€'],
  ['cafe\u0301', 'café'],
  ['', ''],
  ['🎉', ''],
])('writes %j as %j', (text, written) => {
  expect(writable(text)).toBe(written);
});
