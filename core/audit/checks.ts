/**
 * Checks of the books, one .sql file each, in the `verify` folders of the ledger and of every capability. A file's head says what it is:
 *
 * - `-- Range: transfer`: it ranges over the transfers with $1 < id ≤ $2, so that a long book is read piece by piece; `none`: all at once,
 *   without parameters. Rows are violations, each with a `detail` that names what is wrong.
 * - `-- Tally: escrow_owes_what_it_holds`: rows are a `subject`, what it `has` and what it `owes`. Summed over all pieces and all files with
 *   this tally, in whatever folder, both must be equal. Its subjects are few, however long the book.
 * - `-- Names: <tally>`: finds, for the subjects $1 whose sums differ, which rows are to blame; $2 at most.
 * - `-- Bounds: transfer`: cuts a range into pieces. Of the piece after $1 that has about $2 rows: `last` (null: all that are left), `newest`
 *   of the whole table, `keys` (how many there are), and `entries` where it is known.
 */
import { sqlFolder } from '../db/index.ts';

/** What a check of the books found wrong. */
export interface Violation {
  /** The name of its file, or of its tally. */
  check: string;
  /** Names the row. */
  detail: string;
}

interface Check {
  name: string;
  /** Null: not by pieces. */
  range: string | null;
  /** The tally that its rows belong to; null where they are violations. */
  tally: string | null;
  text: string;
}

export interface Checks {
  checks: Check[];
  /** By tally. */
  names: Map<string, string>;
  /** By range. */
  bounds: Map<string, string>;
}

const tag = (text: string, name: string): string | null =>
  new RegExp(`^-- ${name}: (\\w+)`, 'm').exec(text)?.[1] ?? null;

/** Reads `verify` folders. Throws for a file that does not say what it is. */
export const readChecks = (folders: readonly URL[]): Checks => {
  const read: Checks = { checks: [], names: new Map(), bounds: new Map() };
  for (const { name, text } of folders.flatMap(sqlFolder)) {
    const [bounds, names, range] = [tag(text, 'Bounds'), tag(text, 'Names'), tag(text, 'Range')];
    if (bounds) read.bounds.set(bounds, text);
    else if (names) read.names.set(names, text);
    else if (range) {
      const tally = tag(text, 'Tally');
      read.checks.push({ name: tally ?? name, range: range === 'none' ? null : range, tally, text });
    } else throw new Error(`The check ${name} does not say what it ranges over`);
  }
  return read;
};

/** What the checks range over, in their order: null for all at once. */
export const rangesOf = ({ checks }: Checks): (string | null)[] => [
  ...new Set(checks.map(({ range }) => range)),
];
