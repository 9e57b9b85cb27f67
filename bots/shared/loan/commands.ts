/** `/loan` and `/repay`, as they are typed. */
import { z } from 'zod';
import { ok, parseAmount, type Result, readReference, refuse } from '../../../core/index.ts';
import { type CommandSpec, option } from '../command.ts';
import { plainLine } from '../memo.ts';
import { type GrammarContext, unmistakable } from '../reading.ts';
import { moneySchema } from '../schema.ts';
import type { Token } from '../tokens.ts';
import { CURRENCY_NAMES, wordList } from '../words.ts';

export const loanSpec: CommandSpec = {
  name: 'loan',
  usage: '[200 [GBP] over 6 months | lon_7KQ2M9XDA4]',
  audience: 'private',
  operator: false,
  options: [
    { ...option.amount, required: false },
    option.currency,
    { name: 'months', type: 'text', required: false, lead: 'over' },
    { name: 'reference', type: 'text', required: false },
  ],
};

export const repaySpec: CommandSpec = {
  name: 'repay',
  usage: '[50 [GBP] | due | all] [lon_7KQ2M9XDA4]',
  audience: 'private',
  operator: false,
  options: [
    { ...option.amount, required: false },
    option.currency,
    { name: 'reference', type: 'text', required: false },
  ],
};

const loanSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('loan_show'), reference: z.string().nullable() }),
  z.object({ verb: z.literal('loan'), amount: moneySchema, months: z.int().nonnegative() }),
  z.object({
    verb: z.literal('repay'),
    amount: z.union([moneySchema, z.enum(['due', 'all'])]),
    reference: z.string().nullable(),
  }),
]);

export type LoanCommand = z.infer<typeof loanSchema>;

const checked = (result: Result<LoanCommand>): Result<LoanCommand> =>
  result.ok ? ok(loanSchema.parse(result.value)) : result;

export const parseLoan = (words: readonly Token[], context: GrammarContext): Result<LoanCommand> =>
  checked(loan(words, context));

export const parseRepay = (words: readonly Token[], context: GrammarContext): Result<LoanCommand> =>
  checked(repay(words, context));

const unexpected = (text: string) => refuse('input_unexpected', { text: plainLine(text).slice(0, 40) });

/** How many months one of them is. */
const UNITS = wordList<number>({
  m: 1,
  mo: 1,
  month: 1,
  months: 1,
  monat: 1,
  monate: 1,
  monaten: 1,
  monatlich: 1,
  y: 12,
  year: 12,
  years: 12,
  jahr: 12,
  jahre: 12,
  jahren: 12,
});
/** Of every length but a month's. */
const OTHER_UNITS = new Set([
  ...[
    'd',
    'day',
    'days',
    'w',
    'wk',
    'wks',
    'week',
    'weeks',
    'fortnight',
    'fortnights',
    'quarter',
    'quarters',
  ],
  ...['t', 'tag', 'tage', 'tagen', 'woche', 'wochen', 'quartal', 'quartale', 'quartalen'],
]);
const OVER = new Set(['over', 'for', 'in', 'über', 'ueber', 'für', 'fuer', 'auf']);

/** `200 over 6 months`, `200 EUR für 1 Jahr`, `200 6`. Without a unit they are months. */
function loan(words: readonly Token[], context: GrammarContext): Result<LoanCommand> {
  const texts = words.map(({ raw }) => raw);
  const [first] = texts;
  if (first === undefined) return ok({ verb: 'loan_show', reference: null });
  const reference = loanIn(first);
  if (reference !== null)
    return texts[1] === undefined ? ok({ verb: 'loan_show', reference }) : unexpected(texts[1]);
  const person = words.find(({ type, raw }) => type === 'person' || raw.startsWith('@'));
  if (person) return unexpected(person.raw);
  if (OVER.has(first.toLowerCase())) return refuse('amount_missing');
  const other = otherUnitIn(texts);
  if (other !== null) return refuse('loan_months_only', { text: other });
  const { months, rest } = monthsIn(texts);
  const amount = amountIn(rest, context);
  if (!amount.ok) return amount;
  if (months === null) return refuse('loan_months_missing');
  return ok({ verb: 'loan', amount: amount.value, months });
}

/** `weeks` of `200 over 6 weeks`: it is the word that is wrong, and not the number before it. */
function otherUnitIn(texts: readonly string[]): string | null {
  const [, word = ''] = /^\d{0,4}[-‐]?(\p{L}+)[.,]?$/u.exec(texts.at(-1)!) ?? [];
  return texts.length > 1 && OTHER_UNITS.has(word.toLowerCase()) ? plainLine(word) : null;
}

function monthsIn(texts: readonly string[]): { months: number | null; rest: readonly string[] } {
  const none = { months: null, rest: texts };
  const last = texts.at(-1)!;
  // `6m`, or a number by itself; or a number with its unit behind it.
  const [, joined, unit] = /^(\d{1,4})[-‐]?(\p{L}*)[.,]?$/u.exec(last) ?? [];
  const apart = UNITS[last.toLowerCase().replace(/[.,]$/, '')];
  const count = joined ?? (apart === undefined ? undefined : countBefore(texts.at(-2) ?? ''));
  const each = joined === undefined ? apart : unit === '' ? 1 : UNITS[unit!.toLowerCase()];
  if (count === undefined || each === undefined) return none;
  const before = texts.slice(0, joined === undefined ? -2 : -1);
  // The one number of the line is its amount.
  if (before.length === 0 || !before.some((text) => /\p{N}/u.test(text))) return none;
  const isLed = OVER.has(before.at(-1)!.toLowerCase());
  return { months: Number(count) * each, rest: isLed ? before.slice(0, -1) : before };
}

const ONE = new Set(['a', 'an', 'one', 'ein', 'eine', 'einen', 'einem']);

const countBefore = (word: string): string | undefined =>
  ONE.has(word.toLowerCase()) ? '1' : /^\d{1,4}$/.exec(word)?.[0];

/** An amount with its currency, and nothing else. */
function amountIn(texts: readonly string[], context: GrammarContext) {
  if (texts.length === 0) return refuse('amount_missing');
  // `1 000` is one amount to some and two to others.
  const numbers = texts.filter((text) => /\p{N}/u.test(text));
  if (numbers[1] !== undefined) return unexpected(numbers[1]);
  const named = texts.map((text) => CURRENCY_NAMES[text.toLowerCase()] ?? text);
  return unmistakable(parseAmount(named.join(' '), context));
}

const ALL = new Set(['all', 'everything', 'alles', 'ganz']);
const DUE = new Set(['due', 'fällig', 'fälliges', 'faellig', 'rate']);

/** One that is mistyped is a loan that nobody knows, and no amount. */
const loanIn = (text: string): string | null =>
  readReference(text, ['lon']) ?? (/^lon_[0-9a-z-]{1,20}$/i.test(text) ? text : null);

function repay(words: readonly Token[], context: GrammarContext): Result<LoanCommand> {
  const texts = words.map(({ raw }) => raw);
  const named = texts.map(loanIn);
  const reference = named.find((one) => one !== null) ?? null;
  const rest = texts.filter((_, index) => named[index] === null);
  if (rest.length < texts.length - 1) return unexpected(texts.at(-1)!);
  const [first, second] = rest;
  if (first === undefined) return ok({ verb: 'loan_show', reference });
  const word = first.toLowerCase();
  if (ALL.has(word) || DUE.has(word)) {
    if (second !== undefined) return unexpected(second);
    return ok({ verb: 'repay', amount: ALL.has(word) ? 'all' : 'due', reference });
  }
  const amount = amountIn(rest, context);
  return amount.ok ? ok({ verb: 'repay', amount: amount.value, reference }) : amount;
}
