/** One item, as every act upon it begins: under lock, or as it is a moment before. */
import { assetOf } from '../asset-book.ts';
import type { PersonView } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { loadPeople, viewOf } from '../identity/index.ts';
import { readReference } from '../ids.ts';
import { money } from '../money.ts';
import { reviseDelivery } from '../outbox/index.ts';
import { limits } from '../policy/limits.ts';
import type { Conversation } from '../ports/chat.ts';
import { ok, type Result } from '../refusals.ts';
import { communityOf, leftOf, nameKey, pick, type Standing, stateOf } from './rules.ts';
import { localTime } from './ticket-rules.ts';
import type { EventView } from './ticket-types.ts';
import type { ShopItem } from './types.ts';

const statement = {
  lock: sqlFile(import.meta.url, './sql/lock.sql'),
  items: sqlFile(import.meta.url, './sql/items.sql'),
  find: sqlFile(import.meta.url, './sql/find.sql'),
  buttons: sqlFile(import.meta.url, './sql/buttons.sql'),
};

export interface Item extends Standing {
  id: bigint;
  reference: string;
  community: string;
  description: string | null;
  asset: string;
  /** As the person that they have turned out to be. */
  seller: bigint;
  /** What its seller's acts add up to; the stock, but while that is unlimited. */
  put_up: number;
  /** By which clock an event's times are said. */
  zone: string | null;
  place: string | null;
  refund_until: Date | null;
  /** The messages that show it, the newest. */
  cards: bigint[];
}

/** In ascending order; without those that do not exist. */
export async function loadItems(sql: Queryable, ids: readonly bigint[]): Promise<Item[]> {
  type Row = Omit<Item, 'price'> & { price: string };
  const rows = await run<Row>(sql, statement.items, [ids, limits.shop.cards]);
  return rows.map((row) => ({ ...row, price: BigInt(row.price) }));
}

/** As {@link loadItems}, locked until the end of the database transaction. People before them, orders and accounts after. */
export async function lockItems(sql: Queryable, ids: readonly bigint[]): Promise<Item[]> {
  await run(sql, statement.lock, [ids]);
  return loadItems(sql, ids);
}

/** Every message that shows it is shown anew. */
export const reviseItems = (sql: Queryable, items: readonly Item[]): Promise<void> =>
  reviseDelivery(sql, ...items.flatMap(({ cards }) => cards));

/** How many a refusal names. */
const found_max = 6;

/** Items that a word may mean, the best first. */
const ranked = (
  sql: Queryable,
  text: string,
  { id }: { id: bigint },
  conversation: Conversation,
): Promise<{ id: bigint; name: string; rank: number }[]> =>
  run(sql, statement.find, [
    id,
    communityOf(conversation),
    readReference(text.trim(), ['itm']),
    nameKey(text),
    found_max,
  ]);

/** The item that is called just so; null where there is none. */
export async function findCalled(...asked: Parameters<typeof ranked>): Promise<bigint | null> {
  const [best] = await ranked(...asked);
  return best !== undefined && best.rank <= 1 ? best.id : null;
}

/** What a word means: an item by its code, wherever it is sold, or by its name in the conversation's community; in a direct conversation, of one's own. */
export async function findItem(...asked: Parameters<typeof ranked>): Promise<Result<bigint>> {
  const found = await ranked(...asked);
  const [, text] = asked;
  const picked = pick(text, found);
  return picked.ok ? ok(picked.value.id) : picked;
}

/** As people are shown them, in the order that was asked for. */
export async function viewsOf(
  context: Context,
  sql: Queryable,
  ids: readonly bigint[],
): Promise<{ item: Item; view: ShopItem; intent: string | null }[]> {
  const items = new Map((await loadItems(sql, ids)).map((item) => [item.id, item]));
  const people = await loadPeople(
    sql,
    [...items.values()].map(({ seller }) => seller),
  );
  const buttons = await run<{ subject: bigint; key: string }>(sql, statement.buttons, [ids]);
  const intents = new Map(buttons.map(({ subject, key }) => [subject, key]));
  return ids.flatMap((id) => {
    const item = items.get(id);
    if (!item) return [];
    const view = viewFrom(context, item, viewOf(people.get(item.seller)!));
    return [{ item, view, intent: view.state === 'open' ? (intents.get(id) ?? null) : null }];
  });
}

/** To whoever may buy: what could be given back once, and no more, cannot be. */
const openUntil = (refund_until: Date | null, now: Date): Date | null =>
  refund_until !== null && refund_until > now ? refund_until : null;

const viewFrom = (context: Context, item: Item, seller: PersonView): ShopItem => ({
  reference: item.reference,
  name: item.name,
  description: item.description,
  price: money(item.price, assetOf(context, item)),
  left: leftOf(item),
  per_person: item.per_person,
  seller,
  state: stateOf(item, context.clock.now()),
  event:
    item.event_at &&
    eventOf({
      ...item,
      event_at: item.event_at,
      zone: item.zone!,
      refund_until: openUntil(item.refund_until, context.clock.now()),
    }),
});

export const eventOf = ({
  event_at,
  zone,
  place,
  refund_until,
}: Pick<Item, 'place' | 'refund_until'> & { event_at: Date; zone: string }): EventView => ({
  ...localTime(event_at, zone),
  place,
  refund_until: refund_until && localTime(refund_until, zone),
});
