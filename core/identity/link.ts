/** Joining two chat identities into one person with one balance, proven by a one-time code. */
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { derivedKey, randomBase32, readBase32, sha256 } from '../ids.ts';
import type { Submission } from '../ledger/index.ts';
import { type Money, money } from '../money.ts';
import type { PersonView } from '../notices.ts';
import { limits } from '../policy/limits.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import {
  advisoryLock,
  ensureIdentity,
  loadPeople,
  lockPeople,
  type Person,
  personOf,
  viewOf,
} from './person.ts';

const statement = {
  putCode: sqlFile(import.meta.url, './sql/put_link_code.sql'),
  findCode: sqlFile(import.meta.url, './sql/find_link_code.sql'),
  deleteCodes: sqlFile(import.meta.url, './sql/delete_link_codes.sql'),
  countTry: sqlFile(import.meta.url, './sql/count_link_try.sql'),
  forgetTries: sqlFile(import.meta.url, './sql/forget_link_tries.sql'),
  findLink: sqlFile(import.meta.url, './sql/find_link.sql'),
  putLink: sqlFile(import.meta.url, './sql/put_link.sql'),
  merge: sqlFile(import.meta.url, './sql/merge_person.sql'),
  moveIdentities: sqlFile(import.meta.url, './sql/move_identities.sql'),
};

/** 50 random bits, of which one identity may guess five an hour, for ten minutes. */
const codeCharacters = 10;
const tryWindow_ms = 3_600_000;

type Linked = { person: PersonView; balances: Money[] };

/** A new code for this person; the one before is void. */
export async function linkCode(
  context: Context,
  identity: Identity,
): Promise<Result<{ code: string; expires_at: string }>> {
  const person = await personOf(context, identity);
  if (person.frozen) return refuse('account_frozen');
  const code = randomBase32(codeCharacters);
  const now = context.clock.now();
  const expiresAt = new Date(now.getTime() + limits.linkCodeMinutes * 60_000);
  await run(context.sql, statement.putCode, [person.id, sha256(code), expiresAt, now]);
  return ok({ code: `${code.slice(0, 5)}-${code.slice(5)}`, expires_at: expiresAt.toISOString() });
}

/** The code's person survives; `identity`'s person is merged into them. Nothing moves unless everything does. */
export const link = (
  context: Context,
  identity: Identity,
  code: string,
  key: string,
): Promise<Result<Linked>> =>
  inTransaction(context.sql, async (sql) => {
    await advisoryLock(sql, `link:${key}`);
    const [before] = await run<{ survivor: bigint }>(sql, statement.findLink, [key]);
    if (before) return ok(await linkedAs(context, sql, before.survivor));
    const now = context.clock.now();
    const speaker = await ensureIdentity(sql, identity, '', now);
    const found = await judgeCode(sql, speaker.identity, code, now);
    if (!found.ok) return found;
    return join(context, sql, { merged: speaker.id, survivor: found.value, code, key, now });
  });

/** Whose code it is. A wrong one is counted against the identity, whatever person it belongs to by then. */
async function judgeCode(sql: Queryable, identity: bigint, code: string, now: Date): Promise<Result<bigint>> {
  const windowStart = new Date(now.getTime() - tryWindow_ms);
  const [tries] = await run<{ wrong: number }>(sql, statement.countTry, [identity, now, windowStart]);
  if (tries!.wrong > limits.linkTries) return refuse('link_tries_exhausted');
  const found = await findCode(sql, code);
  if (!found) return refuse('link_code_invalid');
  await run(sql, statement.forgetTries, [identity]);
  return found.expires_at <= now ? refuse('link_code_expired') : ok(found.person);
}

const findCode = async (sql: Queryable, code: string) =>
  (await run<{ person: bigint; expires_at: Date }>(sql, statement.findCode, [sha256(readBase32(code))]))[0];

interface Joining {
  merged: bigint;
  survivor: bigint;
  code: string;
  key: string;
  now: Date;
}

async function join(
  context: Context,
  sql: Queryable,
  { merged, survivor, code, key, now }: Joining,
): Promise<Result<Linked>> {
  const people = await lockPeople(sql, [merged, survivor], 'update');
  const from = people.get(merged)!;
  const to = people.get(survivor)!;
  if (from.id === to.id) return refuse('link_same_person');
  // Whoever links by this code locks the same person first: of several, one still finds it.
  if (!(await findCode(sql, code))) return refuse('link_code_invalid');
  if (from.frozen || to.frozen) return refuse('link_busy');
  if (!(await moveBalances(context, sql, from, to, key))) return refuse('link_busy');
  await run(sql, statement.deleteCodes, [[from.id, to.id]]);
  await run(sql, statement.merge, [from.id, to.id]);
  await run(sql, statement.moveIdentities, [from.id, to.id]);
  await run(sql, statement.putLink, [key, to.id, from.id, now]);
  return ok(await linkedAs(context, sql, to.id));
}

/**
 * All that `from` has goes to `to`, in every asset, or nothing does. False while a payment of theirs is under way. Who
 * holds both people's locks knows that no new one begins.
 */
async function moveBalances(
  { ledger }: Context,
  sql: Queryable,
  from: Person,
  to: Person,
  key: string,
): Promise<boolean> {
  const accounts = await ledger.accountsOf(sql, from.public_id);
  if (accounts.some(({ held, incoming }) => held !== 0n || incoming !== 0n)) return false;
  const submissions: Submission[] = [];
  for (const { id, asset, purpose, floor, balance } of accounts) {
    if (balance === 0n) continue;
    const target = await ledger.openAccount(sql, { owner: to.public_id, asset, purpose, floor });
    const legs = [
      { account: id, amount: -balance },
      { account: target, amount: balance },
    ];
    submissions.push({ verb: 'post', legs, key: derivedKey(`link-${id}`, key), code: 'link' });
  }
  if (submissions.length === 0) return true;
  const outcomes = await ledger.submit(sql, submissions, { linked: true });
  return outcomes.every((outcome) => outcome.ok);
}

async function linkedAs({ ledger, assets }: Context, sql: Queryable, person: bigint): Promise<Linked> {
  const to = (await loadPeople(sql, [person])).get(person)!;
  const accounts = await ledger.accountsOf(sql, to.public_id);
  const wallets = accounts.filter(({ purpose }) => purpose === 'wallet');
  const balances = wallets.map(({ balance, asset }) => money(balance, assets.find(asset)!));
  return { person: viewOf(to), balances };
}
