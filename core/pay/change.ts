/** Payments whose payer gives another asset: quoted in the place of a no, and then paid by the quote's button. */
import { z } from 'zod';
import type { PressedIntent } from '../capability.ts';
import type { ChangeButtons, Changed, Changing } from '../changing.ts';
import type { Context } from '../context.ts';
import type { Queryable } from '../db/index.ts';
import type { Person } from '../identity/index.ts';
import { derivedKey } from '../ids.ts';
import type { Pressed } from '../intents/types.ts';
import type { Notice } from '../notices.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { payloadOf } from './ask.ts';
import { findOrder, hashOf, type Order, sharesOf } from './authorize.ts';
import { requestOf } from './choose.ts';
import { planShares } from './rules.ts';
import type { PayRequest, PayService } from './types.ts';

/** What the exchange says of those that are paid by a quote. */
export async function changesOf(
  changing: Changing,
  sql: Queryable,
  orders: readonly Order[],
  people: ReadonlyMap<bigint, Person>,
  refusals: readonly (Refusal | null)[],
): Promise<Map<Order, Result<Changed | 'paid' | 'again'>>> {
  const quoted = orders.filter(({ quote }, index) => quote !== undefined && !refusals[index]);
  if (quoted.length === 0) return new Map();
  const answers = await changing.admit(
    sql,
    quoted.map((order) => ({
      reference: order.quote!,
      payer: people.get(order.payerLoaded.id)!,
      amounts: amountsFor(order, people),
      asset: order.currency.code,
    })),
  );
  return new Map(quoted.map((order, index) => [order, answers[index]!]));
}

/** Nothing for an order that the rules refuse, which is said when it is planned. */
function amountsFor(order: Order, people: ReadonlyMap<bigint, Person>): bigint[] {
  const named = order.payeesLoaded.map(({ id }) => people.get(id)!);
  const shares = planShares(people.get(order.payerLoaded.id)!, named, order, order.currency);
  return shares.ok ? shares.value.map(({ amount }) => amount) : [];
}

/** Whom the button pays is whom the question shows. */
async function planned(context: Context, request: PayRequest) {
  const found = await sharesOf(context, request);
  if (!found.ok) return found;
  const { payer, shares, currency, memo } = found.value;
  const payees = shares.map(({ payee }) => payee);
  const meant = payees.map(({ public_id }) => public_id);
  const buttons: ChangeButtons = {
    accept: (quote) => ({ kind: 'pay_quoted', payload: payloadOf({ ...request, meant, quote }) }),
    payees: payees.map(({ id }) => id),
    memo,
  };
  return ok({ payer, amounts: shares.map(({ amount }) => amount), currency, buttons });
}

/** The quote that this very event has been answered with: asked again, it is not paid in another way meanwhile. */
export async function offeredBefore(
  context: Context,
  changing: Changing,
  request: PayRequest,
): Promise<Notice | null> {
  if (!(await changing.isOffered(request.origin.key))) return null;
  const plan = await planned(context, request);
  return plan.ok ? changing.offered(request.origin.key, plan.value.buttons) : null;
}

/**
 * What its payer would give of another asset; where that is no way out either, the refusal stands. `renewal`: the key of the quote, where it
 * is offered in the place of an earlier one.
 */
export async function offerInstead(
  context: Context,
  changing: Changing,
  request: PayRequest,
  refusal: Refusal,
  renewal?: string,
): Promise<Result<Notice>> {
  const refused = { ok: false, refusal } as const;
  if (!context.rates || (refusal.code !== 'insufficient_funds' && renewal === undefined)) return refused;
  const plan = await planned(context, request);
  if (!plan.ok) return plan;
  const { payer: person, amounts, currency: asset, buttons } = plan.value;
  const by = renewal === undefined ? { key: request.origin.key } : { key: renewal, renewed: true as const };
  return (await changing.offer({ ...buttons, person, amounts, asset, ...by })) ?? refused;
}

/**
 * The button of a quote. Its person has seen whom and how much, in what they give: only a large amount is asked about again, or one that wants the
 * PIN. The payment has the key of its event, as if nothing were changed for it: whatever the event was answered with, one of these pays, and each
 * of them shows that payment. Pressed too late, it offers a fresh quote.
 */
export async function pressQuoted(
  context: Context,
  changing: Changing,
  authorize: PayService['authorize'],
  press: PressedIntent,
): Promise<Result<Pressed>> {
  const { quote, key } = quotedSchema.parse(press.payload);
  const request = requestOf(press, key);
  const plan = await planned(context, request);
  const paidBefore = await findOrder(context.sql, key, hashOf(request));
  if (paidBefore) return paidBefore.ok ? ok({ show: paidBefore.value }) : refuse('intent_used');
  if (!plan.ok) return plan;
  const standing = await changing.standing(quote);
  if (!standing) return refuse('quote_unknown');
  if (standing.state === 'cancelled') return refuse('intent_used');
  if (standing.state === 'expired') return renew(context, changing, request, press);
  const { minor, asset } = standing.sold;
  const { payees, memo } = plan.value.buttons;
  const spending = {
    payees,
    amount: BigInt(minor),
    asset: asset.code,
    memo,
    seen: true,
    ...(request.repeats && { repeats: true as const }),
  } as const;
  const asked = await context.guard.press(press, spending, { in_place: true });
  if (asked) return ok(asked);
  const paid = await authorize(request);
  if (!paid.ok)
    return paid.refusal.code === 'quote_expired' ? renew(context, changing, request, press) : paid;
  const done = await changing.carriedOut(quote, plan.value.buttons);
  return ok({ show: paid.value, ...(done && !press.confirmed && { in_place: done }) });
}

const quotedSchema = z.object({ quote: z.string(), key: z.string().min(1) });

/** In its place; beside the question whether they mean it, where that was asked in between. */
async function renew(
  context: Context,
  changing: Changing,
  request: PayRequest,
  press: PressedIntent,
): Promise<Result<Pressed>> {
  const renewal = derivedKey('requote', press.origin.key);
  const offer = await offerInstead(context, changing, request, { code: 'quote_expired' }, renewal);
  if (!offer.ok) return offer;
  return ok(press.confirmed ? { private: offer.value } : { in_place: offer.value });
}
