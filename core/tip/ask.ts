/** A tip that may have to be confirmed first. */
import { z } from 'zod';
import type { PressedIntent } from '../capability.ts';
import type { Who } from '../common.ts';
import type { Context } from '../context.ts';
import type { Spending } from '../guard.ts';
import { loadPeople, type Person, personOf, resolve, whoOf } from '../identity/index.ts';
import { askedAt } from '../intents/asked-at.ts';
import type { Pressed } from '../intents/types.ts';
import { type Money, money } from '../money.ts';
import { checkMoney } from '../policy/amounts.ts';
import type { Conversation, Json, MessageRef } from '../ports/chat.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { checkPeople } from './rules.ts';
import type { TipRequest, TipService } from './types.ts';

/** Why somebody cannot give a tip in another currency than the community's; null where they can, or it is in that. */
export async function lacking(
  { ledger, sql, assets, rates }: Context,
  tipper: Person,
  author: Person,
  amount: Money,
): Promise<Refusal | null> {
  const { asset } = amount;
  if (asset.code === assets.main.code) return null;
  const name = { owner: tipper.public_id, asset: asset.code, purpose: 'wallet' };
  const available = (await ledger.account(sql, name))?.spendable ?? 0n;
  if (available >= BigInt(amount.minor)) return null;
  return {
    code: 'tip_other_currency',
    author: author.name,
    amount,
    available: money(available, asset),
    changes: rates !== null,
  };
}

/**
 * What would be given, where that is asked about: most tips are small. Null where it need not be. What would be refused now is refused: it might be
 * possible a moment later, and then nobody would have been asked.
 */
async function spendingOf(
  context: Context,
  { tipper: by, author: who, amount, asset: code }: TipRequest,
): Promise<Result<Spending | null>> {
  const asset = checkMoney(amount, context.assets, code);
  if (!asset.ok) return asset;
  // Whose words they are is before the tipper's eyes: nobody new, so that only much is asked about.
  const spent = { amount, asset: code, seen: true } as const;
  if (!(await context.guard.concerns(by, spent))) return ok(null);
  const [tipper, author] = await Promise.all([personOf(context, by), resolve(context, who, by)]);
  if (!author.ok) return author;
  const people = checkPeople(tipper, author.value);
  if (!people.ok) return people;
  const refusal = await lacking(context, tipper, author.value, money(amount, asset.value));
  return refusal ? { ok: false, refusal } : ok({ payees: [author.value.id], ...spent });
}

export const createAsk =
  (context: Context, tip: TipService['tip']): TipService['ask'] =>
  async (request) => {
    const spending = await spendingOf(context, request);
    if (!spending.ok) return spending;
    const { tipper: by, origin } = request;
    if (spending.value) {
      const [id] = spending.value.payees;
      const author = (await loadPeople(context.sql, [id!])).get(id!)!;
      // The yes is to whom the question shows, and not to whoever bears the handle by then.
      const payload = payloadOf({ ...request, author: whoOf(author) ?? request.author });
      const confirm = await context.guard.typed(
        { by, kind: 'tip_confirmed', payload, origin },
        spending.value,
      );
      if (confirm) return ok({ confirm });
    }
    const given = await tip(request);
    return given.ok ? ok({ given: given.value }) : given;
  };

/** Both buttons of a question have the key of its event, so that only one of them ever tips, and only once; nor does the event beside them. */
export async function pressAmount(
  context: Context,
  tip: TipService['tip'],
  press: PressedIntent,
): Promise<Result<Pressed>> {
  const { key, conversation, amount, message, ...rest } = amountSchema.parse(press.payload);
  const request: TipRequest = {
    ...rest,
    ...(message && { message }),
    tipper: press.identity,
    amount: BigInt(amount),
    origin: askedAt({ key, conversation }, press.origin),
  };
  const spending = press.confirmed ? ok(null) : await spendingOf(context, request);
  if (!spending.ok) return spending;
  const confirm = spending.value && (await context.guard.press(press, spending.value, { in_place: true }));
  if (confirm) return ok(confirm);
  const given = await tip(request);
  if (!given.ok) return given.refusal.code === 'idempotency_key_reused' ? refuse('intent_used') : given;
  return ok({ show: given.value, in_place: { kind: 'choose_amount', text: '', actions: [] } });
}

export const payloadOf = ({
  author,
  amount,
  asset,
  message,
}: Pick<TipRequest, 'author' | 'amount' | 'asset' | 'message'>): Json =>
  ({ author, amount: String(amount), asset, ...(message && { message }) }) as unknown as Json;

const payloadSchema = z.object({
  author: z.custom<Who>((who) => typeof who === 'object' && who !== null),
  amount: z.string().regex(/^[1-9]\d*$/),
  asset: z.string(),
  message: z.custom<MessageRef>((message) => typeof message === 'object' && message !== null).optional(),
});

const amountSchema = payloadSchema.extend({
  key: z.string().min(1),
  conversation: z.custom<Conversation>((place) => typeof place === 'object' && place !== null),
});

/** What was typed and confirmed: the same tip under the same key as if nobody had been asked. */
export async function pressConfirmed(
  tip: TipService['tip'],
  { payload, identity, origin }: Pick<PressedIntent, 'payload' | 'identity' | 'origin'>,
): Promise<Result<Pressed>> {
  const { author, amount, asset, message } = payloadSchema.parse(payload);
  const given = await tip({
    tipper: identity,
    author,
    amount: BigInt(amount),
    asset,
    ...(message && { message }),
    origin,
  });
  return given.ok ? ok({ show: given.value }) : given;
}
