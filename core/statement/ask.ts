/** Which time is asked for, and what is said of it before the whole of it is read. */
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { advisoryLock, personOf, zonesOf } from '../identity/index.ts';
import { publicId } from '../ids.ts';
import { putIntents } from '../intents/index.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { dayThere } from '../time-zone.ts';
import { beginOf, daysOf, type FixedMonth, monthAfter, periodOf, settling_ms } from './rules.ts';
import { entriesMax, figuresOf, inSnapshot, spansOf } from './statement.ts';
import {
  type AccountFigures,
  type AskedPeriod,
  type Period,
  type StatementFormat,
  type StatementNotice,
  type StatementOf,
  type StatementWish,
  statementFormats,
} from './types.ts';

const text = {
  fixed: sqlFile(import.meta.url, './sql/fixed.sql'),
  fix: sqlFile(import.meta.url, './sql/fix.sql'),
};

interface Fixed extends FixedMonth {
  reference: string;
  zone: string | null;
}

const fixedAround = (sql: Queryable, person: bigint, period: Period): Promise<Fixed[]> => {
  const { from, until } = daysOf(period);
  const first = `${monthAfter(from.slice(0, 7), -1)}-01`;
  return run<Fixed>(sql, text.fixed, [person, first, `${until.slice(0, 7)}-01`]);
};

/** The time of a period of somebody's. A month that is over is fixed by this, and stays that time. */
export async function timeOf(context: Context, person: bigint, period: Period): Promise<StatementOf> {
  const of = await timeNow(context, context.sql, person, period);
  if (period.kind !== 'month' || !of.final || of.reference !== null) return of;
  return inTransaction(context.sql, async (sql) => {
    // One month of somebody's after the other, so that each begins where the one before it ends.
    await advisoryLock(sql, `statement:${person}`);
    const { begins_at, ends_at, zone } = await timeNow(context, sql, person, period);
    const now = context.clock.now();
    const first = daysOf(period).from;
    await run(sql, text.fix, [publicId('stm'), person, first, zone, begins_at, ends_at, now]);
    return timeNow(context, sql, person, period);
  });
}

async function timeNow(
  { clock }: Context,
  sql: Queryable,
  person: bigint,
  period: Period,
): Promise<StatementOf> {
  const now = clock.now();
  const fixed = await fixedAround(sql, person, period);
  const own = period.kind === 'month' ? fixed.find(({ month }) => month === period.month) : undefined;
  const zone = own ? own.zone : ((await zonesOf(sql, [person])).get(person) ?? null);
  const { from, until } = daysOf(period);
  const begins_at = beginOf(from, zone, fixed);
  const ends_at = beginOf(until, zone, fixed);
  const final = ends_at.getTime() + settling_ms <= now.getTime();
  return {
    person: String(person),
    period,
    zone,
    begins_at: begins_at.toISOString(),
    // As far as now, with what was recorded at this instant, so that what is read of it later is what is read now.
    ends_at: (ends_at <= now ? ends_at : new Date(now.getTime() + 1)).toISOString(),
    final,
    reference: final && own ? own.reference : null,
  };
}

/** The time that is asked for, where there may be a statement of it. */
export async function askedTime(
  context: Context,
  person: bigint,
  asked: AskedPeriod | null,
): Promise<Result<StatementOf>> {
  const now = context.clock.now();
  const zone = (await zonesOf(context.sql, [person])).get(person) ?? null;
  const period = periodOf(asked, dayThere(zone ?? 'UTC', now));
  if (period.kind === 'days' && period.from > period.to) return refuse('statement_reversed');
  const of = await timeOf(context, person, period);
  return of.begins_at > now.toISOString() ? refuse('statement_ahead') : ok(of);
}

/** How long the buttons for the other formats work. */
const buttonLife_ms = 90 * 86_400_000;

export async function ask(
  context: Context,
  identity: Identity,
  { period, format }: StatementWish,
): Promise<Result<StatementNotice>> {
  const person = await personOf(context, identity);
  const of = await askedTime(context, person.id, period);
  return of.ok ? noticeOf(context, of.value, format) : of;
}

export async function noticeOf(
  context: Context,
  of: StatementOf,
  format: StatementFormat,
): Promise<Result<StatementNotice>> {
  const figures = await inSnapshot(context, async (sql) => {
    const spans = await spansOf(context, sql, of);
    const entries = spans.reduce((sum, span) => sum + span.entries, 0);
    if (entries > entriesMax) return refuse('statement_too_long', { entries, limit: entriesMax });
    const accounts = [];
    for (const span of spans) accounts.push(await figuresOf(context, sql, span));
    return ok(accounts);
  });
  if (!figures.ok) return figures;
  const left_out = format === 'xml' ? figures.value.filter((one) => !isIso(one)) : [];
  const accounts = figures.value.filter((one) => !left_out.includes(one));
  const codes = [...new Set(left_out.map(({ opening }) => opening.asset.code))];
  if (accounts.length === 0 && codes.length > 0) return refuse('statement_not_iso', { assets: codes });
  const actions = await actionsOf(context, of, format);
  return ok({ kind: 'statement', of, format, accounts, left_out: codes, actions });
}

const currencies = new Set(Intl.supportedValuesOf('currency'));
/** camt.053 has 18, with five decimals at most: one is left for what several amounts add up to. */
const digitsMax = 17;

/** Whether an account can be told of in camt.053: its currency is one of ISO 4217, and no amount is longer than the standard's. */
const isIso = ({ opening, closing, credits, debits }: AccountFigures): boolean =>
  currencies.has(opening.asset.code) &&
  opening.asset.exponent <= 5 &&
  [opening, closing, credits, debits].every(({ minor }) => minor.replace('-', '').length <= digitsMax);

export async function actionsOf(
  context: Context,
  of: StatementOf,
  shown: StatementFormat,
): Promise<StatementNotice['actions']> {
  const others = statementFormats.filter((format) => format !== shown);
  const expiresAt = new Date(context.clock.now().getTime() + buttonLife_ms);
  const keys = await putIntents(
    context,
    context.sql,
    others.map((format) => ({
      kind: 'statement_file',
      person: BigInt(of.person),
      payload: { of: { ...of, period: { ...of.period } }, format },
      expiresAt,
    })),
  );
  return others.map((format, at) => ({ action: `statement_${format}`, intent: keys[at]! }));
}
