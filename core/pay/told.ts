/** Who is told of payments that have ended, in one database transaction with their end. */
import { type AlertDesk, lowBalance, type NewAlert, openDesk } from '../alerts/index.ts';
import { assetOf } from '../asset-book.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { contactsOf, loadPeople, type Person, viewOf } from '../identity/index.ts';
import { type Asset, type Money, money } from '../money.ts';
import type { Notice, NoticeOf } from '../notices.ts';
import { addDeliveries, type NewDelivery } from '../outbox/index.ts';
import { directTo, seesCard } from '../tell.ts';
import { balanceOf, givenOf, type Payment } from './payment.ts';

const statement = {
  unfinished: sqlFile(import.meta.url, './sql/unfinished_orders.sql'),
  sent: sqlFile(import.meta.url, './sql/order_sent.sql'),
};

/** A payment that has ended; with the transfer, where it was captured. */
export interface Ended {
  payment: Payment;
  transfer: bigint | null;
}

export interface Captured extends Ended {
  transfer: bigint;
}

/** Whoever sees the conversation has the card there. */
const seesTheCard = ({ payeeNow, origin: { conversation, card } }: Payment): boolean =>
  card === undefined && seesCard(payeeNow, conversation);

/** By the capability whose it is. */
const isToldElsewhere = (context: Context, { origin: { payable } }: Payment): boolean =>
  payable !== undefined && context.payableOf(payable).tells_payee === true;

/** Who may claim, and does not see the card, gets one of their own. Returns their messages by payment. */
export async function showToClaim(
  sql: Queryable,
  captured: readonly Captured[],
): Promise<Map<bigint, bigint>> {
  const claimable = captured.filter(({ payment }) => payment.escrowed && !seesTheCard(payment));
  const contacts = await contactsOf(
    sql,
    claimable.map(({ payment }) => payment.payeeNow.id),
  );
  const shown = claimable.filter(({ payment }) => contacts.has(payment.payeeNow.id));
  const deliveries = await addDeliveries(
    sql,
    shown.map(({ payment: { payeeNow, reference } }) =>
      directTo(contacts.get(payeeNow.id)!, { kind: 'payment', id: reference }),
    ),
  );
  return new Map(shown.map(({ payment }, index) => [payment.id, deliveries[index]!]));
}

/** Payers and payees, as far as they want to hear of it. */
export async function tellSettled(context: Context, sql: Queryable, ended: readonly Ended[]): Promise<void> {
  const captured = ended.filter((one): one is Captured => one.transfer !== null);
  const balanceAfter = await balancesAfter(context, sql, captured);
  const people = ended.flatMap(({ payment: { payerNow, payeeNow } }) => [payerNow.id, payeeNow.id]);
  const desk = await openDesk(context, sql, people);
  const alerts = await tellPayers(context, sql, ended, desk, balanceAfter);
  const unseen = captured.filter(
    ({ payment }) => !payment.escrowed && !seesTheCard(payment) && !isToldElsewhere(context, payment),
  );
  const more = await context.receiptsOf(
    sql,
    unseen.map(({ payment }) => payment.reference),
  );
  for (const one of unseen) alerts.push(await incoming(context, one, balanceAfter, more));
  for (const one of captured) {
    const { payment } = one;
    const { payerNow, reference } = payment;
    const { minor, asset } = givenOf(context, payment);
    const balance = await balanceAfter(one, payerNow, asset);
    alerts.push(lowBalance({ person: payerNow.id, balance, spent: BigInt(minor), reference }));
  }
  await desk.tell(alerts);
}

/** For those who do not see the card. */
async function incoming(
  context: Context,
  captured: Captured,
  balanceAfter: BalanceAfter,
  more: ReadonlyMap<string, Notice[]>,
): Promise<NewAlert> {
  const { reference, memo, payerNow, payeeNow } = captured.payment;
  const amount = money(BigInt(captured.payment.amount), assetOf(context, captured.payment));
  const balance = await balanceAfter(captured, payeeNow, amount.asset);
  const payer = viewOf(payerNow);
  return {
    kind: 'incoming_money',
    person: payeeNow.id,
    amount,
    notice: {
      kind: 'payment_received',
      reference,
      payer,
      amount,
      memo,
      balance,
      claimed: false,
      ...(more.has(reference) && { more: more.get(reference)! }),
    },
  };
}

/** What somebody had after a payment, or what they have now where it moved nothing of theirs. */
type BalanceAfter = (ended: Ended, person: Person, asset: Asset) => Promise<Money>;

async function balancesAfter(
  context: Context,
  sql: Queryable,
  captured: readonly Captured[],
): Promise<BalanceAfter> {
  const transfers = captured.map(({ transfer }) => transfer);
  const entries = transfers.length > 0 ? await context.ledger.balancesAfter(sql, transfers) : [];
  const wallets = entries.filter(({ purpose }) => purpose === 'wallet');
  const known = new Map(
    wallets.map(({ transfer, owner, asset, balance }) => [`${transfer} ${owner} ${asset}`, balance]),
  );
  return async ({ transfer }, person, asset) => {
    const balance = known.get(`${transfer} ${person.public_id} ${asset.code}`);
    return balance === undefined ? balanceOf(context, sql, person, asset) : money(balance, asset);
  };
}

/**
 * Privately, once per order, when its last payment has ended and something went out. Who asked to be told of payments as large as
 * this has the same word in their own chat, where it stays; the alerts that this makes are returned.
 */
async function tellPayers(
  context: Context,
  sql: Queryable,
  ended: readonly Ended[],
  desk: AlertDesk,
  balanceAfter: BalanceAfter,
): Promise<NewAlert[]> {
  const lastOf = new Map(ended.map((one) => [one.payment.payment_order, one]));
  const several = [...lastOf.values()].filter(({ payment }) => payment.payments_of_order > 1);
  const unfinished = await unfinishedOf(
    sql,
    several.map(({ payment }) => payment.payment_order),
  );
  const messages: NewDelivery[] = [];
  const alerts: NewAlert[] = [];
  for (const [order, one] of lastOf) {
    if (unfinished.has(order)) continue;
    const sent = await sentOf(sql, one);
    if (!sent) continue;
    const { payerNow, origin } = one.payment;
    const notice = await sentNotice(context, one, sent, balanceAfter);
    const large: NewAlert = {
      kind: 'large_payment',
      person: payerNow.id,
      amount: notice.sold ?? notice.total,
      notice: { ...notice, large: true },
    };
    const when = desk.when(large);
    if (when !== null) alerts.push(large);
    // A card of their own says it already.
    if (when !== 'now' && origin.card === undefined)
      messages.push({ ...origin, audience: 'private', subject: { kind: 'notice', notice } });
  }
  await addDeliveries(sql, messages);
  return alerts;
}

async function unfinishedOf(sql: Queryable, orders: readonly bigint[]): Promise<Set<bigint>> {
  if (orders.length === 0) return new Set();
  const rows = await run<{ payment_order: bigint }>(sql, statement.unfinished, [orders]);
  return new Set(rows.map(({ payment_order }) => payment_order));
}

interface Sent {
  total: string;
  /** What was given for it, where that is of another asset. */
  sold: string | null;
  payees: Person[];
  /** Some of it, or all, has to be claimed first. */
  waits: 'all' | 'some' | null;
}

/** What of an order went out. Null for nothing. */
async function sentOf(sql: Queryable, { payment, transfer }: Ended): Promise<Sent | null> {
  if (payment.payments_of_order === 1) {
    if (transfer === null) return null;
    const { amount: total, sell_amount: sold, payeeNow, escrowed } = payment;
    return { total, sold, payees: [payeeNow], waits: escrowed ? 'all' : null };
  }
  type Row = Pick<Sent, 'total' | 'sold'> & { payees: string[]; waiting: number };
  const [row] = await run<Row>(sql, statement.sent, [payment.payment_order]);
  const ids = row!.payees.map(BigInt);
  if (ids.length === 0) return null;
  const people = await loadPeople(sql, ids);
  const waits = row!.waiting === ids.length ? 'all' : row!.waiting > 0 ? 'some' : null;
  const { total, sold } = row!;
  return { total, sold, payees: ids.map((id) => people.get(id)!), waits };
}

async function sentNotice(
  context: Context,
  last: Ended,
  { total, sold, payees, waits }: Sent,
  balanceAfter: BalanceAfter,
): Promise<NoticeOf<'payment_sent'>> {
  const { payment } = last;
  const { asset } = givenOf(context, payment);
  return {
    kind: 'payment_sent',
    reference: payment.reference,
    total: money(BigInt(total), assetOf(context, payment)),
    ...(sold !== null && { sold: money(BigInt(sold), asset) }),
    balance: await balanceAfter(last, payment.payerNow, asset),
    payees: payees.map(viewOf),
    ...(waits && { waits }),
  };
}
