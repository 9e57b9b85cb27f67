/** One database transaction: undone by a throw, and tried again where PostgreSQL says that trying again is the answer. */
import type pg from 'pg';
import { createQueryable, type Queryable, type Sql, type TransactionOptions } from './connection.ts';
import { ConnectionLostError, tellingLoss } from './loss.ts';

const TRIES_MAX = 5;
/** The longest that a timer of Node.js can be: 24 days. */
const TIMER_MAX_MS = 2 ** 31 - 1;

/** 40001 and 40P01: PostgreSQL chose us to give way. 55P03: a lock was not given in time. 23505 on a transfer's key: the same key at the same moment, which the next try sees. */
const isRetryable = (error: unknown): boolean => {
  const { code, constraint } = error as Partial<pg.DatabaseError>;
  if (code === '23505') return constraint === 'transfer_key';
  return code === '40001' || code === '40P01' || code === '55P03';
};

/**
 * Runs `work` in one database transaction (read committed); a throw undoes it. `work` may run several times, so it must
 * have no effect outside the database. After 5 tries the last error is thrown: it is never told to a person as a refusal.
 * When the connection is lost nobody knows whether the commit happened: that error is thrown, and idempotency keys answer it.
 */
export const inTransaction = <T>(
  sql: Sql,
  work: (sql: Queryable) => Promise<T>,
  options?: TransactionOptions,
): Promise<T> => retried(() => sql.begin(work, options));

/** The same for one statement, which is a database transaction by itself. */
export const retried = async <T>(statement: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await statement();
    } catch (error) {
      if (!isRetryable(error) || tries === TRIES_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * tries));
    }
  }
};

/** One try. What is sent after the end, by work that nobody waited for, is refused: it would land in somebody else's database transaction. */
export const begin = async <T>(
  pool: pg.Pool,
  work: (sql: Queryable) => Promise<T>,
  { isPatient = false }: TransactionOptions = {},
): Promise<T> => {
  const client = await tellingLoss(pool.connect());
  const patience = isPatient ? { query_timeout: TIMER_MAX_MS } : {};
  let isOpen = true;
  let isClean = false;
  let last: Promise<unknown> = Promise.resolve();
  const sql = createQueryable((query) => {
    if (!isOpen) return Promise.reject(new Error('The database transaction has ended'));
    const result = last.then(() => tellingLoss(client.query({ ...query, ...patience })));
    last = result.catch(() => {});
    return result;
  });
  try {
    await tellingLoss(client.query('begin'));
    const value = await work(sql);
    isOpen = false;
    await last;
    const { command } = await tellingLoss(client.query('commit'));
    isClean = true;
    if (command !== 'COMMIT')
      throw new Error('A statement failed and was not heeded: the database transaction was undone');
    return value;
  } catch (error) {
    isOpen = false;
    await last;
    // A connection that is lost, or gives no answer, is closed: that undoes what was not committed.
    isClean ||= !(error instanceof ConnectionLostError) && (await isUndone(client));
    throw error;
  } finally {
    client.release(!isClean);
  }
};

const isUndone = (client: pg.PoolClient): Promise<boolean> =>
  client.query('rollback').then(
    () => true,
    () => false,
  );
