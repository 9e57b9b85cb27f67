/** Somebody comes with a number and a secret: a wrong one is counted, in the database transaction that finds it wrong. */
import { timingSafeEqual } from 'node:crypto';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import type { Person } from '../identity/index.ts';
import { limits } from '../policy/limits.ts';
import type { Refusal } from '../refusals.ts';
import type { Cheque } from './cheque.ts';
import { secretHash } from './number.ts';
import { objection } from './rules.ts';

const statement = {
  secrets: sqlFile(import.meta.url, './sql/valid_secrets.sql'),
  tries: sqlFile(import.meta.url, './sql/tries.sql'),
  put: sqlFile(import.meta.url, './sql/put_try.sql'),
};

export interface Tried {
  reference: string;
  secret: string;
  casher: bigint;
  /** Of the event. */
  key: string;
}

/** What stands against it; null: it may be cashed. People and cheque are locked by the caller. */
export async function tried(
  context: Context,
  sql: Queryable,
  { reference, secret, key }: Tried,
  { cheque, casher, writer }: { cheque: Cheque | null; casher: Person; writer: Person | null },
): Promise<Refusal | null> {
  const now = context.clock.now();
  const since = new Date(now.getTime() - limits.cheque.tryMinutes * 60_000);
  type Row = { of_number: boolean; of_person: boolean; key: string; created_at: Date };
  // The same event again is the same try.
  const tries = (await run<Row>(sql, statement.tries, [casher.id, reference, since])).filter(
    (one) => one.key !== key,
  );
  const refusal = objection(
    {
      cheque,
      isSecretRight: cheque !== null && (await isRight(sql, cheque, secret)),
      casher,
      writerFrozen: writer?.frozen ?? false,
      triesOfPerson: tries.filter(({ of_person }) => of_person).map(({ created_at }) => created_at),
      triesOfNumber: tries.filter(({ of_number }) => of_number).map(({ created_at }) => created_at),
    },
    now,
  );
  if (refusal?.code === 'cheque_wrong') await run(sql, statement.put, [casher.id, reference, key, now]);
  return refusal;
}

/** Against each good paper, in the same time whatever is wrong with it. */
async function isRight(sql: Queryable, { id }: Cheque, secret: string): Promise<boolean> {
  const given = Buffer.from(secretHash(secret));
  const hashes = await run<{ secret_hash: string }>(sql, statement.secrets, [id]);
  const equal = hashes.map(({ secret_hash }) => timingSafeEqual(given, Buffer.from(secret_hash)));
  return equal.includes(true);
}
