/** All checks of some folders at once, for books that are small, and for tests. */
import type { Queryable } from '../db/index.ts';
import { rangesOf, readChecks, type Violation } from './checks.ts';
import { createFindings, EVERYTHING } from './findings.ts';

/** What is in escrow, to be compared with what capabilities say is owed from it. */
export const ESCROW_CHECKS = new URL('./verify/', import.meta.url);

const violations_max = 1_000;

/** An empty list means that the books are right, as far as these folders can tell. */
export const verifyFolders = async (sql: Queryable, folders: readonly URL[]): Promise<Violation[]> => {
  const checks = readChecks(folders);
  const findings = createFindings(sql, checks, violations_max);
  for (const range of rangesOf(checks)) await findings.look(range, EVERYTHING);
  const results = await findings.finish();
  return results.flatMap(({ name, first }) => first.map((detail) => ({ check: name, detail })));
};
