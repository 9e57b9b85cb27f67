/** Renewals: a month is opened when it comes, and paid by an ordinary payment that is placed under the subscription's lock. */
import type { Services } from '../api.ts';
import type { Payable } from '../capability.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { contactOf, loadPeople, viewOf, whoOf } from '../identity/index.ts';
import { derivedKey, publicId } from '../ids.ts';
import { money } from '../money.ts';
import type { Conversation, Identity } from '../ports/chat.ts';
import type { Refusal } from '../refusals.ts';
import { tellDirectly } from '../tell.ts';
import { grace_ms, isTooLate, retryAt } from './rules.ts';
import {
  loadPeriods,
  loadSubscriptions,
  lockSubscriptions,
  type Made,
  type Period,
  putButtons,
  type Subscription,
} from './subscription.ts';

const statement = {
  fail: sqlFile(import.meta.url, './sql/fail_period.sql'),
  place: sqlFile(import.meta.url, './sql/place_periods.sql'),
  paid: sqlFile(import.meta.url, './sql/paid.sql'),
  end: sqlFile(import.meta.url, './sql/end.sql'),
  skip: sqlFile(import.meta.url, './sql/skip_due.sql'),
  goOnAfter: sqlFile(import.meta.url, './sql/go_on_after.sql'),
};

type Pay = Services['pay'];

/** The kind of every month but the first. */
export const PERIOD = 'subscription_period';

/** Their own chat with us. Messengers find it by the person: nobody's id of it is needed. */
const directWith = ({ platform, tenant, user }: Identity): Conversation => ({
  platform,
  tenant,
  community: '',
  channel: user,
  kind: 'direct',
});

/** The workers': all of them at once, so that their payments are placed together. Throws at the end if any failed. */
export async function payPeriods(context: Context, pay: Pay, ids: readonly bigint[]): Promise<void> {
  const due = (await loadPeriods(context.sql, ids)).filter(({ state }) => state === 'due');
  const subscriptions = await loadSubscriptions(
    context.sql,
    due.map(({ subscription }) => subscription),
  );
  const done = await Promise.allSettled(
    due.map((period) => payPeriod(context, pay, subscriptions.get(period.subscription)!, period)),
  );
  const failed = done.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}

async function payPeriod(context: Context, pay: Pay, one: Subscription, period: Period): Promise<void> {
  if (stepsAside(one)) return stepAside(context, period);
  if (isTooLate(period.begins_at, context.clock.now()))
    return period.failures > 0 ? endDue(context, period, 'funds') : skip(context, period);
  const contact = await contactOf(context.sql, one.subscriber);
  if (!contact) return endDue(context, period, 'refused');
  const creator = (await loadPeople(context.sql, [one.creator])).get(one.creator)!;
  // A refusal by the ledger is kept under its key, so that each try has another one.
  const key = derivedKey('renew', `${one.reference}:${period.number}:${period.failures}`);
  const paid = await pay.authorize({
    payer: contact.identity,
    // Creators have spoken to us.
    payees: [whoOf(creator)!],
    amount: BigInt(one.price),
    asset: one.asset,
    mode: 'each',
    memo: one.name,
    origin: { key, conversation: directWith(contact.identity) },
    card: 'private',
    payable: { kind: PERIOD, id: String(period.id) },
  });
  if (!paid.ok) await failed(context, period, paid.refusal);
}

/** Somebody else has dealt with it, or it is looked at again with who they are by then. */
const passing = new Set<Refusal['code']>(['subscription_over', 'spending_changed']);

/** Its subscriber is told the first time, and when nobody tries any more. */
async function failed(context: Context, tried: Period, refusal: Refusal): Promise<void> {
  if (passing.has(refusal.code)) return;
  await inTransaction(context.sql, async (sql) => {
    const found = await still(sql, tried);
    if (!found) return;
    const { one, period } = found;
    const again = retryAt(period.begins_at, context.clock.now());
    if (again === null)
      return endLocked(context, sql, one, refusal.code === 'insufficient_funds' ? 'funds' : 'refused');
    await run(sql, statement.fail, [period.id, again]);
    if (period.failures > 0) return;
    await tellDirectly(
      sql,
      { id: one.subscriber },
      {
        kind: 'subscription_failed',
        reference: one.reference,
        creator: await viewOfCreator(sql, one),
        price: money(BigInt(one.price), context.assets.find(one.asset)!),
        tried_until: new Date(period.begins_at.getTime() + grace_ms).toISOString(),
      },
    );
  });
}

/** Of what is still as it was: the month, under its subscription's lock. Null when somebody else has dealt with it. */
async function still(
  sql: Queryable,
  { id, subscription, failures }: Period,
): Promise<{ one: Subscription; period: Period } | null> {
  const one = (await lockSubscriptions(sql, [subscription])).get(subscription)!;
  const [period] = await loadPeriods(sql, [id]);
  return period!.state === 'due' && period!.failures === failures ? { one, period: period! } : null;
}

const isOwn = ({ creator, subscriber }: Subscription): boolean => creator === subscriber;

/** Somebody turned out to be the creator, or to have subscribed as another person, too. */
const stepsAside = (one: Subscription): boolean => one.again || one.after !== null || isOwn(one);

/**
 * Of two that turned out to be one person's, the one that is paid further goes on, so that no day is paid twice. Where they have cancelled
 * that one, they have not cancelled this one: its tier goes on when what is paid already ends.
 */
const stepAside = (context: Context, tried: Period): Promise<void> =>
  inTransaction(context.sql, async (sql) => {
    const found = await still(sql, tried);
    // Where that has changed meanwhile, it is looked at again.
    if (!found || !stepsAside(found.one)) return;
    const { id, again, after } = found.one;
    if (after !== null && !again && !isOwn(found.one)) {
      const row = [id, after, publicId('sub'), context.clock.now()];
      await putButtons(context, sql, await run<Made>(sql, statement.goOnAfter, row));
    }
    await endLocked(context, sql, found.one, 'self');
  });

const endDue = (context: Context, tried: Period, why: 'refused' | 'funds'): Promise<void> =>
  inTransaction(context.sql, async (sql) => {
    const found = await still(sql, tried);
    if (found) await endLocked(context, sql, found.one, why);
  });

/** The next month may be renewed again. */
const skip = (context: Context, tried: Period): Promise<void> =>
  inTransaction(context.sql, async (sql) => {
    if (await still(sql, tried)) await run(sql, statement.skip, [tried.subscription]);
  });

/** Under its lock. */
export async function endLocked(
  context: Context,
  sql: Queryable,
  one: Subscription,
  why: 'asked' | 'funds' | 'refused' | 'self',
): Promise<void> {
  await run(sql, statement.end, [one.id, why, context.clock.now()]);
  const { reference, name } = one;
  const creator = await viewOfCreator(sql, one);
  await tellDirectly(
    sql,
    { id: one.subscriber },
    { kind: 'subscription_ended', reference, creator, name, why },
  );
}

export async function viewOfCreator(sql: Queryable, { creator }: Pick<Subscription, 'creator'>) {
  return viewOf((await loadPeople(sql, [creator])).get(creator)!);
}

/** A month, as payments meet it. */
export const periodPayable: Payable = {
  paid: statement.paid,

  async admit(sql, payments) {
    const ids = payments.map(({ id }) => BigInt(id));
    const before = await loadPeriods(sql, ids);
    const subscriptions = await lockSubscriptions(
      sql,
      before.map(({ subscription }) => subscription),
    );
    const periods = new Map((await loadPeriods(sql, ids)).map((period) => [String(period.id), period]));
    return payments.map(({ id, payer, payees, amount, asset }): Refusal | null => {
      const period = periods.get(id)!;
      const one = subscriptions.get(period.subscription)!;
      if (period.state !== 'due' || one.state !== 'active') return { code: 'subscription_over' };
      // Somebody may have become another person since it was read whom to pay, or that this one is to go on.
      if (payer !== one.subscriber || payees.length !== 1 || payees[0] !== one.creator || stepsAside(one))
        return { code: 'spending_changed' };
      if (amount !== BigInt(one.price) || asset !== one.asset)
        throw new Error(`A payment that is not what ${one.reference} costs`);
      period.state = 'placed';
      return null;
    });
  },

  async placed(sql, payments) {
    await run(sql, statement.place, [
      payments.map(({ id }) => id),
      payments.map(({ reference }) => reference),
    ]);
  },
};
