/** What time brings: months that come are opened, tried again and reminded of, and what was cancelled ends. */
import { raiseAlerts } from '../alerts/index.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { money } from '../money.ts';
import { nudge } from '../outbox/index.ts';
import { limits } from '../policy/limits.ts';
import { endLocked, viewOfCreator } from './renew.ts';
import { monthBegins, monthToRenew } from './rules.ts';
import { loadSubscriptions, lockSubscriptions, type Subscription } from './subscription.ts';

const statement = {
  due: sqlFile(import.meta.url, './sql/due.sql'),
  open: sqlFile(import.meta.url, './sql/open_period.sql'),
  advance: sqlFile(import.meta.url, './sql/advance.sql'),
  skip: sqlFile(import.meta.url, './sql/skip_due.sql'),
  duePeriods: sqlFile(import.meta.url, './sql/due_periods.sql'),
  voided: sqlFile(import.meta.url, './sql/voided.sql'),
  unwatch: sqlFile(import.meta.url, './sql/unwatch.sql'),
  toRemind: sqlFile(import.meta.url, './sql/to_remind.sql'),
};

/** When a month is looked at again that nobody has come to: its nudge was lost, or who had it died. */
const lease_ms = 60_000;
const remind_ms = limits.subscription.remindHours * 3_600_000;

export const periodTopic = 'subscription_period';

type Id = { id: bigint };

/** Several may call it at once: each subscription, and each month, is somebody's alone. */
export async function runDue(context: Context, limit: number): Promise<number> {
  const parts = [endVoided, renewDue, nudgeAgain, remindSoon];
  const done: number[] = [];
  for (const part of parts) done.push(await inTransaction(context.sql, (sql) => part(context, sql, limit)));
  return Math.max(...done);
}

/** A month and the nudge for it stand or fall together. */
async function renewDue(context: Context, sql: Queryable, limit: number): Promise<number> {
  const now = context.clock.now();
  const due = await run<Id>(sql, statement.due, [now, limit]);
  const subscriptions = await loadSubscriptions(
    sql,
    due.map(({ id }) => id),
  );
  const opened: bigint[] = [];
  for (const one of subscriptions.values()) {
    if (one.state === 'cancelled') await endLocked(context, sql, one, 'asked');
    else opened.push(...(await openMonth(sql, one, now)));
  }
  await nudge(sql, periodTopic, opened);
  return due.length;
}

/** Where nobody came for long, the months in between are nobody's: the next one to renew may be still to come. */
async function openMonth(sql: Queryable, one: Subscription, now: Date): Promise<bigint[]> {
  const number = monthToRenew(one, one.next_number, now);
  const begins = monthBegins(one, number);
  if (begins > now) {
    await run(sql, statement.advance, [one.id, number, begins]);
    return [];
  }
  const ends = monthBegins(one, number + 1);
  // Nobody has come to the one before.
  await run(sql, statement.skip, [one.id]);
  const again = new Date(now.getTime() + lease_ms);
  const rows = await run<Id>(sql, statement.open, [one.id, number, begins, ends, again, now]);
  await run(sql, statement.advance, [one.id, number + 1, ends]);
  return rows.map(({ id }) => id);
}

async function nudgeAgain({ clock }: Context, sql: Queryable, limit: number): Promise<number> {
  const now = clock.now();
  const rows = await run<Id>(sql, statement.duePeriods, [now, limit, new Date(now.getTime() + lease_ms)]);
  await nudge(
    sql,
    periodTopic,
    rows.map(({ id }) => id),
  );
  return rows.length;
}

/** A payment that was placed and then not carried out paid for nothing. */
async function endVoided(context: Context, sql: Queryable, limit: number): Promise<number> {
  const rows = await run<Id>(sql, statement.voided, [limit]);
  const subscriptions = await lockSubscriptions(
    sql,
    rows.map(({ id }) => id),
  );
  for (const one of subscriptions.values()) await endLocked(context, sql, one, 'refused');
  // After them: what has just ended need not be watched either.
  const sure = await run<Id>(sql, statement.unwatch, [limit]);
  return Math.max(rows.length, sure.length);
}

/** Once for each month, at an hour when they want to hear of it. */
async function remindSoon(context: Context, sql: Queryable, limit: number): Promise<number> {
  const now = context.clock.now();
  const until = new Date(now.getTime() + remind_ms);
  const rows = await run<Id>(sql, statement.toRemind, [now, until, limit]);
  const subscriptions = await loadSubscriptions(
    sql,
    rows.map(({ id }) => id),
  );
  for (const one of subscriptions.values())
    await raiseAlerts(context, sql, [
      {
        kind: 'request_due',
        person: one.subscriber,
        key: `${one.reference}:${one.next_number}`,
        notice: {
          kind: 'subscription_renews',
          reference: one.reference,
          creator: await viewOfCreator(sql, one),
          price: money(BigInt(one.price), context.assets.find(one.asset)!),
          at: one.next_at.toISOString(),
        },
      },
    ]);
  return rows.length;
}
