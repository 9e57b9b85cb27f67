/**
 * Buying: a question that says how many for how much, and a payment by its button. The payment asks for leave in its own database transaction,
 * with the item locked, and the purchase is written there: so of many buyers, in however many processes, no more are placed than there are items.
 * A payment that was not carried out leaves its units for sale again, without anybody doing anything.
 */
import { z } from 'zod';
import type { Services } from '../api.ts';
import { assetOf } from '../asset-book.ts';
import type { Payable, PayablePayment, PressedIntent } from '../capability.ts';
import type { Who } from '../common.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { loadPeople, personOf, viewOf } from '../identity/index.ts';
import { derivedKey } from '../ids.ts';
import { askedAt } from '../intents/asked-at.ts';
import { putIntents } from '../intents/index.ts';
import type { Pressed } from '../intents/types.ts';
import { money } from '../money.ts';
import type { Notice } from '../notices.ts';
import { followDelivery } from '../outbox/index.ts';
import { limits } from '../policy/limits.ts';
import type { Conversation } from '../ports/chat.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { findCalled, findItem, type Item, loadItems, lockItems, reviseItems, viewsOf } from './item.ts';
import { buyRefusal, checkNumber, offeredQuantities } from './rules.ts';
import { putTickets, tellTickets } from './ticket.ts';
import type { ChoiceChange, ChooseItem, ShopBuyIntent, ShopNotice } from './types.ts';

const statement = {
  bought: sqlFile(import.meta.url, './sql/bought.sql'),
  boughtBy: sqlFile(import.meta.url, './sql/bought_by.sql'),
  paid: sqlFile(import.meta.url, './sql/paid.sql'),
  putPurchases: sqlFile(import.meta.url, './sql/put_purchases.sql'),
};

/** The kind of what is paid. */
export const SALE = 'shop_item';

export type Pay = Services['pay'];
type Choice = Extract<ShopNotice, { kind: 'shop_choose' }>;

/** The most that a question lets somebody order by one button of several. */
const questionLife_ms = limits.confirmMinutes * 60_000;

interface Asking {
  buyer: { id: bigint };
  /** Null: one, two or three. */
  quantity: number | null;
  /** Of the event that asks. */
  key: string;
  conversation: Conversation;
  changed: ChoiceChange | null;
}

/** By what was typed. */
export async function chooseTyped(
  context: Context,
  { by, item: text, origin, quantity, whole }: ChooseItem,
): Promise<Result<Choice>> {
  const number = checkNumber(quantity, 1, limits.shop.quantity);
  if (!number.ok) return number;
  const buyer = await personOf(context, by);
  return inTransaction(context.sql, async (sql) => {
    const { key, conversation } = origin;
    const asking = { buyer, key, conversation, changed: null };
    const exact = whole === undefined ? null : await findCalled(sql, whole, buyer, conversation);
    if (exact !== null && quantity !== null)
      return question(context, sql, exact, { ...asking, quantity: null });
    const found = await findItem(sql, text, buyer, conversation);
    return found.ok ? question(context, sql, found.value, { ...asking, quantity }) : found;
  });
}

/** By the button of a card or a catalogue. */
export async function pressChoose(
  context: Context,
  { subject, by: buyer, origin }: PressedIntent,
): Promise<Result<Pressed>> {
  const { key, conversation } = origin;
  const asking = { buyer, quantity: null, key, conversation, changed: null };
  const asked = await inTransaction(context.sql, (sql) => question(context, sql, subject!, asking));
  return asked.ok ? ok({ private: asked.value }) : asked;
}

/** What could be bought now; its buttons say the price, and stand for it. */
async function question(
  context: Context,
  sql: Queryable,
  id: bigint,
  { buyer, quantity, key, conversation, changed }: Asking,
): Promise<Result<Choice>> {
  const [shown] = await viewsOf(context, sql, [id]);
  const { item, view } = shown!;
  if (item.seller === buyer.id) return refuse('shop_own', { name: item.name });
  const has = (await boughtBy(sql, [{ item: id, person: buyer.id }])).get(nameOf(id, buyer.id))!;
  const asset = assetOf(context, item);
  const quantities = offeredQuantities(item, quantity, has);
  const refusal = buyRefusal(
    item,
    { quantity: quantities[0]!, price: item.price, has },
    asset,
    context.clock.now(),
  );
  if (refusal) return { ok: false, refusal };
  const expiresAt = new Date(context.clock.now().getTime() + questionLife_ms);
  const payloadOf = (chosen: number) =>
    ({
      key,
      item: String(id),
      quantity: chosen,
      price: String(item.price),
      conversation: { ...conversation },
    }) satisfies ShopBuyIntent;
  const intents = await putIntents(
    context,
    sql,
    quantities.map((chosen) => ({
      kind: 'shop_buy',
      person: buyer.id,
      payload: payloadOf(chosen),
      expiresAt,
    })),
  );
  const offers = quantities.map((chosen, at) => ({
    quantity: chosen,
    total: money(item.price * BigInt(chosen), asset),
    intent: intents[at]!,
  }));
  return ok({ kind: 'shop_choose', item: view, offers, changed });
}

const nameOf = (item: bigint, person: bigint): string => `${item} ${person}`;

/** Units that people have of items, by both. */
async function boughtBy(
  sql: Queryable,
  wanted: readonly { item: bigint; person: bigint }[],
): Promise<Map<string, number>> {
  const distinct = [...new Map(wanted.map((one) => [nameOf(one.item, one.person), one])).values()];
  const rows = await run<{ item: bigint; person: bigint; units: number }>(sql, statement.bought, [
    distinct.map(({ item }) => item),
    distinct.map(({ person }) => person),
  ]);
  return new Map(rows.map(({ item, person, units }) => [nameOf(item, person), units]));
}

/** The payload was written by ourselves; what matters of it is read strictly all the same. */
const buySchema = z.object({
  key: z.string().min(1),
  item: z.string().regex(/^[1-9]\d*$/),
  quantity: z.int().min(1).max(limits.shop.quantity),
  price: z.string().regex(/^[1-9]\d*$/),
  conversation: z.custom<Conversation>((place) => typeof place === 'object' && place !== null),
}) satisfies z.ZodType<ShopBuyIntent>;

/** All buttons of one question share one key, so that one of them buys, and only once. What has changed since it was asked is asked anew, in its place. */
export async function pressBuy(context: Context, pay: Pay, press: PressedIntent): Promise<Result<Pressed>> {
  const { key, item: id, quantity, price, conversation } = buySchema.parse(press.payload);
  const [item] = await loadItems(context.sql, [BigInt(id)]);
  const asset = assetOf(context, item!);
  const total = BigInt(price) * BigInt(quantity);
  const result = await pay.ask({
    payer: press.identity,
    payees: [await sellerOf(context, item!, conversation)],
    amount: total,
    asset: asset.code,
    mode: 'each',
    memo: `${quantity} × ${item!.name}`,
    origin: askedAt({ key: derivedKey('shop', key), conversation }, press.origin),
    card: 'private',
    payable: { kind: SALE, id: `${id}:${quantity}:${price}` },
    seen: true,
  });
  if (!result.ok) return notBought(context, press, result.refusal);
  if (!('paid' in result.value)) return ok({ in_place: result.value.confirm });
  const chosen: Notice = { kind: 'shop_chosen', name: item!.name, quantity, total: money(total, asset) };
  return ok({ show: result.value.paid, in_place: chosen });
}

async function notBought(context: Context, press: PressedIntent, refusal: Refusal): Promise<Result<Pressed>> {
  const changes: { [code in Refusal['code']]?: ChoiceChange } = {
    shop_price_changed: 'price',
    shop_sold_out: 'stock',
  };
  const changed = changes[refusal.code];
  if (refusal.code === 'idempotency_key_reused') return refuse('intent_used');
  const refused = { ok: false, refusal } as const;
  if (!changed || (refusal.code === 'shop_sold_out' && refusal.left === 0)) return refused;
  const { item, quantity, conversation } = buySchema.parse(press.payload);
  const asking: Asking = {
    buyer: press.by,
    quantity: changed === 'stock' ? null : quantity,
    key: press.origin.key,
    conversation,
    changed,
  };
  const asked = await inTransaction(context.sql, (sql) => question(context, sql, BigInt(item), asking));
  return asked.ok ? ok({ in_place: asked.value }) : refused;
}

/** By the identity that whoever reads the conversation knows, where there is one. */
async function sellerOf(
  { sql }: Context,
  { seller }: Item,
  { platform, tenant }: Conversation,
): Promise<Who> {
  const { identities, name } = viewOf((await loadPeople(sql, [seller])).get(seller)!);
  const here = identities.find((one) => one.platform === platform && one.tenant === tenant);
  const { user, ...at } = here ?? identities[0]!;
  return { by: 'identity', identity: { platform: at.platform, tenant: at.tenant, user }, name };
}

/** `<item>:<quantity>:<price of one>`. */
function readSale({ id }: Pick<PayablePayment, 'id'>): { item: bigint; quantity: number; price: bigint } {
  const [item, quantity, price] = id.split(':') as [string, string, string];
  return { item: BigInt(item), quantity: Number(quantity), price: BigInt(price) };
}

/** Some of an item, as payments meet it. */
export const salePayable = (context: Context): Payable => ({
  tells_payee: true,
  paid: statement.paid,

  async admit(sql, payments) {
    const sales = payments.map((payment) => ({ ...readSale(payment), payment }));
    const items = new Map(
      (
        await lockItems(
          sql,
          sales.map(({ item }) => item),
        )
      ).map((item) => [item.id, item]),
    );
    const has = await boughtBy(
      sql,
      sales.map(({ item, payment }) => ({ item, person: payment.payer })),
    );
    const before = await run<{ key: string }>(sql, statement.boughtBy, [payments.map(({ key }) => key)]);
    const replayed = new Set(before.map(({ key }) => key));
    return sales.map(({ item: id, quantity, price, payment }): Refusal | null => {
      const item = items.get(id)!;
      const isTheSale =
        payment.payees.length === 1 &&
        payment.payees[0] === item.seller &&
        payment.asset === item.asset &&
        payment.amount === price * BigInt(quantity);
      if (!isTheSale) throw new Error(`A payment that is not for ${quantity} of ${item.reference}`);
      // What this event has bought is sold already: it is found again, and counts once.
      if (replayed.has(payment.key)) return null;
      const name = nameOf(id, payment.payer);
      const owned = has.get(name)!;
      const refusal = buyRefusal(
        item,
        { quantity, price, has: owned },
        assetOf(context, item),
        context.clock.now(),
      );
      if (refusal) return refusal;
      item.sold += quantity;
      has.set(name, owned + quantity);
      return null;
    });
  },

  async placed(sql, payments) {
    const sales = payments.map((payment) => ({ ...readSale(payment), payment }));
    await run(sql, statement.putPurchases, [
      sales.map(({ item }) => item),
      sales.map(({ payment }) => payment.payer),
      sales.map(({ quantity }) => quantity),
      sales.map(({ price }) => price),
      sales.map(({ payment }) => payment.reference),
      sales.map(({ payment }) => payment.key),
      context.clock.now(),
    ]);
    const items = await loadItems(sql, [...new Set(sales.map(({ item }) => item))]);
    const seats = sales.filter(({ item }) => items.find(({ id }) => id === item)!.event_at !== null);
    await putTickets(
      context,
      sql,
      seats.map(({ quantity, payment }) => ({ quantity, payment: payment.reference })),
    );
    await reviseItems(sql, items);
    // What is not carried out after all is left again.
    for (const { item, payment } of sales)
      for (const follower of items.find(({ id }) => id === item)!.cards)
        await followDelivery(sql, { follower, followed: payment.delivery });
  },

  settled: (sql, payments) => tellTickets(sql, payments),
});
