/** Load: callers who each ask again as soon as they have their answer, and what they saw of it. */
import type { Sql } from '../../core/db/index.ts';
import { median, quantile } from './measure.ts';

/** One stretch of load. */
export interface Stretch {
  acts: number;
  per_second: number;
  p50_ms: number;
  p99_ms: number;
}

/** Who pays whom, by their places: anybody anybody, or everybody the first. */
export type Spread = 'uniform' | 'one hot';

const below = (count: number): number => Math.floor(Math.random() * count);

export const pairOf = (spread: Spread, accounts: number): [payer: number, payee: number] => {
  const payer = 1 + below(accounts - 1);
  if (spread === 'one hot') return [payer, 0];
  return [payer, (payer + 1 + below(accounts - 1)) % accounts];
};

interface Load {
  callers: number;
  seconds: number;
  act(): Promise<void>;
}

/** An act that throws ends the measurement. */
export const drive = async ({ callers, seconds, act }: Load): Promise<Stretch> => {
  const latencies_ms: number[] = [];
  const start_ms = performance.now();
  const end_ms = start_ms + seconds * 1_000;
  const caller = async () => {
    for (let asked_ms = performance.now(); asked_ms < end_ms; ) {
      await act();
      const answered_ms = performance.now();
      latencies_ms.push(answered_ms - asked_ms);
      asked_ms = answered_ms;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return {
    acts: latencies_ms.length,
    per_second: (latencies_ms.length * 1_000) / (performance.now() - start_ms),
    p50_ms: quantile(latencies_ms, 0.5),
    p99_ms: quantile(latencies_ms, 0.99),
  };
};

/** Each figure's median by itself. */
export const medianStretch = (stretches: readonly Stretch[]): Stretch => {
  const of = (figure: keyof Stretch) => median(stretches.map((stretch) => stretch[figure]));
  return { acts: of('acts'), per_second: of('per_second'), p50_ms: of('p50_ms'), p99_ms: of('p99_ms') };
};

/** What the server logged for each act. */
export interface Logged {
  records_bytes: number;
  /** Whole pages, which PostgreSQL logs at the first change of each after a checkpoint. */
  page_images_bytes: number;
}

/** Of the whole server's log, read back by the extension pg_walinspect, which is made in the schema `baseline`. */
export const logged = async (sql: Sql, work: () => Promise<Stretch>): Promise<Logged> => {
  const position = async () => {
    const [{ at }] = await sql<[{ at: string }]>`select pg_current_wal_insert_lsn()::text as at`;
    return at;
  };
  const start = await position();
  const { acts } = await work();
  // The log is read as far as it is flushed.
  await sql`select pg_logical_emit_message(true, 'bench', '')`;
  const [{ records, images }] = await sql<[{ records: number; images: number }]>`
    select sum(record_size)::float8 as records, sum(fpi_size)::float8 as images
    from baseline.pg_get_wal_stats(${start}, pg_current_wal_flush_lsn())`;
  return { records_bytes: records / acts, page_images_bytes: images / acts };
};
