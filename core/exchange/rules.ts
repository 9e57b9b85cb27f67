/**
 * What an exchange comes to, from facts alone and in whole minor units. As Council Regulation (EC) 1103/97 has it: rates are so many of an
 * asset for one euro, and stay as they were published; from one asset to another the way is by the euro; no rate is inverted or rounded
 * before it is used. What the regulation rounds to the nearest, a dealer rounds against the person: whatever is less than a minor unit
 * stays in the liquidity account, so that no way there and back makes anything.
 */
import { Decimal } from 'decimal.js';
import { hasJumped } from '../feeds.ts';
import { type Asset, money } from '../money.ts';
import type { Refusal } from '../refusals.ts';

/** How many of each asset one euro is, as published. */
export interface MidRates {
  sellPerEuro: string;
  buyPerEuro: string;
}

export interface Pair extends MidRates {
  sell: Asset;
  buy: Asset;
}

/** In minor units: `sold` with the `spread` in it leaves the person, `bought` comes to them. */
export interface Exchanged {
  sold: bigint;
  spread: bigint;
  bought: bigint;
}

/** Hundredths of a percent in all. */
const wholeBps = 10_000n;

/** A published decimal, exactly. */
function fractionOf(decimal: string): { numerator: bigint; denominator: bigint } {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (whole === undefined) throw new RangeError(`Not a rate: ${decimal}`);
  const numerator = BigInt(whole + fraction);
  if (numerator === 0n) throw new RangeError('A rate of zero');
  return { numerator, denominator: 10n ** BigInt(fraction.length) };
}

/** Minor units of `buy` for one minor unit of `sell`, as a fraction: divided by one rate, multiplied by the other. */
function midOf({ sell, buy, sellPerEuro, buyPerEuro }: Pair) {
  const [given, got] = [fractionOf(sellPerEuro), fractionOf(buyPerEuro)];
  return {
    numerator: got.numerator * given.denominator * 10n ** BigInt(buy.exponent),
    denominator: got.denominator * given.numerator * 10n ** BigInt(sell.exponent),
  };
}

const ceiling = (numerator: bigint, denominator: bigint): bigint =>
  (numerator + denominator - 1n) / denominator;

/** What somebody gets who gives `sold`. Null: less than a minor unit. */
export function exchangeSold(sold: bigint, pair: Pair, spreadBps: number): Exchanged | null {
  const { numerator, denominator } = midOf(pair);
  // The most to which its own spread can be added within `sold`.
  const dealt = (sold * wholeBps) / (wholeBps + BigInt(spreadBps));
  const bought = (dealt * numerator) / denominator;
  return dealt > 0n && bought > 0n ? { sold, spread: sold - dealt, bought } : null;
}

/** What somebody gives who gets `bought`. */
export function exchangeBought(bought: bigint, pair: Pair, spreadBps: number): Exchanged {
  const { numerator, denominator } = midOf(pair);
  const dealt = ceiling(bought * denominator, numerator);
  const spread = ceiling(dealt * BigInt(spreadBps), wholeBps);
  return { sold: dealt + spread, spread, bought };
}

export const sumOf = (parts: readonly Exchanged[]): Exchanged => ({
  sold: parts.reduce((sum, { sold }) => sum + sold, 0n),
  spread: parts.reduce((sum, { spread }) => sum + spread, 0n),
  bought: parts.reduce((sum, { bought }) => sum + bought, 0n),
});

/** What so much is worth at mid rates, rounded down. To tell people, never to deal. */
export function worthOf(amount: bigint, pair: Pair): bigint {
  const { numerator, denominator } = midOf(pair);
  return (amount * numerator) / denominator;
}

const Precise = Decimal.clone({ precision: 60, defaults: true, toExpNeg: -40, toExpPos: 40 });
const significantFigures = 6;

/** How many of one asset are one of the other, to six significant figures: to be read, never to be reckoned with. */
export const crossRate = (ofPerEuro: string, perEuro: string): string =>
  new Precise(perEuro).div(ofPerEuro).toSignificantDigits(significantFigures).toString();

/** What may be changed of an asset within 24 hours, in its minor units. */
export interface DayLimits {
  person: bigint;
  house: bigint;
}

/** Worth so many euros, where the operator says nothing else. */
const usualEuros = { person: 2_000n, house: 20_000n };

export function usualLimits(asset: Asset, perEuro: string): DayLimits {
  const { numerator, denominator } = fractionOf(perEuro);
  const worth = (euros: bigint) => (euros * numerator * 10n ** BigInt(asset.exponent)) / denominator;
  return { person: worth(usualEuros.person), house: worth(usualEuros.house) };
}

/** Of one asset within 24 hours: what a person has changed, either way; what all have bought of it less what they have sold. */
export interface Turnover {
  person: bigint;
  house: bigint;
}

/** Whose limit would be passed, and how much of the asset may still be changed; null where it may. `change`: positive is bought. */
export function exposureBeyond(
  { person, house }: Turnover,
  limits: DayLimits,
  change: bigint,
): { whose: 'person' | 'house'; left: bigint } | null {
  const amount = change < 0n ? -change : change;
  const most = (left: bigint) => (left > 0n ? left : 0n);
  if (person + amount > limits.person) return { whose: 'person', left: most(limits.person - person) };
  const after = house + change;
  const isBeyond = (after < 0n ? -after : after) > limits.house;
  // What brings the house back towards nothing is welcome, however far it is out.
  const isWorse = after * change > 0n;
  if (!isBeyond || !isWorse) return null;
  return { whose: 'house', left: most(change > 0n ? limits.house - house : limits.house + house) };
}

/** Why a change of these assets is not within the limits of a day; null where it is. */
export function limitRefusal(
  sides: readonly (readonly [asset: Asset, change: bigint])[],
  turnover: (asset: string) => Turnover,
  limits: ReadonlyMap<string, DayLimits>,
): Refusal | null {
  for (const [asset, change] of sides) {
    const beyond = exposureBeyond(turnover(asset.code), limits.get(asset.code)!, change);
    if (beyond) return { code: 'exposure_limit', whose: beyond.whose, left: money(beyond.left, asset) };
  }
  return null;
}

interface Jump {
  asset: string;
  /** How much of it one euro is. */
  before: string;
  said: string;
}

/** The first rate that is too far from what is kept to be true; null where none is. */
export function jumpOf(
  { perEuro }: { perEuro: Readonly<Record<string, string>> },
  kept: { perEuro: Readonly<Record<string, string>> },
): Jump | null {
  const asset = Object.keys(perEuro).find((code) => {
    const before = kept.perEuro[code];
    return before !== undefined && hasJumped(before, perEuro[code]!);
  });
  return asset === undefined ? null : { asset, before: kept.perEuro[asset]!, said: perEuro[asset]! };
}

/**
 * Why what a source says is not believed; null where it is. `newest`: what is kept of it, while that is fresh: what is stale is no measure.
 */
export function oddity(
  { date, perEuro }: { date: string; perEuro: Readonly<Record<string, string>> },
  now: Date,
  newest: { date: string; perEuro: Readonly<Record<string, string>> } | null,
): string | null {
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== date)
    return `no date: ${date.slice(0, 40)}`;
  // Nowhere on earth has it begun.
  if (moment > now.getTime() + 14 * 3_600_000) return `of a day to come: ${date}`;
  const codes = Object.keys(perEuro);
  if (codes.length === 0) return 'no rates';
  const bad = codes.find(
    (code) => !/^[A-Z]{3}$/.test(code) || !/^(?!0+(\.0+)?$)\d{1,12}(\.\d{1,12})?$/.test(perEuro[code]!),
  );
  if (bad !== undefined) return `no rate: ${bad.slice(0, 10)} ${perEuro[bad]!.slice(0, 40)}`;
  const jump = newest && jumpOf({ perEuro }, newest);
  return jump && `${jump.asset} jumped from ${jump.before} to ${jump.said}`;
}
