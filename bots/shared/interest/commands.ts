/** `/interest`, as it is typed. */
import { z } from 'zod';
import { ok, type Result, refuse } from '../../../core/index.ts';
import type { CommandSpec } from '../command.ts';
import { plainLine } from '../memo.ts';
import { type Token, textOf } from '../tokens.ts';

export const interestSpec: CommandSpec = {
  name: 'interest',
  usage: '[2026-03]',
  audience: 'private',
  operator: false,
  options: [{ name: 'month', type: 'text', required: false }],
};

const interestSchema = z.object({ verb: z.literal('interest'), month: z.iso.date().nullable() });

export type InterestCommand = z.infer<typeof interestSchema>;

/** `2026-03`, `3/2026`, `03.2026`; nothing: the month that it is. */
export function parseInterest(words: readonly Token[]): Result<InterestCommand> {
  const text = textOf(words);
  if (text === '') return ok({ verb: 'interest', month: null });
  const [, year, month] = /^(\d{4})-(\d{1,2})$/.exec(text) ?? [];
  const [, monthFirst, yearLast] = /^(\d{1,2})[./](\d{4})$/.exec(text) ?? [];
  const day = `${year ?? yearLast}-${(month ?? monthFirst ?? '').padStart(2, '0')}-01`;
  const parsed = interestSchema.safeParse({ verb: 'interest', month: day });
  return parsed.success ? ok(parsed.data) : refuse('day_unclear', { text: plainLine(text).slice(0, 40) });
}
