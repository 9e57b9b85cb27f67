/** What checks have found so far: violations by check, counted, the first of them kept; and the sums of the tallies. */
import { type Parameter, type Queryable, run } from '../db/index.ts';
import type { Checks } from './checks.ts';
import type { CheckResult } from './types.ts';

interface Sums {
  has: bigint;
  owes: bigint;
}

/** Both ends of a bigint column: a check over these ranges over everything. */
export const EVERYTHING = { after: -(2n ** 63n), last: 2n ** 63n - 1n };
type Piece = typeof EVERYTHING;

export interface Findings {
  /** Runs the checks of one range on a piece; of `null`, those that are not by pieces. */
  look(range: string | null, piece: Piece): Promise<void>;
  /** Without a detail: it was checked, and is right. */
  add(check: string, detail?: string): void;
  /** Compares the sums of the tallies; afterwards the results are complete, in the order of the checks. */
  finish(): Promise<CheckResult[]>;
}

/** Rows to blame for a tally that does not add up, at most. */
const blamed_max = 1_000;

/** Of the violations, which are all counted, each check's first `kept` are told. */
export const createFindings = (sql: Queryable, { checks, names }: Checks, kept: number): Findings => {
  const results = new Map<string, CheckResult>();
  const tallies = new Map<string, Map<string, Sums>>();
  for (const { name, tally } of checks) {
    results.set(name, { name, violations: 0, first: [] });
    if (tally) tallies.set(tally, new Map());
  }

  const add = (name: string, detail?: string): void => {
    const result = results.get(name) ?? { name, violations: 0, first: [] };
    results.set(name, result);
    if (detail === undefined) return;
    result.violations += 1;
    if (result.first.length < kept) result.first.push(detail);
  };

  const addViolations = async (
    name: string,
    text: string,
    parameters: readonly Parameter[],
  ): Promise<number> => {
    const rows = await run<{ detail: string }>(sql, text, parameters);
    for (const { detail } of rows) add(name, detail);
    return rows.length;
  };

  const addSums = async (tally: string, text: string, piece: readonly bigint[]): Promise<void> => {
    type Row = { subject: string; has: string | bigint; owes: string | bigint };
    const sums = tallies.get(tally)!;
    for (const { subject, has, owes } of await run<Row>(sql, text, piece)) {
      const before = sums.get(subject) ?? { has: 0n, owes: 0n };
      sums.set(subject, { has: before.has + BigInt(has), owes: before.owes + BigInt(owes) });
    }
  };

  const compare = async (tally: string, sums: Map<string, Sums>): Promise<void> => {
    const wrong = [...sums].filter(([, { has, owes }]) => has !== owes);
    if (wrong.length === 0) return;
    const naming = names.get(tally);
    const subjects = wrong.map(([subject]) => subject);
    if (naming && (await addViolations(tally, naming, [subjects, blamed_max])) > 0) return;
    for (const [subject, { has, owes }] of wrong) add(tally, `${subject}: ${has} against ${owes}`);
  };

  return {
    add,
    async look(range, { after, last }) {
      for (const check of checks.filter((one) => one.range === range)) {
        const piece = range === null ? [] : [after, last];
        if (check.tally) await addSums(check.tally, check.text, piece);
        else await addViolations(check.name, check.text, piece);
      }
    },
    async finish() {
      for (const [tally, sums] of tallies) await compare(tally, sums);
      return [...results.values()];
    },
  };
};
