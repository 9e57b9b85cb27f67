/** From pending to final: the captures, and who is told. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { type Contact, contactsOf, loadPeople, type Person, viewOf } from '../identity/index.ts';
import { type Act, carryOut, type LedgerOutcome, type SubmissionGroup } from '../ledger/index.ts';
import { type Money, money } from '../money.ts';
import type { Notice } from '../notices.ts';
import { addDeliveries, type NewDelivery, reviseDelivery } from '../outbox/index.ts';
import { toJsonb } from '../outbox/json.ts';
import type { Refusal } from '../refusals.ts';
import { directTo } from '../tell.ts';
import type { LeaveEscrow } from './claim.ts';
import { assetOf, balanceOf, lockPayments, type Payment } from './payment.ts';

const statement = {
  capture: sqlFile(import.meta.url, './sql/capture.sql'),
  end: sqlFile(import.meta.url, './sql/end_unsettled.sql'),
  unfinished: sqlFile(import.meta.url, './sql/unfinished_orders.sql'),
  sent: sqlFile(import.meta.url, './sql/order_sent.sql'),
};

/** A payment and its capture. */
interface Capturing extends SubmissionGroup {
  payment: Payment;
}

/** A payment that has ended; with the transfer, where it was captured. */
interface Ended {
  payment: Payment;
  transfer: bigint | null;
}

interface Captured extends Ended {
  transfer: bigint;
}

/**
 * Captures authorized payments, all in one database transaction, each accepted or refused by itself. Payments in any other state
 * are left as they are, so that it may be called again and by several at once. What the ledger will not capture any more
 * (a side was frozen, the hold ran out) is released, and the card says so.
 */
export async function settle(context: Context, leave: LeaveEscrow, ids: readonly bigint[]): Promise<void> {
  const ended = await carryOut(context, settling(context), ids);
  const claimable = ended.flatMap((one) => (one?.transfer && one.payment.escrowed ? [one.payment] : []));
  if (claimable.length === 0) return;
  // A payee may have come between the order and the capture, and then found nothing to claim. Either they see what was
  // committed just now, or we see that they have come.
  const people = await loadPeople(
    context.sql,
    claimable.map(({ payee }) => payee),
  );
  const come = claimable.flatMap(({ id, payee }) => {
    const { id: person, met } = people.get(payee)!;
    return met ? [{ payment: id, to: { person, tell: true }, pressedKey: null }] : [];
  });
  await Promise.all(come.map(leave));
}

/** What becomes of payments; null for those that are not authorized any more. */
const settling = (context: Context): Act<bigint, Capturing, Ended | null> => ({
  async plan(sql, ids) {
    const payments = new Map((await lockPayments(sql, ids)).map((payment) => [payment.id, payment]));
    return ids.map((id) => {
      const payment = payments.get(id);
      // Whoever names one twice settles it once.
      payments.delete(id);
      if (payment?.state !== 'authorized') return { answer: null };
      const submissions = [
        { verb: 'capture', hold: payment.hold, key: `settle:${id}`, code: 'pay' } as const,
      ];
      return { payment, submissions };
    });
  },
  async record(sql, decided) {
    const ended: Ended[] = [];
    for (const { payment, outcomes } of decided) {
      const outcome = outcomes[0]!;
      if (!outcome.ok) await release(context, sql, payment, outcome);
      ended.push({ payment, transfer: outcome.ok ? outcome.id : null });
    }
    const captured = ended.filter((one): one is Captured => one.transfer !== null);
    const balanceAfter = await balancesAfter(context, sql, captured);
    await recordCaptured(context, sql, captured, balanceAfter);
    await tellPayers(context, sql, ended, balanceAfter);
    await reviseDelivery(sql, ...new Set(ended.map(({ payment }) => payment.delivery)));
    return ended;
  },
});

/** What somebody had after a payment, or what they have now where it moved nothing of theirs. */
type BalanceAfter = (ended: Ended, person: Person) => Promise<Money>;

async function balancesAfter(
  context: Context,
  sql: Queryable,
  captured: readonly Captured[],
): Promise<BalanceAfter> {
  const transfers = captured.map(({ transfer }) => transfer);
  const entries = transfers.length > 0 ? await context.ledger.balancesAfter(sql, transfers) : [];
  const known = new Map(entries.map((entry) => [`${entry.transfer} ${entry.owner}`, entry.balance]));
  return async ({ payment, transfer }, person) => {
    const balance = known.get(`${transfer} ${person.public_id}`);
    return balance === undefined
      ? balanceOf(context, sql, person, payment)
      : money(balance, assetOf(context, payment));
  };
}

async function recordCaptured(
  context: Context,
  sql: Queryable,
  captured: readonly Captured[],
  balanceAfter: BalanceAfter,
): Promise<void> {
  if (captured.length === 0) return;
  const now = context.clock.now();
  const claimUntil = new Date(now.getTime() + context.claim_days * 86_400_000);
  const cards = await tellPayees(context, sql, captured, balanceAfter);
  await run(sql, statement.capture, [
    captured.map(({ payment }) => payment.id),
    captured.map(({ transfer }) => transfer),
    captured.map(({ payment }) => (payment.escrowed ? claimUntil : null)),
    captured.map(({ payment }) => (payment.escrowed ? (cards.get(payment.id) ?? null) : null)),
    now,
  ]);
}

/** Whoever sees the conversation has the card there. */
const seesTheCard = ({ payeeNow, origin: { conversation, card } }: Payment): boolean =>
  card === undefined &&
  conversation.kind === 'group' &&
  payeeNow.identities.some(
    ({ platform, tenant }) => platform === conversation.platform && tenant === conversation.tenant,
  );

/** Those who do not see the card are told in their own chat; who may claim gets a card of their own. Returns their messages by payment. */
async function tellPayees(
  context: Context,
  sql: Queryable,
  captured: readonly Captured[],
  balanceAfter: BalanceAfter,
): Promise<Map<bigint, bigint>> {
  const elsewhere = captured.filter(({ payment }) => !seesTheCard(payment));
  const contacts = await contactsOf(
    sql,
    elsewhere.map(({ payment }) => payment.payeeNow.id),
  );
  const told = elsewhere.filter(({ payment }) => contacts.has(payment.payeeNow.id));
  const paid = told.filter(({ payment }) => !payment.escrowed);
  const more = await context.receiptsOf(
    sql,
    paid.map(({ payment }) => payment.reference),
  );
  const messages: NewDelivery[] = [];
  for (const one of told) {
    const contact = contacts.get(one.payment.payeeNow.id)!;
    messages.push(await payeeMessage(context, one, contact, balanceAfter, more));
  }
  const deliveries = await addDeliveries(sql, messages);
  return new Map(told.map(({ payment }, index) => [payment.id, deliveries[index]!]));
}

async function payeeMessage(
  context: Context,
  captured: Captured,
  contact: Contact,
  balanceAfter: BalanceAfter,
  more: ReadonlyMap<string, Notice[]>,
): Promise<NewDelivery> {
  const { reference, memo, amount, escrowed, payerNow, payeeNow } = captured.payment;
  if (escrowed) return directTo(contact, { kind: 'payment', id: reference });
  return directTo(contact, {
    kind: 'notice',
    notice: {
      kind: 'payment_received',
      reference,
      payer: viewOf(payerNow),
      amount: money(BigInt(amount), assetOf(context, captured.payment)),
      memo,
      balance: await balanceAfter(captured, payeeNow),
      claimed: false,
      ...(more.has(reference) && { more: more.get(reference)! }),
    },
  });
}

/** What cannot be captured is given back to the payer at once. */
async function release(
  { ledger, clock }: Context,
  sql: Queryable,
  payment: Payment,
  outcome: LedgerOutcome & { ok: false },
): Promise<void> {
  const { id, hold } = payment;
  const expired = outcome.refusal === 'hold_expired';
  const reason = expired ? null : await reasonOf(sql, payment, outcome);
  const verb = expired ? 'expire' : 'void';
  // Its accounts are locked already: those of a refused capture are, too.
  const [released] = await ledger.submit(sql, [
    { verb, hold, key: `${verb}:${id}`, code: 'pay', evenFrozen: true },
  ]);
  if (!released!.ok) throw new Error(`A hold could not be released: ${released!.refusal}`);
  await run(sql, statement.end, [id, expired ? 'expired' : 'voided', toJsonb(reason), clock.now()]);
}

async function reasonOf(
  sql: Queryable,
  payment: Payment,
  { refusal }: LedgerOutcome & { ok: false },
): Promise<Refusal> {
  if (refusal !== 'account_frozen' && refusal !== 'account_closed') {
    throw new Error(`A capture was refused: ${refusal}`);
  }
  // Read again: they may have been frozen after the payment was locked.
  const people = await loadPeople(sql, [payment.payer, payment.payee]);
  const payee = people.get(payment.payee)!;
  return payee.frozen && !people.get(payment.payer)!.frozen
    ? { code: 'payee_frozen', payee: payee.name }
    : { code: 'account_frozen' };
}

/** Privately, once per order, when its last payment has ended and something went out. */
async function tellPayers(
  context: Context,
  sql: Queryable,
  ended: readonly Ended[],
  balanceAfter: BalanceAfter,
): Promise<void> {
  const lastOf = new Map(ended.map((one) => [one.payment.payment_order, one]));
  const several = [...lastOf.values()].filter(({ payment }) => payment.payments_of_order > 1);
  const unfinished = await unfinishedOf(
    sql,
    several.map(({ payment }) => payment.payment_order),
  );
  const messages: NewDelivery[] = [];
  for (const [order, one] of lastOf) {
    if (unfinished.has(order)) continue;
    const sent = await sentOf(sql, one);
    if (sent) messages.push(await payerMessage(context, one, sent, balanceAfter));
  }
  await addDeliveries(sql, messages);
}

async function unfinishedOf(sql: Queryable, orders: readonly bigint[]): Promise<Set<bigint>> {
  if (orders.length === 0) return new Set();
  const rows = await run<{ payment_order: bigint }>(sql, statement.unfinished, [orders]);
  return new Set(rows.map(({ payment_order }) => payment_order));
}

interface Sent {
  total: string;
  payees: Person[];
  /** Some of it, or all, has to be claimed first. */
  waits: 'all' | 'some' | null;
}

/** What of an order went out. Null for nothing. */
async function sentOf(sql: Queryable, { payment, transfer }: Ended): Promise<Sent | null> {
  if (payment.payments_of_order === 1) {
    if (transfer === null) return null;
    return { total: payment.amount, payees: [payment.payeeNow], waits: payment.escrowed ? 'all' : null };
  }
  type Row = { total: string; payees: string[]; waiting: number };
  const [row] = await run<Row>(sql, statement.sent, [payment.payment_order]);
  const ids = row!.payees.map(BigInt);
  if (ids.length === 0) return null;
  const people = await loadPeople(sql, ids);
  const waits = row!.waiting === ids.length ? 'all' : row!.waiting > 0 ? 'some' : null;
  return { total: row!.total, payees: ids.map((id) => people.get(id)!), waits };
}

async function payerMessage(
  context: Context,
  last: Ended,
  { total, payees, waits }: Sent,
  balanceAfter: BalanceAfter,
): Promise<NewDelivery> {
  const { payment } = last;
  return {
    ...payment.origin,
    audience: 'private',
    subject: {
      kind: 'notice',
      notice: {
        kind: 'payment_sent',
        reference: payment.reference,
        total: money(BigInt(total), assetOf(context, payment)),
        balance: await balanceAfter(last, payment.payerNow),
        payees: payees.map(viewOf),
        ...(waits && { waits }),
      },
    },
  };
}
