/** `/statement` and `/spending`, as they are typed. */
import { z } from 'zod';
import {
  type AskedPeriod,
  ok,
  type Result,
  refuse,
  type StatementFormat,
  type StatementWish,
  statementFormats,
} from '../../../core/index.ts';
import type { CommandSpec } from '../command.ts';
import type { InboundEventOf } from '../event.ts';
import { plainLine } from '../memo.ts';
import type { GrammarContext } from '../reading.ts';
import { type Token, textOf, tokens } from '../tokens.ts';
import { wordList } from '../words.ts';
import { readPeriod } from './period.ts';

const period = { name: 'period', type: 'text', required: false } as const;

export const statementSpec: CommandSpec = {
  name: 'statement',
  usage: '[October 2026 | 2026 | 2026-10-01 to 2026-10-15] [pdf | csv | xml]',
  audience: 'private',
  operator: false,
  options: [period, { name: 'format', type: 'choice', required: false, choices: [...statementFormats] }],
};

export const spendingSpec: CommandSpec = {
  name: 'spending',
  usage: '[October 2026 | 2026 | 2026-10-01 to 2026-10-15]',
  audience: 'private',
  operator: false,
  options: [period],
};

export type StatementCommand = { verb: 'statement'; wish: StatementWish };
export type SpendingCommand = { verb: 'spending'; period: AskedPeriod | null };

const FORMATS = wordList<StatementFormat>({
  pdf: 'pdf',
  csv: 'csv',
  excel: 'csv',
  xml: 'xml',
  camt: 'xml',
  camt053: 'xml',
  'camt.053': 'xml',
});
const LEADS = new Set(['as', 'als', 'in']);

const day = z.iso.date();
const periodSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('month'),
    month: z.number().int().min(1).max(12),
    year: z.number().int().nullable(),
  }),
  z.object({ kind: z.literal('months_ago'), months: z.number().int().nonnegative() }),
  z.object({ kind: z.literal('year'), year: z.number().int() }),
  z.object({ kind: z.literal('years_ago'), years: z.number().int().nonnegative() }),
  z.object({ kind: z.literal('days'), from: day, to: day }),
]) satisfies z.ZodType<AskedPeriod>;

const checked = (read: Result<AskedPeriod | null>): Result<AskedPeriod | null> =>
  read.ok ? ok(periodSchema.nullable().parse(read.value)) : read;

/** The format is a word of its own, before or behind the time. */
export function parseStatement(
  words: readonly Token[],
  { locale }: Pick<GrammarContext, 'locale'>,
): Result<StatementCommand> {
  const formats = words.flatMap(({ type, raw }, at) => {
    const format = type === 'word' ? FORMATS[raw.toLowerCase()] : undefined;
    return format ? [{ format, at }] : [];
  });
  const [first, second] = formats;
  if (second) return refuse('input_unexpected', { text: plainLine(words[second.at]!.raw).slice(0, 80) });
  const rest = words.filter((word, at) => {
    const isLead = first && at === first.at - 1 && LEADS.has(word.raw.toLowerCase());
    return at !== first?.at && !isLead;
  });
  const read = checked(readPeriod(textOf(rest), locale));
  if (!read.ok) return read;
  return ok({ verb: 'statement', wish: { period: read.value, format: first?.format ?? 'pdf' } });
}

export function parseSpending(
  words: readonly Token[],
  { locale }: Pick<GrammarContext, 'locale'>,
): Result<SpendingCommand> {
  const read = checked(readPeriod(textOf(words), locale));
  return read.ok ? ok({ verb: 'spending', period: read.value }) : read;
}

/** A choice of the form says its time as it would be typed. */
export function parseStatementForm(
  values: InboundEventOf<'form'>['values'],
  context: Pick<GrammarContext, 'locale'>,
): Result<StatementWish> {
  const read = checked(readPeriod(textOf(tokens(values.period ?? [])), context.locale));
  if (!read.ok) return read;
  const format = FORMATS[textOf(tokens(values.format ?? []))] ?? 'pdf';
  return ok({ period: read.value, format });
}
