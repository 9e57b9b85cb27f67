/**
 * A database of every earlier version, with data in it, comes to this version with nothing lost. The data is in
 * ../fixtures/db/versions: <migration>_<what>.sql is valid from that migration on, until a later file of the same name.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { describeSchema, migrate, type Sql, sqlFolder } from '../../core/db/index.ts';
import { createCore, type Identity, type Outgoing } from '../../core/index.ts';
import { createLedger } from '../../core/ledger/index.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

const schema = readFileSync(new URL('../../core/db/schema.sql', import.meta.url), 'utf8');
const migrations = sqlFolder(new URL('../../core/db/migrations/', import.meta.url));
const numberOf = (name: string): number => Number.parseInt(name, 10);

/** What was in a database of the version whose newest migration has this number, in the order in which it can be put there. */
const dataOf = (newest: number): string[] => {
  const files = sqlFolder(new URL('../fixtures/db/versions/', import.meta.url));
  const latest = new Map<string, string>();
  for (const { name, text } of files) {
    const what = name.replace(/^\d+_/, '');
    if (numberOf(name) <= newest) latest.set(what, text);
  }
  return [...latest.values()];
};

/** As that version left it. Since the first, the schema and these two tables are made so. */
const databaseOf = async (version: number): Promise<TestDatabase> => {
  const database = await freshDatabase({ migrated: false });
  const { sql } = database;
  await sql.script(`
    create schema tuppence;
    create table migration (number int primary key, name text not null, hash text not null, applied_at timestamptz not null default now());
    create table installed_function (name text primary key, hash text not null, installed_at timestamptz not null default now())`);
  for (const { name, text } of migrations.slice(0, version)) {
    await sql.script(text);
    const hash = createHash('sha256').update(text).digest('hex');
    await sql`insert into migration (number, name, hash) values (${numberOf(name)}, ${name}, ${hash})`;
  }
  for (const text of dataOf(numberOf(migrations[version - 1]!.name))) await sql.script(text);
  return database;
};

type Row = Record<string, unknown>;

const contents = async (sql: Sql): Promise<Map<string, Row[]>> => {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'tuppence'::regnamespace and relkind = 'r' and relname not in ('migration', 'installed_function')`;
  const rows = new Map<string, Row[]>();
  for (const { name } of tables)
    rows.set(
      name,
      (await sql.query<{ row: Row }[]>(`select to_jsonb(t) as row from ${name} t`)).map(({ row }) => row),
    );
  return rows;
};

/** What migrations did on purpose to columns of tables that were there: their new names. */
const renamed: Record<string, string> = {
  'intent.payment_order': 'subject',
  'outbox.payment': 'subject',
};

/** And to what is in them. */
const rewritten: Record<string, (value: unknown) => unknown> = {
  'delivery.subject': (value) => {
    const { kind, order, ...rest } = value as Row;
    return kind === 'payment' && order !== undefined ? { kind, id: order } : { kind, ...rest };
  },
};

/** A row as it was, in the names of today. */
const asToday = (table: string, row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => {
      const name = `${table}.${column}`;
      return [renamed[name] ?? column, rewritten[name] ? rewritten[name](value) : value];
    }),
  );

const stable = (value: unknown): string =>
  JSON.stringify(value, (_, one) =>
    one && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

const expectNothingLost = (before: Map<string, Row[]>, after: Map<string, Row[]>): void => {
  for (const [table, rows] of before) {
    const expected = rows.map((row) => asToday(table, row));
    const columns = Object.keys(expected[0] ?? {});
    const found = (after.get(table) ?? []).map((row) =>
      stable(
        Object.fromEntries(columns.filter((column) => column in row).map((column) => [column, row[column]])),
      ),
    );
    expect(found.sort(), table).toEqual(expect.arrayContaining(expected.map(stable).sort()));
  }
};

const person = (platform: Identity['platform'], tenant: string, user: string) => ({ platform, tenant, user });
const alice = person('slack', 'T1', 'UALICE');
const bob = person('slack', 'T1', 'UBOB');

/** Life goes on where it stopped: what is pending settles, what waits is claimed, what is due is shown. */
const carryOn = async (sql: Sql): Promise<void> => {
  const core = createCore({ sql, asset: 'GBP' });
  const poundsOf = async (who: Identity) => {
    const { balances } = await core.account.balance(who);
    const { balance, held } = balances.find(({ balance }) => balance.asset.code === 'GBP')!;
    return `${balance.minor}, held ${held.minor}`;
  };
  const statesOf = () =>
    sql<{ state: string }[]>`select id, state from payment where id in (2, 3) order by id`.then((rows) =>
      rows.map(({ state }) => state),
    );
  expect([await poundsOf(alice), await poundsOf(bob)]).toEqual(['9379, held 760', '5221, held 0']);
  expect((await core.account.history(alice, 20)).lines.length).toBeGreaterThan(5);

  await core.pay.settle(3n);
  const erin = person('telegram', '', '99');
  const room = { platform: 'telegram', tenant: '', community: '1', channel: '1', kind: 'direct' } as const;
  await core.people.seen({ identity: erin, name: 'Erin', handle: 'erin' }, room);
  expect(await statesOf()).toEqual(['settled', 'settled']);
  expect([await poundsOf(alice), await poundsOf(bob), await poundsOf(erin)]).toEqual([
    '9319, held 700',
    '5281, held 0',
    '150, held 0',
  ]);

  const shown: Outgoing[] = [];
  const messenger = {
    show: async (message: Outgoing) => {
      shown.push(message);
      return { status: 'sent', ref: message.previous! } as const;
    },
  };
  await core.deliveries.drain(messenger, 'slack:T1:C1');
  expect(shown.map(({ notice, previous }) => [notice.kind, previous?.message])).toContainEqual([
    'payment',
    '3.1',
  ]);
  expect((await core.audit.run()).checks.flatMap(({ first }) => first)).toEqual([]);
};

describe.each(migrations.map(({ name }, index) => ({ name, version: index + 1 })))(
  'a database at $name',
  ({ name, version }) => {
    test('comes to the schema of today with all that was in it', async () => {
      const { sql: owner, connect } = await databaseOf(version);
      const before = await contents(owner);
      const { role } = await migrate(owner);
      expect(await describeSchema(owner)).toBe(schema);
      expectNothingLost(before, await contents(owner));
      expect(await owner`select from pg_proc where proname = 'ledger_retired'`).toHaveLength(0);

      const sql = connect({ role });
      const core = createCore({ sql, asset: 'GBP' });
      const report = await core.audit.run();
      expect(report.checks.flatMap(({ first }) => first)).toEqual([]);
      expect(report.unsealed.transfers).toBe(0n);
      if (numberOf(name) < 2) return;
      const ledger = createLedger();
      const wallet = { owner: 'prs_ALICE', asset: 'JPY', purpose: 'wallet' };
      expect(await ledger.account(sql, wallet)).toMatchObject({ balance: 1_000n, version: 1n, held: 0n });
      expect(await ledger.hold(sql, 6n)).toMatchObject({ state: 'open' });
      expect(await ledger.balanceAt(sql, 3n, new Date('2026-01-05T10:00:04.9Z'))).toBe(9_750n);
      if (numberOf(name) >= 11) await carryOn(sql);
    });
  },
);
