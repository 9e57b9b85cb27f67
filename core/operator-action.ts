/** What operators do, whichever capability it belongs to: every act of theirs leaves a row. */
import type { Context } from './context.ts';
import { type Queryable, run, sqlFile } from './db/index.ts';
import { publicId } from './ids.ts';

const putText = sqlFile(import.meta.url, './db/sql/put_operator_action.sql');

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
  await run(sql, putText, [
    ...[reference, action, operator, person ?? null],
    ...[amount?.asset ?? null, amount?.minor ?? null, transfer ?? null],
    ...[key, note ?? null, clock.now()],
  ]);
  return reference;
}
