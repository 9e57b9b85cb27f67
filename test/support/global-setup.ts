/** Once per run: finds a PostgreSQL, and makes one migrated template that every test's database is a copy of. */
import { connect, migrate } from '../../core/db/index.ts';
import { atDatabase, testServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server, as a URL of a database that always exists. */
    databaseUrl: string;
    /** Every database of this run has a name that starts so; the template is `<prefix>_template`. */
    databasePrefix: string;
    /** What the product works as in a migrated database. */
    applicationRole: string;
  }
}

interface Project {
  provide(key: 'databaseUrl' | 'databasePrefix' | 'applicationRole', value: string): void;
}

export default async function setup(project: Project): Promise<() => Promise<void>> {
  const server = await testServer();
  const prefix = `tuppence_test_${process.pid}_${Date.now().toString(36)}`;
  const template = `${prefix}_template`;

  const admin = connect(server.url, { max: 1 });
  await admin.script(`create database ${template}`);
  const sql = connect(atDatabase(server.url, template), { max: 1 });
  const { role, advice } = await migrate(sql).finally(() => sql.end());
  if (role === null)
    throw new Error(`Tests need a login that may make databases and roles, or first: ${advice}`);

  project.provide('databaseUrl', server.url);
  project.provide('databasePrefix', prefix);
  project.provide('applicationRole', role);
  return async () => {
    const leftovers = await admin<{ datname: string }[]>`
      select datname from pg_database where starts_with(datname, ${prefix})`;
    for (const { datname } of leftovers) await admin.script(`drop database ${datname} with (force)`);
    await admin.end();
    await server.stop();
  };
}
