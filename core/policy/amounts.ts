/** Which amounts may move at all. */
import type { AssetBook } from '../asset-book.ts';
import { currenciesToName } from '../assets.ts';
import { type Asset, decimalText, money } from '../money.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { limits } from './limits.ts';

/** Above this an amount is no payment, in minor units. */
export const minorMax = (asset: Asset): bigint => limits.majorUnits * 10n ** BigInt(asset.exponent);

/** An amount of a known asset, positive, and not absurd. */
export function checkAmount(
  amount: bigint,
  asset: Asset | null,
  code: string,
  known: readonly Asset[],
): Result<Asset> {
  if (!asset) return refuse('currency_unknown', { text: code, known: currenciesToName(known) });
  const text = decimalText(money(amount, asset));
  if (amount <= 0n) return refuse('amount_not_positive', { text });
  if (amount > minorMax(asset)) return refuse('amount_too_large', { text });
  return ok(asset);
}

/** Of a currency: what operators have defined beside money is neither lent nor saved nor paid interest on. */
export function checkCurrency({ find, currency, all }: AssetBook, code: string): Result<Asset> {
  const found = currency(code);
  if (found) return ok(found);
  const defined = find(code);
  return defined
    ? refuse('not_a_currency', { asset: defined.code })
    : refuse('currency_unknown', { text: code, known: currenciesToName(all) });
}

/** The same of a currency alone. */
export function checkMoney(amount: bigint, assets: AssetBook, code: string): Result<Asset> {
  const currency = checkCurrency(assets, code);
  return currency.ok ? checkAmount(amount, currency.value, code, assets.all) : currency;
}

/** Equal parts to the minor unit; what does not divide goes to the first ones, a unit each (largest remainder). */
export function divide(total: bigint, parts: number): bigint[] {
  const each = total / BigInt(parts);
  const over = Number(total % BigInt(parts));
  return Array.from({ length: parts }, (_, index) => (index < over ? each + 1n : each));
}
