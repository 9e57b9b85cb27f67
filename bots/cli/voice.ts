/** How a process of ours talks: short lines for people on stdout, structured ones for machines in the log. */
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type DestinationStream, type Logger, pino } from 'pino';
import { cleanedFields, loggedError } from './log-errors.ts';

const log_bytes_max = 10 * 1024 * 1024;

/** What must never be in a log, wherever an object that is logged may hold it. */
const secrets = ['token', 'secret', 'password', 'authorization', 'memo', 'response_url', 'text'];

/** In a terminal the log would run between the lines for people, so it goes to a file under the data directory there. */
export function openLog(
  role: string,
  level: string,
  dataDirectory: string,
): { log: Logger; path: string | null } {
  const path = process.stderr.isTTY ? join(dataDirectory, `${role}.log`) : null;
  if (path) {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o711 });
    if (existsSync(path) && statSync(path).size > log_bytes_max) renameSync(path, `${path}.1`);
  }
  const destination = pino.destination({ dest: path ?? 2, sync: true, mode: 0o600 });
  return { log: logTo(destination, role, level), path };
}

export function logTo(destination: DestinationStream, role: string, level: string): Logger {
  const redact = { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: '…' };
  const serializers = {
    err: (error: unknown) => loggedError(error),
    error: (error: unknown) => loggedError(error),
  };
  const formatters = { log: cleanedFields };
  return pino({ level, base: { role, pid: process.pid }, redact, serializers, formatters }, destination);
}

/** Whoever reads our lines may stop reading (`tuppence start | head`); that is no reason to stop paying. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export interface Progress {
  /** Runs a step and says that it is done, and how long it took. `words` may depend on what came of it. */
  step<T>(words: string | ((value: T) => string), work: () => T | Promise<T>): Promise<T>;
  elapsed(): string;
}

/** `checkpoint` may throw before a step, to end the whole. */
export function progress(checkpoint: () => void): Progress {
  const started_ms = performance.now();
  const seconds = (since_ms: number) => `${((performance.now() - since_ms) / 1000).toFixed(1)} s`;
  return {
    async step(words, work) {
      checkpoint();
      const step_ms = performance.now();
      const value = await work();
      say(`✓ ${typeof words === 'string' ? words : words(value)} (${seconds(step_ms)})`);
      return value;
    },
    elapsed: () => seconds(started_ms),
  };
}

/** For a command, whose only words are its answer. */
export const silentProgress = (): Progress => ({ step: async (_words, work) => work(), elapsed: () => '' });
