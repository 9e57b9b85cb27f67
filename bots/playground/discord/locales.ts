/** The languages that Discord's client speaks (https://discord.com/developers/docs/reference#locales), and texts in them. */
import type { Localized } from './wire.ts';

export const LOCALES: ReadonlySet<string> = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  ),
);

/** A person's language as Discord says it: `de-DE` is `de`, and what it does not speak is `en-US`. */
export const discordLocale = (locale: string): string => {
  const language = locale.split('-')[0] ?? '';
  if (LOCALES.has(locale)) return locale;
  return LOCALES.has(language) ? language : 'en-US';
};

/** What somebody's client shows of a text that the bot may have given in their language. */
export const localized = (texts: Localized | undefined, text: string, locale: string): string =>
  texts?.[discordLocale(locale)] ?? text;
