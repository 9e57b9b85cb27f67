/** A past for a ledger that is to be measured: the rows that the kernel would have written, by set-based SQL, 50 times as fast. */
import { inTransaction, run, type Sql, sqlFile } from '../../core/db/index.ts';
import { createLedger, type Posting } from '../../core/ledger/index.ts';

const statement = sqlFile(import.meta.url, './sql/history.sql');

/** The statement repeats itself after so many, and a call of the kernel is half of it. */
const pattern = 100;
const call = pattern / 2;
const chunk = 500 * pattern;
/** What each account is given at the start. No payment of the past is larger than 2,000, so it lasts for any past. */
const funds = 10n ** 13n;

const keysAgain = `
  set local statement_timeout = 0;
  set local maintenance_work_mem = '1GB';
  alter table transfer add constraint transfer_key unique (key) with (fillfactor = 70);
  alter index transfer_key reset (fillfactor)`;

interface HistoryOptions {
  /** Rows of the table `transfer`, besides one per account that funds it. A multiple of 100, of which 90 have two entries each. */
  transfers: number;
  /** Wallets of owners `prs_history_1`, `prs_history_2` …; 10,000 unless told. */
  accounts?: number;
  /** How many of 1,000 payments are to the first account: 0 unless told. */
  popular_permille?: number;
  /**
   * Whether the keys' index is made at the end: above a million transfers, unless told. To put each key into its random place writes its
   * page whole after every checkpoint, tens of gigabytes of log. Made at the end it is as full as keys that come one by one leave it, but
   * all its pages are alike: they fill and split all at the same time, which a short past must not do to those who measure on it.
   */
  keys_last?: boolean;
  /** When the first payment happened: two years ago unless told. The last happens now. */
  from?: Date;
  /** After every stretch, with the number of transfers that are there. */
  onProgress?(transfers: number): void;
}

interface History {
  /** The desk, which everybody's money came from. */
  desk: bigint;
  /** The first is the popular one. None can ever run dry. */
  accounts: bigint[];
}

/** Fills a migrated ledger to which nobody writes meanwhile. Nothing is sealed, and it does not wait for the disk: a checkpoint makes it durable. */
export const loadHistory = async (sql: Sql, options: HistoryOptions): Promise<History> => {
  const { transfers, accounts: count = 10_000, popular_permille = 0, onProgress = () => {} } = options;
  const { keys_last = transfers > 1_000_000 } = options;
  if (transfers % pattern !== 0) throw new RangeError(`The past has a multiple of ${pattern} transfers`);
  const from = options.from ?? new Date(Date.now() - 2 * 365 * 86_400_000);
  const history = await open(sql, count, from);
  const [{ before }] = await sql<[{ before: bigint }]>`select coalesce(max(id), 0) as before from transfer`;
  const pace_ms = Math.floor((Date.now() - from.getTime()) / Math.max(1, transfers / call));
  if (keys_last) await sql`alter table transfer drop constraint transfer_key`;
  for (let first = 0; first < transfers; first += chunk) {
    const size = Math.min(chunk, transfers - first);
    const parameters = [first, size, history.accounts, popular_permille, from, pace_ms, before];
    await inTransaction(
      sql,
      async (transaction) => {
        await transaction.script("set local synchronous_commit = off; set local work_mem = '256MB'");
        await transaction.script('set local statement_timeout = 0');
        await run(transaction, statement, parameters);
      },
      { isPatient: true },
    );
    onProgress(first + size);
  }
  if (keys_last)
    await inTransaction(sql, (transaction) => transaction.script(keysAgain), { isPatient: true });
  await sql`select setval(pg_get_serial_sequence('transfer', 'id'), ${before + BigInt(transfers)})`;
  await sql.script('vacuum analyze account, transfer, entry, hold, hold_leg, journal');
  return history;
};

/** Opens the accounts and funds them, through the kernel itself. */
const open = async (sql: Sql, count: number, at: Date): Promise<History> => {
  const ledger = createLedger({ clock: { now: () => at } });
  const name = { asset: 'GBP', purpose: 'wallet' };
  const desk = await ledger.openAccount(sql, {
    owner: 'system',
    asset: 'GBP',
    purpose: 'cash_desk',
    floor: null,
  });
  const accounts: bigint[] = [];
  for (let number = 1; number <= count; number += 1)
    accounts.push(await ledger.openAccount(sql, { ...name, owner: `prs_history_${number}`, floor: 0n }));
  for (let first = 0; first < count; first += 1_000) {
    const submissions = accounts.slice(first, first + 1_000).map((account) => {
      const legs: Posting[] = [
        { account: desk, amount: -funds },
        { account, amount: funds },
      ];
      return { verb: 'post' as const, key: `fund:${account}`, code: 'fund', legs };
    });
    await ledger.submit(sql, submissions);
  }
  return { desk, accounts };
};
