/** `/convert` and `/rates`, as they are typed. */
import { z } from 'zod';
import { ok, parseAmount, type Refusal, type Result, refuse } from '../../../core/index.ts';
import { type CommandSpec, option } from '../command.ts';
import { plainLine } from '../memo.ts';
import { type GrammarContext, unmistakable } from '../reading.ts';
import { moneySchema } from '../schema.ts';
import type { Token } from '../tokens.ts';
import { CURRENCY_NAMES } from '../words.ts';

export const convertSpec: CommandSpec = {
  name: 'convert',
  usage: '20 GBP to EUR',
  audience: 'private',
  operator: false,
  options: [option.amount, option.currency, { name: 'to', type: 'text', required: false, lead: 'to' }],
};

export const ratesSpec: CommandSpec = {
  name: 'rates',
  usage: '',
  audience: 'private',
  operator: false,
  options: [],
};

const convertSchema = z.object({
  verb: z.literal('convert'),
  amount: moneySchema,
  /** Null: the community's currency. */
  to: z.string().nullable(),
});

export type ConvertCommand = z.infer<typeof convertSchema>;

/** What stands between what is given and what is wanted. */
const INTO = new Set(['to', 'into', 'in', 'nach', 'zu', '→', '->', '=>']);

/** `20 GBP to EUR`, `20 GBP EUR`, `£20 in euros`, `20 EUR`. */
export function parseConvert(words: readonly Token[], context: GrammarContext): Result<ConvertCommand> {
  const texts = words.map(({ raw }) => raw);
  const at = texts.findIndex((text) => INTO.has(text.toLowerCase()));
  const given = at === -1 ? texts.slice(0, 2) : texts.slice(0, at);
  const wanted = at === -1 ? texts.slice(2) : texts.slice(at + 1);
  if (given.length === 0) return refuse('amount_missing');
  // `1 000` is one amount to some and two to others: neither is taken for what was meant.
  const numbers = given.filter((text) => /\d/.test(text));
  if (numbers[1] !== undefined)
    return refuse('input_unexpected', { text: plainLine(numbers[1]).slice(0, 40) });
  const amount = unmistakable(parseAmount(given.map(currencySign).join(' '), context));
  if (!amount.ok) return amount;
  const [word, tooMuch] = wanted;
  if (tooMuch !== undefined) return refuse('input_unexpected', { text: plainLine(tooMuch).slice(0, 40) });
  const to = word === undefined ? null : currencyOf(word, context);
  if (to !== null && typeof to === 'object') return { ok: false, refusal: to };
  return ok(convertSchema.parse({ verb: 'convert', amount: amount.value, to }));
}

/** People say `pounds` and `Euro`. */
const currencySign = (word: string): string => CURRENCY_NAMES[word.toLowerCase()] ?? word;

/** The code that a word means, by reading one of it. */
export function currencyOf(word: string, context: GrammarContext): string | Refusal {
  const one = parseAmount(`1 ${currencySign(word)}`, context);
  if (one.status === 'parsed') return one.money.asset.code;
  return one.status === 'refused' && one.refusal.code === 'currency_unknown'
    ? one.refusal
    : { code: 'input_unexpected', text: plainLine(word).slice(0, 40) };
}

export const parseRates = (words: readonly Token[]): Result<{ verb: 'rates' }> =>
  words.length === 0
    ? ok({ verb: 'rates' })
    : refuse('input_unexpected', { text: plainLine(words[0]!.raw).slice(0, 40) });
