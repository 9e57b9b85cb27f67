/**
 * Unlocking: the payment asks for leave in its own database transaction, with the post locked, and is written there. So of many presses
 * of one person, in however many processes, one pays. What they get for it is a delivery that is written with the capture.
 */
import type { Services } from '../api.ts';
import { assetOf } from '../asset-book.ts';
import type { Payable } from '../capability.ts';
import type { Origin, Shown, Who } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { loadPeople, type Person, whoOf } from '../identity/index.ts';
import { derivedKey } from '../ids.ts';
import { addDeliveries, followDelivery } from '../outbox/index.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result } from '../refusals.ts';
import { putBack } from './back.ts';
import { contentFor } from './notice.ts';
import { loadPosts, lockPosts, mayRead, ownedBy, type Post } from './post.ts';
import { unlockRefusal } from './rules.ts';
import type { Unlocked } from './types.ts';

const statement = {
  findPurchase: sqlFile(import.meta.url, './sql/find_purchase.sql'),
  addPurchases: sqlFile(import.meta.url, './sql/add_purchases.sql'),
  paid: sqlFile(import.meta.url, './sql/paid.sql'),
  delivered: sqlFile(import.meta.url, './sql/delivered.sql'),
};

/** The kind of what is paid. */
export const POST = 'paywall';

interface Unlocking {
  post: bigint;
  by: Pick<Person, 'id'>;
  identity: Identity;
  origin: Origin;
  /** As the card said it, in minor units; null: as it is now. */
  price: bigint | null;
}

/** Paid, or what the payer is asked before; or what is behind it, where it is theirs already. The event that paid is found again by its key. */
export async function unlock(
  context: Context,
  pay: Services['pay'],
  { post: id, by, identity, origin, price }: Unlocking,
): Promise<Result<Unlocked>> {
  const { sql } = context;
  const key = derivedKey('paywall', origin.key);
  const before = await findPurchase(sql, key);
  if (before) return ok({ paid: before });
  // Another process may handle the same event at this moment, and have paid for it since.
  const unlessPaid = async (refused: Result<Unlocked>): Promise<Result<Unlocked>> => {
    const meanwhile = await findPurchase(sql, key);
    return meanwhile ? ok({ paid: meanwhile }) : refused;
  };
  const post = (await loadPosts(sql, [id]))[0]!;
  if (await mayRead(context, sql, post, by.id))
    return ok({ has: await contentFor(context, sql, post, by.id) });
  const [owned] = await ownedBy(context, sql, [{ post: id, person: by.id }]);
  const amount = price ?? post.price;
  const refusal = unlockRefusal(standingOf(post, owned!.under_way), amount, assetOf(context, post));
  if (refusal) return unlessPaid({ ok: false, refusal });
  const result = await pay.ask({
    payer: identity,
    payees: [await sellerOf(sql, post)],
    amount,
    asset: post.asset,
    mode: 'each',
    memo: post.title,
    origin: { ...origin, key },
    card: 'private',
    payable: { kind: POST, id: String(id) },
    ...(price !== null && { seen: true }),
  });
  return result.ok ? result : unlessPaid(result);
}

async function findPurchase(sql: Queryable, key: string): Promise<Shown | null> {
  const [row] = await run<Shown>(sql, statement.findPurchase, [key]);
  return row ? { reference: row.reference, delivery: row.delivery } : null;
}

const standingOf = ({ withdrawn_key, price }: Post, paid: boolean) => ({
  withdrawn: withdrawn_key !== null,
  price,
  paid,
});

/** Whoever sells has spoken to us. */
const sellerOf = async (sql: Queryable, { seller }: Post): Promise<Who> =>
  whoOf((await loadPeople(sql, [seller])).get(seller)!)!;

/** A post, as payments meet it. */
export const postPayable = (context: Context): Payable => ({
  paid: statement.paid,

  async admit(sql, payments) {
    const posts = await postsOf(sql, payments);
    const owned = await ownedBy(
      context,
      sql,
      payments.map(({ id, payer }) => ({ post: BigInt(id), person: payer })),
    );
    const taken = new Set<string>();
    return payments.map(({ id, payer, payees, amount, asset }, index) => {
      const post = posts.get(id)!;
      const isItsOwn = payees.length === 1 && payees[0] === post.seller && asset === post.asset;
      if (!isItsOwn) throw new Error(`A payment that is not for ${post.reference}`);
      const { has, under_way } = owned[index]!;
      const paid = has || under_way || taken.has(`${id} ${payer}`);
      const refusal = unlockRefusal(standingOf(post, paid), amount, assetOf(context, post));
      if (!refusal) taken.add(`${id} ${payer}`);
      return refusal;
    });
  },

  async placed(sql, payments) {
    const posts = await postsOf(sql, payments);
    await run(sql, statement.addPurchases, [
      payments.map(({ reference }) => reference),
      payments.map(({ id }) => id),
      payments.map(({ id }) => posts.get(id)!.version),
      payments.map(({ payer }) => payer),
      payments.map(({ key }) => key),
      context.clock.now(),
    ]);
    for (const { id, delivery: followed } of payments) {
      const { delivery, messages } = posts.get(id)!;
      for (const follower of [delivery, ...messages]) await followDelivery(sql, { follower, followed });
    }
  },

  async settled(sql, payments) {
    const deliveries = await addDeliveries(
      sql,
      payments.map(({ reference, origin }) => ({
        ...origin,
        audience: 'private',
        subject: { kind: 'paywall_content', id: reference },
      })),
    );
    await putBack(
      context,
      sql,
      payments.map(({ reference }) => reference),
    );
    await run(sql, statement.delivered, [payments.map(({ reference }) => reference), deliveries]);
  },
});

/** Locked. */
async function postsOf(sql: Queryable, payments: readonly { id: string }[]): Promise<Map<string, Post>> {
  const posts = await lockPosts(
    sql,
    payments.map(({ id }) => BigInt(id)),
  );
  return new Map(posts.map((post) => [String(post.id), post]));
}
