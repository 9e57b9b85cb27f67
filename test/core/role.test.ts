/** How the application gets its role, from logins that may do everything, little, or nothing. */
import { randomBytes } from 'node:crypto';
import { expect, inject, onTestFinished, test } from 'vitest';
import { connect, DatabaseOlderError, migrate, type Sql } from '../../core/db/index.ts';
import { quoted } from '../../core/db/role.ts';
import { createLedger } from '../../core/ledger/index.ts';
import { run } from '../bots/cli/tuppence.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

interface Login {
  name: string;
  /** The application's role, in a schema that it owns. */
  role: string;
  at(database: TestDatabase): string;
}

/** Logins and databases of a test, forgotten after it with the roles that they made. */
const openServer = () => {
  const admin = connect(inject('databaseUrl'), { max: 1 });
  const roles: string[] = [];
  const pools: Sql[] = [];
  onTestFinished(async () => {
    for (const role of roles) await admin.script(`drop role if exists ${quoted(role)}`);
    await admin.end();
  });
  return {
    admin,
    async login(attributes = ''): Promise<Login> {
      // Whoever names a login thinks of no program that has to quote it.
      const name = `o'"b\\ ${randomBytes(6).toString('hex')}`;
      const password = randomBytes(12).toString('hex');
      const role = `tuppence_app_${name}`;
      await admin.script(`create role ${quoted(name)} login ${attributes} password '${password}'`);
      roles.push(role, name);
      const at = ({ url }: TestDatabase): string => {
        const mine = new URL(url);
        mine.username = encodeURIComponent(name);
        mine.password = password;
        return mine.href;
      };
      return { name, role, at };
    },
    async database({ name: owner }: Login): Promise<TestDatabase> {
      const database = await freshDatabase({ migrated: false });
      await admin.script(`alter database ${database.name} owner to ${quoted(owner)}`);
      onTestFinished(async () => {
        for (const pool of pools) await pool.end();
      });
      return database;
    },
    open(url: string, role: string | null = null): Sql {
      const pool = connect(url, { max: 2, role });
      pools.push(pool);
      return pool;
    },
  };
};

const wallet = { owner: 'alice', asset: 'GBP', purpose: 'wallet', floor: null };
const openAccount = (sql: Sql) => createLedger().openAccount(sql, wallet);

test('a login that may make roles makes one, and works as it', async () => {
  const server = openServer();
  const login = await server.login('createrole');
  const database = await server.database(login);
  const migrated = await migrate(server.open(login.at(database)));
  expect(migrated).toEqual({ role: login.role, advice: null });
  const sql = server.open(login.at(database), migrated.role);
  expect(await sql`select current_user::text as user`).toEqual([{ user: login.role }]);
  await openAccount(sql);
  await expect(sql`update account set floor = null`).rejects.toMatchObject({ code: '42501' });
});

test('a login that may not make roles is told the SQL that helps, and it does', async () => {
  const server = openServer();
  const login = await server.login();
  const database = await server.database(login);
  const sql = server.open(login.at(database));
  const { role, advice } = await migrate(sql);
  expect(role).toBeNull();
  expect(advice!.split('\n')).toHaveLength(2);
  await openAccount(sql);
  await expect(sql`delete from entry`).rejects.toThrow(/immutable/);

  await server.admin.script(advice!);
  expect(await migrate(sql)).toEqual({ role: login.role, advice: null });
  const application = server.open(login.at(database), login.role);
  await expect(application`delete from entry`).rejects.toMatchObject({ code: '42501' });
  await openAccount(application);
});

test('the role of one owner has no rights in the books of another on the same server', async () => {
  const server = openServer();
  const [mine, yours] = [await server.login('createrole'), await server.login('createrole')];
  const [my, your] = [await server.database(mine), await server.database(yours)];
  await migrate(server.open(mine.at(my)));
  await migrate(server.open(yours.at(your)));
  const intruder = server.open(mine.at(your), mine.role);
  await expect(intruder`select * from tuppence.account`).rejects.toMatchObject({ code: '42501' });
  await expect(intruder`select tuppence.ledger_freeze('alice', true)`).rejects.toMatchObject({
    code: '42501',
  });
});

test('a login that may only work as the role checks the schema, and cannot get at the owner’s rights', async () => {
  const server = openServer();
  const owner = await server.login('createrole');
  const database = await server.database(owner);
  const application = await server.login('noinherit');
  const sql = server.open(application.at(database));
  await expect(migrate(sql)).rejects.toThrow(DatabaseOlderError);

  const owners = server.open(owner.at(database));
  await migrate(owners);
  await expect(migrate(sql)).rejects.toThrow(DatabaseOlderError);
  await server.admin.script(`grant ${quoted(owner.role)} to ${quoted(application.name)}`);
  expect(await migrate(sql)).toEqual({ role: owner.role, advice: null });

  const working = server.open(application.at(database), owner.role);
  await openAccount(working);
  const escaping = working.begin(async (transaction) => {
    await transaction.script('set local role none');
    await transaction.script('update tuppence.account set floor = null');
  });
  await expect(escaping).rejects.toMatchObject({ code: '42501' });

  await owners`update installed_function set hash = 'other' where name = 'ledger_submit'`;
  await expect(migrate(sql)).rejects.toThrow(/Run `tuppence migrate`/);
  await migrate(owners);
  await owners`delete from migration where number = (select max(number) from migration)`;
  await expect(migrate(sql)).rejects.toThrow(DatabaseOlderError);
});

test('processes that start at once, on several databases of one server, make the role and each migration once', async () => {
  const server = openServer();
  const login = await server.login('createrole');
  const databases = [await server.database(login), await server.database(login)];
  const starts = databases.flatMap((database) => [database, database, database]);
  const ends = await Promise.all(
    starts.map((database) => run(['migrate'], { DATABASE_URL: login.at(database), LOG_LEVEL: 'silent' })),
  );
  for (const { code, stderr } of ends) expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const database of databases) {
    const sql = server.open(login.at(database), login.role);
    const applied = await sql<{ number: number }[]>`select number from migration order by number`;
    expect(applied.length).toBeGreaterThan(10);
    expect(new Set(applied.map(({ number }) => number)).size).toBe(applied.length);
    await openAccount(sql);
  }
}, 120_000);
