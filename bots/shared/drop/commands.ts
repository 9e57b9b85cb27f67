/** `/drop`, as it is typed and as its form is filled in. */
import { z } from 'zod';
import { type DropMode, ok, type Refusal, type Result, refuse } from '../../../core/index.ts';
import { type CommandSpec, option } from '../command.ts';
import { readCount, readDuration } from '../counts.ts';
import type { Argument, InboundEventOf } from '../event.ts';
import { cleanMemo, plainLine } from '../memo.ts';
import { amountOf, type GrammarContext, isNumeric, type Reading, read } from '../reading.ts';
import { moneySchema } from '../schema.ts';
import { type Token, textOf, tokens } from '../tokens.ts';
import { MEMO_LEADS } from '../words.ts';

export const dropSpec: CommandSpec = {
  name: 'drop',
  usage: '20 [GBP] for 10 [random|even] [2h] [for the winners]',
  audience: 'conversation',
  operator: false,
  options: [
    // Not required: without them there is a form.
    { ...option.amount, required: false },
    option.currency,
    { name: 'people', type: 'text', required: false },
    { name: 'shares', type: 'choice', required: false, choices: ['random', 'even'] },
    { name: 'duration', type: 'text', required: false },
    { name: 'age', type: 'text', required: false, lead: 'age' },
    option.memo,
  ],
};

/** More than anybody means; how many there may be, core says. */
const sharesReadable_max = 999_999_999;

const drop = {
  shares: z.int().positive(),
  mode: z.enum(['random', 'even']),
  lasts_ms: z.int().positive().nullable(),
  account_age_ms: z.int().nonnegative(),
  memo: z.string().max(2000).nullable(),
};

const dropCommandSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('drop'), amount: moneySchema, ...drop }),
  /** The amount can be read in two ways: ask which. */
  z.object({
    verb: z.literal('drop_which'),
    text: z.string(),
    readings: z.tuple([moneySchema, moneySchema]),
    ...drop,
  }),
  /** `/drop` with nothing: a form, where there are forms. */
  z.object({ verb: z.literal('drop_form') }),
]);

export type DropCommand = z.infer<typeof dropCommandSchema>;
export type DropCommandOf<V extends DropCommand['verb']> = Extract<DropCommand, { verb: V }>;

/** What was said beside the amount. */
interface Said {
  shares: number | null;
  mode: DropMode | null;
  lasts_ms: number | null;
  account_age_ms: number | null;
  memo: string;
}

const MODES: Readonly<Record<string, DropMode>> = {
  random: 'random',
  randomly: 'random',
  lucky: 'random',
  zufällig: 'random',
  zufaellig: 'random',
  even: 'even',
  evenly: 'even',
  equal: 'even',
  equally: 'even',
  gleich: 'even',
  gleichmäßig: 'even',
  gleichmaessig: 'even',
};
const COUNT_LEADS = new Set(['for', 'für', 'fuer', 'to', 'an', 'among', 'unter', 'x', '×']);
const PEOPLE = new Set(['people', 'person', 'persons', 'leute', 'personen', 'menschen']);
const DURATION_LEADS = new Set(['in', 'within', 'binnen']);
const AGE_LEADS = new Set(['age', 'alter']);

export function parseDrop(words: readonly Token[], context: GrammarContext): Result<DropCommand> {
  if (words.length === 0) return ok({ verb: 'drop_form' });
  const end = endOfAmount(words);
  const said: Said = { shares: null, mode: null, lasts_ms: null, account_age_ms: null, memo: '' };
  const refusal = readSaid(words.slice(end), said);
  // What is wrong with the amount is said first: it is what the rest depends on.
  const amount = amountIn(words.slice(0, end), context);
  if ('code' in amount) return { ok: false, refusal: amount };
  if (refusal) return { ok: false, refusal };
  return commandOf(amount, said, context);
}

/** The form's answer: each field by itself, by the same rules. */
export function parseDropForm(
  values: InboundEventOf<'form'>['values'],
  context: GrammarContext,
): Result<DropCommand> {
  const wordsOf = (name: string): Token[] => tokens((values[name] ?? []) as Argument[]);
  const amount = amountIn(wordsOf('amount'), context);
  if ('code' in amount) return { ok: false, refusal: amount };
  const said: Said = { shares: null, mode: null, lasts_ms: null, account_age_ms: null, memo: '' };
  const people = textOf(wordsOf('people'));
  said.shares = readCount(people, sharesReadable_max);
  if (said.shares === null) return { ok: false, refusal: sharesInvalid(people) };
  said.mode = MODES[textOf(wordsOf('shares')).toLowerCase()] ?? null;
  const duration = wordsOf('duration');
  if (duration.length > 0 && readDurationAt(duration, 0, said) !== duration.length)
    return refuse('drop_unexpected', { text: plainLine(textOf(duration)) });
  said.memo = textOf(wordsOf('memo'));
  return commandOf(amount, said, context);
}

/** The amount's words end at the first that is about something else, or at a second number. */
function endOfAmount(words: readonly Token[]): number {
  const first = words.findIndex(isNumeric);
  const end = words.findIndex((word, at) => {
    if (word.type !== 'word') return true;
    const lower = word.raw.toLowerCase();
    return (
      COUNT_LEADS.has(lower) || MODES[lower] !== undefined || (at > first && first >= 0 && isNumeric(word))
    );
  });
  return end === -1 ? words.length : end;
}

function amountIn(words: readonly Token[], context: GrammarContext): Reading | Refusal {
  const reading = read(words, { ...context, repliedTo: null });
  if ('code' in reading)
    return reading.code === 'payee_unknown' || reading.code === 'input_unexpected'
      ? { code: 'drop_unexpected', text: reading.code === 'payee_unknown' ? reading.payee : reading.text }
      : reading;
  const unread = reading.memo.join(' ') || reading.mode || (reading.payees.length > 0 ? textOf(words) : '');
  if (unread) return { code: 'drop_unexpected', text: plainLine(unread) };
  return reading.amount === null ? { code: 'drop_incomplete' } : reading;
}

/** Everything behind the amount, in whatever order. What is not understood is refused, never skipped. */
function readSaid(words: readonly Token[], said: Said): Refusal | null {
  let at = 0;
  while (at < words.length) {
    const word = words[at]!;
    const lower = word.type === 'word' ? word.raw.replace(/[,;]+$/, '').toLowerCase() : '';
    const next =
      readMode(lower, at, said) ?? readShares(words, at, lower, said) ?? readTimes(words, at, lower, said);
    if (typeof next === 'object' && next !== null) return next;
    if (next !== null) at = next;
    else if (word.type === 'quoted' && said.memo === '') {
      said.memo = word.text;
      at += 1;
    } else if (MEMO_LEADS.has(lower) && said.memo === '') {
      said.memo = textOf(words.slice(at + 1));
      return null;
    } else return { code: 'drop_unexpected', text: plainLine(word.raw) };
  }
  return null;
}

/** Where to read on; null for what is something else. */
type Step = number | Refusal | null;

function readMode(lower: string, at: number, said: Said): Step {
  const mode = MODES[lower];
  if (mode === undefined || said.mode !== null) return null;
  said.mode = mode;
  return at + 1;
}

/** The first number behind the amount is how many people, with or without a word before it. */
function readShares(words: readonly Token[], at: number, lower: string, said: Said): Step {
  if (said.shares !== null) return null;
  const number = COUNT_LEADS.has(lower) ? at + 1 : at;
  const word = words[number];
  if (!word || !isNumeric(word)) return null;
  said.shares = readCount(word.raw, sharesReadable_max);
  if (said.shares === null) return sharesInvalid(word.raw);
  const after = words[number + 1];
  return after?.type === 'word' && PEOPLE.has(after.raw.toLowerCase()) ? number + 2 : number + 1;
}

/** How long, and how old an account must be. `for 2 hours` at the end is a duration, `for 2 hours of work` a memo. */
function readTimes(words: readonly Token[], at: number, lower: string, said: Said): Step {
  if (AGE_LEADS.has(lower) && said.account_age_ms === null) {
    const age = durationAt(words, at + 1);
    if (age === null) return null;
    said.account_age_ms = age.ms;
    return at + 1 + age.words;
  }
  if (MEMO_LEADS.has(lower)) {
    const ahead = durationAt(words, at + 1);
    return ahead && at + 1 + ahead.words === words.length ? readDurationAt(words, at + 1, said) : null;
  }
  return readDurationAt(words, DURATION_LEADS.has(lower) ? at + 1 : at, said);
}

const durationAt = (words: readonly Token[], at: number): ReturnType<typeof readDuration> => {
  const [word, next] = [words[at], words[at + 1]];
  return word?.type === 'word' ? readDuration(word.raw, next?.type === 'word' ? next.raw : undefined) : null;
};

function readDurationAt(words: readonly Token[], at: number, said: Said): number | null {
  const duration = durationAt(words, at);
  if (!duration || said.lasts_ms !== null) return null;
  said.lasts_ms = duration.ms;
  return at + duration.words;
}

/** `limit` is core's to say; here it is only for words that are no number at all. */
const sharesInvalid = (text: string): Refusal => ({
  code: 'drop_shares_invalid',
  text: plainLine(text).slice(0, 40),
  limit: 100,
});

function commandOf(reading: Reading, said: Said, context: GrammarContext): Result<DropCommand> {
  if (said.shares === null) return refuse('drop_incomplete');
  const memo = cleanMemo(said.memo);
  if (!memo.ok) return memo;
  const amount = amountOf(reading, context);
  if (amount.status === 'refused') return { ok: false, refusal: amount.refusal };
  const parts = {
    shares: said.shares,
    mode: said.mode ?? ('random' as const),
    lasts_ms: said.lasts_ms,
    account_age_ms: said.account_age_ms ?? 0,
    memo: memo.value,
  };
  const command =
    amount.status === 'parsed'
      ? { verb: 'drop', amount: amount.money, ...parts }
      : { verb: 'drop_which', text: amount.text, readings: amount.readings, ...parts };
  return ok(dropCommandSchema.parse(command));
}
