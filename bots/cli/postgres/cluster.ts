/** One PostgreSQL data directory: making it, starting a server on it, finding the server that runs already, stopping it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { inheritedEnvironment } from '../env.ts';
import { processInfo } from '../process-info.ts';
import { type Account, launch, own } from './account.ts';
import type { Binaries } from './binaries.ts';

export interface Cluster {
  /** Everything of ours lives here: data/, password, port, server.log. */
  home: string;
  data: string;
  account: Account;
  binaries: Binaries;
  /** Settings on top of PostgreSQL's own, as name → value. */
  settings: Record<string, string>;
  say(line: string): void;
}

const start_ms_max = 120_000;
const log_bytes_max = 10 * 1024 * 1024;
const user = 'tuppence';

export const isMade = (cluster: Cluster): boolean => existsSync(join(cluster.data, 'PG_VERSION'));

/** initdb beside the data directory and a rename, so that what a crash left half made is never taken for a database. */
export async function make(cluster: Cluster, flags: string[] = []): Promise<void> {
  const unfinished = `${cluster.data}.new`;
  const passwordCopy = `${cluster.data}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writePrivate(passwordFile(cluster), randomBytes(24).toString('hex'));
  writePrivate(passwordCopy, readPassword(cluster));
  for (const path of [unfinished, passwordCopy]) own(cluster.account, path);
  try {
    // The builtin locale sorts the same on every machine and needs none of the system's.
    await run(cluster, cluster.binaries.initdb, [
      `--pgdata=${unfinished}`,
      `--username=${user}`,
      `--pwfile=${passwordCopy}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...flags,
    ]);
  } finally {
    rmSync(passwordCopy, { force: true });
  }
  renameSync(unfinished, cluster.data);
}

/** Starts a server and waits until it takes connections. On the port of the last time where that is free, unless `fixed` says that it must be that one. */
export async function start(cluster: Cluster, fixed?: number): Promise<number> {
  recoverPidFile(cluster);
  const last = fixed ?? readPort(cluster);
  for (let tries = 0; ; tries += 1) {
    const port = tries === 0 && last ? last : await freePort();
    if (fixed === undefined && !(await isFree(port))) {
      cluster.say(`Port ${port}, where PostgreSQL was before, is taken: using another one`);
      continue;
    }
    const failure = await startOn(cluster, port);
    if (failure === null) {
      writePrivate(join(cluster.home, 'port'), String(port));
      return port;
    }
    const portTaken = /could not (bind|create any TCP)/.test(failure);
    if (!portTaken || fixed !== undefined || tries >= 5) throw new Error(explain(cluster, failure));
  }
}

/** The port of the server that runs on this data directory, once it proves by our password that it does. Null when none runs. */
export async function findRunning(cluster: Cluster): Promise<number | null> {
  for (let waited_ms = 0; waited_ms < start_ms_max; waited_ms += 50) {
    const found = readPidFile(cluster);
    if (!found) return null;
    if (found.status === 'ready' && (await serves(cluster, found.port))) return found.port;
    if (!isPostmaster(cluster, found.pid)) return null;
    // It is starting, recovering, or going down: any of them ends.
    await sleep(50);
  }
  throw new Error(
    `A PostgreSQL runs on ${cluster.data} (process ${readPidFile(cluster)?.pid}) but takes no connections. ` +
      `Look into ${join(cluster.home, 'server.log')}, end that process, and start again.`,
  );
}

/** Rolls back what is open and ends the server; resolves when it is gone. */
export async function stop(cluster: Cluster): Promise<void> {
  const found = readPidFile(cluster);
  if (!found || !isPostmaster(cluster, found.pid)) return;
  if (process.platform === 'win32') {
    await run(cluster, cluster.binaries.pg_ctl, ['stop', '-m', 'fast', '-D', cluster.data]);
    return;
  }
  process.kill(found.pid, 'SIGINT');
  for (let waited_ms = 0; isPostmaster(cluster, found.pid); waited_ms += 20) {
    if (waited_ms === 10_000) process.kill(found.pid, 'SIGQUIT');
    if (waited_ms > 20_000) throw new Error(`PostgreSQL (process ${found.pid}) does not stop`);
    await sleep(20);
  }
}

export const urlOf = (cluster: Cluster, port: number, database: string): string =>
  `postgres://${user}:${readPassword(cluster)}@127.0.0.1:${port}/${database}`;

/** A connection that proves that the server on `port` is the one of this data directory. */
async function serves(cluster: Cluster, port: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(cluster, port, 'postgres') });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query("select current_setting('data_directory') as directory");
    return realpathSync(rows[0].directory) === realpathSync(cluster.data);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Null when it runs; otherwise what its log says. */
async function startOn(cluster: Cluster, port: number): Promise<string | null> {
  const log = join(cluster.home, 'server.log');
  if (existsSync(log) && statSync(log).size > log_bytes_max) renameSync(log, `${log}.1`);
  const log_fd = openSync(log, 'a', 0o600);
  const logStart_bytes = statSync(log).size;
  const settings = { ...cluster.settings, listen_addresses: '127.0.0.1', unix_socket_directories: '' };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const postgres = ['-D', cluster.data, '-p', String(port), ...flags];
  const { file, args, options } = launch(cluster.account, cluster.binaries.postgres, postgres);
  // Detached: a process group of its own, so that Ctrl-C reaches us and not it.
  const child = spawn(file, args, {
    ...options,
    detached: true,
    stdio: ['ignore', log_fd, log_fd],
    cwd: cluster.home,
    env: environment(),
  });
  closeSync(log_fd);
  child.unref();
  return (await isUp(cluster, child)) ? null : tail(log, logStart_bytes);
}

async function isUp(cluster: Cluster, child: ChildProcess): Promise<boolean> {
  let ended = false;
  const end = () => {
    ended = true;
  };
  child.once('exit', end).once('error', end);
  for (let waited_ms = 0; !ended && waited_ms < start_ms_max; waited_ms += 10) {
    const found = readPidFile(cluster);
    if (found && found.pid === child.pid && found.status === 'ready' && (await serves(cluster, found.port)))
      return true;
    await sleep(10);
  }
  return false;
}

interface PidFile {
  pid: number;
  port: number;
  status: string;
}

/** postmaster.pid, line by line: pid, data directory, start time, port, socket directory, address, shared memory key, status (src/include/utils/pidfile.h). */
function readPidFile(cluster: Cluster): PidFile | null {
  try {
    const lines = readFileSync(join(cluster.data, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? '' };
  } catch {
    return null;
  }
}

/** Whether the process is a server on this data directory, and not a zombie or another program that got its pid. */
function isPostmaster(cluster: Cluster, pid: number): boolean {
  const info = processInfo(pid);
  if (!info || info.zombie) return false;
  return info.command === '' || (info.command.includes('postgres') && info.command.includes(cluster.data));
}

/**
 * PostgreSQL believes in postmaster.pid as long as some process has that pid, a zombie or a stranger too, and refuses to start.
 * We know better; but the rest of the file must stay, because by its shared memory key PostgreSQL finds out whether orphans
 * of the dead server still work on the data. So only the pid is replaced, by one that no process can have.
 */
function recoverPidFile(cluster: Cluster): void {
  const found = readPidFile(cluster);
  if (!found || isPostmaster(cluster, found.pid)) return;
  cluster.say(
    'PostgreSQL was not stopped properly the last time: recovering (nothing that was committed is lost)',
  );
  if (!processInfo(found.pid)) return;
  const path = join(cluster.data, 'postmaster.pid');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^\d+/, '2147483646'));
}

async function run(cluster: Cluster, program: string, flags: string[]): Promise<void> {
  const { file, args, options } = launch(cluster.account, program, flags);
  const child = spawn(file, args, { ...options, cwd: cluster.home, env: environment() });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) throw new Error(explain(cluster, output));
}

function explain(cluster: Cluster, output: string): string {
  const telling = output.split('\n').filter((line) => /FATAL|PANIC|error|HINT|DETAIL|cannot/i.test(line));
  const words = (telling.length ? telling : output.split('\n')).slice(-4).join(' ').trim();
  return (
    `PostgreSQL could not be started on ${cluster.data}: ${words || 'it said nothing'}. ` +
    `Its log is ${join(cluster.home, 'server.log')}. Or point DATABASE_URL at a PostgreSQL of your own.`
  );
}

/** Our environment without what would steer PostgreSQL's programs (PGDATA, PGPORT, PGOPTIONS …), and with messages in English, because we read them. */
function environment(): NodeJS.ProcessEnv {
  const all = Object.entries(inheritedEnvironment({ LC_ALL: 'C' }));
  return Object.fromEntries(all.filter(([name]) => !name.startsWith('PG')));
}

function tail(path: string, from_bytes: number): string {
  const length_bytes = Math.min(statSync(path).size - from_bytes, 64 * 1024);
  const buffer = Buffer.alloc(Math.max(length_bytes, 0));
  const fd = openSync(path, 'r');
  readSync(fd, buffer, 0, buffer.length, from_bytes);
  closeSync(fd);
  return buffer.toString('utf8');
}

const passwordFile = (cluster: Cluster) => join(cluster.home, 'password');
const readPassword = (cluster: Cluster) => readFileSync(passwordFile(cluster), 'utf8').trim();

function readPort(cluster: Cluster): number | null {
  try {
    return Number(readFileSync(join(cluster.home, 'port'), 'utf8')) || null;
  } catch {
    return null;
  }
}

function writePrivate(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600 });
  chmodSync(path, 0o600);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
