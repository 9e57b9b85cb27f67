/** One-time codes by which a person shows that two chat identities are both theirs. */
import { z } from 'zod';
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import type { GivenPin } from '../guard.ts';
import { randomBase32, readBase32, sha256 } from '../ids.ts';
import type { Pressed } from '../intents/types.ts';
import { putIntent, useIntent } from '../intents/write.ts';
import { limits } from '../policy/limits.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import {
  hasMoney,
  type Joining,
  type JoiningEvent,
  join,
  linkedAs,
  lockForJoining,
  walletsOf,
} from './join.ts';
import { advisoryLock, ensureIdentity, personOf, viewOf } from './person.ts';
import type { KnownIdentity, Linked, Redeemed } from './types.ts';

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

/** A new code for this person; the one before is void. Whoever redeems it has all that is theirs: a chat without the PIN is not enough. */
export async function linkCode(
  context: Context,
  identity: Identity,
  given: GivenPin | null,
): Promise<Result<{ code: string; expires_at: string }>> {
  const person = await personOf(context, identity);
  if (person.frozen) return refuse('account_frozen');
  // Before the PIN is looked at: one that is set or changed meanwhile makes the code void.
  const now = context.clock.now();
  const proven = await context.guard.prove(person.id, given);
  if (!proven.ok) return proven;
  // Whoever redeems it would only hear that it is none: why is for the person themselves to know.
  const may = await context.mayJoin(context.sql, person.id, proven.value ? now : null, 'survivor');
  if (!may.ok) return may;
  const code = randomBase32(codeCharacters);
  const expiresAt = new Date(now.getTime() + limits.link.codeMinutes * 60_000);
  await run(context.sql, statement.putCode, [person.id, sha256(code), expiresAt, now, proven.value]);
  return ok({ code: `${code.slice(0, 5)}-${code.slice(5)}`, expires_at: expiresAt.toISOString() });
}

interface Redeeming {
  identity: Identity;
  code: string;
  /** Of the event: the same one joins once, and gets the same answer again. */
  key: string;
  /** When to ask before joining: the code may come from somebody else, who wants the redeemer's money. */
  ask: 'never' | 'with_money' | 'always';
}

/** The code's person survives; `identity`'s person is merged into them, or is asked first. Nothing moves unless everything does. */
export const redeem = (
  context: Context,
  { identity, code, key, ask }: Redeeming,
): Promise<Result<Redeemed>> =>
  inTransaction(context.sql, async (sql): Promise<Result<Redeemed>> => {
    const before = await linkedBefore(context, sql, key);
    if (before) return ok({ did: 'linked', ...before });
    const now = context.clock.now();
    const speaker = await ensureIdentity(sql, identity, '', now);
    const hash = sha256(readBase32(code));
    const judged = await judgeCode(sql, speaker.identity, hash, now);
    if (!judged.ok) return judged;
    const both = await lockBoth(context, sql, speaker.id, hash);
    if (!both.ok) return both;
    if (ask === 'always' || (ask === 'with_money' && (speaker.waiting || hasMoney(both.value)))) {
      const expiresAt = new Date(now.getTime() + limits.link.questionMinutes * 60_000);
      const intent = await putIntent(context, sql, {
        kind: 'link',
        person: speaker.id,
        payload: { hash },
        expiresAt,
      });
      const { to, accounts } = both.value;
      return ok({ did: 'asked', owner: viewOf(to), balances: walletsOf(context, accounts), intent });
    }
    return ok({
      did: 'linked',
      ...(await finish(context, sql, speaker, both.value, { key, tells: ask !== 'never' })),
    });
  });

/** Of the code; the code itself is kept nowhere. */
const questionSchema = z.object({ hash: z.string().min(1) });

/**
 * The pressed button of {@link redeem}'s question: joined and used up in one database transaction. The same event again is told
 * what it joined. The code was in time when it was typed; it must still be its person's only one.
 */
export function pressLink(
  context: Context,
  { key, payload, identity, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  const { hash } = questionSchema.parse(payload);
  return inTransaction(context.sql, async (sql): Promise<Result<Pressed>> => {
    const linked = await linkAsked(context, sql, { by: identity, hash, key: origin.key });
    if (!linked.ok) return linked;
    await useIntent(context, sql, { key, by: origin.key, outcome: { linked: true } });
    return ok({ in_place: { kind: 'linked', ...linked.value } });
  });
}

async function linkAsked(
  context: Context,
  sql: Queryable,
  { by, hash, key }: { by: Identity; hash: string; key: string },
): Promise<Result<Linked>> {
  const before = await linkedBefore(context, sql, key);
  if (before) return ok(before);
  const speaker = await ensureIdentity(sql, by, '', context.clock.now());
  const both = await lockBoth(context, sql, speaker.id, hash);
  return both.ok ? ok(await finish(context, sql, speaker, both.value, { key, tells: true })) : both;
}

async function lockBoth(
  context: Context,
  sql: Queryable,
  speaker: bigint,
  hash: string,
): Promise<Result<Joining>> {
  const code = await findCode(sql, hash);
  if (!code) return refuse('link_code_invalid');
  const both = await lockForJoining(context, sql, speaker, code.person);
  // Whoever links by this code locks the same person first: of several, one still finds it.
  if (both.ok && !(await findCode(sql, hash))) return refuse('link_code_invalid');
  // A code of before its person had this PIN, or of whoever held their chat then.
  if (both.ok && !(await context.mayJoin(sql, both.value.to.id, code.proven_at, 'survivor')).ok)
    return refuse('link_code_invalid');
  return both;
}

async function finish(
  context: Context,
  sql: Queryable,
  speaker: KnownIdentity,
  both: Joining,
  event: JoiningEvent,
): Promise<Linked> {
  const linked = await join(context, sql, both, event);
  await run(sql, statement.forgetTries, [speaker.identity]);
  return linked;
}

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
async function judgeCode(sql: Queryable, identity: bigint, hash: string, now: Date): Promise<Result<bigint>> {
  const windowStart = new Date(now.getTime() - tryWindow_ms);
  const [tries] = await run<{ wrong: number }>(sql, statement.countTry, [identity, now, windowStart]);
  if (tries!.wrong > limits.link.tries) return refuse('link_tries_exhausted');
  const found = await findCode(sql, hash);
  if (!found) return refuse('link_code_invalid');
  await run(sql, statement.uncountTry, [identity]);
  return found.expires_at <= now ? refuse('link_code_expired') : ok(found.person);
}

const findCode = async (sql: Queryable, hash: string) =>
  (
    await run<{ person: bigint; expires_at: Date; proven_at: Date | null }>(sql, statement.findCode, [hash])
  )[0];
