/**
 * The European Central Bank's euro foreign exchange reference rates: one XML document, published at about 16:00 Central European Time on
 * every working day of TARGET. https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import type { RatesSource } from '../../core/index.ts';
import { textAt } from './text.ts';

export const ECB_DAILY_URL = 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml';

interface EcbOptions {
  /** Where the document is. {@link ECB_DAILY_URL} unless told. */
  url?: string;
  /** For how many days after the day that they are of rates may be dealt at. Over Easter the bank publishes nothing for four. */
  freshDays?: number;
  /** How long an answer is waited for, in ms. */
  timeout_ms?: number;
}

const day_ms = 86_400_000;
/** The document has some 1,700 bytes. */
const bytes_max = 100_000;

export const ecbRates = ({
  url = ECB_DAILY_URL,
  freshDays = 5,
  timeout_ms = 5_000,
}: EcbOptions = {}): RatesSource => ({
  name: 'ecb',
  freshFor_ms: freshDays * day_ms,
  isDue: (newest, now) => newest === null || newest < lastPublished(now),
  fetch: async () => parseEcb(await textAt(url, { timeout_ms, bytes_max, redirects: true })),
});

const frankfurt = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Berlin',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', hourCycle: 'h23' },
});
const publishingHour = 16;

/** The newest day, `YYYY-MM-DD`, whose rates ought to be there, as far as weekends tell. On a holiday the bank has none, and is asked in vain. */
export function lastPublished(now: Date): string {
  const parts = Object.fromEntries(frankfurt.formatToParts(now).map(({ type, value }) => [type, value]));
  const today = new Date(`${parts.year}-${parts.month}-${parts.day}T00:00:00Z`);
  const back = (days: number) => new Date(today.getTime() - days * day_ms);
  const candidates = [0, 1, 2, 3].map(back).slice(Number(parts.hour) < publishingHour ? 1 : 0);
  const workday = candidates.find((day) => day.getUTCDay() !== 0 && day.getUTCDay() !== 6)!;
  return workday.toISOString().slice(0, 10);
}

const documentSchema = z.object({
  Envelope: z.object({
    Cube: z.tuple([
      z.object({
        Cube: z.tuple([
          z.object({
            time: z.string(),
            Cube: z.array(z.object({ currency: z.string(), rate: z.string() })).min(1),
          }),
        ]),
      }),
    ]),
  }),
});

/** Values stay texts: a rate is taken as it is written. Entities are not resolved, for a document of rates has none. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
  isArray: (name) => name === 'Cube',
});

/** Throws for what is no such document. Whether the rates can be believed, core says. */
export function parseEcb(text: string): Awaited<ReturnType<RatesSource['fetch']>> {
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw new Error(`no XML: ${valid.err.msg}`);
  const parsed = documentSchema.safeParse(parser.parse(text));
  if (!parsed.success) {
    const [{ path, message } = { path: [], message: '' }] = parsed.error.issues;
    throw new Error(`no document of rates: ${path.join('.')} ${message}`);
  }
  const { time, Cube: rates } = parsed.data.Envelope.Cube[0].Cube[0];
  const perEuro = new Map(rates.map(({ currency, rate }) => [currency, rate]));
  if (perEuro.size < rates.length) throw new Error('a currency has two rates');
  return { date: time, perEuro: Object.fromEntries(perEuro) };
}
