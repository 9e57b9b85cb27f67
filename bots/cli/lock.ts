/**
 * A lock file that survives crashes: it names its owner by pid and start time, so that a lock whose owner is dead,
 * a zombie, or another program with the same pid is known to be stale and is taken over.
 */
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { processInfo } from './process-info.ts';

interface LockOwner {
  pid: number;
  started: string;
  /** What the owner wants others to know (where it can be reached). */
  note: string;
}

export interface Lock {
  /** Changes what others are told. */
  note(text: string): void;
  release(): void;
}

/** Takes the lock, or says who has it. */
export function tryLock(path: string, note = ''): Lock | LockOwner {
  const mine = `${path}.${process.pid}.${randomUUID()}`;
  const text = ownerText(note);
  writeFileSync(mine, text, { mode: 0o600 });
  try {
    for (;;) {
      if (created(mine, path)) return held(path, text);
      const found = read(path);
      const owner = found === null ? null : liveOwner(found);
      if (owner) return owner;
      if (found !== null) removeIf(path, found);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Runs `work` under the lock, waiting for it as long as its owner lives. `waiting` is told once whom we wait for. */
export async function withLock<T>(
  path: string,
  waiting: (owner: LockOwner) => void,
  work: () => Promise<T>,
): Promise<T> {
  let told = false;
  for (let tries = 0; ; tries += 1) {
    const lock = tryLock(path);
    if ('release' in lock) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    // A second is what a start takes; until then there is nothing to tell.
    if (!told && tries > 40) {
      waiting(lock);
      told = true;
    }
    await sleep(25);
  }
}

const ownerText = (note: string) =>
  JSON.stringify({ pid: process.pid, started: processInfo(process.pid)?.started ?? '', note });

function held(path: string, first: string): Lock {
  let text = first;
  return {
    note(note) {
      const mine = `${path}.${process.pid}.${randomUUID()}`;
      text = ownerText(note);
      writeFileSync(mine, text, { mode: 0o600 });
      renameSync(mine, path);
    },
    release: () => removeIf(path, text),
  };
}

function created(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function liveOwner(text: string): LockOwner | null {
  try {
    const owner = JSON.parse(text) as LockOwner;
    const info = processInfo(owner.pid);
    return info && !info.zombie && info.started === owner.started ? owner : null;
  } catch {
    return null;
  }
}

/** Moves the file aside before removing it, so that a lock which somebody else has just taken is put back, not deleted. */
function removeIf(path: string, text: string): void {
  const aside = `${path}.${process.pid}.${randomUUID()}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (read(aside) !== text) created(aside, path);
  rmSync(aside, { force: true });
}
