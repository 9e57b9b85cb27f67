/** One `tuppence start` per data directory: a second one would be a second bot with the same name, and says where the first is. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Lifetime } from './lifetime.ts';
import { type Lock, tryLock } from './lock.ts';
import { CannotStart } from './refusal.ts';

export function onlyInstance(life: Lifetime, dataDirectory: string): Lock {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o711 });
  const lock = tryLock(join(dataDirectory, 'start.lock'));
  if ('release' in lock) {
    life.onEnd('instance lock', lock.release);
    return lock;
  }
  const where = lock.note ? ` at ${lock.note}` : ', still starting';
  throw new CannotStart(
    `Tuppence runs already${where} (process ${lock.pid}, data in ${dataDirectory}). ` +
      'Stop it first; or, for another one beside it, set TUPPENCE_DATA_DIR and PORT.',
  );
}
