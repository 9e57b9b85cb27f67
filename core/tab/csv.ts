/** Comma-separated values, as RFC 4180 writes them. Spreadsheets of some countries put semicolons or tabs in the commas' place. */

/** Rows of cells; null for what is no such text. Empty lines are left out. */
export function readCsv(text: string): string[][] | null {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const separator = separatorOf(plain.split('\n', 1)[0]!);
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; ; ) {
    const cell = plain[at] === '"' ? readQuoted(plain, at) : readBare(plain, at, separator);
    if (cell === null) return null;
    row.push(cell.text);
    const after = plain[cell.end];
    at = cell.end + 1;
    if (after === separator) continue;
    if (after !== '\n' && after !== undefined) return null;
    if (row.length > 1 || row[0]!.trim() !== '') rows.push(row);
    row = [];
    if (after === undefined) return rows;
  }
}

interface Cell {
  text: string;
  /** Where what follows it stands. */
  end: number;
}

function readBare(text: string, from: number, separator: string): Cell {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== '\n') end += 1;
  return { text: text.slice(from, end), end };
}

/** A quotation mark inside is written twice. Null where the last one is missing. */
function readQuoted(text: string, from: number): Cell | null {
  const parts: string[] = [];
  for (let at = from + 1; ; ) {
    const mark = text.indexOf('"', at);
    if (mark === -1) return null;
    parts.push(text.slice(at, mark));
    if (text[mark + 1] !== '"') return { text: parts.join('"'), end: mark + 1 };
    at = mark + 2;
  }
}

/** Whichever the first line has most of. */
const separatorOf = (line: string): string =>
  [',', ';', '\t']
    .map((mark) => ({ mark, count: line.split(mark).length }))
    .reduce((best, one) => (one.count > best.count ? one : best)).mark;

/** One file, its lines ended as the standard has it. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(written).join(',')}\r\n`).join('');

const written = (cell: string): string =>
  /[",\n\r]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/**
 * A text that no spreadsheet takes for a formula: an apostrophe says that it is text. For what people wrote, not for amounts.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
export const harmless = (text: string): string => (/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text);

/** What {@link harmless} made of a text, back again. */
export const unharmed = (text: string): string => text.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '');
