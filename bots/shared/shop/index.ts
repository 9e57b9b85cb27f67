/** Things for sale in a community. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import { clip } from '../memo.ts';
import type { AutocompleteQuestion, Choice, QuestionParts } from '../question.ts';
import { parseEventForm, parseShop, parseShopForm, shopSpec } from './commands.ts';
import { eventForm, shopForm } from './form.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { answerEventForm, answerShopForm, shop as runShop } from './run.ts';
import {
  checkinSpec,
  followCheckin,
  parseCheckin,
  parseTicket,
  runCheckin,
  runTicket,
  ticketSpec,
} from './ticket-commands.ts';
import {
  shopCancelledView,
  shopStaffView,
  ticketCheckedInView,
  ticketDoneView,
  ticketGivenView,
  ticketGiveView,
  ticketNoticeView,
  ticketOverView,
  ticketsView,
} from './ticket-views.ts';
import {
  shopCatalogueView,
  shopChooseView,
  shopChosenView,
  shopDeskView,
  shopDoneView,
  shopItemView,
  shopReceiptView,
  shopSoldView,
} from './views.ts';

/** What its seller alone does with an item. */
const own = new Set(['shop edit', 'shop stock', 'shop remove', 'shop staff', 'shop cancel']);

async function completeItem(
  { actor, conversation, command, typed }: AutocompleteQuestion,
  { core }: QuestionParts,
): Promise<Choice[]> {
  const items = await core.shop.suggest(actor.identity, conversation, typed, own.has(command));
  return items.map(({ reference, name, seller }) => ({
    label: clip(`${name} · ${seller.name} · ${reference}`, 100),
    value: reference,
  }));
}

async function completeTicket({ actor }: AutocompleteQuestion, { core }: QuestionParts): Promise<Choice[]> {
  const { tickets } = await core.shop.tickets(actor.identity);
  return tickets
    .filter(({ state }) => state === 'valid')
    .map(({ number, name }) => ({ label: clip(`${number} · ${name}`, 100), value: number }));
}

export const shop = capability({
  messages: { en, de },
  commands: {
    shop: command({ spec: shopSpec, parse: parseShop, run: runShop, complete: { item: completeItem } }),
    ticket: command({
      spec: ticketSpec,
      parse: parseTicket,
      run: runTicket,
      complete: { number: completeTicket },
    }),
    checkin: command({ spec: checkinSpec, parse: parseCheckin, run: runCheckin }),
  },
  views: {
    shop_item: shopItemView,
    shop_catalogue: shopCatalogueView,
    shop_choose: shopChooseView,
    shop_chosen: shopChosenView,
    shop_receipt: shopReceiptView,
    shop_desk: shopDeskView,
    shop_done: shopDoneView,
    shop_sold: shopSoldView,
    ticket: ticketNoticeView,
    tickets: ticketsView,
    ticket_give: ticketGiveView,
    ticket_given: ticketGivenView,
    ticket_done: ticketDoneView,
    ticket_checked_in: ticketCheckedInView,
    ticket_over: ticketOverView,
    shop_staff: shopStaffView,
    shop_cancelled: shopCancelledView,
  },
  formViews: {
    shop_add: { form: shopForm, instead: () => ({ code: 'shop_how' }) },
    shop_event: { form: eventForm, instead: () => ({ code: 'shop_event_how' }) },
  },
  formChecks: { shop_form: parseShopForm, shop_event_form: parseEventForm },
  forms: { shop_form: answerShopForm, shop_event_form: answerEventForm },
  // No platform lists it: the code of a ticket leads there.
  shortcuts: { checkin: { where: [], run: followCheckin } },
});
