/** Rates as they are kept: stored once a day as their source published them, and never changed. */
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { createPause } from '../feeds.ts';
import type { Asset } from '../money.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { tellOperators } from '../tell.ts';
import { jumpOf, type MidRates, oddity } from './rules.ts';

const statement = {
  newest: sqlFile(import.meta.url, './sql/newest_rates.sql'),
  put: sqlFile(import.meta.url, './sql/put_rates.sql'),
  doubt: sqlFile(import.meta.url, './sql/put_rate_doubt.sql'),
};

export interface RateSet {
  id: bigint;
  source: string;
  /** `YYYY-MM-DD` */
  date: string;
  fresh_until: Date;
  perEuro: Record<string, string>;
}

const day_ms = 86_400_000;

/** Before a source is asked again: after it failed, and after it had nothing newer. */
const failedWait_ms = 60_000;
const sameWait_ms = 10 * 60_000;

/** The newest of the source in use, however old; null where there are none, or no source. */
export async function newestRates({ rates }: Context, sql: Queryable): Promise<RateSet | null> {
  if (!rates) return null;
  return (await run<RateSet>(sql, statement.newest, [rates.name]))[0] ?? null;
}

export const isFresh = ({ fresh_until }: Pick<RateSet, 'fresh_until'>, now: Date): boolean =>
  fresh_until > now;

/** A moment that is of the same day nearly everywhere, ISO 8601. */
export const noonOf = ({ date }: Pick<RateSet, 'date'>): string => `${date}T12:00:00.000Z`;

/** What may be dealt at now. */
export async function ratesNow(context: Context, sql: Queryable): Promise<Result<RateSet>> {
  const newest = await newestRates(context, sql);
  if (!newest) return refuse('exchange_closed');
  return isFresh(newest, context.clock.now()) ? ok(newest) : refuse('rates_stale', { date: noonOf(newest) });
}

/** One euro is one euro. */
export const perEuroOf = ({ perEuro }: Pick<RateSet, 'perEuro'>, code: string): string | null =>
  code === 'EUR' ? '1' : Object.hasOwn(perEuro, code) ? perEuro[code]! : null;

export function midRates(set: RateSet, sell: Asset, buy: Asset): Result<MidRates> {
  const [sellPerEuro, buyPerEuro] = [perEuroOf(set, sell.code), perEuroOf(set, buy.code)];
  if (sellPerEuro === null) return refuse('exchange_no_rate', { asset: sell.code });
  if (buyPerEuro === null) return refuse('exchange_no_rate', { asset: buy.code });
  return ok({ sellPerEuro, buyPerEuro });
}

/**
 * Asks the source where it may have something newer. What cannot be had, cannot be understood or cannot be believed is logged and left, and of a jump operators are told;
 * what is kept serves until it is stale.
 */
export function createRefresh(context: Context): () => Promise<number> {
  const pause = createPause();
  return async () => {
    const { rates: source, sql, clock, log } = context;
    if (!source) return 0;
    const now = clock.now();
    const newest = await newestRates(context, sql);
    if (!source.isDue(newest?.date ?? null, now) || !pause.isOver(now)) return 0;
    const inVain = (wait_ms: number) => {
      pause.longer(now, wait_ms);
      return 0;
    };
    try {
      const published = await source.fetch();
      const measure = newest && isFresh(newest, now) ? newest : null;
      const odd = oddity(published, now, measure);
      if (odd !== null) {
        log.warn({ source: source.name, odd }, 'exchange rates refused: the last ones stay');
        // Where nothing else is wrong with them.
        if (measure && oddity(published, now, null) === null) await tellJump(context, measure, published);
        return inVain(failedWait_ms);
      }
      if (newest && published.date <= newest.date) return inVain(sameWait_ms);
      const count = await store(context, published);
      if (count === 0) return inVain(sameWait_ms);
      pause.over(now);
      return count;
    } catch (error) {
      log.warn(
        { source: source.name, error: (error as Error).message },
        'exchange rates not fetched: the last ones stay',
      );
      return inVain(failedWait_ms);
    }
  };
}

/** Operators are told once of a jump from the rates that are kept, however often and by whichever process it is seen. */
const tellJump = (
  context: Context,
  kept: RateSet,
  published: { date: string; perEuro: Readonly<Record<string, string>> },
): Promise<void> =>
  inTransaction(context.sql, async (sql) => {
    const { asset, before, said } = jumpOf(published, kept)!;
    const row = [kept.id, asset, said, published.date, context.clock.now()];
    if ((await run(sql, statement.doubt, row)).length === 0) return;
    const notice = {
      kind: 'rates_doubted' as const,
      ...{ source: kept.source, asset, before, said },
      date: published.date,
      until: kept.fresh_until.toISOString(),
    };
    await tellOperators(context, sql, { kind: 'notice', notice });
  });

/** Two processes may have fetched the same: it is stored once. */
async function store(
  { rates, sql, clock, assets, log }: Context,
  { date, perEuro }: { date: string; perEuro: Readonly<Record<string, string>> },
): Promise<number> {
  const known = Object.entries(perEuro).filter(([code]) => code !== 'EUR' && assets.find(code));
  const now = clock.now();
  const freshUntil = new Date(Date.parse(`${date}T00:00:00Z`) + day_ms + rates!.freshFor_ms);
  if (freshUntil <= now) {
    log.warn({ source: rates!.name, date }, 'exchange rates are too old to be of use');
    return 0;
  }
  const stored = await inTransaction(sql, (sql) =>
    run(sql, statement.put, [
      rates!.name,
      date,
      now,
      freshUntil,
      known.map(([code]) => code),
      known.map(([, rate]) => rate),
    ]),
  );
  if (stored.length > 0)
    log.info({ source: rates!.name, date, rates: known.length }, 'exchange rates stored');
  return stored.length > 0 ? 1 : 0;
}
