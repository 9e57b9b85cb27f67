/** In whose time somebody lives: what they said, or else what the chat tells where they were last active. */
import { type Queryable, run, sqlFile } from '../db/index.ts';

const statement = {
  zones: sqlFile(import.meta.url, './sql/zones.sql'),
  set: sqlFile(import.meta.url, './sql/set_zone.sql'),
};

/** IANA names. Without those of whom nobody told. */
export async function zonesOf(sql: Queryable, people: readonly bigint[]): Promise<Map<bigint, string>> {
  const rows = await run<{ person: bigint; zone: string }>(sql, statement.zones, [[...people]]);
  return new Map(rows.map(({ person, zone }) => [person, zone]));
}

/** They said so themselves. `zone`: as {@link readZone} gives it. */
export const setZone = (sql: Queryable, person: bigint, zone: string): Promise<unknown> =>
  run(sql, statement.set, [person, zone]);
