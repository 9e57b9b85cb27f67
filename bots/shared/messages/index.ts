/** The common words for a locale: German for `de*`, English for everybody else; numbers always in the person's own way. */
import { formatMoney } from '../../../core/index.ts';
import type { Common, Language } from './catalogue.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** The languages that there are sentences in. */
type Tongue = 'en' | 'de';

export interface Messages {
  tongue: Tongue;
  common: Common;
  language: Language;
}

const isGerman = (locale: string): boolean => /^de\b/i.test(locale);

/** The language of the sentences. Money keeps the person's own locale: what `1,000` means must not change between what they type and what they read. */
const speechOf = (locale: string): string => (isGerman(locale) ? 'de' : 'en-GB');

function languageFor(locale: string): Language {
  const speech = speechOf(locale);
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(speech, { timeZone: 'UTC', ...options });
    return (iso: string) => format.format(new Date(iso));
  };
  const list = new Intl.ListFormat(speech, { type: 'conjunction' });
  const either = new Intl.ListFormat(speech, { type: 'disjunction' });
  const plurals = new Intl.PluralRules(speech);
  const numbers = new Intl.NumberFormat(speech);
  const clock = dates({ hour: '2-digit', minute: '2-digit' });
  return {
    money: (amount) => formatMoney(amount, locale),
    day: dates({ day: 'numeric', month: 'short', year: 'numeric' }),
    dayShort: dates({ day: 'numeric', month: 'short' }),
    time: (iso) => `${clock(iso)} UTC`,
    list: (items) => list.format(items),
    either: (items) => either.format(items),
    plural: (count, forms) =>
      forms[plurals.select(count) === 'one' ? 'one' : 'other'].replace('#', numbers.format(count)),
  };
}

const known = new Map<string, Messages>();

/** `locale` BCP 47; anything unreadable is English. Kept, because `Intl` objects are slow to make; bounded, because locales come from outside. */
export function messagesFor(locale: string): Messages {
  const kept = known.get(locale);
  if (kept) return kept;
  const tongue: Tongue = isGerman(locale) ? 'de' : 'en';
  const messages = { tongue, common: { en, de }[tongue], language: languageFor(locale) };
  if (known.size < 100) known.set(locale, messages);
  return messages;
}
