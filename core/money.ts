/** Money: what it is, how people write it, and how it is written to them. Exact from the first character to the last. */
import { Decimal } from 'decimal.js';
import { currenciesToName, findAsset, readCurrency, signOf } from './assets.ts';
import { type NumberReading, normalise, readNumber } from './numerals.ts';
import { type Refusal, refuse } from './refusals.ts';
import { remember } from './remember.ts';

/** An asset as people meet it. `exponent` is the number of decimals of its minor unit (ISO 4217 for fiat: JPY 0, KWD 3). */
export interface Asset {
  code: string;
  exponent: number;
}

/** An exact amount: integer minor units of one asset. `minor` is a decimal string so that it survives JSON. */
export interface Money {
  minor: string;
  asset: Asset;
}

export const money = (minor: bigint, asset: Asset): Money => ({
  minor: minor.toString(),
  asset: { code: asset.code, exponent: asset.exponent },
});

/** What a person's words for an amount came to. `ambiguous`: two readings, the locale's own first; ask which. */
export type ParsedAmount =
  | { status: 'parsed'; money: Money }
  | { status: 'refused'; refusal: Refusal }
  | { status: 'ambiguous'; text: string; readings: [Money, Money] };

export interface AmountContext {
  /** The person's own locale, BCP 47; null when they never set one (an assumed default must not decide what `1.000` is). */
  locale: string | null;
  /** The currencies that may be named. */
  assets: readonly Asset[];
  /** The community's currency: what a bare number is, and whose sign `$` is. */
  main: Asset;
}

/** decimal.js rounds results to 20 significant digits unless told otherwise; nothing that passes {@link textCharactersMax} needs 100. */
const Exact = Decimal.clone({ precision: 100, defaults: true });

/** Above this nothing is a payment, and far below what numeric(38,0) holds even with 18 decimals. In major units. */
const majorUnitsMax = new Exact('1e15');
const textCharactersMax = 64;

const refused = (refusal: { refusal: Refusal }): ParsedAmount => ({
  status: 'refused',
  refusal: refusal.refusal,
});

const toMinor = (decimal: string, asset: Asset): Decimal =>
  new Exact(decimal).mul(new Exact(10).pow(asset.exponent));

const toMoney = (decimal: string, asset: Asset): Money =>
  money(BigInt(toMinor(decimal, asset).toFixed(0)), asset);

/** One amount with at most one currency, before or after it: `5`, `£5`, `5 gbp`, `GBP 1,000.50`. */
const shape =
  /^(?<minus>[-−])? ?(?<before>[\p{L}\p{Sc}]+)?(?<gap> ?)(?<inner>[-−])?(?<number>[.,٫]?\d(?:[ .,'٫]?\d)*)(?<space> ?)(?<after>[\p{L}\p{Sc}]+)?$/u;

/**
 * Reads an amount as a person wrote it, exactly, in the way of their locale. Nothing is rounded and nothing is guessed:
 * - more decimals than the asset has: `amount_too_many_decimals`;
 * - one separator followed by exactly three digits (`1.000`): where the locale says that it groups, it groups; where the
 *   locale says that it is the decimal separator, or there is no locale, both readings come back to be asked about.
 *   Two exceptions: an asset written with three decimals (KWD) is read by a known locale, and a reading that the asset
 *   cannot hold (`1.005` GBP) is refused, for the other reading would be a thousandfold of a slip;
 * - signs, exponents, hexadecimal, words and invisible characters inside: refused. Any script's digits are read.
 */
export function parseAmount(text: string, context: AmountContext): ParsedAmount {
  const shown = text.trim().slice(0, textCharactersMax);
  if (shown === '') return refused(refuse('amount_missing'));
  const invalid = refused(refuse('amount_invalid', { text: shown }));
  if (text.trim().length > textCharactersMax) return invalid;
  const plain = normalise(text);
  const parts = plain === null ? undefined : shape.exec(plain)?.groups;
  if (!parts || (parts.minus && parts.inner)) return invalid;

  const asset = assetOf(parts, context);
  if (asset === 'invalid') return invalid;
  if ('refusal' in asset) return refused(asset);
  const reading = readNumber(parts.number!, context.locale);
  if (reading === null) return invalid;
  if (parts.minus || parts.inner) return refused(refuse('amount_not_positive', { text: shown }));
  return judge(reading, asset, context, shown);
}

/** The currency among the parts; a word stuck to the number that is no currency (`100abc`, `1k`) makes the amount invalid. */
function assetOf(parts: Record<string, string | undefined>, context: AmountContext) {
  if (parts.before !== undefined && parts.after !== undefined) {
    const asset = readCurrency(parts.after, context.assets, context.main);
    return asset && signOf(parts.before, asset) ? asset : ('invalid' as const);
  }
  const word = parts.before ?? parts.after;
  if (word === undefined) return context.main;
  const asset = readCurrency(word, context.assets, context.main);
  if (asset) return asset;
  const apart = (parts.before === undefined ? parts.space : parts.gap) !== '';
  if (!apart && /^\p{L}/u.test(word)) return 'invalid' as const;
  return refuse('currency_unknown', { text: word, known: currenciesToName(context.assets, context.main) });
}

function judge(reading: NumberReading, asset: Asset, context: AmountContext, text: string): ParsedAmount {
  const tooManyDecimals = refused(
    refuse('amount_too_many_decimals', { text, asset: asset.code, exponent: asset.exponent }),
  );
  const canonical = context.locale !== null && asset.exponent === 3;
  if (reading.grouped !== null && reading.decimal !== null && !canonical) {
    if (!toMinor(reading.decimal, asset).isInteger()) return tooManyDecimals;
    if (new Exact(reading.grouped).gt(majorUnitsMax)) return refused(refuse('amount_too_large', { text }));
    return {
      status: 'ambiguous',
      text,
      readings: [toMoney(reading.decimal, asset), toMoney(reading.grouped, asset)],
    };
  }
  const decimal = reading.decimal ?? reading.grouped!;
  const fraction = decimal.split('.')[1] ?? '';
  if (fraction.length > asset.exponent) return tooManyDecimals;
  const value = new Exact(decimal);
  if (value.isZero()) return refused(refuse('amount_not_positive', { text }));
  if (value.gt(majorUnitsMax)) return refused(refuse('amount_too_large', { text }));
  return { status: 'parsed', money: toMoney(decimal, asset) };
}

/** The exact decimal in major units, with a dot and without grouping: `1234.50`. */
export function decimalText({ minor, asset }: Money): `${number}` {
  const negative = minor.startsWith('-');
  const digits = (negative ? minor.slice(1) : minor).padStart(asset.exponent + 1, '0');
  const cut = digits.length - asset.exponent;
  const fraction = asset.exponent === 0 ? '' : `.${digits.slice(cut)}`;
  return `${negative ? '-' : ''}${digits.slice(0, cut)}${fraction}` as `${number}`;
}

type Format = (decimal: `${number}`) => string;

/** By locale and asset. Kept, because `Intl` objects are slow to make; bounded, because locales come from outside. */
const formats = remember<Format>(1_000);

const decimalFormats = remember<Format>(1_000);

function formatFor(locale: string, asset: Asset): Format {
  const key = `${locale} ${asset.code} ${asset.exponent}`;
  return formats(key, () => createFormat([usableLocale(locale), 'en'], asset));
}

/**
 * `Intl.NumberFormat` takes decimal strings exactly (ECMA-402, NumberFormat v3), so no float is ever made. Of what is no currency zeros that
 * say nothing are left out: `1.5 ACME`, whether it has 6 decimals or 18.
 */
function createFormat(locales: string[], { code, exponent }: Asset): Format {
  if (findAsset(code)) {
    const digits = { minimumFractionDigits: exponent, maximumFractionDigits: exponent };
    const format = new Intl.NumberFormat(locales, { style: 'currency', currency: code, ...digits });
    return (decimal) => format.format(decimal);
  }
  const format = new Intl.NumberFormat(locales, { maximumFractionDigits: exponent });
  return (decimal) => `${format.format(decimal)} ${code}`;
}

/** A language tag that `Intl` takes; `en` in the place of one that it does not. */
const usableLocale = (locale: string): string => {
  try {
    return Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
};

/** Of any decimal, exactly: `1,234.5678`, with at least so many decimals. At most 20. */
export function formatDecimal(decimal: string, locale: string, decimals = 0): string {
  const format = decimalFormats(`${decimals} ${locale}`, () => {
    const digits = new Intl.NumberFormat([usableLocale(locale), 'en'], {
      minimumFractionDigits: decimals,
      maximumFractionDigits: 20,
    });
    return (text) => digits.format(text);
  });
  return format(decimal as `${number}`);
}

/** For people: `£5.00`, `5,00 £`, `¥500`. */
export const formatMoney = (amount: Money, locale: string): string =>
  formatFor(locale, amount.asset)(decimalText(amount));
