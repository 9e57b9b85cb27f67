/** Shops: things for sale in a community, bought by a press, as long as there are any. */
import { z } from 'zod';
import { type Capability, each, type PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { personOf } from '../identity/index.ts';
import type { Pressed } from '../intents/types.ts';
import type { Conversation } from '../ports/chat.ts';
import type { Refunding } from '../refunding.ts';
import { ok, type Result } from '../refusals.ts';
import { createAsking, pressCancelConfirmed, pressRefundConfirmed } from './ask.ts';
import { chooseTyped, type Pay, pressBuy, pressChoose, SALE, salePayable } from './buy.ts';
import { addStaff, cancelEvent, REFUNDS, refundEvent } from './event.ts';
import { askGiveTicket, giveTicket, pressGive } from './give.ts';
import { checkIn, refundTicket } from './hand.ts';
import { catalogue, deskOf, itemNotices, receiptsOf, suggestions } from './notice.ts';
import { tellSales } from './sales.ts';
import { addItem, editItem, removeItem, showItem, stockItem } from './sell.ts';
import { boughtNotices, showByNumber, showTicket, ticketsOf } from './ticket.ts';
import type { ShopService } from './types.ts';

const lostText = sqlFile(import.meta.url, './sql/lost_refunds.sql');

export function createShop(context: Context, pay: Pay, refunding: Refunding): Capability<ShopService> {
  const { sql } = context;
  const acts: Pick<ShopService, 'refundTicket' | 'cancelEvent'> = {
    refundTicket: (act) => refundTicket(context, refunding, act),
    cancelEvent: (act) => cancelEvent(context, act),
  };
  const service: ShopService = {
    ...acts,
    ...createAsking(context, acts),
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
    tickets: async (by) => ticketsOf(context, sql, await context.known(by)),
    showTicket: (act) => showByNumber(context, act),
    giveTicket: (act) => giveTicket(context, act),
    askGiveTicket: (act) => askGiveTicket(context, act),
    checkIn: (checking) => checkIn(context, checking),
    addStaff: (act) => addStaff(context, act),
  };
  return {
    service,
    presses: {
      shop_choose: (press) => pressChoose(context, press),
      shop_buy: (press) => pressBuy(context, pay, press),
      shop_page: (press) => pressPage(context, press),
      ticket_give: (press) => pressGive(context, press),
      ticket_refund_confirmed: (press) => pressRefundConfirmed(context, service.refundTicket, press),
      shop_cancel_confirmed: (press) => pressCancelConfirmed(context, service.cancelEvent, press),
      async ticket_show({ subject, by }) {
        const shown = await showTicket(context, subject!, by);
        return shown.ok ? ok({ private: shown.value }) : shown;
      },
    },
    subjects: {
      shop_item: (transaction, references) => itemNotices(context, transaction, references),
      tickets_of: (transaction, references) => boughtNotices(context, transaction, references),
    },
    topics: {
      [REFUNDS]: {
        handle: (items) => each(items, (item) => refundEvent(context, refunding, item)),
        async lost(transaction, olderThan_ms) {
          const before = new Date(context.clock.now().getTime() - olderThan_ms);
          const rows = await run<{ id: bigint }>(transaction, lostText, [before]);
          return rows.map(({ id }) => id);
        },
      },
    },
    payables: { [SALE]: salePayable(context) },
    schedules: { shop_sales: { every_ms: 30_000, run: service.tellSales } },
    receipts: (transaction, orders) => receiptsOf(context, transaction, orders),
    async home(identity) {
      const desk = await service.desk(identity);
      const tickets = await service.tickets(identity);
      return [...(tickets.tickets.length > 0 ? [tickets] : []), ...(desk.items.length > 0 ? [desk] : [])];
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
