/** The database of a process: the one that DATABASE_URL names, or the embedded one. */
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connect, type Migrated, migrate, type Sql } from '../../core/index.ts';
import type { Environment } from './env.ts';
import type { Lifetime } from './lifetime.ts';
import { type EmbeddedPostgres, openPostgres } from './postgres.ts';
import { CannotStart } from './refusal.ts';
import type { Progress } from './voice.ts';

export interface Database {
  url: string;
  sql: Sql;
  embedded: boolean;
}

const here = fileURLToPath(new URL('../../', import.meta.url));

/** Kept with the checkout, from wherever in it the command is given. */
export const dataDirectory = (env: Environment): string =>
  env.TUPPENCE_DATA_DIR ? resolve(env.TUPPENCE_DATA_DIR) : resolve(here, '.tuppence');

interface OpenDatabase {
  env: Environment;
  life: Lifetime;
  progress: Progress;
  say(line: string): void;
  /** Shown in pg_stat_activity. */
  role: string;
  connections_max?: number;
}

/** Opens the database, brings it to this code's schema as its owner, and works in it as the application's role. */
export async function openDatabase(options: OpenDatabase): Promise<Database> {
  const { env, life, progress, say } = options;
  const applicationName = `tuppence ${options.role}`;
  const url = env.DATABASE_URL ?? (await openEmbedded(options));
  const owner = connect(url, { applicationName, max: 1 });
  life.onEnd('schema', () => owner.end({ timeout_ms: 4_000 }));
  const migrated = await progress.step('Database: schema up to date', async () => {
    await reach(owner, url);
    return await migrate(owner);
  });
  await owner.end();
  const sql = connect(url, {
    applicationName,
    role: migrated.role,
    ...(options.connections_max && { max: options.connections_max }),
  });
  life.onEnd('database', () => sql.end({ timeout_ms: 4_000 }));
  const unguarded = await whyUnguarded(sql, migrated);
  if (unguarded) say(unguarded);
  return { url, sql, embedded: !env.DATABASE_URL };
}

async function openEmbedded({ env, life, progress, say }: OpenDatabase): Promise<string> {
  const directory = dataDirectory(env);
  const done = { made: 'made and started', started: 'started', found: 'running already' };
  const shown = relative(process.cwd(), directory) || '.';
  const embedded = await progress.step<EmbeddedPostgres>(
    ({ how }) => `PostgreSQL: ${done[how]}, data in ${shown.startsWith('..') ? directory : shown}`,
    () =>
      openPostgres(directory, say).catch((error: Error) => {
        throw new CannotStart(error.message);
      }),
  );
  life.onEnd('PostgreSQL', () => embedded.release());
  return embedded.url;
}

/** Null when PostgreSQL itself keeps this process from rewriting the books; otherwise what to do about it. */
async function whyUnguarded(sql: Sql, { role, advice }: Migrated): Promise<string | null> {
  const [{ user }] = await sql<[{ user: string }]>`select current_user::text as user`;
  if (user === role) return null;
  const words = `! Tuppence works in its database as ${user}, who could rewrite the books if it were not for triggers.`;
  return advice === null
    ? `${words} What stands between (a pooler?) drops the setting role=${role}: have it pass "options" on.`
    : `${words} To take that right away, have the database's administrator run this, then start again:\n${advice}`;
}

const oldestVersion = 150_000;

async function reach(sql: Sql, url: string): Promise<void> {
  const { host } = new URL(url);
  let version: string;
  try {
    [{ version }] = await sql<[{ version: string }]>`select current_setting('server_version_num') as version`;
  } catch (error) {
    const words = (error as Error).message || (error as NodeJS.ErrnoException).code;
    throw new CannotStart(`DATABASE_URL: the PostgreSQL at ${host} cannot be used (${words}).`);
  }
  if (Number(version) < oldestVersion)
    throw new CannotStart(
      `DATABASE_URL: the PostgreSQL at ${host} is older than 15. Tuppence needs 15 or newer.`,
    );
}
