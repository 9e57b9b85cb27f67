/** A cheque on paper: one A4 page, the cheque at its head and below it how to cash it. */
import { letterhead, openPaper, type Paper, room, type Style, writable } from '../paper/index.ts';
import { ink } from '../picture/ink.ts';
import { qrCode } from '../picture/qr.ts';
import type { ChequeMessages } from './messages.ts';

/** What is written on it, as people read it. */
interface OnPaper {
  number: string;
  secret: string;
  /** What is typed to cash it. */
  command: string;
  payee: string | null;
  /** The stable id of the payee. */
  payeeId: string | null;
  writer: string;
  writerId: string;
  amount: string;
  memo: string | null;
  date: string;
  until: string;
  made_at: Date;
  /** Of the code: what is typed, or the link that does it. */
  code: string;
  isTelegram: boolean;
  amountInWords: string;
}

const frame = { x: room.left, y: 92, width: room.width, height: 270 } as const;
const inner = { left: frame.x + 16, right: frame.x + frame.width - 16, width: frame.width - 32 } as const;
const codeSide = 108;
const tint = '#f6f8fd';

const label = { size: 7.5, colour: ink.quiet } as const satisfies Style;
const small = { size: 8, colour: ink.quiet } as const satisfies Style;
const strong = { size: 13, weight: 'semibold' } as const satisfies Style;

export function chequePdf(on: OnPaper, words: ChequeMessages['paper']): Promise<Uint8Array> {
  const paper = openPaper({
    title: words.title(on.number),
    language: words.language,
    made_at: on.made_at,
    foot: () => ({ left: words.foot, right: words.title(on.number) }),
  });
  letterhead(paper, { x: room.left, y: 48 });
  drawFrame(paper);
  drawHead(paper, on, words);
  drawAmount(paper, on, words);
  drawFeet(paper, on, words);
  drawCode(paper, on, words);
  drawHelp(paper, on, words);
  return paper.end();
}

function drawFrame({ doc }: Paper): void {
  const { x, y, width, height } = frame;
  doc.roundedRect(x, y, width, height, 8).lineWidth(1.2).fillAndStroke(tint, ink.accent);
  doc
    .roundedRect(x + 4, y + 4, width - 8, height - 8, 5)
    .lineWidth(0.4)
    .strokeColor(ink.accent)
    .stroke();
}

function drawHead(
  paper: Paper,
  { number, payee, payeeId, amount }: OnPaper,
  words: ChequeMessages['paper'],
): void {
  const { line, doc } = paper;
  line(
    words.cheque,
    { x: inner.left, y: frame.y + 14 },
    { size: 15, weight: 'semibold', colour: ink.accent },
  );
  line(number, { x: inner.left, y: frame.y + 14, width: inner.width, align: 'right' }, strong);
  // The figures stand in a box of their own, so wide that nothing fits in beside them.
  const figures: Style = { size: figuresSize(paper, amount), weight: 'semibold' };
  const box = {
    width: Math.min(Math.max(paper.widthOf(amount, figures) + 20, 110), figuresWidth_max),
    y: frame.y + 42,
    height: 28,
  };
  const boxX = inner.right - box.width;
  doc.roundedRect(boxX, box.y, box.width, box.height, 4).lineWidth(1).fillAndStroke('#ffffff', ink.text);
  line(amount, { x: boxX + 8, y: box.y + 6.5, width: box.width - 16, align: 'center' }, figures);
  line(words.payTo, { x: inner.left, y: frame.y + 42 }, label);
  const left = boxX - inner.left - 16;
  line(payee ?? words.bearer, { x: inner.left, y: frame.y + 53, width: left }, strong);
  rule(paper, inner.left, inner.left + left, frame.y + 72);
  if (payeeId !== null)
    line(payeeId, { x: inner.left, y: frame.y + 74, width: left }, { size: 6.5, colour: ink.quiet });
}

const figuresWidth_max = 220;

/** Smaller before a digit is lost. */
const figuresSize = (paper: Paper, amount: string): number =>
  [15, 13, 11, 9, 7, 6].find(
    (size) => paper.widthOf(amount, { size, weight: 'semibold' }) <= figuresWidth_max - 20,
  ) ?? 5;

const rule = ({ doc }: Paper, from: number, to: number, y: number): void => {
  doc.moveTo(from, y).lineTo(to, y).lineWidth(0.5).strokeColor(ink.quiet).stroke();
};

/** Written out, however long it is: smaller before a word of it is lost, and struck through behind its end. */
function drawAmount(paper: Paper, { amountInWords }: OnPaper, words: ChequeMessages['paper']): void {
  const text = `${capital(amountInWords)} ${words.end}`;
  const width = inner.width;
  const lines = (size: number): string[] => wrapped(paper, text, width, { size, weight: 'semibold' });
  const size = [12, 11, 10, 9, 8, 7, 6, 5].find((one) => lines(one).length * one * 1.35 <= 34) ?? 4;
  const top = frame.y + 90;
  const rows = lines(size);
  const style: Style = { size, weight: 'semibold' };
  let taken = 0;
  for (const [at, row] of rows.entries())
    taken = paper.line(row, { x: inner.left, y: top + at * size * 1.35 }, style);
  const end = top + (rows.length - 1) * size * 1.35 + size * 0.62;
  if (taken < width - 12) rule(paper, inner.left + taken + 6, inner.right, end);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** At spaces; a word that is wider than a line, anywhere. */
function wrapped(paper: Paper, text: string, width: number, style: Style): string[] {
  const rows: string[] = [];
  for (const word of writable(text).split(' ')) {
    const longer = rows.length === 0 ? word : `${rows.at(-1)} ${word}`;
    if (rows.length > 0 && paper.widthOf(longer, style) <= width) rows[rows.length - 1] = longer;
    else rows.push(...pieces(paper, word, width, style));
  }
  return rows;
}

function pieces(paper: Paper, word: string, width: number, style: Style): string[] {
  const parts = [''];
  for (const letter of word)
    if (paper.widthOf(parts.at(-1)! + letter, style) <= width) parts[parts.length - 1] += letter;
    else parts.push(letter);
  return parts;
}

function drawFeet(paper: Paper, on: OnPaper, words: ChequeMessages['paper']): void {
  const { line } = paper;
  const width = inner.width - codeSide - 20;
  const half = (width - 16) / 2;
  const field = (
    name: string,
    value: string,
    x: number,
    y: number,
    wide: number,
    style: Style = { size: 10.5 },
  ) => {
    line(name, { x, y, width: wide }, label);
    line(value, { x, y: y + 10.5, width: wide }, style);
  };
  const [left, right] = [inner.left, inner.left + half + 16];
  const top = frame.y + 134;
  field(words.memo, on.memo ?? '–', left, top, width);
  field(words.date, on.date, left, top + 29, half);
  field(words.until, on.until, right, top + 29, half, { size: 10.5, weight: 'semibold' });
  field(words.writer, on.writer, left, top + 58, half);
  line(on.writerId, { x: right, y: top + 69, width: half }, { size: 6.5, colour: ink.quiet });
  field(words.secret, on.secret, left, top + 88, width, { size: 11.5, weight: 'semibold' });
  // Microcopy, as along the edge of a banknote.
  line(
    `${words.backed} ${words.void}`,
    { x: inner.left, y: frame.y + frame.height - 13, width: inner.width },
    { size: 5.6, colour: ink.quiet },
  );
}

function drawCode({ doc, line }: Paper, { code }: OnPaper, words: ChequeMessages['paper']): void {
  const { size, dark } = qrCode(code);
  const side = codeSide / size;
  const [x, y] = [inner.right - codeSide, frame.y + 130];
  doc.rect(x, y, codeSide, codeSide).fill('#ffffff');
  for (const { row, column, length } of dark)
    doc.rect(x + column * side, y + row * side, length * side, side);
  doc.fill('#000000');
  line(words.scan, { x, y: y + codeSide + 1.5, width: codeSide, align: 'center' }, label);
}

function drawHelp(paper: Paper, on: OnPaper, words: ChequeMessages['paper']): void {
  const { line, block, doc } = paper;
  const cut = frame.y + frame.height + 24;
  doc
    .moveTo(room.left, cut)
    .lineTo(room.right, cut)
    .lineWidth(0.75)
    .dash(4, { space: 4 })
    .strokeColor(ink.line)
    .stroke()
    .undash();
  let y = cut + 24;
  line(words.how, { x: room.left, y }, { size: 14, weight: 'semibold' });
  y += 28;
  const steps = words.steps(on);
  for (const [at, step] of steps.entries()) {
    line(`${at + 1}`, { x: room.left, y }, { size: 11, weight: 'semibold', colour: ink.accent });
    y += block(step, { x: room.left + 20, y, width: room.width - 20 }, { size: 11 }) + 8;
  }
  y += 8;
  for (const text of [words.keep, words.backed, words.void])
    y += block(text, { x: room.left, y, width: room.width }, small) + 4;
}
