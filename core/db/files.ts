/** SQL lives in .sql files, read once when their module is loaded, and runs as prepared statements. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Queryable } from './connection.ts';
import type { Parameter } from './parameter.ts';

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

/** Runs one statement of a .sql file with its parameters $1, $2, … */
export const run = <Row extends object>(
  sql: Queryable,
  text: string,
  parameters: readonly Parameter[] = [],
): Promise<Row[]> => sql.query<Row[]>(text, parameters);
