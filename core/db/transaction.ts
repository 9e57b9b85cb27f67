/** One database transaction, tried again where PostgreSQL says that trying again is the answer. */
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
 */
export const inTransaction = async <T>(sql: Sql, work: (sql: Queryable) => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries++) {
    try {
      return (await sql.begin((transaction) => work(transaction))) as T;
    } catch (error) {
      if (!isRetryable(error) || tries === TRIES_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * tries));
    }
  }
};
