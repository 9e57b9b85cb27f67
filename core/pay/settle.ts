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
  lockOrder: sqlFile(import.meta.url, './sql/lock_order_of.sql'),
  capture: sqlFile(import.meta.url, './sql/capture.sql'),
  end: sqlFile(import.meta.url, './sql/end_unsettled.sql'),
  remains: sqlFile(import.meta.url, './sql/order_remains.sql'),
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

/** A payment with the people as they are called now. */
interface Settling {
  payment: Payment;
  payer: Person;
  payee: Person;
}

/** The payment, when it has become claimable. */
async function settleLocked(context: Context, sql: Queryable, id: bigint): Promise<Payment | null> {
  // Sent together, carried out in this order.
  const [, payment] = await Promise.all([run(sql, statement.lockOrder, [id]), lockPayment(sql, id)]);
  if (payment?.state !== 'authorized') return null;
  const submission = { verb: 'capture', hold: payment.hold, key: `settle:${id}`, code: 'pay' } as const;
  const [outcomes, people] = await Promise.all([
    context.ledger.submit(sql, [submission]),
    loadPeople(sql, [payment.payer, payment.payee]),
  ]);
  const outcome = outcomes[0]!;
  const settling = { payment, payer: people.get(payment.payer)!, payee: people.get(payment.payee)! };
  if (outcome.ok) await captured(context, sql, settling, outcome.id);
  else await release(context, sql, settling, outcome);
  const [, remains] = await Promise.all([
    reviseDelivery(sql, payment.delivery),
    run<Remains>(sql, statement.remains, [payment.payment_order]),
  ]);
  await tellPayer(context, sql, settling, remains[0]!);
  return outcome.ok && payment.escrowed ? payment : null;
}

async function captured(
  context: Context,
  sql: Queryable,
  settling: Settling,
  transfer: bigint,
): Promise<void> {
  const { id, escrowed } = settling.payment;
  const now = context.clock.now();
  const claimUntil = escrowed ? new Date(now.getTime() + context.claim_days * 86_400_000) : null;
  const card = await tellPayee(context, sql, settling);
  await run(sql, statement.capture, [id, transfer, claimUntil, card, now]);
}

/** Whoever sees the conversation has the card there. Others are told in their own chat; who may claim gets a card of their own. */
async function tellPayee(
  context: Context,
  sql: Queryable,
  { payment, payer, payee }: Settling,
): Promise<bigint | null> {
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
  settling: Settling,
  outcome: LedgerOutcome & { ok: false },
): Promise<void> {
  const { id, hold } = settling.payment;
  const expired = outcome.refusal === 'hold_expired';
  const reason = expired ? null : reasonOf(settling, outcome);
  const verb = expired ? 'expire' : 'void';
  const [released] = await ledger.submit(sql, [
    { verb, hold, key: `${verb}:${id}`, code: 'pay', evenFrozen: true },
  ]);
  if (!released!.ok) throw new Error(`A hold could not be released: ${released!.refusal}`);
  await run(sql, statement.end, [id, expired ? 'expired' : 'voided', toJsonb(reason), clock.now()]);
}

function reasonOf({ payer, payee }: Settling, { refusal }: LedgerOutcome & { ok: false }): Refusal {
  if (refusal !== 'account_frozen' && refusal !== 'account_closed') {
    throw new Error(`A capture was refused: ${refusal}`);
  }
  return payee.frozen && !payer.frozen
    ? { code: 'payee_frozen', payee: payee.name }
    : { code: 'account_frozen' };
}

/** What is left of an order, and what of it went out. */
interface Remains {
  authorized: number;
  sent: string;
  payees: string[];
}

/** Privately, once per order, when its last payment has ended and something went out. */
async function tellPayer(
  context: Context,
  sql: Queryable,
  { payment, payer }: Settling,
  remains: Remains,
): Promise<void> {
  if (remains.authorized > 0 || remains.payees.length === 0) return;
  const payees = remains.payees.map(BigInt);
  const [people, balance] = await Promise.all([
    loadPeople(sql, payees),
    balanceOf(context, sql, payer, payment),
  ]);
  await addDelivery(sql, {
    ...payment.origin,
    audience: 'private',
    subject: {
      kind: 'notice',
      notice: {
        kind: 'payment_sent',
        reference: payment.reference,
        total: money(BigInt(remains.sent), assetOf(context, payment)),
        balance,
        payees: payees.map((id) => viewOf(people.get(id)!)),
      },
    },
  });
}
