/** The languages that people may be spoken to in: each has sentences for everything (bots/shared). */
export const LANGUAGES = ['en', 'de'] as const;

export type LanguageCode = (typeof LANGUAGES)[number];

/** What a BCP 47 locale says of the language: `de` for `de-AT`. Any text. */
const languageOf = (locale: string): string => locale.split(/[-_]/, 1)[0]!.toLowerCase();

/**
 * How somebody is spoken to, and writes numbers: in the language of their choice. Where the chat says the same language it says more,
 * such as the country; where it says another one, what they chose decides alone.
 */
export const localeOf = (chosen: string | null, told: string | null): string | null =>
  chosen === null || (told !== null && languageOf(told) === chosen) ? told : chosen;
