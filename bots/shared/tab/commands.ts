/** `/tab`, as it is typed. */
import { z } from 'zod';
import { ok, parseAmount, type Result, refuse, type Who } from '../../../core/index.ts';
import { type CommandSpec, type OptionSpec, option } from '../command.ts';
import { cleanMemo, plainLine } from '../memo.ts';
import { type GrammarContext, type Reading, read } from '../reading.ts';
import { moneySchema, whoSchema } from '../schema.ts';
import { type Token, textOf } from '../tokens.ts';
import { MEMO_LEADS } from '../words.ts';
import { takePeople } from './people.ts';

const expense: OptionSpec[] = [
  option.currency,
  { name: 'with', type: 'text', required: false },
  { name: 'paid_by', type: 'text', required: false, lead: 'paid by' },
  option.memo,
];
const number: OptionSpec = { name: 'number', type: 'text', required: true };

export const tabSpec: CommandSpec = {
  name: 'tab',
  usage:
    'add 24 petrol [@a @b] [paid by @c] | edit 7 30 | delete 7 | join | leave | settle | export | import',
  audience: 'conversation',
  operator: false,
  options: [],
  subcommands: [
    { name: 'show', usage: '', options: [] },
    {
      name: 'add',
      usage: '24 [GBP] petrol [@a @b] [paid by @c]',
      options: [option.amount, ...expense],
    },
    { name: 'join', usage: '', options: [] },
    { name: 'leave', usage: '', options: [] },
    {
      name: 'edit',
      usage: '7 30 [petrol] [@a @b] [paid by @c]',
      options: [number, { ...option.amount, required: false }, ...expense],
    },
    { name: 'delete', usage: '7', options: [number] },
    { name: 'settle', usage: '', options: [] },
    { name: 'export', usage: '', options: [] },
    { name: 'import', usage: '', options: [{ name: 'file', type: 'file', required: false }] },
    {
      name: 'match',
      usage: 'Bob Smith @bob',
      options: [{ name: 'name', type: 'text', required: true }, option.person],
    },
  ],
};

const parts = {
  payer: whoSchema.nullable(),
  among: z.array(whoSchema),
  only: z.boolean(),
  memo: z.string().max(2000).nullable(),
};
const numberSchema = z.int().min(1).max(999_999);

const tabCommandSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.enum(['show', 'join', 'leave', 'settle', 'export']) }),
  z.object({ verb: z.literal('add'), amount: moneySchema, ...parts }),
  /** The amount can be read in two ways: ask which. */
  z.object({
    verb: z.literal('add_which'),
    text: z.string(),
    readings: z.tuple([moneySchema, moneySchema]),
    ...parts,
  }),
  /** What the amount is, is known once it is known in which currency the expense was. */
  z.object({
    verb: z.literal('edit'),
    number: numberSchema,
    amount: z.object({ text: z.string(), isBare: z.boolean() }).nullable(),
    ...parts,
  }),
  z.object({ verb: z.literal('delete'), number: numberSchema }),
  /** The file, where it was typed behind the command, is read as it was written. */
  z.object({ verb: z.literal('import') }),
  z.object({ verb: z.literal('match'), name: z.string().min(1), who: whoSchema }),
]);

export type TabCommand = z.infer<typeof tabCommandSchema>;
export type TabCommandOf<V extends TabCommand['verb']> = Extract<TabCommand, { verb: V }>;

export function parseTab(words: readonly Token[], context: GrammarContext): Result<TabCommand> {
  const result = tabCommand(words, context);
  return result.ok ? ok(tabCommandSchema.parse(result.value)) : result;
}

function tabCommand(words: readonly Token[], context: GrammarContext): Result<TabCommand> {
  const [first, ...rest] = words;
  const verb = first?.type === 'word' ? first.raw.toLowerCase() : first === undefined ? 'show' : '';
  switch (verb) {
    case 'show':
    case 'join':
    case 'leave':
    case 'settle':
    case 'export':
      return rest.length > 0 ? unexpected(rest) : ok({ verb });
    case 'import':
      return ok({ verb });
    case 'match':
      return matchCommand(rest, context);
    case 'add':
      return addCommand(rest, context);
    case 'edit':
      return editCommand(rest, context);
    case 'delete':
      return deleteCommand(rest);
    default:
      return refuse('command_unknown', { text: plainLine(`tab ${first?.raw ?? ''}`).slice(0, 40) });
  }
}

const unexpected = (words: readonly Token[]): Result<never> =>
  refuse('input_unexpected', { text: plainLine(textOf(words)).slice(0, 80) });

function addCommand(words: readonly Token[], context: GrammarContext): Result<TabCommand> {
  const people = takePeople(words, context);
  if (!people.ok) return people;
  const { rest, ...named } = people.value;
  const reading = readRest(rest, context);
  if (!reading.ok) return reading;
  if (reading.value.amount === null) return refuse('tab_amount_missing');
  const memo = cleanMemo(reading.value.memo.join(' '));
  if (!memo.ok) return memo;
  const amount = parseAmount(amountText(reading.value), context);
  if (amount.status === 'refused') return { ok: false, refusal: amount.refusal };
  const expense = { memo: memo.value, ...named };
  return amount.status === 'parsed'
    ? ok({ verb: 'add', amount: amount.money, ...expense })
    : ok({ verb: 'add_which', text: amount.text, readings: amount.readings, ...expense });
}

function editCommand(words: readonly Token[], context: GrammarContext): Result<TabCommand> {
  const found = takeNumber(words);
  if (!found.ok) return found;
  const people = takePeople(words.slice(1), context);
  if (!people.ok) return people;
  const { rest, ...named } = people.value;
  const change = changeOf(rest, context);
  return change.ok ? ok({ verb: 'edit', number: found.value, ...change.value, ...named }) : change;
}

/** An amount and perhaps a memo; or a memo alone. */
function changeOf(
  rest: readonly Token[],
  context: GrammarContext,
): Result<Pick<TabCommandOf<'edit'>, 'amount' | 'memo'>> {
  const startsWithAmount = rest.slice(0, 2).some(({ type, raw }) => type === 'word' && /\p{N}/u.test(raw));
  if (!startsWithAmount) {
    const leads = rest[0]?.type === 'word' && MEMO_LEADS.has(rest[0].raw.toLowerCase());
    const memo = cleanMemo(textOf(leads ? rest.slice(1) : rest));
    return memo.ok ? ok({ amount: null, memo: memo.value }) : memo;
  }
  const reading = readRest(rest, context);
  if (!reading.ok) return reading;
  const memo = cleanMemo(reading.value.memo.join(' '));
  if (!memo.ok) return memo;
  if (reading.value.amount === null) return ok({ amount: null, memo: memo.value });
  const text = amountText(reading.value);
  return ok({ amount: { text, isBare: /^[\p{N}\p{P}\s]+$/u.test(text) }, memo: memo.value });
}

function deleteCommand(words: readonly Token[]): Result<TabCommand> {
  const found = takeNumber(words);
  if (!found.ok) return found;
  return words.length > 1 ? unexpected(words.slice(1)) : ok({ verb: 'delete', number: found.value });
}

/** A name as a file has it, and who that is. */
function matchCommand(words: readonly Token[], context: GrammarContext): Result<TabCommand> {
  const people = takePeople(words, context);
  if (!people.ok) return people;
  const { among, payer, rest } = people.value;
  const [first] = rest;
  const name = plainLine(rest.length === 1 && first?.type === 'quoted' ? first.text : textOf(rest));
  const [who, second] = among;
  if (name === '') return refuse('tab_who_how', { names: [] });
  if (who === undefined) return refuse('payee_missing');
  if (second !== undefined || payer !== null) return refuse('payees_too_many', { limit: 1 });
  return ok({ verb: 'match', name, who });
}

/** `7` or `#7`. */
function takeNumber([first]: readonly Token[]): Result<number> {
  const digits = first?.type === 'word' ? /^#?([1-9]\d{0,5})$/.exec(first.raw)?.[1] : undefined;
  return digits === undefined ? refuse('tab_number_missing') : ok(Number(digits));
}

/** Nobody is meant by it: the one grammar wants somebody to be named before it takes words for a memo, and they have been taken out. */
const somebody: Who = { by: 'handle', handle: 'tab', platform: 'telegram', tenant: null };

function readRest(rest: readonly Token[], context: GrammarContext): Result<Reading> {
  const reading = read(rest, { ...context, repliedTo: somebody });
  if ('code' in reading) return { ok: false, refusal: reading };
  return reading.mode === null ? ok(reading) : refuse('input_unexpected', { text: reading.mode });
}

const amountText = ({ amount, currency }: Reading): string =>
  currency === null ? amount! : `${amount} ${currency}`;
