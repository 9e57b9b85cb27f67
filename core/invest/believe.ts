/** Which of the prices that a feed says are believed. Pure: from its lines, and what is kept, to what is new. */
import { z } from 'zod';
import { hasJumped } from '../feeds.ts';
import type { PublishedPrice } from '../ports/prices.ts';
import { isPrice } from './rules.ts';

/** What counts of an asset by now: the last price, and the moment that it is of. */
interface KeptPrice {
  price: string;
  of: Date;
}

/** An asset that goes by the feed. */
export interface Fed {
  /** The currency that it is dealt in. */
  quote: string;
  kept: KeptPrice | null;
}

interface NewFedPrice {
  asset: string;
  price: string;
  at: Date;
}

interface DoubtedPrice extends NewFedPrice {
  /** What is kept. */
  kept: KeptPrice;
  /** What it says of the very same moment, too; null where it says one price, which has jumped. */
  other: string | null;
}

interface Believed {
  prices: NewFedPrice[];
  /** Of what, and of which moment, the feed says something that is later than what is kept, and not to be believed: nor is what is kept by then. */
  doubted: DoubtedPrice[];
  /** What was left out, and why: for the log. */
  left: string[];
  /** How many lines were of something that does not go by the feed. */
  foreign: number;
}

/** Two clocks are never quite the same. */
const ahead_ms = 60_000;

/** Minutes will do. */
const moment = z.union([z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })]);
const shown = (text: string): string => text.slice(0, 40);

/** Why a line says nothing that could be believed, whatever is kept; otherwise the moment that it is of. */
function momentOf({ price, currency, at }: PublishedPrice, quote: string, now: Date): Date | string {
  if (currency !== quote) return `is dealt in ${quote}, not in ${shown(currency) || 'nothing'}`;
  if (!isPrice(price)) return `no price: ${shown(price)}`;
  const of = moment.safeParse(at).success ? new Date(at) : null;
  if (of === null || Number.isNaN(of.getTime())) return `no moment with a zone: ${shown(at)}`;
  return of.getTime() > now.getTime() + ahead_ms ? `of a time to come: ${shown(at)}` : of;
}

/** Of each asset the newest line counts; where a document tells the past, too, that is no mistake. */
export function believed(
  lines: readonly PublishedPrice[],
  fed: ReadonlyMap<string, Fed>,
  now: Date,
): Believed {
  const left: string[] = [];
  const newest = new Map<string, NewFedPrice[]>();
  let foreign = 0;
  for (const line of lines) {
    const asset = fed.get(line.asset);
    if (asset === undefined) {
      foreign += 1;
      continue;
    }
    const at = momentOf(line, asset.quote, now);
    if (typeof at === 'string') {
      left.push(`${line.asset}: ${at}`);
      continue;
    }
    const before = newest.get(line.asset) ?? [];
    const apart = before[0] ? at.getTime() - before[0].at.getTime() : 1;
    if (apart < 0) continue;
    const one = { asset: line.asset, price: line.price, at };
    newest.set(line.asset, apart > 0 ? [one] : [...before, one]);
  }
  const doubted: Believed['doubted'] = [];
  const prices = [...newest].flatMap(([asset, [one, ...others]]) => {
    const { kept } = fed.get(asset)!;
    const why = oddOf(one!, others, kept);
    if (typeof why === 'string') {
      left.push(`${asset}: ${why}`);
      const other = others.find(({ price }) => isOther(price, one!.price))?.price ?? null;
      if (kept !== null && one!.at > kept.of) doubted.push({ ...one!, kept, other });
    }
    return why === null ? [one!] : [];
  });
  return { prices, doubted, left, foreign };
}

/** Why it is not believed; null where it is, and `false` where it is known already. */
function oddOf(
  { price, at }: NewFedPrice,
  others: readonly NewFedPrice[],
  kept: KeptPrice | null,
): string | null | false {
  const other = others.find((one) => isOther(one.price, price));
  if (other) return `two prices of one moment: ${price} and ${other.price}`;
  if (kept === null) return null;
  const apart = at.getTime() - kept.of.getTime();
  if (apart < 0) return `of ${at.toISOString()}, and there is one of ${kept.of.toISOString()}`;
  if (apart === 0) return isOther(price, kept.price) ? `${price} of a moment that had ${kept.price}` : false;
  return hasJumped(kept.price, price) ? `jumped from ${kept.price} to ${price}` : null;
}

/** `12.5` is `12.50`. */
const isOther = (one: string, other: string): boolean => plain(one) !== plain(other);
const plain = (price: string): string => (price.includes('.') ? price.replace(/\.?0+$/, '') : price);
