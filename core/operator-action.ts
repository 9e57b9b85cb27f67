/** What operators do, whichever capability it belongs to: every act of theirs leaves a row. */
import type { Context } from './context.ts';
import { type Queryable, run, sqlFile } from './db/index.ts';
import { publicId } from './ids.ts';

const statement = {
  put: sqlFile(import.meta.url, './db/sql/put_operator_action.sql'),
  find: sqlFile(import.meta.url, './db/sql/find_operator_action.sql'),
};

interface OperatorAction {
  action: string;
  /** An identity as text; null: the command line. */
  operator: string | null;
  /** Whom it concerned. */
  person?: bigint;
  /** Minor units of an asset. */
  amount?: { asset: string; minor: bigint };
  /** What moved them. */
  transfer?: bigint;
  /** Of the event, unless doing it again changes nothing. */
  key: string | null;
  /** What was set. */
  note?: string | null;
}

/** Returns the reference by which people find it. In the database transaction of what was done. */
export async function putOperatorAction(
  { clock }: Pick<Context, 'clock'>,
  sql: Queryable,
  { action, operator, person, amount, transfer, key, note }: OperatorAction,
): Promise<string> {
  const reference = publicId('bnk');
  await run(sql, statement.put, [
    ...[reference, action, operator, person ?? null],
    ...[amount?.asset ?? null, amount?.minor ?? null, transfer ?? null],
    ...[key, note ?? null, clock.now()],
  ]);
  return reference;
}

interface Acted {
  action: string;
  asset: string | null;
  /** Minor units. */
  amount: string | null;
  note: string | null;
}

/** What this event has made an operator do already. */
export async function operatorActionOf(sql: Queryable, key: string): Promise<Acted | null> {
  return (await run<Acted>(sql, statement.find, [key]))[0] ?? null;
}
