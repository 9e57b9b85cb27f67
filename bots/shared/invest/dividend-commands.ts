/** `/bank dividend`, as operators type it. */
import { z } from 'zod';
import { ok, parseAmount, type Result, readCurrency, readReference, refuse } from '../../../core/index.ts';
import type { SubcommandSpec } from '../command.ts';
import { daySchema, wholeDate } from '../date.ts';
import { plainLine } from '../memo.ts';
import { type GrammarContext, unmistakable } from '../reading.ts';
import { type Token, textOf } from '../tokens.ts';
import { MODES, wordList } from '../words.ts';
import { priceIn } from './bank-commands.ts';
import { definedAsset, unknownAsset } from './commands.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';

export const bankDividendSubcommand = {
  name: 'dividend',
  usage:
    '[ACME 0.12 record 2026-12-01 pay 2026-12-05 | ACME total 500 record … pay … | cancel div_7KQ2M9XDA4]',
  options: [
    { name: 'asset', type: 'text', required: false },
    { name: 'mode', type: 'choice', required: false, choices: ['each', 'total'] },
    { name: 'amount', type: 'text', required: false },
    { name: 'currency', type: 'text', required: false },
    { name: 'record', type: 'text', required: false, lead: 'record' },
    { name: 'pay', type: 'text', required: false, lead: 'pay' },
    { name: 'cancel', type: 'text', required: false, lead: 'cancel' },
  ],
  words: { en, de },
} satisfies SubcommandSpec;

const bankDividendSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('bank_dividends') }),
  z.object({
    verb: z.literal('bank_dividend_declare'),
    asset: z.string(),
    currency: z.string().nullable(),
    amount: z.union([z.object({ per_unit: z.string() }), z.object({ in_all: z.bigint().positive() })]),
    record: daySchema,
    pay: daySchema,
  }),
  z.object({ verb: z.literal('bank_dividend_cancel'), reference: z.string() }),
]);

export type BankDividend = z.infer<typeof bankDividendSchema>;

export function parseBankDividend(words: readonly Token[], context: GrammarContext): Result<BankDividend> {
  const result = bankDividend(words, context);
  return result.ok ? ok(bankDividendSchema.parse(result.value)) : result;
}

const unexpected = (text: string) => refuse('input_unexpected', { text: plainLine(text).slice(0, 40) });

const CANCEL = new Set(['cancel', 'absagen']);
const dates = wordList<'record' | 'pay'>({
  record: 'record',
  stichtag: 'record',
  pay: 'pay',
  zahltag: 'pay',
  payable: 'pay',
});

function bankDividend(words: readonly Token[], context: GrammarContext): Result<BankDividend> {
  const [first, ...rest] = words;
  if (first === undefined) return ok({ verb: 'bank_dividends' });
  if (CANCEL.has(first.raw.toLowerCase())) return cancel(rest);
  const asset = definedAsset(first.raw, context);
  if (asset === null) return { ok: false, refusal: unknownAsset(first.raw, context) };
  const days = daysIn(rest, context);
  if (!days.ok) return days;
  const { record, pay, others } = days.value;
  const paid = paidIn(others, context);
  if (!paid.ok) return paid;
  if (record === undefined || pay === undefined) return refuse('dividend_dates_missing');
  return ok({ verb: 'bank_dividend_declare', asset: asset.code, ...paid.value, record, pay });
}

function cancel(words: readonly Token[]): Result<BankDividend> {
  const said = textOf(words);
  const reference = readReference(said, ['div']);
  return reference === null
    ? refuse('dividend_unknown', { reference: plainLine(said).slice(0, 40) })
    : ok({ verb: 'bank_dividend_cancel', reference });
}

interface Days {
  record?: string;
  pay?: string;
  /** What is no day. */
  others: readonly Token[];
}

function daysIn(words: readonly Token[], { locale }: GrammarContext): Result<Days> {
  const days: { record?: string; pay?: string } = {};
  const others: Token[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const which = dates[words[at]!.raw.toLowerCase()];
    if (which === undefined) others.push(words[at]!);
    else {
      at += 1;
      const text = words[at]?.raw;
      if (text === undefined) return refuse('dividend_dates_missing');
      if (days[which] !== undefined) return unexpected(text);
      const day = wholeDate(text, locale);
      if (!day.ok) return day;
      days[which] = day.value;
    }
  }
  return ok({ ...days, others });
}

type Paid = Pick<Extract<BankDividend, { verb: 'bank_dividend_declare' }>, 'currency' | 'amount'>;

/** `0.12`, `£0.12`, `0.12 GBP each`; `total 500 GBP`. */
function paidIn(words: readonly Token[], context: GrammarContext): Result<Paid> {
  const texts = words.map(({ raw }) => raw);
  const modes = texts.flatMap((text) => MODES[text.toLowerCase()] ?? []);
  const said = texts.filter((text) => MODES[text.toLowerCase()] === undefined);
  if (modes.length > 1) return unexpected(texts.at(-1)!);
  if (said.length === 0) return refuse('amount_missing');
  if (modes[0] === 'total') {
    const amount = unmistakable(parseAmount(said.join(' '), context));
    if (!amount.ok) return amount;
    const { minor, asset } = amount.value;
    return ok({ currency: asset.code, amount: { in_all: BigInt(minor) } });
  }
  const {
    sign = '',
    number = '',
    after = '',
  } = /^(?<sign>[\p{Sc}\p{L}]*)\s?(?<number>\S+)(?:\s(?<after>\S+))?$/u.exec(said.join(' '))?.groups ?? {};
  const word = sign || after;
  const currency = word === '' ? null : readCurrency(word, context.assets, context.main);
  if (word !== '' && (currency === null || (sign !== '' && after !== ''))) return unexpected(word);
  const per_unit = priceIn(number, context);
  return per_unit.ok
    ? ok({ currency: currency?.code ?? null, amount: { per_unit: per_unit.value } })
    : per_unit;
}
