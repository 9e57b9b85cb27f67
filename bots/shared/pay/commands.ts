/** `/pay`, as it is typed and as its form is filled in. */
import { z } from 'zod';
import { ok, type Result, refuse } from '../../../core/index.ts';
import { type CommandSpec, option } from '../command.ts';
import type { InboundEventOf } from '../event.ts';
import { cleanMemo } from '../memo.ts';
import { amountOf, type GrammarContext, read } from '../reading.ts';
import { moneySchema, whoSchema } from '../schema.ts';
import { type Token, tokens } from '../tokens.ts';
import { whoOf } from '../who.ts';

export const paySpec: CommandSpec = {
  name: 'pay',
  usage: '@bob 5 [GBP] [@carol … each|total] [for lunch]',
  audience: 'conversation',
  operator: false,
  options: [
    // Not required: Discord's picker knows the people of Discord only, and `@carol@slack` goes into `more`.
    // Before the amount, behind which any other word begins the memo.
    { ...option.person, required: false },
    { name: 'more', type: 'text', required: false },
    { name: 'split', type: 'choice', required: false, choices: ['each', 'total'] },
    option.amount,
    option.currency,
    option.memo,
  ],
};

const payment = {
  payees: z.array(whoSchema).min(1),
  mode: z.enum(['each', 'total']),
  memo: z.string().max(2000).nullable(),
};

const payCommandSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('pay'), amount: moneySchema, ...payment }),
  /** The amount can be read in two ways: ask which. */
  z.object({
    verb: z.literal('pay_which'),
    text: z.string(),
    readings: z.tuple([moneySchema, moneySchema]),
    ...payment,
  }),
  /** `/pay` with nothing but perhaps a person: a form, where there are forms. */
  z.object({ verb: z.literal('pay_form'), payee: whoSchema.nullable() }),
]);

export type PayCommand = z.infer<typeof payCommandSchema>;
export type PayCommandOf<V extends PayCommand['verb']> = Extract<PayCommand, { verb: V }>;

export function parsePay(words: readonly Token[], context: GrammarContext): Result<PayCommand> {
  const result = payCommand(words, context);
  return result.ok ? ok(payCommandSchema.parse(result.value)) : result;
}

/** The form's answer, read as if it had been typed: the same words, the same rules. */
export function parsePayForm(
  values: InboundEventOf<'form'>['values'],
  context: GrammarContext,
): Result<PayCommand> {
  const memo = values.memo ?? [];
  const words = (['who', 'amount', 'split'] as const).flatMap((name) => [
    ...(values[name] ?? []),
    { type: 'text' as const, text: ' ' },
  ]);
  const lead = memo.length > 0 ? [{ type: 'text' as const, text: 'for ' }, ...memo] : [];
  const parsed = parsePay(tokens([...words, ...lead]), context);
  if (!parsed.ok || parsed.value.verb !== 'pay_form') return parsed;
  return parsed.value.payee ? refuse('amount_missing') : refuse('payee_missing');
}

function payCommand(words: readonly Token[], context: GrammarContext): Result<PayCommand> {
  const [only] = words;
  if (only === undefined) return ok({ verb: 'pay_form', payee: context.repliedTo });
  if (words.length === 1 && only.type === 'person')
    return ok({ verb: 'pay_form', payee: whoOf(only.person) });
  const reading = read(words, context);
  if ('code' in reading) return { ok: false, refusal: reading };
  if (reading.amount === null) return refuse('amount_missing');
  if (reading.payees.length === 0) return refuse('payee_missing');
  if (reading.payees.length > 1 && reading.mode === null) return refuse('each_or_total');
  const memo = cleanMemo(reading.memo.join(' '));
  if (!memo.ok) return memo;
  const amount = amountOf(reading, context);
  if (amount.status === 'refused') return { ok: false, refusal: amount.refusal };
  const payment = { payees: reading.payees, mode: reading.mode ?? ('each' as const), memo: memo.value };
  return amount.status === 'parsed'
    ? ok({ verb: 'pay', amount: amount.money, ...payment })
    : ok({ verb: 'pay_which', text: amount.text, readings: amount.readings, ...payment });
}
