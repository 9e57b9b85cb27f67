/** `/bank loan` and `/bank writeoff`, as operators type them. */
import { z } from 'zod';
import { ok, parseAmount, type Result, readCurrency, readReference, refuse } from '../../../core/index.ts';
import { option, type SubcommandSpec } from '../command.ts';
import { readPercent } from '../counts.ts';
import { plainLine } from '../memo.ts';
import { type GrammarContext, unmistakable } from '../reading.ts';
import { type Token, textOf } from '../tokens.ts';
import type { Turn } from '../turn.ts';
import { MEMO_LEADS, wordList } from '../words.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';

const optional = (name: string, lead?: string) =>
  ({ name, type: 'text', required: false, ...(lead && { lead }) }) as const;

const words = { en, de };

export const bankLoanSubcommands: readonly SubcommandSpec[] = [
  {
    name: 'loan',
    usage: '[basic 50-500 [GBP] 3-12 8.9% [fee 1%] [total 1000] [loans 2] | basic off [GBP]]',
    options: [
      optional('tier'),
      optional('amounts'),
      option.currency,
      optional('months'),
      optional('percent'),
      optional('fee', 'fee'),
      optional('total', 'total'),
      optional('loans', 'loans'),
    ],
    words,
  },
  {
    name: 'writeoff',
    usage: 'lon_7KQ2M9XDA4 [for reason]',
    options: [{ name: 'reference', type: 'text', required: true }, option.memo],
    words,
  },
];

const minorSchema = z.bigint().positive();

const bankLoanSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('bank_loans') }),
  z.object({
    verb: z.literal('bank_loan_product'),
    tier: z.string(),
    asset: z.string(),
    terms: z
      .object({
        amount_min: minorSchema,
        amount_max: minorSchema,
        months_min: z.int(),
        months_max: z.int(),
        rate_ppm: z.int(),
        fee_ppm: z.int(),
        outstanding_max: minorSchema.nullable(),
        loans_max: z.int(),
      })
      .nullable(),
  }),
  z.object({ verb: z.literal('bank_writeoff'), reference: z.string(), reason: z.string().nullable() }),
]);

export type BankLoan = z.infer<typeof bankLoanSchema>;

const unclear = (text: string) => refuse('loan_terms_unclear', { text: plainLine(text).slice(0, 40) });
const unexpected = (text: string) => refuse('input_unexpected', { text: plainLine(text).slice(0, 40) });

/** Null: it is another command of the bank's. */
export function parseBankLoan(words: readonly Token[], context: GrammarContext): Result<BankLoan> | null {
  const action = words[0]?.raw.toLowerCase();
  if (action !== 'loan' && action !== 'loans' && action !== 'writeoff') return null;
  const parsed =
    action === 'writeoff'
      ? writeOff(words.slice(1))
      : product(
          words.slice(1).map(({ raw }) => raw),
          context,
        );
  return parsed.ok ? ok(bankLoanSchema.parse(parsed.value)) : parsed;
}

function writeOff([first, ...rest]: readonly Token[]): Result<BankLoan> {
  const reference = first === undefined ? null : readReference(first.raw, ['lon']);
  if (reference === null) return refuse('loan_unknown', { text: plainLine(first?.raw ?? '').slice(0, 40) });
  const isLed = MEMO_LEADS.has(rest[0]?.raw.toLowerCase() ?? '');
  const reason = plainLine(textOf(isLed ? rest.slice(1) : rest)) || null;
  return ok({ verb: 'bank_writeoff', reference, reason });
}

const OFF = new Set(['off', 'none', 'aus', 'keine', 'kein']);
/** Said beside numbers, and meaning nothing more. */
const FILLER = new Set(['months', 'month', 'monate', 'monat', '%', 'over', 'at', 'über', 'zu']);
const LEADS = wordList<'fee' | 'total' | 'loans'>({
  fee: 'fee',
  gebühr: 'fee',
  total: 'total',
  gesamt: 'total',
  insgesamt: 'total',
  loans: 'loans',
  kredite: 'loans',
});

/** What stands in which order: amounts, months, the rate; the rest is led by its word. */
function product([tier, ...texts]: readonly string[], context: GrammarContext): Result<BankLoan> {
  if (tier === undefined) return ok({ verb: 'bank_loans' });
  const name = tier.toLowerCase();
  if (!/^[a-z][a-z0-9_]{0,19}$/.test(name))
    return refuse('tier_unclear', { text: plainLine(tier).slice(0, 40) });
  const { assets, main } = context;
  const plain: string[] = [];
  const led: Partial<Record<'fee' | 'total' | 'loans', string>> = {};
  let asset = main;
  for (let at = 0; at < texts.length; at += 1) {
    const text = texts[at]!;
    const lead = LEADS[text.toLowerCase()];
    const currency = /\d/.test(text) ? null : readCurrency(text, assets, main);
    if (lead !== undefined) {
      at += 1;
      if (texts[at] === undefined || led[lead] !== undefined) return unclear(text);
      led[lead] = texts[at]!;
    } else if (currency) asset = currency;
    else if (!FILLER.has(text.toLowerCase())) plain.push(text);
  }
  const [amounts, months, percent, more] = plain;
  if (amounts === undefined) return unclear(tier);
  if (OFF.has(amounts.toLowerCase()))
    return months === undefined
      ? ok({ verb: 'bank_loan_product', tier: name, asset: asset.code, terms: null })
      : unexpected(months);
  if (more !== undefined) return unexpected(more);
  const range = rangeOf(amounts, (text) => minorOf(text, asset.code, context));
  const term = rangeOf(months ?? '', countOf);
  const rate_ppm = percent === undefined ? null : readPercent(percent);
  if (!range) return unclear(amounts);
  if (!term) return unclear(months ?? amounts);
  if (rate_ppm === null) return unclear(percent ?? months!);
  const fee_ppm = led.fee === undefined ? 0 : readPercent(led.fee);
  const outstanding_max = led.total === undefined ? null : minorOf(led.total, asset.code, context);
  const loans_max = led.loans === undefined ? 1 : countOf(led.loans);
  if (fee_ppm === null) return unclear(led.fee!);
  if (led.total !== undefined && outstanding_max === null) return unclear(led.total);
  if (loans_max === null) return unclear(led.loans!);
  const terms = {
    ...{ amount_min: range[0], amount_max: range[1], months_min: term[0], months_max: term[1] },
    ...{ rate_ppm, fee_ppm, outstanding_max, loans_max },
  };
  return ok({ verb: 'bank_loan_product', tier: name, asset: asset.code, terms });
}

/** `50-500`; one alone is both. */
function rangeOf<V>(text: string, read: (part: string) => V | null): [V, V] | null {
  const [from, to, more] = text.split(/[-–]/);
  if (from === undefined || more !== undefined) return null;
  const [low, high] = [read(from), read(to ?? from)];
  return low === null || high === null ? null : [low, high];
}

const countOf = (text: string): number | null => (/^\d{1,3}$/.test(text) ? Number(text) : null);

/** What is lent is never a guess: an operator writes it so that it can be read in one way. */
function minorOf(text: string, asset: string, context: GrammarContext): bigint | null {
  const amount = unmistakable(parseAmount(`${text} ${asset}`, context));
  return amount.ok ? BigInt(amount.value.minor) : null;
}

export async function runLoanOfBank(turn: Turn, understood: BankLoan): Promise<void> {
  const { loan } = turn.parts.core;
  const me = turn.event.actor.identity;
  switch (understood.verb) {
    case 'bank_loans':
      return turn.told(await loan.desk(me), (value) => turn.answer(value));
    case 'bank_loan_product': {
      const { tier, asset, terms } = understood;
      return turn.told(await loan.setProduct(me, { tier, asset, terms }, turn.key), (value) =>
        turn.answer(value),
      );
    }
    case 'bank_writeoff': {
      const { reference, reason } = understood;
      return turn.told(await loan.writeOff(me, { reference, reason }, turn.key), (value) =>
        turn.answer(value),
      );
    }
  }
}
