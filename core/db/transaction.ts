/** One database transaction: undone by a throw, tried again where PostgreSQL says so, and never continued on another connection. */
import type postgres from 'postgres';
import type { Queryable, Sql } from './connection.ts';

const TRIES_MAX = 5;

/** 40001 and 40P01: PostgreSQL chose us to give way. 23505 on a transfer's key: the same key at the same moment, which the next try sees. */
const isRetryable = (error: unknown): boolean => {
  const { code, constraint_name } = error as Partial<postgres.PostgresError>;
  return code === '40001' || code === '40P01' || (code === '23505' && constraint_name === 'transfer_key');
};

/**
 * Runs `work` in one database transaction (read committed); a throw undoes it. `work` may run several times, so it must
 * have no effect outside the database. After 5 tries the last error is thrown: it is never told to a person as a refusal.
 * When the connection is lost nobody knows whether the commit happened: that error is thrown, and idempotency keys answer it.
 */
export const inTransaction = async <T>(sql: Sql, work: (sql: Queryable) => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return await begin(sql, work);
    } catch (error) {
      if (!isRetryable(error) || tries === TRIES_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * tries));
    }
  }
};

/** Set once the connection of a database transaction is lost. */
interface Life {
  lost: Error | null;
}

const isLoss = (error: unknown): error is Error => {
  const { code, syscall } = error as { code?: string; syscall?: string };
  return code?.startsWith('CONNECTION_') === true || syscall !== undefined || code === 'ERR_STREAM_DESTROYED';
};

/**
 * postgres.js 3.4.9 goes on with a database transaction whose connection is lost (porsager/postgres #1154, #1208): its next
 * statement, be it only our rollback, either throws where nobody can catch it and ends the process, or runs by itself on the
 * connection that took the lost one's place. So after a loss nothing more is let through, and what it waits for never comes.
 */
const begin = async <T>(sql: Sql, work: (sql: Queryable) => Promise<T>): Promise<T> => {
  const life: Life = { lost: null };
  const never = new Promise<never>(() => {});
  try {
    return (await sql.begin(async (transaction) => {
      try {
        const result = await work(guard(transaction, life));
        return life.lost ? never : result;
      } catch (error) {
        if (life.lost) return never;
        throw error;
      }
    })) as T;
  } catch (error) {
    if (isLoss(error)) life.lost ??= error;
    throw error;
  }
};

const guard = (transaction: postgres.TransactionSql<{ bigint: bigint }>, life: Life): Queryable => {
  const ask = <Query>(make: () => Query): Query => {
    if (life.lost) throw life.lost;
    return watch(make(), life);
  };
  return new Proxy(transaction, {
    apply: (target, self, parts) => ask(() => Reflect.apply(target, self, parts)),
    get: (target, name) =>
      name === 'unsafe'
        ? (...parts: Parameters<typeof target.unsafe>) => ask(() => target.unsafe(...parts))
        : Reflect.get(target, name),
  });
};

/** Learns of a loss at once from the query that it hits, before whoever awaits that query can send another. */
const watch = <Query>(query: Query, life: Life): Query => {
  const pending = query as { reject?: (error: Error) => void };
  const { reject } = pending;
  if (typeof reject === 'function')
    pending.reject = (error) => {
      if (isLoss(error)) life.lost ??= error;
      reject(error);
    };
  return query;
};
