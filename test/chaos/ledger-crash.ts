/**
 * The crash test of the ledger: writers pay through the poster, PostgreSQL and the writers are killed at random moments and started
 * again, and in the end what the callers noted is compared with what the books say.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connect, migrate, type Sql } from '../../core/db/index.ts';
import { createLedger } from '../../core/ledger/index.ts';
import { compareWithBooks, type Findings } from './ledger-crash-compare.ts';
import { type Note, notesIn, paymentOf, type WriterOrder } from './ledger-notes.ts';
import { ownPostgres, type Server } from './servers.ts';

interface CrashOptions {
  payments: number;
  postgresKills: number;
  writerKills: number;
  writers: number;
  /** Of each writer. */
  callers: number;
  say(line: string): void;
}

export interface Tally extends Findings {
  postgresKills: number;
  writerKills: number;
  payments: number;
  /** Questions whose asker was killed, or lost the connection, before an answer came; all were asked again under the same key. */
  unknown: number;
  /** Of the unknown, how many turned out to have happened before. */
  unknownThatHadHappened: number;
  time_s: number;
}

const PEOPLE = 40;
const FUNDS = 600n;
/** Between the moment that a kill is due and the kill, so that it comes at any point of a batch. */
const JITTER_MS = 30;

const program = fileURLToPath(new URL('./ledger-writer.ts', import.meta.url));

export const crash = async (options: CrashOptions): Promise<Tally> => {
  const began = Date.now();
  const directory = mkdtempSync(join(tmpdir(), 'tuppence-crash-'));
  const postgres = await ownPostgres();
  const sql = connect(postgres.url, { max: 4, applicationName: 'auditor' });
  try {
    const { role } = await migrate(sql);
    const accounts = await openBank(sql);
    const orders = ordersOf(options, { url: postgres.url, role }, directory, accounts);
    await disturb(options, postgres, orders);
    const notes = orders.map(({ file }) => notesIn(readFileSync(file, 'utf8')));
    options.say('All payments were made: comparing what the callers were told with the books');
    const findings = await compareWithBooks(sql, accounts, FUNDS, notes.flat());
    return {
      postgresKills: options.postgresKills,
      writerKills: options.writerKills,
      payments: options.payments,
      ...unknownIn(notes.flat()),
      ...findings,
      time_s: Math.round((Date.now() - began) / 1_000),
    };
  } finally {
    await sql.end({ timeout_ms: 1_000 });
    await postgres.discard();
    rmSync(directory, { recursive: true, force: true });
  }
};

/** The desk, which has no floor, and people with some money each, some of whom will run out of it. */
const openBank = async (sql: Sql): Promise<bigint[]> => {
  const ledger = createLedger();
  const open = (owner: string, floor: bigint | null) =>
    ledger.openAccount(sql, { owner, asset: 'GBP', purpose: 'wallet', floor });
  const accounts = [await open('desk', null)];
  for (let person = 0; person < PEOPLE; person++) accounts.push(await open(`person ${person}`, 0n));
  const legs = accounts.map((account, index) => ({
    account,
    amount: index === 0 ? -FUNDS * BigInt(PEOPLE) : FUNDS,
  }));
  await ledger.submit(sql, [{ verb: 'post', key: 'fund', code: 'fund', legs }]);
  return accounts;
};

const ordersOf = (
  { payments, writers, callers }: CrashOptions,
  database: Pick<WriterOrder, 'url' | 'role'>,
  directory: string,
  accounts: bigint[],
): WriterOrder[] =>
  Array.from({ length: writers }, (_, index) => ({
    ...database,
    file: join(directory, `writer-${index}`),
    accounts: accounts.map(String),
    from: Math.floor((payments * index) / writers),
    to: Math.floor((payments * (index + 1)) / writers),
    callers,
  }));

/** Starts the writers, kills and starts again as often as was asked for, and waits until every payment is made. */
const disturb = async (options: CrashOptions, postgres: Server, orders: WriterOrder[]): Promise<void> => {
  const writers = orders.map(startWriter);
  const size = () => orders.reduce((sum, { file }) => sum + (existsSync(file) ? statSync(file).size : 0), 0);
  const isDone = () => writers.every(({ process }) => process.exitCode !== null);
  const size_expected = expectedSize(orders);
  for (const { at, what } of schedule(options)) {
    while (size() < at * size_expected && !isDone()) await sleep(5);
    await sleep(Math.random() * JITTER_MS);
    if (what === 'postgres') {
      await postgres.kill();
      await postgres.start();
    } else {
      const alive = writers.filter(({ process }) => process.exitCode === null);
      const victim = alive[Math.floor(Math.random() * alive.length)];
      if (!victim) throw new Error('All was paid before the last kill: let more be paid, or kill less');
      await victim.kill();
      victim.start();
    }
    options.say(`${what} killed and started again at ${Math.round(at * 100)} % of the payments`);
  }
  await Promise.all(writers.map(({ ended }) => ended()));
};

/** Moments as parts of the whole, spread at random; none at the very end, where a kill might meet nothing. */
const schedule = ({ postgresKills, writerKills }: CrashOptions) =>
  [
    ...Array.from({ length: postgresKills }, () => 'postgres' as const),
    ...Array.from({ length: writerKills }, () => 'writer' as const),
  ]
    .map((what) => ({ at: 0.02 + Math.random() * 0.85, what }))
    .sort((one, other) => one.at - other.at);

/** Of the notes in the end, roughly: two notes a question, of so many bytes together. */
const expectedSize = (orders: WriterOrder[]): number => {
  const NOTES_BYTES = 90;
  const numbers = orders.flatMap(({ from, to }) =>
    Array.from({ length: to - from }, (_, index) => from + index),
  );
  const accounts = orders[0]!.accounts.map(BigInt);
  return NOTES_BYTES * numbers.reduce((sum, number) => sum + paymentOf(number, accounts).length, 0);
};

interface Writer {
  process: ChildProcess;
  start(): void;
  kill(): Promise<void>;
  /** Resolves when it has paid all; rejects with what it said when it failed. */
  ended(): Promise<void>;
}

const startWriter = (order: WriterOrder): Writer => {
  let said = '';
  const start = (): ChildProcess => {
    const child = spawn(process.execPath, ['--import', 'tsx', program, JSON.stringify(order)], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr!.on('data', (chunk) => {
      said += chunk;
    });
    return child;
  };
  const writer: Writer = {
    process: start(),
    start() {
      writer.process = start();
    },
    async kill() {
      const ended = once(writer.process, 'exit');
      if (writer.process.kill('SIGKILL')) await ended;
    },
    async ended() {
      const { process } = writer;
      if (process.exitCode === null) await once(process, 'exit');
      if (process.exitCode !== 0) throw new Error(`A writer failed: ${said}`);
    },
  };
  return writer;
};

const unknownIn = (notes: Note[]): Pick<Tally, 'unknown' | 'unknownThatHadHappened'> => {
  const told = notes.filter((note) => note.told);
  const lost = new Set(notes.filter((note) => note.lost).map(({ key }) => key));
  const again = told.filter((note) => note.again && note.told!.every((word) => word.startsWith('ok')));
  return { unknown: lost.size, unknownThatHadHappened: again.length };
};
