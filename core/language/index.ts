/** Languages: people may choose theirs; whoever does not is spoken to as their chat says. */
import type { Capability } from '../capability.ts';
import type { Context } from '../context.ts';
import { sqlFile } from '../db/index.ts';
import { forgetChoices, languageNotice, languageOf, pressLanguage } from './language.ts';
import type { LanguageService } from './types.ts';

export const createLanguage = (context: Context): Capability<LanguageService> => ({
  service: languageOf(context),
  presses: { language: (press) => pressLanguage(context, press) },
  schedules: {
    forget_language_choices: { every_ms: 3_600_000, run: (limit) => forgetChoices(context, limit) },
  },
  async home(identity) {
    const person = await context.known(identity);
    return person ? [await languageNotice(context, person, 'home')] : [];
  },
  trail: sqlFile(import.meta.url, './sql/trail.sql'),
});
