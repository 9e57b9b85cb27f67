/** The parts of a line about something for sale: its name, its price, and what stands behind `stock`, `limit`, `price`, `name` and `for`. */
import { type Money, ok, parseAmount, type Result, refuse } from '../../../core/index.ts';
import { readCount } from '../counts.ts';
import { passedDay, readDay, readTime } from '../day.ts';
import { plainLine } from '../memo.ts';
import { type GrammarContext, isNumeric, unmistakable } from '../reading.ts';
import { type Token, textOf } from '../tokens.ts';
import { CURRENCY_NAMES, wordList } from '../words.ts';

type Clause = 'stock' | 'limit' | 'price' | 'name' | 'on' | 'place' | 'refund' | 'for';

export type Clauses = { [C in Clause]?: readonly Token[] };

const leads = wordList<Clause>({
  stock: 'stock',
  bestand: 'stock',
  vorrat: 'stock',
  limit: 'limit',
  price: 'price',
  preis: 'price',
  name: 'name',
  on: 'on',
  am: 'on',
  place: 'place',
  ort: 'place',
  refund: 'refund',
  rückgabe: 'refund',
  for: 'for',
  für: 'for',
  fuer: 'for',
});

/**
 * What stands before the first of these words, and behind each of them. What is for something goes on to the end; in quotes such a word is
 * one of a name. Refused where one is said twice, or says nothing.
 */
export function readClauses(
  words: readonly Token[],
  allowed: readonly Clause[],
): Result<{ head: readonly Token[]; said: Clauses }> {
  const head: Token[] = [];
  const said: { [C in Clause]?: Token[] } = {};
  let open: Token[] = head;
  for (const word of words) {
    const lead = word.type === 'word' && said.for === undefined ? leads[word.raw.toLowerCase()] : undefined;
    const isLead = lead !== undefined && allowed.includes(lead) && head.length > 0;
    if (!isLead) open.push(word);
    else if (said[lead] !== undefined)
      return refuse('input_unexpected', { text: plainLine(word.raw).slice(0, 80) });
    else {
      open = [];
      said[lead] = open;
    }
  }
  const empty = (Object.keys(said) as Clause[]).find((lead) => said[lead]!.length === 0);
  if (empty !== undefined) return refuse('input_unexpected', { text: empty });
  return ok({ head, said });
}

/** More than any name or code has; how long one may be, core says. */
const nameUnits_max = 400;

/** Words as one name, in one plain line; what is in quotes without them. */
export const itemText = (words: readonly Token[]): string =>
  plainLine(words.length === 1 && words[0]!.type === 'quoted' ? words[0]!.text : textOf(words)).slice(
    0,
    nameUnits_max,
  );

/** Of numbers, the largest that are read at all; how many there may be, core says. */
const number_max = 999_999_999;

const unbounded = new Set(['unlimited', 'unbegrenzt', 'none', 'off', 'aus', 'kein', 'keins', '∞']);

/** A whole number; for a stock or a limit also that there is none: null. */
export function numberOf(text: string, of: 'quantity' | 'stock' | 'limit'): Result<number | null> {
  const word = text.trim().toLowerCase();
  if (of !== 'quantity' && unbounded.has(word)) return ok(null);
  const number = of === 'stock' && word === '0' ? 0 : readCount(word, number_max);
  return number !== null
    ? ok(number)
    : refuse('shop_number_invalid', { text: plainLine(text).slice(0, 40), limit: 1_000_000 });
}

const isCurrency = (word: Token | undefined, context: GrammarContext): boolean => {
  if (word?.type !== 'word') return false;
  const sign = CURRENCY_NAMES[word.raw.toLowerCase()] ?? word.raw;
  return /^(\p{L}{3,5}|\p{Sc})$/u.test(sign) && parseAmount(`1 ${sign}`, context).status === 'parsed';
};

/** The price at the end of some words, with its currency before or after it, and the words before. */
export function priceOf(
  words: readonly Token[],
  context: GrammarContext,
): Result<{
  price: Money;
  rest: readonly Token[];
  isNamed: boolean;
}> {
  const hasCurrencyAfter = words.length > 1 && isCurrency(words.at(-1), context) && isNumeric(words.at(-2));
  const at = words.length - (hasCurrencyAfter ? 2 : 1);
  const amount = words[at];
  if (amount === undefined) return refuse('shop_how');
  if (!isNumeric(amount))
    return words.length === 1
      ? refuse('shop_how')
      : refuse('amount_invalid', { text: plainLine(amount.raw).slice(0, 80) });
  const before = words[at - 1];
  const hasCurrencyBefore =
    !hasCurrencyAfter && at > 1 && /^\p{Lu}{3,5}$/u.test(before?.raw ?? '') && isCurrency(before, context);
  const beside = hasCurrencyAfter ? words.at(-1)!.raw : hasCurrencyBefore ? before!.raw : null;
  const sign = beside === null ? null : (CURRENCY_NAMES[beside.toLowerCase()] ?? beside);
  const price = unmistakable(parseAmount(sign === null ? amount.raw : `${amount.raw} ${sign}`, context));
  if (!price.ok) return price;
  const isNamed = sign !== null || /[\p{L}\p{Sc}]/u.test(amount.raw);
  return ok({ price: price.value, rest: words.slice(0, hasCurrencyBefore ? at - 1 : at), isNamed });
}

/** `24 December at 20:00`: a day and a time of it. Refused where either is missing, more is said, or the day has just passed. */
export function whenOf(text: string, context: GrammarContext): Result<{ day: string; time: number }> {
  const read = readDay(text, context, { led: true });
  if (read === null) return refuse('shop_event_when', { text: plainLine(text).slice(0, 60) });
  if ('code' in read) return { ok: false, refusal: read };
  const behind = text.slice(read.length).replace(/^[\s,]+/u, '');
  const time = read.time === null ? readTime(behind) : { time: read.time, length: 0 };
  if (time !== null && 'code' in time) return { ok: false, refusal: time };
  if (time === null || behind.slice(time.length).trim() !== '')
    return refuse('shop_event_when', { text: plainLine(text).slice(0, 60) });
  const passed = passedDay(read);
  return passed ? { ok: false, refusal: passed } : ok({ day: read.day, time: time.time });
}
