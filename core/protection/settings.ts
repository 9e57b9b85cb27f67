/** How a person wants to be asked. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { defaultProtection, type Protection } from './rules.ts';

const statement = { find: sqlFile(import.meta.url, './sql/find_protection.sql') };

interface Row {
  asset: string;
  ask_above: string | null;
  ask_new_above: string | null;
}

const units = (text: string | null): bigint | null => (text === null ? null : BigInt(text));

/** As they said, or as it is for everybody. */
export async function protectionOf(
  { assets }: Pick<Context, 'assets'>,
  sql: Queryable,
  person: bigint,
): Promise<Protection> {
  const [row] = await run<Row>(sql, statement.find, [person]);
  // Amounts of another currency say nothing about this one.
  if (!row || row.asset !== assets.main.code) return defaultProtection(assets.main);
  return {
    ask_above: units(row.ask_above),
    ask_new_above: units(row.ask_new_above),
  };
}
