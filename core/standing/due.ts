/** What time brings: dates that have come get a run, and runs are nudged, for the first time or again. */
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { nudge, reviseDelivery } from '../outbox/index.ts';
import { loadOrders, putSkips, type StandingOrder } from './order.ts';
import { type Advance, advance, momentAt } from './rules.ts';

const statement = {
  dueOrders: sqlFile(import.meta.url, './sql/due_orders.sql'),
  openRuns: sqlFile(import.meta.url, './sql/open_runs.sql'),
  dueRuns: sqlFile(import.meta.url, './sql/due_runs.sql'),
};

/** When a run is looked at again that nobody has come to: its nudge was lost, or who had it died. */
const lease_ms = 60_000;

export const runTopic = 'standing_run';

/** Several may call it at once: each order, and each run, is somebody's alone. */
export async function runDue(context: Context, limit: number): Promise<number> {
  const tried: bigint[] = [];
  let opened = 0;
  for (let failed = 1; failed > 0 && opened < limit; ) {
    const left = limit - opened;
    const some = await inTransaction(context.sql, (sql) => openRuns(context, sql, left, tried));
    opened += some.opened;
    failed = some.failed.length;
    tried.push(...some.failed);
  }
  const again = await inTransaction(context.sql, (sql) => nudgeAgain(context, sql, limit));
  return Math.max(opened, again);
}

/** A date and the nudge for it stand or fall together. An order that cannot be read holds up no other one. */
async function openRuns(
  context: Context,
  sql: Queryable,
  limit: number,
  without: readonly bigint[],
): Promise<{ opened: number; failed: bigint[] }> {
  const { clock, log } = context;
  const now = clock.now();
  const due = await run<{ id: bigint }>(sql, statement.dueOrders, [now, limit, [...without]]);
  if (due.length === 0) return { opened: 0, failed: [] };
  const orders = await loadOrders(
    sql,
    due.map(({ id }) => id),
  );
  const failed: bigint[] = [];
  const advanced = [...orders.values()].flatMap((order): { order: StandingOrder; step: Advance }[] => {
    try {
      return [{ order, step: advance(order, order.next_date!, order.zone, now) }];
    } catch (err) {
      log.error({ err, reference: order.reference }, 'the dates of a standing order cannot be told');
      failed.push(order.id);
      return [];
    }
  });
  if (advanced.length === 0) return { opened: 0, failed };
  const rows = await run<{ id: bigint | null; delivery: bigint | null }>(sql, statement.openRuns, [
    advanced.map(({ order }) => order.id),
    advanced.map(({ step }) => step.date),
    advanced.map(({ order, step }) => momentAt(order.zone, step.date)),
    advanced.map(({ step }) => step.missed),
    advanced.map(({ step }) => step.next),
    advanced.map(({ order, step }) => step.next && momentAt(order.zone, step.next)),
    now,
    new Date(now.getTime() + lease_ms),
  ]);
  await putSkips(
    context,
    sql,
    advanced.map(({ order, step: { next } }) => ({ ...order, next })),
  );
  await nudge(
    sql,
    runTopic,
    rows.flatMap(({ id }) => id ?? []),
  );
  await reviseDelivery(sql, ...rows.flatMap(({ delivery }) => delivery ?? []));
  return { opened: advanced.length, failed };
}

async function nudgeAgain({ clock }: Context, sql: Queryable, limit: number): Promise<number> {
  const now = clock.now();
  const rows = await run<{ id: bigint }>(sql, statement.dueRuns, [
    now,
    limit,
    new Date(now.getTime() + lease_ms),
  ]);
  await nudge(
    sql,
    runTopic,
    rows.map(({ id }) => id),
  );
  return rows.length;
}
