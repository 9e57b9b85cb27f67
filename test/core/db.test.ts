import { describe, expect, test } from 'vitest';
import { connect, DatabaseNewerError, migrate } from '../../core/db/index.ts';
import { freshDatabase } from '../support/database.ts';

describe('migrating', () => {
  test('many processes that start at once on an empty database migrate it once', async () => {
    const database = await freshDatabase({ migrated: false });
    const processes = Array.from({ length: 8 }, () => database.connect({ max: 1 }));
    await Promise.all(processes.map((sql) => migrate(sql)));

    const numbers = await database.sql<{ number: number }[]>`select number from migration order by number`;
    expect(numbers.length).toBeGreaterThan(0);
    expect(new Set(numbers.map((row) => row.number)).size).toBe(numbers.length);
  });

  test('a database that is migrated already is left as it is', async () => {
    const { owner: sql } = await freshDatabase();
    const before = await sql`select * from migration, installed_function`;
    await migrate(sql);
    expect(await sql`select * from migration, installed_function`).toEqual(before);
  });

  test('a database newer than the code is refused with both numbers', async () => {
    const { owner: sql } = await freshDatabase();
    await sql`insert into migration (number, name, hash) values (9999, '9999_future', '')`;
    await expect(migrate(sql)).rejects.toThrow(DatabaseNewerError);
    await expect(migrate(sql)).rejects.toThrow(/at migration 9999/);
  });

  test('a migration that was edited after it was applied is refused by name', async () => {
    const { owner: sql } = await freshDatabase();
    await sql`update migration set hash = 'other' where number = 1`;
    await expect(migrate(sql)).rejects.toThrow(/0001_assets was edited/);
  });

  test('a function whose text has changed is installed again, and one that is gone from the code is dropped', async () => {
    const { owner: sql } = await freshDatabase();
    await sql`create function outdated() returns int language sql as 'select 1'`;
    await sql`insert into installed_function (name, hash) values ('outdated', '')`;
    const [one] = await sql<{ name: string; hash: string }[]>`
      update installed_function set hash = 'other' where name <> 'outdated' returning name`;
    await migrate(sql);
    const rows = await sql<{ name: string; hash: string }[]>`select name, hash from installed_function`;
    expect(rows.map((row) => row.name)).not.toContain('outdated');
    expect(rows.find((row) => row.name === one?.name)?.hash).not.toBe('other');
    expect(await sql`select from pg_proc where proname = 'outdated'`).toHaveLength(0);
  });

  test('a failing migration leaves nothing behind', async () => {
    const database = await freshDatabase({ migrated: false });
    const sql = connect(database.url, { max: 1 });
    await sql`select 1`;
    const folder = new URL('../fixtures/db/broken/', import.meta.url);
    await expect(migrate(sql, folder)).rejects.toThrow(/nothing_like_it/);
    expect(await sql`select from pg_namespace where nspname = 'tuppence'`).toHaveLength(0);
    await sql.end();
  });
});

test('row 5: amounts beyond 2^53 and 2^63 keep every digit on their way to PostgreSQL and back', async () => {
  const { owner: sql } = await freshDatabase();
  const huge = 10n ** 37n + 1n;
  const [row] = await sql<{ wide: string; long: bigint }[]>`
    select ${huge.toString()}::numeric(38, 0) as wide, ${2n ** 62n + 1n}::bigint as long`;
  expect(BigInt(row!.wide)).toBe(huge);
  expect(row!.long).toBe(2n ** 62n + 1n);
});
