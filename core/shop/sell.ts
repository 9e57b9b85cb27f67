/** What sellers do: put something up for sale, change it, take it out of the catalogue. Each event does it once. */
import { assetOf } from '../asset-book.ts';
import type { Shown } from '../common.ts';
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { advisoryLock, lockPeople, personOf } from '../identity/index.ts';
import { publicId, sha256 } from '../ids.ts';
import { putIntents } from '../intents/index.ts';
import { addDelivery } from '../outbox/index.ts';
import { checkAmount } from '../policy/amounts.ts';
import { limits } from '../policy/limits.ts';
import { checkMemo } from '../policy/memos.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { momentOf, readZone } from '../time-zone.ts';
import { findItem, type Item, loadItems, lockItems, reviseItems, viewsOf } from './item.ts';
import { changedStock, checkName, checkNumber, communityOf, nameKey } from './rules.ts';
import { isEventTime } from './ticket-rules.ts';
import type { NewEvent } from './ticket-types.ts';
import type { AddItem, EditItem, ItemAct, ItemChange, ShopItem, ShopNotice, StockChange } from './types.ts';

const statement = {
  taken: sqlFile(import.meta.url, './sql/taken.sql'),
  countOpen: sqlFile(import.meta.url, './sql/count_open.sql'),
  add: sqlFile(import.meta.url, './sql/add.sql'),
  change: sqlFile(import.meta.url, './sql/change.sql'),
  putAct: sqlFile(import.meta.url, './sql/put_act.sql'),
  findAct: sqlFile(import.meta.url, './sql/find_act.sql'),
  putCard: sqlFile(import.meta.url, './sql/put_card.sql'),
  findCard: sqlFile(import.meta.url, './sql/find_card.sql'),
};

type Done = Extract<ShopNotice, { kind: 'shop_done' }>;

export async function addItem(context: Context, request: AddItem): Promise<Result<Shown>> {
  const community = communityOf(request.origin.conversation);
  if (community === null) return refuse('shop_needs_group');
  const checked = check(context, request);
  if (!checked.ok) return checked;
  const seller = await personOf(context, request.seller);
  const { origin, price, asset } = request;
  const { name, description, stock, per_person, event } = checked.value;
  const hash = sha256(
    JSON.stringify([
      request.seller,
      name,
      description,
      String(price),
      asset,
      stock,
      per_person,
      event ?? null,
    ]),
  );
  return inTransaction(context.sql, async (sql): Promise<Result<Shown>> => {
    await advisoryLock(sql, `shop:${origin.key}`);
    const before = await doneBefore(sql, origin.key, hash);
    if (before) return before.ok ? ok(await cardOf(sql, before.value)) : before;
    const person = (await lockPeople(sql, [seller.id], 'share')).get(seller.id)!;
    if (person.frozen) return refuse('account_frozen');
    // Of two who take one name at once, the second waits here.
    await advisoryLock(sql, `shop:${community}:${nameKey(name)}`);
    const free = await mayBeCalled(sql, community, name, null);
    if (!free.ok) return free;
    const [open] = await run<{ count: number }>(sql, statement.countOpen, [person.id]);
    if (open!.count >= limits.shop.items) return refuse('shop_items_too_many', { limit: limits.shop.items });

    const reference = publicId('itm');
    const now = context.clock.now();
    const { at = null, zone = null, place = null, refund_until = null } = event ?? {};
    const row = [
      reference,
      community,
      person.id,
      name,
      nameKey(name),
      description,
      asset,
      price,
      stock,
      per_person,
      now,
      at,
      zone,
      place,
      refund_until,
    ];
    const [item] = await run<{ id: bigint }>(sql, statement.add, row);
    const act = [origin.key, hash, item!.id, person.id, 'added', price, stock, stock ?? 0, now];
    await run(sql, statement.putAct, act);
    await putIntents(context, sql, [{ kind: 'shop_choose', person: null, subject: item!.id }]);
    const locale = seller.locale ?? DEFAULT_LOCALE;
    return ok(await putCard(sql, { id: item!.id, reference }, { by: request.seller, origin }, locale));
  });
}

interface CheckedItem extends Pick<AddItem, 'name' | 'description' | 'stock' | 'per_person'> {
  event?: { at: Date; zone: string; place: string | null; refund_until: Date | null };
}

/** What needs no lock. */
function check({ assets, clock }: Context, { price, asset: code, ...request }: AddItem): Result<CheckedItem> {
  const asset = checkAmount(price, assets.find(code), code, assets.all);
  if (!asset.ok) return asset;
  const name = checkName(request.name);
  if (!name.ok) return name;
  const description = checkMemo(request.description);
  if (!description.ok) return description;
  const stock = checkNumber(request.stock, 0, limits.shop.stock);
  if (!stock.ok) return stock;
  const perPerson = checkNumber(request.per_person, 1, limits.shop.stock);
  if (!perPerson.ok) return perPerson;
  const event = request.event && checkEvent(request.event, clock.now());
  if (event && !event.ok) return event;
  return ok({
    name: name.value,
    description: description.value,
    stock: stock.value,
    per_person: perPerson.value,
    ...(event && { event: event.value }),
  });
}

/** As it is kept. */
function checkEvent(
  { day, time, zone, place: where, refund_before_ms }: NewEvent,
  now: Date,
): Result<NonNullable<CheckedItem['event']>> {
  if (readZone(zone) === null) return refuse('zone_unknown', { text: zone, choices: [] });
  const wall = Date.parse(`${day}T00:00:00Z`);
  // A day that there is not would be read as one of the next month.
  const isDay = !Number.isNaN(wall) && new Date(wall).toISOString().startsWith(`${day}T`);
  const at = isDay ? momentOf(zone, wall + time * 60_000) : null;
  if (at === null || !isEventTime(at, now)) return refuse('shop_event_when', { text: day });
  const place = checkMemo(where);
  if (!place.ok) return place;
  const refund_until = refund_before_ms === null ? null : new Date(at.getTime() - refund_before_ms);
  return ok({ at, zone, place: place.value, refund_until });
}

async function mayBeCalled(
  sql: Queryable,
  community: string,
  name: string,
  item: bigint | null,
): Promise<Result<null>> {
  const taken = await run(sql, statement.taken, [community, nameKey(name), item]);
  return taken.length > 0 ? refuse('shop_name_taken', { name }) : ok(null);
}

async function doneBefore(sql: Queryable, key: string, hash: string): Promise<Result<bigint> | null> {
  const [act] = await run<{ item: bigint; request_hash: string }>(sql, statement.findAct, [key]);
  if (!act) return null;
  return act.request_hash === hash ? ok(act.item) : refuse('idempotency_key_reused');
}

async function cardOf(sql: Queryable, item: bigint): Promise<Shown> {
  const [card] = await run<Shown>(sql, statement.findCard, [item]);
  return { reference: card!.reference, delivery: card!.delivery };
}

async function putCard(
  sql: Queryable,
  { id, reference }: Pick<Item, 'id' | 'reference'>,
  { by, origin }: Pick<ItemAct, 'by' | 'origin'>,
  locale: string,
): Promise<Shown> {
  const { conversation, reply } = origin;
  const subject = { kind: 'shop_item', id: reference };
  const message = { audience: 'conversation', conversation, person: by, locale, subject } as const;
  const delivery = await addDelivery(sql, { ...message, ...(reply && { reply }) }, { now: true });
  await run(sql, statement.putCard, [id, delivery]);
  return { reference, delivery };
}

/** Once more, for whoever asks: a card of its own. */
export async function showItem(
  context: Context,
  { by, item: text, origin }: ItemAct,
): Promise<Result<Shown>> {
  const reader = await personOf(context, by);
  return inTransaction(context.sql, async (sql): Promise<Result<Shown>> => {
    const found = await findItem(sql, text, reader, origin.conversation);
    if (!found.ok) return found;
    const [item] = await loadItems(sql, [found.value]);
    return ok(await putCard(sql, item!, { by, origin }, reader.locale ?? DEFAULT_LOCALE));
  });
}

/** An item as an act leaves it. */
type Changed = Pick<Item, 'name' | 'description' | 'price' | 'stock' | 'per_person' | 'state'>;

/** The same event changes it once, and is told how it stands now. */
export async function changeItem(
  context: Context,
  { by, item: text, origin }: ItemAct,
  did: Done['did'] | 'cancelled' | 'staffed',
  what: unknown,
  decide: (sql: Queryable, item: Item) => Result<Changed> | Promise<Result<Changed>>,
): Promise<Result<{ id: bigint; item: ShopItem }>> {
  const seller = await personOf(context, by);
  const hash = sha256(
    JSON.stringify([by, did, what], (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
  );
  return inTransaction(context.sql, async (sql): Promise<Result<{ id: bigint; item: ShopItem }>> => {
    await advisoryLock(sql, `shop:${origin.key}`);
    const before = await doneBefore(sql, origin.key, hash);
    if (before) return before.ok ? done(context, sql, before.value) : before;
    const found = await findItem(sql, text, seller, origin.conversation);
    if (!found.ok) return found;
    const person = (await lockPeople(sql, [seller.id], 'share')).get(seller.id)!;
    const item = (await lockItems(sql, [found.value]))[0]!;
    const { id, name } = item;
    if (item.seller !== person.id) return refuse('shop_not_yours', { name });
    if (item.state === 'cancelled' || (item.state === 'removed' && did !== 'cancelled' && did !== 'staffed'))
      return refuse('shop_removed', { name });
    if (person.frozen && did !== 'removed' && did !== 'cancelled') return refuse('account_frozen');
    const decided = await decide(sql, item);
    if (!decided.ok) return decided;
    const now = context.clock.now();
    const next = decided.value;
    const row = [
      id,
      next.name,
      nameKey(next.name),
      next.description,
      next.price,
      next.stock,
      next.per_person,
    ];
    await run(sql, statement.change, [...row, next.state, now]);
    // While it is unlimited nothing is counted; afterwards the count goes on from what was put up before.
    const stockChange = next.stock === null ? 0 : next.stock - item.put_up;
    const act = [origin.key, hash, id, person.id, did, next.price, next.stock, stockChange, now];
    await run(sql, statement.putAct, act);
    await reviseItems(sql, [item]);
    return done(context, sql, id);
  });
}

async function done(
  context: Context,
  sql: Queryable,
  id: bigint,
): Promise<Result<{ id: bigint; item: ShopItem }>> {
  const [shown] = await viewsOf(context, sql, [id]);
  return ok({ id, item: shown!.view });
}

async function change(
  context: Context,
  act: ItemAct,
  did: Done['did'],
  ...how: [what: unknown, decide: Parameters<typeof changeItem>[4]]
): Promise<Result<Done>> {
  const changed = await changeItem(context, act, did, ...how);
  return changed.ok ? ok({ kind: 'shop_done', did, item: changed.value.item }) : changed;
}

export const editItem = (context: Context, { change: wanted, ...act }: EditItem): Promise<Result<Done>> =>
  change(context, act, 'edited', wanted, async (sql, item) => {
    const next = edited(context, item, wanted);
    if (!next.ok || nameKey(next.value.name) === nameKey(item.name)) return next;
    await advisoryLock(sql, `shop:${item.community}:${nameKey(next.value.name)}`);
    const free = await mayBeCalled(sql, item.community, next.value.name, item.id);
    return free.ok ? next : free;
  });

function edited(context: Context, item: Item, wanted: ItemChange): Result<Changed> {
  if (Object.keys(wanted).length === 0) return refuse('shop_edit_how');
  const asset = assetOf(context, item);
  if (wanted.asset !== undefined && wanted.asset !== asset.code)
    return refuse('shop_currency', { asset: asset.code });
  const price = wanted.price ?? item.price;
  const checked = checkAmount(price, asset, asset.code, context.assets.all);
  if (!checked.ok) return checked;
  const name = checkName(wanted.name ?? item.name);
  if (!name.ok) return name;
  const description = checkMemo(wanted.description === undefined ? item.description : wanted.description);
  if (!description.ok) return description;
  const asked = wanted.per_person === undefined ? item.per_person : wanted.per_person;
  const perPerson = checkNumber(asked, 1, limits.shop.stock);
  if (!perPerson.ok) return perPerson;
  return ok({
    ...item,
    name: name.value,
    description: description.value,
    price,
    per_person: perPerson.value,
  });
}

export const stockItem = (
  context: Context,
  { to, ...act }: ItemAct & { to: StockChange },
): Promise<Result<Done>> =>
  change(context, act, 'stocked', to, (_, item) => {
    const stock = changedStock(item, to);
    return stock.ok ? ok({ ...item, stock: stock.value }) : stock;
  });

export const removeItem = (context: Context, act: ItemAct): Promise<Result<Done>> =>
  change(context, act, 'removed', null, (_, item) => ok({ ...item, state: 'removed' }));
