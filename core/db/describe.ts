/** The schema in words: the snapshot beside the migrations (schema.sql), which shows in a review what a migration changed. */
import type { Queryable } from './connection.ts';
import { run, sqlFile } from './files.ts';

const statement = sqlFile(import.meta.url, './sql/describe.sql');

const HEADER =
  '-- What the migrations make, taken from PostgreSQL. Generated: `npx vitest run test/core/db-schema.test.ts --update`.\n\n';

/** The whole schema as SQL, to read and to compare. Depends on nothing but its contents. */
export const describeSchema = async (sql: Queryable): Promise<string> => {
  const rows = await run<{ text: string }>(sql, statement);
  return `${HEADER}${rows.map(({ text }) => text).join('\n\n')}\n`;
};
