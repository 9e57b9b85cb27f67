/** `/bank exchange`, as operators type it. */
import { z } from 'zod';
import { ok, parseAmount, type Result, refuse } from '../../../core/index.ts';
import { option, type SubcommandSpec } from '../command.ts';
import { percentIn } from '../counts.ts';
import { plainLine } from '../memo.ts';
import { type GrammarContext, unmistakable } from '../reading.ts';
import { moneySchema } from '../schema.ts';
import type { Token } from '../tokens.ts';
import { currencyOf } from './commands.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';

export const bankExchangeSubcommand = {
  name: 'exchange',
  usage: '[fund 1000 EUR | withdraw 500 EUR | spread 0.5 | limit EUR each 500 all 5000]',
  options: [
    { name: 'action', type: 'choice', required: false, choices: ['fund', 'withdraw', 'spread', 'limit'] },
    { ...option.amount, required: false },
    option.currency,
    { name: 'each', type: 'text', required: false, lead: 'each' },
    { name: 'all', type: 'text', required: false, lead: 'all' },
  ],
  words: { en, de },
} satisfies SubcommandSpec;

const limitSchema = z.bigint().nonnegative().nullable().optional();

const bankExchangeSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('bank_exchange') }),
  z.object({ verb: z.literal('bank_exchange_stock'), out: z.boolean(), amount: moneySchema }),
  z.object({ verb: z.literal('bank_exchange_spread'), bps: z.int().min(0).max(1_000) }),
  z.object({
    verb: z.literal('bank_exchange_limit'),
    asset: z.string(),
    person_a_day: limitSchema,
    house_a_day: limitSchema,
  }),
]);

export type BankExchange = z.infer<typeof bankExchangeSchema>;

export function parseBankExchange(words: readonly Token[], context: GrammarContext): Result<BankExchange> {
  const result = bankExchange(
    words.map(({ raw }) => raw),
    context,
  );
  return result.ok ? ok(bankExchangeSchema.parse(result.value)) : result;
}

const unexpected = (text: string) => refuse('input_unexpected', { text: plainLine(text).slice(0, 40) });

function bankExchange(texts: readonly string[], context: GrammarContext): Result<BankExchange> {
  const [action, ...rest] = texts;
  switch (action?.toLowerCase()) {
    case undefined:
      return ok({ verb: 'bank_exchange' });
    case 'fund':
    case 'withdraw':
      return stockOf(rest, action!.toLowerCase() === 'withdraw', context);
    case 'spread':
      return spreadOf(rest);
    case 'limit':
      return limitOf(rest, context);
    default:
      return unexpected(action!);
  }
}

function stockOf(texts: readonly string[], out: boolean, context: GrammarContext): Result<BankExchange> {
  if (texts.length === 0) return refuse('amount_missing');
  const amount = unmistakable(parseAmount(texts.join(' '), context));
  return amount.ok ? ok({ verb: 'bank_exchange_stock', out, amount: amount.value }) : amount;
}

/** `0.5` or `0,5%`: of a percent, two decimals, ten at most. */
function spreadOf([text, more]: readonly string[]): Result<BankExchange> {
  if (text === undefined) return refuse('amount_missing');
  if (more !== undefined) return unexpected(more);
  const bps = percentIn(text, 2);
  return bps !== null && bps <= 1_000n
    ? ok({ verb: 'bank_exchange_spread', bps: Number(bps) })
    : refuse('amount_invalid', { text });
}

const USUAL = new Set(['usual', 'off', 'üblich', 'aus']);

function limitOf([currency, ...rest]: readonly string[], context: GrammarContext): Result<BankExchange> {
  if (currency === undefined) return refuse('amount_missing');
  const asset = currencyOf(currency, context);
  if (typeof asset === 'object') return { ok: false, refusal: asset };
  const limits: { person_a_day?: bigint | null; house_a_day?: bigint | null } = {};
  for (let at = 0; at < rest.length; at += 2) {
    const [name, value] = [rest[at]!.toLowerCase(), rest[at + 1]];
    const which = name === 'each' ? 'person_a_day' : name === 'all' ? 'house_a_day' : null;
    if (which === null || limits[which] !== undefined) return unexpected(name);
    if (value === undefined) return refuse('amount_missing');
    const limit = amountOrUsual(value, asset, context);
    if (!limit.ok) return limit;
    limits[which] = limit.value;
  }
  if (Object.keys(limits).length === 0) return refuse('amount_missing');
  return ok({ verb: 'bank_exchange_limit', asset, ...limits });
}

function amountOrUsual(text: string, asset: string, context: GrammarContext): Result<bigint | null> {
  if (USUAL.has(text.toLowerCase())) return ok(null);
  if (text === '0') return ok(0n);
  const amount = unmistakable(parseAmount(`${text} ${asset}`, context));
  return amount.ok ? ok(BigInt(amount.value.minor)) : amount;
}
