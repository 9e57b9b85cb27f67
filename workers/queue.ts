/**
 * The queue: BullMQ on PostgreSQL, or on Redis where there is one. Nobody else knows which.
 * A job is only a nudge (the truth is in the database, and the sweep finds what a lost nudge left behind), so on PostgreSQL
 * its own commits need not wait for the disk; those of the money do, and flush these with them.
 */
import type { EventEmitter } from 'node:events';
import {
  createPostgresBackend,
  type Job,
  type JobsOptions,
  type PgPool,
  type PostgresConnectionOptions,
  Queue,
  runMigrations,
  Worker,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { Logger } from 'pino';
import { throttled } from './throttle.ts';

interface QueueSettings {
  /** BullMQ on PostgreSQL keeps to its own schema there. */
  databaseUrl: string;
  /** Set: BullMQ on Redis instead. */
  redisUrl?: string | undefined;
  /** Keeps several Tuppences on one Redis apart. */
  redisPrefix?: string;
}

export interface Work {
  /** A name without a colon. */
  queue: string;
  /** Jobs at once, in this process. */
  concurrency: number;
  handle(job: Job, token?: string): Promise<void>;
}

export interface QueueSystem {
  readonly kind: 'postgres' | 'redis';
  queue(name: string): Queue;
  work(work: Work): Worker;
  /** Rejects when the queue cannot be reached. */
  ping(): Promise<void>;
  /** Closes the queues. The workers must be closed already. */
  close(): Promise<void>;
}

/**
 * For every job. Failures of the infrastructure are tried again for about an hour. Finished jobs are kept long enough for their
 * id to refuse a second publication of the same outbox row; failed ones stay to be looked at.
 */
const jobOptions: JobsOptions = {
  attempts: 14,
  backoff: { type: 'exponential', delay: 250, jitter: 0.5 },
  // No count beside the age: BullMQ on PostgreSQL would read as many jobs at the end of each.
  removeOnComplete: { age: 300, limit: 100 },
  removeOnFail: { age: 30 * 24 * 3600, count: 10_000, limit: 100 },
};

/** A killed worker's jobs are taken over after `lockDuration`; a stall is its process's fault, so that the job itself is given many chances. */
const workerOptions = {
  lockDuration: 15_000,
  stalledInterval: 5_000,
  maxStalledCount: 20,
  runRetryDelay: 1_000,
};

/** Connects, and on PostgreSQL brings BullMQ's schema up to date. Rejects within 5 s when there is nothing to connect to. */
export async function openQueues(settings: QueueSettings, log: Logger): Promise<QueueSystem> {
  const { databaseUrl, redisUrl, redisPrefix = 'tuppence' } = settings;
  // In a cluster, the braces keep one queue's keys together.
  return redisUrl ? onRedis(redisUrl, `{${redisPrefix}}`, log) : onPostgres(databaseUrl, log);
}

async function onPostgres(url: string, log: Logger): Promise<QueueSystem> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'tuppence queue',
    options: '-c search_path=bullmq -c synchronous_commit=off',
    // Each worker keeps one to listen; the rest carry the queries.
    max: 16,
    keepAlive: true,
    idleTimeoutMillis: 300_000,
  });
  const note = noteLoss(log);
  pool.on('error', ({ message }) => note(message));
  const client = await pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  const connection = patientPool(pool, note);
  const queues = queuesBy((name) => {
    const queue = new Queue(name, { connection, defaultJobOptions: jobOptions }, createPostgresBackend);
    return queue as unknown as Queue;
  }, log);
  return {
    kind: 'postgres',
    queue: queues.get,
    work({ queue, concurrency, handle }) {
      const options = { ...workerOptions, connection, concurrency };
      return told(new Worker(queue, handle, options, createPostgresBackend) as unknown as Worker, log);
    },
    async ping() {
      await pool.query('select');
    },
    async close() {
      await queues.close();
      await pool.end();
    },
  };
}

const noteLoss = (log: Logger) =>
  throttled((error, repeated) =>
    log.warn({ error, ...(repeated > 0 && { repeated }) }, 'queue connection lost'),
  );

/** SQLSTATE class 08, 57P01 to 57P03 (PostgreSQL stops, crashed or starts), the system's own errors; and pg's words for a lost connection. */
const LOST = /^(08...|57P0[123]|E[A-Z]+)$/;
const SAID = /^(Connection terminated|timeout exceeded when trying to connect|Client (has|was) )/;

/**
 * The pool for BullMQ, which waits before its next try only after a connection was refused (isNotConnectionError in its utils), and
 * else asks again at once, hundreds of times while PostgreSQL starts. So it hears of every loss as of that one.
 */
function patientPool(pool: pg.Pool, note: (message: string) => void): PostgresConnectionOptions {
  const told = async <T>(result: Promise<T>): Promise<T> => {
    try {
      return await result;
    } catch (error) {
      const { code = '', message } = error as Error & { code?: string };
      if (!LOST.test(code) && !SAID.test(message)) throw error;
      note(message || code);
      throw Object.assign(new Error(message, { cause: error }), { code: 'ECONNREFUSED' });
    }
  };
  const patient = {
    options: pool.options,
    query: (text: string, values?: unknown[]) => told(pool.query(text, values)),
    connect: () => told(pool.connect()),
    end: () => pool.end(),
    on(...listening: Parameters<pg.Pool['on']>) {
      pool.on(...listening);
      return patient;
    },
    removeAllListeners(event?: string) {
      pool.removeAllListeners(event);
      return patient;
    },
  };
  return patient as unknown as PgPool;
}

/** A Redis that is not there at the start is a wrong setting, and said; one that goes away later is waited for. */
async function reach(redis: Redis): Promise<void> {
  let reason: Error | null = null;
  const note = (error: Error) => {
    reason = error;
  };
  redis.on('error', note);
  try {
    await redis.ping();
  } catch (error) {
    redis.disconnect();
    throw reason ?? error;
  }
  redis.off('error', note);
}

async function onRedis(url: string, prefix: string, log: Logger): Promise<QueueSystem> {
  // A worker waits for a Redis that is gone; a publication fails at once, because the outbox keeps its row.
  const failing = new Redis(url, { maxRetriesPerRequest: 0, commandTimeout: 5_000 });
  await reach(failing);
  const waiting = new Redis(url, { maxRetriesPerRequest: null });
  const note = noteLoss(log);
  for (const redis of [waiting, failing]) redis.on('error', ({ message }) => note(message));
  const queues = queuesBy(
    (name) => new Queue(name, { connection: failing, prefix, defaultJobOptions: jobOptions }),
    log,
  );
  return {
    kind: 'redis',
    queue: queues.get,
    work({ queue, concurrency, handle }) {
      const options = { ...workerOptions, connection: waiting, prefix, concurrency };
      return told(new Worker(queue, handle, options), log);
    },
    async ping() {
      await failing.ping();
    },
    async close() {
      await queues.close();
      waiting.disconnect();
      failing.disconnect();
    },
  };
}

/** One of each name. */
function queuesBy(make: (name: string) => Queue, log: Logger) {
  const queues = new Map<string, Queue>();
  return {
    get(name: string): Queue {
      const queue = queues.get(name) ?? told(make(name), log);
      queues.set(name, queue);
      return queue;
    },
    async close(): Promise<void> {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
    },
  };
}

/** An emitter without a listener for errors would end the process; BullMQ goes on by itself. */
function told<T extends Queue | Worker>(emitter: T, log: Logger): T {
  const note = throttled((error, repeated) =>
    log.warn({ queue: emitter.name, error, ...(repeated > 0 && { repeated }) }, 'queue error'),
  );
  (emitter as EventEmitter).on('error', ({ message }: Error) => note(message));
  return emitter;
}
