/** Payments of something that has a record of its own: its capability is asked before they are placed, and told after. */
import type { PayablePayment } from '../capability.ts';
import type { Shown } from '../common.ts';
import type { Context } from '../context.ts';
import type { Queryable } from '../db/index.ts';
import type { Person } from '../identity/index.ts';
import type { Refusal } from '../refusals.ts';
import type { Order } from './authorize.ts';
import type { Payment } from './payment.ts';

/** Why each of these may not be placed; null for those that may, as far as this goes. People are locked, accounts are not yet. */
export async function admit(
  context: Context,
  sql: Queryable,
  orders: readonly Order[],
  people: ReadonlyMap<bigint, Person>,
): Promise<(Refusal | null)[]> {
  const refusals = new Map<Order, Refusal | null>();
  for (const [kind, some] of byKind(orders, ({ payable }) => payable?.kind)) {
    const payments = some.map((order) => paymentOf(order, people));
    const answers = await context.payableOf(kind).admit(sql, payments);
    for (const [index, order] of some.entries()) refusals.set(order, answers[index]!);
  }
  return orders.map((order) => refusals.get(order) ?? null);
}

/** These orders have been placed. */
export async function tellPlaced(
  context: Context,
  sql: Queryable,
  placed: readonly { order: Order; payer: Person; shares: readonly { payee: Person }[] }[],
  shown: ReadonlyMap<Order, Shown>,
): Promise<void> {
  for (const [kind, some] of byKind(placed, ({ order }) => order.payable?.kind)) {
    const payments = some.map(({ order, payer, shares }) => ({
      ...paymentFrom(
        order,
        payer.id,
        shares.map(({ payee }) => payee.id),
      ),
      ...shown.get(order)!,
    }));
    await context.payableOf(kind).placed(sql, payments);
  }
}

/** These payments have settled. */
export async function tellPaid(context: Context, sql: Queryable, settled: readonly Payment[]): Promise<void> {
  for (const [kind, some] of byKind(settled, ({ origin }) => origin.payable))
    await context.payableOf(kind).settled?.(sql, some);
}

/** In the order of their names, for all who come: without those that are for nothing in particular. */
function byKind<T>(items: readonly T[], kindOf: (item: T) => string | undefined): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const kind = kindOf(item);
    if (kind !== undefined) groups.set(kind, [...(groups.get(kind) ?? []), item]);
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
}

const paymentOf = (order: Order, people: ReadonlyMap<bigint, Person>): PayablePayment =>
  paymentFrom(
    order,
    people.get(order.payerLoaded.id)!.id,
    order.payeesLoaded.map(({ id }) => people.get(id)!.id),
  );

const paymentFrom = (order: Order, payer: bigint, payees: bigint[]): PayablePayment => ({
  id: order.payable!.id,
  payer,
  payees,
  amount: order.amount,
  mode: order.mode,
  asset: order.currency.code,
  key: order.origin.key,
});
