/** Items as they are shown, written from what is true at the moment of showing them. */
import { assetOf } from '../asset-book.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { putIntent } from '../intents/index.ts';
import { money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import type { Conversation } from '../ports/chat.ts';
import { viewsOf } from './item.ts';
import { communityOf, nameKey } from './rules.ts';
import type { ShopItem } from './types.ts';

const statement = {
  byReference: sqlFile(import.meta.url, './sql/by_reference.sql'),
  page: sqlFile(import.meta.url, './sql/page.sql'),
  suggest: sqlFile(import.meta.url, './sql/suggest.sql'),
  desk: sqlFile(import.meta.url, './sql/desk.sql'),
  receipts: sqlFile(import.meta.url, './sql/receipts.sql'),
};

/** Items of a page: each has a button, and one more leads on. */
const page_items = 4;
/** How many a desk lists. */
const desk_items = 10;
/** How many are suggested. */
const suggested_max = 25;
/** How long the button to the next page works. */
const pageLife_ms = 86_400_000;

/** In the order of the references. Throws for one that no item has. */
export async function itemNotices(
  context: Context,
  sql: Queryable,
  references: readonly string[],
): Promise<NoticeOf<'shop_item'>[]> {
  const rows = await run<{ id: bigint; reference: string }>(sql, statement.byReference, [references]);
  const ids = new Map(rows.map(({ id, reference }) => [reference, id]));
  const shown = await viewsOf(context, sql, [...new Set(ids.values())]);
  const found = new Map(shown.map((one) => [one.item.reference, one]));
  return references.map((reference) => {
    const one = found.get(reference);
    if (!one) throw new Error(`No item ${reference}`);
    const { view: item, intent } = one;
    return { kind: 'shop_item', item, actions: intent ? [{ action: 'shop_choose', intent }] : [] };
  });
}

/** `reader` null: somebody whom nobody knows yet, who sells nothing. Beyond the last page comes the first. */
export async function catalogue(
  context: Context,
  sql: Queryable,
  reader: { id: bigint } | null,
  conversation: Conversation,
  page: number,
): Promise<NoticeOf<'shop_catalogue'>> {
  const community = communityOf(conversation);
  const own = community === null;
  const rowsOf = (number: number) =>
    own && reader === null
      ? []
      : run<{ id: bigint; total: number }>(sql, statement.page, [
          own ? reader!.id : null,
          community,
          page_items,
          (number - 1) * page_items,
        ]);
  const asked = await rowsOf(page);
  const [number, rows] = asked.length > 0 || page === 1 ? [page, asked] : [1, await rowsOf(1)];
  const pages = Math.max(Math.ceil((rows[0]?.total ?? 0) / page_items), 1);
  const shown = await viewsOf(
    context,
    sql,
    rows.map(({ id }) => id),
  );
  const items = shown.map(({ view, intent }) => ({ ...view, intent: own ? null : intent }));
  const next =
    pages > 1 && reader
      ? await putIntent(context, sql, {
          kind: 'shop_page',
          person: reader.id,
          payload: { conversation: { ...conversation }, page: number + 1 },
          expiresAt: new Date(context.clock.now().getTime() + pageLife_ms),
        })
      : null;
  return { kind: 'shop_catalogue', own, items, page: number, pages, next };
}

/** Of the conversation's community, or the reader's own there; in a direct conversation all that they sell. */
export async function suggestions(
  context: Context,
  sql: Queryable,
  reader: { id: bigint },
  conversation: Conversation,
  { typed, own }: { typed: string; own: boolean },
): Promise<ShopItem[]> {
  const community = communityOf(conversation);
  const row = [reader.id, community, own || community === null, nameKey(typed), suggested_max];
  const rows = await run<{ id: bigint }>(sql, statement.suggest, row);
  const shown = await viewsOf(
    context,
    sql,
    rows.map(({ id }) => id),
  );
  return shown.map(({ view }) => view);
}

export async function deskOf(
  context: Context,
  sql: Queryable,
  seller: { id: bigint } | null,
): Promise<NoticeOf<'shop_desk'>> {
  type Row = { id: bigint; sold: number; takings: string; total: number; brought: Record<string, string> };
  const rows = seller ? await run<Row>(sql, statement.desk, [seller.id, desk_items]) : [];
  const shown = await viewsOf(
    context,
    sql,
    rows.map(({ id }) => id),
  );
  const items = shown.map(({ item, view }, at) => {
    const { sold, takings } = rows[at]!;
    return { ...view, sold, takings: money(BigInt(takings), assetOf(context, item)) };
  });
  const { total = 0, brought = {} } = rows[0] ?? {};
  const takings = Object.entries(brought).map(([asset, minor]) =>
    money(BigInt(minor), assetOf(context, { asset })),
  );
  return { kind: 'shop_desk', items, more: total - items.length, takings };
}

/** What is said on the cards of payments that bought something. */
export async function receiptsOf(
  { assets }: Context,
  sql: Queryable,
  orders: readonly string[],
): Promise<Map<string, NoticeOf<'shop_receipt'>>> {
  type Row = {
    payment: string;
    quantity: number;
    unit_price: string;
    returned: number;
    name: string;
    asset: string;
  };
  const rows = await run<Row>(sql, statement.receipts, [orders]);
  return new Map(
    rows.map(({ payment, quantity, unit_price, returned, name, asset }) => {
      const price = money(BigInt(unit_price), assets.find(asset)!);
      return [payment, { kind: 'shop_receipt', name, quantity, price, returned }];
    }),
  );
}
