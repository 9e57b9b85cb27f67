/** Each month's statement, in the morning of the first by its person's own clock. */
import { raiseAlerts } from '../alerts/index.ts';
import type { Context } from '../context.ts';
import { inTransaction, run, sqlFile } from '../db/index.ts';
import type { Notice } from '../notices.ts';
import { readZone } from '../time-zone.ts';
import { noticeOf, timeOf } from './ask.ts';
import { monthsDue, UNKNOWN_ZONE } from './rules.ts';
import { inSnapshot, spansOf } from './statement.ts';
import type { StatementOf } from './types.ts';

const text = {
  due: sqlFile(import.meta.url, './sql/due.sql'),
  zones: sqlFile(import.meta.url, './sql/zones.sql'),
  tell: sqlFile(import.meta.url, './sql/tell.sql'),
  byReference: sqlFile(import.meta.url, './sql/by_reference.sql'),
};

/** Nowhere is it later. */
const EASTERNMOST = 'Pacific/Kiritimati';

interface Due {
  person: bigint;
  zone: string | null;
  newest_told: string | null;
}

/**
 * Tells up to `limit` people: what they were not told while nobody was there to tell it, they are told now, month by month. Returns how
 * many it told something new. A round is as many batches as it takes to come to the last person: each goes on where the one before it
 * ended, so that it neither reads again past those who were told, nor tries again whoever it failed for. What is too early, a round asks
 * once: whoever's morning comes meanwhile has their turn in the next one.
 */
export function createTelling(context: Context): (limit: number) => Promise<number> {
  let reached = 0n;
  let newest = '';
  let early: string[] = [];
  return async (limit) => {
    const now = context.clock.now();
    if (reached === 0n) {
      newest = monthsDue(null, now, EASTERNMOST)[0]!;
      early = await zonesBefore(context, newest, now);
    }
    let told = 0;
    for (;;) {
      const rows = await run<Due>(context.sql, text.due, [
        `${newest}-01`,
        early,
        UNKNOWN_ZONE,
        reached,
        limit,
      ]);
      for (const row of rows) {
        reached = row.person;
        if (await tellOne(context, row, now)) told += 1;
        if (told === limit) return told;
      }
      if (rows.length === limit) continue;
      // Whoever could not be told has their next chance in the next round.
      reached = 0n;
      return told;
    }
  };
}

/**
 * Where a month is not to be told of yet. Asked of the zones that people have: `Intl.supportedValuesOf` leaves out some that it knows,
 * UTC among them.
 */
async function zonesBefore(context: Context, month: string, now: Date): Promise<string[]> {
  const rows = await run<{ zone: string }>(context.sql, text.zones, []);
  const zones = [UNKNOWN_ZONE, ...rows.map(({ zone }) => zone)];
  // One that this process knows no clock of fails for its own people, not for everybody.
  return zones.filter((zone) => readZone(zone) !== null && monthsDue(null, now, zone)[0]! < month);
}

/** Whether there was something new. One that fails is logged, and does not hold up the others. */
const tellOne = (context: Context, due: Due, now: Date): Promise<boolean> =>
  tellMonths(context, due, now).catch((err: unknown) => {
    context.log.error({ err, person: due.person.toString() }, 'a month of somebody could not be told');
    return false;
  });

async function tellMonths(context: Context, { person, zone, newest_told }: Due, now: Date): Promise<boolean> {
  const months = monthsDue(newest_told, now, zone);
  const told: { month: string; reference: string | null }[] = [];
  for (const month of months) {
    const of = await timeOf(context, person, { kind: 'month', month });
    told.push({ month, reference: (await hasMoved(context, of)) ? of.reference : null });
  }
  return inTransaction(context.sql, async (sql) => {
    const fresh = await run<{ number: number }>(sql, text.tell, [
      told.map(() => person),
      told.map(({ month }) => `${month}-01`),
      now,
    ]);
    const alerts = fresh.flatMap(({ number }) => {
      const { month, reference } = told[number - 1]!;
      if (reference === null) return [];
      const subject = { kind: 'statement', id: reference };
      return [{ kind: 'statement' as const, person, key: month, subject }];
    });
    await raiseAlerts(context, sql, alerts);
    return fresh.length > 0;
  });
}

/** Nobody is told that nothing happened. */
const hasMoved = (context: Context, of: StatementOf): Promise<boolean> =>
  inSnapshot(context, async (sql) => (await spansOf(context, sql, of)).some(({ entries }) => entries > 0));

/** As the files that they are sent as. */
export async function monthNotices(context: Context, references: readonly string[]): Promise<Notice[]> {
  interface Row {
    reference: string;
    person: bigint;
    month: string;
    zone: string | null;
    begins_at: Date;
    ends_at: Date;
  }
  const rows = await run<Row>(context.sql, text.byReference, [[...references]]);
  return Promise.all(
    rows.map(async ({ reference, person, month, zone, begins_at, ends_at }): Promise<Notice> => {
      const of: StatementOf = {
        person: String(person),
        period: { kind: 'month', month },
        zone,
        begins_at: begins_at.toISOString(),
        ends_at: ends_at.toISOString(),
        final: true,
        reference,
      };
      const notice = await noticeOf(context, of, 'pdf');
      return notice.ok ? notice.value : { kind: 'refusal', refusal: notice.refusal };
    }),
  );
}
