/** One post as every step of its life begins: under lock, or as it is a moment before. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { personOf } from '../identity/index.ts';
import { reviseDelivery } from '../outbox/index.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';

const statement = {
  lock: sqlFile(import.meta.url, './sql/lock.sql'),
  posts: sqlFile(import.meta.url, './sql/posts.sql'),
  byReference: sqlFile(import.meta.url, './sql/by_reference.sql'),
  entitled: sqlFile(import.meta.url, './sql/entitled.sql'),
  creatorCards: sqlFile(import.meta.url, './sql/creator_cards.sql'),
};

export interface Post {
  id: bigint;
  reference: string;
  asset: string;
  /** The card where it was offered. */
  delivery: bigint;
  withdrawn_key: string | null;
  /** As the person that they have turned out to be. */
  seller: bigint;
  version: number;
  price: bigint;
  title: string | null;
  teaser: string | null;
  content: string | null;
  file: bigint | null;
  /** Further cards. */
  messages: bigint[];
}

/** In ascending order; without those that do not exist. */
export async function loadPosts(sql: Queryable, ids: readonly bigint[]): Promise<Post[]> {
  const rows = await run<Omit<Post, 'price'> & { price: string }>(sql, statement.posts, [ids]);
  return rows.map((row) => ({ ...row, price: BigInt(row.price) }));
}

/** As {@link loadPosts}, locked until the end of the database transaction. People before them, accounts and deliveries after. */
export async function lockPosts(sql: Queryable, ids: readonly bigint[]): Promise<Post[]> {
  await run(sql, statement.lock, [ids]);
  return loadPosts(sql, ids);
}

/** What somebody has, by their payments for it or to its seller. */
interface Owned {
  has: boolean;
  under_way: boolean;
}

/** In the order of the pairs. A seller has what is theirs without any payment: that is not asked here. */
export async function ownedBy(
  { clock }: Pick<Context, 'clock'>,
  sql: Queryable,
  pairs: readonly { post: bigint; person: bigint }[],
): Promise<Owned[]> {
  type Row = Owned & { post: bigint; person: bigint };
  const rows = await run<Row>(sql, statement.entitled, [
    pairs.map(({ post }) => post),
    pairs.map(({ person }) => person),
    clock.now(),
  ]);
  const found = new Map(rows.map((row) => [`${row.post} ${row.person}`, row]));
  return pairs.map(({ post, person }) => found.get(`${post} ${person}`) ?? { has: false, under_way: false });
}

/** Whether somebody may see what is behind a post. */
export async function mayRead(
  context: Pick<Context, 'clock'>,
  sql: Queryable,
  { id, seller }: Post,
  person: bigint,
): Promise<boolean> {
  return person === seller || (await ownedBy(context, sql, [{ post: id, person }]))[0]!.has;
}

/** Every card of it is shown anew. */
export const revisePost = (sql: Queryable, { delivery, messages }: Post): Promise<void> =>
  reviseDelivery(sql, delivery, ...messages);

/** The first that somebody puts up for sale, or the last that they withdraw, changes what their subscriptions promise. */
export async function reviseCreator(
  sql: Queryable,
  { id, seller }: Pick<Post, 'id' | 'seller'>,
): Promise<void> {
  const cards = await run<{ delivery: bigint }>(sql, statement.creatorCards, [seller, id]);
  await reviseDelivery(sql, ...cards.map(({ delivery }) => delivery));
}

/** The post of a reference, and who asks about it. */
export async function found(
  context: Context,
  by: Identity,
  reference: string,
): Promise<Result<{ post: bigint; person: Awaited<ReturnType<typeof personOf>> }>> {
  const [row] = await run<{ id: bigint }>(context.sql, statement.byReference, [reference]);
  if (!row) return refuse('paywall_unknown', { text: reference });
  return ok({ post: row.id, person: await personOf(context, by) });
}
