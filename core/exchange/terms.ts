/** On which terms the exchange deals: its spread, and how much of an asset within 24 hours. Set by operators. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import type { Asset } from '../money.ts';
import { perEuroOf, type RateSet } from './rates.ts';
import { type DayLimits, type Turnover, usualLimits } from './rules.ts';

const statement = {
  spread: sqlFile(import.meta.url, './sql/spread.sql'),
  ensure: sqlFile(import.meta.url, './sql/ensure_assets.sql'),
  lock: sqlFile(import.meta.url, './sql/lock_assets.sql'),
  limits: sqlFile(import.meta.url, './sql/limits.sql'),
  turnover: sqlFile(import.meta.url, './sql/turnover.sql'),
};

/** Half a percent, until an operator says otherwise. */
const usualSpread_bps = 50;

export async function spreadNow(sql: Queryable): Promise<number> {
  return (await run<{ spread_bps: number }>(sql, statement.spread, []))[0]?.spread_bps ?? usualSpread_bps;
}

interface LimitsRow {
  asset: string;
  person_a_day: string | null;
  house_a_day: string | null;
}

/** By asset. An asset without a rate may not be changed at all. */
export async function limitsOf(
  sql: Queryable,
  assets: readonly Asset[],
  rates: Pick<RateSet, 'perEuro'>,
): Promise<Map<string, DayLimits>> {
  const rows = await run<LimitsRow>(sql, statement.limits, [assets.map(({ code }) => code)]);
  const set = new Map(rows.map((row) => [row.asset, row]));
  return new Map(
    assets.map((asset) => {
      const perEuro = perEuroOf(rates, asset.code);
      const usual = perEuro === null ? { person: 0n, house: 0n } : usualLimits(asset, perEuro);
      const { person_a_day = null, house_a_day = null } = set.get(asset.code) ?? {};
      const limits = {
        person: person_a_day === null ? usual.person : BigInt(person_a_day),
        house: house_a_day === null ? usual.house : BigInt(house_a_day),
      };
      return [asset.code, limits];
    }),
  );
}

/** Until the end of the database transaction nobody else changes these assets: what was changed within 24 hours then stays as it is read. */
export async function lockAssets(sql: Queryable, codes: readonly string[]): Promise<void> {
  const assets = [...new Set(codes)].sort();
  await run(sql, statement.ensure, [assets]);
  await run(sql, statement.lock, [assets]);
}

const day_ms = 86_400_000;

/** Of people and assets that are asked for, within the last 24 hours. */
export async function turnoverOf(
  { clock }: Pick<Context, 'clock'>,
  sql: Queryable,
  people: readonly bigint[],
  codes: readonly string[],
): Promise<(person: bigint, asset: string) => Turnover> {
  interface Row {
    asset: string;
    /** Null: of all together. */
    person: bigint | null;
    amount: string;
  }
  const since = new Date(clock.now().getTime() - day_ms);
  const rows = await run<Row>(sql, statement.turnover, [[...new Set(people)], [...new Set(codes)], since]);
  const amounts = new Map(rows.map(({ person, asset, amount }) => [`${person} ${asset}`, BigInt(amount)]));
  return (person, asset) => ({
    person: amounts.get(`${person} ${asset}`) ?? 0n,
    house: amounts.get(`null ${asset}`) ?? 0n,
  });
}
