/** Where exchange rates come from. */
import type { Clock } from './clock.ts';

/** What a source says of one day. */
interface PublishedRates {
  /** The day that they are of, `YYYY-MM-DD`. */
  date: string;
  /** By ISO 4217 code: how many of it one euro is, a decimal as published. The euro itself is not among them. */
  perEuro: Readonly<Record<string, string>>;
}

export interface RatesSource {
  /** Kept with what it says: `ecb`, `fixed`. */
  name: string;
  /** For how long its rates may be dealt at, from the end (UTC) of the day that they are of. In ms. */
  freshFor_ms: number;
  /** Whether it may have something newer than the rates of that day; null for none yet. */
  isDue(newest: string | null, now: Date): boolean;
  /** The newest that it has. Rejects, with a reason for the log, when it cannot be had or cannot be understood. */
  fetch(): Promise<PublishedRates>;
}

const day_ms = 86_400_000;

/** The same rates every day: for tests, and for where there is no network. */
export const fixedRates = (perEuro: Readonly<Record<string, string>>, clock: Clock): RatesSource => {
  const today = () => clock.now().toISOString().slice(0, 10);
  return {
    name: 'fixed',
    freshFor_ms: day_ms,
    isDue: (newest, now) => newest === null || newest < now.toISOString().slice(0, 10),
    fetch: async () => ({ date: today(), perEuro }),
  };
};
