/** Where exchange rates and prices come from, as the settings say. */
import {
  fixedPrices,
  fixedRates,
  type PricesSource,
  type RatesSource,
  systemClock,
} from '../../core/index.ts';
import type { Environment } from './env.ts';

/** The community's currency, unless told. */
export const DEFAULT_ASSET = 'GBP';

/** `source`: unless the settings say. Null where nothing is changed into anything. */
export async function ratesOf(
  { TUPPENCE_RATES, TUPPENCE_RATES_URL: url, TUPPENCE_RATES_DAYS: freshDays }: Environment,
  source: 'fixed' | null = null,
): Promise<RatesSource | null> {
  switch (TUPPENCE_RATES ?? source) {
    case 'ecb': {
      const { ecbRates } = await import('../../workers/providers/ecb.ts');
      return ecbRates({ ...(url && { url }), ...(freshDays && { freshDays }) });
    }
    case 'fixed': {
      const { PLAYGROUND_RATES } = await import('../playground/rates.ts');
      return fixedRates(PLAYGROUND_RATES, systemClock);
    }
    default:
      return null;
  }
}

/** Null where operators alone set prices. */
export async function pricesOf(
  {
    TUPPENCE_PRICES,
    TUPPENCE_PRICES_URL: url,
    TUPPENCE_PRICES_HOURS: freshHours,
    TUPPENCE_ASSET,
  }: Environment,
  source: 'fixed' | null = null,
): Promise<PricesSource | null> {
  switch (TUPPENCE_PRICES ?? source) {
    case 'csv': {
      const { csvPrices } = await import('../../workers/providers/csv-prices.ts');
      return csvPrices({ url: url!, ...(freshHours && { freshHours }) });
    }
    case 'fixed': {
      const { playgroundPrices } = await import('../playground/shares.ts');
      return fixedPrices(playgroundPrices(TUPPENCE_ASSET ?? DEFAULT_ASSET), systemClock);
    }
    default:
      return null;
  }
}
