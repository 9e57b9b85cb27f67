/** From pending to final: the capture, and who is told. */
import { walletOf } from '../accounts.ts';
import { type Context, DEFAULT_LOCALE } from '../context.ts';
import { inTransaction, type Queryable, run, sqlFile } from '../db/index.ts';
import { contactOf, loadPeople, type Person, viewOf } from '../identity/index.ts';
import type { LedgerOutcome } from '../ledger/index.ts';
import { money } from '../money.ts';
import { addDelivery, reviseDelivery } from '../outbox/index.ts';
import { toJsonb } from '../outbox/json.ts';
import type { Refusal } from '../refusals.ts';
import { claim } from './claim.ts';
import { assetOf, lockPayment, type Payment } from './payment.ts';

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

/** The payment, when it has become claimable. */
async function settleLocked(context: Context, sql: Queryable, id: bigint): Promise<Payment | null> {
  const [order] = await run(sql, statement.lockOrder, [id]);
  if (!order) return null;
  const payment = await lockPayment(sql, id);
  if (payment.state !== 'authorized') return null;
  const key = `settle:${id}`;
  const submission = { verb: 'capture', hold: payment.hold, key, code: 'pay' } as const;
  const outcome = (await context.ledger.submit(sql, [submission]))[0]!;
  if (outcome.ok) await captured(context, sql, payment, outcome.id);
  else await release(context, sql, payment, outcome);
  await reviseDelivery(sql, payment.delivery);
  await tellPayer(context, sql, payment);
  return outcome.ok && payment.escrowed ? payment : null;
}

async function captured(context: Context, sql: Queryable, payment: Payment, transfer: bigint): Promise<void> {
  const now = context.clock.now();
  const claimUntil = payment.escrowed ? new Date(now.getTime() + context.claim_days * 86_400_000) : null;
  const card = await tellPayee(context, sql, payment);
  await run(sql, statement.capture, [payment.id, transfer, claimUntil, card, now]);
}

/** Whoever sees the conversation has the card there. Others are told in their own chat; who may claim gets a card of their own. */
async function tellPayee(context: Context, sql: Queryable, payment: Payment): Promise<bigint | null> {
  const people = await loadPeople(sql, [payment.payee, payment.payer]);
  const payee = people.get(payment.payee)!;
  const { conversation } = payment.origin;
  const present = payee.identities.some(
    ({ platform, tenant }) => platform === conversation.platform && tenant === conversation.tenant,
  );
  if (present && conversation.kind === 'group') return null;
  const contact = await contactOf(sql, payee.id);
  if (!contact) return null;
  const to = {
    audience: 'direct',
    person: contact.identity,
    locale: contact.locale ?? DEFAULT_LOCALE,
  } as const;
  if (payment.escrowed) {
    return addDelivery(sql, { ...to, subject: { kind: 'payment', order: payment.reference } });
  }
  await addDelivery(sql, {
    ...to,
    subject: {
      kind: 'notice',
      notice: {
        kind: 'payment_received',
        reference: payment.reference,
        payer: viewOf(people.get(payment.payer)!),
        amount: money(BigInt(payment.amount), assetOf(context, payment)),
        memo: payment.memo,
        balance: await balanceOf(context, sql, payee, payment),
        claimed: false,
      },
    },
  });
  return null;
}

const balanceOf = async (context: Context, sql: Queryable, person: Person, payment: Payment) => {
  const wallet = await walletOf(context, sql, person, payment.asset);
  const account = await context.ledger.accountById(sql, wallet);
  return money(account!.balance, assetOf(context, payment));
};

/** What cannot be captured is given back to the payer at once. */
async function release(
  context: Context,
  sql: Queryable,
  payment: Payment,
  outcome: LedgerOutcome & { ok: false },
): Promise<void> {
  const expired = outcome.refusal === 'hold_expired';
  const reason = expired ? null : await reasonOf(sql, payment, outcome);
  const verb = expired ? 'expire' : 'void';
  const [released] = await context.ledger.submit(sql, [
    { verb, hold: payment.hold, key: `${verb}:${payment.id}`, code: 'pay', evenFrozen: true },
  ]);
  if (!released!.ok) throw new Error(`A hold could not be released: ${released!.refusal}`);
  const state = expired ? 'expired' : 'voided';
  await run(sql, statement.end, [payment.id, state, toJsonb(reason), context.clock.now()]);
}

async function reasonOf(
  sql: Queryable,
  payment: Payment,
  { refusal }: LedgerOutcome & { ok: false },
): Promise<Refusal> {
  if (refusal !== 'account_frozen' && refusal !== 'account_closed') {
    throw new Error(`A capture was refused: ${refusal}`);
  }
  const people = await loadPeople(sql, [payment.payer, payment.payee]);
  const payee = people.get(payment.payee)!;
  const payeesFault = payee.frozen && !people.get(payment.payer)!.frozen;
  return payeesFault ? { code: 'payee_frozen', payee: payee.name } : { code: 'account_frozen' };
}

/** Privately, once per order, when its last payment has ended and something went out. */
async function tellPayer(context: Context, sql: Queryable, payment: Payment): Promise<void> {
  interface Remains {
    authorized: number;
    sent: string;
    payees: string[];
  }
  const [remains] = await run<Remains>(sql, statement.remains, [payment.payment_order]);
  if (remains!.authorized > 0 || remains!.payees.length === 0) return;
  const payees = remains!.payees.map(BigInt);
  const people = await loadPeople(sql, [payment.payer, ...payees]);
  const payer = people.get(payment.payer)!;
  await addDelivery(sql, {
    ...payment.origin,
    audience: 'private',
    subject: {
      kind: 'notice',
      notice: {
        kind: 'payment_sent',
        reference: payment.reference,
        total: money(BigInt(remains!.sent), assetOf(context, payment)),
        balance: await balanceOf(context, sql, payer, payment),
        payees: payees.map((id) => viewOf(people.get(id)!)),
      },
    },
  });
}
