import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { mendSymlinks } from '../../../bots/cli/postgres/binaries.ts';
import { type EmbeddedPostgres, openPostgres, startTemporaryPostgres } from '../../../bots/cli/postgres.ts';
import { processInfo } from '../../../bots/cli/process-info.ts';

const checkout = fileURLToPath(new URL('../../../', import.meta.url));
/** A space in the path, because people have them. */
const directory = join(mkdtempSync(join(tmpdir(), 'tuppence-postgres-')), 'my data');
const said: string[] = [];
const open = (): Promise<EmbeddedPostgres> => openPostgres(directory, (line) => said.push(line));

const file = (name: string) => join(directory, 'postgres', name);
const serverPid = () => Number(readFileSync(file('data/postmaster.pid'), 'utf8').split('\n')[0]);
const running = (pid: number) => {
  const info = processInfo(pid);
  return info !== null && !info.zombie;
};

async function query(url: string, text: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query({ text, rowMode: 'array' });
    return String(rows[0]?.[0]);
  } finally {
    await client.end();
  }
}

/** Another process of ours that holds the server until it is killed. */
async function holder(): Promise<ChildProcess> {
  const code = `import { openPostgres } from ${JSON.stringify(join(checkout, 'bots/cli/postgres.ts'))};
    await openPostgres(${JSON.stringify(directory)}, () => {}); console.log('open'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout!, 'data');
  return child;
}

beforeAll(async () => {
  const first = await open();
  expect(first.how).toBe('made');
  await query(first.url, 'create table kept as select 42 as answer');
  await first.release();
});
afterAll(() => rmSync(join(directory, '..'), { recursive: true, force: true }));

it('keeps its data between runs, durably, and stops with the last who leaves', async () => {
  const postgres = await open();
  expect(postgres.how).toBe('started');
  expect(await query(postgres.url, 'select answer from kept')).toBe('42');
  expect(
    await query(postgres.url, "select current_setting('fsync') || current_setting('synchronous_commit')"),
  ).toBe('onon');
  const pid = serverPid();
  const second = await open();
  expect(second.how).toBe('found');
  expect(second.url).toBe(postgres.url);
  await postgres.release();
  expect(running(pid)).toBe(true);
  await second.release();
  expect(running(pid)).toBe(false);
});

it('lets nobody in without the password', async () => {
  const postgres = await open();
  const url = new URL(postgres.url);
  url.password = 'guess';
  await expect(query(url.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  await postgres.release();
});

it('starts one server for two who come at once', async () => {
  const both = await Promise.all([open(), open()]);
  expect(both.map(({ how }) => how).sort()).toEqual(['found', 'started']);
  await Promise.all(both.map((one) => one.release()));
});

it('survives the kill of its process, and is adopted by the next', async () => {
  const child = await holder();
  const pid = serverPid();
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(running(pid)).toBe(true);
  const postgres = await open();
  expect(postgres.how).toBe('found');
  expect(serverPid()).toBe(pid);
  await postgres.release();
  await vi.waitFor(() => expect(running(pid)).toBe(false), 10_000);
});

it('is started again on its port when somebody kills it', async () => {
  const postgres = await open();
  const pid = serverPid();
  process.kill(pid, 'SIGKILL');
  await vi.waitFor(
    async () => expect(await query(postgres.url, 'select answer from kept')).toBe('42'),
    20_000,
  );
  expect(serverPid()).not.toBe(pid);
  expect(said).toContain('PostgreSQL is gone: starting it again');
  await postgres.release();
});

/** A process that is dead, whose parent never asks how it died: the shell that would have is another program by then. */
async function zombie(): Promise<{ pid: number; end(): void }> {
  const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60']);
  const [chunk] = await once(parent.stdout, 'data');
  const pid = Number(String(chunk));
  await vi.waitFor(() => expect(processInfo(pid)?.zombie).toBe(true), 10_000);
  return { pid, end: () => parent.kill() };
}

it.each([
  ['is another program now', async () => ({ pid: process.pid, end: () => undefined })],
  ['is a zombie', zombie],
])('recovers from a postmaster.pid whose pid %s, and says so', async (_, stranger) => {
  const postgres = await open();
  const left = readFileSync(file('data/postmaster.pid'), 'utf8');
  await postgres.release();
  const { pid, end } = await stranger();
  writeFileSync(file('data/postmaster.pid'), left.replace(/^\d+/, String(pid)), { mode: 0o600 });
  said.length = 0;
  const next = await open();
  expect(next.how).toBe('started');
  expect(said.join()).toContain('not stopped properly');
  await next.release();
  end();
});

it('takes another port when its own is taken', async () => {
  const port = Number(readFileSync(file('port'), 'utf8'));
  const squatter = createServer().listen(port, '127.0.0.1');
  await once(squatter, 'listening');
  said.length = 0;
  const postgres = await open();
  expect(new URL(postgres.url).port).not.toBe(String(port));
  expect(said.join()).toContain(`Port ${port}`);
  await postgres.release();
  squatter.close();
});

it('begins again after a crash while the data directory was being made', async () => {
  const fresh = mkdtempSync(join(tmpdir(), 'tuppence-half-'));
  cpSync(file('data'), join(fresh, 'postgres/data.new'), { recursive: true });
  const postgres = await openPostgres(fresh, () => undefined);
  expect(postgres.how).toBe('made');
  await postgres.release();
  rmSync(fresh, { recursive: true });
});

it('makes the links that a package manager skipped, and says so', () => {
  const native = mkdtempSync(join(tmpdir(), 'tuppence-native-'));
  cpSync(join(checkout, 'package.json'), join(native, 'native/lib/libpq.so.5.18'));
  const links = ['libpq.so', 'libpq.so.5'].map((name) => ({
    source: 'native/lib/libpq.so.5.18',
    target: `native/lib/${name}`,
  }));
  writeFileSync(join(native, 'native/pg-symlinks.json'), JSON.stringify(links));
  symlinkSync('libpq.so.5.18', join(native, 'native/lib/libpq.so'));
  const lines: string[] = [];
  mendSymlinks(join(native, 'native'), (line) => lines.push(line));
  expect(readFileSync(join(native, 'native/lib/libpq.so.5'), 'utf8')).toContain('tuppence');
  expect(lines.join()).toContain('1 missing links');
  mendSymlinks(join(native, 'native'), (line) => lines.push(line));
  expect(lines).toHaveLength(1);
  unlinkSync(join(native, 'native/lib/libpq.so'));
  rmSync(native, { recursive: true });
});

it('gives tests a server of their own that leaves nothing behind', async () => {
  const temporary = await startTemporaryPostgres();
  expect(await query(temporary.url, "select current_setting('fsync')")).toBe('off');
  const home = await query(temporary.url, "select current_setting('data_directory')");
  await temporary.stop();
  expect(() => readFileSync(join(home, 'PG_VERSION'))).toThrow(/ENOENT/);
});
