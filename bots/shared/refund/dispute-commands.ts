/** `/dispute`, as a payer types it. */
import { z } from 'zod';
import { ok, type Result, readReference, refuse } from '../../../core/index.ts';
import type { CommandSpec } from '../command.ts';
import { plainLine } from '../memo.ts';
import type { GrammarContext } from '../reading.ts';
import { whoSchema } from '../schema.ts';
import { type Token, textOf } from '../tokens.ts';
import { readWho, whoOf } from '../who.ts';
import { reference, somebody } from './commands.ts';

export const disputeSpec: CommandSpec = {
  name: 'dispute',
  usage: 'pay_7KQ2M9XDA4 [@bob] what is wrong',
  audience: 'private',
  operator: false,
  options: [reference, somebody, { name: 'reason', type: 'text', required: false }],
};

const disputeSchema = z.object({
  verb: z.literal('dispute'),
  reference: z.string(),
  payee: whoSchema.nullable(),
  words: z.string().nullable(),
});

export type DisputeCommand = z.infer<typeof disputeSchema>;

/** Whoever is named first was paid; whatever comes then is what is wrong. */
export function parseDispute(words: readonly Token[], { speaker }: GrammarContext): Result<DisputeCommand> {
  const [first, second] = words;
  if (first === undefined) return refuse('payment_missing');
  const reference = readReference(first.raw, ['pay']);
  if (reference === null) return refuse('payment_unknown', { reference: plainLine(first.raw).slice(0, 40) });
  const named = second?.type === 'person' ? whoOf(second.person) : readWho(second?.raw ?? '', speaker);
  const payee = named === 'nobody' ? null : named;
  const said = plainLine(textOf(words.slice(payee === null ? 1 : 2)));
  return ok(disputeSchema.parse({ verb: 'dispute', reference, payee, words: said === '' ? null : said }));
}
