/**
 * Money back for a paid post: its buyer may ask for it once, with one press, for a quarter of an hour; and its seller decides. What was
 * seen cannot be unseen, so that nobody may take their money back by themselves; and what goes wrong otherwise is a dispute.
 */
import { z } from 'zod';
import { assetOf } from '../asset-book.ts';
import type { PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { loadPeople, viewOf } from '../identity/index.ts';
import { putIntents, usedBy, useIntent } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import { money } from '../money.ts';
import { limits } from '../policy/limits.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { tellDirectly } from '../tell.ts';
import { lockPosts } from './post.ts';

const buyersText = sqlFile(import.meta.url, './sql/buyers.sql');

interface Bought {
  reference: string;
  payment_order: bigint;
  post: bigint;
  person: bigint;
  amount: string;
  entitles: boolean;
  asset: string;
  seller: bigint;
  receipt: string;
}

const asking: { toast: { kind: 'paywall_done'; did: 'asked' } } = {
  toast: { kind: 'paywall_done', did: 'asked' },
};

/** For payments that have just settled: the buttons on what their buyers get. */
export async function putBack(
  context: Context,
  sql: Queryable,
  references: readonly string[],
): Promise<void> {
  const bought = await run<Bought>(sql, buyersText, [references]);
  const expiresAt = new Date(context.clock.now().getTime() + limits.paywall.backMinutes * 60_000);
  await putIntents(
    context,
    sql,
    bought.map(({ reference, payment_order, person }) => ({
      kind: 'paywall_back',
      person,
      // Of the purchase alone: whoever is shown one reads nobody else's.
      subject: payment_order,
      payload: { payment: reference },
      expiresAt,
    })),
  );
}

const payloadSchema = z.object({ payment: z.string() });

export async function pressBack(
  context: Context,
  { key, payload, outcome, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  if (outcome !== null) return ok(asking);
  const { payment } = payloadSchema.parse(payload);
  return inTransaction(context.sql, async (sql): Promise<Result<Pressed>> => {
    const [bought] = await run<Bought>(sql, buyersText, [[payment]]);
    // Of several presses at once, the later ones see the first.
    const [post] = await lockPosts(sql, [bought!.post]);
    const before = await usedBy(sql, key);
    if (before !== null) return before === origin.key ? ok(asking) : refuse('intent_used');
    const paid = money(BigInt(bought!.amount), assetOf(context, bought!));
    if (!bought!.entitles) return refuse('paywall_locked', { price: paid });
    await useIntent(context, sql, { key, by: origin.key, outcome: true });
    const buyer = viewOf((await loadPeople(sql, [bought!.person])).get(bought!.person)!);
    await tellDirectly(
      sql,
      { id: bought!.seller },
      {
        kind: 'paywall_back',
        reference: post!.reference,
        payment,
        title: post!.title,
        buyer,
        paid,
        actions: [{ action: 'give_back', intent: bought!.receipt }],
      },
    );
    return ok(asking);
  });
}
