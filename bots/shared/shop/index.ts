/** Things for sale in a community. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import { clip } from '../memo.ts';
import type { AutocompleteQuestion, Choice, QuestionParts } from '../question.ts';
import { parseShop, parseShopForm, shopSpec } from './commands.ts';
import { shopForm } from './form.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { answerShopForm, shop as runShop } from './run.ts';
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
const own = new Set(['shop edit', 'shop stock', 'shop remove']);

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

export const shop = capability({
  messages: { en, de },
  commands: {
    shop: command({ spec: shopSpec, parse: parseShop, run: runShop, complete: { item: completeItem } }),
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
  },
  formViews: { shop_add: { form: shopForm, instead: () => ({ code: 'shop_how' }) } },
  formChecks: { shop_form: parseShopForm },
  forms: { shop_form: answerShopForm },
});
