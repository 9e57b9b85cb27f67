import type { ShopItem, ShopRefusals, TicketView } from '../../../../core/index.ts';
import { at, crowd, everyone, evil, huge, person, type RefusalSamples, type Samples } from './kit.ts';

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
  ticket_unknown: { text: evil },
  ticket_code_unknown: {},
  ticket_number_only: {},
  ticket_code_void: {},
  ticket_used: { at, by: evil },
  ticket_refunded: {},
  ticket_cancelled: {},
  ticket_pending: {},
  ticket_void: {},
  checkin_not_staff: { name: evil },
  ticket_refund_over: { until: { day: '2026-12-22', time: '20:00' } },
  ticket_refund_given: {},
  ticket_uncovered: { seller: evil, needed: huge },
  shop_event_how: {},
  shop_event_when: { text: evil },
  shop_event_over: { name: evil },
  shop_no_event: { name: evil },
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
  event: null,
  ...more,
});

const concert = {
  day: '2026-12-24',
  time: '20:00',
  place: 'Town Hall',
  refund_until: { day: '2026-12-22', time: '20:00' },
};

/** Likewise. */
export const seat = (more: Partial<TicketView> = {}): TicketView => ({
  number: '123456789015',
  name: 'Winter concert',
  event: concert,
  state: 'valid',
  price: pounds('1200'),
  seller: person('Alice'),
  holder: person('Bob'),
  ...more,
});
const worstSeat = seat({
  name: `1${evil}`,
  event: { ...concert, place: evil },
  price: huge,
  seller: everyone,
  holder: everyone,
});
const ticketStates = (['pending', 'valid', 'used', 'refunded', 'cancelled', 'void'] as const).map((state) =>
  seat({ state }),
);

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
const states = (['open', 'sold_out', 'over', 'removed', 'cancelled'] as const).map((state) =>
  shirt({
    state,
    left: state === 'sold_out' ? 0 : 1,
    event: state === 'open' ? null : concert,
  }),
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
  | 'ticket'
  | 'tickets'
  | 'ticket_give'
  | 'ticket_given'
  | 'ticket_done'
  | 'ticket_checked_in'
  | 'ticket_over'
  | 'shop_staff'
  | 'shop_cancelled'
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
  ticket: [
    ...ticketStates.map((ticket) => ({ kind: 'ticket' as const, ticket, code: null, actions: [] })),
    { kind: 'ticket', ticket: seat(), code: '7KQ2M9XDA4BC5EFG', actions: [] },
    { kind: 'ticket', ticket: worstSeat, code: '7KQ2M9XDA4BC5EFG', actions: [] },
  ],
  tickets: [
    { kind: 'tickets', tickets: [], more: 0 },
    { kind: 'tickets', tickets: [{ ...seat(), intent }], more: 0 },
    {
      kind: 'tickets',
      tickets: [
        { ...seat(), intent },
        { ...seat({ number: '123456789023' }), intent },
        { ...seat({ state: 'used' }), intent: null },
      ],
      more: 0,
    },
    { kind: 'tickets', tickets: Array(10).fill({ ...worstSeat, intent }), more: 90 },
  ],
  ticket_give: [seat(), worstSeat].map((ticket) => ({
    kind: 'ticket_give' as const,
    ticket,
    to: ticket.holder === everyone ? everyone : person('Carol'),
    until: at,
    actions: [{ action: 'ticket_give' as const, intent }],
  })),
  ticket_given: [seat(), worstSeat].map((ticket) => ({
    kind: 'ticket_given' as const,
    ticket,
    from: ticket.seller,
    actions: [{ action: 'ticket_show' as const, intent }],
  })),
  ticket_done: [seat(), worstSeat].flatMap((ticket) => [
    { kind: 'ticket_done' as const, did: 'gave' as const, ticket, to: ticket.holder, amount: null },
    {
      kind: 'ticket_done' as const,
      did: 'refunded' as const,
      ticket,
      to: ticket.holder,
      amount: ticket.price,
    },
    {
      kind: 'ticket_done' as const,
      did: 'refunded' as const,
      ticket,
      to: ticket.holder,
      own: true as const,
      amount: ticket.price,
    },
  ]),
  ticket_checked_in: [seat({ state: 'used' }), worstSeat].map((ticket) => ({
    kind: 'ticket_checked_in' as const,
    ticket,
    inside: 12,
    sold: 100,
  })),
  ticket_over: [seat({ state: 'refunded' }), worstSeat].map((ticket) => ({
    kind: 'ticket_over' as const,
    ticket,
  })),
  shop_staff: [
    { kind: 'shop_staff', item: shirt({ event: concert }), staff: [person('Bob')] },
    { kind: 'shop_staff', item: worst, staff: crowd },
  ],
  shop_cancelled: [shirt({ name: 'Winter concert', event: concert, state: 'cancelled' }), worst].map(
    (item) => ({
      kind: 'shop_cancelled' as const,
      item,
    }),
  ),
};
