/** `/split`, as it is typed and as its form is filled in. */
import { z } from 'zod';
import {
  type Asset,
  type Bill,
  type Division,
  type Money,
  money,
  ok,
  type Party,
  type Refusal,
  type Result,
  refuse,
  type Who,
} from '../../../core/index.ts';
import { type CommandSpec, option } from '../command.ts';
import type { InboundEventOf } from '../event.ts';
import { cleanMemo } from '../memo.ts';
import type { GrammarContext } from '../reading.ts';
import { moneySchema, whoSchema } from '../schema.ts';
import { type Token, tokens } from '../tokens.ts';
import { readAmount, readAmounts } from './amounts.ts';
import { type PartReading, readSplit, type SplitReading } from './reading.ts';
import { ITEMS, LIST } from './words.ts';

export const splitSpec: CommandSpec = {
  name: 'split',
  usage: '60 [GBP] [dinner] @bob @carol …',
  audience: 'conversation',
  operator: false,
  options: [
    { ...option.amount, required: false },
    option.currency,
    option.memo,
    { name: 'people', type: 'text', required: false },
  ],
};

const partySchema = z.union([z.literal('me'), whoSchema]);
const minorSchema = moneySchema.shape.minor;
const divisionSchema = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('equal'), who: z.array(partySchema) }),
  z.object({
    mode: z.enum(['shares', 'percent', 'exact']),
    parts: z.array(z.object({ who: partySchema, weight: minorSchema })).min(1),
  }),
  z.object({
    mode: z.literal('items'),
    items: z.array(z.object({ amount: minorSchema, who: z.array(partySchema) })).min(1),
  }),
]);
const billSchema = z.object({
  total: minorSchema,
  asset: z.string(),
  memo: z.string().max(2000).nullable(),
  division: divisionSchema,
  withMe: z.boolean(),
});

const splitCommandSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('split'), bill: billSchema }),
  /** The total can be read in two ways: ask which. */
  z.object({
    verb: z.literal('split_which'),
    text: z.string(),
    readings: z.tuple([moneySchema, moneySchema]),
    bills: z.tuple([billSchema, billSchema]),
  }),
  /** `/split` with nothing but perhaps people: a form, where there are forms. */
  z.object({ verb: z.literal('split_form'), who: z.array(whoSchema) }),
  z.object({ verb: z.literal('split_list') }),
]);

export type SplitCommand = z.infer<typeof splitCommandSchema>;
export type SplitCommandOf<V extends SplitCommand['verb']> = Extract<SplitCommand, { verb: V }>;

export function parseSplit(words: readonly Token[], context: GrammarContext): Result<SplitCommand> {
  const result = splitCommand(words, context);
  return result.ok ? ok(splitCommandSchema.parse(result.value)) : result;
}

/** The form's answer, read as if it had been typed: the same words, the same rules. */
export function parseSplitForm(
  { amount = [], who = [], memo = [], parts = [] }: InboundEventOf<'form'>['values'],
  context: GrammarContext,
): Result<SplitCommand> {
  const space = { type: 'text' as const, text: ' ' };
  const partWords = tokens(parts);
  // In their own field, items need no word before them.
  const isItems = partWords[0]?.type === 'word' && /^\p{N}/u.test(partWords[0].raw);
  const [items] = ITEMS;
  const words = [
    ...tokens([
      ...amount,
      space,
      ...(memo.length > 0 ? [{ type: 'text' as const, text: 'for ' }, ...memo] : []),
    ]),
    ...tokens(who.flatMap((one) => [one, space])),
    ...(isItems ? tokens([{ type: 'text', text: items! }]) : []),
    ...partWords,
  ];
  const parsed = parseSplit(words, context);
  if (!parsed.ok || parsed.value.verb === 'split' || parsed.value.verb === 'split_which') return parsed;
  return refuse('split_unclear');
}

function splitCommand(words: readonly Token[], context: GrammarContext): Result<SplitCommand> {
  const [only] = words;
  if (words.length === 1 && only!.type === 'word' && LIST.has(only!.raw.toLowerCase()))
    return ok({ verb: 'split_list' });
  const reading = readSplit(words, context);
  if ('code' in reading) return { ok: false, refusal: reading };
  const memo = cleanMemo(reading.memo);
  if (!memo.ok) return memo;
  if (reading.items) return itemised(reading, memo.value, context);
  const people = reading.people.flatMap(({ who }) => (who === 'me' ? [] : [who]));
  const amounts = reading.people.filter(({ part }) => part?.kind === 'exact');
  if (!reading.total && amounts.length === 0)
    return memo.value === null && reading.people.every(({ part }) => part === null)
      ? ok({ verb: 'split_form', who: people.length > 0 ? people : repliedTo(context) })
      : refuse('split_unclear');
  return billed(reading, memo.value, context);
}

const repliedTo = ({ repliedTo }: GrammarContext): Who[] => (repliedTo ? [repliedTo] : []);

/** The only amount is the bill, wherever it stands; several behind names add up to it, where it was not said. */
function billed(reading: SplitReading, memo: string | null, context: GrammarContext): Result<SplitCommand> {
  const parts = reading.people.flatMap(({ part }) => part ?? []);
  const exact = parts.flatMap((part) => (part.kind === 'exact' ? [part.amount] : []));
  const isBill = reading.total === null && exact.length === 1;
  const people = isBill
    ? reading.people.map((one) => (one.part?.kind === 'exact' ? { ...one, part: null } : one))
    : reading.people;
  const written = reading.total ?? (isBill ? exact[0]! : null);
  const { withMe } = reading;
  const billOf = (total: Money | null): Bill | Refusal => {
    const amounts = isBill ? [] : readAmounts(exact, context, total?.asset ?? null);
    if ('code' in amounts) return amounts;
    const division = divisionOf(people, amounts);
    if ('code' in division) return division;
    const all = total ?? sumOf(amounts);
    return { total: all.minor, asset: all.asset.code, memo, division, withMe };
  };
  if (!written) return splitOf(billOf(null));
  const total = readAmount(written, context);
  if (total.status === 'refused') return { ok: false, refusal: total.refusal };
  if (total.status === 'parsed') return splitOf(billOf(total.money));
  const [one, other] = total.readings.map(billOf) as [Bill | Refusal, Bill | Refusal];
  if ('code' in one) return { ok: false, refusal: one };
  if ('code' in other) return { ok: false, refusal: other };
  return ok({ verb: 'split_which', text: total.text, readings: total.readings, bills: [one, other] });
}

const splitOf = (bill: Bill | Refusal): Result<SplitCommand> =>
  'code' in bill ? { ok: false, refusal: bill } : ok({ verb: 'split', bill });

const sumOf = (amounts: readonly Money[]): Money => {
  const minor = amounts.reduce((all, one) => all + BigInt(one.minor), 0n);
  return money(minor, amounts[0]!.asset);
};

/** Of one kind for everybody; without a part, shares are one head, and `me` is what is left. */
function divisionOf(
  people: readonly { who: Party; part: PartReading | null }[],
  amounts: readonly Money[],
): Division | Refusal {
  const [kind, ...others] = new Set(people.flatMap(({ part }) => part?.kind ?? []));
  if (others.length > 0) return { code: 'split_mixed' };
  if (kind === undefined) return { mode: 'equal', who: people.map(({ who }) => who) };
  const said = kind === 'shares' ? people : people.filter(({ who, part }) => part || who !== 'me');
  if (kind !== 'shares' && said.some(({ part }) => part === null)) return { code: 'split_mixed' };
  const left = [...amounts];
  const parts = said.map(({ who, part }) => {
    if (part === null) return { who, weight: '1' };
    return { who, weight: part.kind === 'exact' ? left.shift()!.minor : part.weight };
  });
  return { mode: kind, parts };
}

function itemised(reading: SplitReading, memo: string | null, context: GrammarContext): Result<SplitCommand> {
  const { items, extras } = reading.items!;
  if (reading.people.some(({ part }) => part)) return refuse('split_mixed');
  let asset: Asset | null = null;
  let total: Money | null = null;
  if (reading.total) {
    const read = readAmounts([reading.total], context, null);
    if ('code' in read) return { ok: false, refusal: read };
    total = read[0]!;
    asset = total.asset;
  }
  const amounts = readAmounts([...items.map(({ amount }) => amount), ...extras], context, asset);
  if ('code' in amounts) return { ok: false, refusal: amounts };
  const given = sumOf(amounts);
  // A total that was said holds what is in no item; with a tip or a tax it is all there.
  if (total && extras.length > 0 && total.minor !== given.minor) return refuse('split_sum', { given, total });
  const all = total ?? given;
  const lines = items.map(({ who }, at) => ({ amount: amounts[at]!.minor, who }));
  const division: Division = { mode: 'items', items: lines };
  return splitOf({ total: all.minor, asset: all.asset.code, memo, division, withMe: reading.withMe });
}
