/** Reading stays cheap however long the past: by which indexes, and of how many pages, never by how long it took. */
import { beforeAll, describe, expect, test } from 'vitest';
import { sqlFile } from '../../core/db/index.ts';
import { createLedger } from '../../core/ledger/index.ts';
import { loadHistory } from '../bench/ledger-history.ts';
import { freshDatabase } from '../support/database.ts';

const { sql, owner } = await freshDatabase();
const read = (path: string) => sqlFile(import.meta.url, `../../core/${path}.sql`).replace(/;\s*$/, '');
const statement = read('ledger/sql/statement');
const balanceAt = read('ledger/sql/balance_at');
const history = read('account/sql/history');
const historyOfPayments = read('pay/sql/history');

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Plan[];
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** PostgreSQL plans for these parameters the first times, and may later plan for any. */
type Mode = 'force_custom_plan' | 'force_generic_plan';
const modes: Mode[] = ['force_custom_plan', 'force_generic_plan'];

/** What the statement did: whole tables that it read, indexes, the most rows that any step gave, and the pages of all steps. */
const explain = (text: string, parameters: (bigint | number | string | null)[], mode: Mode) =>
  sql.begin(async (transaction) => {
    const values = parameters.map((value) => (value === null ? 'null' : `'${value}'`)).join(', ');
    await transaction.script(`set local plan_cache_mode = ${mode}; prepare explained as ${text}`);
    const [row] = await transaction.query<{ 'QUERY PLAN': { Plan: Plan }[] }[]>(
      `explain (analyze, buffers, format json) execute explained(${values})`,
    );
    await transaction.script('deallocate explained');
    const top = row!['QUERY PLAN'][0]!.Plan;
    const nodes = nodesOf(top);
    return {
      wholeTables: nodes
        .filter((node) => node['Node Type'] === 'Seq Scan')
        .map((node) => node['Relation Name']),
      indexes: new Set(nodes.flatMap((node) => node['Index Name'] ?? [])),
      rows_max: Math.max(...nodes.map((node) => node['Actual Rows'] * node['Actual Loops'])),
      pages: top['Shared Hit Blocks'] + top['Shared Read Blocks'],
    };
  });

let popular: { id: bigint; version: bigint };
let common: { id: bigint; version: bigint };

/** Payments as they would stand beside the captures of the past, so that history finds counterparties. */
const writePayments = `
  insert into person (public_id, met_at, created_at) select owner, now(), now() from account where owner like 'prs\\_%' order by id;
  create temp table paid as
    select t.id, payer.id as payer, payee.id as payee, e.amount
    from transfer t
    join entry d on d.transfer_id = t.id and d.amount < 0
    join entry e on e.transfer_id = t.id and e.amount > 0
    join account da on da.id = d.account_id join person payer on payer.public_id = da.owner
    join account ea on ea.id = e.account_id join person payee on payee.public_id = ea.owner
    where t.verb in ('post', 'capture');
  insert into payment_order (reference, payer, asset, mode, total, key, request_hash, origin, delivery, created_at)
    select 'pay_' || id, payer, 'GBP', 'each', amount, id, '', '{}', 0, now() from paid;
  insert into payment (payment_order, position, payee, amount, state, escrowed, hold, hold_expires_at, transfer)
    select o.id, 0, p.payee, p.amount, 'settled', false, p.id, now(), p.id from paid p join payment_order o on o.key = p.id::text;`;

beforeAll(async () => {
  const { accounts } = await loadHistory(owner, {
    transfers: 40_000,
    accounts: 1_000,
    popular_permille: 300,
  });
  await owner.begin((transaction) => transaction.script(writePayments));
  await owner.script('vacuum analyze');
  const versionOf = async (id: bigint) => ({
    id,
    version: (await createLedger().accountById(sql, id))!.version,
  });
  popular = await versionOf(accounts[0]!);
  common = await versionOf(accounts[1]!);
  expect(popular.version).toBeGreaterThan(30n * common.version);
}, 120_000);

const whose = ['popular', 'common'] as const;
const accountOf = (who: (typeof whose)[number]) => (who === 'popular' ? popular : common);

/** Where no more lines than this are left, reading them all and sorting them is as good, and the planner may choose it. */
const few = 64;

describe.each(modes)('with %s', (mode) => {
  test.each(whose)('a page of the statement of a %s account is read by keys alone', async (who) => {
    const { id, version } = accountOf(who);
    for (const before of [null, version / 2n, 40n]) {
      const { wholeTables, indexes, rows_max, pages } = await explain(statement, [id, before, 30], mode);
      expect(wholeTables).toEqual([]);
      expect(indexes).toEqual(new Set(['entry_version', 'transfer_pkey']));
      const left = Number(before ?? version);
      expect(rows_max).toBeLessThanOrEqual(left <= few ? left : 30);
      expect(pages).toBeLessThan((left <= few ? few : 30) * 8);
    }
  });

  test.each(whose)('the balance of a %s account at a moment takes a few pages per halving', async (who) => {
    const { id } = accountOf(who);
    for (const days of [729, 365, 1]) {
      const moment = new Date(Date.now() - days * 86_400_000).toISOString();
      const { wholeTables, rows_max, pages } = await explain(balanceAt, [id, moment], mode);
      expect(wholeTables).toEqual([]);
      expect(rows_max).toBeLessThanOrEqual(1);
      // Two rows by their keys for each halving, of at most 14.
      expect(pages).toBeLessThan(14 * 10);
    }
  });

  test.each(whose)('the history of the person of a %s account reads what it shows', async (who) => {
    const { id } = accountOf(who);
    const [person] = await sql<{ id: bigint }[]>`
      select p.id from person p join account a on a.owner = p.public_id where a.id = ${id}`;
    const { wholeTables, indexes, rows_max, pages } = await explain(history, [person!.id, 30], mode);
    expect(wholeTables).toEqual([]);
    expect(indexes).toContain('entry_version');
    expect(rows_max).toBeLessThanOrEqual(200);
    expect(pages).toBeLessThan(30 * 30);
  });

  test('what the transfers of a history were for is found by their ids', async () => {
    const lines = await createLedger().statement(sql, popular.id, { limit: 30 });
    const transfers = `{${lines.map(({ transfer }) => transfer)}}`;
    const { wholeTables, indexes, rows_max, pages } = await explain(historyOfPayments, [transfers], mode);
    expect(wholeTables).toEqual([]);
    expect(indexes).toContain('payment_transfer');
    expect(rows_max).toBe(30);
    expect(pages).toBeLessThan(30 * 15);
  });
});

test('the balance at a moment is the one after the last entry until then', async () => {
  const ledger = createLedger();
  const { id, version } = common;
  const lines = await ledger.statement(sql, id, { limit: 1_000 });
  expect(lines).toHaveLength(Number(version));
  const oldest = lines.at(-1)!;
  for (const [index, { createdAt, balance }] of lines.entries()) {
    // The newest of those that were recorded at the same moment.
    if (lines[index - 1]?.createdAt.getTime() === createdAt.getTime()) continue;
    expect(await ledger.balanceAt(sql, id, createdAt)).toBe(balance);
  }
  expect(await ledger.balanceAt(sql, id, new Date(oldest.createdAt.getTime() - 1))).toBe(0n);
  expect(await ledger.balanceAt(sql, id, new Date())).toBe(lines[0]!.balance);
  expect(await ledger.balanceAt(sql, 999_999n, new Date())).toBe(0n);
});
