/** The PostgreSQL that tests run on: TEST_DATABASE_URL or DATABASE_URL where set (its login may create databases and roles), otherwise an embedded one. */
import { statfsSync } from 'node:fs';
import { freemem } from 'node:os';

/** The same server and credentials, another database. */
export const atDatabase = (url: string, database: string): string => {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
};

export const testServer = async (): Promise<{ url: string; stop(): Promise<void> }> => {
  const url = process.env.TEST_DATABASE_URL || process.env.DATABASE_URL;
  if (url) return { url, stop: async () => {} };
  const { startTemporaryPostgres } = await import('../../bots/cli/postgres.ts');
  if (!hasRoomInMemory()) return startTemporaryPostgres();
  // A container may forbid there what PostgreSQL needs: then it is the disk, as everywhere else.
  return startTemporaryPostgres(MEMORY).catch(() => startTemporaryPostgres());
};

const MEMORY = '/dev/shm';
/** The databases of a whole run, with room to spare. */
const MEMORY_MIN_BYTES = 4 * 2 ** 30;

/** Each database is a thousand small files: a disk's file system takes ten times as long to make them. */
const hasRoomInMemory = (): boolean => {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    // A container's limit, which what is kept there counts against; 0 or undefined where there is none.
    const limit = process.constrainedMemory() || Number.POSITIVE_INFINITY;
    return Math.min(bavail * bsize, freemem(), limit - process.memoryUsage.rss()) >= MEMORY_MIN_BYTES;
  } catch {
    return false;
  }
};
