/** What operators did to rates and credit lines, among all that operators did. */
import { type Queryable, run, sqlFile } from '../db/index.ts';

const putText = sqlFile(import.meta.url, './sql/put_action.sql');

interface Action {
  reference: string;
  action: 'rate' | 'credit' | 'tier' | 'tier_line';
  /** Null: the command line. */
  operator: string | null;
  person?: bigint;
  /** Minor units of an asset. */
  amount?: { asset: string; minor: bigint };
  key: string;
  note: string | null;
  now: Date;
}

export const putAction = (
  sql: Queryable,
  { reference, action, operator, person, amount, key, note, now }: Action,
): Promise<unknown> =>
  run(sql, putText, [
    reference,
    action,
    operator,
    person ?? null,
    amount?.asset ?? null,
    amount?.minor ?? null,
    key,
    note,
    now,
  ]);
