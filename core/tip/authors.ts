/** Who wrote what, for platforms whose reactions do not say. */
import type { Context } from '../context.ts';
import { batched, run, sqlFile } from '../db/index.ts';
import { limits } from '../policy/limits.ts';
import { identityText, parseIdentity } from '../ports/chat.ts';
import { communityOf, placeOf } from './rules.ts';
import type { TipService, Written } from './types.ts';

const statement = {
  wrote: sqlFile(import.meta.url, './sql/wrote.sql'),
  authorOf: sqlFile(import.meta.url, './sql/author_of.sql'),
  forget: sqlFile(import.meta.url, './sql/forget.sql'),
};

/** Messages at most that are kept by one statement. */
const together_max = 200;

export function authorsOf(context: Context): Pick<TipService, 'wrote' | 'authorOf'> {
  const { sql, clock } = context;
  const wrote = batched(async (messages: Written[]) => {
    await run(sql, statement.wrote, [
      messages.map(({ conversation, message }) => placeOf(conversation, { ...conversation, message })),
      messages.map(({ conversation }) => communityOf(conversation)),
      messages.map(({ author }) => identityText(author)),
      messages.map(({ name }) => name),
      messages.map(({ isBot }) => isBot),
      clock.now(),
    ]);
    return messages.map(() => undefined);
  }, together_max);
  return {
    wrote,
    async authorOf(conversation, message) {
      const place = placeOf(conversation, { ...conversation, message });
      type Row = { author: string; name: string; is_bot: boolean };
      const [row] = await run<Row>(sql, statement.authorOf, [place]);
      const author = row && parseIdentity(row.author);
      return author ? { author, name: row.name, isBot: row.is_bot } : null;
    },
  };
}

/** What nobody asks for any more. */
export async function forget({ sql, clock }: Context): Promise<number> {
  const before = new Date(clock.now().getTime() - limits.tip.rememberedDays * 86_400_000);
  await run(sql, statement.forget, [before]);
  return 0;
}
