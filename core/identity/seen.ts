/** Every event from a person comes through here: who they are, what they are called now, and what waited for them. */
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { type Money, money } from '../money.ts';
import type { Conversation } from '../ports/chat.ts';
import { cleanHandle, cleanName } from '../text.ts';
import { readZone } from '../time-zone.ts';
import { moveBalances } from './join.ts';
import { ensureIdentity, findIdentity, lockPeople, viewOf } from './person.ts';
import { lockHandles, placeholderOf } from './resolve.ts';
import type { Actor, KnownIdentity, SeenPerson } from './types.ts';

const statement = {
  touch: sqlFile(import.meta.url, './sql/touch_identity.sql'),
  meet: sqlFile(import.meta.url, './sql/touch_person.sql'),
  release: sqlFile(import.meta.url, './sql/release_handle.sql'),
  merge: sqlFile(import.meta.url, './sql/merge_person.sql'),
  forget: sqlFile(import.meta.url, './sql/delete_identity.sql'),
  freeze: sqlFile(import.meta.url, './sql/freeze_person.sql'),
};

/** `seen_at` is kept to the minute, so that most contacts write nothing. */
const seenWithin_ms = 60_000;

/** One SELECT for a known person of whom there is nothing new, which is nearly always. */
export async function seen(context: Context, actor: Actor, where: Conversation): Promise<SeenPerson> {
  const direct = where.kind === 'direct';
  const before = await context.known(actor.identity);
  const now = context.clock.now();
  const { known, brought } =
    before && !hasNews(before, actor, direct, now)
      ? { known: before, brought: [] }
      : await inTransaction(context.sql, (sql) => meet(context, sql, actor, direct, now));
  // Whoever settles a payment for them looks whether they have come, after its end; so they look again after their coming.
  const mayWait = known.waiting || !before?.met;
  const claimed = mayWait && !known.frozen ? await context.claimWaiting(known.id) : [];
  return {
    person: viewOf(known),
    identity: actor.identity,
    locale: known.locale ?? DEFAULT_LOCALE,
    ...(known.locale === null && { localeAssumed: true as const }),
    ...(known.told_locale !== null && { toldLocale: known.told_locale }),
    ...(known.zone !== null && { zone: known.zone }),
    frozen: known.frozen,
    operator: context.operators.has(actor.identity),
    isNew: before?.seen_at == null,
    claimed: [...brought, ...claimed],
    untold: brought,
    missed: known.missed,
    reachable: known.reachable,
  };
}

const momentOf = (iso: string | undefined): Date | null =>
  iso === undefined || Number.isNaN(Date.parse(iso)) ? null : new Date(iso);

const newsOf = (known: KnownIdentity, actor: Actor) => ({
  name: cleanName(actor.name) || known.display_name,
  handle: actor.handle ? cleanHandle(actor.handle) : actor.handle === null ? null : known.handle,
  locale: actor.locale || known.told_locale,
  zone: (actor.timeZone && readZone(actor.timeZone)) || known.time_zone,
  // An account does not become younger: what was told first counts.
  account_since: known.account_since ?? momentOf(actor.accountSince),
});

function hasNews(known: KnownIdentity, actor: Actor, direct: boolean, now: Date): boolean {
  const news = newsOf(known, actor);
  return (
    known.seen_at === null ||
    now.getTime() - known.seen_at.getTime() > seenWithin_ms ||
    news.name !== known.display_name ||
    news.handle !== known.handle ||
    news.locale !== known.told_locale ||
    news.zone !== known.time_zone ||
    news.account_since !== known.account_since ||
    (direct && !known.reachable)
  );
}

interface Met {
  known: KnownIdentity;
  /** What their handle had been given. */
  brought: Money[];
}

/** Writes down what is new about somebody, and makes them the person whom their handle was waiting for. */
async function meet(
  context: Context,
  sql: Queryable,
  actor: Actor,
  direct: boolean,
  now: Date,
): Promise<Met> {
  const { platform, tenant } = actor.identity;
  const known = await ensureIdentity(sql, actor.identity, actor.name, now);
  const { name, handle, locale, zone, account_since } = newsOf(known, actor);
  let brought: Money[] = [];
  const isNews = handle !== known.handle || known.seen_at === null;
  if (handle !== null && isNews) {
    await lockHandles(sql, actor.identity);
    await run(sql, statement.release, [platform, tenant, handle, known.identity]);
    const placeholder = await placeholderOf(sql, { platform, tenant }, handle);
    if (placeholder) brought = await bind(context, sql, placeholder, known.id);
  }
  await run(sql, statement.meet, [known.id, now]);
  await run(sql, statement.touch, [
    known.identity,
    name,
    handle,
    locale,
    known.reachable || direct,
    now,
    zone,
    account_since,
    isNews,
  ]);
  return { known: (await findIdentity(sql, actor.identity))!, brought };
}

/**
 * The person of a placeholder turns out to be somebody, who has from now on all that it had: what the bank gave it,
 * which is returned, what waits in escrow, and a freeze.
 */
async function bind(
  context: Context,
  sql: Queryable,
  placeholder: KnownIdentity,
  person: bigint,
): Promise<Money[]> {
  const { ledger, assets } = context;
  const people = await lockPeople(sql, [placeholder.id, person], 'update');
  const [from, to] = [people.get(placeholder.id)!, people.get(person)!];
  const brought = (await ledger.accountsOf(sql, from.public_id)).filter(({ balance }) => balance !== 0n);
  // Who was never met is paid into escrow and cannot pay: nothing is under way.
  if (!(await moveBalances(context, sql, from, to, from.public_id)))
    throw new Error(`${from.public_id}, who was never met, has payments under way`);
  if (from.frozen) {
    await run(sql, statement.freeze, [from.id, to.id]);
    await ledger.freeze(sql, to.public_id, true);
  }
  await run(sql, statement.merge, [from.id, to.id]);
  await run(sql, statement.forget, [placeholder.identity]);
  return brought.map(({ balance, asset }) => money(balance, assets.find(asset)!));
}
