/** From pending to final: the captures. */
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { loadPeople } from '../identity/index.ts';
import { type Act, carryOut, type LedgerOutcome, type SubmissionGroup } from '../ledger/index.ts';
import { reviseDelivery } from '../outbox/index.ts';
import { toJsonb } from '../outbox/json.ts';
import type { Refusal } from '../refusals.ts';
import type { LeaveEscrow } from './claim.ts';
import { tellPaid } from './payable.ts';
import { lockPayments, type Payment } from './payment.ts';
import { type Captured, type Ended, showToClaim, tellSettled } from './told.ts';

const statement = {
  capture: sqlFile(import.meta.url, './sql/capture.sql'),
  end: sqlFile(import.meta.url, './sql/end_unsettled.sql'),
};

/** A payment and its capture. */
interface Capturing extends SubmissionGroup {
  payment: Payment;
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
    await recordCaptured(context, sql, captured);
    await tellSettled(context, sql, ended);
    await tellPaid(
      context,
      sql,
      captured.map(({ payment }) => payment),
    );
    await reviseDelivery(sql, ...new Set(ended.map(({ payment }) => payment.delivery)));
    return ended;
  },
});

async function recordCaptured(
  context: Context,
  sql: Queryable,
  captured: readonly Captured[],
): Promise<void> {
  if (captured.length === 0) return;
  const now = context.clock.now();
  const claimUntil = new Date(now.getTime() + context.claim_days * 86_400_000);
  const cards = await showToClaim(sql, captured);
  await run(sql, statement.capture, [
    captured.map(({ payment }) => payment.id),
    captured.map(({ transfer }) => transfer),
    captured.map(({ payment }) => (payment.escrowed ? claimUntil : null)),
    captured.map(({ payment }) => cards.get(payment.id) ?? null),
    now,
  ]);
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
