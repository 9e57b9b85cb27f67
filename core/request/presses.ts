/** The buttons of a request: who pressed is known here, and whether they may is asked where it is done. */
import { z } from 'zod';
import { assetOf } from '../asset-book.ts';
import type { Press, PressedIntent } from '../capability.ts';
import type { Who } from '../common.ts';
import type { Context } from '../context.ts';
import { loadPeople, viewOf } from '../identity/index.ts';
import { askedAt } from '../intents/asked-at.ts';
import type { Pressed } from '../intents/types.ts';
import { formUntil, putIntent } from '../intents/write.ts';
import { money } from '../money.ts';
import type { Notice } from '../notices.ts';
import type { Conversation } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { ask } from './ask.ts';
import { cancel, decline } from './end.ts';
import { noticeFor } from './notice.ts';
import { type Pay, payRequest, shareOf } from './pay.ts';
import { remind } from './remind.ts';
import { findRequest, loadRequests, type RequestRow } from './request.ts';
import { payRefusal } from './rules.ts';
import type { RequestIntent, RequestPartIntent } from './types.ts';

const decimal = z.string().regex(/^[1-9]\d*$/);

/** Payloads were written by ourselves; what matters of them is read strictly all the same. */
const askSchema = z.object({
  key: z.string().min(1),
  payers: z.array(z.custom<Who>((who) => typeof who === 'object' && who !== null)),
  amount: decimal,
  asset: z.string(),
  mode: z.enum(['each', 'total']),
  memo: z.string().nullable(),
  conversation: z.custom<Conversation>((place) => typeof place === 'object' && place !== null),
}) satisfies z.ZodType<RequestIntent>;

const partSchema = z.object({
  key: z.string().min(1),
  reference: z.string(),
  amount: decimal,
  asset: z.string(),
}) satisfies z.ZodType<RequestPartIntent>;

/** The question is answered, so its buttons go. */
const chosen: { in_place: Notice } = { in_place: { kind: 'choose_amount', text: '', actions: [] } };

export const requestPresses = (context: Context, pay: Pay): Readonly<Record<string, Press>> => ({
  request_pay: (press) => paidBy(payRequest(context, pay, payingOf(press, null))),
  request_pay_part: (press) => openPart(context, press),
  request_decline: (press) => done(decline(context, actOf(press)), 'declined'),
  request_cancel: (press) => done(cancel(context, actOf(press)), 'cancelled'),
  request_remind: (press) => done(remind(context, actOf(press)), 'reminded'),
  request_show: (press) => show(context, press),
  request_amount: (press) => askChosen(context, press),
  request_part: (press) => payChosen(context, pay, press),
});

const actOf = ({ subject, by, origin }: PressedIntent) => ({
  request: subject!,
  by: by.id,
  key: origin.key,
});

const payingOf = ({ subject, by, identity, origin }: PressedIntent, amount: bigint | null) => ({
  request: subject!,
  by,
  identity,
  origin,
  amount,
});

/** Paid, and its card is shown; or what the payer is asked before, in the place of a question of theirs or by itself. */
async function paidBy(
  result: ReturnType<typeof payRequest>,
  { in_place }: { in_place?: Notice } = {},
): Promise<Result<Pressed>> {
  const asked = await result;
  if (!asked.ok) return asked;
  if ('paid' in asked.value) return ok({ show: asked.value.paid, ...(in_place && { in_place }) });
  return ok(in_place ? { in_place: asked.value.confirm } : { private: asked.value.confirm });
}

async function done(
  result: Promise<Result<RequestRow>>,
  did: 'declined' | 'cancelled' | 'reminded',
): Promise<Result<Pressed>> {
  const request = await result;
  return request.ok ? ok({ toast: { kind: 'request_done', did } }) : request;
}

/** Only whoever could pay now is asked how much. */
async function openPart(context: Context, { subject, by }: PressedIntent): Promise<Result<Pressed>> {
  const [request] = await loadRequests(context.sql, [subject!]);
  const share = shareOf(request!, by.id);
  if (!share.ok) return share;
  const asset = assetOf(context, request!);
  const now = context.clock.now();
  const refusal = payRefusal(share.value, null, asset, now);
  if (refusal) return { ok: false, refusal };
  const { reference } = request!;
  const intent = await putIntent(context, context.sql, {
    kind: 'request_part_form',
    person: by.id,
    payload: { reference, asset: request!.asset },
    expiresAt: formUntil(context),
  });
  return ok({
    form: { form: 'request_part', intent, reference, remaining: money(share.value.remaining, asset) },
  });
}

async function show(context: Context, { subject, by }: PressedIntent): Promise<Result<Pressed>> {
  const [request] = await loadRequests(context.sql, [subject!]);
  const person = viewOf((await loadPeople(context.sql, [by.id])).get(by.id)!);
  const notice = await noticeFor(context, context.sql, request!.reference, person);
  return notice ? ok({ private: notice }) : refuse('intent_not_yours');
}

/** Both buttons of a question have the key of its event, so that only one of them ever asks, and only once; nor does the event beside them. */
async function askChosen(
  context: Context,
  { payload, identity, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  const { key, conversation, amount, ...asked } = askSchema.parse(payload);
  const result = await ask(context, {
    ...asked,
    asker: identity,
    amount: BigInt(amount),
    origin: askedAt({ key, conversation }, origin),
  });
  if (!result.ok && result.refusal.code === 'idempotency_key_reused') return refuse('intent_used');
  return result.ok ? ok({ show: result.value, ...chosen }) : result;
}

/** Likewise of them only one ever pays. */
async function payChosen(context: Context, pay: Pay, press: PressedIntent): Promise<Result<Pressed>> {
  const { key, reference, amount } = partSchema.parse(press.payload);
  const request = await findRequest(context.sql, reference);
  if (request === null) return refuse('request_unknown', { text: reference });
  const { by, identity, origin } = press;
  const paying = { request, by, identity, amount: BigInt(amount), origin: { ...origin, key } };
  return paidBy(payRequest(context, pay, paying), chosen);
}
