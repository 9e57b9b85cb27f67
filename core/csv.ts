/** Comma-separated values, as RFC 4180 writes them. Spreadsheets of some countries put semicolons or tabs in the commas' place. */
import { CsvError, parse } from 'csv-parse/sync';
import type { CastReturnObject } from 'csv-stringify';
import { stringify } from 'csv-stringify/sync';

/** Rows of cells, as many in each as there are; null for what is no such text. Rows in which nothing is written are left out. */
export function readCsv(text: string): string[][] | null {
  try {
    return parse(text, {
      bom: true,
      delimiter: separatorOf(text.split(/[\r\n]/, 1)[0]!),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_records_with_empty_values: true,
    });
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/** Whichever the first line has most of. */
const separatorOf = (line: string): string =>
  [',', ';', '\t']
    .map((mark) => ({ mark, count: line.split(mark).length }))
    .reduce((best, one) => (one.count > best.count ? one : best)).mark;

/** Text, or a number as it is to stand there: a minus sign makes no formula of a number. */
export type Cell = string | { number: string };

/**
 * One file, its lines ended as the standard has it. No text in it is taken for a formula by a spreadsheet: an apostrophe says that
 * it is text. https://owasp.org/www-community/attacks/CSV_Injection
 */
export const writeCsv = (rows: readonly (readonly Cell[])[]): string =>
  stringify([...rows], {
    record_delimiter: 'windows',
    quoted_match: /^\s|[\r\n]|\s$/,
    escape_formulas: true,
    cast: { object: asNumber },
  });

/** The option can be set for one cell, too; only its type does not say so. */
const asNumber = ({ number }: Record<string, unknown>) =>
  ({ value: String(number), escape_formulas: false }) as CastReturnObject;

/** A text as it was before {@link writeCsv}, or another program, kept it from being a formula. */
export const unharmed = (text: string): string => text.replace(/^'(?=[=+\-@\t\r＝＋－＠])/, '');
