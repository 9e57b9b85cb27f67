/** Standing orders and scheduled payments: set up once, paid when their dates come. */
import type { Capability } from '../capability.ts';
import type { Context } from '../context.ts';
import { sqlFile } from '../db/index.ts';
import { personOf } from '../identity/index.ts';
import type { Identity } from '../ports/chat.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { actOn } from './act.ts';
import { propose } from './create.ts';
import { runDue, runTopic } from './due.ts';
import { failedNotices, standingList, standingNotice, standingReceipts } from './notice.ts';
import { findOrder, loadOrders } from './order.ts';
import { type Pay, payRuns, standingPayable } from './pay-run.ts';
import { goesAgain, standingPresses } from './presses.ts';
import type { StandingService } from './types.ts';

export function createStanding(context: Context, pay: Pay): Capability<StandingService> {
  const service = serviceOf(context);
  return {
    service,
    presses: standingPresses(context, pay),
    subjects: { standing_run: (sql, ids) => failedNotices(context, sql, ids) },
    topics: { [runTopic]: { handle: (runs) => payRuns(context, pay, runs) } },
    schedules: { standing: { every_ms: 10_000, run: service.runDue } },
    payables: { standing: standingPayable(context) },
    receipts: (sql, orders) => standingReceipts(context, sql, orders),
    home: async (identity) => {
      const list = await service.list(identity);
      return list.items.length > 0 ? [list] : [];
    },
    verify: new URL('./verify/', import.meta.url),
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}

function serviceOf(context: Context): StandingService {
  /** Somebody's own order; of anybody else's they learn nothing. */
  const own = async (by: Identity, reference: string): Promise<Result<{ order: bigint; person: bigint }>> => {
    const unknown = refuse('standing_unknown', { text: reference });
    const order = await findOrder(context.sql, reference);
    if (order === null) return unknown;
    const { id } = await personOf(context, by);
    const { payer } = (await loadOrders(context.sql, [order])).get(order)!;
    return payer === id ? ok({ order, person: id }) : unknown;
  };
  return {
    propose: (asked) => propose(context, asked),
    list: async (identity, options) => {
      const person = (await context.known(identity))?.id ?? null;
      return standingList(context, context.sql, person, options?.paged ? 0 : null);
    },
    find: async (identity, reference) => {
      const found = await own(identity, reference);
      return found.ok ? ok(await standingNotice(context, context.sql, reference)) : found;
    },
    act: async ({ by, reference, act, origin }) => {
      const found = await own(by, reference);
      if (!found.ok) return found;
      const { order, person } = found.value;
      const again = act === 'resume' && goesAgain((await loadOrders(context.sql, [order])).get(order)!);
      const payload = { order: String(order) };
      const confirm =
        again && (await context.guard.typed({ by, kind: 'standing_resume', payload, origin }, again));
      if (confirm) return ok({ confirm });
      const done = await actOn(context, { order, by: person, key: origin.key, act });
      return done.ok ? ok(await standingNotice(context, context.sql, reference)) : done;
    },
    runDue: (limit) => runDue(context, limit),
  };
}
