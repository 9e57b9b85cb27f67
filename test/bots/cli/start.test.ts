import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { processInfo } from '../../../bots/cli/process-info.ts';
import { type Running, run, tuppence } from './tuppence.ts';

/** A space in the path, because people have them. */
const directory = join(mkdtempSync(join(tmpdir(), 'tuppence-start-')), 'my data');
const settings = { TUPPENCE_DATA_DIR: directory, PORT: '0' };
const alice = 'discord::100000000000000001';

let latest: Running | null = null;
const start = () => {
  latest = tuppence(['start'], settings);
  return latest;
};

afterAll(async () => {
  latest?.child.kill();
  await latest?.ended;
  rmSync(join(directory, '..'), { recursive: true, force: true });
});

const serverPid = () =>
  Number(readFileSync(join(directory, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
const running = (pid: number) => {
  const info = processInfo(pid);
  return info !== null && !info.zombie;
};

it('starts with nothing but Node, step by step, says where the page is, and knows that it is ready', async () => {
  const { url, output } = start();
  const page = await url;
  for (const step of [
    'PostgreSQL: made and started',
    'Database',
    'Queue',
    'Workers',
    'Discord, Slack and Telegram connected',
  ])
    expect(output()).toContain(`✓ ${step}`.replace('✓ Discord', '✓ Chats: Discord'));
  expect(await (await fetch(`${page}/healthz`)).json()).toEqual({ alive: true });
  const readiness = await fetch(`${page}/readyz`);
  expect(await readiness.json()).toEqual({
    ready: true,
    checks: { database: 'ok', queue: 'ok', discord: 'ok', slack: 'ok', telegram: 'ok' },
  });
  expect(await (await fetch(page)).text()).toContain('Tuppence');
}, 60_000);

it('shares its database with a command that is given meanwhile', async () => {
  await latest!.url;
  expect(await run(['balance', alice], settings)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('£100.00'),
  });
  expect(running(serverPid())).toBe(true);
}, 60_000);

it('is told by a second start where the first one is', async () => {
  const { code, stderr } = await run(['start'], settings);
  expect(stderr).toContain(`Tuppence runs already at ${await latest!.url}`);
  expect(code).toBe(1);
}, 60_000);

it('starts again after a kill -9, on the database that was left running', async () => {
  const pid = serverPid();
  latest!.child.kill('SIGKILL');
  await latest!.ended;
  expect(running(pid)).toBe(true);
  const { url, output } = start();
  await url;
  expect(output()).toContain('PostgreSQL: running already');
  expect(serverPid()).toBe(pid);
}, 60_000);

it('ends properly on Ctrl-C, and takes PostgreSQL with it', async () => {
  const pid = serverPid();
  latest!.child.kill('SIGINT');
  const { code, stdout } = await latest!.ended;
  expect(stdout).toMatch(/Stopping: .*\nStopped\n$/);
  expect(code).toBe(0);
  await vi.waitFor(() => expect(running(pid)).toBe(false), 10_000);
  const commands = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  expect(commands).not.toContain(directory);
}, 60_000);

it('answers a command when nothing runs, and leaves nothing running', async () => {
  expect(await run(['balance', alice], settings)).toMatchObject({ code: 0 });
  const commands = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
  expect(commands).not.toContain(directory);
}, 60_000);

it('names PORT when the port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const { code, stderr } = await run(['start'], { ...settings, PORT: String(port) });
  expect(stderr).toContain(`Port ${port} is in use by another program. Set PORT`);
  expect(code).toBe(1);
  other.close();
}, 60_000);
