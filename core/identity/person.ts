/** Finding people, making the ones nobody knew, and locking them against being frozen or merged. */

import type { PersonView, Who } from '../common.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { publicId } from '../ids.ts';
import { localeOf } from '../languages.ts';
import { type Identity, identityText } from '../ports/chat.ts';
import { cleanName } from '../text.ts';
import type { KnownIdentity, Person } from './types.ts';

const statement = {
  find: sqlFile(import.meta.url, './sql/find_identities.sql'),
  create: sqlFile(import.meta.url, './sql/create_identity.sql'),
  people: sqlFile(import.meta.url, './sql/people.sql'),
  lock: sqlFile(import.meta.url, './sql/advisory_lock.sql'),
  share: sqlFile(import.meta.url, './sql/lock_people_share.sql'),
  update: sqlFile(import.meta.url, './sql/lock_people_update.sql'),
  contacts: sqlFile(import.meta.url, './sql/contacts.sql'),
};

export const viewOf = ({ public_id, name, identities }: Person): PersonView => ({
  id: public_id,
  name,
  identities,
});

/** Somebody as whom one pays, by an identity that stays theirs. Null for somebody who is only a name so far. */
export function whoOf({ identities, name }: Person): Who | null {
  const [first] = identities;
  if (!first) return null;
  const { platform, tenant, user } = first;
  return { by: 'identity', identity: { platform, tenant, user }, name };
}

/** In the order of the identities; null for whom nobody knows. */
export async function findIdentities(
  sql: Queryable,
  identities: readonly Identity[],
): Promise<(KnownIdentity | null)[]> {
  const rows = await run<Omit<KnownIdentity, 'locale'> & { number: number }>(sql, statement.find, [
    identities.map(({ platform }) => platform),
    identities.map(({ tenant }) => tenant),
    identities.map(({ user }) => user),
  ]);
  const known = new Map(
    rows.map(({ number, ...identity }) => {
      const locale = localeOf(identity.language, identity.told_locale);
      return [number, { ...identity, locale }];
    }),
  );
  return identities.map((_, index) => known.get(index + 1) ?? null);
}

/** In a database transaction; outside of one, `context.known` asks for many at once. */
export const findIdentity = async (sql: Queryable, identity: Identity): Promise<KnownIdentity | null> =>
  (await findIdentities(sql, [identity]))[0]!;

/** Waits for everybody else who is at the same thing, until the end of the database transaction. */
export const advisoryLock = (sql: Queryable, name: string): Promise<unknown[]> =>
  run(sql, statement.lock, [name]);

/** The identity with its person, both made when nobody knew it. In a database transaction. */
export async function ensureIdentity(
  sql: Queryable,
  identity: Identity,
  name: string,
  now: Date,
): Promise<KnownIdentity> {
  await advisoryLock(sql, `identity:${identityText(identity)}`);
  const known = await findIdentity(sql, identity);
  if (known) return known;
  const { platform, tenant, user } = identity;
  const shown = cleanName(name) || user;
  await run(sql, statement.create, [publicId('prs'), platform, tenant, user, shown, false, now]);
  return (await findIdentity(sql, identity))!;
}

/** As {@link ensureIdentity}, in a database transaction of its own and only where there is something to make. */
export const personOf = async (context: Context, identity: Identity, name = ''): Promise<KnownIdentity> =>
  (await context.known(identity)) ??
  inTransaction(context.sql, (sql) => ensureIdentity(sql, identity, name, context.clock.now()));

/** People by id, each as the person that they have turned out to be. The map has every id that was asked for. */
export async function loadPeople(sql: Queryable, ids: readonly bigint[]): Promise<Map<bigint, Person>> {
  const rows = await run<Person & { asked: bigint }>(sql, statement.people, [[...new Set(ids)]]);
  return new Map(rows.map(({ asked, ...person }) => [asked, person]));
}

/**
 * Locks people, as the persons that they have turned out to be, until the end of the database transaction: with `share`
 * nobody can freeze or merge them meanwhile, with `update` only the caller may. Lock people before payments and accounts.
 */
export async function lockPeople(
  sql: Queryable,
  ids: readonly bigint[],
  mode: 'share' | 'update',
): Promise<Map<bigint, Person>> {
  // Sent together; the second statement sees what was committed while the first one waited.
  const [, people] = await Promise.all([run(sql, statement[mode], [[...ids]]), loadPeople(sql, ids)]);
  const merged = ids.filter((id) => people.get(id)!.id !== id);
  if (merged.length === 0) return people;
  const survivors = await lockPeople(sql, [...new Set([...people.values()].map(({ id }) => id))], mode);
  return new Map(ids.map((id) => [id, survivors.get(people.get(id)!.id)!]));
}

/**
 * As {@link lockPeople} with `share`, in one statement, for people who were loaded a moment ago: how they stand is read
 * again, what they are called is not.
 */
export async function lockLoaded(sql: Queryable, people: readonly Person[]): Promise<Map<bigint, Person>> {
  interface Standing {
    id: bigint;
    merged_into: bigint | null;
    frozen: boolean;
    met: boolean;
  }
  const ids = [...new Set(people.map(({ id }) => id))];
  const rows = await run<Standing>(sql, statement.share, [ids]);
  if (rows.some(({ merged_into }) => merged_into !== null)) return lockPeople(sql, ids, 'share');
  const standing = new Map(rows.map((row) => [row.id, row]));
  return new Map(
    people.map((person) => {
      const { frozen, met } = standing.get(person.id)!;
      return [person.id, { ...person, frozen, met }];
    }),
  );
}

export interface Contact {
  identity: Identity;
  locale: string | null;
}

/** Where to write to people directly, and in which language. Without those who are only names so far. */
export async function contactsOf(sql: Queryable, people: readonly bigint[]): Promise<Map<bigint, Contact>> {
  interface Row {
    person: bigint;
    platform: Identity['platform'];
    tenant: string;
    user_id: string;
    told_locale: string | null;
    language: string | null;
  }
  if (people.length === 0) return new Map();
  const rows = await run<Row>(sql, statement.contacts, [[...people]]);
  return new Map(
    rows.map(({ person, platform, tenant, user_id, told_locale, language }) => [
      person,
      { identity: { platform, tenant, user: user_id }, locale: localeOf(language, told_locale) },
    ]),
  );
}

/** As {@link contactsOf}, of one. Null for somebody who is only a name so far. */
export const contactOf = async (sql: Queryable, person: bigint): Promise<Contact | null> =>
  (await contactsOf(sql, [person])).get(person) ?? null;
