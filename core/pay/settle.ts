/** From pending to final: the capture, and who is told. */
import type { Context } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { loadPeople, type Person, viewOf } from '../identity/index.ts';
import type { LedgerOutcome } from '../ledger/index.ts';
import { money } from '../money.ts';
import { addDelivery, reviseDelivery } from '../outbox/index.ts';
import { toJsonb } from '../outbox/json.ts';
import type { Refusal } from '../refusals.ts';
import { claim } from './claim.ts';
import { assetOf, balanceOf, lockPayment, type Payment, showDirectly, tellDirectly } from './payment.ts';

const statement = {
  capture: sqlFile(import.meta.url, './sql/capture.sql'),
  end: sqlFile(import.meta.url, './sql/end_unsettled.sql'),
  sent: sqlFile(import.meta.url, './sql/order_sent.sql'),
};

/**
 * Captures an authorized payment; one in any other state is left as it is, so that it may be called again and by several at
 * once. What the ledger will not capture any more (a side was frozen, the hold ran out) is released, and the card says so.
 */
export async function settle(context: Context, id: bigint): Promise<void> {
  const claimable = await inTransaction(context.sql, (sql) => settleLocked(context, sql, id));
  if (!claimable) return;
  // The payee may have come between the order and the capture, and then found nothing to claim. Either they see what was
  // committed just now, or we see that they have come.
  const payee = (await loadPeople(context.sql, [claimable.payee])).get(claimable.payee)!;
  if (payee.met) await claim(context, { payment: id, person: payee.id, pressedKey: null, tell: true });
}

/** The payment, when it has become claimable. */
async function settleLocked(context: Context, sql: Queryable, id: bigint): Promise<Payment | null> {
  const payment = await lockPayment(sql, id);
  if (payment?.state !== 'authorized') return null;
  const submission = { verb: 'capture', hold: payment.hold, key: `settle:${id}`, code: 'pay' } as const;
  const outcome = (await context.ledger.submit(sql, [submission]))[0]!;
  const remains = outcome.ok
    ? await captured(context, sql, payment, outcome.id)
    : await release(context, sql, payment, outcome);
  await reviseDelivery(sql, payment.delivery);
  await tellPayer(context, sql, payment, { ...remains, isOut: outcome.ok });
  return outcome.ok && payment.escrowed ? payment : null;
}

/** What else an order has, and how much of that is still to be settled. */
interface Remains {
  others: number;
  authorized: number;
}

async function captured(
  context: Context,
  sql: Queryable,
  payment: Payment,
  transfer: bigint,
): Promise<Remains> {
  const { id, escrowed } = payment;
  const now = context.clock.now();
  const claimUntil = escrowed ? new Date(now.getTime() + context.claim_days * 86_400_000) : null;
  const card = await tellPayee(context, sql, payment);
  const [remains] = await run<Remains>(sql, statement.capture, [id, transfer, claimUntil, card, now]);
  return remains!;
}

/** Whoever sees the conversation has the card there. Others are told in their own chat; who may claim gets a card of their own. */
async function tellPayee(context: Context, sql: Queryable, payment: Payment): Promise<bigint | null> {
  const { payerNow: payer, payeeNow: payee } = payment;
  const { conversation } = payment.origin;
  const present = payee.identities.some(
    ({ platform, tenant }) => platform === conversation.platform && tenant === conversation.tenant,
  );
  if (present && conversation.kind === 'group') return null;
  const { reference, memo } = payment;
  if (payment.escrowed) return showDirectly(sql, payee, { kind: 'payment', order: reference });
  const amount = money(BigInt(payment.amount), assetOf(context, payment));
  const balance = await balanceOf(context, sql, payee, payment);
  await tellDirectly(sql, payee, {
    kind: 'payment_received',
    reference,
    payer: viewOf(payer),
    amount,
    memo,
    balance,
    claimed: false,
  });
  return null;
}

/** What cannot be captured is given back to the payer at once. */
async function release(
  { ledger, clock }: Context,
  sql: Queryable,
  payment: Payment,
  outcome: LedgerOutcome & { ok: false },
): Promise<Remains> {
  const { id, hold } = payment;
  const expired = outcome.refusal === 'hold_expired';
  const reason = expired ? null : await reasonOf(sql, payment, outcome);
  const verb = expired ? 'expire' : 'void';
  const [released] = await ledger.submit(sql, [
    { verb, hold, key: `${verb}:${id}`, code: 'pay', evenFrozen: true },
  ]);
  if (!released!.ok) throw new Error(`A hold could not be released: ${released!.refusal}`);
  const state = expired ? 'expired' : 'voided';
  const [remains] = await run<Remains>(sql, statement.end, [id, state, toJsonb(reason), clock.now()]);
  return remains!;
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
async function tellPayer(
  context: Context,
  sql: Queryable,
  payment: Payment,
  { others, authorized, isOut }: Remains & { isOut: boolean },
): Promise<void> {
  if (authorized > 0) return;
  const sent =
    others > 0 ? await sentOf(sql, payment) : { total: payment.amount, payees: [payment.payeeNow] };
  if (sent.payees.length === 0 || (others === 0 && !isOut)) return;
  await addDelivery(sql, {
    ...payment.origin,
    audience: 'private',
    subject: {
      kind: 'notice',
      notice: {
        kind: 'payment_sent',
        reference: payment.reference,
        total: money(BigInt(sent.total), assetOf(context, payment)),
        balance: await balanceOf(context, sql, payment.payerNow, payment),
        payees: sent.payees.map(viewOf),
      },
    },
  });
}

/** What of an order of several payments went out. */
async function sentOf(sql: Queryable, payment: Payment): Promise<{ total: string; payees: Person[] }> {
  interface Row {
    total: string;
    payees: string[];
  }
  const [row] = await run<Row>(sql, statement.sent, [payment.payment_order]);
  const ids = row!.payees.map(BigInt);
  const people = await loadPeople(sql, ids);
  return { total: row!.total, payees: ids.map((id) => people.get(id)!) };
}
