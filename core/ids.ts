/** Identifiers that cannot be guessed, and that say what they are. */
import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that it survives being read aloud and typed. https://www.crockford.com/base32.html */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Random characters of Crockford's base 32, 5 bits each. */
export const randomBase32 = (characters: number): string =>
  Array.from(randomBytes(characters), (byte) => alphabet[byte & 31]).join('');

/** What a person typed of a code, as it was made: case, spaces, hyphens and look-alikes do not matter. */
export const readBase32 = (text: string): string =>
  text.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');

/** Of what people refer to. */
type ReferenceKind =
  | 'prs'
  | 'pay'
  | 'tab'
  | 'bnk'
  | 'spl'
  | 'dsp'
  | 'lon'
  | 'req'
  | 'drp'
  | 'stm'
  | 'tip'
  | 'tal'
  | 'fxq'
  | 'trd'
  | 'div'
  | 'sav'
  | 'sto'
  | 'pst'
  | 'itm'
  | 'tie'
  | 'sub';

const referenceCharacters = 10;

/** `pay_7KQ2M9XDA4`: 50 random bits behind a prefix. */
export const publicId = (kind: ReferenceKind): string => `${kind}_${randomBase32(referenceCharacters)}`;

/**
 * What a person typed of a reference, as it was made: also `PAY-7kq2m9xda4.` at the end of a sentence. Null for anything else, such as a code
 * without its prefix.
 */
export function readReference(text: string, kinds: readonly ReferenceKind[]): string | null {
  const [, prefix, code = ''] = /^([a-z]{3})[_-]([0-9a-z-]{1,20})[.,]?$/i.exec(text) ?? [];
  const kind = kinds.find((one) => one === prefix?.toLowerCase());
  const read = readBase32(code);
  return kind !== undefined && read.length === referenceCharacters ? `${kind}_${read}` : null;
}

/** 128 random bits in 22 characters, for what must not be guessed. */
export const opaqueKey = (): string => randomBytes(16).toString('base64url');

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Longer ones are hashed: the ledger takes 200 characters, and the prefixes want some. */
const tail_characters_max = 120;

/** How a key ends that was made from an event's key: with it, since what platforms number in order is a quarter cheaper to index than its hash. */
export const keyTail = (key: string): string =>
  key.length <= tail_characters_max && !key.startsWith('#') ? key : `#${sha256(key)}`;

/** A ledger key made from an event's key, however long that is. `prefix` has no colon. */
export const derivedKey = (prefix: string, key: string): string => `${prefix}:${keyTail(key)}`;
