/** The ledger's benchmarks as `npm run bench` runs them, and their figures as people read them, beside the targets. */
import { type LedgerRow, measureLedger } from './ledger.ts';
import { makeBook } from './ledger-book.ts';
import { type GrowthRow, measureGrowth } from './ledger-growth.ts';
import type { Bench, BenchOptions } from './run.ts';

const whole = (value: number) => Math.round(value).toLocaleString('en');
const ms = (value: number) => value.toFixed(value < 10 ? 2 : 1);
const times = (value: number) => `${value.toFixed(value < 10 ? 2 : 1)} ×`;

const showLedger = (rows: readonly LedgerRow[]): void => {
  console.log(
    'Transfers: rates, and how often what is written by hand at 32 callers, and the rows alone at 256, go into them in the same round',
  );
  console.table(
    rows.map((row) => ({
      accounts: row.spread,
      what: row.name,
      callers: row.callers,
      'per second': whole(row.per_second),
      'p50 ms': ms(row.p50_ms),
      'p99 ms': ms(row.p99_ms),
      '/ round trips': times(row.to_round_trips),
      '/ function': times(row.to_function),
      '/ rows alone': times(row.to_rows),
      'log bytes': whole(row.records_bytes),
      '+ page images': whole(row.page_images_bytes),
    })),
  );
};

const showGrowth = (rows: readonly GrowthRow[]): void => {
  console.log('The same with longer and longer pasts');
  console.table(
    rows.map((row) => ({
      what: row.name,
      callers: row.callers,
      accounts: row.spread,
      'transfers before': whole(row.past),
      'per second': whole(row.per_second),
      'p50 ms': ms(row.p50_ms),
      'p99 ms': ms(row.p99_ms),
      cost: times(row.cost),
    })),
  );
};

interface Target {
  target: string;
  wanted: string;
  measured: number;
  met: boolean;
}

const atLeast = (target: string, measured: number, least: number): Target => ({
  target,
  wanted: `≥ ${least}`,
  measured,
  met: measured >= least,
});

const atMost = (target: string, measured: number, most: number): Target => ({
  target,
  wanted: `≤ ${most}`,
  measured,
  met: measured <= most,
});

const ledgerTargets = (rows: readonly LedgerRow[]): Target[] => {
  const row = (name: LedgerRow['name'], callers: number, spread: LedgerRow['spread'] = 'uniform') =>
    rows.find((one) => one.name === name && one.callers === callers && one.spread === spread)!;
  const [uniform, hot] = [row('poster', 256), row('poster', 256, 'one hot')];
  const [rows_uniform, rows_hot] = [row('rows alone', 256), row('rows alone', 256, 'one hot')];
  return [
    atLeast('poster / rows alone, at 256, uniform', uniform.to_rows, 0.5),
    atLeast('poster / rows alone, at 256, one hot', hot.to_rows, 0.5),
    atLeast('poster at 256 / round trips at 32, uniform', uniform.to_round_trips, 6),
    atLeast('poster at 256 / round trips at 32, one hot', hot.to_round_trips, 15),
    atMost('poster at 256, p99 ms, uniform', uniform.p99_ms, 30),
    atMost('poster at 256, p99 ms, one hot', hot.p99_ms, 30),
    atLeast(
      'hold + capture / posts, at 256',
      row('hold + capture', 256).per_second / uniform.per_second,
      0.35,
    ),
    atLeast(
      'poster / single post, at 1',
      row('poster', 1).per_second / row('single post', 1).per_second,
      0.9,
    ),
    atMost('log bytes / rows alone, uniform', uniform.records_bytes / rows_uniform.records_bytes, 1.25),
    atMost('log bytes / rows alone, one hot', hot.records_bytes / rows_hot.records_bytes, 1.25),
  ];
};

const growthTargets = (rows: readonly GrowthRow[]): Target[] => {
  const longest = Math.max(...rows.map(({ past }) => past));
  return rows
    .filter(({ past }) => past === longest)
    .map(({ name, callers, spread, cost }) => atMost(`cost of ${name} at ${callers}, ${spread}`, cost, 1.3));
};

const showTargets = (targets: readonly Target[]): void =>
  console.table(
    targets.map(({ target, wanted, measured, met }) => ({
      target,
      wanted,
      measured: measured.toFixed(2),
      met: met ? 'yes' : 'no',
    })),
  );

const effort = ({ quick }: BenchOptions) => ({ rounds: quick ? 1 : 5, seconds: quick ? 0.6 : 1.5 });

export const ledger: Bench = async (server, options) => {
  const past = options.quick ? 20_000 : 1_000_000;
  await makeBook(server, past, options.say);
  const { settings, rows } = await measureLedger(server, { past, ...effort(options) }, options.say);
  const shown = Object.entries(settings).map(([name, value]) => `${name} ${value}`);
  console.log(`\nThe ledger, with ${whole(past)} transfers there already; ${shown.join(', ')}`);
  showLedger(rows);
  const targets = ledgerTargets(rows);
  showTargets(targets);
  return { past, settings, rows, targets };
};

export const growth: Bench = async (server, options) => {
  const pasts = options.quick ? [1_000, 10_000, 100_000] : [10_000, 1_000_000, 10_000_000];
  const rows = await measureGrowth(server, { pasts, ...effort(options) }, options.say);
  showGrowth(rows);
  const targets = growthTargets(rows);
  showTargets(targets);
  return { rows, targets };
};
