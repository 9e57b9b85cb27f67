/** Two people become one, with one balance. */
import { walletOf } from '../accounts.ts';
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { derivedKey } from '../ids.ts';
import type { Account, Submission } from '../ledger/index.ts';
import { type Money, money } from '../money.ts';
import { addDelivery } from '../outbox/index.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { type Contact, contactOf, loadPeople, lockPeople, viewOf } from './person.ts';
import type { Linked, Person } from './types.ts';

const statement = {
  deleteCodes: sqlFile(import.meta.url, './sql/delete_link_codes.sql'),
  putLink: sqlFile(import.meta.url, './sql/put_link.sql'),
  merge: sqlFile(import.meta.url, './sql/merge_person.sql'),
  takeLanguage: sqlFile(import.meta.url, './sql/take_language.sql'),
  moveIdentities: sqlFile(import.meta.url, './sql/move_identities.sql'),
};

/** Two locked people who may be joined. */
export interface Joining {
  from: Person;
  to: Person;
  /** What `from` has. */
  accounts: Account[];
}

export interface JoiningEvent {
  key: string;
  /** Tell `to`, who did nothing just now. */
  tells: boolean;
}

export const hasMoney = ({ accounts }: Joining): boolean => accounts.some(({ balance }) => balance !== 0n);

/** Refused while one of them is frozen, or `merged` has a payment under way: who holds both people's locks knows that no new one begins. */
export async function lockForJoining(
  context: Context,
  sql: Queryable,
  merged: bigint,
  survivor: bigint,
): Promise<Result<Joining>> {
  const people = await lockPeople(sql, [merged, survivor], 'update');
  const from = people.get(merged)!;
  const to = people.get(survivor)!;
  if (from.id === to.id) return refuse('link_same_person');
  if (from.frozen || to.frozen) return refuse('link_busy');
  const may = await context.mayJoin(sql, from.id, null, 'merged');
  if (!may.ok) return may;
  const accounts = await context.ledger.accountsOf(sql, from.public_id);
  if (accounts.some(isUnderWay)) return refuse('link_busy');
  return ok({ from, to, accounts });
}

/** `from`'s identities and all that they have become `to`'s. */
export async function join(
  context: Context,
  sql: Queryable,
  joining: Joining,
  { key, tells }: JoiningEvent,
): Promise<Linked> {
  const { from, to } = joining;
  // Afterwards, the chat where they were last active may be the other one's.
  const contact = tells && to.met ? await contactOf(sql, to.id) : null;
  if (!(await moveBalances(context, sql, from, to, key)))
    throw new Error(`The balances of ${from.public_id} could not be moved`);
  await run(sql, statement.deleteCodes, [[from.id, to.id]]);
  await run(sql, statement.takeLanguage, [from.id, to.id]);
  await run(sql, statement.merge, [from.id, to.id]);
  await run(sql, statement.moveIdentities, [from.id, to.id]);
  await run(sql, statement.putLink, [key, to.id, from.id, context.clock.now()]);
  const linked = await linkedAs(context, sql, to.id);
  if (contact) await tellOwner(sql, contact, from, linked);
  return linked;
}

/** All that `from` has goes to `to`, in every asset, or nothing does. False while a payment of theirs is under way. */
export async function moveBalances(
  context: Context,
  sql: Queryable,
  from: Person,
  to: Person,
  key: string,
): Promise<boolean> {
  const { ledger } = context;
  const accounts = await ledger.accountsOf(sql, from.public_id);
  if (accounts.some(isUnderWay)) return false;
  const submissions: Submission[] = [];
  for (const { id, asset, purpose, floor, balance } of accounts) {
    if (balance === 0n) continue;
    const target =
      purpose === 'wallet'
        ? await walletOf(context, sql, to, asset)
        : await ledger.openAccount(sql, { owner: to.public_id, asset, purpose, floor });
    const legs = [
      { account: id, amount: -balance },
      { account: target, amount: balance },
    ];
    submissions.push({
      verb: 'post',
      legs,
      key: derivedKey(`link-${id}`, key),
      code: 'link',
      evenFrozen: from.frozen,
    });
  }
  if (submissions.length === 0) return true;
  const outcomes = await ledger.submit(sql, submissions, { linked: true });
  return outcomes.every((outcome) => outcome.ok);
}

const isUnderWay = ({ held, incoming }: Account): boolean => held !== 0n || incoming !== 0n;

/** Whose code it was did nothing just now, and has to hear of it where they are. */
const tellOwner = (sql: Queryable, contact: Contact, joined: Person, { balances }: Linked): Promise<bigint> =>
  addDelivery(sql, {
    audience: 'direct',
    person: contact.identity,
    locale: contact.locale ?? DEFAULT_LOCALE,
    subject: { kind: 'notice', notice: { kind: 'link_joined', person: viewOf(joined), balances } },
  });

export const walletsOf = ({ assets }: Context, accounts: readonly Account[]): Money[] =>
  accounts
    .filter(({ purpose }) => purpose === 'wallet')
    .map(({ balance, asset }) => money(balance, assets.find(asset)!));

export async function linkedAs(context: Context, sql: Queryable, person: bigint): Promise<Linked> {
  const to = (await loadPeople(sql, [person])).get(person)!;
  const accounts = await context.ledger.accountsOf(sql, to.public_id);
  return { person: viewOf(to), balances: walletsOf(context, accounts) };
}
