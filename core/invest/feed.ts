/** Prices of a feed, as they come in: each that is believed becomes a price from the moment on at which it was stored, and is never changed. */
import type { Context } from '../context.ts';
import { inTransaction, run, sqlFile } from '../db/index.ts';
import { createPause } from '../feeds.ts';
import { derivedKey } from '../ids.ts';
import type { PricesSource, PublishedPrice } from '../ports/prices.ts';
import { tellOperators } from '../tell.ts';
import { believed, type Fed } from './believe.ts';
import { listingsOf, lockPrice, momentOf, pricesAt } from './deal.ts';
import { priceAs } from './rules.ts';

const statement = {
  put: sqlFile(import.meta.url, './sql/put_fed_prices.sql'),
  doubt: sqlFile(import.meta.url, './sql/put_price_doubts.sql'),
};

/** Before a feed is asked again: after it failed, each time in a row twice as long; and after it did not. */
const failedWait_ms = 60_000;
const usualWait_ms = 5 * 60_000;

/** Of what is left out so many are named in the log. */
const named_max = 20;

/** Asks the feed for the assets that go by it. What cannot be had, understood or believed is logged and left; of a price that is doubted from now on operators are told. Returns how many prices were stored. */
export function createFeed(context: Context): () => Promise<number> {
  const pause = createPause();
  /** What is left out stays in a document until its next one: it is said once. */
  let told = '';
  return async () => {
    const { prices: source, sql, clock, log } = context;
    const now = clock.now();
    if (!source || !pause.isOver(now)) return 0;
    const listings = await listingsOf(context, sql);
    if (![...listings.values()].some((listing) => listing.source === 'feed')) return 0;
    try {
      const { stored, left, foreign } = await store(context, source, await source.fetch());
      pause.over(now, usualWait_ms);
      const said = JSON.stringify([left, foreign]);
      if (said !== told && (left.length > 0 || foreign > 0))
        log.warn(
          { source: source.name, left: left.slice(0, named_max), count: left.length, foreign },
          'prices of the feed left out',
        );
      told = said;
      if (stored > 0) log.info({ source: source.name, prices: stored }, 'prices of the feed stored');
      return stored;
    } catch (error) {
      log.warn(
        { source: source.name, error: (error as Error).message },
        'prices of the feed not fetched: the last ones stay',
      );
      pause.longer(now, failedWait_ms);
      return 0;
    }
  };
}

/** Two processes may have fetched the same: it is stored once. */
const store = (context: Context, source: PricesSource, lines: readonly PublishedPrice[]) =>
  inTransaction(context.sql, async (sql) => {
    const named = new Set(lines.map(({ asset }) => asset));
    const known = await listingsOf(context, sql);
    for (const code of [...known.keys()].filter((code) => named.has(code)).sort()) await lockPrice(sql, code);
    const now = context.clock.now();
    // Read anew: an operator may have set a price, or said otherwise, before the locks were ours.
    const listings = [...(await listingsOf(context, sql))].filter(
      ([code, { source }]) => named.has(code) && source === 'feed',
    );
    const kept = await pricesAt(
      sql,
      listings.map(([code]) => code),
      now,
    );
    const fed = new Map(
      listings.map(([code, { quote }]): [string, Fed] => {
        const last = kept.get(code);
        return [code, { quote: quote.code, kept: last ? { price: last.price, of: momentOf(last) } : null }];
      }),
    );
    const { prices, doubted, left, foreign } = believed(lines, fed, now);
    const anew = await run<{ asset: string }>(sql, statement.doubt, [
      now,
      doubted.map(({ asset }) => asset),
      doubted.map(({ at }) => at),
      doubted.map(({ kept }) => kept.of),
    ]);
    for (const { asset } of anew) {
      const { name, quote } = known.get(asset)!;
      const { kept, price, other, at } = doubted.find((one) => one.asset === asset)!;
      const notice = {
        kind: 'price_doubted' as const,
        ...{ asset, name, at: at.toISOString() },
        before: priceAs(kept.price, quote),
        said: [price, ...(other === null ? [] : [other])].map((one) => priceAs(one, quote)),
      };
      await tellOperators(context, sql, { kind: 'notice', notice });
    }
    const stored = await run(sql, statement.put, [
      source.name,
      now,
      prices.map(({ asset }) => asset),
      prices.map(({ price }) => price),
      prices.map(({ at }) => at),
      prices.map(({ at }) => new Date(at.getTime() + source.freshFor_ms)),
      prices.map(({ asset, at }) => derivedKey('feed', `${asset} ${at.toISOString()}`)),
    ]);
    return { stored: stored.length, left, foreign };
  });
