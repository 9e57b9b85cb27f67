/** The words that the grammar knows, in both languages. Everything else is a name, an amount or a memo. */

/** A list to look typed words up in. It has nothing but what it says: `constructor` and `__proto__` are words like any other. */
export const wordList = <Meaning>(meanings: Record<string, Meaning>): Readonly<Record<string, Meaning>> =>
  Object.assign(Object.create(null), meanings);

export const MEMO_LEADS = new Set(['for', 'für', 'fuer']);

/** Said before a name, and meaning nothing more. */
export const CONNECTORS = new Set(['to', 'an', 'and', 'und', '&', '+']);

export const MODES = wordList<'each' | 'total'>({
  each: 'each',
  je: 'each',
  jeweils: 'each',
  total: 'total',
  altogether: 'total',
  zusammen: 'total',
  insgesamt: 'total',
});

/** What people call a currency, and the sign that means the same. */
export const CURRENCY_NAMES = wordList<string>({
  pound: '£',
  pounds: '£',
  quid: '£',
  pfund: '£',
  euro: '€',
  euros: '€',
  dollar: '$',
  dollars: '$',
  bucks: '$',
  yen: '¥',
  rupee: '₹',
  rupees: '₹',
  franken: 'CHF',
  francs: 'CHF',
  złoty: 'PLN',
  zloty: 'PLN',
});

/** Behind a number these make it another number: `50 cents` is not 50 of the currency, so it is not read at all. */
export const SCALES = new Set(
  'p c ct cent cents penny pence pennies k m thousand tausend hundred hundert million mio mrd billion grand lakh crore dozen dutzend % percent prozent x * / e'.split(
    ' ',
  ),
);

const otherCurrencies = new Set([
  ...Intl.supportedValuesOf('currency'),
  ...['BTC', 'XBT', 'ETH', 'SATS', 'USDT', 'USDC', 'SOL', 'DOGE'],
]);

/** A currency of this world, whether or not this community uses it. Capitals of that shape beside an amount count too. */
export const looksLikeCurrency = (word: string): boolean =>
  /^[A-Z]{3,5}$/.test(word) || otherCurrencies.has(word.toUpperCase());
