/** SQL lives in .sql files, read once when their module is loaded, and runs as prepared statements. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Queryable } from './connection.ts';

type Scalar = string | number | boolean | bigint | Date | Uint8Array | null;
export type Parameter = Scalar | readonly Scalar[];

/** The text of one .sql file, by its path relative to the importing module: `sqlFile(import.meta.url, './statement.sql')`. */
export const sqlFile = (module: string, path: string): string => readFileSync(new URL(path, module), 'utf8');

/** Every .sql file of a folder, in the order of their names. */
export const sqlFolder = (folder: URL): { name: string; text: string }[] =>
  readdirSync(fileURLToPath(folder))
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({
      name: name.slice(0, -'.sql'.length),
      text: readFileSync(new URL(name, folder), 'utf8'),
    }));

const toText = (value: Exclude<Scalar, null>): string => {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return String(value);
};

/** An array in PostgreSQL's own notation. The client would guess the array's type from its first element, and guess wrong. */
const toArray = (values: readonly Scalar[]): string => {
  const items = values.map((value) =>
    value === null ? 'NULL' : `"${toText(value).replace(/["\\]/g, '\\$&')}"`,
  );
  return `{${items.join(',')}}`;
};

/** Runs one statement of a .sql file with its parameters $1, $2, … */
export const run = async <Row>(
  sql: Queryable,
  text: string,
  parameters: readonly Parameter[] = [],
): Promise<Row[]> => {
  const values = parameters.map((value) =>
    Array.isArray(value) ? toArray(value as readonly Scalar[]) : (value as Scalar),
  );
  const rows = await sql.unsafe(text, values as never[], { prepare: true });
  return rows as unknown as Row[];
};
