/** Shops: what people sell in a community. What may be asked of them, and what people are told. */
import type { NoticeAction, Origin, PersonView, Shown } from '../common.ts';
import type { Money } from '../money.ts';
import type { Conversation, Identity } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';
import type { EventView, NewEvent, TicketNotice, TicketRefusals, TicketService } from './ticket-types.ts';

export interface ShopService extends TicketService {
  /** Puts something up for sale, and its card into the conversation, in one database transaction. */
  add(request: AddItem): Promise<Result<Shown>>;
  /** Changes what is named. The price of what was bought before stays. */
  edit(request: EditItem): Promise<Result<ShopDone>>;
  /** How many are left from now on, or how many more or fewer there are; null: as many as are wanted. */
  stock(request: ItemAct & { to: StockChange }): Promise<Result<ShopDone>>;
  /** Takes it out of the catalogue. What was bought stays bought. */
  remove(request: ItemAct): Promise<Result<ShopDone>>;
  /** Its card once more, in the conversation where it was asked for. */
  show(request: ItemAct): Promise<Result<Shown>>;
  /** What is sold in the conversation's community; in a direct conversation what the reader sells themselves. Pages count from 1. */
  catalogue(by: Identity, conversation: Conversation, page: number): Promise<Catalogue>;
  /** What somebody sells, with what it has brought. */
  desk(by: Identity): Promise<Extract<ShopNotice, { kind: 'shop_desk' }>>;
  /** The question that buys: so many of it, at the price of this moment. Nothing moves before its button is pressed. */
  choose(request: ChooseItem): Promise<Result<Choice>>;
  /** What a word could mean: items of the community, or the reader's own. At most 25. */
  suggest(by: Identity, conversation: Conversation, typed: string, own: boolean): Promise<ShopItem[]>;
  /** Tells sellers what was sold since they were told last. Returns how many sales that were. */
  tellSales(limit: number): Promise<number>;
}

type Choice = Extract<ShopNotice, { kind: 'shop_choose' }>;
type Catalogue = Extract<ShopNotice, { kind: 'shop_catalogue' }>;
type ShopDone = Extract<ShopNotice, { kind: 'shop_done' }>;

export interface AddItem {
  seller: Identity;
  name: string;
  description: string | null;
  /** Minor units of `asset`, positive. */
  price: bigint;
  asset: string;
  /** Null: as many as are wanted. */
  stock: number | null;
  /** How many one person may have; null: any number. */
  per_person: number | null;
  /** What is sold are tickets to it. */
  event?: NewEvent;
  origin: Origin;
}

/** About one item, by its reference or as it is called in the conversation's community. */
export interface ItemAct {
  by: Identity;
  item: string;
  origin: Origin;
}

export interface ChooseItem extends ItemAct {
  /** Null: one, two or three are offered. */
  quantity: number | null;
  /** Where an item is called just so, it is that one that is meant, and `quantity` is a word of its name. */
  whole?: string;
}

export interface EditItem extends ItemAct {
  change: ItemChange;
}

export interface ItemChange {
  name?: string;
  description?: string | null;
  /** Minor units; `asset` where it was named, which has to be the item's own. */
  price?: bigint;
  asset?: string;
  per_person?: number | null;
}

export type StockChange = { left: number | null } | { by: number };

/** `sold_out`: nothing is left, for the moment. `over`: the event has begun. */
export type ItemState = 'open' | 'sold_out' | 'over' | 'removed' | 'cancelled';

export interface ShopItem {
  reference: string;
  name: string;
  description: string | null;
  price: Money;
  /** Null: as many as are wanted. */
  left: number | null;
  per_person: number | null;
  seller: PersonView;
  state: ItemState;
  /** Null: it is no ticket. */
  event: EventView | null;
}

/** An item as its seller sees it: units that are sold and not given back, and what they have brought. */
interface DeskItem extends ShopItem {
  sold: number;
  takings: Money;
}

interface ShopOffer {
  quantity: number;
  total: Money;
  intent: string;
}

/** What a question was asked about again. */
export type ChoiceChange = 'price' | 'stock';

export type ShopNotice =
  | TicketNotice
  /** The card in a conversation, as it stands now. */
  | { kind: 'shop_item'; item: ShopItem; actions: NoticeAction<'shop_choose'>[] }
  /** `own`: the reader's own items, in their direct conversation. `intent`: buys it. `next`: the button of the page after this one. */
  | {
      kind: 'shop_catalogue';
      own: boolean;
      items: (ShopItem & { intent: string | null })[];
      page: number;
      pages: number;
      next: string | null;
    }
  /** To whoever wants to buy: how many, for how much. `changed`: since they were asked. */
  | { kind: 'shop_choose'; item: ShopItem; offers: ShopOffer[]; changed: ChoiceChange | null }
  /** What has become of that question: this was ordered. */
  | { kind: 'shop_chosen'; name: string; quantity: number; total: Money }
  /** On the cards of payments: what was bought, and how many of it have come back. */
  | { kind: 'shop_receipt'; name: string; quantity: number; price: Money; returned: number }
  /** To a seller: `more` items are not listed. */
  | { kind: 'shop_desk'; items: DeskItem[]; more: number; takings: Money[] }
  | { kind: 'shop_done'; did: 'edited' | 'stocked' | 'removed'; item: ShopItem }
  /** To a seller, of what was sold since the last word. */
  | {
      kind: 'shop_sold';
      sales: { name: string; quantity: number; total: Money; left: number | null }[];
      /** How many bought. */
      buyers: number;
      total: Money;
    };

/** The forms of `/shop add` and `/shop event`. */
export type ShopForm = { form: 'shop_add'; intent: string } | { form: 'shop_event'; intent: string };

/** The payload of a `shop_buy` intent, as JSON. All buttons of one question have one `key`, so that only one of them ever buys. */
export interface ShopBuyIntent {
  key: string;
  item: string;
  quantity: number;
  /** Of one, in minor units, a decimal string: what the question said. */
  price: string;
  conversation: Conversation;
}

export interface ShopRefusals extends TicketRefusals {
  /** A name and a price are needed. */
  shop_how: Record<never, never>;
  /** In a direct conversation there is no community to sell to. */
  shop_needs_group: Record<never, never>;
  /** `choices`: items that may have been meant. */
  shop_item_unknown: { text: string; choices: string[] };
  shop_name_taken: { name: string };
  shop_name_too_long: { limit: number };
  shop_items_too_many: { limit: number };
  /** Only its seller changes it. */
  shop_not_yours: { name: string };
  shop_removed: { name: string };
  /** So many are left; 0: none. */
  shop_sold_out: { name: string; left: number };
  /** One person may have so many, and can have so many more. */
  shop_limit: { limit: number; left: number };
  shop_price_changed: { name: string; price: Money };
  shop_number_invalid: { text: string; limit: number };
  shop_currency: { asset: string };
  /** What is to be changed was not said. */
  shop_edit_how: Record<never, never>;
  shop_own: { name: string };
}
