/** One-time codes by which a person shows that two chat identities are both theirs. */
import type { Redeemed } from '../api.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { opaqueKey, randomBase32, readBase32, sha256 } from '../ids.ts';
import { putIntent } from '../intents/put.ts';
import { limits } from '../policy/limits.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { balancesOf, hasMoney, join, joinable, type Linked, linkedAs } from './join.ts';
import { advisoryLock, ensureIdentity, type KnownIdentity, personOf, viewOf } from './person.ts';

const statement = {
  putCode: sqlFile(import.meta.url, './sql/put_link_code.sql'),
  findCode: sqlFile(import.meta.url, './sql/find_link_code.sql'),
  countTry: sqlFile(import.meta.url, './sql/count_link_try.sql'),
  uncountTry: sqlFile(import.meta.url, './sql/uncount_link_try.sql'),
  forgetTries: sqlFile(import.meta.url, './sql/forget_link_tries.sql'),
  findLink: sqlFile(import.meta.url, './sql/find_link.sql'),
};

/** 50 random bits, of which one identity may guess five an hour, for ten minutes. */
const codeCharacters = 10;
const tryWindow_ms = 3_600_000;

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

export interface Redeeming {
  identity: Identity;
  code: string;
  /** Of the event: the same one joins once, and gets the same answer again. */
  key: string;
  /** When to ask before joining. A code may come from somebody else, who wants the redeemer's money. */
  ask: 'never' | 'with_money' | 'always';
}

/** The code's person survives; `identity`'s person is merged into them, or asked first. Nothing moves unless everything does. */
export const redeem = (context: Context, { identity, code, key, ask }: Redeeming): Promise<Result<Redeemed>> =>
  inTransaction(context.sql, async (sql): Promise<Result<Redeemed>> => {
    const before = await linkedBefore(context, sql, key);
    if (before) return ok({ did: 'linked', ...before });
    const now = context.clock.now();
    const speaker = await ensureIdentity(sql, identity, '', now);
    const owner = await judgeCode(sql, speaker.identity, code, now);
    if (!owner.ok) return owner;
    const hash = hashOf(code);
    const both = await joinable(context, sql, speaker.id, owner.value);
    if (!both.ok) return both;
    // Whoever links by this code locks the same person first: of several, one still finds it.
    if (!(await findCode(sql, hash))) return refuse('link_code_invalid');
    const asks = ask === 'always' || (ask === 'with_money' && (await hasMoney(context, sql, speaker)));
    if (asks) return ok(await question(context, sql, speaker, both.value.to, hash, now));
    const linked = await join(context, sql, { ...both.value, key, now });
    await run(sql, statement.forgetTries, [speaker.identity]);
    return ok({ did: 'linked', ...linked });
  });

/** The pressed button of {@link redeem}'s question. The code was judged when it was asked; it must still be its person's only one. */
export const linkAsked = async (
  context: Context,
  sql: Queryable,
  { by, hash, key }: { by: Identity; hash: string; key: string },
): Promise<Result<Linked>> => {
  const before = await linkedBefore(context, sql, key);
  if (before) return ok(before);
  const now = context.clock.now();
  const speaker = await ensureIdentity(sql, by, '', now);
  const found = await findCode(sql, hash);
  if (!found) return refuse('link_code_invalid');
  const both = await joinable(context, sql, speaker.id, found.person);
  if (!both.ok) return both;
  if (!(await findCode(sql, hash))) return refuse('link_code_invalid');
  const linked = await join(context, sql, { ...both.value, key, now });
  await run(sql, statement.forgetTries, [speaker.identity]);
  return ok(linked);
};

/** What this event has joined already. */
async function linkedBefore(context: Context, sql: Queryable, key: string): Promise<Linked | null> {
  await advisoryLock(sql, `link:${key}`);
  const [before] = await run<{ survivor: bigint }>(sql, statement.findLink, [key]);
  return before ? linkedAs(context, sql, before.survivor) : null;
}

/**
 * Whose code it is. A wrong one is counted against the identity, whatever person it belongs to by then; a right one is not,
 * but forgives nothing: whoever guesses has a right one of their own.
 */
async function judgeCode(sql: Queryable, identity: bigint, code: string, now: Date): Promise<Result<bigint>> {
  const windowStart = new Date(now.getTime() - tryWindow_ms);
  const [tries] = await run<{ wrong: number }>(sql, statement.countTry, [identity, now, windowStart]);
  if (tries!.wrong > limits.linkTries) return refuse('link_tries_exhausted');
  const found = await findCode(sql, hashOf(code));
  if (!found) return refuse('link_code_invalid');
  await run(sql, statement.uncountTry, [identity]);
  return found.expires_at <= now ? refuse('link_code_expired') : ok(found.person);
}

const hashOf = (code: string): string => sha256(readBase32(code));

const findCode = async (sql: Queryable, hash: string) =>
  (await run<{ person: bigint; expires_at: Date }>(sql, statement.findCode, [hash]))[0];

/** Only the code's hash is kept with the button, as it is with its person. */
async function question(
  context: Context,
  sql: Queryable,
  speaker: KnownIdentity,
  owner: Parameters<typeof viewOf>[0],
  hash: string,
  now: Date,
): Promise<Redeemed> {
  const intent = opaqueKey();
  const expiresAt = new Date(now.getTime() + limits.linkQuestionMinutes * 60_000);
  await putIntent(sql, { key: intent, kind: 'link', person: speaker.id, payload: { hash }, expiresAt, now });
  const balances = await balancesOf(context, sql, speaker);
  return { did: 'asked', owner: viewOf(owner), balances, intent };
}
