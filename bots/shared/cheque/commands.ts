/** `/cheque`, `/cheques`, `/cash` and `/stop`, as they are typed. */
import { z } from 'zod';
import { ok, type Refusal, type Result, refuse } from '../../../core/index.ts';
import { type CommandSpec, option } from '../command.ts';
import { cleanMemo, plainLine } from '../memo.ts';
import { amountOf, type GrammarContext, type Reading, read } from '../reading.ts';
import { moneySchema, whoSchema } from '../schema.ts';
import { type Token, textOf } from '../tokens.ts';
import { MEMO_LEADS } from '../words.ts';
import { readPaper } from './typed.ts';

export const chequeSpec: CommandSpec = {
  name: 'cheque',
  usage: '50 [GBP] [@bob] [valid 3 months] [for rent]',
  audience: 'private',
  operator: false,
  options: [
    option.amount,
    // Right behind it, where any writing of a currency is one.
    option.currency,
    { ...option.person, required: false },
    { name: 'valid', type: 'text', required: false, lead: 'valid' },
    option.memo,
  ],
};

export const chequesSpec: CommandSpec = {
  name: 'cheques',
  usage: '[TUP-…]',
  audience: 'private',
  operator: false,
  options: [{ name: 'cheque', type: 'text', required: false }],
};

export const cashSpec: CommandSpec = {
  name: 'cash',
  usage: '[TUP-… SECRET]',
  audience: 'private',
  operator: false,
  options: [
    { name: 'cheque', type: 'text', required: false },
    { name: 'secret', type: 'text', required: false },
  ],
};

export const stopSpec: CommandSpec = {
  name: 'stop',
  usage: 'TUP-…',
  audience: 'private',
  operator: false,
  options: [{ name: 'cheque', type: 'text', required: true }],
};

const cheque = {
  payee: whoSchema.nullable(),
  memo: z.string().max(2000).nullable(),
  months: z.int().nonnegative().nullable(),
};

const chequeCommandSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('cheque'), amount: moneySchema, ...cheque }),
  /** The amount can be read in two ways: ask which. */
  z.object({
    verb: z.literal('cheque_which'),
    text: z.string(),
    readings: z.tuple([moneySchema, moneySchema]),
    ...cheque,
  }),
  /** Null: all of them. */
  z.object({ verb: z.literal('cheques'), number: z.string().nullable() }),
  z.object({ verb: z.literal('stop'), number: z.string() }),
  /** Without what is not stored, where it was there: core knows by its event whether it did it. */
  z.object({ verb: z.literal('cash'), number: z.string().nullable(), secret: z.string().nullable() }),
  /** Something is missing: a form, where there are forms. */
  z.object({ verb: z.literal('cash_form'), number: z.string().nullable() }),
]);

export type ChequeCommand = z.infer<typeof chequeCommandSchema>;
export type ChequeCommandOf<V extends ChequeCommand['verb']> = Extract<ChequeCommand, { verb: V }>;

const checked = (result: Result<ChequeCommand>): Result<ChequeCommand> =>
  result.ok ? ok(chequeCommandSchema.parse(result.value)) : result;

const VALID = new Set(['valid', 'good', 'gültig', 'gueltig']);
const MONTHS = /^(?:month|months|monat|monate|mon)$/i;
const BEARER = new Set(['bearer', 'überbringer', 'ueberbringer', 'inhaber']);

export function parseCheque(words: readonly Token[], context: GrammarContext): Result<ChequeCommand> {
  if (words.length === 0) return refuse('cheque_incomplete');
  const valid = validIn(words);
  if ('refusal' in valid) return { ok: false, refusal: valid.refusal };
  const reading = readCheque(valid.rest, context);
  if ('code' in reading) return { ok: false, refusal: reading };
  const memo = cleanMemo(reading.memo.join(' '));
  if (!memo.ok) return memo;
  const [payee = null, more] = reading.payees;
  if (more) return refuse('payees_too_many', { limit: 1 });
  const said = { payee, memo: memo.value, months: valid.months };
  if (reading.amount === null) return refuse('cheque_incomplete');
  const amount = amountOf(reading, context);
  if (amount.status === 'refused') return { ok: false, refusal: amount.refusal };
  return checked(
    ok(
      amount.status === 'parsed'
        ? { verb: 'cheque', amount: amount.money, ...said }
        : { verb: 'cheque_which', text: amount.text, readings: amount.readings, ...said },
    ),
  );
}

/** Whoever is answered is not meant: a cheque that names nobody is for its bearer. */
function readCheque(words: readonly Token[], context: GrammarContext): Reading | Refusal {
  const lead = words.findIndex(({ raw }) => MEMO_LEADS.has(raw.toLowerCase()));
  const bearer = words.findIndex(({ type, raw }) => type === 'word' && BEARER.has(raw.toLowerCase()));
  const isSaid = bearer !== -1 && (lead === -1 || bearer < lead);
  const rest = isSaid ? words.filter((_, at) => at !== bearer) : words;
  const reading = read(rest, { ...context, repliedTo: null });
  if ('code' in reading) return reading;
  if (reading.mode !== null || (isSaid && reading.payees.length > 0))
    return { code: 'input_unexpected', text: reading.mode ?? plainLine(words[bearer]!.raw) };
  return reading;
}

interface ValidIn {
  months: number | null;
  /** What is not about it. */
  rest: readonly Token[];
}

/** Behind `for`, `valid` is a word of the memo, unless it ends the line with its number: `50 for rent valid 3 months`. */
function validIn(words: readonly Token[]): ValidIn | { refusal: Refusal } {
  const lead = words.findIndex(({ raw }) => MEMO_LEADS.has(raw.toLowerCase()));
  const at = words.findIndex(
    ({ type, raw }, index) =>
      type === 'word' &&
      VALID.has(raw.toLowerCase()) &&
      (lead === -1 || index < lead || endsWith(words, index)),
  );
  if (at === -1) return { months: null, rest: words };
  const [number, unit] = [words[at + 1]?.raw ?? '', words[at + 2]?.raw ?? ''];
  const [, digits, joined] = /^(\d{1,4})(\p{L}*)$/u.exec(number) ?? [];
  if (digits === undefined || (joined !== '' && !MONTHS.test(joined!)))
    return { refusal: { code: 'cheque_months_invalid', text: plainLine(number).slice(0, 40), longest: 12 } };
  const taken = joined === '' && MONTHS.test(unit) ? 3 : 2;
  return { months: Number(digits), rest: [...words.slice(0, at), ...words.slice(at + taken)] };
}

const endsWith = (words: readonly Token[], at: number): boolean =>
  /^ \d{1,4} ?(?:month|months|monat|monate|mon)?$/i.test(` ${textOf(words.slice(at + 1))}`);

export const parseCheques = (words: readonly Token[]): Result<ChequeCommand> =>
  checked(ok({ verb: 'cheques', number: numberIn(words) }));

export function parseStop(words: readonly Token[]): Result<ChequeCommand> {
  const number = numberIn(words);
  return number === null ? refuse('cheque_number_missing') : checked(ok({ verb: 'stop', number }));
}

const numberIn = (words: readonly Token[]): string | null => readPaper(textOf(words)).number;

export const parseCash = (words: readonly Token[]): Result<ChequeCommand> =>
  checked(ok(cashOf(textOf(words))));

/** Out of a message, a command, a link or the fields of a form. */
export function cashOf(text: string): ChequeCommandOf<'cash' | 'cash_form'> {
  const { number, secret, forgotten } = readPaper(text);
  if (forgotten || (number !== null && secret !== null)) return { verb: 'cash', number, secret };
  return { verb: 'cash_form', number };
}
