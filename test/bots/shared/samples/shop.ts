import type { ShopItem, ShopRefusals } from '../../../../core/index.ts';
import { crowd, everyone, evil, huge, person, type RefusalSamples, type Samples } from './kit.ts';

const pounds = (minor: string) => ({ minor, asset: { code: 'GBP', exponent: 2 } });
const intent = 'i'.repeat(32);

export const shopRefusals: RefusalSamples<keyof ShopRefusals> = {
  shop_how: {},
  shop_needs_group: {},
  shop_item_unknown: { text: evil, choices: Array(5).fill(evil) },
  shop_name_taken: { name: evil },
  shop_name_too_long: { limit: 60 },
  shop_items_too_many: { limit: 200 },
  shop_not_yours: { name: evil },
  shop_removed: { name: evil },
  shop_sold_out: { name: evil, left: 999_999 },
  shop_limit: { limit: 1_000_000, left: 999_999 },
  shop_price_changed: { name: evil, price: huge },
  shop_number_invalid: { text: evil, limit: 1_000_000 },
  shop_currency: { asset: 'WEIRDTOKEN' },
  shop_edit_how: {},
  shop_own: { name: evil },
};

/** An ordinary one, but for what is said. */
export const shirt = (more: Partial<ShopItem> = {}): ShopItem => ({
  reference: 'itm_7KQ2M9XDA4',
  name: 'T-shirt M',
  description: 'Cotton, blue',
  price: pounds('1500'),
  left: 12,
  per_person: 2,
  seller: person('Alice'),
  state: 'open',
  ...more,
});

const mug = shirt({
  reference: 'itm_9XK2M7QDB3',
  name: 'Mug',
  price: pounds('850'),
  left: null,
  per_person: null,
});
const worst = shirt({
  name: `1${evil}`,
  description: evil,
  price: huge,
  left: 1_000_000,
  per_person: 1_000_000,
  seller: everyone,
});
const states = (['open', 'sold_out', 'removed'] as const).map((state) =>
  shirt({ state, left: state === 'sold_out' ? 0 : 1 }),
);
const actions = [{ action: 'shop_choose', intent }] as const;
const desk = (item: ShopItem) => ({ ...item, sold: 8, takings: pounds('12000') });

export const shopSamples: Samples<
  | 'shop_item'
  | 'shop_catalogue'
  | 'shop_choose'
  | 'shop_chosen'
  | 'shop_receipt'
  | 'shop_desk'
  | 'shop_done'
  | 'shop_sold'
> = {
  shop_item: [
    ...states.map((item) => ({ kind: 'shop_item' as const, item, actions: [...actions] })),
    { kind: 'shop_item', item: mug, actions: [...actions] },
    { kind: 'shop_item', item: worst, actions: [...actions] },
  ],
  shop_catalogue: [
    {
      kind: 'shop_catalogue',
      own: false,
      items: [
        { ...shirt(), intent },
        { ...mug, intent },
      ],
      page: 1,
      pages: 1,
      next: null,
    },
    {
      kind: 'shop_catalogue',
      own: false,
      items: Array(4).fill({ ...worst, intent }),
      page: 999,
      pages: 999,
      next: intent,
    },
    { kind: 'shop_catalogue', own: false, items: [], page: 1, pages: 1, next: null },
    {
      kind: 'shop_catalogue',
      own: true,
      items: [{ ...shirt(), intent: null }],
      page: 1,
      pages: 1,
      next: null,
    },
    { kind: 'shop_catalogue', own: true, items: [], page: 1, pages: 1, next: null },
  ],
  shop_choose: [
    ...([null, 'price', 'stock'] as const).map((changed) => ({
      kind: 'shop_choose' as const,
      item: shirt(),
      offers: [
        { quantity: 1, total: pounds('1500'), intent },
        { quantity: 2, total: pounds('3000'), intent },
      ],
      changed,
    })),
    {
      kind: 'shop_choose',
      item: worst,
      offers: Array(3).fill({ quantity: 1_000, total: huge, intent }),
      changed: 'stock',
    },
  ],
  shop_chosen: [
    { kind: 'shop_chosen', name: 'T-shirt M', quantity: 2, total: pounds('3000') },
    { kind: 'shop_chosen', name: evil, quantity: 1_000, total: huge },
  ],
  shop_receipt: [
    { kind: 'shop_receipt', name: 'T-shirt M', quantity: 2, price: pounds('1500'), returned: 0 },
    { kind: 'shop_receipt', name: evil, quantity: 1_000, price: huge, returned: 1_000 },
  ],
  shop_desk: [
    {
      kind: 'shop_desk',
      items: [desk(shirt()), desk(mug), desk(shirt({ state: 'sold_out', left: 0 }))],
      more: 0,
      takings: [pounds('36000')],
    },
    {
      kind: 'shop_desk',
      items: Array(10).fill({ ...worst, sold: 1_000_000, takings: huge }),
      more: 190,
      takings: [huge, huge],
    },
    { kind: 'shop_desk', items: [], more: 0, takings: [] },
  ],
  shop_done: (['edited', 'stocked', 'removed'] as const).flatMap((did) => [
    { kind: 'shop_done', did, item: shirt() },
    { kind: 'shop_done', did, item: worst },
    { kind: 'shop_done', did, item: mug },
  ]),
  shop_sold: [
    {
      kind: 'shop_sold',
      sales: [
        { name: 'T-shirt M', quantity: 3, total: pounds('4500'), left: 9 },
        { name: 'Mug', quantity: 1, total: pounds('850'), left: null },
        { name: 'Cap', quantity: 1, total: pounds('900'), left: 0 },
      ],
      buyers: 4,
      total: pounds('6250'),
    },
    {
      kind: 'shop_sold',
      sales: crowd.map(() => ({ name: evil, quantity: 1_000_000, total: huge, left: 1_000_000 })),
      buyers: 60,
      total: huge,
    },
  ],
};
