/** A reaction that was put on a message, or taken off: a tip, the end of one, a first explanation, or nothing. */
import { z } from 'zod';
import type { PressedIntent } from '../capability.ts';
import type { Who } from '../common.ts';
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { inTransaction, run, sqlFile } from '../db/index.ts';
import { personOf, resolve, viewOf } from '../identity/index.ts';
import { putIntents } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import { buttonUntil } from '../intents/write.ts';
import { money } from '../money.ts';
import type { Notice } from '../notices.ts';
import { addDelivery, type NewDelivery } from '../outbox/index.ts';
import type { Conversation, Identity, Json, MessageRef } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { lacking, payloadOf } from './ask.ts';
import type { MoveTip } from './move.ts';
import { type Given, lockGivers, type Wish } from './place.ts';
import { checkPeople, communityOf, emojiOf, isBefore, placeOf } from './rules.ts';
import { standingOf, worthOf } from './settings.ts';
import type { TipReaction } from './types.ts';

const statement = {
  concerns: sqlFile(import.meta.url, './sql/concerns.sql'),
  explain: sqlFile(import.meta.url, './sql/explain.sql'),
  refuse: sqlFile(import.meta.url, './sql/refuse.sql'),
  given: sqlFile(import.meta.url, './sql/given.sql'),
  takeOff: sqlFile(import.meta.url, './sql/take_off.sql'),
};

/** What a reaction stands on. */
export interface Ways {
  place(wish: Wish): Promise<Given>;
  move: MoveTip;
}

export async function concerns(
  { sql }: Context,
  { conversation, message, emoji, added }: Pick<TipReaction, 'conversation' | 'message' | 'emoji' | 'added'>,
): Promise<boolean> {
  const [community, plain] = [communityOf(conversation), emojiOf(emoji)];
  if (community === null || plain === null) return false;
  const place = added ? null : placeOf(conversation, message);
  const [row] = await run<{ concerns: boolean }>(sql, statement.concerns, [community, plain, place]);
  return row!.concerns;
}

export async function react(context: Context, ways: Ways, reaction: TipReaction): Promise<void> {
  const emoji = emojiOf(reaction.emoji);
  if (emoji === null) return;
  if (!reaction.added) return takeOff(context, ways, reaction, emoji);
  const wish = await wishOf(context, reaction, emoji);
  if (!wish) return;
  const { since, explained_at } = await standingOf(context, wish.tipper.id);
  if (since === null) {
    if (explained_at === null) await explain(context, wish);
    return;
  }
  if (isBefore(wish.reaction.at, since)) return;
  const given = await placeUnasked(context, ways, wish);
  if (given === 'nothing') return;
  if ('question' in given) await tellOnce(context, wish, given.question);
  else if (!given.ok) await tellOnce(context, wish, { kind: 'refusal', refusal: given.refusal });
}

/**
 * What somebody wants to be asked about, a reaction does not give. But a foreign currency is always asked about, and not because of what they want:
 * then the question is theirs to answer, where they have as much.
 */
async function placeUnasked(
  context: Context,
  { place }: Ways,
  wish: Reacted,
): Promise<Given | { question: Notice }> {
  const { key, by, tipper, author, asset, conversation, message } = wish;
  const { guard, assets } = context;
  const spending = { payees: [author.id], amount: wish.amount, asset: asset.code, seen: true } as const;
  if (await guard.unasked(by, key, spending)) return place(wish);
  const amount = money(wish.amount, asset);
  const identity = author.identities[0];
  if (asset.code === assets.main.code || !identity) return refuse('tip_by_command', { amount });
  const people = checkPeople(tipper, author);
  if (!people.ok) return people;
  const refusal = await lacking(context, tipper, author, amount);
  if (refusal) return { ok: false, refusal };
  const who: Who = { by: 'identity', identity, name: author.name };
  const payload = payloadOf({ author: who, amount: wish.amount, asset: asset.code, message });
  const typed = { by, kind: 'tip_confirmed', payload, origin: { key, conversation } };
  const question = await guard.typed(typed, spending);
  return question ? { question } : place(wish);
}

type Reacted = Wish & { reaction: NonNullable<Wish['reaction']>; message: MessageRef };

/** What a reaction asks for; null where it can be no tip at all. */
async function wishOf(
  context: Context,
  { tipper: by, author: who, message, conversation, at, origin }: Omit<TipReaction, 'emoji' | 'added'>,
  emoji: string,
): Promise<Reacted | null> {
  const worth = await worthOf(context, communityOf(conversation), emoji);
  if (!worth || !who || isBefore(at, worth.since)) return null;
  const [tipper, author] = await Promise.all([personOf(context, by), resolve(context, who, by)]);
  if (!author.ok || author.value.id === tipper.id || author.value.frozen) return null;
  const { amount, asset } = worth;
  const place = placeOf(conversation, message);
  const reaction = { emoji, at };
  const { key } = origin;
  const { locale } = tipper;
  return {
    key,
    tipper,
    by,
    locale,
    author: author.value,
    amount,
    asset,
    place,
    message,
    conversation,
    reaction,
  };
}

/** Where it made a tip that still is a hold, the money is free again. A tip that comes later, of the same reaction, is none. */
async function takeOff(
  context: Context,
  { move }: Ways,
  { tipper, message, conversation, at, origin }: TipReaction,
  emoji: string,
): Promise<void> {
  const { id } = await personOf(context, tipper);
  const place = placeOf(conversation, message);
  const given = await inTransaction(context.sql, async (sql) => {
    // Whoever places it at this moment sees that it was taken off, or has placed it before we look.
    await lockGivers(sql, [id]);
    await run(sql, statement.takeOff, [place, emoji, id, at]);
    const [tip] = await run<{ id: bigint }>(sql, statement.given, [place, emoji, id]);
    return tip;
  });
  if (given) await move({ tip: given.id, to: 'undo', key: origin.key, at });
}

/** What the button of an explanation keeps of the reaction that led to it: everything is looked up anew when it is pressed. */
const pendingSchema = z.object({
  key: z.string(),
  emoji: z.string(),
  at: z.string(),
  author: z.custom<Who>((who) => typeof who === 'object' && who !== null),
  message: z.custom<MessageRef>((message) => typeof message === 'object' && message !== null),
  conversation: z.custom<Conversation>((place) => typeof place === 'object' && place !== null),
});

/** Once in a person's life, and in the database transaction that notes it. */
async function explain(context: Context, wish: Reacted): Promise<void> {
  const { tipper, author, by, amount, asset, key, reaction, message, conversation } = wish;
  const { emoji } = reaction;
  const identity = author.identities[0];
  if (!identity) return;
  const who: Who = { by: 'identity', identity, name: author.name };
  const pending = { key, emoji, at: reaction.at.toISOString(), author: who, message, conversation };
  const expiresAt = buttonUntil(context);
  const button = { kind: 'tip_on', person: tipper.id, expiresAt };
  await inTransaction(context.sql, async (sql) => {
    const first = await run(sql, statement.explain, [tipper.id, context.clock.now()]);
    if (first.length === 0) return;
    const [now, on] = await putIntents(context, sql, [
      { ...button, payload: pending as unknown as Json },
      { ...button, payload: {} },
    ]);
    const notice: Notice = {
      kind: 'tip_explained',
      emoji,
      amount: money(amount, asset),
      author: viewOf(author),
      actions: [
        { action: 'tip_on_now', intent: now!, amount: money(amount, asset) },
        { action: 'tip_on', intent: on! },
      ],
    };
    await addDelivery(sql, privately(by, conversation, wish.locale, notice));
  });
}

const privately = (
  person: Identity,
  conversation: Conversation,
  locale: string | null,
  notice: Notice,
): NewDelivery => ({
  audience: 'private',
  conversation,
  person,
  locale: locale ?? DEFAULT_LOCALE,
  subject: { kind: 'notice', notice },
});

/** Of several reactions that are no tips at once, one is answered for in a minute. */
async function tellOnce(context: Context, wish: Reacted, notice: Notice): Promise<void> {
  const now = context.clock.now();
  await inTransaction(context.sql, async (sql) => {
    const told = await run(sql, statement.refuse, [wish.tipper.id, now, new Date(now.getTime() - 60_000)]);
    if (told.length === 0) return;
    await addDelivery(sql, privately(wish.by, wish.conversation, wish.locale, notice));
  });
}

/** Tips by reaction are on from now; and where the button says so, the reaction that led to the explanation is the first. */
export async function pressOn(
  context: Context,
  ways: Ways,
  turnOn: (identity: Identity) => Promise<void>,
  { payload, identity }: Pick<PressedIntent, 'payload' | 'identity'>,
): Promise<Result<Pressed>> {
  await turnOn(identity);
  const turned: Pressed = { in_place: { kind: 'tips_turned', on: true } };
  const pending = pendingSchema.safeParse(payload);
  if (!pending.success) return ok(turned);
  const { emoji, key, at, author, message, conversation } = pending.data;
  const origin = { key, conversation };
  const reaction = { tipper: identity, author, message, conversation, at: new Date(at), origin };
  const wish = await wishOf(context, reaction, emoji);
  const given = wish ? await placeUnasked(context, ways, wish) : 'nothing';
  if (given !== 'nothing' && 'question' in given) return ok({ ...turned, private: given.question });
  return given === 'nothing' || given.ok ? ok(turned) : given;
}
