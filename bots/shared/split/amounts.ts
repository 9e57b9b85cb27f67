/** Numbers behind a name, and amounts: found here, read by the one grammar of money. */
import {
  type Asset,
  currenciesToName,
  type Money,
  type ParsedAmount,
  parseAmount,
  type Refusal,
} from '../../../core/index.ts';
import { percentIn } from '../counts.ts';
import { type GrammarContext, isNumeric, unmistakable } from '../reading.ts';
import type { Token } from '../tokens.ts';
import { CURRENCY_NAMES, looksLikeCurrency, SCALES } from '../words.ts';

/** A word without the comma or semicolon that ends it. */
export const wordOf = (token: Token | undefined): string =>
  token?.type === 'word' ? token.raw.replace(/[,;:]+$/, '') : '';

/** An amount as it was written, with its currency, in so many words. */
export interface Written {
  text: string;
  words: number;
}

const percentWords = new Set(['%', 'percent', 'prozent']);
const sharesForm = /^(?:[x×]([1-9]\d{0,2})|([1-9]\d{0,2})[x×])$/iu;

/** `x2`, `2x`: a part of a thousand heads at most. Null for something else. */
export const sharesOf = (word: string): string | null => {
  const groups = sharesForm.exec(word);
  return groups ? (groups[1] ?? groups[2]!) : null;
};

/** `50%`, `12.5 %`: hundredths of a percent, exactly. Null for something else. */
export function percentAt(
  words: readonly Token[],
  at: number,
): (Written & { hundredths: string }) | Refusal | null {
  const word = wordOf(words[at]);
  const isApart = percentWords.has(wordOf(words[at + 1]).toLowerCase());
  if (!word.endsWith('%') && !isApart) return null;
  const text = word.replace(/%$/, '');
  const hundredths = text.endsWith('%') ? null : percentIn(text, 2);
  if (hundredths === null) return { code: 'amount_invalid', text: word };
  if (hundredths === 0n) return { code: 'amount_not_positive', text: `${text}%` };
  return { text: `${text}%`, words: isApart ? 2 : 1, hundredths: String(hundredths) };
}

/** The amount that begins here; null where none does. */
export function amountAt(
  words: readonly Token[],
  at: number,
  context: GrammarContext,
): Written | Refusal | null {
  const word = wordOf(words[at]);
  const before = isNumeric(words[at + 1]) && !isNumeric(words[at]) ? currencyIn(word, context) : null;
  if (before !== null) return { text: `${before} ${wordOf(words[at + 1])}`, words: 2 };
  if (!isNumeric(words[at])) return null;
  const next = wordOf(words[at + 1]);
  if (next === '' || words[at]!.raw !== word) return { text: word, words: 1 };
  if (SCALES.has(next.toLowerCase())) return { code: 'amount_invalid', text: `${word} ${next}` };
  const after = currencyIn(next, context);
  if (after !== null) return { text: `${word} ${after}`, words: 2 };
  if (/\p{Sc}/u.test(next) || (looksLikeCurrency(next) && next === next.toUpperCase()))
    return { code: 'currency_unknown', text: next, known: currenciesToName(context.assets, context.main) };
  return { text: word, words: 1 };
}

/** The sign or code that a word means as a currency that is used here. */
function currencyIn(word: string, context: GrammarContext): string | null {
  const sign = CURRENCY_NAMES[word.toLowerCase()] ?? word;
  if (!/^[\p{L}\p{Sc}]+$/u.test(sign)) return null;
  return parseAmount(`1 ${sign}`, context).status === 'parsed' ? sign : null;
}

export const readAmount = ({ text }: Written, context: GrammarContext): ParsedAmount =>
  parseAmount(text, context);

/** Amounts within a bill, all in one currency: the first that is named, and otherwise the given one. */
export function readAmounts(
  written: readonly Written[],
  context: GrammarContext,
  asset: Asset | null,
): Money[] | Refusal {
  const main = asset ?? named(written, context);
  const amounts: Money[] = [];
  for (const one of written) {
    const read = unmistakable(parseAmount(one.text, { ...context, main }));
    if (!read.ok) return read.refusal;
    if (read.value.asset.code !== main.code) return { code: 'input_unexpected', text: one.text };
    amounts.push(read.value);
  }
  return amounts;
}

function named(written: readonly Written[], context: GrammarContext): Asset {
  for (const { text } of written) {
    const read = parseAmount(text, context);
    if (read.status === 'parsed' && read.money.asset.code !== context.main.code) return read.money.asset;
  }
  return context.main;
}
