/** `/bank rates`, `/bank credit`, `/bank tier` and `/bank tiers`, as operators type them. */
import { z } from 'zod';
import { ok, parseAmount, type RateKind, type Result, readCurrency, refuse } from '../../../core/index.ts';
import { option, type SubcommandSpec } from '../command.ts';
import { readPercent } from '../counts.ts';
import { daySchema, wholeDate } from '../date.ts';
import { plainLine } from '../memo.ts';
import { amountOf, type GrammarContext, read, unmistakable } from '../reading.ts';
import { moneySchema, whoSchema } from '../schema.ts';
import { type Token, textOf } from '../tokens.ts';
import type { Turn } from '../turn.ts';
import { wordList } from '../words.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';

const words = { en, de };

export const bankInterestSubcommands: readonly SubcommandSpec[] = [
  {
    name: 'rates',
    usage: '[positive 1.5% [GBP] [from 2026-12-01]]',
    options: [
      { name: 'kind', type: 'choice', required: false, choices: ['positive', 'negative', 'savings'] },
      { name: 'percent', type: 'text', required: false },
      option.currency,
      { name: 'from', type: 'text', required: false, lead: 'from' },
    ],
    words,
  },
  {
    name: 'credit',
    usage: '@bob 100 [GBP] [for reason] | @bob tier | @bob off',
    options: [option.person, option.amount, option.currency, option.memo],
    words,
  },
  {
    name: 'tier',
    usage: '@bob trusted',
    options: [option.person, { name: 'tier', type: 'text', required: true }],
    words,
  },
  {
    name: 'tiers',
    usage: '[trusted 500 [GBP] | trusted off]',
    options: [
      { name: 'tier', type: 'text', required: false },
      { ...option.amount, required: false },
      option.currency,
    ],
    words,
  },
];

const lineSchema = z.union([moneySchema, z.literal('tier'), z.object({ off: z.string() })]);

const bankInterestSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('bank_rates') }),
  z.object({
    verb: z.literal('bank_rate'),
    kind: z.enum(['credit_balance', 'debit_balance', 'savings']),
    rate_ppm: z.int().min(0).max(1_000_000),
    asset: z.string(),
    from: daySchema.nullable(),
  }),
  /** `off`: no credit at all, in this currency; `tier`: as much as the tier gives. */
  z.object({
    verb: z.literal('bank_credit'),
    who: whoSchema,
    line: lineSchema,
    asset: z.string(),
    reason: z.string().nullable(),
  }),
  z.object({ verb: z.literal('bank_tier'), who: whoSchema, tier: z.string() }),
  z.object({ verb: z.literal('bank_tiers') }),
  z.object({
    verb: z.literal('bank_tier_line'),
    tier: z.string(),
    line: z.union([moneySchema, z.object({ off: z.string() })]),
  }),
]);

export type BankInterest = z.infer<typeof bankInterestSchema>;

const kinds = wordList<RateKind>({
  positive: 'credit_balance',
  balance: 'credit_balance',
  guthaben: 'credit_balance',
  negative: 'debit_balance',
  overdraft: 'debit_balance',
  überziehung: 'debit_balance',
  dispo: 'debit_balance',
  savings: 'savings',
  sparen: 'savings',
  erspartes: 'savings',
});

/** One word, and nothing that could be meant as an amount. */
const isTier = (word: string): boolean => /^[a-z][a-z0-9_]{0,19}$/i.test(word);

const NOTHING = new Set(['off', 'none', '0', 'aus', 'kein', 'keiner']);
const BY_TIER = new Set(['tier', 'stufe']);
const FROM = new Set(['from', 'ab', 'since']);

/** Null: it is another command of the bank's. */
export function parseInterestOfBank(
  words: readonly Token[],
  context: GrammarContext,
): Result<BankInterest> | null {
  const rest = words.slice(1);
  const parsed = parserOf(words[0]?.raw.toLowerCase())?.(rest, context);
  if (!parsed) return null;
  return parsed.ok ? ok(bankInterestSchema.parse(parsed.value)) : parsed;
}

type Parser = (words: readonly Token[], context: GrammarContext) => Result<BankInterest>;
const parserOf = (name: string | undefined): Parser | undefined =>
  name === undefined ? undefined : wordList<Parser>({ rates: rate, credit, tier, tiers })[name];

function rate(words: readonly Token[], { assets, main, locale }: GrammarContext): Result<BankInterest> {
  const [kindWord, percentWord, ...rest] = words;
  if (kindWord === undefined) return ok({ verb: 'bank_rates' });
  const kind = kinds[kindWord.raw.toLowerCase()];
  if (kind === undefined) return refuse('rate_unclear', { text: plainLine(kindWord.raw).slice(0, 40) });
  const rate_ppm = percentWord && readPercent(percentWord.raw);
  if (rate_ppm === undefined || rate_ppm === null)
    return refuse('rate_unclear', { text: plainLine(percentWord?.raw ?? kindWord.raw).slice(0, 40) });
  const command = {
    verb: 'bank_rate' as const,
    kind,
    rate_ppm,
    asset: main.code,
    from: null as string | null,
  };
  for (let at = 0; at < rest.length; at += 1) {
    const word = rest[at]!.raw;
    const currency = readCurrency(word, assets, main);
    if (FROM.has(word.toLowerCase()) && rest[at + 1]) {
      at += 1;
      const day = wholeDate(rest[at]!.raw, locale);
      if (!day.ok) return day;
      command.from = day.value;
    } else if (currency) command.asset = currency.code;
    else if (word !== '%') return refuse('input_unexpected', { text: plainLine(word).slice(0, 80) });
  }
  return ok(command);
}

function credit(words: readonly Token[], context: GrammarContext): Result<BankInterest> {
  const at = words.findIndex(({ type, raw }) => type === 'word' && isLineWord(raw));
  // Only in the place of the amount: in a reason, `off` is a word like any other.
  if (at === 0 || at === 1) return creditByWord(words, at, context);
  const reading = read(words, context);
  if ('code' in reading) return { ok: false, refusal: reading };
  if (reading.mode) return refuse('input_unexpected', { text: reading.mode });
  const [who, second] = reading.payees;
  if (who === undefined) return refuse('payee_missing');
  if (second !== undefined) return refuse('payees_too_many', { limit: 1 });
  if (reading.amount === null) return refuse('amount_missing');
  // What is lent is never a guess: an operator writes it so that it can be read in one way.
  const amount = unmistakable(amountOf(reading, context));
  if (!amount.ok) return amount;
  const reason = reading.memo.join(' ') || null;
  return ok({ verb: 'bank_credit', who, line: amount.value, asset: amount.value.asset.code, reason });
}

const isLineWord = (word: string): boolean =>
  NOTHING.has(word.toLowerCase()) || BY_TIER.has(word.toLowerCase());

function creditByWord(words: readonly Token[], at: number, context: GrammarContext): Result<BankInterest> {
  const { assets, main } = context;
  const after = words[at + 1];
  const currency = after?.type === 'word' ? readCurrency(after.raw, assets, main) : null;
  const reading = read([...words.slice(0, at), ...words.slice(at + (currency ? 2 : 1))], context);
  if ('code' in reading) return { ok: false, refusal: reading };
  const [who, second] = reading.payees;
  if (who === undefined) return refuse('payee_missing');
  if (second !== undefined) return refuse('payees_too_many', { limit: 1 });
  if (reading.amount !== null) return refuse('input_unexpected', { text: reading.amount });
  const { code } = currency ?? main;
  const line = BY_TIER.has(words[at]!.raw.toLowerCase()) ? ('tier' as const) : { off: code };
  return ok({ verb: 'bank_credit', who, line, asset: code, reason: reading.memo.join(' ') || null });
}

function tier(words: readonly Token[], context: GrammarContext): Result<BankInterest> {
  const people = words.filter(
    ({ type, raw }) => type === 'person' || raw.startsWith('@') || raw.includes(':'),
  );
  const reading = read(people, context);
  if ('code' in reading) return { ok: false, refusal: reading };
  const [who, second] = reading.payees;
  if (who === undefined) return refuse('payee_missing');
  if (second !== undefined) return refuse('payees_too_many', { limit: 1 });
  const names = words.filter((word) => !people.includes(word));
  const [name, unread] = names;
  if (name === undefined || unread !== undefined || !isTier(name.raw))
    return refuse('tier_unclear', { text: plainLine(textOf(names)).slice(0, 40) });
  return ok({ verb: 'bank_tier', who, tier: name.raw.toLowerCase() });
}

function tiers(words: readonly Token[], context: GrammarContext): Result<BankInterest> {
  const [name, ...rest] = words;
  if (name === undefined) return ok({ verb: 'bank_tiers' });
  if (!isTier(name.raw)) return refuse('tier_unclear', { text: plainLine(name.raw).slice(0, 40) });
  const { assets, main } = context;
  const [amountWord, currencyWord, unread] = rest;
  if (amountWord === undefined) return refuse('amount_missing');
  if (unread !== undefined) return refuse('input_unexpected', { text: plainLine(unread.raw).slice(0, 80) });
  const named = { verb: 'bank_tier_line' as const, tier: name.raw.toLowerCase() };
  if (NOTHING.has(amountWord.raw.toLowerCase())) {
    const currency = currencyWord ? readCurrency(currencyWord.raw, assets, main) : main;
    if (!currency) return refuse('input_unexpected', { text: plainLine(currencyWord!.raw).slice(0, 80) });
    return ok({ ...named, line: { off: currency.code } });
  }
  const amount = unmistakable(parseAmount(textOf(rest), context));
  return amount.ok ? ok({ ...named, line: amount.value }) : amount;
}

export async function runInterestOfBank(turn: Turn, understood: BankInterest): Promise<void> {
  const { interest } = turn.parts.core;
  const me = turn.event.actor.identity;
  switch (understood.verb) {
    case 'bank_rates':
      return turn.told(await interest.rates(me), (value) => turn.answer(value));
    case 'bank_rate': {
      const { kind, rate_ppm, asset, from } = understood;
      const set = await interest.setRate(me, { kind, rate_ppm, asset, effective_from: from }, turn.key);
      return turn.told(set, (value) => turn.answer(value));
    }
    case 'bank_credit': {
      const { who, line, asset, reason } = understood;
      const minor = line === 'tier' ? null : 'off' in line ? 0n : BigInt(line.minor);
      const granted = await interest.setCredit(me, who, { asset, line: minor, reason }, turn.key);
      return turn.told(granted, (value) => turn.answer(value));
    }
    case 'bank_tier':
      return turn.told(await interest.setTier(me, understood.who, understood.tier, turn.key), (value) =>
        turn.answer(value),
      );
    case 'bank_tiers':
      return turn.told(await interest.tiers(me), (value) => turn.answer(value));
    case 'bank_tier_line': {
      const { tier, line } = understood;
      const set = await interest.setTierLine(me, { tier, ...lineOf(line) }, turn.key);
      return turn.told(set, (value) => turn.answer(value));
    }
  }
}

const lineOf = (line: Extract<BankInterest, { verb: 'bank_tier_line' }>['line']) =>
  'off' in line ? { asset: line.off, line: 0n } : { asset: line.asset.code, line: BigInt(line.minor) };
