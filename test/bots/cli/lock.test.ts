import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Lock, tryLock, withLock } from '../../../bots/cli/lock.ts';
import { processInfo } from '../../../bots/cli/process-info.ts';

let directory: string;
let path: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tuppence-lock-'));
  path = join(directory, 'lock');
});
afterEach(() => rmSync(directory, { recursive: true }));

const owner = (pid: number, started: string) =>
  writeFileSync(path, JSON.stringify({ pid, started, note: 'here' }));

it('lets one in, tells the others who has it and where, and leaves nothing behind', () => {
  const lock = tryLock(path, 'first note') as Lock;
  lock.note('http://127.0.0.1:1');
  expect(tryLock(path)).toMatchObject({ pid: process.pid, note: 'http://127.0.0.1:1' });
  lock.release();
  expect(readdirSync(directory)).toEqual([]);
});

it('takes over from an owner that was killed', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(child, 'spawn');
  owner(child.pid!, processInfo(child.pid!)!.started);
  expect(tryLock(path)).toMatchObject({ pid: child.pid, note: 'here' });
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(tryLock(path)).toHaveProperty('release');
});

it('takes over when the pid of the owner is now another process', () => {
  owner(process.pid, 'long ago');
  expect(tryLock(path)).toHaveProperty('release');
});

it('takes over from a file that is no lock', () => {
  writeFileSync(path, '');
  expect(tryLock(path)).toHaveProperty('release');
});

it('runs what is under it one at a time, however many want in over a stale lock', async () => {
  owner(2 ** 30, 'long ago');
  let inside = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 20 }, () =>
      withLock(
        path,
        () => undefined,
        async () => {
          inside += 1;
          most = Math.max(most, inside);
          await new Promise((resolve) => setTimeout(resolve, 2));
          inside -= 1;
        },
      ),
    ),
  );
  expect(most).toBe(1);
});

it('lets go when the work under it fails', async () => {
  const failing = withLock(
    path,
    () => undefined,
    () => Promise.reject(new Error('no')),
  );
  await expect(failing).rejects.toThrow('no');
  expect(readdirSync(directory)).toEqual([]);
});
