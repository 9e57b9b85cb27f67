/** How numbers are written in the world: any script's digits, either separator, any grouping. Strings in, strings out; no arithmetic. */
import { remember } from './remember.ts';

/** A decimal with a dot and no grouping for each way the number can be read. Both: one separator, exactly three digits after it, and the locale does not say that it groups. */
export interface NumberReading {
  /** The separator is the decimal one (or there is nothing to doubt). */
  decimal: string | null;
  /** The separator groups thousands. */
  grouped: string | null;
}

/** Marks that some keyboards put around numbers; they show nothing, and at the ends they mean nothing. */
const edgeMarks =
  /^[\s\u200b\u200e\u200f\u061c\u2066-\u2069\ufeff]+|[\s\u200b\u200e\u200f\u061c\u2066-\u2069\ufeff]+$/gu;

/**
 * Digits of every script to ASCII, full-width forms and typographic spaces to plain ones; the Arabic decimal separator
 * stays, for it can only be one thing. Null when characters that cannot be seen (Unicode Cf, Cc) are left inside:
 * they can make an amount look like another.
 */
export function normalise(text: string): string | null {
  const bare = text.replace(edgeMarks, '');
  if (/[\p{Cf}\p{Cc}\p{Co}\p{Cs}]/u.test(bare)) return null;
  return bare
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/\s/gu, ' ')
    .replace(/[’٬]/g, "'")
    .replace('￡', '£')
    .replace('￥', '¥')
    .replace('￦', '₩');
}

/** Unicode gives every script's decimal digits ten consecutive places from zero up, and neighbouring sets touch only at such bounds (Unicode Standard §4.6). */
function asciiDigit(digit: string): string {
  let start = digit.codePointAt(0)!;
  const place = start;
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start -= 1;
  return String((place - start) % 10);
}

/** Reads digits with separators (`1.000`, `1 000,50`, `1'000.50`, `12,34,567`), already normalised. Null when it is no number in any reading. */
export function readNumber(text: string, locale: string | null): NumberReading | null {
  const separators = text.match(/[^\d]/g) ?? [];
  const last = separators.at(-1);
  if (last === undefined) return { decimal: text, grouped: null };
  const rest = separators.slice(0, -1);
  const isPoint = last === '.' || last === ',' || last === '٫';
  if (rest.length > 0 && !rest.includes(last)) return isPoint ? mixed(text, rest, locale) : null;
  if (rest.some((separator) => separator !== last)) return null;
  if (last === '٫') return rest.length === 0 ? { decimal: asDecimal(text, last), grouped: null } : null;
  const grouped = isGrouped(text, last, locale) ? text.replaceAll(last, '') : null;
  if (!isPoint || rest.length > 0) return grouped === null ? null : { decimal: grouped, grouped: null };
  if (grouped === null) return { decimal: asDecimal(text, last), grouped: null };
  return locale !== null && separatorsOf(locale).group === last
    ? { decimal: grouped, grouped: null }
    : { decimal: asDecimal(text, last), grouped };
}

const asDecimal = (text: string, point: string) => `0${text.replace(point, '.')}`;

/** Two kinds of separator: the first groups, the last one is the decimal point. */
function mixed(text: string, grouping: string[], locale: string | null): NumberReading | null {
  const cut = text.search(/[^\d]\d*$/);
  const head = text.slice(0, cut);
  const separator = grouping[0]!;
  if (grouping.some((other) => other !== separator) || separator === '٫') return null;
  if (!isGrouped(head, separator, locale)) return null;
  return { decimal: `${head.replaceAll(separator, '')}.${text.slice(cut + 1)}`, grouped: null };
}

/** Groups of three behind one to three digits; groups of two before the last three only where the locale writes so (lakh, crore). */
function isGrouped(text: string, separator: string, locale: string | null): boolean {
  const groups = text.split(separator);
  const [head, ...tail] = groups as [string, ...string[]];
  if (!/^[1-9]\d{0,2}$/.test(head)) return false;
  if (tail.every((group) => group.length === 3)) return true;
  if (locale === null || !separatorsOf(locale).lakh) return false;
  return (
    head.length <= 2 && tail.at(-1)!.length === 3 && tail.slice(0, -1).every((group) => group.length === 2)
  );
}

interface Separators {
  group: string | null;
  lakh: boolean;
}

const known = remember<Separators>(1_000);

/** What the locale's numbers look like in ASCII digits. */
const separatorsOf = (locale: string): Separators => known(locale, () => readSeparators(locale));

function readSeparators(locale: string): Separators {
  let format: Intl.NumberFormat;
  try {
    format = new Intl.NumberFormat(locale.replaceAll('_', '-'), { numberingSystem: 'latn' });
  } catch {
    format = new Intl.NumberFormat('en');
  }
  const parts = format.formatToParts(1234567.8);
  const group = parts.find((part) => part.type === 'group')?.value ?? null;
  const lakh = parts.filter((part) => part.type === 'integer')[1]?.value.length === 2;
  return { group, lakh };
}
