/** What may be sold and bought, decided from facts alone. */
import { type Asset, money } from '../money.ts';
import { limits } from '../policy/limits.ts';
import type { Conversation } from '../ports/chat.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { cleanLine } from '../text.ts';
import type { ItemState, StockChange } from './types.ts';

/** Whose catalogue a conversation reads; null in a direct one, where nothing says whose. A workspace is one community, also in its direct conversations. */
export function communityOf({ platform, tenant, community }: Conversation): string | null {
  const name = community || tenant;
  return name === '' ? null : `${platform}:${tenant}:${name}`;
}

/** As names are compared: case, width and spaces do not matter. */
export const nameKey = (name: string): string =>
  cleanLine(name).normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

/** The name as it is kept. */
export function checkName(text: string): Result<string> {
  const name = cleanLine(text).replace(/\s+/gu, ' ');
  if (nameKey(name) === '') return refuse('shop_how');
  return name.length > limits.shop.nameCharacters
    ? refuse('shop_name_too_long', { limit: limits.shop.nameCharacters })
    : ok(name);
}

/** A whole number from `least` on; null stands for no bound, and is always right. */
export function checkNumber(number: number | null, least: number, limit: number): Result<number | null> {
  if (number === null) return ok(null);
  return Number.isSafeInteger(number) && number >= least && number <= limit
    ? ok(number)
    : refuse('shop_number_invalid', { text: String(number), limit });
}

/** How an item stands, as far as buying it goes. */
export interface Standing {
  name: string;
  state: 'open' | 'removed' | 'cancelled';
  price: bigint;
  /** Ever put up for sale; null: as many as are wanted. */
  stock: number | null;
  /** Units that are sold and not given back, those on their way among them. */
  sold: number;
  per_person: number | null;
  /** When the event begins; null where it is none. */
  event_at: Date | null;
}

/** Null: as many as are wanted. Never below zero, also where stock was unlimited once. */
export const leftOf = ({ stock, sold }: Pick<Standing, 'stock' | 'sold'>): number | null =>
  stock === null ? null : Math.max(stock - sold, 0);

export const stateOf = (
  standing: Pick<Standing, 'state' | 'stock' | 'sold' | 'event_at'>,
  now: Date,
): ItemState => {
  if (standing.state !== 'open') return standing.state;
  if (standing.event_at !== null && standing.event_at <= now) return 'over';
  return leftOf(standing) === 0 ? 'sold_out' : 'open';
};

export interface Wanted {
  quantity: number;
  /** What the buyer was told that one costs. */
  price: bigint;
  /** Units that they have already. */
  has: number;
}

/** Why so many may not be bought now; null where they may. */
export function buyRefusal(standing: Standing, wanted: Wanted, asset: Asset, now: Date): Refusal | null {
  const { name, per_person, price, event_at } = standing;
  if (standing.state !== 'open') return { code: 'shop_removed', name };
  if (event_at !== null && event_at <= now) return { code: 'shop_event_over', name };
  const left = leftOf(standing);
  if (left !== null && wanted.quantity > left) return { code: 'shop_sold_out', name, left };
  if (per_person !== null && wanted.has + wanted.quantity > per_person)
    return { code: 'shop_limit', limit: per_person, left: Math.max(per_person - wanted.has, 0) };
  return wanted.price === price ? null : { code: 'shop_price_changed', name, price: money(price, asset) };
}

/** How many somebody is offered at once: what they asked for, or one, two and three, as far as there are so many. */
export function offeredQuantities(standing: Standing, asked: number | null, has: number): number[] {
  if (asked !== null) return [asked];
  const bounds = [leftOf(standing), standing.per_person === null ? null : standing.per_person - has];
  const most = Math.min(...bounds.flatMap((bound) => bound ?? []), 3);
  return [1, 2, 3].filter((quantity) => quantity === 1 || quantity <= most);
}

/** The stock from a change on, ever put up for sale. It may not say that less was put up than was sold. */
export function changedStock(
  { name, stock, sold }: Pick<Standing, 'name' | 'stock' | 'sold'>,
  change: StockChange,
): Result<number | null> {
  if ('left' in change) {
    const left = checkNumber(change.left, 0, limits.shop.stock);
    if (!left.ok) return left;
    return ok(left.value === null ? null : sold + left.value);
  }
  const limit = limits.shop.stock;
  if (!Number.isSafeInteger(change.by) || change.by === 0 || Math.abs(change.by) > limit)
    return refuse('shop_number_invalid', { text: String(change.by), limit });
  if (stock === null) return refuse('shop_number_invalid', { text: String(change.by), limit });
  const left = stock - sold;
  if (left + change.by < 0) return refuse('shop_sold_out', { name, left: Math.max(left, 0) });
  if (left + change.by > limit) return refuse('shop_number_invalid', { text: String(change.by), limit });
  return ok(stock + change.by);
}

/** Of the items that a word may mean, ranked by how well it fits: the best, where there is only one of it. */
export function pick<T extends { rank: number; name: string }>(text: string, found: readonly T[]): Result<T> {
  const best = Math.min(...found.map(({ rank }) => rank));
  const fitting = found.filter(({ rank }) => rank === best);
  if (fitting.length === 1) return ok(fitting[0]!);
  return refuse('shop_item_unknown', { text, choices: found.slice(0, 5).map(({ name }) => name) });
}
