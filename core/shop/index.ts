/** Shops: things for sale in a community, bought by a press, as long as there are any. */
import { z } from 'zod';
import type { Capability, PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { sqlFile } from '../db/index.ts';
import { personOf } from '../identity/index.ts';
import type { Pressed } from '../intents/types.ts';
import type { Conversation } from '../ports/chat.ts';
import { ok, type Result } from '../refusals.ts';
import { chooseTyped, type Pay, pressBuy, pressChoose, SALE, salePayable } from './buy.ts';
import { catalogue, deskOf, itemNotices, receiptsOf, suggestions } from './notice.ts';
import { tellSales } from './sales.ts';
import { addItem, editItem, removeItem, showItem, stockItem } from './sell.ts';
import type { ShopService } from './types.ts';

export function createShop(context: Context, pay: Pay): Capability<ShopService> {
  const { sql } = context;
  const service: ShopService = {
    add: (request) => addItem(context, request),
    edit: (request) => editItem(context, request),
    stock: (request) => stockItem(context, request),
    remove: (request) => removeItem(context, request),
    show: (request) => showItem(context, request),
    catalogue: async (by, conversation, page) =>
      catalogue(context, sql, await personOf(context, by), conversation, page),
    desk: async (by) => deskOf(context, sql, await context.known(by)),
    choose: (request) => chooseTyped(context, request),
    async suggest(by, conversation, typed, own) {
      const reader = await context.known(by);
      return reader ? suggestions(context, sql, reader, conversation, { typed, own }) : [];
    },
    tellSales: (limit) => tellSales(context, limit),
  };
  return {
    service,
    presses: {
      shop_choose: (press) => pressChoose(context, press),
      shop_buy: (press) => pressBuy(context, pay, press),
      shop_page: (press) => pressPage(context, press),
    },
    subjects: { shop_item: (transaction, references) => itemNotices(context, transaction, references) },
    payables: { [SALE]: salePayable(context) },
    schedules: { shop_sales: { every_ms: 30_000, run: service.tellSales } },
    receipts: (transaction, orders) => receiptsOf(context, transaction, orders),
    async home(identity) {
      const desk = await service.desk(identity);
      return desk.items.length > 0 ? [desk] : [];
    },
    verify: new URL('./verify/', import.meta.url),
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}

const pageSchema = z.object({
  conversation: z.custom<Conversation>((place) => typeof place === 'object' && place !== null),
  page: z.int().min(1),
});

/** In the place of the page before. */
async function pressPage(context: Context, { payload, by }: PressedIntent): Promise<Result<Pressed>> {
  const { conversation, page } = pageSchema.parse(payload);
  return ok({ in_place: await catalogue(context, context.sql, by, conversation, page) });
}
