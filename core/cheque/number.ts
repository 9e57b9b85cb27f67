/** What is printed on a cheque for people to copy: its number, which tells a slip of the pen, and its secret, which cannot be guessed. */
import { randomBytes } from 'node:crypto';
import { randomBase32, readBase32, sha256 } from '../ids.ts';

/**
 * Damm's table, a totally anti-symmetric quasigroup of order 10: one wrong digit, and two neighbours that were exchanged, are always noticed.
 * H. M. Damm, Total anti-symmetrische Quasigruppen, Marburg 2004; https://en.wikipedia.org/wiki/Damm_algorithm
 */
const table = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const;

/** The digit that makes {@link isChecked} true behind these. */
export const checkDigit = (digits: string): string => {
  let interim = 0;
  for (const digit of digits) interim = Number(table[interim]![Number(digit)]);
  return String(interim);
};

export const isChecked = (digits: string): boolean => checkDigit(digits) === '0';

const random_digits = 11;
const numberText = (digits: string): string => `TUP-${digits.match(/.{4}/g)!.join('-')}`;

/** `TUP-4821-0937-5516`: eleven random digits, so that numbers tell nothing of how many cheques there are, and their check digit. */
export function newNumber(): string {
  const random = BigInt(`0x${randomBytes(16).toString('hex')}`) % 10n ** BigInt(random_digits);
  const digits = random.toString().padStart(random_digits, '0');
  return numberText(digits + checkDigit(digits));
}

/** As it is printed, out of what a person typed of it: case, spaces and hyphens do not matter, nor does `TUP`. Null for what is no number, or has a slip in it. */
export function readNumber(text: string): string | null {
  const digits = text
    .normalize('NFKC')
    .replace(/^\s*TUP/i, '')
    .replace(/[\s\p{Pd}]/gu, '');
  return new RegExp(`^[0-9]{${random_digits + 1}}$`).test(digits) && isChecked(digits)
    ? numberText(digits)
    : null;
}

/** Seven groups of four: 140 bits. */
const secretCharacters = 28;

export const newSecret = (): string => randomBase32(secretCharacters).match(/.{4}/g)!.join('-');

/** The secret that a person typed, as it was made but for its hyphens; null for what cannot be one, so that it is no try either. */
export function readSecret(text: string): string | null {
  const read = readBase32(text.normalize('NFKC').replace(/\p{Pd}/gu, ''));
  return new RegExp(`^[0-9A-HJKMNP-TV-Z]{${secretCharacters}}$`).test(read) ? read : null;
}

/**
 * What is stored of a secret. One round of SHA-256 is enough: slow hashes make up for what people choose, and 140 random bits want no making up
 * for. `secret` as it was made, or as {@link readSecret} read it.
 */
export const secretHash = (secret: string): string => sha256(readBase32(secret));
