/** The connection to PostgreSQL, and the two types by which everything in core asks it. Nothing else knows the client library. */
import pg from 'pg';
import { listen } from './listen.ts';
import { tellingLoss } from './loss.ts';
import { type Parameter, toParameter } from './parameter.ts';
import { begin } from './transaction.ts';

/** Schema that holds everything of ours; a queue on the same database keeps to its own. */
export const SCHEMA = 'tuppence';
/** What is temporary comes last: it must not stand in for a table of ours. */
const SEARCH_PATH = `${SCHEMA},pg_temp`;

type Row = Record<string, unknown>;

/** A pool, or one open database transaction of it: whatever takes this joins the caller's database transaction. */
export interface Queryable {
  /** One statement as a template: sql`select … where id = ${id}`. What is interpolated is sent apart from the text. */
  // biome-ignore lint/suspicious/noExplicitAny: rows are what the statement says they are.
  <Rows extends readonly object[] = any[]>(
    text: TemplateStringsArray,
    ...parameters: Parameter[]
  ): Promise<Rows>;
  /** One statement with its parameters $1, $2 …, prepared once per connection. */
  query<Rows extends readonly object[] = Row[]>(
    text: string,
    parameters?: readonly Parameter[],
  ): Promise<Rows>;
  /** Several statements without parameters. */
  script(text: string): Promise<void>;
}

/** A pool of connections. Each statement may run on another one. */
export interface Sql extends Queryable {
  /** Runs `work` in one database transaction; a throw undoes it. `inTransaction` tries again where that may help. */
  begin<T>(work: (sql: Queryable) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Calls back at every notification; and `onListen` at the start and after each reconnection, when some may have been missed. */
  listen(channel: string, onNotify: (payload: string) => void, onListen?: () => void): Promise<Listening>;
  /** Waits for statements under way, for `timeout_ms` at most where that is given, then closes. Called again, it waits for the same end. */
  end(options?: { timeout_ms?: number }): Promise<void>;
}

export interface TransactionOptions {
  /** Waits for each answer for as long as it takes: for migrations, which lift the server's limits, too. */
  isPatient?: boolean;
}

export interface Listening {
  unlisten(): Promise<void>;
}

export interface ConnectOptions {
  /** Connections at most. 10 unless told. */
  max?: number;
  /** Shown in pg_stat_activity. */
  applicationName?: string;
  /** Works as this role, which the login is a member of. As the login itself unless told. */
  role?: string | null;
  /** How long a statement waits for its answer before its connection counts as lost. 65 s unless told, which is longer than the server lets one take. */
  answer_wait_ms?: number;
}

/** How long a statement waits for a free or a new connection. */
const CONNECT_WAIT_MAX_MS = 30_000;

/** Nobody waits for ever for somebody who hangs: a lock that is not given is tried again by `inTransaction`. */
const LIMITS = {
  lock_timeout: '5s',
  statement_timeout: '1min',
  idle_in_transaction_session_timeout: '30s',
};

/** A network may swallow packets without a word: then the server's limits are of no use, and TCP goes on sending for a quarter of an hour. */
const ANSWER_WAIT_MS = 65_000;
/** An idle connection is asked for a sign of life after so long; without one in another 10 s, it is lost. */
const KEEP_ALIVE_MS = 10_000;

/** As PostgreSQL splits them: at blanks, unless a backslash stands before. */
const toOptions = (settings: Record<string, string>): string =>
  Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replace(/[\\\s]/g, '\\$&')}`)
    .join(' ');

const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, BigInt);

/** Statements are prepared under a name of their own, the same on every connection. */
const names = new Map<string, string>();
const nameOf = (text: string): string => {
  const name = names.get(text) ?? `tuppence_${names.size + 1}`;
  names.set(text, name);
  return name;
};

type Send = (query: pg.QueryConfig) => Promise<pg.QueryResult>;

export const createQueryable = (send: Send): Queryable => {
  const query = async (text: string, parameters: readonly Parameter[] = []): Promise<Row[]> =>
    (await send({ name: nameOf(text), text, values: parameters.map(toParameter) })).rows;
  const template = async (text: TemplateStringsArray, ...parameters: Parameter[]): Promise<Row[]> =>
    (
      await send({
        text: text.reduce((whole, part, index) => `${whole}$${index}${part}`),
        values: parameters.map(toParameter),
      })
    ).rows;
  const script = async (text: string): Promise<void> => void (await send({ text }));
  return Object.assign(template, { query, script }) as unknown as Queryable;
};

/**
 * Opens a pool; nothing is sent before the first statement. `bigint` columns arrive as bigint, `numeric` as string,
 * `timestamptz` as Date. A connection that is lost rejects what it was doing with a
 * ConnectionLostError and is replaced; the caller ends the pool.
 */
export const connect = (
  url: string,
  {
    max = 10,
    applicationName = 'tuppence',
    role = null,
    answer_wait_ms = ANSWER_WAIT_MS,
  }: ConnectOptions = {},
): Sql => {
  const config: pg.ClientConfig = {
    connectionString: url,
    application_name: applicationName,
    options: toOptions({ search_path: SEARCH_PATH, ...LIMITS, ...(role !== null && { role }) }),
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    query_timeout: answer_wait_ms,
    types,
  };
  const pool = new pg.Pool({
    ...config,
    max,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: CONNECT_WAIT_MAX_MS,
  });
  // A connection that is lost rejects its statement, and is replaced at the next use: its event says nothing more.
  const ignore = () => {};
  pool.on('error', ignore);
  const clients = new Set<pg.Client>();
  pool.on('connect', (client) => {
    client.on('error', ignore);
    clients.add(client as pg.Client);
  });
  pool.on('remove', (client) => void clients.delete(client as pg.Client));
  const listenings = new Set<Listening>();

  let ended: Promise<void> | undefined;
  const end = async (timeout_ms: number | undefined): Promise<void> => {
    await Promise.all([...listenings].map((one) => one.unlisten()));
    const kill = () => {
      for (const client of clients) client.end().catch(() => {});
    };
    const timer = timeout_ms === undefined ? undefined : setTimeout(kill, timeout_ms);
    await pool.end();
    clearTimeout(timer);
  };

  const queryable = createQueryable((query) => tellingLoss(pool.query(query)));
  return Object.assign(queryable, {
    begin: <T>(work: (sql: Queryable) => Promise<T>, options?: TransactionOptions) =>
      begin(pool, work, options),
    listen: async (channel: string, onNotify: (payload: string) => void, onListen = () => {}) => {
      const listening = await listen(config, channel, onNotify, onListen);
      listenings.add(listening);
      return listening;
    },
    end: ({ timeout_ms }: { timeout_ms?: number } = {}) => {
      ended ??= end(timeout_ms);
      return ended;
    },
  });
};
