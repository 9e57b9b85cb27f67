/** The common words for a locale: German for `de*`, English for everybody else; numbers always in the person's own way. */
import { formatDecimal, formatMoney, type LanguageCode, type Money, remember } from '../../../core/index.ts';
import type { Common, Language } from './catalogue.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { pluralBy } from './plural.ts';

export interface Messages {
  tongue: LanguageCode;
  common: Common;
  language: Language;
}

const isGerman = (locale: string): boolean => /^de\b/i.test(locale);

/** The language of the sentences. Money keeps the person's own locale: what `1,000` means must not change between what they type and what they read. */
const SPEECH = { en: 'en-GB', de: 'de' } as const satisfies Record<LanguageCode, string>;

/** A date or a time stays on one line. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

/** What does not depend on the reader. Made once, because `Intl` objects are slow to make. */
const countingIn = (speech: string): Pick<Language, 'list' | 'either' | 'plural' | 'date' | 'month'> => {
  const calendar = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(speech, { timeZone: 'UTC', ...options });
    return (day: string) => unbroken(format.format(new Date(`${day}T00:00:00Z`)));
  };
  const list = new Intl.ListFormat(speech, { type: 'conjunction' });
  const either = new Intl.ListFormat(speech, { type: 'disjunction' });
  return {
    date: calendar({ day: 'numeric', month: 'short', year: 'numeric' }),
    month: calendar({ month: 'long', year: 'numeric' }),
    list: (items) => list.format(items),
    either: (items) => either.format(items),
    plural: pluralBy(new Intl.PluralRules(speech), new Intl.NumberFormat(speech)),
  };
};
const counting = { en: countingIn(SPEECH.en), de: countingIn(SPEECH.de) };

/** To the last digit that a rate can have. */
const percentIn = (speech: string): Language['percent'] => {
  const formatOf = (minimumFractionDigits: number) =>
    percents(
      `${speech} ${minimumFractionDigits}`,
      () =>
        new Intl.NumberFormat(speech, { style: 'percent', minimumFractionDigits, maximumFractionDigits: 4 }),
    );
  return (ppm, decimals = 0) => formatOf(decimals).format(`${ppm}e-6` as `${number}`);
};
const percents = remember<Intl.NumberFormat>(10);

type Dates = Pick<Language, 'day' | 'dayShort' | 'time'>;

/** By whose clock: a reader's own, or UTC, which is said, because it is nobody's. */
const datesIn = (speech: string, zone: string | null): Dates => {
  const by = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(speech, { timeZone: zone ?? 'UTC', ...options });
    return (iso: string) => unbroken(format.format(new Date(iso)));
  };
  const clock = by({ hour: '2-digit', minute: '2-digit' });
  return {
    day: by({ day: 'numeric', month: 'short', year: 'numeric' }),
    dayShort: by({ day: 'numeric', month: 'short' }),
    time: zone === null ? (iso) => unbroken(`${clock(iso)} UTC`) : clock,
  };
};

const dates = remember<Dates>(1_000);

const datesOf = (tongue: LanguageCode, zone: string | null): Dates =>
  dates(`${tongue} ${zone}`, () => {
    try {
      return datesIn(SPEECH[tongue], zone);
    } catch {
      // A zone that another version of `Intl` knew.
      return datesIn(SPEECH[tongue], null);
    }
  });

/** A minus sign, where `Intl` writes a hyphen: a line is never broken behind it. */
const withMinus = (said: string, { minor }: Money): string =>
  minor.startsWith('-') ? said.replace('-', '−') : said;

/** `locale` BCP 47; anything unreadable is English. `zone`: the reader's own, where it is one person and known. */
export function messagesFor(locale: string, zone: string | null = null): Messages {
  const tongue: LanguageCode = isGerman(locale) ? 'de' : 'en';
  const language = {
    money: (amount: Money) => withMinus(formatMoney(amount, locale), amount),
    decimal: (text: string, decimals?: number) => formatDecimal(text, locale, decimals),
    percent: percentIn(SPEECH[tongue]),
    ...datesOf(tongue, zone),
    ...counting[tongue],
  };
  return { tongue, common: { en, de }[tongue], language };
}
