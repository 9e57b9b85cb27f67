/** The buttons of a post: who pressed is known here, and whether they may is asked where it is done. */
import { z } from 'zod';
import type { Services } from '../api.ts';
import { assetOf } from '../asset-book.ts';
import type { Press, PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { formUntil, putIntent } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import { money } from '../money.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { pressBack } from './back.ts';
import { withdraw } from './end.ts';
import { contentFor, contentOf, offerOf, sellersCard } from './notice.ts';
import { loadPosts, mayRead } from './post.ts';
import type { PaywallDraft, PaywallNotice } from './types.ts';
import { unlock } from './unlock.ts';

/** Of what a button said. We wrote it; what matters of it is read strictly all the same. */
const priceSchema = z.object({ price: z.string().regex(/^[1-9]\d*$/) });

export const paywallPresses = (context: Context, pay: Services['pay']): Readonly<Record<string, Press>> => ({
  async paywall_unlock({ subject, by, identity, origin, payload }) {
    const price = BigInt(priceSchema.parse(payload).price);
    const unlocked = await unlock(context, pay, { post: subject!, by, identity, origin, price });
    if (!unlocked.ok) return unlocked;
    const { value } = unlocked;
    if ('has' in value) return ok({ private: value.has });
    if ('confirm' in value) return ok({ private: value.confirm });
    return ok({ show: value.paid, toast: { kind: 'paywall_done', did: 'paid' } });
  },

  async paywall_show({ subject, by }) {
    const [post] = await loadPosts(context.sql, [subject!]);
    if (await mayRead(context, context.sql, post!, by.id))
      return ok({ private: await contentFor(context, context.sql, post!, by.id) });
    return refuse('paywall_locked', { price: money(post!.price, assetOf(context, post!)) });
  },

  async paywall_open({ subject, by }) {
    return ok({ private: await openPost(context, subject!, by.id) });
  },

  paywall_back: (press) => pressBack(context, press),

  paywall_edit: (press) => openEdit(context, press),

  async paywall_withdraw({ subject, by, origin }) {
    const done = await withdraw(context, { post: subject!, by: by.id, key: origin.key });
    return done.ok ? ok({ toast: { kind: 'paywall_done', did: 'withdrawn' } }) : done;
  },
});

/** To its seller its card, to whoever has it what is behind it, to everybody else what it costs. */
export async function openPost(context: Context, id: bigint, person: bigint): Promise<PaywallNotice> {
  const { sql } = context;
  const post = (await loadPosts(sql, [id]))[0]!;
  if (post.seller === person) return sellersCard(context, sql, post.reference);
  const read = await mayRead(context, sql, post, person);
  return read ? contentFor(context, sql, post, person) : offerOf(context, sql, post.reference);
}

/** As it is now, to its seller. */
export async function draftOf(context: Context, id: bigint, person: bigint): Promise<Result<PaywallDraft>> {
  const post = (await loadPosts(context.sql, [id]))[0]!;
  if (post.seller !== person) return refuse('paywall_not_yours');
  if (post.withdrawn_key !== null) return refuse('paywall_withdrawn');
  const content = await contentOf(context, context.sql, post.reference);
  return ok({
    reference: post.reference,
    price: money(post.price, assetOf(context, post)),
    title: post.title,
    teaser: post.teaser,
    text: post.content,
    file: content.file?.name ?? null,
  });
}

async function openEdit(context: Context, { subject, by }: PressedIntent): Promise<Result<Pressed>> {
  const draft = await draftOf(context, subject!, by.id);
  if (!draft.ok) return draft;
  const intent = await putIntent(context, context.sql, {
    kind: 'paywall_edit_form',
    person: by.id,
    payload: { reference: draft.value.reference },
    expiresAt: formUntil(context),
  });
  return ok({ form: { form: 'paywall_edit', intent, ...draft.value } });
}
