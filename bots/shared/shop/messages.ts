/** Every text of shops. */
import type { ChoiceChange, ItemState, ShopRefusals, TicketState } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, Language, RefusalMessages } from '../messages/catalogue.ts';

export interface ShopMessages extends CapabilityMessages {
  commands: Record<'shop' | 'ticket' | 'checkin', CommandWords>;
  options: Record<
    | 'list'
    | 'buy'
    | 'add'
    | 'show'
    | 'edit'
    | 'stock'
    | 'remove'
    | 'mine'
    | 'item'
    | 'quantity'
    | 'name'
    | 'price'
    | 'limit'
    | 'left'
    | 'event'
    | 'date'
    | 'place'
    | 'refund'
    | 'staff'
    | 'cancel'
    | 'action'
    | 'number'
    | 'code',
    string
  >;
  refusals: RefusalMessages<keyof ShopRefusals>;
  /** The head of its card. */
  item(name: string, price: string): string;
  /** Before who sells it. */
  soldBy: string;
  by(seller: string): string;
  left(count: number, language: Language): string;
  unlimited: string;
  perPerson(limit: number, language: Language): string;
  states: Record<ItemState, string>;
  buttons: { buy: string; buyNamed(name: string): string; next: string };
  catalogue: {
    title: string;
    empty: string;
    own: string;
    ownEmpty: string;
    ownHint: string;
    page(page: number, pages: number): string;
  };
  choose: {
    title(name: string, price: string): string;
    /** At most 40 characters. */
    buy(quantity: number, total: string, language: Language): string;
    changed: Record<ChoiceChange, (price: string, left: number, language: Language) => string>;
  };
  chosen(quantity: number, name: string, total: string): string;
  receipt: {
    title: string;
    bought(quantity: number, name: string, price: string): string;
    returned(count: number, language: Language): string;
  };
  desk: {
    title: string;
    brought(amounts: string): string;
    empty: string;
    sold(count: number, language: Language): string;
  };
  done: Record<'edited' | 'stocked' | 'removed', (name: string) => string>;
  doneRemoved: string;
  sold: {
    title(amount: string, buyers: number, language: Language): string;
    units(count: number, language: Language): string;
  };
  form: Record<
    | 'title'
    | 'submit'
    | 'name'
    | 'nameHint'
    | 'price'
    | 'priceHint'
    | 'stock'
    | 'stockHint'
    | 'limit'
    | 'limitHint'
    | 'memo'
    | 'memoHint'
    | 'eventTitle'
    | 'eventNameHint'
    | 'ticketPrice'
    | 'date'
    | 'dateHint'
    | 'place'
    | 'placeHint',
    string
  >;
  ticket: Record<
    'title' | 'none' | 'show' | 'final' | 'gaveHint' | 'refundedHint' | 'overHint' | 'cancelledHint',
    string
  > & {
    states: Record<TicketState, string>;
    /** How it is typed at the door. */
    code(typed: string): string;
    refundable(until: string): string;
    /** Before buying. */
    returnable(until: string): string;
    alt(name: string, when: string, number: string): string;
    list(count: number, language: Language): string;
    /** By the last digits of its number; at most 40 characters. */
    showOne(digits: string): string;
    give(to: string, name: string): string;
    /** `until`: a time of day. */
    giveHint(until: string): string;
    /** At most 40 characters. */
    giveButton(to: string): string;
    given(from: string, name: string): string;
    gave(to: string, name: string): string;
    /** `to`: null for the reader. */
    refunded(to: string | null, amount: string): string;
    welcome(holder: string): string;
    inside(inside: number, sold: number, language: Language): string;
    over(name: string): string;
    staff(name: string): string;
    staffHint(people: string): string;
    cancelled(name: string): string;
  };
}
