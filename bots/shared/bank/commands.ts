/** `/bank`, as operators type it. */
import { z } from 'zod';
import { ok, type Refusal, type Result, refuse, type Who } from '../../../core/index.ts';
import { type CommandSpec, option } from '../command.ts';
import { type BankDrop, bankDropSubcommand, parseBankDrop } from '../drop/bank.ts';
import { type BankExchange, bankExchangeSubcommand, parseBankExchange } from '../exchange/bank-commands.ts';
import {
  type BankInterest,
  bankInterestSubcommands,
  parseInterestOfBank,
} from '../interest/bank-commands.ts';
import { type BankAsset, bankAssetSubcommand, parseBankAsset } from '../invest/bank-commands.ts';
import { type BankDividend, bankDividendSubcommand, parseBankDividend } from '../invest/dividend-commands.ts';
import { type BankLoan, bankLoanSubcommands, parseBankLoan } from '../loan/bank-commands.ts';
import { plainLine } from '../memo.ts';
import { amountOf, type GrammarContext, type Reading, read, unmistakable } from '../reading.ts';
import {
  type BankDisputeCommand,
  bankRefundSubcommands,
  parseRefundsOfBank,
} from '../refund/bank-commands.ts';
import type { RefundCommand } from '../refund/commands.ts';
import { moneySchema, whoSchema } from '../schema.ts';
import { type BankTipCommand, bankTipSubcommand, parseBankTip } from '../tip/commands.ts';
import type { Token } from '../tokens.ts';

export const bankSpec: CommandSpec = {
  name: 'bank',
  usage:
    'fund @bob 100 GBP | freeze @bob | unfreeze @bob | pin reset @bob | refund pay_7KQ2M9XDA4 3 | disputes | drop [account 7d] [member 1d] [daily 20] | tip 🪙 0.10 | exchange [fund 1000 EUR] | asset [ACME price 12.50] | dividend [ACME 0.12 record 2026-12-01 pay 2026-12-05] | rates [positive 1.5%] | credit @bob 100 | tier @bob trusted | tiers [trusted 500] | loan [basic 50-500 3-12 8.9%] | writeoff lon_7KQ2M9XDA4',
  audience: 'private',
  operator: true,
  options: [],
  subcommands: [
    { name: 'fund', usage: '@bob 100 GBP', options: [option.person, option.amount, option.currency] },
    { name: 'freeze', usage: '@bob', options: [option.person] },
    { name: 'unfreeze', usage: '@bob', options: [option.person] },
    ...bankRefundSubcommands,
    bankDropSubcommand,
    {
      name: 'pin',
      usage: 'reset @bob',
      options: [{ name: 'reset', type: 'choice', required: true, choices: ['reset'] }, option.person],
    },
    bankTipSubcommand,
    bankExchangeSubcommand,
    bankAssetSubcommand,
    bankDividendSubcommand,
    ...bankInterestSubcommands,
    ...bankLoanSubcommands,
  ],
};

const bankCommandSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('bank_fund'), who: whoSchema, amount: moneySchema }),
  z.object({ verb: z.literal('bank_freeze'), who: whoSchema, frozen: z.boolean() }),
  z.object({ verb: z.literal('bank_pin_reset'), who: whoSchema }),
]);

/** What other capabilities let operators do, they read and run themselves. */
export type BankCommand =
  | z.infer<typeof bankCommandSchema>
  | RefundCommand
  | BankDisputeCommand
  | { verb: 'bank_disputes' }
  | { verb: 'bank_help' }
  | BankDrop
  | BankExchange
  | BankAsset
  | BankDividend
  | BankTipCommand
  | BankInterest
  | BankLoan;

export function parseBank(words: readonly Token[], context: GrammarContext): Result<BankCommand> {
  const action = words[0]?.raw.toLowerCase();
  if (action === undefined) return ok({ verb: 'bank_help' });
  if (action === 'drop') return parseBankDrop(words.slice(1));
  if (action === 'exchange') return parseBankExchange(words.slice(1), context);
  if (action === 'dividend') return parseBankDividend(words.slice(1), context);
  if (action === 'asset') return parseBankAsset(words.slice(1), context);
  if (action === 'tip') return parseBankTip(words.slice(1), context);
  const ofRefunds = parseRefundsOfBank(words, context);
  if (ofRefunds) return ofRefunds;
  const ofInterest = parseInterestOfBank(words, context);
  if (ofInterest) return ofInterest;
  const ofLoans = parseBankLoan(words, context);
  if (ofLoans) return ofLoans;
  const result = bankCommand(words, context);
  return result.ok ? ok(bankCommandSchema.parse(result.value)) : result;
}

const actions = new Set(['fund', 'freeze', 'unfreeze', 'pin reset']);

function bankCommand(words: readonly Token[], context: GrammarContext): Result<BankCommand> {
  const wordAt = (at: number) => (words[at]?.type === 'word' ? words[at].raw.toLowerCase() : '');
  const first = words[0];
  const action = wordAt(0) === 'pin' ? `pin ${wordAt(1)}` : wordAt(0);
  const rest = words.slice(action.split(' ').length);
  if (!actions.has(action)) {
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
  if (action === 'pin reset') return ok({ verb: 'bank_pin_reset', who });
  return ok({ verb: 'bank_freeze', who, frozen: action === 'freeze' });
}

/** Freezing takes no amount, so a word too many is not a bad one. */
const bankRefusal = (refusal: Refusal, action: string): Refusal =>
  refusal.code === 'amount_invalid' && action !== 'fund'
    ? { code: 'input_unexpected', text: refusal.text }
    : refusal;

function bankFund(reading: Reading, who: Who, context: GrammarContext): Result<BankCommand> {
  if (reading.amount === null) return refuse('amount_missing');
  // New money is never a guess: an operator writes it so that it can be read in one way.
  const amount = unmistakable(amountOf(reading, context));
  return amount.ok ? ok({ verb: 'bank_fund', who, amount: amount.value }) : amount;
}
