/**
 * One pass over the words of a money command: people, one amount, its currency, each or total, and the memo, in any order
 * that people use. The memo begins at `for`, or at the first other word once there are an amount and somebody to pay.
 * What is not understood is refused, never skipped: a word that nobody read could have meant another amount.
 */
import {
  type Asset,
  currenciesToName,
  type Identity,
  type Money,
  ok,
  type ParsedAmount,
  parseAmount,
  type Refusal,
  type Result,
  refuse,
  type Who,
} from '../../core/index.ts';
import { type Token, textOf } from './tokens.ts';
import { nearestWho, readWho, whoKey, whoOf } from './who.ts';
import { CONNECTORS, CURRENCY_NAMES, looksLikeCurrency, MEMO_LEADS, MODES, SCALES } from './words.ts';

export interface GrammarContext {
  speaker: Identity;
  /** The person's own, BCP 47; null when the platform does not say. */
  locale: string | null;
  assets: readonly Asset[];
  main: Asset;
  /** The author of the message that the command answers. */
  repliedTo: Who | null;
  /** When it was said, ISO 8601, and by whose clock, an IANA name: what `tomorrow` means. Now, and UTC, unless told. */
  at?: string;
  zone?: string;
}

export interface Reading {
  payees: Who[];
  /** The word that holds the amount, as it was written. */
  amount: string | null;
  currency: string | null;
  mode: 'each' | 'total' | null;
  memo: string[];
}

/** Something that is meant as a number: signs, a currency, then a digit of any script. `lunch2` is not, `100abc` is. */
const numeric = /^[\p{P}\p{S}\p{Cf}]*(?:\p{L}{1,3}[\p{P}\p{S}\p{Cf}]*)?\p{N}/u;

export const isNumeric = (token: Token | undefined): boolean =>
  token?.type === 'word' && numeric.test(token.raw);

/** Core reads the amount; here only its word is found, and the currency's where it stands apart. */
export const amountOf = (reading: Reading, context: GrammarContext): ParsedAmount =>
  parseAmount(reading.currency === null ? reading.amount! : `${reading.amount} ${reading.currency}`, context);

/** An amount that there is no button for to say which of two readings was meant: it is asked for once more, and both are named. */
export function unmistakable(amount: ParsedAmount): Result<Money> {
  if (amount.status === 'parsed') return ok(amount.money);
  if (amount.status === 'refused') return { ok: false, refusal: amount.refusal };
  const [one, other] = amount.readings;
  return refuse('amount_ambiguous', { text: amount.text, one, other });
}

export function read(words: readonly Token[], context: GrammarContext): Reading | Refusal {
  const reading: Reading = { payees: [], amount: null, currency: null, mode: null, memo: [] };
  for (let at = 0; at < words.length; at += 1) {
    const token = words[at]!;
    if (token.type === 'person') addPayee(reading, whoOf(token.person));
    else if (token.type === 'quoted') reading.memo.push(token.text);
    else {
      const step = readWord(words, at, reading, context);
      if (step === 'read') continue;
      if (typeof step === 'object') return step;
      reading.memo.push(textOf(words.slice(step === 'memo_after' ? at + 1 : at)));
      break;
    }
  }
  if (reading.payees.length === 0 && context.repliedTo) addPayee(reading, context.repliedTo);
  return reading;
}

type Step = 'read' | 'memo_here' | 'memo_after' | Refusal;

function readWord(words: readonly Token[], at: number, reading: Reading, context: GrammarContext): Step {
  const word = words[at]!.raw.replace(/[,;]+$/, '');
  const lower = word.toLowerCase();
  if (word === '') return 'read';
  if (MEMO_LEADS.has(lower)) return 'memo_after';

  const who = readWho(word, context.speaker);
  if (who === 'nobody') return unknownPayee(word);
  if (who) return addPayee(reading, who);
  if (CONNECTORS.has(lower) && leadsToPayee(words[at + 1], context)) return 'read';

  const mode = MODES[lower];
  if (mode) return addMode(reading, mode, word);
  if (isNumeric(words[at])) {
    if (reading.amount !== null) return { code: 'amount_repeated', first: reading.amount, second: word };
    reading.amount = word;
    return 'read';
  }
  return readCurrency(words, at, word, reading, context) ?? readRest(word, reading, context);
}

/** A currency, a scale (`50 cents`) or a currency of elsewhere beside the amount; null when the word is none of these. */
function readCurrency(
  words: readonly Token[],
  at: number,
  word: string,
  reading: Reading,
  context: GrammarContext,
): Step | null {
  const after = isNumeric(words[at - 1]) && reading.amount !== null;
  const before = isNumeric(words[at + 1]) && reading.amount === null;
  if (after && SCALES.has(word.toLowerCase())) {
    return { code: 'amount_invalid', text: `${reading.amount} ${word}` };
  }
  // Elsewhere in the line only capitals are a currency: `5 @bob EUR` is, `5 @bob try this` is not.
  if (!after && !before && !/^[A-Z]{3,10}$/.test(word)) return null;
  const sign = CURRENCY_NAMES[word.toLowerCase()] ?? word;
  const known = parseAmount(`1 ${sign}`, context).status === 'parsed';
  if (known && /^[\p{L}\p{Sc}]+$/u.test(sign)) {
    if (reading.currency !== null) return { code: 'input_unexpected', text: word };
    reading.currency = sign;
    return 'read';
  }
  const foreign = sign !== word || /\p{Sc}/u.test(word) || looksLikeCurrency(word);
  const somebody = reading.payees.length > 0 || context.repliedTo !== null;
  if (!foreign || (!somebody && word !== word.toUpperCase())) return null;
  return { code: 'currency_unknown', text: word, known: currenciesToName(context.assets, context.main) };
}

/** A word that is nothing else: the memo's first, or a word too many. */
function readRest(word: string, reading: Reading, context: GrammarContext): Step {
  const somebody = reading.payees.length > 0 || context.repliedTo !== null;
  if (somebody && reading.amount !== null) return 'memo_here';
  if (somebody) return { code: 'amount_invalid', text: word };
  if (reading.amount !== null) return { code: 'payee_unknown', payee: word };
  return { code: 'input_unexpected', text: word };
}

function unknownPayee(word: string): Refusal {
  const meant = nearestWho(word);
  return { code: 'payee_unknown', payee: word, ...(meant !== null && { choices: [meant] }) };
}

function addPayee(reading: Reading, who: Who): 'read' {
  const at = reading.payees.findIndex((payee) => whoKey(payee) === whoKey(who));
  if (at === -1) reading.payees.push(who);
  // The platform vouches for a mention, and nobody for what was typed.
  else if (who.by === 'identity' && !who.typed) reading.payees[at] = who;
  return 'read';
}

function addMode(reading: Reading, mode: 'each' | 'total', word: string): Step {
  if (reading.mode !== null && reading.mode !== mode) return { code: 'input_unexpected', text: word };
  reading.mode = mode;
  return 'read';
}

function leadsToPayee(next: Token | undefined, context: GrammarContext): boolean {
  if (next?.type === 'person') return true;
  return next?.type === 'word' && readWho(next.raw.replace(/[,;]+$/, ''), context.speaker) !== null;
}
