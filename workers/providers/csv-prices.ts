/**
 * Prices as a document of comma-separated values, wherever its operator or their data vendor puts it. Its first line names the columns, in
 * any order and with others beside them: `asset,price,currency,at`.
 */
import { type PricesSource, type PublishedPrice, readCsv } from '../../core/index.ts';
import { textAt } from './text.ts';

interface CsvPricesOptions {
  /** Where the document is. */
  url: string;
  /** For how many hours after their moment prices may be dealt at. */
  freshHours?: number;
  /** How long an answer is waited for, in ms. */
  timeout_ms?: number;
}

const hour_ms = 3_600_000;
/** Some 20,000 lines. */
const bytes_max = 1_000_000;

/** A document elsewhere than where its operator said is none of theirs. */
export const csvPrices = ({ url, freshHours = 24, timeout_ms = 10_000 }: CsvPricesOptions): PricesSource => ({
  name: 'csv',
  freshFor_ms: freshHours * hour_ms,
  fetch: async () => parsePrices(await textAt(url, { timeout_ms, bytes_max, redirects: false })),
});

const columns = ['asset', 'price', 'currency', 'at'] as const;

/** Throws for what is no such document. Whether a price can be believed, core says. */
export function parsePrices(text: string): PublishedPrice[] {
  const [head, ...lines] = readCsv(text) ?? [];
  if (!head) throw new Error('no comma-separated values');
  const names = head.map((name) => name.trim().toLowerCase());
  const places = columns.map((column) => names.indexOf(column));
  const missing = columns.filter((_, at) => places[at] === -1);
  if (missing.length > 0) throw new Error(`no column ${missing.join(', ')}`);
  const twice = columns.find((column) => names.indexOf(column) !== names.lastIndexOf(column));
  if (twice) throw new Error(`two columns ${twice}`);
  return lines.map((cells) => {
    const [asset, price, currency, at] = places.map((place) => (cells[place] ?? '').trim());
    return { asset: asset!, price: price!, currency: currency!, at: at! };
  });
}
