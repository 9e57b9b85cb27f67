/**
 * What a trade comes to, from facts alone and in whole minor units. A price is a decimal as an operator wrote it, of one whole unit; it is
 * neither rounded nor inverted before it is used. What does not come out even is rounded against the person and stays with the house, so
 * that buying and selling again makes nothing.
 */
import { Decimal } from 'decimal.js';
import { type Asset, type Money, money } from '../money.ts';

/** An asset, what it is dealt in, and at which price: so many whole units of `quote` for a whole unit of `asset`. */
export interface Deal {
  asset: Asset;
  quote: Asset;
  price: string;
}

/** In minor units: `units` of the asset against `value`, with the `fee` on top for who buys and out of it for who sells. */
export interface Traded {
  units: bigint;
  value: bigint;
  fee: bigint;
}

const wholeBps = 10_000n;

const priceShape = /^(0|[1-9]\d{0,14})(?:\.(\d{1,12}))?$/;

/** Positive, at most 15 digits before the point and 12 behind it. */
export const isPrice = (text: string): boolean => priceShape.test(text) && /[1-9]/.test(text);

/** Whether two prices are the same, however many zeros they end with. */
export const isSamePrice = (one: string, other: string): boolean => new Decimal(one).eq(other);

/** Minor units of money for one minor unit of the asset, as a fraction. */
function fractionOf({ asset, quote, price }: Deal): { numerator: bigint; denominator: bigint } {
  const [, whole, fraction = ''] = priceShape.exec(price) ?? [];
  if (whole === undefined || !isPrice(price)) throw new RangeError(`Not a price: ${price}`);
  return {
    numerator: BigInt(whole + fraction) * 10n ** BigInt(quote.exponent),
    denominator: 10n ** BigInt(fraction.length + asset.exponent),
  };
}

const ceiling = (numerator: bigint, denominator: bigint): bigint =>
  (numerator + denominator - 1n) / denominator;

/** What units are worth, in minor units of money, rounded down. */
export function worthOf(units: bigint, deal: Deal): bigint {
  const { numerator, denominator } = fractionOf(deal);
  return (units * numerator) / denominator;
}

const feeOf = (value: bigint, fee_bps: number): bigint => ceiling(value * BigInt(fee_bps), wholeBps);

/** So many units, for value and fee together. */
export function buyUnits(units: bigint, deal: Deal, fee_bps: number): Traded {
  const { numerator, denominator } = fractionOf(deal);
  const value = ceiling(units * numerator, denominator);
  return { units, value, fee: feeOf(value, fee_bps) };
}

/** As many units as so much money buys, with the fee in it. Null: not even the smallest part of one. */
export function buyFor(total: bigint, deal: Deal, fee_bps: number): Traded | null {
  const { numerator, denominator } = fractionOf(deal);
  // The most to which its own fee can be added within `total`.
  const dealt = (total * wholeBps) / (wholeBps + BigInt(fee_bps));
  const units = (dealt * denominator) / numerator;
  return units > 0n ? buyUnits(units, deal, fee_bps) : null;
}

/** So many units, for the value less the fee. Null: nothing would be left of it. */
export function sellUnits(units: bigint, deal: Deal, fee_bps: number): Traded | null {
  const value = worthOf(units, deal);
  const fee = feeOf(value, fee_bps);
  return units > 0n && value > fee ? { units, value, fee } : null;
}

/** As few units as bring at most so much money, after the fee. Null: not even the smallest part of one does. */
export function sellFor(total: bigint, deal: Deal, fee_bps: number): Traded | null {
  const { numerator, denominator } = fractionOf(deal);
  // The least whose own fee can be taken from it so that `total` is left: the division is a minor unit or two short of it.
  let value = (total * wholeBps) / (wholeBps - BigInt(fee_bps));
  while (value - feeOf(value, fee_bps) < total) value += 1n;
  const enough = sellUnits(ceiling(value * denominator, numerator), deal, fee_bps);
  if (enough && totalOf('sell', enough) <= total) return enough;
  // Units are coarser than money.
  return sellUnits((value * denominator) / numerator, deal, fee_bps);
}

/** What moves between the person and the house: given by who buys, got by who sells. */
export const totalOf = (side: 'buy' | 'sell', { value, fee }: Pick<Traded, 'value' | 'fee'>): bigint =>
  side === 'buy' ? value + fee : value - fee;

/** A price as an amount of money, with as many decimals as it has, and the currency's own at least. */
export function priceAs(price: string, { code, exponent }: Asset): Money {
  const [whole = '0', fraction = ''] = price.split('.');
  const decimals = Math.max(exponent, fraction.length);
  return money(BigInt(whole + fraction.padEnd(decimals, '0')), { code, exponent: decimals });
}

/** What a whole unit has cost on the average, with up to two decimals more than the currency has, rounded half up; null for nothing. */
export function averageOf(
  units: bigint,
  cost: bigint,
  { asset, quote }: Pick<Deal, 'asset' | 'quote'>,
): Money | null {
  if (units <= 0n) return null;
  const scaled = cost * 100n * 10n ** BigInt(asset.exponent);
  const average = (2n * scaled + units) / (2n * units);
  // `£12.50` is not written `£12.5000`.
  const spare = average % 100n === 0n ? 2 : average % 10n === 0n ? 1 : 0;
  return money(average / 10n ** BigInt(spare), {
    code: quote.code,
    exponent: quote.exponent + 2 - spare,
  });
}
