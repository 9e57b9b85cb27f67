/**
 * A day's interest of a million accounts, and beside it the same rows written by one statement that looks at nothing: `INSERT … SELECT` into a
 * table without an index, which is the least that writing them can take.
 */

import { compose } from '../../core/core.ts';
import { connect, migrate } from '../../core/db/index.ts';
import { accrueNext } from '../../core/interest/accrual.ts';
import { atDatabase } from '../support/server.ts';
import type { Bench } from './run.ts';

const database = 'interest_bench';

export const interest: Bench = async (server, { quick, say }) => {
  const accounts = quick ? 100_000 : 1_000_000;
  const admin = connect(server, { max: 1 });
  await admin.script(`drop database if exists ${database} with (force)`);
  await admin.script(`create database ${database}`);
  await admin.end();
  const owner = connect(atDatabase(server, database), { max: 1 });
  const { role } = await migrate(owner);
  await owner.script(`
    insert into account (owner, asset, purpose, floor, credits_posted)
    select 'prs_bench_' || n, 'GBP', 'wallet', 0, 1000 + n from generate_series(1, ${accounts}) n;
    insert into interest_rate (asset, kind, rate_ppm, effective_from, key, created_at)
    values ('GBP', 'credit_balance', 42500, '2026-03-01', 'bench', now())`);
  await owner.script('vacuum analyze account');
  const sql = connect(atDatabase(server, database), { role });
  const clock = { now: () => new Date('2026-03-02T01:00:00Z') };
  const { context } = compose({ sql, asset: 'GBP', clock });

  await owner.script(
    'create table bare (day date, account_id bigint, balance numeric(38, 0), rate_ppm integer)',
  );
  await owner.script('checkpoint');
  const started_ms = performance.now();
  await owner.script(
    "insert into bare select '2026-03-01', id, credits_posted - debits_posted, 42500 from account where purpose = 'wallet'",
  );
  const bare_ms = performance.now() - started_ms;
  await owner.script('checkpoint');
  const counted_ms = performance.now();
  while (await accrueNext(context));
  const accrual_ms = performance.now() - counted_ms;
  const [row] = await sql<{ rows: number }[]>`select count(*)::int as rows from interest_accrual`;
  if (row!.rows !== accounts) throw new Error(`${row!.rows} of ${accounts} accounts were counted`);
  say(
    `${accounts.toLocaleString('en')} accounts, one day: ${(accrual_ms / 1000).toFixed(1)} s; the same rows by INSERT … SELECT alone: ` +
      `${(bare_ms / 1000).toFixed(1)} s, ratio ${(accrual_ms / bare_ms).toFixed(1)}`,
  );
  await Promise.all([sql.end(), owner.end()]);
  return { accounts, accrual_ms, bare_ms, to_bare: accrual_ms / bare_ms };
};
