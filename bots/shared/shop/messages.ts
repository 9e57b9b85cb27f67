/** Every text of shops. */
import type { ChoiceChange, ItemState, ShopRefusals } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, Language, RefusalMessages } from '../messages/catalogue.ts';

export interface ShopMessages extends CapabilityMessages {
  commands: Record<'shop', CommandWords>;
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
    | 'left',
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
    | 'memoHint',
    string
  >;
}
