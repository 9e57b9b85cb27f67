/** Brings a database to this code's schema: numbered migrations, each once; functions, whenever their text has changed. */
import { createHash } from 'node:crypto';
import { type Queryable, SCHEMA, type Sql } from './connection.ts';
import { sqlFolder } from './files.ts';
import { inTransaction } from './transaction.ts';

/** Any number, the same in every process of ours: one migrates, the others wait. */
const MIGRATION_LOCK = 8_230_190_001n;

const MIGRATIONS = new URL('./migrations/', import.meta.url);
/** Folders whose every file defines the one function that it is named after. */
const FUNCTIONS = [
  new URL('../ledger/functions/', import.meta.url),
  new URL('../outbox/functions/', import.meta.url),
];

/** The database was made by a newer version of Tuppence. Running an older one on it could lose money, so it does not. */
export class DatabaseNewerError extends Error {
  override readonly name = 'DatabaseNewerError';
  constructor(database: number, code: number) {
    super(
      `The database is at migration ${database}, and this version of Tuppence knows only ${code}. ` +
        'Start the newer version, or restore a backup from before it.',
    );
  }
}

interface Migration {
  number: number;
  name: string;
  text: string;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const readMigrations = (folder: URL): Migration[] => {
  const migrations = sqlFolder(folder).map(({ name, text }) => ({
    number: Number.parseInt(name, 10),
    name,
    text,
  }));
  for (const [index, { number, name }] of migrations.entries())
    if (!(number > (migrations[index - 1]?.number ?? 0)))
      throw new Error(`Migration ${name} has no number of its own`);
  return migrations;
};

/**
 * Migrates in one database transaction under a lock, however many processes start at once. Safe to call at every start.
 * Throws {@link DatabaseNewerError} on a database that is ahead of this code, and an Error when a migration that was
 * applied has been edited since.
 */
export const migrate = async (sql: Sql, folder: URL = MIGRATIONS): Promise<void> => {
  const migrations = readMigrations(folder);
  const work = async (transaction: Queryable): Promise<void> => {
    // Waiting for another process that migrates, and rewriting a large table, may take as long as they take.
    await transaction.script('set local lock_timeout = 0; set local statement_timeout = 0');
    await transaction`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
    await transaction.script(`create schema if not exists ${SCHEMA}`);
    await transaction`
      create table if not exists migration (
        number int primary key, name text not null, hash text not null, applied_at timestamptz not null default now())`;
    await transaction`
      create table if not exists installed_function (
        name text primary key, hash text not null, installed_at timestamptz not null default now())`;
    await applyMigrations(transaction, migrations);
    await installFunctions(transaction);
  };
  await inTransaction(sql, work, { isPatient: true });
};

const applyMigrations = async (sql: Queryable, migrations: Migration[]): Promise<void> => {
  const applied = await sql<{ number: number; name: string; hash: string }[]>`
    select number, name, hash from migration order by number`;
  const newest = applied.at(-1)?.number ?? 0;
  const known = migrations.at(-1)?.number ?? 0;
  if (newest > known) throw new DatabaseNewerError(newest, known);

  const hashes = new Map(applied.map(({ number, hash }) => [number, hash]));
  for (const { number, name, text } of migrations) {
    const hash = hashes.get(number);
    if (hash === hashOf(text)) continue;
    if (hash !== undefined)
      throw new Error(`Migration ${name} was edited after it was applied: write a new one instead.`);
    await sql.script(text);
    await sql`insert into migration (number, name, hash) values (${number}, ${name}, ${hashOf(text)})`;
  }
};

const installFunctions = async (sql: Queryable): Promise<void> => {
  const installed = await sql<{ name: string; hash: string }[]>`select name, hash from installed_function`;
  const hashes = new Map(installed.map(({ name, hash }) => [name, hash]));
  const functions = FUNCTIONS.flatMap(sqlFolder);
  // A function may name another that is installed after it.
  await sql`set local check_function_bodies = off`;
  for (const { name, text } of functions) {
    if (hashes.get(name) === hashOf(text)) continue;
    await dropFunction(sql, name);
    await sql.script(text);
    await sql`
      insert into installed_function (name, hash) values (${name}, ${hashOf(text)})
      on conflict (name) do update set hash = excluded.hash, installed_at = now()`;
  }
  for (const { name } of installed)
    if (!functions.some((one) => one.name === name)) {
      await dropFunction(sql, name);
      await sql`delete from installed_function where name = ${name}`;
    }
};

/** Drops every overload: `create or replace` would keep the old one beside a new signature. */
const dropFunction = async (sql: Queryable, name: string): Promise<void> => {
  const overloads = await sql<{ signature: string }[]>`
    select oid::regprocedure::text as signature from pg_proc
    where proname = ${name} and pronamespace = ${SCHEMA}::regnamespace`;
  for (const { signature } of overloads) await sql.script(`drop function ${signature}`);
};
