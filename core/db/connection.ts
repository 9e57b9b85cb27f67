/** The connection to PostgreSQL, and the two types by which everything in core asks it. */
import postgres from 'postgres';

/** Schema that holds everything of ours; a queue on the same database keeps to its own. */
export const SCHEMA = 'tuppence';

type Types = { bigint: bigint };

/** A pool of connections. Each query may run on another one. */
export type Sql = postgres.Sql<Types>;

/** A pool, or one open database transaction of it: whatever takes this joins the caller's database transaction. */
export type Queryable = Sql | postgres.TransactionSql<Types>;

export interface ConnectOptions {
  /** Connections at most. 10 unless told. */
  max?: number;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
}

/**
 * Opens a pool; nothing is sent before the first query. `bigint` columns arrive as bigint, `numeric` as string.
 * The caller ends it: `await sql.end({ timeout: 5 })`; without a timeout,
 * that would wait for ever for a connection that was lost.
 */
export const connect = (url: string, options: ConnectOptions = {}): Sql =>
  postgres(url, {
    max: options.max ?? 10,
    types: { bigint: postgres.BigInt },
    // Not asked for: `run` writes arrays itself, and a connection that is lost while it asks ends the process.
    fetch_types: false,
    // Seconds between attempts to connect. The default grows to 20, long after PostgreSQL is back.
    backoff: (tries: number) => Math.min(2 ** tries / 50, 1),
    connection: { application_name: options.applicationName ?? 'tuppence', search_path: SCHEMA },
    onnotice: () => {},
  }) as unknown as Sql;
