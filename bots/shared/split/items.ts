/** The items of a bill: each an amount, what it was, and who had it; and a tip or a tax, which is spread by what people had. */
import type { Party, Refusal } from '../../../core/index.ts';
import type { GrammarContext } from '../reading.ts';
import type { Token } from '../tokens.ts';
import { amountAt, percentAt, type Written, wordOf } from './amounts.ts';
import { whoAt } from './names.ts';
import { EVERYBODY, EXTRAS, ME } from './words.ts';

interface Item {
  amount: Written;
  who: Party[];
  /** Who had it was said: some by name, or all. */
  isSaid: boolean;
}

export interface ItemsReading {
  items: Item[];
  extras: Written[];
}

/** Where an amount begins, an item does. Whose it was has to be said, so that `2 pizzas 12.50 @bob` is not read as two items. */
export function readItems(words: readonly Token[], context: GrammarContext): ItemsReading | Refusal {
  const reading: ItemsReading = { items: [], extras: [] };
  let isExtra = false;
  for (let at = 0; at < words.length; ) {
    const token = words[at]!;
    const word = wordOf(token).toLowerCase();
    const named = ME.has(word) ? { who: 'me' as const } : whoAt(token, context);
    if (named && 'code' in named) return named;
    const item = reading.items.at(-1);
    const amount = named ? null : amountAt(words, at, context);
    if (amount && 'code' in amount) return amount;
    if (amount) {
      const percent = percentAt(words, at);
      if (percent) return 'code' in percent ? percent : { code: 'amount_invalid', text: percent.text };
      if (!isExtra && item && !item.isSaid)
        return { code: 'amount_repeated', first: item.amount.text, second: amount.text };
      if (isExtra) reading.extras.push(amount);
      else reading.items.push({ amount, who: [], isSaid: false });
      isExtra = false;
      at += amount.words;
      continue;
    }
    if (isExtra && (named || EVERYBODY.has(word))) return { code: 'input_unexpected', text: wordOf(token) };
    if (named || EVERYBODY.has(word)) {
      if (!item) return { code: 'split_unclear' };
      item.isSaid = true;
      if (named) item.who.push(named.who);
    }
    // Behind a name: `12 tax adviser @bob` is an item.
    if (EXTRAS.has(word) && (!item || item.isSaid)) isExtra = true;
    at += 1;
  }
  const open = reading.items.find(({ isSaid }) => !isSaid);
  return reading.items.length === 0 || open || isExtra ? { code: 'split_unclear' } : reading;
}
