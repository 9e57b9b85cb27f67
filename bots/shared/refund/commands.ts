/** `/refund`, and how a payment and an amount of it are written. */
import { z } from 'zod';
import { ok, type Refusal, type Result, readReference, refuse } from '../../../core/index.ts';
import { type CommandSpec, type OptionSpec, option } from '../command.ts';
import { plainLine } from '../memo.ts';
import { type GrammarContext, read } from '../reading.ts';
import { whoSchema } from '../schema.ts';
import { type Token, textOf } from '../tokens.ts';

export const reference: OptionSpec = { name: 'reference', type: 'text', required: true };
export const someAmount: OptionSpec = { ...option.amount, required: false };
export const somebody: OptionSpec = { ...option.person, required: false };

export const refundSpec: CommandSpec = {
  name: 'refund',
  usage: 'pay_7KQ2M9XDA4 [3]',
  audience: 'private',
  operator: false,
  options: [reference, someAmount, option.currency],
};

/** As they were written; the currency that is meant, the payment says. Null: all of it. */
export const amountSchema = z.object({ amount: z.string(), currency: z.string().nullable() }).nullable();

const refundSchema = z.object({
  verb: z.literal('refund'),
  reference: z.string(),
  payee: whoSchema.nullable(),
  amount: amountSchema,
});

export type RefundCommand = z.infer<typeof refundSchema>;
export type WrittenAmount = RefundCommand['amount'];

/** The payee speaks of their own part, so nobody is named. */
export function parseRefund(words: readonly Token[], context: GrammarContext): Result<RefundCommand> {
  const parsed = parseBankRefund(words, context);
  if (!parsed.ok || parsed.value.payee === null) return parsed;
  const named = words.find(({ type, raw }) => type === 'person' || raw.startsWith('@'));
  return refuse('input_unexpected', { text: plainLine(named?.raw ?? '@').slice(0, 40) });
}

export function parseBankRefund(words: readonly Token[], context: GrammarContext): Result<RefundCommand> {
  const [first, ...rest] = words;
  if (first === undefined) return refuse('payment_missing');
  const reference = readReference(first.raw, ['pay']);
  if (reference === null) return refuse('payment_unknown', { reference: plainLine(first.raw).slice(0, 40) });
  const asked = readAsked(rest, context);
  return asked.ok ? ok(refundSchema.parse({ verb: 'refund', reference, ...asked.value })) : asked;
}

const everything = new Set(['all', 'alles', 'everything', 'ganz']);

/** Perhaps a person, and how much; nothing, or `all`, is all that is left. */
export function readAsked(
  words: readonly Token[],
  context: GrammarContext,
): Result<Pick<RefundCommand, 'payee' | 'amount'>> {
  const isAll = everything.has(words.at(-1)?.raw.toLowerCase() ?? '');
  const reading = read(isAll ? words.slice(0, -1) : words, { ...context, repliedTo: null });
  if ('code' in reading) return { ok: false, refusal: unread(reading) };
  const { payees, amount, currency, mode, memo } = reading;
  const rest = memo.join(' ') || mode || (isAll && amount) || '';
  if (rest !== '') return refuse('input_unexpected', { text: plainLine(rest).slice(0, 80) });
  if (payees.length > 1) return refuse('payees_too_many', { limit: 1 });
  if (amount === null && currency !== null) return refuse('amount_missing');
  return ok({ payee: payees[0] ?? null, amount: amount === null ? null : { amount, currency } });
}

/** A word too many is not a person whom nobody knows, and not a bad amount. */
function unread(refusal: Refusal): Refusal {
  if (refusal.code === 'payee_unknown' && !refusal.payee.startsWith('@'))
    return { code: 'input_unexpected', text: refusal.payee };
  return refusal;
}

/** What was filled in as the amount. */
export const readFilledIn = (words: readonly Token[], context: GrammarContext): Result<WrittenAmount> => {
  const asked = readAsked(words, context);
  if (!asked.ok) return asked;
  const { payee, amount } = asked.value;
  return payee === null ? ok(amount) : refuse('amount_invalid', { text: textOf(words).slice(0, 80) });
};
