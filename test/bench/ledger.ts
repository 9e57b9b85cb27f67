/** Transfers by the ledger and by hand, side by side: every contestant has its turn in every round, so that a slow moment meets all. */
import { type Sql, sqlFile } from '../../core/db/index.ts';
import { drive, type Logged, logged, medianStretch, pairOf, type Spread, type Stretch } from './drive.ts';
import { type Book, openBook, openCopy } from './ledger-book.ts';
import { byHand, type Contestant, ours, rowsAlone } from './ledger-contestants.ts';
import { median } from './measure.ts';

export interface Cell {
  name: Contestant['name'];
  callers: number;
  spread: Spread;
}

export interface LedgerRow extends Cell, Stretch, Logged {
  /** Its rate against what is written by hand, at 32 callers and the same spread, in the same round. */
  to_round_trips: number;
  to_function: number;
  /** Against the rows alone at 256. */
  to_rows: number;
}

interface LedgerSize {
  /** Transfers that are there already. */
  past: number;
  rounds: number;
  /** Of each turn. */
  seconds: number;
}

const callers: Record<Contestant['name'], number[]> = {
  'round trips': [32],
  function: [1, 32, 256],
  'single post': [1, 32, 256],
  poster: [1, 8, 32, 256],
  'keys in no order': [256],
  'hold + capture': [32, 256],
  'rows alone': [256],
};

const cells: Cell[] = (['uniform', 'one hot'] as const).flatMap((spread) =>
  (Object.keys(callers) as Contestant['name'][]).flatMap((name) =>
    callers[name].map((count) => ({ name, callers: count, spread })),
  ),
);

const baselineText = sqlFile(import.meta.url, './sql/baseline.sql');

/** What the server does about the disk. Throws where a commit would not be on it before it is told. */
const durability = async (sql: Sql): Promise<Record<string, string>> => {
  const rows = await sql<{ name: string; value: string }[]>`
    select name, current_setting(name) as value from pg_settings
    where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'wal_sync_method', 'shared_buffers', 'max_wal_size')`;
  const settings = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes'])
    if (settings[name] !== 'on') throw new Error(`${name} is ${settings[name]}: nothing would be durable`);
  return settings;
};

export const take = (
  book: Book,
  contestants: Contestant[],
  cell: Cell,
  seconds: number,
): Promise<Stretch> => {
  const { pay } = contestants.find(({ name }) => name === cell.name)!;
  const act = () => pay(...pairOf(cell.spread, book.accounts.length));
  return drive({ callers: cell.callers, seconds, act });
};

/**
 * A round that is thrown away, `rounds` that count, each from a checkpoint on, and one in which the log is looked at. Every turn begins with
 * a quarter that does not count: the first change of each page after the checkpoint logs it whole, and contestants who share a table
 * would leave that to the first of them.
 */
export const measureLedger = async (
  server: string,
  { past, rounds, seconds }: LedgerSize,
  say: (line: string) => void,
): Promise<{ settings: Record<string, string>; rows: LedgerRow[] }> => {
  // Copied first: nobody may be at what is copied.
  const copy = await openCopy(server, past);
  const book = await openBook(server, past);
  const settings = await durability(book.sql);
  await book.owner.script(
    baselineText.replaceAll('$history', String(past)).replaceAll('$accounts', String(book.accounts.length)),
  );
  await book.owner.script('vacuum analyze baseline.account, baseline.transfer');
  const contestants = [...byHand(book.pool), ...ours(book.sql, book.accounts), await rowsAlone(copy)];

  const all: Stretch[][] = [];
  for (let round = 0; round <= rounds; round += 1) {
    await book.owner.script('checkpoint');
    const stretches: Stretch[] = [];
    for (const cell of cells) {
      await take(book, contestants, cell, seconds / 4);
      stretches.push(await take(book, contestants, cell, round === 0 ? seconds / 2 : seconds));
    }
    if (round > 0) all.push(stretches);
    say(round === 0 ? 'Warmed up' : `Round ${round} of ${rounds}`);
  }
  const logs: Logged[] = [];
  for (const cell of cells)
    logs.push(await logged(book.owner, () => take(book, contestants, cell, seconds / 2)));
  await book.owner.script('drop schema baseline cascade');
  await copy.close();
  await book.close();
  return { settings, rows: cells.map((cell, place) => toRow(cell, place, all, logs[place]!)) };
};

const toRow = (cell: Cell, place: number, rounds: Stretch[][], log: Logged): LedgerRow => {
  const to = (name: Contestant['name'], callers: number): number => {
    const other = cells.findIndex(
      (one) => one.name === name && one.callers === callers && one.spread === cell.spread,
    );
    return median(rounds.map((round) => round[place]!.per_second / round[other]!.per_second));
  };
  return {
    ...cell,
    ...medianStretch(rounds.map((round) => round[place]!)),
    ...log,
    to_round_trips: to('round trips', 32),
    to_function: to('function', 32),
    to_rows: to('rows alone', 256),
  };
};
