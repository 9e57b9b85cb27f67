/** The card of an order, written from what is true at the moment of showing it. */

import type { NoticeAction, PersonView } from '../common.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { type Money, money } from '../money.ts';
import type { Notice, NoticeOf } from '../notices.ts';
import type { Refusal } from '../refusals.ts';
import { balanceOf } from './payment.ts';
import type { PaymentState } from './types.ts';

const viewText = sqlFile(import.meta.url, './sql/order_views.sql');
const givenText = sqlFile(import.meta.url, './sql/own_given.sql');

interface OrderView {
  reference: string;
  asset: string;
  total: string;
  memo: string | null;
  created_at: Date;
  payer: PersonView;
  lines: { payee: PersonView; amount: string; state: PaymentState; reason: Refusal | null }[];
  returns_at: Date | null;
  buttons: Partial<Record<'claim' | 'take_back', string>> | null;
}

/** In the order of the references. Throws for one that no order has. */
export async function paymentNotices(
  context: Context,
  sql: Queryable,
  references: readonly string[],
): Promise<NoticeOf<'payment'>[]> {
  const orders = await run<OrderView>(sql, viewText, [references]);
  const found = new Map(orders.map((order) => [order.reference, order]));
  const paid = orders.filter(({ lines }) => lines.some(({ state }) => state === 'settled'));
  const more = await context.receiptsOf(
    sql,
    paid.map(({ reference }) => reference),
  );
  return references.map((reference) => {
    const order = found.get(reference);
    if (!order) throw new Error(`No order ${reference}`);
    return noticeFrom(context, order, more.get(reference));
  });
}

/** As {@link paymentNotices}, of cards that the payer alone sees: once it has gone out, with what they have, as nothing else tells them. */
export async function ownNotices(
  context: Context,
  sql: Queryable,
  references: readonly string[],
): Promise<NoticeOf<'payment'>[]> {
  const notices = await paymentNotices(context, sql, references);
  const rows = await run<{ reference: string; asset: string }>(sql, givenText, [references]);
  const given = new Map(rows.map(({ reference, asset }) => [reference, context.assets.find(asset)!]));
  return Promise.all(
    notices.map(async (notice) => {
      if (notice.state !== 'settled' && notice.state !== 'claimable') return notice;
      const asset = given.get(notice.reference) ?? notice.total.asset;
      return { ...notice, balance: await balanceOf(context, sql, { public_id: notice.payer.id }, asset) };
    }),
  );
}

function noticeFrom({ assets }: Context, order: OrderView, more: Notice[] | undefined): NoticeOf<'payment'> {
  const asset = assets.find(order.asset)!;
  const lines = order.lines.map(({ payee, amount, state }) => ({
    payee,
    state,
    amount: money(BigInt(amount), asset),
  }));
  const states = new Set(lines.map(({ state }) => state));
  const reason = order.lines.find((line) => line.reason)?.reason;
  return {
    kind: 'payment',
    reference: order.reference,
    payer: order.payer,
    lines,
    total: money(BigInt(order.total), asset),
    memo: order.memo,
    state: states.size === 1 ? lines[0]!.state : 'mixed',
    at: order.created_at.toISOString(),
    actions: actionsOf(order, lines),
    ...(order.returns_at && { returns_at: order.returns_at.toISOString() }),
    ...(reason && { reason }),
    ...(more && { more }),
  };
}

function actionsOf(
  order: OrderView,
  lines: { state: PaymentState; amount: Money }[],
): NoticeAction<'claim' | 'take_back'>[] {
  if (!lines.some(({ state }) => state === 'claimable')) return [];
  const actions = ['claim', 'take_back'] as const;
  return actions.flatMap((action) => {
    const intent = order.buttons?.[action];
    return intent ? [{ action, intent }] : [];
  });
}
