/** Statements and spending: what happened on a person's accounts, as they and their bookkeeping want to see it. */
import { z } from 'zod';
import type { Capability, PressedIntent } from '../capability.ts';
import type { Context } from '../context.ts';
import type { Pressed } from '../intents/types.ts';
import { ok, type Result } from '../refusals.ts';
import { ask, noticeOf } from './ask.ts';
import { form } from './form.ts';
import { createTelling, monthNotices } from './monthly.ts';
import { spending } from './spending.ts';
import { type Beside, readStatement } from './statement.ts';
import { type StatementService, statementFormats } from './types.ts';

export function createStatement(context: Context, beside: Beside): Capability<StatementService> {
  const service: StatementService = {
    ask: (identity, wish) => ask(context, identity, wish),
    figures: (of) => readStatement(context, beside, of),
    spending: (identity, period) => spending(context, identity, period),
    form: (identity) => form(context, identity),
    tellDue: createTelling(context),
  };
  return {
    service,
    presses: { statement_file: (press) => pressFile(context, press) },
    subjects: { statement: (_sql, references) => monthNotices(context, references) },
    schedules: { statements: { every_ms: 15 * 60_000, run: service.tellDue } },
    verify: new URL('./verify/', import.meta.url),
  };
}

const periodSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('month'), month: z.string() }),
  z.object({ kind: z.literal('year'), year: z.number() }),
  z.object({ kind: z.literal('days'), from: z.string(), to: z.string() }),
]);

const fileSchema = z.object({
  of: z.object({
    person: z.string(),
    period: periodSchema,
    zone: z.string().nullable(),
    begins_at: z.string(),
    ends_at: z.string(),
    final: z.boolean(),
    reference: z.string().nullable(),
  }),
  format: z.enum(statementFormats),
});

/** The same statement as another file; as often as wanted, for nothing is done by it. */
async function pressFile(context: Context, { payload }: PressedIntent): Promise<Result<Pressed>> {
  const { of, format } = fileSchema.parse(payload);
  const notice = await noticeOf(context, of, format);
  return notice.ok ? ok({ private: notice.value }) : notice;
}
