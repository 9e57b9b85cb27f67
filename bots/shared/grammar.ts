/**
 * The one grammar of all three chats: `VERB AMOUNT [CUR] [to] WHO… [each|total] [for MEMO]`, WHO and AMOUNT in either
 * order. From a command's arguments to a validated {@link Command}, or to a refusal that says what was not understood.
 */
import {
  type Money,
  ok,
  parseAmount,
  type Refusal,
  type Result,
  refuse,
  type Who,
} from '../../core/index.ts';
import { type Command, commandSchema } from './command.ts';
import type { Argument, InboundEventOf } from './event.ts';
import { cleanMemo, plainLine } from './memo.ts';
import { type GrammarContext, type Reading, read } from './reading.ts';
import { type Token, textOf, tokens } from './tokens.ts';
import { whoOf } from './who.ts';

export type { GrammarContext } from './reading.ts';

/** `/PAY`, ` pay `, `pay@tuppence_bot` and `bank fund` are what they look like. The verb's own words come first. */
function verbOf(name: string): { verb: string; rest: string } {
  const [verb = '', ...rest] = name
    .trim()
    .toLowerCase()
    .replace(/^\/\s*/, '')
    .split(/\s+/);
  return { verb: verb.replace(/@.*$/, ''), rest: rest.join(' ') };
}

/** Understands a command. Throws only for a bug: what people type is understood or refused. */
export function parseCommand(
  name: string,
  args: readonly Argument[],
  context: GrammarContext,
): Result<Command> {
  const { verb, rest } = verbOf(name);
  const words = tokens(rest === '' ? args : [{ type: 'text', text: rest }, ...args]);
  switch (verb) {
    case 'pay':
      return validated(payCommand(words, context));
    case 'bank':
      return validated(bankCommand(words, context));
    case 'link':
      return ok({ verb: 'link', code: codeOf(words) });
    case 'start':
      return startCommand(words);
    case 'balance':
    case 'history':
    case 'help':
      return ok({ verb });
    default:
      return refuse('command_unknown', { text: plainLine(name).slice(0, 40) });
  }
}

/** The pay form's answer, read as if it had been typed: the same words, the same rules. */
export function parsePayForm(
  values: InboundEventOf<'form'>['values'],
  context: GrammarContext,
): Result<Command> {
  const memo = values.memo ?? [];
  const words = (['who', 'amount', 'split'] as const).flatMap((name) => [
    ...(values[name] ?? []),
    { type: 'text' as const, text: ' ' },
  ]);
  const lead = memo.length > 0 ? [{ type: 'text' as const, text: 'for ' }, ...memo] : [];
  const parsed = validated(payCommand(tokens([...words, ...lead]), context));
  if (!parsed.ok || parsed.value.verb !== 'pay_form') return parsed;
  return parsed.value.payee ? refuse('amount_missing') : refuse('payee_missing');
}

const validated = (result: Result<Command>): Result<Command> =>
  result.ok ? ok(commandSchema.parse(result.value)) : result;

function payCommand(words: readonly Token[], context: GrammarContext): Result<Command> {
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

/** Core reads the amount; the grammar only finds the word, and the currency's where it stands apart. */
const amountOf = (reading: Reading, context: GrammarContext) =>
  parseAmount(reading.currency === null ? reading.amount! : `${reading.amount} ${reading.currency}`, context);

function bankCommand(words: readonly Token[], context: GrammarContext): Result<Command> {
  const [first, ...rest] = words;
  const action = first?.type === 'word' ? first.raw.toLowerCase() : '';
  if (action !== 'fund' && action !== 'freeze' && action !== 'unfreeze') {
    return refuse('command_unknown', { text: plainLine(`bank ${first?.raw ?? ''}`).slice(0, 40) });
  }
  const reading = read(rest, context);
  if ('code' in reading) return { ok: false, refusal: bankRefusal(reading, action) };
  const unread = reading.memo.join(' ') || reading.mode;
  if (unread) return refuse('input_unexpected', { text: plainLine(unread).slice(0, 80) });
  const [who, second] = reading.payees;
  if (who === undefined) return refuse('payee_missing');
  if (second !== undefined) return refuse('payees_too_many', { limit: 1 });
  if (action === 'fund') return bankFund(reading, who, context);
  if (reading.amount !== null) return refuse('input_unexpected', { text: reading.amount });
  return ok({ verb: 'bank_freeze', who, frozen: action === 'freeze' });
}

/** Freezing takes no amount, so a word too many is not a bad one. */
const bankRefusal = (refusal: Refusal, action: string): Refusal =>
  refusal.code === 'amount_invalid' && action !== 'fund'
    ? { code: 'input_unexpected', text: refusal.text }
    : refusal;

function bankFund(reading: Reading, who: Who, context: GrammarContext): Result<Command> {
  if (reading.amount === null) return refuse('amount_missing');
  const amount = amountOf(reading, context);
  if (amount.status === 'refused') return { ok: false, refusal: amount.refusal };
  // New money is never a guess: an operator writes it so that it can be read in one way.
  if (amount.status === 'ambiguous') return refuse('amount_invalid', { text: amount.text });
  return ok({ verb: 'bank_fund', who, amount: amount.money satisfies Money });
}

/** Codes are read aloud and copied by hand: spaces and dashes inside are no part of them. */
function codeOf(words: readonly Token[]): string | null {
  const code = plainLine(textOf(words)).replace(/[\s-]/g, '').slice(0, 64);
  return code === '' ? null : code;
}

/** Telegram's deep link `?start=link_CODE` arrives as `/start link_CODE`. */
function startCommand(words: readonly Token[]): Result<Command> {
  const code = /^link[_-]([A-Za-z0-9]{1,64})$/.exec(textOf(words))?.[1];
  return ok(code === undefined ? { verb: 'start' } : { verb: 'link', code, tapped: true });
}
