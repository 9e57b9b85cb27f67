/** `/tip`, as it is typed and as its form is filled in; and what an operator says of emoji. */
import { z } from 'zod';
import { ok, type Result, refuse } from '../../../core/index.ts';
import { type CommandSpec, option, type SubcommandSpec } from '../command.ts';
import { plainLine } from '../memo.ts';
import { amountOf, type GrammarContext, read, unmistakable } from '../reading.ts';
import { moneySchema, whoSchema } from '../schema.ts';
import type { Token } from '../tokens.ts';
import { wordList } from '../words.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';

export const tipSpec: CommandSpec = {
  name: 'tip',
  usage: '[@bob 1 [GBP]] | on | off',
  audience: 'private',
  operator: false,
  options: [{ ...option.person, required: false }, { ...option.amount, required: false }, option.currency],
};

const tipCommandSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('tip'), who: whoSchema, amount: moneySchema }),
  /** The amount can be read in two ways: ask which. */
  z.object({
    verb: z.literal('tip_which'),
    who: whoSchema,
    text: z.string(),
    readings: z.tuple([moneySchema, moneySchema]),
  }),
  /** In answer to a message, without an amount: the least that a reaction is worth there. */
  z.object({ verb: z.literal('tip_least'), who: whoSchema }),
  z.object({ verb: z.literal('tip_turn'), on: z.boolean() }),
  z.object({ verb: z.literal('tips') }),
]);

export type TipCommand = z.infer<typeof tipCommandSchema>;
export type TipCommandOf<V extends TipCommand['verb']> = Extract<TipCommand, { verb: V }>;

const switches = wordList<boolean>({ on: true, an: true, ein: true, off: false, aus: false });

export function parseTip(words: readonly Token[], context: GrammarContext): Result<TipCommand> {
  const result = tipCommand(words, context);
  return result.ok ? ok(tipCommandSchema.parse(result.value)) : result;
}

function tipCommand(words: readonly Token[], context: GrammarContext): Result<TipCommand> {
  const [only] = words;
  if (only === undefined)
    return ok(context.repliedTo ? { verb: 'tip_least', who: context.repliedTo } : { verb: 'tips' });
  const on = words.length === 1 && only.type === 'word' ? switches[only.raw.toLowerCase()] : undefined;
  if (on !== undefined) return ok({ verb: 'tip_turn', on });
  const reading = read(words, context);
  if ('code' in reading) return { ok: false, refusal: reading };
  const unread = reading.memo.join(' ') || reading.mode;
  if (unread) return refuse('input_unexpected', { text: plainLine(unread).slice(0, 80) });
  const [who, second] = reading.payees;
  if (who === undefined) return refuse('payee_missing');
  if (second !== undefined) return refuse('payees_too_many', { limit: 1 });
  if (reading.amount === null) return refuse('amount_missing');
  const amount = amountOf(reading, context);
  if (amount.status === 'refused') return { ok: false, refusal: amount.refusal };
  return amount.status === 'parsed'
    ? ok({ verb: 'tip', who, amount: amount.money })
    : ok({ verb: 'tip_which', who, text: amount.text, readings: amount.readings });
}

/** As `/bank tip`. */
export const bankTipSubcommand = {
  name: 'tip',
  usage: '🪙 0.10 | 🪙 off',
  options: [
    { name: 'emoji', type: 'text', required: false },
    { ...option.amount, required: false },
    option.currency,
  ],
  words: { en, de },
} satisfies SubcommandSpec;

const bankTipSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('bank_tips') }),
  z.object({ verb: z.literal('bank_tip'), emoji: z.string(), amount: moneySchema.nullable() }),
]);

export type BankTipCommand = z.infer<typeof bankTipSchema>;

/** `🪙 0.10` sets, `🪙 off` ends, nothing at all lists. The emoji comes first. */
export function parseBankTip(words: readonly Token[], context: GrammarContext): Result<BankTipCommand> {
  const result = bankTipCommand(words, context);
  return result.ok ? ok(bankTipSchema.parse(result.value)) : result;
}

function bankTipCommand(words: readonly Token[], context: GrammarContext): Result<BankTipCommand> {
  const [first, ...rest] = words;
  if (first === undefined) return ok({ verb: 'bank_tips' });
  const emoji = first.raw;
  const [only] = rest;
  if (rest.length === 1 && only?.type === 'word' && switches[only.raw.toLowerCase()] === false)
    return ok({ verb: 'bank_tip', emoji, amount: null });
  const reading = read(rest, { ...context, repliedTo: null });
  if ('code' in reading) return { ok: false, refusal: reading };
  const unread = [reading.memo.join(' '), reading.mode, reading.payees.length > 0 ? rest[0]!.raw : ''].find(
    Boolean,
  );
  if (unread) return refuse('input_unexpected', { text: plainLine(unread).slice(0, 80) });
  if (reading.amount === null) return refuse('amount_missing');
  const amount = unmistakable(amountOf(reading, context));
  return amount.ok ? ok({ verb: 'bank_tip', emoji, amount: amount.value }) : amount;
}
