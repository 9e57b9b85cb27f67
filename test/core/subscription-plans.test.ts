/** What is looked for every few seconds costs what there is to do, never how many subscriptions run, have been paid or were told of. */
import { beforeAll, describe, expect, test } from 'vitest';
import { sqlFile } from '../../core/db/index.ts';
import { freshDatabase } from '../support/database.ts';

const { sql, owner } = await freshDatabase();
const read = (name: string) =>
  sqlFile(import.meta.url, `../../core/subscription/sql/${name}.sql`).replace(/;\s*$/, '');

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

/** What the statement did, which is then undone. */
const explain = async (text: string, parameters: (number | string)[], mode: Mode) => {
  const undone = new Error('Undone');
  let top: Plan | undefined;
  await sql
    .begin(async (transaction) => {
      const values = parameters.map((value) => `'${value}'`).join(', ');
      await transaction.script(`set local plan_cache_mode = ${mode}; prepare explained as ${text}`);
      const [row] = await transaction.query<{ 'QUERY PLAN': { Plan: Plan }[] }[]>(
        `explain (analyze, buffers, format json) execute explained(${values})`,
      );
      await transaction.script('deallocate explained');
      top = row!['QUERY PLAN'][0]!.Plan;
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  const nodes = nodesOf(top!);
  return {
    wholeTables: nodes
      .filter((node) => node['Node Type'] === 'Seq Scan')
      .map((node) => node['Relation Name']),
    indexes: new Set(nodes.flatMap((node) => node['Index Name'] ?? [])),
    rows: top!['Actual Rows'],
    rows_max: Math.max(...nodes.map((node) => node['Actual Rows'] * node['Actual Loops'])),
    pages: top!['Shared Hit Blocks'] + top!['Shared Read Blocks'],
  };
};

const running = 20_000;
/** Of the last of them, the payments are under way, … */
const underWay = 20;
/** … and of those, these have been voided and these settled since. */
const voided = 3;
const settled = 4;
/** Not told of what comes. */
const unreminded = 5;

/** All renew tomorrow. */
const fill = `
  insert into person (public_id, met_at, created_at) select 'prs_' || n, now(), now() from generate_series(1, 2) n;
  insert into subscription_tier (reference, creator, asset, price, key, request_hash, created_at)
    select 'tie_1', min(id), 'GBP', 500, 'tier', '', now() from person;
  insert into subscription (reference, tier, subscriber, zone, starts, state, next_number, next_at, reminded, created_at)
    select 'sub_' || n, t.id, (select max(id) from person), 'Europe/London', '2026-01-31T09:00', 'active', 2, now() + interval '1 day',
      case when n > ${running - unreminded} then 1 else 2 end, now()
    from subscription_tier t, generate_series(1, ${running}) n order by n;
  insert into payment_order (reference, payer, asset, mode, total, key, request_hash, origin, delivery, created_at)
    select 'pay_' || id, subscriber, 'GBP', 'each', 500, id, '', '{}', 0, now() from subscription order by id;
  insert into payment (payment_order, position, payee, amount, state, escrowed, hold, hold_expires_at, transfer)
    select o.id, 0, t.creator, 500,
      case when n <= ${running - underWay + settled} then 'settled'
        when n <= ${running - underWay + settled + voided} then 'voided' else 'authorized' end,
      false, n, now(), n
    from (select id, row_number() over (order by id) as n from payment_order) o, subscription_tier t;
  insert into subscription_period (subscription, number, begins_at, ends_at, state, payment, watched, created_at)
    select id, 1, now(), now() + interval '1 day', 'placed', 'pay_' || id, row_number() over (order by id) > ${running - underWay}, now()
    from subscription;`;

beforeAll(async () => {
  await owner.begin((transaction) => transaction.script(fill));
  await owner.script('vacuum analyze');
}, 120_000);

describe.each(modes)('with %s', (mode) => {
  test('payments that were not carried out are looked for among the months that are watched', async () => {
    const { wholeTables, indexes, rows, rows_max, pages } = await explain(read('voided'), [200], mode);
    expect(rows).toBe(voided);
    expect(wholeTables).toEqual([]);
    expect(indexes).toContain('subscription_period_watched');
    expect(rows_max).toBeLessThanOrEqual(underWay);
    expect(pages).toBeLessThan(underWay * 15);
  });

  test('so are those that need not be watched any more', async () => {
    const { wholeTables, indexes, rows, rows_max, pages } = await explain(read('unwatch'), [200], mode);
    expect(rows).toBe(settled);
    expect(wholeTables).toEqual([]);
    expect(indexes).toContain('subscription_period_watched');
    expect(rows_max).toBeLessThanOrEqual(underWay);
    expect(pages).toBeLessThan(underWay * 20);
  });

  test('who is to be reminded is looked for among those who were not', async () => {
    const [now, until] = [0, 3].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
    const { wholeTables, indexes, rows, rows_max, pages } = await explain(
      read('to_remind'),
      [now!, until!, 200],
      mode,
    );
    expect(rows).toBe(unreminded);
    expect(wholeTables).toEqual([]);
    expect(indexes).toContain('subscription_unreminded');
    expect(rows_max).toBeLessThanOrEqual(unreminded);
    expect(pages).toBeLessThan(unreminded * 30);
  });
});
