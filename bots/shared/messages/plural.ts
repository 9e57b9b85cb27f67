/**
 * How languages count: by CLDR's categories, as ICU's plurals do, but in the language of the compiler. A form for `=0` or any other
 * number stands before its category, and `#` is the number.
 */
import type { LanguageCode } from '../../../core/index.ts';

/** Which categories each language has; a test holds them to what `Intl` knows. */
export const CATEGORIES = {
  en: ['one', 'other'],
  de: ['one', 'other'],
} as const satisfies Record<LanguageCode, readonly Intl.LDMLPluralRule[]>;

/** A form for every category, and for single numbers where they are said otherwise. */
export type Forms<Category extends string> = Readonly<
  Record<Category, string> & Partial<Record<`=${bigint}`, string>>
>;

/** Of one language; unless that is said, with the categories of every language that there is, so that none is ever missing. */
export type PluralForms<L extends LanguageCode = LanguageCode> = Forms<(typeof CATEGORIES)[L][number]>;

/** With ordinal rules it says the first, the second, the third. */
export function pluralBy<Category extends Intl.LDMLPluralRule>(
  rules: Intl.PluralRules,
  numbers: Intl.NumberFormat,
): (count: number, forms: Forms<Category>) => string {
  return (count, forms) => {
    const found: Readonly<Record<string, string | undefined>> = forms;
    // The compiler knows that every category of the language is there.
    const form = found[`=${count}`] ?? found[rules.select(count)]!;
    return form.replaceAll('#', () => numbers.format(count));
  };
}
