/** The queue in tests: on PostgreSQL always; on Redis where REDIS_URL is set or a redis-server is on the machine. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { openQueues, type QueueSystem } from '../../workers/queue.ts';

export const silent = pino({ level: 'silent' });

const given = process.env.REDIS_URL;
const installed = spawnSync('redis-server', ['--version']).status === 0;

/** Why the tests on Redis cannot run here; null when they can. */
export const redisMissing =
  given || installed ? null : 'REDIS_URL is not set and there is no redis-server on this machine';

export const backends = ['PostgreSQL', 'Redis'] as const;
type Backend = (typeof backends)[number];

/** Where to find it: the given Redis, or one of our own that lives as long as the test. */
export async function redisUrl(): Promise<string> {
  if (given) return given;
  const { url, stop } = await startRedis(await freePort());
  onTestFinished(stop);
  return url;
}

/** A redis-server that may be killed and started again on its port, keeping nothing. */
async function startRedis(port: number) {
  const directory = mkdtempSync(join(tmpdir(), 'tuppence-redis-'));
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', directory];
  const server: ChildProcess = spawn('redis-server', options, { stdio: 'ignore' });
  const url = `redis://127.0.0.1:${port}`;
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  client.on('error', () => undefined);
  await client.ping();
  client.disconnect();
  return {
    url,
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGKILL');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

let count = 0;

/** A queue of the test's own. On Redis its keys are removed afterwards. */
export async function freshQueues(backend: Backend, databaseUrl: string): Promise<QueueSystem> {
  if (backend === 'PostgreSQL') {
    const queues = await openQueues({ databaseUrl }, silent);
    onTestFinished(() => queues.close());
    return queues;
  }
  const url = await redisUrl();
  const redisPrefix = `test-${process.pid}-${Date.now()}-${++count}`;
  const queues = await openQueues({ databaseUrl, redisUrl: url, redisPrefix }, silent);
  onTestFinished(async () => {
    await queues.close();
    const redis = new Redis(url);
    for await (const keys of redis.scanStream({ match: `{${redisPrefix}}*` }))
      if (keys.length) await redis.del(...keys);
    redis.disconnect();
  });
  return queues;
}
