/** What operators type after `/bank` about refunds and disputes. */
import { z } from 'zod';
import { ok, type Result, readReference, refuse } from '../../../core/index.ts';
import { option, type SubcommandSpec } from '../command.ts';
import { plainLine } from '../memo.ts';
import type { GrammarContext } from '../reading.ts';
import { type Token, textOf } from '../tokens.ts';
import { amountSchema, parseBankRefund, readAsked, reference, someAmount, somebody } from './commands.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';

const verdicts = ['refund', 'ask', 'reject'] as const;

const words = { en, de };

export const bankRefundSubcommands: readonly SubcommandSpec[] = [
  {
    name: 'refund',
    usage: 'pay_7KQ2M9XDA4 [@bob] [3]',
    options: [reference, somebody, someAmount, option.currency],
    words,
  },
  { name: 'disputes', usage: '', options: [], words },
  {
    name: 'dispute',
    usage: 'dsp_7KQ2M9XDA4 [refund [3] | ask … | reject …]',
    options: [
      reference,
      { name: 'verdict', type: 'choice', required: false, choices: [...verdicts] },
      // How much, or what is said.
      { name: 'word', type: 'text', required: false },
    ],
    words,
  },
];

const bankDisputeSchema = z.object({
  verb: z.literal('bank_dispute'),
  reference: z.string(),
  decision: z
    .discriminatedUnion('verdict', [
      z.object({ verdict: z.literal('refund'), amount: amountSchema }),
      z.object({ verdict: z.enum(['ask', 'reject']), words: z.string() }),
    ])
    .nullable(),
});

export type BankDisputeCommand = z.infer<typeof bankDisputeSchema>;

/** Null: it is nothing of ours. */
export function parseRefundsOfBank(words: readonly Token[], context: GrammarContext) {
  const [first, ...rest] = words;
  switch (first?.raw.toLowerCase()) {
    case 'refund':
      return parseBankRefund(rest, context);
    case 'disputes':
      return rest.length === 0 ? ok({ verb: 'bank_disputes' as const }) : unexpected(rest);
    case 'dispute':
      return parseBankDispute(rest, context);
    default:
      return null;
  }
}

const unexpected = (words: readonly Token[]): Result<never> =>
  refuse('input_unexpected', { text: plainLine(textOf(words)).slice(0, 80) });

function parseBankDispute(words: readonly Token[], context: GrammarContext): Result<BankDisputeCommand> {
  const [first, second, ...rest] = words;
  if (first === undefined) return refuse('payment_missing');
  const reference = readReference(first.raw, ['dsp', 'pay']);
  if (reference === null) return refuse('dispute_unknown', { reference: plainLine(first.raw).slice(0, 40) });
  const decided = (decision: BankDisputeCommand['decision']) =>
    ok(bankDisputeSchema.parse({ verb: 'bank_dispute', reference, decision }));
  if (second === undefined) return decided(null);
  const verdict = verdicts.find((one) => one === second.raw.toLowerCase());
  if (verdict === undefined) return unexpected([second]);
  if (verdict !== 'refund') return decided({ verdict, words: plainLine(textOf(rest)) });
  const asked = readAsked(rest, context);
  if (!asked.ok) return asked;
  return asked.value.payee === null ? decided({ verdict, amount: asked.value.amount }) : unexpected(rest);
}
