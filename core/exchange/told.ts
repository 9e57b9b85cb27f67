/** What somebody's accounts are told with: what was changed into what, and what all of it is worth today. */
import type { ChangeTold } from '../changing.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { type Money, money } from '../money.ts';
import { amountsOf, pairOf, type Quote } from './quote.ts';
import { isFresh, newestRates, noonOf } from './rates.ts';
import { worthOf } from './rules.ts';

const exchangedText = sqlFile(import.meta.url, './sql/exchanged.sql');

/** What units of something that is no currency are worth in one, at today's price; null where there is none. */
type Valued = (sql: Queryable, amounts: readonly Money[]) => Promise<Money[] | null>;

export const createChangeTold = (context: Context, valuedIn: Valued): ChangeTold => ({
  async exchangedBy(sql, transfers) {
    if (!context.rates || transfers.length === 0) return new Map();
    const rows = await run<Quote & { transfer: bigint }>(sql, exchangedText, [transfers]);
    return new Map(
      rows.map(({ transfer, ...quote }) => {
        const { sold, bought, rate } = amountsOf(context, quote);
        return [transfer, { sold, bought, rate }];
      }),
    );
  },

  async worthOf(sql, amounts) {
    const { assets, clock } = context;
    const { main } = assets;
    const rates = await newestRates(context, sql);
    if (!rates || !isFresh(rates, clock.now())) return null;
    const valued = await valuedIn(
      sql,
      amounts.filter(({ asset }) => !assets.currency(asset.code)),
    );
    if (valued === null) return null;
    let total = 0n;
    for (const { minor, asset } of [
      ...amounts.filter(({ asset }) => assets.currency(asset.code)),
      ...valued,
    ]) {
      if (asset.code === main.code) {
        total += BigInt(minor);
        continue;
      }
      const pair = pairOf(rates, asset, main);
      if (!pair.ok) return null;
      const amount = BigInt(minor);
      const worth = worthOf(amount < 0n ? -amount : amount, pair.value);
      total += amount < 0n ? -worth : worth;
    }
    return { total: money(total, main), date: noonOf(rates) };
  },
});
