/** Who is compared: two ways in which transfers are commonly written by hand, ours, and the least that our rows can cost. */
import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { batched, type Sql, sqlFile } from '../../core/db/index.ts';
import { createLedger, createPoster, type LedgerOutcome, type Posting } from '../../core/ledger/index.ts';
import type { Book } from './ledger-book.ts';

/** Of the hand-written ones, and of ours where each call has one of its own. */
export const connections_max = 32;

/** Moves one minor unit between two accounts, by their places among the accounts. */
type Pay = (payer: number, payee: number) => Promise<void>;

export interface Contestant {
  name:
    | 'round trips'
    | 'function'
    | 'single post'
    | 'poster'
    | 'hold + capture'
    | 'keys in no order'
    | 'rows alone';
  pay: Pay;
}

const accepted = (outcome: LedgerOutcome): bigint => {
  if (!outcome.ok) throw new Error(`Refused: ${outcome.refusal}`);
  return outcome.id;
};

let count = 0n;
const started = BigInt(Date.now()) << 22n;
/** As core makes keys from events: their ids are snowflakes and the like, and rise. */
const risingKey = (): string => {
  count += 1n;
  return `pay-0-of-1:discord:${started + count}`;
};

/** Of the same length. What it costs where a platform's ids do not rise. */
const randomKey = (): string => `pay-0-of-1:discord:${randomBytes(15).toString('base64url').slice(0, 19)}`;

/** begin, select for update, update, update, insert, commit: each waits for the answer to the one before. */
const payByRoundTrips =
  (pool: pg.Pool): Pay =>
  async (payer, payee) => {
    const client = await pool.connect();
    const query = (name: string, text: string, values: number[]) => client.query({ name, text, values });
    try {
      await client.query('begin');
      const lock = 'select id, balance from baseline.account where id in ($1, $2) order by id for update';
      const { rows } = await query('lock', lock, [payer + 1, payee + 1]);
      const balance = rows.find(({ id }) => Number(id) === payer + 1).balance;
      if (BigInt(balance) < 1n) throw new Error('Insufficient funds');
      const update = 'update baseline.account set balance = balance + $2 where id = $1';
      await query('update', update, [payer + 1, -1]);
      await query('update', update, [payee + 1, 1]);
      const insert = 'insert into baseline.transfer (payer, payee, amount) values ($1, $2, $3)';
      await query('insert', insert, [payer + 1, payee + 1, 1]);
      await client.query('commit');
    } finally {
      client.release();
    }
  };

const payByFunction =
  (pool: pg.Pool): Pay =>
  async (payer, payee) => {
    const text = 'select baseline.transfer($1, $2, $3)';
    await pool.query({ name: 'transfer', text, values: [payer + 1, payee + 1, 1] });
  };

/** On tables of their own, which test/bench/sql/baseline.sql makes. */
export const byHand = (pool: pg.Pool): Contestant[] => [
  { name: 'round trips', pay: payByRoundTrips(pool) },
  { name: 'function', pay: payByFunction(pool) },
];

/** On the ledger, with `accounts` by their ids. */
export const ours = (sql: Sql, accounts: readonly bigint[]): Contestant[] => {
  const ledger = createLedger();
  const poster = createPoster(sql, ledger);
  const legs = (payer: number, payee: number): Posting[] => [
    { account: accounts[payer]!, amount: -1n },
    { account: accounts[payee]!, amount: 1n },
  ];
  const post = (payer: number, payee: number, key: string) =>
    ({ verb: 'post', key, code: 'pay', legs: legs(payer, payee) }) as const;
  return [
    {
      name: 'single post',
      pay: async (payer, payee) => {
        const [outcome] = await ledger.submit(sql, [post(payer, payee, risingKey())]);
        accepted(outcome!);
      },
    },
    {
      name: 'poster',
      pay: async (payer, payee) => void accepted(await poster.post(post(payer, payee, risingKey()))),
    },
    {
      name: 'keys in no order',
      pay: async (payer, payee) => void accepted(await poster.post(post(payer, payee, randomKey()))),
    },
    {
      name: 'hold + capture',
      pay: async (payer, payee) => {
        const expiresAt = new Date(Date.now() + 86_400_000);
        const request = { ...post(payer, payee, risingKey()), verb: 'hold', expiresAt } as const;
        const hold = accepted(await poster.post(request));
        accepted(await poster.post({ verb: 'capture', key: `settle:${hold}`, code: 'pay', hold }));
      },
    },
  ];
};

/** As the poster's. */
const together_max = 1_000;

const rowsText = sqlFile(import.meta.url, './sql/rows.sql');

/** As many rows in the same tables, by callers who are brought together as the poster's are, and nothing else. It spoils the book. */
export const rowsAlone = async ({ owner, pool, accounts }: Book): Promise<Contestant> => {
  await owner.script(rowsText);
  const text = 'select bench.write_rows($1::text[], $2::bytea[], $3::bigint[], $4::bigint[])';
  const hash = `"\\\\x${'00'.repeat(32)}"`;
  const array = (items: (string | bigint)[]): string => `{${items.join(',')}}`;
  const write = batched(
    async (pairs: [payer: bigint, payee: bigint][]): Promise<null[]> => {
      const values = [
        array(pairs.map(risingKey)),
        array(pairs.map(() => hash)),
        array(pairs.map(([payer]) => payer)),
        array(pairs.map(([, payee]) => payee)),
      ];
      await pool.query({ name: 'rows', text, values });
      return pairs.map(() => null);
    },
    together_max,
    { touches: (pair) => pair },
  );
  return {
    name: 'rows alone',
    pay: async (payer, payee) => void (await write([accounts[payer]!, accounts[payee]!])),
  };
};
