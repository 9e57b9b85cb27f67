/** What a creator offers: a price a month, and the card that shows it. */
import type { Shown } from '../common.ts';
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { advisoryLock, lockPeople, personOf } from '../identity/index.ts';
import { publicId, sha256 } from '../ids.ts';
import { putIntents } from '../intents/index.ts';
import { addDelivery, reviseDelivery } from '../outbox/index.ts';
import { checkAmount } from '../policy/amounts.ts';
import { limits } from '../policy/limits.ts';
import { checkMemo } from '../policy/memos.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import type { TierRequest } from './types.ts';

const statement = {
  lock: sqlFile(import.meta.url, './sql/lock_tiers.sql'),
  tiers: sqlFile(import.meta.url, './sql/tiers.sql'),
  find: sqlFile(import.meta.url, './sql/find_tier.sql'),
  put: sqlFile(import.meta.url, './sql/put_tier.sql'),
  close: sqlFile(import.meta.url, './sql/close_tiers.sql'),
  putCard: sqlFile(import.meta.url, './sql/put_card.sql'),
  cards: sqlFile(import.meta.url, './sql/cards.sql'),
};

export interface Tier {
  id: bigint;
  reference: string;
  asset: string;
  price: string;
  name: string | null;
  closed_at: Date | null;
  key: string;
  /** As the person that they have turned out to be. */
  creator: bigint;
}

/** By their ids, or those that are open of a creator, the cheapest first. */
export const loadTiers = (
  sql: Queryable,
  which: { ids: readonly bigint[] } | { creator: bigint },
): Promise<Tier[]> =>
  run<Tier>(sql, statement.tiers, 'ids' in which ? [which.ids, null] : [null, [which.creator]]);

/** All tiers of these creators are locked. People before them, subscriptions after. */
export const lockTiersOf = (sql: Queryable, creators: readonly bigint[]): Promise<unknown[]> =>
  run(sql, statement.lock, [creators]);

const isSameName = (one: string | null, other: string | null): boolean =>
  (one ?? '').toLowerCase() === (other ?? '').toLowerCase();

export async function offerTier(context: Context, request: TierRequest): Promise<Result<Shown>> {
  const { assets, sql, clock } = context;
  const asset = checkAmount(request.price, assets.find(request.asset), request.asset, assets.all);
  if (!asset.ok) return asset;
  const name = checkMemo(request.name);
  if (!name.ok) return name;
  const { origin, creator: identity, price } = request;
  const known = await personOf(context, identity);
  const hash = sha256(JSON.stringify([identity, price.toString(), asset.value.code, name.value]));
  return inTransaction(sql, async (transaction): Promise<Result<Shown>> => {
    await advisoryLock(transaction, `subscription:${origin.key}`);
    type Row = Shown & { request_hash: string };
    const [before] = await run<Row>(transaction, statement.find, [origin.key]);
    if (before && before.request_hash !== hash) return refuse('idempotency_key_reused');
    if (before) return ok({ reference: before.reference, delivery: before.delivery });
    // Two at once by one creator would both find room.
    const creator = (await lockPeople(transaction, [known.id], 'update')).get(known.id)!;
    if (creator.frozen) return refuse('account_frozen');
    await lockTiersOf(transaction, [creator.id]);
    const open = await loadTiers(transaction, { creator: creator.id });
    const replaced = open.filter((tier) => isSameName(tier.name, name.value));
    const { tiers: limit } = limits.subscription;
    if (open.length - replaced.length >= limit) return refuse('subscription_tiers_too_many', { limit });
    const now = clock.now();
    await run(transaction, statement.close, [replaced.map(({ id }) => id), now]);
    const reference = publicId('tie');
    const row = [reference, creator.id, asset.value.code, price, name.value, origin.key, hash, now];
    const [made] = await run<{ id: bigint }>(transaction, statement.put, row);
    await putIntents(context, transaction, [
      { kind: 'subscription_start', person: null, subject: made!.id },
      { kind: 'subscription_close', person: creator.id, subject: made!.id },
    ]);
    await reviseCards(transaction, creator.id);
    const { conversation, reply } = origin;
    const delivery = await addDelivery(
      transaction,
      {
        audience: 'conversation',
        conversation,
        person: identity,
        locale: known.locale ?? DEFAULT_LOCALE,
        subject: { kind: 'creator', id: creator.public_id },
        ...(reply && { reply }),
      },
      { now: true },
    );
    await run(transaction, statement.putCard, [origin.key, creator.id, delivery]);
    return ok({ reference, delivery });
  });
}

async function reviseCards(sql: Queryable, creator: bigint): Promise<void> {
  const cards = await run<{ delivery: bigint }>(sql, statement.cards, [creator]);
  await reviseDelivery(sql, ...cards.map(({ delivery }) => delivery));
}

/** By its creator. Whoever has subscribed goes on. A tier that is closed already stays so. */
export const closeTier = (
  context: Context,
  by: bigint,
  which: (tiers: readonly Tier[]) => Tier | undefined,
): Promise<Result<null>> =>
  inTransaction(context.sql, async (sql): Promise<Result<null>> => {
    await lockTiersOf(sql, [by]);
    const tier = which(await loadTiers(sql, { creator: by }));
    if (!tier) return refuse('subscription_tier_unknown');
    await run(sql, statement.close, [[tier.id], context.clock.now()]);
    await reviseCards(sql, by);
    return ok(null);
  });

/** Among those that are open; the only one needs no name. */
export const tierNamed =
  (name: string | null) =>
  (tiers: readonly Tier[]): Tier | undefined =>
    tiers.find((tier) => isSameName(tier.name, name)) ??
    (name === null && tiers.length === 1 ? tiers[0] : undefined);
