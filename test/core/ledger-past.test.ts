/** The past that benchmarks and long books are made with is the one that the kernel would have written. */
import { expect, test } from 'vitest';
import { describeSchema, type Sql } from '../../core/db/index.ts';
import { createLedger, type Submission } from '../../core/ledger/index.ts';
import { loadHistory } from '../bench/ledger-history.ts';
import { freshDatabase } from '../support/database.ts';

const options = {
  transfers: 1_000,
  accounts: 40,
  popular_permille: 200,
  from: new Date('2026-01-01T00:00:00Z'),
};

interface TransferRow {
  id: bigint;
  key: string;
  verb: 'post' | 'hold' | 'capture';
  code: string;
  hold_id: bigint | null;
  created_at: Date;
  expires_at: Date | null;
  legs: { account: string; amount: string }[];
}

/** What somebody must have submitted for these transfers to be there, in the calls that the moments tell apart. */
const callsOf = async (sql: Sql): Promise<{ at: Date; submissions: Submission[] }[]> => {
  const rows = await sql<TransferRow[]>`
    select t.id, t.key, t.verb, t.code, t.hold_id, t.created_at, h.expires_at,
      (select jsonb_agg(jsonb_build_object('account', l.account_id::text, 'amount', l.amount::text))
         from (select account_id, amount from entry where transfer_id = t.id
               union select account_id, amount from hold_leg where hold_id = t.id) l) as legs
    from transfer t
    left join hold h on h.id = t.id
    where t.code <> 'fund'
    order by t.id`;
  const calls: { at: Date; submissions: Submission[] }[] = [];
  for (const { created_at: at, ...row } of rows) {
    if (calls.at(-1)?.at.getTime() !== at.getTime()) calls.push({ at, submissions: [] });
    calls.at(-1)!.submissions.push(submissionOf(row));
  }
  return calls;
};

const submissionOf = ({ verb, key, code, ...row }: Omit<TransferRow, 'created_at'>): Submission => {
  const legs = row.legs.map(({ account, amount }) => ({ account: BigInt(account), amount: BigInt(amount) }));
  if (verb === 'capture') return { verb, key, code, hold: row.hold_id! };
  return verb === 'hold' ? { verb, key, code, legs, expiresAt: row.expires_at! } : { verb, key, code, legs };
};

const tables = {
  account: 'id, owner, debits_posted, debits_pending, credits_posted, credits_pending, version',
  transfer: '*',
  entry: '*',
  hold: '*',
  hold_leg: '*',
  journal: 'id, transfers, digests',
};

const rowsOf = (sql: Sql, table: keyof typeof tables) =>
  sql.query(`select ${tables[table]} from ${table} order by 1, 2`);

const loaded = await freshDatabase();
await loadHistory(loaded.owner, { ...options, keys_last: true });

test('loading a past leaves the schema as the migrations made it', async () => {
  const { sql } = await freshDatabase();
  expect(await describeSchema(loaded.sql)).toBe(await describeSchema(sql));
});

test('a loaded past passes every check of the books', async () => {
  expect(await createLedger().verify(loaded.sql)).toEqual([]);
});

test('a loaded past is row by row what the kernel writes for the same submissions', async () => {
  const { sql, owner } = await freshDatabase();
  await loadHistory(owner, { ...options, transfers: 0 });
  for (const { at, submissions } of await callsOf(loaded.sql)) {
    const outcomes = await createLedger({ clock: { now: () => at } }).submit(sql, submissions);
    expect(outcomes.filter(({ ok }) => !ok)).toEqual([]);
  }
  for (const table of Object.keys(tables) as (keyof typeof tables)[])
    expect(await rowsOf(sql, table), table).toEqual(await rowsOf(loaded.sql, table));
});

test('the kernel knows the keys of a loaded past, and goes on after it', async () => {
  const { sql } = loaded;
  const [first] = await callsOf(sql);
  const again = await createLedger().submit(sql, first!.submissions);
  expect(again.every(({ ok, replayed }) => ok && replayed)).toBe(true);
  const [next] = await createLedger().submit(sql, [{ ...first!.submissions[0]!, key: 'after the past' }]);
  expect(next).toMatchObject({ ok: true, replayed: false });
  expect(await createLedger().verify(sql)).toEqual([]);
});
