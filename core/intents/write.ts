/** For capability services, inside their own database transaction: buttons that exist if and only if what they belong to does. */
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { opaqueKey } from '../ids.ts';
import { toJsonb } from '../outbox/json.ts';
import { limits } from '../policy/limits.ts';
import type { Json } from '../ports/chat.ts';
import type { Clock } from '../ports/clock.ts';

const statement = {
  put: sqlFile(import.meta.url, './sql/put.sql'),
  use: sqlFile(import.meta.url, './sql/use.sql'),
  used: sqlFile(import.meta.url, './sql/used.sql'),
};

export interface NewIntent {
  /** As its capability registered it. */
  kind: string;
  /** Who may press it. Null where the capability decides that at the press. */
  person: bigint | null;
  /** What it is about, an id of the capability's own. */
  subject?: bigint;
  payload?: Json;
  /** Unset: it lives as long as its subject says. */
  expiresAt?: Date;
}

/** When a form closes that is opened now. */
export const formUntil = ({ clock }: { clock: Clock }): Date =>
  new Date(clock.now().getTime() + limits.formMinutes * 60_000);

/** Until when a button works that is shown now and belongs to nothing with an end of its own. */
export const buttonUntil = ({ clock }: { clock: Clock }): Date =>
  new Date(clock.now().getTime() + limits.buttonDays * 86_400_000);

/** Returns their keys, in their order. */
export async function putIntents(
  { clock }: { clock: Clock },
  sql: Queryable,
  intents: readonly NewIntent[],
): Promise<string[]> {
  const keys = intents.map(() => opaqueKey());
  if (keys.length > 0)
    await run(sql, statement.put, [
      keys,
      intents.map(({ kind }) => kind),
      intents.map(({ person }) => person),
      intents.map(({ subject }) => subject ?? null),
      intents.map(({ payload }) => toJsonb(payload)),
      intents.map(({ expiresAt }) => expiresAt ?? null),
      clock.now(),
    ]);
  return keys;
}

/** As {@link putIntents}, of one. */
export const putIntent = async (
  context: { clock: Clock },
  sql: Queryable,
  intent: NewIntent,
): Promise<string> => (await putIntents(context, sql, [intent]))[0]!;

/**
 * It has acted, by the event of this key: no other event's press reaches its capability any more, and this one's finds `outcome`.
 * A button that may act again, or once for each person, is not used; its capability records what was done.
 */
export const useIntent = (
  { clock }: { clock: Clock },
  sql: Queryable,
  { key, by, outcome }: { key: string; by: string; outcome: Json },
): Promise<unknown> => run(sql, statement.use, [key, by, toJsonb(outcome), clock.now()]);

/** By which event it has acted, as of now: whoever asks holds the lock under which it would. Null for none. */
export async function usedBy(sql: Queryable, key: string): Promise<string | null> {
  const [row] = await run<{ used_key: string | null }>(sql, statement.used, [key]);
  return row!.used_key;
}
