/** Subscriptions: a creator takes so much a month, and whoever has subscribed sees all that they sell. */
import type { Services } from '../api.ts';
import type { Capability } from '../capability.ts';
import type { Context } from '../context.ts';
import { inTransaction, run, sqlFile } from '../db/index.ts';
import { loadPeople, personOf, resolve } from '../identity/index.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { periodTopic, runDue } from './due.ts';
import { creatorNotices, ownNotice, receiptsOf, subscriptionItems, subscriptionList } from './notice.ts';
import { endLocked, PERIOD, payPeriods, periodPayable } from './renew.ts';
import { FIRST, pressStart, startPayable } from './start.ts';
import { findSubscription, lockSubscriptions } from './subscription.ts';
import { closeTier, offerTier, tierNamed } from './tier.ts';
import type { SubscriptionService } from './types.ts';

const cancelText = sqlFile(import.meta.url, './sql/cancel.sql');

export function createSubscription(context: Context, pay: Services['pay']): Capability<SubscriptionService> {
  const service = serviceOf(context);
  return {
    service,
    presses: {
      subscription_start: (press) => pressStart(context, pay, press),
      async subscription_close({ subject, by }) {
        const closed = await closeTier(context, by.id, (tiers) => tiers.find(({ id }) => id === subject));
        return closed.ok ? ok({ in_place: await ownNotice(context, context.sql, by) }) : closed;
      },
      async subscription_cancel({ subject, by, origin }) {
        const cancelled = await cancel(context, subject!, by.id, origin.key);
        return cancelled.ok ? ok({ in_place: await viewOf(context, subject!) }) : cancelled;
      },
    },
    subjects: { creator: (sql, ids) => creatorNotices(context, sql, ids) },
    topics: { [periodTopic]: { handle: (periods) => payPeriods(context, pay, periods) } },
    schedules: { subscription: { every_ms: 10_000, run: service.runDue } },
    payables: { [FIRST]: startPayable(context), [PERIOD]: periodPayable },
    receipts: (sql, orders) => receiptsOf(context, sql, orders),
    home: async (identity) => {
      const list = await service.list(identity);
      return list.items.length > 0 ? [list] : [];
    },
    verify: new URL('./verify/', import.meta.url),
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}

async function viewOf(context: Context, id: bigint) {
  const [item] = await subscriptionItems(context, context.sql, [id]);
  return { kind: 'subscription', ...item! } as const;
}

/** By its subscriber. What could not be paid so far is not tried any more. */
const cancel = (context: Context, id: bigint, by: bigint, key: string): Promise<Result<null>> =>
  inTransaction(context.sql, async (sql): Promise<Result<null>> => {
    const one = (await lockSubscriptions(sql, [id])).get(id)!;
    if (one.subscriber !== by) return refuse('subscription_unknown', { text: one.reference });
    if (one.cancelled_key === key) return ok(null);
    if (one.state !== 'active') return refuse('subscription_over');
    await run(sql, cancelText, [id, key]);
    if (one.due !== null) await endLocked(context, sql, one, 'asked');
    return ok(null);
  });

const serviceOf = (context: Context): SubscriptionService => ({
  offer: (request) => offerTier(context, request),
  async close({ by, name }) {
    const person = await personOf(context, by);
    const closed = await closeTier(context, person.id, tierNamed(name));
    return closed.ok ? ok(await ownNotice(context, context.sql, person)) : closed;
  },
  own: async (by) => ownNotice(context, context.sql, await personOf(context, by)),
  async find(by, who) {
    const found = await resolve(context, who, by);
    if (!found.ok) return found;
    const creator = (await loadPeople(context.sql, [found.value.id])).get(found.value.id)!;
    const [notice] = await creatorNotices(context, context.sql, [creator.public_id]);
    return notice!.tiers.length > 0 ? ok(notice!) : refuse('subscription_none', { creator: creator.name });
  },
  list: async (identity) => subscriptionList(context, context.sql, await context.known(identity)),
  async cancel({ by, reference, origin }) {
    const id = await findSubscription(context.sql, reference);
    if (id === null) return refuse('subscription_unknown', { text: reference });
    const { id: person } = await personOf(context, by);
    const done = await cancel(context, id, person, origin.key);
    return done.ok ? ok(await viewOf(context, id)) : done;
  },
  runDue: (limit) => runDue(context, limit),
});
