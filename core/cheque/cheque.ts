/** Cheques as every step of their lives meets them: under lock. */
import { type Queryable, run, sqlFile } from '../db/index.ts';
import type { ChequeState } from './types.ts';

export interface Cheque {
  id: bigint;
  reference: string;
  /** People as the persons that they have turned out to be. */
  writer: bigint;
  payee: bigint | null;
  casher: bigint | null;
  asset: string;
  amount: string;
  memo: string | null;
  last_day: string;
  expires_at: Date;
  /** Of the event that wrote it, and of the one whose papers are good. */
  key: string;
  paper_key: string;
  request_hash: string;
  state: ChequeState;
  /** The event by which it was cashed or stopped. */
  ended_key: string | null;
  created_at: Date;
}

export const escrowPurpose = 'escrow_cheque';

const statement = {
  find: sqlFile(import.meta.url, './sql/cheques.sql'),
  lock: sqlFile(import.meta.url, './sql/lock_cheques.sql'),
};

interface Names {
  ids?: readonly bigint[];
  reference?: string | null;
  /** Of the event that wrote it, or that ended it. */
  key?: string;
  ended_key?: string;
}

/** Those of any of the names, as they stand, without waiting for anybody. */
export const findCheques = (
  sql: Queryable,
  { ids = [], reference = null, key, ended_key }: Names,
): Promise<Cheque[]> => run<Cheque>(sql, statement.find, [ids, reference, key ?? null, ended_key ?? null]);

/** Whoever holds them decides alone what becomes of them. Lock people first, accounts last. */
export async function lockCheques(sql: Queryable, ids: readonly bigint[]): Promise<Map<bigint, Cheque>> {
  // The second statement sees what was committed while the first one waited.
  const [, cheques] = await Promise.all([run(sql, statement.lock, [ids]), findCheques(sql, { ids })]);
  return new Map(cheques.map((cheque) => [cheque.id, cheque]));
}
