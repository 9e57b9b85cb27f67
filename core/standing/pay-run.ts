/** A date is paid: by an ordinary payment, which is placed under the order's lock, so that of all who try exactly one pays. */
import type { Services } from '../api.ts';
import type { Payable } from '../capability.ts';
import type { Shown } from '../common.ts';
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { contactOf, loadPeople, type Person, whoOf } from '../identity/index.ts';
import { derivedKey } from '../ids.ts';
import { putIntents } from '../intents/index.ts';
import { addDelivery, reviseDelivery } from '../outbox/index.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import { directTo } from '../tell.ts';
import { type Stopped, stoppedNotice } from './notice.ts';
import { loadOrders, loadRuns, lockOrders, type StandingOrder, type StandingRun } from './order.ts';
import { type Consequence, consequenceOf, retryAt } from './rules.ts';

const statement = {
  paid: sqlFile(import.meta.url, './sql/paid.sql'),
  place: sqlFile(import.meta.url, './sql/place_runs.sql'),
  fail: sqlFile(import.meta.url, './sql/fail_run.sql'),
  skip: sqlFile(import.meta.url, './sql/skip_run.sql'),
  setOrder: sqlFile(import.meta.url, './sql/set_order.sql'),
};

export type Pay = Services['pay'];

interface Due {
  order: StandingOrder;
  run: StandingRun;
  payee: Person;
}

async function load(sql: Queryable, ids: readonly bigint[]): Promise<Due[]> {
  const runs = await loadRuns(sql, ids);
  const orders = await loadOrders(
    sql,
    runs.map(({ standing_order }) => standing_order),
  );
  const people = await loadPeople(
    sql,
    [...orders.values()].map(({ payee }) => payee),
  );
  return runs.map((one) => {
    const order = orders.get(one.standing_order)!;
    return { order, run: one, payee: people.get(order.payee)! };
  });
}

/** The workers': all of them at once, so that their payments are placed together. Throws at the end if any failed. */
export async function payRuns(context: Context, pay: Pay, ids: readonly bigint[]): Promise<void> {
  const now = context.clock.now();
  const due = (await load(context.sql, ids)).filter(({ run: one }) => isDue(one, now));
  const done = await Promise.allSettled(due.map((one) => payRun(context, pay, one)));
  const failed = done.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}

/** A nudge that comes twice, or late, does not bring the next try forward. */
const isDue = ({ state, told_retry_at }: StandingRun, now: Date): boolean =>
  state === 'due' && (told_retry_at === null || told_retry_at <= now);

async function payRun(context: Context, pay: Pay, due: Due): Promise<void> {
  const { run: one } = due;
  const consequence: Consequence | 'unclaimed' =
    one.before === 'returned' && !due.payee.met ? 'unclaimed' : await place(context, pay, due);
  if (consequence === 'unclaimed') return stop(context, one, { did: 'paused', why: 'unclaimed' });
  switch (consequence.do) {
    case 'nothing':
      return;
    case 'pause':
      return stop(context, one, { did: 'paused', why: consequence.why });
    case 'end':
      return stop(context, one, { did: 'ended', why: consequence.why });
    case 'retry':
      return failed(context, one);
  }
}

/** Its key is the order's, the date's and the try's: a refusal by the ledger is kept under its key, so each try is another one. */
async function place(context: Context, pay: Pay, due: Due): Promise<Consequence> {
  const { order, run: one } = due;
  const key = derivedKey('standing', `${order.reference}:${one.date}:${one.failures}`);
  const placed = await pay.authorize(paymentOf(due, key));
  if (placed.ok) return { do: 'nothing' };
  if (!expected.has(placed.refusal.code))
    context.log.warn({ reference: order.reference, refusal: placed.refusal }, 'a standing order was refused');
  return consequenceOf(placed.refusal);
}

const expected = new Set<Refusal['code']>(['insufficient_funds', 'standing_run_over']);

function paymentOf({ order, run: one, payee }: Due, key: string): Parameters<Pay['authorize']>[0] {
  return {
    payer: order.origin.person,
    payees: [whoOf(payee)!],
    amount: order.amount,
    asset: order.asset,
    mode: 'each',
    memo: order.memo,
    origin: { key, conversation: order.origin.conversation },
    payable: { kind: 'standing', id: String(one.id) },
  };
}

/** Of what is still as it was: the run, under its order's lock. Null when somebody else has dealt with it. */
async function still(
  sql: Queryable,
  { id, standing_order, failures }: StandingRun,
): Promise<{ order: StandingOrder; run: StandingRun } | null> {
  const order = (await lockOrders(sql, [standing_order])).get(standing_order)!;
  const [now] = await loadRuns(sql, [id]);
  return now!.state === 'due' && now!.failures === failures ? { order, run: now! } : null;
}

/** There was not enough. Its payer is told the first time, with what they can do about it, and when nobody tries any more. */
const failed = (context: Context, tried: StandingRun): Promise<void> =>
  inTransaction(context.sql, async (sql) => {
    const found = await still(sql, tried);
    if (!found) return;
    const { order, run: one } = found;
    const again = retryAt(one.failures + 1, context.clock.now(), order.next_at);
    if (again === null) return leaveOut(context, sql, order, one, 'funds');
    const delivery = one.delivery ?? (await tellFailed(context, sql, order, one));
    await run(sql, statement.fail, [one.id, again, delivery]);
    if (delivery !== null) await reviseDelivery(sql, delivery);
  });

async function tellFailed(
  context: Context,
  sql: Queryable,
  { payer }: StandingOrder,
  { id }: StandingRun,
): Promise<bigint | null> {
  const contact = await contactOf(sql, payer);
  if (!contact) return null;
  await putIntents(
    context,
    sql,
    (['standing_run_pay', 'standing_run_skip'] as const).map((kind) => ({
      kind,
      person: payer,
      subject: id,
    })),
  );
  return addDelivery(sql, directTo(contact, { kind: 'standing_run', id: String(id) }));
}

async function leaveOut(
  context: Context,
  sql: Queryable,
  order: StandingOrder,
  one: StandingRun,
  why: 'funds',
): Promise<void> {
  await run(sql, statement.skip, [one.id, why, context.clock.now()]);
  if (one.delivery !== null) await reviseDelivery(sql, one.delivery);
  await tellStopped(context, sql, order, {
    reference: order.reference,
    did: 'skipped',
    why,
    due_at: one.due_at,
  });
}

/** It does not go on by itself: what was due is left out, and its payer is told. */
const stop = (
  context: Context,
  tried: StandingRun,
  { did, why }: Pick<Stopped, 'why'> & { did: 'paused' | 'ended' },
): Promise<void> =>
  inTransaction(context.sql, async (sql) => {
    const found = await still(sql, tried);
    if (!found) return;
    const { order, run: one } = found;
    const now = context.clock.now();
    await run(sql, statement.setOrder, [order.id, did, why, null, null, now]);
    await run(sql, statement.skip, [one.id, 'refused', now]);
    if (one.delivery !== null) await reviseDelivery(sql, one.delivery);
    await tellStopped(context, sql, order, { reference: order.reference, did, why, due_at: one.due_at });
  });

async function tellStopped(
  context: Context,
  sql: Queryable,
  { payer }: StandingOrder,
  stopped: Stopped,
): Promise<void> {
  const contact = await contactOf(sql, payer);
  if (!contact) return;
  const notice = await stoppedNotice(context, sql, stopped);
  await addDelivery(sql, directTo(contact, { kind: 'notice', notice }));
}

/** By its payer, now. What is refused is their answer, and changes nothing about the tries to come. */
export async function payNow(
  context: Context,
  pay: Pay,
  { run: id, key }: { run: bigint; key: string },
): Promise<Result<Shown>> {
  const own = derivedKey('standing-now', key);
  const [due] = await load(context.sql, [id]);
  const { state } = due!.run;
  if (state === 'due') return pay.authorize(paymentOf(due!, own));
  const before = await pay.find(own);
  return before ? ok(before) : refuse('standing_run_over', { state });
}

/** By its payer: this one is not paid. */
export const skipRun = (context: Context, id: bigint): Promise<Result<null>> =>
  inTransaction(context.sql, async (sql): Promise<Result<null>> => {
    const [before] = await loadRuns(sql, [id]);
    await lockOrders(sql, [before!.standing_order]);
    const [one] = await loadRuns(sql, [id]);
    if (one!.state === 'placed') return refuse('standing_run_over', { state: 'placed' });
    if (one!.state === 'due') {
      await run(sql, statement.skip, [id, 'asked', context.clock.now()]);
      if (one!.delivery !== null) await reviseDelivery(sql, one!.delivery);
    }
    return ok(null);
  });

/** A run, as payments meet it. */
export const standingPayable = (context: Context): Payable => ({
  paid: statement.paid,

  async admit(sql, payments) {
    const ids = payments.map(({ id }) => BigInt(id));
    const before = await loadRuns(sql, ids);
    const orders = await lockOrders(
      sql,
      before.map(({ standing_order }) => standing_order),
    );
    const runs = new Map((await loadRuns(sql, ids)).map((one) => [String(one.id), one]));
    return payments.map(({ id, payer, payees, amount, asset }): Refusal | null => {
      const one = runs.get(id)!;
      const order = orders.get(one.standing_order)!;
      if (one.state !== 'due') return { code: 'standing_run_over', state: one.state };
      // Somebody may have become another person since it was read whom to pay.
      if (payer !== order.payer || payees.length !== 1 || payees[0] !== order.payee)
        return { code: 'spending_changed' };
      if (amount !== order.amount || asset !== order.asset)
        throw new Error(`A payment that is not what ${order.reference} says`);
      one.state = 'placed';
      return null;
    });
  },

  async placed(sql, payments) {
    const rows = await run<{ delivery: bigint }>(sql, statement.place, [
      payments.map(({ id }) => id),
      payments.map(({ reference }) => reference),
      context.clock.now(),
    ]);
    await reviseDelivery(sql, ...rows.map(({ delivery }) => delivery));
  },
});
