/** Where there are no forms, a PIN comes as a direct message: for which button the next one is. Never the PIN itself. */
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { limits } from '../policy/limits.ts';

const statement = {
  put: sqlFile(import.meta.url, './sql/put_prompt.sql'),
  delete: sqlFile(import.meta.url, './sql/delete_prompt.sql'),
  find: sqlFile(import.meta.url, './sql/find_prompt.sql'),
};

export const promptUntil = ({ clock }: Pick<Context, 'clock'>): Date =>
  new Date(clock.now().getTime() + limits.pin.minutes * 60_000);

export const putPrompt = (context: Context, person: bigint, intent: string): Promise<unknown> =>
  run(context.sql, statement.put, [person, intent, promptUntil(context)]);

export const deletePrompt = ({ sql }: Context, person: bigint, intent: string): Promise<unknown> =>
  run(sql, statement.delete, [person, intent]);

export async function findPrompt({ sql, clock }: Context, person: bigint): Promise<string | null> {
  const [prompt] = await run<{ intent: string }>(sql, statement.find, [person, clock.now()]);
  return prompt?.intent ?? null;
}
