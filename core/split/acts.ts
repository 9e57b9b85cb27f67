/** What was done to a split by which event: under the split's lock, each does it once. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { toJsonb } from '../outbox/json.ts';
import type { Refusal } from '../refusals.ts';

const statement = {
  find: sqlFile(import.meta.url, './sql/find_act.sql'),
  put: sqlFile(import.meta.url, './sql/put_acts.sql'),
};

interface Done {
  /** Why it was not done. */
  refusal: Refusal | null;
}

export interface Act {
  key: string;
  split: bigint;
  person: bigint;
  did: 'join' | 'leave' | 'lock' | 'cancel' | 'pay';
  /** Of a payment: what it pays, and its order. */
  paid?: { share: bigint; payment: string };
  refusal?: Refusal | null;
}

/** Null for an event that is handled for the first time. */
export const findAct = async (sql: Queryable, key: string): Promise<Done | null> =>
  (await run<Done>(sql, statement.find, [key]))[0] ?? null;

export const putActs = ({ clock }: Context, sql: Queryable, acts: readonly Act[]): Promise<unknown> =>
  run(sql, statement.put, [
    acts.map(({ key }) => key),
    acts.map(({ split }) => split),
    acts.map(({ person }) => person),
    acts.map(({ did }) => did),
    acts.map(({ paid }) => paid?.share ?? null),
    acts.map(({ paid }) => paid?.payment ?? null),
    acts.map(({ refusal }) => (refusal ? toJsonb(refusal) : null)),
    clock.now(),
  ]);
