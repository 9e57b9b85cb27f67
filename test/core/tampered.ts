import { verifyFolders } from '../../core/audit/index.ts';
import type { Sql } from '../../core/db/index.ts';

/**
 * What the checks of a capability say of a table that its owner changed behind the triggers' back. It is put back afterwards.
 * @param capability whose checks: one, or several that have a tally in common
 * @param change `set … [where …]`; it must change a row
 * @returns `check: detail`
 */
export async function tampered(
  owner: Sql,
  capability: string | readonly string[],
  table: string,
  change: string,
): Promise<string[]> {
  const folders = [capability].flat().map((name) => new URL(`../../core/${name}/verify/`, import.meta.url));
  class Undone extends Error {}
  let found: string[] = [];
  await owner
    .begin(async (transaction) => {
      await transaction.script(`alter table ${table} disable trigger user`);
      const changed = await transaction.query(`update ${table} ${change} returning 1`);
      if (changed.length === 0) throw new Error(`nothing to change: ${table} ${change}`);
      found = (await verifyFolders(transaction, folders)).map(({ check, detail }) => `${check}: ${detail}`);
      throw new Undone();
    })
    .catch((error) => {
      if (!(error instanceof Undone)) throw error;
    });
  return found;
}
