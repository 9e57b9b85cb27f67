/** The buttons of standing orders. All are their payer's alone. */
import { z } from 'zod';
import type { Press, PressedIntent } from '../capability.ts';
import type { Who } from '../common.ts';
import type { Context } from '../context.ts';
import type { Spending } from '../guard.ts';
import type { Pressed } from '../intents/types.ts';
import type { Conversation } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { actOn } from './act.ts';
import { cancel, check, create, proposalOf, propose } from './create.ts';
import { standingList, standingNotice } from './notice.ts';
import { loadOrders, type StandingOrder } from './order.ts';
import { type Pay, payNow, skipRun } from './pay-run.ts';
import type { StandingAct, StandingIntent, StandingPlan, StandingRequest } from './types.ts';

/** Payloads were written by ourselves; what matters of them is read strictly all the same. */
const intentSchema = z.object({
  key: z.string().min(1),
  payee: z.custom<Who>((who) => typeof who === 'object' && who !== null),
  amount: z.string().regex(/^[1-9]\d*$/),
  asset: z.string(),
  memo: z.string().nullable(),
  plan: z.custom<StandingPlan>((plan) => typeof plan === 'object' && plan !== null),
  conversation: z.custom<Conversation>((place) => typeof place === 'object' && place !== null),
}) satisfies z.ZodType<StandingIntent>;

const cancelSchema = intentSchema.extend({ create: z.string() });

const pageSchema = z.object({ from: z.int().nonnegative() });
const resumeSchema = z.object({ order: z.string() });
const skipSchema = z.object({ date: z.string() });

const outcomeSchema = z.union([
  z.object({ reference: z.string() }),
  z.object({ cancelled: z.literal(true) }),
]);

export const standingPresses = (context: Context, pay: Pay): Readonly<Record<string, Press>> => ({
  standing_amount: (press) => pressAmount(context, press),
  standing_create: (press) => pressCreate(context, press),
  standing_cancel: (press) => pressCancel(context, press),
  standing_show: (press) => pressShow(context, press),
  standing_list: (press) => pressMore(context, press),
  standing_resume: (press) => pressResume(context, press),
  standing_skip: (press) => pressSkipDate(context, press),
  standing_run_pay: (press) => pressPay(context, pay, press),
  standing_run_skip: (press) => pressSkip(context, press),
  ...Object.fromEntries(
    (['pause', 'end'] as const).map((act): [string, Press] => [
      `standing_${act}`,
      (press) => pressAct(context, press, act),
    ]),
  ),
});

const requestOf = ({ payload, identity }: PressedIntent): StandingRequest => {
  const { key, conversation, amount, ...rest } = intentSchema.parse(payload);
  return { ...rest, payer: identity, amount: BigInt(amount), origin: { key, conversation } };
};

/** It has been said which amount was meant; the question takes that one's place. */
async function pressAmount(context: Context, press: PressedIntent): Promise<Result<Pressed>> {
  const proposed = await propose(context, requestOf(press));
  return proposed.ok ? ok({ in_place: proposed.value }) : proposed;
}

/** The guard is asked here, once: what is paid later is paid without a question. */
async function pressCreate(context: Context, press: PressedIntent): Promise<Result<Pressed>> {
  const { key, outcome, origin, confirmed } = press;
  if (outcome !== null) {
    const before = outcomeSchema.parse(outcome);
    return 'reference' in before ? made(context, before.reference, confirmed) : refuse('intent_used');
  }
  const asked = requestOf(press);
  if (!confirmed) {
    const checked = await check(context, asked);
    if (!checked.ok) return checked;
    const { payee, asset, memo } = checked.value;
    const spending = {
      payees: [payee.id],
      amount: asked.amount,
      asset: asset.code,
      memo,
      seen: true,
      ...(asked.plan.repeat && { repeats: true as const }),
    } as const;
    const question = await context.guard.press(press, spending, { in_place: true });
    if (question) return ok(question);
  }
  const created = await create(context, asked, { key, by: origin.key });
  if (!created.ok) return created;
  return made(context, created.value, confirmed);
}

/** Where its person was asked once more, that question's answer has taken the place of this one. */
async function made(context: Context, reference: string, confirmed = false): Promise<Result<Pressed>> {
  const notice = { ...(await standingNotice(context, context.sql, reference)), isNew: true as const };
  return ok(confirmed ? { private: notice } : { in_place: notice });
}

/** Whoever has cancelled creates nothing any more: the other button is used up. */
async function pressCancel(context: Context, press: PressedIntent): Promise<Result<Pressed>> {
  const { create: key } = cancelSchema.parse(press.payload);
  const asked = requestOf(press);
  const cancelled = await cancel(context, asked, { key, by: press.origin.key });
  if (!cancelled.ok) return cancelled;
  const checked = await check(context, asked);
  if (!checked.ok) return checked;
  return ok({ in_place: { ...proposalOf(asked, checked.value), next: [], answer: 'cancelled' } });
}

async function pressShow(context: Context, { subject }: PressedIntent): Promise<Result<Pressed>> {
  const order = (await loadOrders(context.sql, [subject!])).get(subject!)!;
  return ok({ private: await standingNotice(context, context.sql, order.reference) });
}

async function pressAct(
  context: Context,
  { subject, by, origin }: Pick<PressedIntent, 'subject' | 'by' | 'origin'>,
  act: StandingAct,
): Promise<Result<Pressed>> {
  const done = await actOn(context, { order: subject!, by: by.id, key: origin.key, act });
  return done.ok ? ok({ in_place: await standingNotice(context, context.sql, done.value) }) : done;
}

/** The card's button, or a line that was typed and that the guard has asked about. */
async function pressResume(context: Context, press: PressedIntent): Promise<Result<Pressed>> {
  const subject = press.subject ?? BigInt(resumeSchema.parse(press.payload).order);
  const order = (await loadOrders(context.sql, [subject])).get(subject)!;
  const again = press.confirmed ? null : goesAgain(order);
  const question = again && (await context.guard.press(press, again, { in_place: true }));
  if (question) return ok(question);
  const done = await pressAct(context, { ...press, subject }, 'resume');
  // The answer to what was asked has taken the place of the card.
  return done.ok && press.confirmed ? ok({ private: done.value.in_place! }) : done;
}

/**
 * What goes once an order that stands still is resumed; null where nothing would. Its payer has stopped it, or was told that it had stopped:
 * whoever only has their chat, be it who is paid, must not start it again.
 */
export const goesAgain = ({ state, repeat, payee, amount, asset, memo }: StandingOrder): Spending | null =>
  state === 'paused'
    ? { payees: [payee], amount, asset, memo, seen: true, ...(repeat !== null && { repeats: true as const }) }
    : null;

/** The next page takes the place of this one. */
async function pressMore(context: Context, { payload, by }: PressedIntent): Promise<Result<Pressed>> {
  const { from } = pageSchema.parse(payload);
  return ok({ in_place: await standingList(context, context.sql, by.id, from) });
}

/** Whoever presses it twice leaves out one date. On a card from before that date, it makes the card new, and says why it did no more. */
async function pressSkipDate(
  context: Context,
  { key: intent, subject, payload, by, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  const { date } = skipSchema.parse(payload);
  const skips = { date, intent };
  const done = await actOn(context, {
    order: subject!,
    by: by.id,
    key: origin.key,
    act: 'skip',
    skips,
  });
  if (!done.ok && done.refusal.code !== 'standing_run_over') return done;
  const { reference } = (await loadOrders(context.sql, [subject!])).get(subject!)!;
  const in_place = await standingNotice(context, context.sql, reference);
  return ok(done.ok ? { in_place } : { in_place, toast: { kind: 'refusal', refusal: done.refusal } });
}

async function pressPay(
  context: Context,
  pay: Pay,
  { subject, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  const paid = await payNow(context, pay, { run: subject!, key: origin.key });
  return paid.ok ? ok({ show: paid.value, toast: { kind: 'standing_done', did: 'paid' } }) : paid;
}

async function pressSkip(context: Context, { subject }: PressedIntent): Promise<Result<Pressed>> {
  const skipped = await skipRun(context, subject!);
  return skipped.ok ? ok({ toast: { kind: 'standing_done', did: 'skipped' } }) : skipped;
}
