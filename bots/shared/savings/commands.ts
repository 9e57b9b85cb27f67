/** `/save` and `/unsave`, as they are typed. */
import { z } from 'zod';
import { ok, type ParsedAmount, parseAmount, type Result, refuse } from '../../../core/index.ts';
import { type CommandSpec, option } from '../command.ts';
import { plainLine } from '../memo.ts';
import { amountOf, type GrammarContext, isNumeric, type Reading, read, unmistakable } from '../reading.ts';
import { moneySchema } from '../schema.ts';
import type { Token } from '../tokens.ts';

export const saveSpec: CommandSpec = {
  name: 'save',
  usage: '[20 [GBP]] [goal 500] [for a holiday] | goal off',
  audience: 'private',
  operator: false,
  options: [
    { ...option.amount, required: false },
    option.currency,
    { name: 'goal', type: 'text', required: false, lead: 'goal' },
    option.memo,
  ],
};

export const unsaveSpec: CommandSpec = {
  name: 'unsave',
  usage: '20 [GBP] | all',
  audience: 'private',
  operator: false,
  options: [option.amount, option.currency],
};

const goalSchema = z.object({
  target: z
    .string()
    .regex(/^[1-9]\d{0,37}$/)
    .optional(),
  name: z.string().optional(),
});

const savingsSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('savings') }),
  z.object({
    verb: z.literal('save'),
    amount: moneySchema.nullable(),
    asset: z.string(),
    /** Null: none any more. Absent: as it was. */
    goal: goalSchema.nullable().optional(),
  }),
  z.object({ verb: z.literal('unsave'), amount: moneySchema.nullable(), asset: z.string() }),
]);

export type SavingsCommand = z.infer<typeof savingsSchema>;

const checked = (result: Result<SavingsCommand>): Result<SavingsCommand> =>
  result.ok ? ok(savingsSchema.parse(result.value)) : result;

export const parseSave = (words: readonly Token[], context: GrammarContext): Result<SavingsCommand> =>
  checked(save(words, { ...context, repliedTo: null }));

export const parseUnsave = (words: readonly Token[], context: GrammarContext): Result<SavingsCommand> =>
  checked(unsave(words, { ...context, repliedTo: null }));

const GOAL = new Set(['goal', 'ziel']);
const OFF = new Set(['off', 'none', 'aus', 'kein', 'keins', 'weg']);
const ALL = new Set(['all', 'everything', 'alles', 'alle']);

/** Behind `for`, `goal` is a word of what it is called, unless an amount ends the line with it: `10 for a boat goal 500`. */
function save(words: readonly Token[], context: GrammarContext): Result<SavingsCommand> {
  if (words.length === 0) return ok({ verb: 'savings' });
  const goal = goalIn(words, context);
  if (!goal.ok) return goal;
  const { target, isOff, rest } = goal.value;
  const reading = readOwn(rest, context);
  if (!reading.ok) return reading;
  const amount = amountIn(reading.value, context);
  if (!amount.ok) return amount;
  const name = reading.value.memo.join(' ') || undefined;
  if (isOff && name !== undefined) return refuse('input_unexpected', { text: plainLine(name).slice(0, 80) });
  const asset = amount.value?.asset.code ?? target?.asset.code ?? currencyOf(reading.value, context);
  if (target && target.asset.code !== asset)
    return refuse('input_unexpected', { text: `${target.asset.code}` });
  const isSet = target !== null || name !== undefined;
  const set = { ...(target && { target: target.minor }), ...(name !== undefined && { name }) };
  return ok({
    verb: 'save',
    amount: amount.value,
    asset,
    ...(isOff ? { goal: null } : isSet && { goal: set }),
  });
}

interface GoalIn {
  target: z.infer<typeof moneySchema> | null;
  isOff: boolean;
  /** What is not about it. */
  rest: readonly Token[];
}

function goalIn(words: readonly Token[], context: GrammarContext): Result<GoalIn> {
  const lead = words.findIndex(({ raw }) => /^(for|für|fuer)$/i.test(raw));
  const at = words.findIndex(({ type, raw }) => type === 'word' && GOAL.has(raw.toLowerCase()));
  const isNamed = lead !== -1 && lead < at && !endsWithGoal(words, lead, at, context);
  if (at === -1 || isNamed) return ok({ target: null, isOff: false, rest: words });
  const [value, after] = [words[at + 1], words[at + 2]];
  if (value === undefined) return refuse('amount_missing');
  if (OFF.has(value.raw.toLowerCase())) return ok({ target: null, isOff: true, rest: without(words, at, 2) });
  const currencyAfter = after?.type === 'word' && isCurrency(after.raw, context);
  const target = unmistakable(
    readGoal(value, currencyAfter ? after.raw : currencyBefore(words, at), context),
  );
  if (!target.ok) return target;
  return ok({ target: target.value, isOff: false, rest: without(words, at, currencyAfter ? 3 : 2) });
}

function endsWithGoal(words: readonly Token[], lead: number, at: number, context: GrammarContext): boolean {
  const [value, currency, more] = words.slice(at + 1);
  const isLast = currency === undefined || (isCurrency(currency.raw, context) && more === undefined);
  return at > lead + 1 && /\d/.test(value?.raw ?? '') && isLast;
}

const without = (words: readonly Token[], at: number, count: number): readonly Token[] => [
  ...words.slice(0, at),
  ...words.slice(at + count),
];

const isCurrency = (word: string, context: GrammarContext): boolean =>
  /^\p{L}{3}$/u.test(word) && parseAmount(`1 ${word}`, context).status === 'parsed';

/** Of `20 EUR goal 500`, euros. */
function currencyBefore(words: readonly Token[], at: number): string | null {
  const before = words[at - 1];
  return before?.type === 'word' && /^[A-Z]{3}$/.test(before.raw) && isNumeric(words[at - 2])
    ? before.raw
    : null;
}

const readGoal = ({ raw }: Token, currency: string | null, context: GrammarContext): ParsedAmount =>
  parseAmount(currency === null ? raw : `${raw} ${currency}`, context);

/** There is nobody to name: savings are one's own. */
function readOwn(words: readonly Token[], context: GrammarContext): Result<Reading> {
  const person = words.find(({ type }) => type === 'person');
  if (person) return refuse('input_unexpected', { text: plainLine(person.raw).slice(0, 80) });
  const reading = read(words, context);
  if ('code' in reading) return { ok: false, refusal: reading };
  const unread = reading.mode ?? (reading.payees.length > 0 ? words[0]!.raw : null);
  return unread === null ? ok(reading) : refuse('input_unexpected', { text: plainLine(unread).slice(0, 80) });
}

const amountIn = (reading: Reading, context: GrammarContext) =>
  reading.amount === null ? ok(null) : unmistakable(amountOf(reading, context));

function currencyOf({ currency }: Reading, context: GrammarContext): string {
  const parsed = currency === null ? null : parseAmount(`1 ${currency}`, context);
  return parsed?.status === 'parsed' ? parsed.money.asset.code : context.main.code;
}

function unsave(words: readonly Token[], context: GrammarContext): Result<SavingsCommand> {
  const [first, ...others] = words;
  const isAll = first?.type === 'word' && ALL.has(first.raw.toLowerCase());
  const reading = readOwn(isAll ? others : words, context);
  if (!reading.ok) return reading;
  const unread = reading.value.memo.join(' ') || (isAll ? (reading.value.amount ?? '') : '');
  if (unread) return refuse('input_unexpected', { text: plainLine(unread).slice(0, 80) });
  if (isAll) return ok({ verb: 'unsave', amount: null, asset: currencyOf(reading.value, context) });
  const amount = amountIn(reading.value, context);
  if (!amount.ok) return amount;
  if (amount.value === null) return refuse('amount_missing');
  return ok({ verb: 'unsave', amount: amount.value, asset: amount.value.asset.code });
}
