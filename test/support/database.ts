/** A database of one's own, migrated and empty, on a real PostgreSQL. */
import { afterAll, inject, onTestFinished } from 'vitest';
import { type ConnectOptions, connect, type Sql } from '../../core/db/index.ts';
import { atDatabase } from './server.ts';

export interface TestDatabase {
  url: string;
  name: string;
  /** What the product works as in it; null while it is not migrated. */
  role: string | null;
  /** A pool of 10 connections, ended by `drop`. As the application, which may not do everything; as the owner while not migrated. */
  sql: Sql;
  /** Another, as the owner of everything: for a test that tampers. */
  owner: Sql;
  /** Another one, as another process of the product would have; also ended by `drop`. With `role: null` as the owner. */
  connect(options?: ConnectOptions): Sql;
  /** Happens by itself at the end of the file or test. Throws when somebody else's connections are still open. */
  drop(): Promise<void>;
}

let count = 0;

/**
 * `const database = await freshDatabase();` at the top of a test file (or of a describe), or in a test. Dropped after it.
 * In a hook, drop it yourself. `migrated: false` gives an empty one.
 */
export const freshDatabase = async ({ migrated = true } = {}): Promise<TestDatabase> => {
  const server = inject('databaseUrl');
  const prefix = inject('databasePrefix');
  const name = `${prefix}_${process.pid}_${++count}`;
  await administer(
    server,
    `create database ${name} template ${migrated ? `${prefix}_template` : 'template0'}`,
  );

  const url = atDatabase(server, name);
  const role = migrated ? inject('applicationRole') : null;
  const pools: Sql[] = [];
  const open = (options: ConnectOptions = {}): Sql => {
    const sql = connect(url, { applicationName: 'test', role, ...options });
    pools.push(sql);
    return sql;
  };

  let dropped: Promise<void> | undefined;
  const drop = (): Promise<void> => {
    dropped ??= (async () => {
      await Promise.all(pools.map((sql) => sql.end({ timeout_ms: 1_000 })));
      const leaked = await leakedConnections(server, name);
      await administer(server, `drop database ${name} with (force)`);
      if (leaked.length > 0) throw new Error(`Connections were left open: ${leaked.join('; ')}`);
    })();
    return dropped;
  };
  dropAfterwards(drop);
  return { url, name, role, sql: open(), owner: open({ role: null }), connect: open, drop };
};

/** After the test that is running, or else after the file. */
const dropAfterwards = (drop: () => Promise<void>): void => {
  try {
    onTestFinished(drop);
  } catch {
    afterAll(drop);
  }
};

const administer = async (server: string, statement: string): Promise<void> => {
  const sql = connect(server, { max: 1 });
  // Copying a template waits for nobody, but PostgreSQL allows one copy at a time: the others are told to come back.
  for (let tries = 1; ; tries++) {
    try {
      await sql.script(statement);
      break;
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || tries === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  await sql.end();
};

/** Who is still connected after 5 s of grace, by application name and last statement. */
const leakedConnections = async (server: string, name: string): Promise<string[]> => {
  const sql = connect(server, { max: 1 });
  try {
    for (let tries = 1; ; tries++) {
      const rows = await sql<{ who: string }[]>`
        select application_name || ': ' || left(query, 80) as who from pg_stat_activity
        where datname = ${name} and backend_type = 'client backend'`;
      if (rows.length === 0 || tries === 50) return rows.map((row) => row.who);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    await sql.end();
  }
};
