/** What is for sale: its card, the catalogue, the question before buying, and what its seller sees. */
import type { NoticeOf, ShopItem } from '../../../core/index.ts';
import type { Button, Card, Field } from '../card.ts';
import { cardLimits } from '../card.ts';
import { clip, plainLine } from '../memo.ts';
import {
  type Scene as AnyScene,
  bold,
  card,
  idElsewhere,
  nameOf,
  personSpan,
  quiet,
  sentences,
  text,
} from '../views/parts.ts';
import type { ShopMessages } from './messages.ts';
import { eventText, refundText, whenText } from './ticket-views.ts';

type Scene = AnyScene<ShopMessages>;

const nameUnits = 60;
const memoUnits = 300;

const called = (name: string, units = nameUnits): string => clip(plainLine(name), units) || '?';

/** `12 left`, `sold out`; null where there are as many as are wanted. */
function leftText(
  { left, state }: Pick<ShopItem, 'left' | 'state'>,
  { words, language }: Scene,
): string | null {
  if (state !== 'open') return words.states[state];
  return left === null ? null : words.left(left, language);
}

const tones = {
  open: 'neutral',
  sold_out: 'bad',
  over: 'neutral',
  removed: 'bad',
  cancelled: 'bad',
} as const;

const descriptionOf = ({ description }: ShopItem): string | null =>
  description === null ? null : clip(plainLine(description), memoUnits);

const buyButton = (intent: string, label: string): Button => ({
  label,
  style: 'primary',
  press: { intent },
});

export function shopItemView({ item, actions }: NoticeOf<'shop_item'>, scene: Scene): Card {
  const { words, language, context } = scene;
  const price = language.money(item.price);
  const title = words.item(called(item.name), price);
  const description = descriptionOf(item);
  const stand = leftText(item, scene);
  const limit = item.per_person === null ? null : words.perPerson(item.per_person, language);
  const rest = [stand, limit].filter((part) => part !== null).join(' · ');
  const isForSale = item.state === 'open' || item.state === 'sold_out';
  const back = item.event !== null && isForSale ? refundText(item.event, scene) : null;
  return card({
    tone: tones[item.state],
    title,
    lines: [
      ...(item.event === null ? [] : [[text(eventText(item.event, scene))]]),
      ...(back === null ? [] : [[text(back)]]),
      ...(description === null ? [] : [[text(description)]]),
      [text(words.soldBy), personSpan(item.seller, context)],
      ...(rest === '' ? [] : [[text(rest)]]),
    ],
    context: quiet(item.reference, words.states[item.state], idElsewhere(item.seller, context)),
    buttons: actions.map(({ intent }) => buyButton(intent, words.buttons.buy)),
    fallback: sentences(
      title,
      item.event && eventText(item.event, scene),
      back,
      description,
      rest,
      `${words.soldBy}${nameOf(item.seller, context)}`,
      item.reference,
    ),
  });
}

function itemField(item: ShopItem, scene: Scene): Field {
  const { words, language, context } = scene;
  const parts = [
    item.event && whenText(item.event, scene),
    leftText(item, scene),
    words.by(nameOf(item.seller, context)),
    item.reference,
  ];
  const rest = parts.filter((part) => part !== null).join(' · ');
  return {
    label: called(item.name, cardLimits.fieldLabelCharacters),
    value: [bold(language.money(item.price)), text(` · ${rest}`)],
  };
}

export function shopCatalogueView(
  { own, items, page, pages, next }: NoticeOf<'shop_catalogue'>,
  scene: Scene,
): Card {
  const { words, language } = scene;
  const title = own ? words.catalogue.own : words.catalogue.title;
  const empty = own ? words.catalogue.ownEmpty : words.catalogue.empty;
  const lines = items.length === 0 ? [empty] : own ? [words.catalogue.ownHint] : [];
  const buttons = items.flatMap((item) =>
    item.intent === null ? [] : [buyButton(item.intent, words.buttons.buyNamed(called(item.name, 28)))],
  );
  return card({
    title,
    lines: lines.map((line) => [text(line)]),
    fields: items.map((item) => itemField(item, scene)),
    ...(pages > 1 && { context: quiet(words.catalogue.page(page, pages)) }),
    buttons: [
      ...buttons,
      ...(next === null
        ? []
        : [{ label: words.buttons.next, style: 'plain' as const, press: { intent: next } }]),
    ],
    fallback: sentences(
      title,
      ...lines,
      ...items.map((item) => `${called(item.name)}: ${language.money(item.price)}, ${item.reference}`),
    ),
  });
}

export function shopChooseView({ item, offers, changed }: NoticeOf<'shop_choose'>, scene: Scene): Card {
  const { words, language, context } = scene;
  const price = language.money(item.price);
  const title = words.choose.title(called(item.name), price);
  const news = changed === null ? null : words.choose.changed[changed](price, item.left ?? 0, language);
  const description = item.event === null ? descriptionOf(item) : eventText(item.event, scene);
  const back = item.event && refundText(item.event, scene);
  return card({
    tone: 'pending',
    title,
    lines: [
      ...[news, description, back].flatMap((line) => (line === null ? [] : [[text(line)]])),
      [text(words.soldBy), personSpan(item.seller, context)],
    ],
    context: quiet(item.reference, leftText(item, scene), idElsewhere(item.seller, context)),
    buttons: offers.map(({ quantity, total, intent }) =>
      buyButton(intent, words.choose.buy(quantity, language.money(total), language)),
    ),
    fallback: sentences(title, news, description, back),
  });
}

/** The question is answered, so its buttons go. */
export const shopChosenView = (
  { name, quantity, total }: NoticeOf<'shop_chosen'>,
  { words, language }: Scene,
): Card => card({ title: words.chosen(quantity, called(name), language.money(total)) });

/** Not a card of its own: its line stands on the payment's. */
export function shopReceiptView(
  { name, quantity, price, returned }: NoticeOf<'shop_receipt'>,
  { words, language }: Scene,
): Card {
  const bought = words.receipt.bought(quantity, called(name), language.money(price));
  const back = returned === 0 ? null : words.receipt.returned(returned, language);
  return card({
    title: words.receipt.title,
    lines: [[text([bought, back].filter((part) => part !== null).join(' '))]],
  });
}

export function shopDeskView({ items, more, takings }: NoticeOf<'shop_desk'>, scene: Scene): Card {
  const { words, common, language } = scene;
  const brought = takings.map((amount) => language.money(amount));
  const title = brought.length === 0 ? words.desk.title : words.desk.brought(language.list(brought));
  const fields = items.map((item): Field => {
    const parts = [
      words.desk.sold(item.sold, language),
      leftText(item, scene),
      language.money(item.price),
      item.reference,
    ];
    return {
      label: called(item.name, cardLimits.fieldLabelCharacters),
      value: [
        bold(language.money(item.takings)),
        text(` · ${parts.filter((part) => part !== null).join(' · ')}`),
      ],
    };
  });
  const lines = items.length === 0 ? [words.desk.empty] : more > 0 ? [common.more(more, language)] : [];
  return card({
    title,
    lines: lines.map((line) => [text(line)]),
    fields,
    fallback: sentences(
      title,
      ...lines,
      ...items.map(
        (item) =>
          `${called(item.name)}: ${words.desk.sold(item.sold, language)}, ${language.money(item.takings)}`,
      ),
    ),
  });
}

/** How it stands now, to its seller. */
export function shopDoneView({ did, item }: NoticeOf<'shop_done'>, scene: Scene): Card {
  const { words, language } = scene;
  const price = language.money(item.price);
  const title = words.done[did](called(item.name));
  const parts = [price, leftText(item, scene) ?? words.unlimited];
  return card({
    tone: did === 'removed' ? 'neutral' : 'good',
    title,
    lines: did === 'removed' ? [[text(words.doneRemoved)]] : [[text(parts.join(' · '))]],
    context: quiet(item.reference, words.states[item.state]),
  });
}

export function shopSoldView({ sales, buyers, total }: NoticeOf<'shop_sold'>, scene: Scene): Card {
  const { words, common, language } = scene;
  const title = words.sold.title(language.money(total), buyers, language);
  const shown = sales.slice(0, sales.length > cardLimits.fields ? cardLimits.fields - 1 : cardLimits.fields);
  const rest = sales.length - shown.length;
  const saleText = ({ quantity, total: brought, left }: (typeof sales)[number]): string => {
    const state = left === 0 ? 'sold_out' : 'open';
    const stand = leftText({ left, state }, scene);
    return [words.sold.units(quantity, language), language.money(brought), stand]
      .filter((part) => part !== null)
      .join(' · ');
  };
  return card({
    tone: 'good',
    title,
    fields: shown.map((sale) => ({
      label: called(sale.name, cardLimits.fieldLabelCharacters),
      value: [text(saleText(sale))],
    })),
    lines: rest > 0 ? [[text(common.more(rest, language))]] : [],
    fallback: sentences(title, ...shown.map((sale) => `${called(sale.name)}: ${saleText(sale)}`)),
  });
}
