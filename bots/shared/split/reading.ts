/**
 * The words of `/split`: the bill, who shares it, their parts behind their names, and what it is for. A number before any name is
 * the bill, and so is the only one that there is; another behind a name is that person's part. Words that are nothing else say what
 * it is for. What is not understood is refused, never skipped.
 */
import type { Party, Refusal } from '../../../core/index.ts';
import type { GrammarContext } from '../reading.ts';
import { type Token, textOf } from '../tokens.ts';
import { CONNECTORS, MEMO_LEADS, MODES } from '../words.ts';
import { amountAt, percentAt, sharesOf, type Written, wordOf } from './amounts.ts';
import { type ItemsReading, readItems } from './items.ts';
import { whoAt } from './names.ts';
import { ITEMS, LINKS, ME, WITHOUT } from './words.ts';

export type PartReading = { kind: 'shares' | 'percent'; weight: string } | { kind: 'exact'; amount: Written };

interface Named {
  who: Party;
  part: PartReading | null;
}

export interface SplitReading {
  total: Written | null;
  people: Named[];
  withMe: boolean;
  memo: string;
  items: ItemsReading | null;
}

interface State extends Omit<SplitReading, 'memo' | 'items'> {
  words: readonly Token[];
  memo: Token[];
  /** Behind `for`: everything up to the next name says what it is for. */
  inMemo: boolean;
}

export function readSplit(words: readonly Token[], context: GrammarContext): SplitReading | Refusal {
  const state: State = { words, total: null, people: [], withMe: true, memo: [], inMemo: false };
  for (let at = 0; at < words.length; ) {
    // Without an amount behind it, it is a word like any other.
    if (ITEMS.has(wordOf(words[at]).toLowerCase()) && amountAt(words, at + 1, context)) {
      const items = readItems(words.slice(at + 1), context);
      return 'code' in items ? items : { ...readingOf(state), items };
    }
    const step = readToken(state, at, context);
    if (typeof step === 'object') return step;
    at += step;
  }
  return { ...readingOf(state), items: null };
}

const readingOf = ({ total, people, withMe, memo }: State) => ({ total, people, withMe, memo: memoOf(memo) });

/** How many words were read. */
function readToken(state: State, at: number, context: GrammarContext): number | Refusal {
  const token = state.words[at]!;
  if (token.type === 'quoted') {
    state.memo.push({ type: 'word', raw: token.text, spaced: true });
    return 1;
  }
  const named = whoAt(token, context);
  if (named && !('code' in named)) return add(state, named.who);
  if (state.inMemo) return remember(state, token);
  return named ?? readWord(state, at, context);
}

function readWord(state: State, at: number, context: GrammarContext): number | Refusal {
  const word = wordOf(state.words[at]).toLowerCase();
  if (word === '') return 1;
  if (MEMO_LEADS.has(word)) {
    state.inMemo = true;
    return 1;
  }
  if (WITHOUT.has(word) && ME.has(wordOf(state.words[at + 1]).toLowerCase())) {
    state.withMe = false;
    return 2;
  }
  if (ME.has(word)) return add(state, 'me');
  if (MODES[word] === 'total') return 1;
  if (MODES[word]) return { code: 'input_unexpected', text: word };
  return readNumber(state, at, context) ?? readRest(state, at, context);
}

/** A part of the person before it, or the bill; null where there is no number. */
function readNumber(state: State, at: number, context: GrammarContext): number | Refusal | null {
  const shares = sharesOf(wordOf(state.words[at]));
  if (shares !== null) return give(state, { kind: 'shares', weight: shares }, wordOf(state.words[at]), 1);
  const amount = amountAt(state.words, at, context);
  if (amount === null) return null;
  const percent = percentAt(state.words, at);
  if (percent && 'code' in percent) return percent;
  if (percent)
    return give(state, { kind: 'percent', weight: percent.hundredths }, percent.text, percent.words);
  if ('code' in amount) return amount;
  if (state.people.length > 0) return give(state, { kind: 'exact', amount }, amount.text, amount.words);
  if (state.total) return { code: 'amount_repeated', first: state.total.text, second: amount.text };
  state.total = amount;
  return amount.words;
}

function give(state: State, part: PartReading, text: string, words: number): number | Refusal {
  const last = state.people.at(-1);
  if (!last) return { code: 'input_unexpected', text };
  if (last.part) return { code: 'amount_repeated', first: textOfPart(last.part), second: text };
  last.part = part;
  return words;
}

const textOfPart = (part: PartReading): string =>
  part.kind === 'exact' ? part.amount.text : part.kind === 'shares' ? `x${part.weight}` : '%';

function readRest(state: State, at: number, context: GrammarContext): number {
  const token = state.words[at]!;
  const next = state.words[at + 1];
  const leads = next !== undefined && (whoAt(next, context) !== null || ME.has(wordOf(next).toLowerCase()));
  if (CONNECTORS.has(wordOf(token).toLowerCase()) && leads) return 1;
  return remember(state, token);
}

function remember(state: State, token: Token): number {
  state.memo.push(token);
  return 1;
}

function add(state: State, who: Party): number {
  state.inMemo = false;
  state.people.push({ who, part: null });
  return 1;
}

/** Without the words at its end that only lead to names. */
function memoOf(tokens: readonly Token[]): string {
  let end = tokens.length;
  while (end > 0 && LINKS.has(wordOf(tokens[end - 1]).toLowerCase())) end -= 1;
  return textOf(tokens.slice(0, end));
}
