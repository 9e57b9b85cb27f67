/** `tuppence` as people run it: a process of its own, with nothing of ours in its environment. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../../../', import.meta.url));
const program = join(checkout, 'bots/cli/tuppence.js');

export type Settings = Record<string, string>;

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  /** As soon as it is ready: where its HTTP server is. Rejects with what it said when it ends before. */
  url: Promise<string>;
  ended: Promise<Ended>;
  output(): string;
}

export function tuppence(args: string[], settings: Settings): Running {
  const env = { PATH: process.env.PATH!, HOME: process.env.HOME ?? '/tmp', ...settings };
  const child = spawn(process.execPath, [program, ...args], { cwd: checkout, env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = once(child, 'close').then(([code]) => ({ code, stdout, stderr }));
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const match = /ready after .* (http:\S+)/.exec(stdout);
      if (match) resolve(match[1]!);
    });
    void ended.then(() => reject(new Error(`it ended: ${stdout}\n${stderr}`)));
  });
  url.catch(() => undefined);
  return { child, url, ended, output: () => stdout + stderr };
}

export const run = (args: string[], settings: Settings): Promise<Ended> => tuppence(args, settings).ended;
