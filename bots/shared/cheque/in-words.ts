/** Amounts written out, as the law of cheques has it where words and figures stand beside each other. Pure. */
import { toCardinal as german } from 'n2words/de-DE';
import { toCardinal as english } from 'n2words/en-GB';
import type { LanguageCode, Money } from '../../../core/index.ts';
import { currencyNames, type UnitName } from './currencies.ts';

const cardinal: Record<LanguageCode, (count: bigint) => string> = { en: english, de: german };
const and: Record<LanguageCode, string> = { en: 'and', de: 'und' };

/** `forty-two pounds`, `eine Krone`, `eintausendeins Euro`. */
function counted(count: bigint, unit: UnitName, tongue: LanguageCode): string {
  if (count !== 1n) return `${cardinal[tongue](count)} ${unit.other}`;
  const one = tongue === 'en' ? 'one' : unit.feminine ? 'eine' : 'ein';
  return `${one} ${unit.one}`;
}

/**
 * `forty-two pounds and fifty pence`, `zweiundvierzig Pfund und fünfzig Pence`; without what is nothing, unless all of it is. A currency that has no
 * name here goes by its code and a fraction: `forty-two XTS and 50/100`. `amount` not negative, below 10^27 in major units.
 */
export function inWords({ minor, asset }: Money, tongue: LanguageCode): string {
  const scale = 10n ** BigInt(asset.exponent);
  const [major, rest] = [BigInt(minor) / scale, BigInt(minor) % scale];
  const names = currencyNames[tongue][asset.code];
  const unit = names?.major ?? { one: asset.code, other: asset.code };
  const fraction =
    rest === 0n ? null : names?.minor ? counted(rest, names.minor, tongue) : `${rest}/${scale}`;
  const isWhole = major > 0n || fraction === null || !names?.minor;
  return [...(isWhole ? [counted(major, unit, tongue)] : []), ...(fraction === null ? [] : [fraction])].join(
    ` ${and[tongue]} `,
  );
}
