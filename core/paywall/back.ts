/**
 * Money back for a paid post: its buyer may ask for it once, with one press, for a quarter of an hour; and its seller decides, whenever they
 * come to it. What was seen cannot be unseen, so that nobody may take their money back by themselves; and what goes wrong otherwise is a dispute.
 */
import { z } from 'zod';
import { assetOf } from '../asset-book.ts';
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { contactOf, loadPeople, viewOf } from '../identity/index.ts';
import { putIntents } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { addDelivery, followDelivery } from '../outbox/index.ts';
import { ok, type Result } from '../refusals.ts';
import { directTo } from '../tell.ts';
import { lockPosts } from './post.ts';
import { askRefusal } from './rules.ts';

const statement = {
  buyers: sqlFile(import.meta.url, './sql/buyers.sql'),
  lockOrder: sqlFile(import.meta.url, './sql/lock_order.sql'),
  asked: sqlFile(import.meta.url, './sql/asked.sql'),
  askedFor: sqlFile(import.meta.url, './sql/asked_for.sql'),
};

interface Bought {
  reference: string;
  payment_order: bigint;
  delivery: bigint;
  post: bigint;
  person: bigint;
  amount: string;
  refunded: string;
  settled_at: Date;
  asked_key: string | null;
  asset: string;
  seller: bigint;
  receipt: string;
}

const asking: { toast: { kind: 'paywall_done'; did: 'asked' } } = {
  toast: { kind: 'paywall_done', did: 'asked' },
};

const boughtFor = (sql: Queryable, references: readonly string[]): Promise<Bought[]> =>
  run<Bought>(sql, statement.buyers, [references]);

/** For payments that have just settled: the buttons on what their buyers get. Whoever presses one too late is told so. */
export async function putBack(
  context: Context,
  sql: Queryable,
  references: readonly string[],
): Promise<void> {
  const bought = await boughtFor(sql, references);
  await putIntents(
    context,
    sql,
    bought.map(({ reference, payment_order, person }) => ({
      kind: 'paywall_back',
      person,
      // Of the purchase alone: whoever is shown one reads nobody else's.
      subject: payment_order,
      payload: { payment: reference },
    })),
  );
}

const payloadSchema = z.object({ payment: z.string() });

/** By the purchase's own row, not by the button: whoever presses it again, wherever, hears how it stands. */
export async function pressBack(
  context: Context,
  { payload, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  const { payment } = payloadSchema.parse(payload);
  return inTransaction(context.sql, async (sql): Promise<Result<Pressed>> => {
    const [seen] = await boughtFor(sql, [payment]);
    // Of several presses at once the later ones see the first; what is given back at this moment is seen, or finds what was asked.
    await lockPosts(sql, [seen!.post]);
    await run(sql, statement.lockOrder, [seen!.payment_order]);
    const bought = (await boughtFor(sql, [payment]))[0]!;
    if (bought.asked_key === origin.key) return ok(asking);
    const now = context.clock.now();
    const { settled_at, asked_key } = bought;
    const standing = { refunded: BigInt(bought.refunded), asked: asked_key !== null, settled_at };
    const refusal = askRefusal(standing, { now, payment, asset: assetOf(context, bought) });
    if (refusal) return { ok: false, refusal };
    const contact = await contactOf(sql, bought.seller);
    const word =
      contact && (await addDelivery(sql, directTo(contact, { kind: 'paywall_back', id: payment })));
    await run(sql, statement.asked, [payment, now, origin.key, word]);
    // Whatever they decide, and by whichever button, it says so.
    if (word !== null) await followDelivery(sql, { follower: word, followed: bought.delivery });
    return ok(asking);
  });
}

/** What the seller is told, by the references of the payments: what is asked for, or what has been given back since. */
export async function askedNotices(
  context: Context,
  sql: Queryable,
  references: readonly string[],
): Promise<NoticeOf<'paywall_back'>[]> {
  type Row = Pick<Bought, 'reference' | 'asset' | 'person' | 'amount' | 'refunded' | 'receipt'> & {
    post: string;
    title: string | null;
  };
  const rows = await run<Row>(sql, statement.askedFor, [references]);
  const buyers = await loadPeople(
    sql,
    rows.map(({ person }) => person),
  );
  const known = new Map(rows.map((row) => [row.reference, row]));
  return references.map((payment) => {
    const row = known.get(payment)!;
    const asset = assetOf(context, row);
    const given = row.refunded === '0' ? null : money(BigInt(row.refunded), asset);
    return {
      kind: 'paywall_back',
      reference: row.post,
      payment,
      title: row.title,
      buyer: viewOf(buyers.get(row.person)!),
      paid: money(BigInt(row.amount), asset),
      ...(given && { given }),
      actions: given ? [] : [{ action: 'give_back', intent: row.receipt }],
    };
  });
}
