/** A price at the beginning of a line, before words that are a name. */
import { type Money, ok, parseAmount, type Result, refuse } from '../../core/index.ts';
import { plainLine } from './memo.ts';
import { type GrammarContext, isNumeric, unmistakable } from './reading.ts';
import { type Token, tokens } from './tokens.ts';
import { CURRENCY_NAMES, SCALES } from './words.ts';

/** The currencies of the world; a name may begin with any other word in capitals. */
const currencies = new Set(Intl.supportedValuesOf('currency'));

export const isCurrency = (word: Token | undefined): boolean =>
  word?.type === 'word' &&
  !word.breaks &&
  (CURRENCY_NAMES[word.raw.toLowerCase()] !== undefined ||
    /^\p{Sc}$/u.test(word.raw) ||
    (/^[A-Z]{3}$/.test(word.raw) && currencies.has(word.raw)));

/** The amount is the first word, with its currency beside it or behind it. A number right after it could be the rest of it. */
export function readPrice(
  words: readonly Token[],
  context: GrammarContext,
): Result<{ price: Money; words: number }> {
  const isLed = !isNumeric(words[0]) && isCurrency(words[0]) && isNumeric(words[1]);
  const at = isLed ? 1 : 0;
  const number = words[at];
  if (!isNumeric(number)) return refuse('amount_invalid', { text: plainLine(words[0]!.raw).slice(0, 80) });
  const behind = words[at + 1];
  const lower = behind?.raw.toLowerCase() ?? '';
  if (behind?.type === 'word' && !behind.breaks && SCALES.has(lower))
    return refuse('amount_invalid', { text: `${number!.raw} ${behind.raw}` });
  const hasCurrency = !isLed && isCurrency(behind);
  const after = words[at + (hasCurrency ? 2 : 1)];
  if (isNumeric(after) && !after!.breaks)
    return refuse('amount_repeated', { first: number!.raw, second: after!.raw });
  const sign = isLed ? words[0]!.raw : hasCurrency ? behind!.raw : null;
  const named = sign === null ? '' : ` ${CURRENCY_NAMES[sign.toLowerCase()] ?? sign}`;
  const price = unmistakable(parseAmount(`${number!.raw}${named}`, context));
  return price.ok ? ok({ price: price.value, words: at + (hasCurrency ? 2 : 1) }) : price;
}

/** A price by itself. */
export function readTypedPrice(typed: string, context: GrammarContext): Result<Money> {
  const words = tokens([{ type: 'text', text: typed }]);
  const price = readPrice(words, context);
  if (!price.ok) return price;
  return price.value.words === words.length
    ? ok(price.value.price)
    : refuse('amount_invalid', { text: plainLine(typed).slice(0, 80) });
}
