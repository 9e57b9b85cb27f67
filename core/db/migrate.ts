/** Brings a database to this code's schema: numbered migrations, each once; functions, whenever their text has changed. */
import { createHash } from 'node:crypto';
import { type Queryable, SCHEMA, type Sql } from './connection.ts';
import { sqlFolder } from './files.ts';
import { adviceFor, ensureRole, grant, quoted, type Role } from './role.ts';
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

/** The database is not at this code's schema, and the login may not bring it there. */
export class DatabaseOlderError extends Error {
  override readonly name = 'DatabaseOlderError';
  constructor(login: string) {
    super(
      `The database does not have the schema of this version of Tuppence, and ${login} may not change it. ` +
        'Run `tuppence migrate` with the DATABASE_URL of its owner first.',
    );
  }
}

/** What the product works as, after a migration. */
export interface Migrated {
  /** The application's role. Null: it could not be made, or the login may not work as it, and only the login itself is left. */
  role: string | null;
  /** Where `role` is null: the SQL by which the administrator of the database changes that. */
  advice: string | null;
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
 * Migrates in one database transaction under a lock, however many processes start at once, and grants the application's role
 * what it needs. Safe to call at every start. A login that may not change the schema only checks that there is nothing to do.
 * Throws {@link DatabaseNewerError} on a database that is ahead of this code, {@link DatabaseOlderError} on one that is behind
 * and that the login may not change, and an Error when a migration that was applied has been edited since.
 */
export const migrate = async (sql: Sql, folder: URL = MIGRATIONS): Promise<Migrated> => {
  const migrations = readMigrations(folder);
  const role = await ensureRole(sql);
  if (role.may_migrate)
    await inTransaction(sql, (transaction) => change(transaction, migrations, role), { isPatient: true });
  else await check(sql, migrations, role);
  return role.is_usable ? { role: role.role, advice: null } : { role: null, advice: adviceFor(role) };
};

const change = async (sql: Queryable, migrations: Migration[], role: Role): Promise<void> => {
  // Waiting for another process that migrates, and rewriting a large table, may take as long as they take.
  await sql.script('set local lock_timeout = 0; set local statement_timeout = 0');
  await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
  await sql.script(`create schema if not exists ${SCHEMA}`);
  await sql`
    create table if not exists migration (
      number int primary key, name text not null, hash text not null, applied_at timestamptz not null default now())`;
  await sql`
    create table if not exists installed_function (
      name text primary key, hash text not null, installed_at timestamptz not null default now())`;
  for (const { number, name, text } of await missing(sql, migrations)) {
    await sql.script(text);
    await sql`insert into migration (number, name, hash) values (${number}, ${name}, ${hashOf(text)})`;
  }
  await installFunctions(sql);
  // Every time: a restored backup has no grants, and a function that was made anew is everybody's.
  if (role.is_made || role.is_usable) await grant(sql, role.role);
};

const check = (sql: Sql, migrations: Migration[], { role, login, is_usable }: Role): Promise<void> =>
  sql.begin(async (transaction) => {
    if (is_usable) await transaction.script(`set local role ${quoted(role)}`);
    const [may] = await transaction<{ read: boolean }[]>`
      select coalesce(has_table_privilege(to_regclass('migration'), 'SELECT'), false) as read`;
    if (!may?.read || (await missing(transaction, migrations)).length > 0)
      throw new DatabaseOlderError(login);
    const { added, gone } = await outdatedFunctions(transaction);
    if (added.length + gone.length > 0) throw new DatabaseOlderError(login);
  });

/** What has not been applied yet. */
const missing = async (sql: Queryable, migrations: Migration[]): Promise<Migration[]> => {
  const applied = await sql<{ number: number; name: string; hash: string }[]>`
    select number, name, hash from migration order by number`;
  const newest = applied.at(-1)?.number ?? 0;
  const known = migrations.at(-1)?.number ?? 0;
  if (newest > known) throw new DatabaseNewerError(newest, known);

  const hashes = new Map(applied.map(({ number, hash }) => [number, hash]));
  return migrations.filter(({ number, name, text }) => {
    const hash = hashes.get(number);
    if (hash !== undefined && hash !== hashOf(text))
      throw new Error(`Migration ${name} was edited after it was applied: write a new one instead.`);
    return hash === undefined;
  });
};

/** Functions whose text is not what is installed, and the names of those that the code does not have any more. */
const outdatedFunctions = async (sql: Queryable) => {
  const installed = await sql<{ name: string; hash: string }[]>`select name, hash from installed_function`;
  const hashes = new Map(installed.map(({ name, hash }) => [name, hash]));
  const functions = FUNCTIONS.flatMap(sqlFolder);
  return {
    added: functions.filter(({ name, text }) => hashes.get(name) !== hashOf(text)),
    gone: installed.map(({ name }) => name).filter((name) => !functions.some((one) => one.name === name)),
  };
};

const installFunctions = async (sql: Queryable): Promise<void> => {
  const { added, gone } = await outdatedFunctions(sql);
  // A function may name another that is installed after it.
  await sql`set local check_function_bodies = off`;
  for (const { name, text } of added) {
    await dropFunction(sql, name);
    await sql.script(text);
    await sql`
      insert into installed_function (name, hash) values (${name}, ${hashOf(text)})
      on conflict (name) do update set hash = excluded.hash, installed_at = now()`;
  }
  for (const name of gone) {
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
