/**
 * The currencies that Tuppence knows, as in the table `asset` (a test compares them). Exponents are ISO 4217's, written
 * down here and not asked of `Intl`: ICU follows CLDR, which differs from ISO for some, and an exponent that moved with a
 * Node version would multiply everybody's money.
 */
import type { Asset } from './money.ts';

const two = 'AED AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF INR MXN NOK NZD PLN SEK SGD TRY UAH USD ZAR';
const none = 'CLP ISK JPY KRW VND';
const three = 'BHD JOD KWD OMR TND';

const withExponent = (codes: string, exponent: number): Asset[] =>
  codes.split(' ').map((code) => ({ code, exponent }));

export const ASSETS: readonly Asset[] = [
  ...withExponent(two, 2),
  ...withExponent(none, 0),
  ...withExponent(three, 3),
];

const byCode = new Map(ASSETS.map((asset) => [asset.code, asset]));

/** By ISO 4217 code, any case; null when it is not one of {@link ASSETS}. */
export const findAsset = (code: string): Asset | null => byCode.get(code.toUpperCase()) ?? null;

/** What a person may try instead of a currency that is unknown: the community's own, and a few that everybody knows. */
export const currenciesToName = (assets: readonly Asset[], main?: Asset): string[] => {
  const codes = new Set([...(main ? [main.code] : []), 'GBP', 'EUR', 'USD', 'CHF', 'JPY']);
  return [...codes].filter((code) => assets.some((asset) => asset.code === code));
};

/** Signs that several currencies share. The community's own currency wins where it bears the sign, otherwise the first. */
const signs: Record<string, string> = {
  '£': 'GBP',
  '€': 'EUR',
  $: 'USD AUD CAD HKD NZD SGD MXN CLP',
  '¥': 'JPY CNY',
  '₹': 'INR',
  '₩': 'KRW',
  '₫': 'VND',
  '₺': 'TRY',
  '₴': 'UAH',
  zł: 'PLN',
  Kč: 'CZK',
  kr: 'SEK DKK NOK ISK',
  R$: 'BRL',
  US$: 'USD',
  A$: 'AUD',
  C$: 'CAD',
  CA$: 'CAD',
  HK$: 'HKD',
  NZ$: 'NZD',
  S$: 'SGD',
};

const signsFolded = new Map(Object.entries(signs).map(([sign, codes]) => [sign.toLowerCase(), codes]));

/** The currency that a code (`gbp`) or a sign (`£`, `$`, `kr`) means in a community whose own currency is `main`; null when unknown. */
export const readCurrency = (text: string, assets: readonly Asset[], main: Asset): Asset | null => {
  const known = (code: string) => assets.find((asset) => asset.code === code) ?? null;
  const codes = signsFolded.get(text.toLowerCase())?.split(' ');
  if (!codes) return known(text.toUpperCase());
  return codes.includes(main.code) ? main : known(codes[0]!);
};

/** Whether the sign or code may stand for this currency: `$5 CAD` says the same thing twice, `£5 EUR` does not. */
export const signOf = (text: string, asset: Asset): boolean =>
  text.toUpperCase() === asset.code ||
  (signsFolded.get(text.toLowerCase())?.split(' ').includes(asset.code) ?? false);
