/** Where exchange rates come from, as the settings say. */
import { fixedRates, type RatesSource, systemClock } from '../../core/index.ts';
import type { Environment } from './env.ts';

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
