/** Where prices of assets come from, beside operators. */
import type { Clock } from './clock.ts';

/** One price, as its source writes it; whether it can be believed, core says. */
export interface PublishedPrice {
  /** The code of what it is the price of. */
  asset: string;
  /** Of one whole unit, a decimal in whole units of the currency. */
  price: string;
  /** An ISO 4217 code. */
  currency: string;
  /** When it was the price, ISO 8601 with its zone. */
  at: string;
}

export interface PricesSource {
  /** Kept with what it says: `csv`, `fixed`. */
  name: string;
  /** For how long its prices may be dealt at, from the moment that they are of. In ms. */
  freshFor_ms: number;
  /** All that it says now, in any order. Rejects, with a reason for the log, when it cannot be had or cannot be understood. */
  fetch(): Promise<readonly PublishedPrice[]>;
}

const hour_ms = 3_600_000;

/** The same prices every day, of its first moment: for tests, and for where there is no network. */
export const fixedPrices = (
  prices: Readonly<Record<string, Pick<PublishedPrice, 'price' | 'currency'>>>,
  clock: Clock,
): PricesSource => ({
  name: 'fixed',
  // The next day's have an hour to come in.
  freshFor_ms: 25 * hour_ms,
  fetch: async () => {
    const at = `${clock.now().toISOString().slice(0, 10)}T00:00:00Z`;
    return Object.entries(prices).map(([asset, price]) => ({ asset, ...price, at }));
  },
});
