/** What the application's role may not do, whatever is asked of it. */
import { describe, expect, test } from 'vitest';
import { migrate, type Sql } from '../../core/db/index.ts';
import { by, discord, granted, openWorld } from './world.ts';

const world = await openWorld();
const { sql, owner, core } = world;

const [alice, bob] = [await world.person(discord('a'), 10_00n), await world.person(discord('b'))];
await world.pay(alice, bob, 1_00n, { memo: 'for lunch' });
await world.pay(alice, discord('unseen'), 1_00n);
granted(await core.bank.freeze(null, by(bob), true));
granted(await core.bank.freeze(null, by(bob), false));

class Undone extends Error {}

/** SQLSTATE of what became of a statement, which is undone. */
const attempt = (pool: Sql, statement: string): Promise<string> =>
  pool
    .begin(async (transaction) => {
      await transaction.script(statement);
      throw new Undone();
    })
    .catch((error) => (error instanceof Undone ? 'done' : error.code));

/** Denied to the application for want of a right, and for no other reason: the owner has it. */
const isDenied = async (statement: string): Promise<void> => {
  expect(`${statement}: ${await attempt(sql, statement)}`).toBe(`${statement}: 42501`);
  expect(`${statement}: ${await attempt(owner, statement)}`).not.toBe(`${statement}: 42501`);
};

const columnsOf = async (table: string): Promise<string[]> => {
  const rows = await sql<{ name: string }[]>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`;
  return rows.map(({ name }) => name);
};

const books = [
  'account',
  'account_floor',
  'transfer',
  'entry',
  'hold',
  'hold_leg',
  'rejection',
  'journal',
  'seal',
];

test.each([...books, 'migration', 'installed_function'])(
  'the application cannot write to %s',
  async (table) => {
    const updates = (await columnsOf(table)).map((column) => `update ${table} set ${column} = default`);
    await isDenied(`insert into ${table} default values`);
    for (const update of updates) await isDenied(update);
    await isDenied(`delete from ${table}`);
    await isDenied(`truncate ${table} cascade`);
    await isDenied(`lock table ${table} in exclusive mode`);
    expect(await attempt(sql, `select * from ${table}`)).toBe('done');
  },
);

const written: Record<string, string[]> = {
  payment_order: ['payer', 'asset', 'mode', 'total', 'memo', 'key', 'request_hash', 'origin', 'created_at'],
  payment: ['id', 'payment_order', 'position', 'payee', 'amount', 'escrowed', 'hold', 'hold_expires_at'],
  operator_action: ['id', 'reference', 'action', 'operator', 'person', 'amount', 'transfer', 'created_at'],
  person_link: ['key', 'survivor', 'merged', 'created_at'],
  person: ['id', 'public_id', 'created_at'],
  credit_tier: ['id', 'tier', 'asset', 'line', 'operator', 'key', 'created_at'],
  person_tier: ['id', 'person', 'tier', 'operator', 'key', 'created_at'],
  credit_grant: ['id', 'person', 'asset', 'line', 'reason', 'operator', 'key', 'created_at'],
  interest_rate: ['id', 'asset', 'kind', 'rate_ppm', 'effective_from', 'operator', 'key', 'created_at'],
  interest_day: ['day', 'ends_at'],
  interest_month: ['month'],
  interest_accrual: ['day', 'account_id', 'balance', 'rate_ppm'],
  interest_posting: ['account_id', 'month', 'side', 'accrued', 'carried', 'amount', 'transfer'],
  standing_order: [
    'id',
    'reference',
    'payer',
    'payee',
    'asset',
    'amount',
    'memo',
    'key',
    'origin',
    'zone',
    'starts',
    'repeat',
    'created_at',
  ],
  standing_run: ['id', 'standing_order', 'date', 'due_at', 'missed', 'created_at'],
  standing_act: ['key', 'standing_order', 'person', 'act', 'created_at'],
  savings_move: [
    'id',
    'reference',
    'person',
    'asset',
    'direction',
    'amount',
    'transfer',
    'key',
    'created_at',
  ],
  savings_goal: ['id', 'person', 'asset', 'target', 'name', 'key', 'created_at'],
  asset: ['code', 'exponent', 'kind', 'name'],
  asset_listing: ['asset', 'quote_asset', 'operator', 'key', 'created_at'],
  asset_source: ['id', 'asset', 'source', 'operator', 'key', 'created_at'],
  asset_price: [
    'id',
    'asset',
    'price',
    'effective_at',
    'operator',
    'key',
    'created_at',
    'source',
    'as_of',
    'fresh_until',
  ],
  asset_issue: ['id', 'reference', 'asset', 'units', 'transfer', 'operator', 'key', 'created_at'],
  trade: [
    'id',
    'reference',
    'person',
    'side',
    'asset',
    'units',
    'quote_asset',
    'value',
    'fee',
    'price_id',
    'price',
  ],
  lot: ['id', 'account', 'version', 'position', 'origin', 'acquired_at', 'units', 'cost'],
  disposal: ['id', 'account', 'version', 'kind', 'at', 'units', 'proceeds', 'cost'],
  disposal_lot: ['disposal', 'lot', 'units', 'cost'],
  loan_product: ['id', 'tier', 'asset', 'is_offered', 'amount_max', 'rate_ppm', 'fee_ppm', 'operator', 'key'],
  loan: [
    'id',
    'reference',
    'person',
    'product',
    'asset',
    'amount',
    'fee',
    'months',
    'rate_ppm',
    'apr_ppm',
    'key',
  ],
  loan_repayment: ['id', 'loan', 'kind', 'principal', 'interest', 'fee_returned', 'transfer', 'key', 'quote'],
  loan_instalment: ['id', 'loan', 'revision', 'month', 'kind', 'due_on', 'due_at', 'principal', 'interest'],
  payment_exchange: ['payment', 'quote', 'sell_asset', 'sell_amount', 'spread'],
};

test.each(Object.keys(written))('the application cannot rewrite or delete what is in %s', async (table) => {
  for (const column of written[table]!) await isDenied(`update ${table} set ${column} = default`);
  await isDenied(`delete from ${table}`);
  await isDenied(`truncate ${table} cascade`);
});

describe('the application cannot change the schema', () => {
  const statements = [
    ...books.map((table) => `alter table ${table} disable trigger all`),
    'drop trigger entry_immutable on entry',
    'create trigger another before insert on entry for each row execute function refuse_change()',
    'create rule nothing as on insert to entry do instead nothing',
    'alter table entry rename to entry_gone',
    'drop table entry',
    'create table another (id int)',
    "create function another() returns int language sql as 'select 1'",
    "create or replace function refuse_change() returns trigger language plpgsql as 'begin return null; end'",
    'drop function ledger_freeze',
    'alter function ledger_freeze reset search_path',
    'create index another on entry (amount)',
    'drop schema tuppence cascade',
    'set session_replication_role = replica',
  ];
  test.each(statements)('%s', isDenied);
});

test('what is granted by hand, beyond what the product needs, is gone after the next start', async () => {
  await owner.script('create table scratch (id int)');
  for (const table of ['entry', 'scratch'])
    await owner.script(`do $$ begin execute format('grant all on ${table} to %I', (
      select rolname from pg_roles where rolname = 'tuppence_app_' || (select pg_get_userbyid(nspowner) from pg_namespace where nspname = 'tuppence'))); end $$`);
  expect(await attempt(sql, 'delete from scratch')).toBe('done');
  await migrate(owner);
  for (const table of ['entry', 'scratch']) await isDenied(`delete from ${table}`);
  await owner.script('drop table scratch');
});

describe('a function that acts with the rights of the owner', () => {
  test('says where it looks for names, belongs to the schema’s owner, and is not for everybody', async () => {
    const functions = await owner<{ name: string; path: string; owned: boolean; everybody: boolean }[]>`
      select proname as name, proowner = nspowner as owned, has_function_privilege('public', p.oid, 'execute') as everybody,
        (select setting from unnest(proconfig) as setting where setting like 'search_path=%') as path
      from pg_proc p join pg_namespace n on n.oid = pronamespace
      where nspname = 'tuppence' and prosecdef order by proname`;
    expect(functions.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['ledger_freeze', 'ledger_open_account', 'ledger_submit']),
    );
    for (const one of functions)
      expect(one).toEqual({
        name: one.name,
        path: 'search_path=tuppence, pg_temp',
        owned: true,
        everybody: false,
      });
  });

  test('is not deceived by temporary tables that bear the names of the books', async () => {
    const posted = 'select count(*)::int as count from tuppence.entry';
    const before = await sql.query<{ count: number }[]>(posted);
    const [from, to] = await sql<{ id: bigint }[]>`
      select id from account where purpose = 'wallet' order by owner`;
    const legs = [
      { account: from!.id, amount: -1_000_000_00n },
      { account: to!.id, amount: 1_000_000_00n },
    ];
    await sql.begin(async (transaction) => {
      for (const table of books)
        await transaction.script(
          `create temporary table ${table} (like tuppence.${table} including defaults)`,
        );
      await transaction.script(`
        insert into pg_temp.account select * from tuppence.account;
        update pg_temp.account set credits_posted = 100000000000, frozen = false;
        set local search_path = pg_temp, tuppence, pg_catalog`);
      const submission = { verb: 'post', key: 'deceit', code: 'pay', legs } as const;
      const outcomes = await world.ledger.submit(transaction, [submission]);
      expect(outcomes).toMatchObject([{ ok: false, refusal: 'insufficient_funds' }]);
      await world.ledger.freeze(transaction, 'nobody', true);
      const name = { owner: 'nobody', asset: 'GBP', purpose: 'wallet', floor: 0n };
      const opened = await world.ledger.openAccount(transaction, name);
      expect(await transaction`select from tuppence.account where id = ${opened}`).toHaveLength(1);
      expect(await transaction`select from pg_temp.account where owner = 'nobody'`).toHaveLength(0);
      for (const table of ['transfer', 'entry', 'journal', 'rejection'])
        expect(await transaction.query(`select from pg_temp.${table}`), table).toHaveLength(0);
      expect(await transaction`select from tuppence.rejection where key = 'deceit'`).toHaveLength(1);
    });
    expect(await sql.query(posted)).toEqual(before);
    await world.proven();
  });
});
