/** A PostgreSQL and a Redis of a test's own, which die as they do when the power goes, and come back on their port with what they had written. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { chooseAccount } from '../../bots/cli/postgres/account.ts';
import { findBinaries } from '../../bots/cli/postgres/binaries.ts';
import { type Cluster, make, start, stop, urlOf } from '../../bots/cli/postgres/cluster.ts';
import { freePort } from '../workers/queues.ts';

export interface Server {
  url: string;
  /** SIGKILL to every one of its processes. Resolves when they are gone. */
  kill(): Promise<void>;
  /** Again, on the same port and data. */
  start(): Promise<void>;
  /** Ends it, dead or alive, and removes its data. */
  discard(): Promise<void>;
}

const pidsOf = (parent: number): number[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, ppid]) => ppid === parent)
    .map(([pid]) => pid!);

const isThere = (pid: number): boolean => {
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return state !== '' && !state.startsWith('Z');
};

const gone = async (pids: number[]): Promise<void> => {
  while (pids.some(isThere)) await new Promise((resolve) => setTimeout(resolve, 20));
};

/** As the product runs it, commits waiting for the disk; what it says of itself is in its log. */
const settings = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', max_connections: '200' };

export async function ownPostgres(): Promise<Server> {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'tuppence-chaos-')));
  const home = join(directory, 'postgres');
  mkdirSync(home, { mode: 0o711 });
  const data = join(home, 'data');
  const say = () => undefined;
  const cluster: Cluster = {
    home,
    data,
    settings,
    say,
    ...chooseAccount(home, data, findBinaries(say)),
  };
  await make(cluster, ['--no-sync']);
  const port = await start(cluster);
  return {
    url: urlOf(cluster, port, 'postgres'),
    async kill() {
      const postmaster = postmasterOf(cluster);
      // Its backends lead groups of their own, and are found by their parent only while it lives.
      const pids = [postmaster, ...pidsOf(postmaster)];
      for (const pid of pids)
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It went by itself.
        }
      await gone(pids);
    },
    async start() {
      await start(cluster, port);
    },
    async discard() {
      await stop(cluster);
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

const postmasterOf = ({ data }: Cluster): number =>
  Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10);

/** Why there is no Redis to kill here; null when there is. One that was given to us is not ours to kill. */
export const redisServerMissing =
  spawnSync('redis-server', ['--version']).status === 0 ? null : 'there is no redis-server on this machine';

/** Every write is on its disk before it is answered. */
export async function ownRedis(): Promise<Server> {
  const directory = mkdtempSync(join(tmpdir(), 'tuppence-chaos-redis-'));
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const durable = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'always'];
  let server: ChildProcess;
  const begin = async () => {
    const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, ...durable];
    server = spawn('redis-server', options, { stdio: 'ignore' });
    const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
    client.on('error', () => undefined);
    await client.ping();
    client.disconnect();
  };
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  };
  await begin();
  return {
    url,
    kill,
    start: begin,
    async discard() {
      await kill();
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
