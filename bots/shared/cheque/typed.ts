/** Number and secret, out of whatever people type or paste of a paper. Pure; core says whether they are right. */

/** In the place of a secret that is not stored. */
export const mark = '••••';

/** What a person writes of a cheque: null where it is not there, `forgotten` where it was and is not stored. */
interface TypedPaper {
  number: string | null;
  secret: string | null;
  forgotten: boolean;
}

const numberDigits = 12;

/** The number is the first twelve digits, with or without `TUP` before them and hyphens or spaces between; the secret all that follows. */
const shape = new RegExp(
  `^\\s*(?<number>(?:TUP)?(?:[\\s\\p{Pd}:#]*\\p{Nd}){1,${numberDigits}})(?<rest>.*)$`,
  'isu',
);

export function readPaper(text: string): TypedPaper {
  const { number, rest } = shape.exec(text)?.groups ?? {};
  if (number === undefined || rest === undefined)
    return text.includes('•')
      ? { number: null, secret: null, forgotten: true }
      : { number: text.trim() || null, secret: null, forgotten: false };
  const secret = rest.replace(/^[\s\p{Pd}_,;:/]+/u, '').trim();
  if (secret.includes('•')) return { number: number.trim(), secret: null, forgotten: true };
  return { number: number.trim(), secret: secret || null, forgotten: false };
}

/** Seven groups of four or more that have a digit among them, as no words of any language: a secret, wherever it stands, or a number and a secret. */
const secretShape = /(?<![0-9A-Z])[0-9A-Z]{4}(?:[\s\p{Pd}]?[0-9A-Z]{4}){6,}(?![0-9A-Z])/giu;

/** As it may be stored. */
export const withoutSecret = (text: string): string =>
  text.replace(secretShape, (found) => (/\d/.test(found) ? mark : found));

/** What stands behind `/cash`, as it may be stored: whatever follows the number may be a secret, well or badly typed. */
export function withoutTypedSecret(text: string): string {
  const { number, secret, forgotten } = readPaper(text);
  if (secret === null && !forgotten) return withoutSecret(text);
  const isWhole = number?.replace(/\P{Nd}/gu, '').length === numberDigits;
  return isWhole ? `${number} ${mark}` : mark;
}
