/** Ledgers with a past, each in a database of its own on one server. */
import pg from 'pg';
import { connect, migrate, type Sql } from '../../core/db/index.ts';
import { atDatabase } from '../support/server.ts';
import { connections_max } from './ledger-contestants.ts';
import { loadHistory } from './ledger-history.ts';

export interface Book {
  /** As the product works on it. */
  sql: Sql;
  /** For what the product may not do: to look at the server, and to tell it to write a checkpoint. */
  owner: Sql;
  /** For what is written by hand. */
  pool: pg.Pool;
  /** Ids; the first is the popular one. */
  accounts: bigint[];
  close(): Promise<void>;
}

/** Of 1,000 payments, how many are to the first account: a million entries of ten million. */
const popular_permille = 110;

const administer = async (server: string, ...statements: string[]): Promise<void> => {
  const sql = connect(server, { max: 1 });
  try {
    for (const statement of statements) await sql.script(statement);
  } finally {
    await sql.end();
  }
};

const nameOf = (transfers: number): string => `past_${transfers}`;

/** Loads a past of so many transfers, unless an earlier run has left one in the data directory. */
export const makeBook = async (
  server: string,
  transfers: number,
  say: (line: string) => void,
): Promise<void> => {
  const name = nameOf(transfers);
  const admin = connect(server, { max: 1 });
  const [found] = await admin`select from pg_database where datname = ${name}`;
  await admin.end();
  if (found) return;
  const loading = `${name}_loading`;
  await administer(server, `drop database if exists ${loading} with (force)`, `create database ${loading}`);
  const sql = connect(atDatabase(server, loading));
  await migrate(sql);
  const onProgress = (done: number) => {
    if (done % 500_000 === 0 || done === transfers)
      say(`${done.toLocaleString('en')} of ${transfers.toLocaleString('en')} transfers of the past`);
  };
  await loadHistory(sql, { transfers, popular_permille, onProgress });
  await sql.script('checkpoint');
  await sql.end();
  await administer(server, `alter database ${loading} rename to ${name}`);
};

const openDatabase = async (url: string): Promise<Book> => {
  const owner = connect(url, { max: 1 });
  const { role } = await migrate(owner);
  const sql = connect(url, { max: connections_max, role });
  const pool = new pg.Pool({ connectionString: url, max: connections_max });
  // The end of a pool waits for none of its connections: what lives to see its copy dropped by force would end the process.
  pool.on('error', () => {});
  const rows = await sql<{ id: bigint }[]>`
    select id from account where owner like 'prs\\_history\\_%' order by id`;
  const close = async () => void (await Promise.all([sql.end(), owner.end(), pool.end()]));
  return { sql, owner, pool, accounts: rows.map(({ id }) => id), close };
};

/** What is made of it changes the past that is kept. */
export const openBook = (server: string, transfers: number): Promise<Book> =>
  openDatabase(atDatabase(server, nameOf(transfers)));

/** A copy, which is dropped when it is closed. */
export const openCopy = async (server: string, transfers: number): Promise<Book> => {
  const name = `${nameOf(transfers)}_copy`;
  const made = `create database ${name} template ${nameOf(transfers)}`;
  await administer(server, `drop database if exists ${name} with (force)`, made);
  const book = await openDatabase(atDatabase(server, name));
  const close = async () => {
    await book.close();
    await administer(server, `drop database ${name} with (force)`);
  };
  return { ...book, close };
};
