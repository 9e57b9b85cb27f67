/** The language service: in which language somebody is spoken to, and how they choose another one. */
import { z } from 'zod';
import type { PressedIntent } from '../capability.ts';
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { inTransaction, run, sqlFile } from '../db/index.ts';
import { lockPeople, personOf } from '../identity/index.ts';
import { buttonUntil, type NewIntent, putIntents } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import { LANGUAGES, type LanguageCode } from '../languages.ts';
import { money } from '../money.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result } from '../refusals.ts';
import type { LanguageNotice, LanguageService } from './types.ts';

const statement = {
  putChoice: sqlFile(import.meta.url, './sql/put_choice.sql'),
  set: sqlFile(import.meta.url, './sql/set_language.sql'),
  forget: sqlFile(import.meta.url, './sql/forget_choices.sql'),
};

const keptChoices_ms = 30 * 86_400_000;

/** Large enough to be grouped. */
const example_minor = 123_450n;

/** What the buttons stand beside: an answer, which becomes the new one, or the person's own page. */
type Place = 'answer' | 'home';

export const languageOf = (context: Context): LanguageService => ({
  async settings(identity) {
    const person = await personOf(context, identity);
    return languageNotice(context, person, 'answer');
  },

  async choose(identity, language, key) {
    const person = await personOf(context, identity);
    await choose(context, person.id, language, key);
    return localeNow(context, identity);
  },

  localeOf: async (identity) => (await context.known(identity))?.locale ?? null,
});

const localeNow = async (context: Context, identity: Identity): Promise<string> =>
  (await context.known(identity))?.locale ?? DEFAULT_LOCALE;

/** The same event again does not undo what was chosen since. */
const choose = (context: Context, asked: bigint, language: LanguageCode | null, key: string): Promise<void> =>
  inTransaction(context.sql, async (sql) => {
    const person = (await lockPeople(sql, [asked], 'update')).get(asked)!.id;
    const first = await run(sql, statement.putChoice, [key, person, language, context.clock.now()]);
    if (first.length > 0) await run(sql, statement.set, [person, language]);
  });

export async function languageNotice(
  context: Context,
  { id, language }: { id: bigint; language: LanguageCode | null },
  place: Place,
): Promise<LanguageNotice> {
  const expiresAt = buttonUntil(context);
  const offered = [...LANGUAGES, null].filter((one) => one !== language);
  const keys = await putIntents(
    context,
    context.sql,
    offered.map(
      (one): NewIntent => ({
        kind: 'language',
        person: id,
        payload: { language: one, place },
        expiresAt,
      }),
    ),
  );
  return {
    kind: 'language',
    chosen: language,
    example: money(example_minor, context.assets.main),
    choices: offered.map((one, at) => ({ language: one, intent: keys[at]! })),
  };
}

const payloadSchema = z.object({ language: z.enum(LANGUAGES).nullable(), place: z.enum(['answer', 'home']) });

export async function pressLanguage(
  context: Context,
  { payload, by, identity, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  const { language, place } = payloadSchema.parse(payload);
  await choose(context, by.id, language, origin.key);
  const now = (await context.known(identity))!;
  const locale = now.locale ?? DEFAULT_LOCALE;
  if (place === 'home') return ok({ page: true, locale });
  return ok({ in_place: await languageNotice(context, now, place), locale });
}

export async function forgetChoices({ sql, clock }: Context, limit: number): Promise<number> {
  const before = new Date(clock.now().getTime() - keptChoices_ms);
  return (await run(sql, statement.forget, [before, limit])).length;
}
