/** The chain of seals over the journal: evidence that nothing of the past was changed, removed or put in by hand. How: core/ledger/functions/ledger_seal.sql. */
import { inTransaction, type Queryable, run, type Sql, sqlFile } from '../db/index.ts';
import type { Head } from './types.ts';

interface Sealed {
  /** Null while nothing was ever sealed. */
  head: Head | null;
  /** Transfers that were sealed now. */
  transfers: bigint;
}

/** Journal rows in one seal at most: bounds its memory, and how long others wait for the lock. */
const journals_max = 1_000;

const sealText = sqlFile(import.meta.url, './sql/seal.sql');
const headText = sqlFile(import.meta.url, './sql/seal_head.sql');

interface SealRow {
  number: bigint;
  hash: Buffer;
  journals: number;
  transfers: bigint;
}

/** Seals all that is in the journal and committed, each seal in a database transaction of its own. Several may do this at once. */
export const sealJournal = async (sql: Sql): Promise<Sealed> => {
  let transfers = 0n;
  for (;;) {
    const [sealed] = await inTransaction(sql, (transaction) =>
      run<SealRow>(transaction, sealText, [journals_max]),
    );
    transfers += sealed?.transfers ?? 0n;
    if (sealed?.journals === journals_max) continue;
    return { head: sealed ? toHead(sealed) : await readHead(sql), transfers };
  }
};

const toHead = ({ number, hash }: Pick<SealRow, 'number' | 'hash'>): Head => ({
  number,
  hash: hash.toString('hex'),
});

export const readHead = async (sql: Queryable): Promise<Head | null> => {
  const [row] = await run<SealRow>(sql, headText);
  return row ? toHead(row) : null;
};
