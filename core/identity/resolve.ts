/** From how somebody is named in a command to who they are. */
import type { Who } from '../common.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { type Identity, identityText, PLATFORMS, type Platform } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { cleanHandle, clip } from '../text.ts';
import { advisoryLock, ensureIdentity, findIdentity, personOf } from './person.ts';
import type { Bearer, HandleName, KnownIdentity, Person } from './types.ts';

const statement = { byHandle: sqlFile(import.meta.url, './sql/find_handles.sql') };

/** Who bears each of these handles. */
export async function findBearers(sql: Queryable, names: readonly HandleName[]): Promise<Bearer[][]> {
  interface Row {
    number: number;
    platform: Identity['platform'];
    tenant: string;
    user_id: string;
    person: Omit<Person, 'id'> & { id: string };
  }
  const rows = await run<Row>(sql, statement.byHandle, [
    names.map(({ platform }) => platform),
    names.map(({ tenant }) => tenant),
    names.map(({ handle }) => handle),
  ]);
  const bearers = names.map((): Bearer[] => []);
  for (const { number, platform, tenant, user_id, person } of rows)
    bearers[number - 1]!.push({
      identity: { platform, tenant, user: user_id },
      person: { ...person, id: BigInt(person.id) },
    });
  return bearers;
}

/** Handles of one platform and tenant change hands one at a time, and no placeholder is made meanwhile. */
export const lockHandles = (sql: Queryable, { platform, tenant }: Omit<Identity, 'user'>): Promise<unknown> =>
  advisoryLock(sql, `handles:${platform}:${tenant}`);

/** Who stands in for a name that nobody has borne yet. */
export const placeholderOf = (
  sql: Queryable,
  where: Omit<Identity, 'user'>,
  handle: string,
): Promise<KnownIdentity | null> => findIdentity(sql, { ...where, user: `@${handle}` });

/**
 * The person who is meant. An identity that a platform vouches for is always somebody: the person is made when never
 * seen. One that was typed must be known here already, for it may be nobody's. A handle must be known, except on Telegram, where a placeholder waits for whoever first comes with it
 * (Telegram tells no id for an @name). Bots are refused.
 */
export async function resolve(context: Context, who: Who, speaker: Identity): Promise<Result<Person>> {
  if (who.by === 'identity') {
    if (who.isBot) return refuse('payee_is_bot', { payee: who.name ?? identityText(who.identity) });
    if (who.typed && !(await context.known(who.identity)))
      return refuse('payee_unknown', { payee: identityText(who.identity) });
    return ok(await personOf(context, who.identity, who.name));
  }
  const handle = cleanHandle(who.handle);
  const here = who.platform === speaker.platform;
  const shown = here ? `@${clip(handle, 60)}` : elsewhere(handle, who.platform);
  // A Slack user speaks of colleagues; from elsewhere any team is meant.
  const tenant = who.tenant ?? (here ? speaker.tenant : null);
  const bearers = await context.bearers({ platform: who.platform, tenant, handle });
  const people = new Set(bearers.map(({ person }) => person.id));
  if (people.size > 1) {
    const choices = bearers.map(({ identity }) => identityText(identity));
    return refuse('payee_ambiguous', { payee: shown, choices });
  }
  const [bearer] = bearers;
  if (bearer) return ok(bearer.person);
  if (who.platform !== 'telegram' || !telegramHandle.test(handle))
    return refuse('payee_unknown', { payee: shown, ...(await meant(context, handle, who.platform)) });
  return ok(await placeholder(context, handle));
}

const elsewhere = (handle: string, platform: Platform): string => `@${clip(handle, 60)}@${platform}`;

/** The same name on another platform, for whoever forgot to say which, or said the wrong one. */
async function meant(context: Context, handle: string, not: Platform): Promise<{ choices?: string[] }> {
  const others = PLATFORMS.filter((platform) => platform !== not);
  const bearers = await Promise.all(
    others.map((platform) => context.bearers({ platform, tenant: platform === 'slack' ? null : '', handle })),
  );
  const choices = others.filter((_, at) => bearers[at]!.length > 0).map((one) => elsewhere(handle, one));
  return choices.length > 0 ? { choices } : {};
}

/** https://core.telegram.org/method/account.checkUsername: 5 to 32 characters; collectible names have 4. */
const telegramHandle = /^[a-z][a-z0-9_]{3,31}$/;

function placeholder(context: Context, handle: string): Promise<Person> {
  const where = { platform: 'telegram', tenant: '' } as const;
  return inTransaction(context.sql, async (sql) => {
    await lockHandles(sql, where);
    const [bearers] = await findBearers(sql, [{ ...where, handle }]);
    if (bearers![0]) return bearers![0].person;
    return ensureIdentity(sql, { ...where, user: `@${handle}` }, `@${handle}`, context.clock.now());
  });
}

/**
 * Whom the bank means: an operator, or null for who stands at the machine itself, where a name is looked for on the platform that it says.
 * Named by their id is also whom nobody has seen yet.
 */
export function resolveForBank(context: Context, who: Who, by: Identity | null): Promise<Result<Person>> {
  if (who.by === 'identity') {
    const { typed: _, ...vouched } = who;
    return resolve(context, vouched, by ?? who.identity);
  }
  return resolve(context, who, by ?? { platform: who.platform, tenant: who.tenant ?? '', user: '' });
}
