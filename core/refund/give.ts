/** The money back: from the payee's wallet to the payer's, in the caller's database transaction, with all that stands or falls with it. */
import { movement, walletOf } from '../accounts.ts';
import { tellIfLow } from '../alerts/index.ts';
import type { Context } from '../context.ts';
import { type Queryable, run, sqlFile } from '../db/index.ts';
import { type Person, viewOf } from '../identity/index.ts';
import { derivedKey } from '../ids.ts';
import type { LedgerOutcome, Submission } from '../ledger/index.ts';
import { type Money, money } from '../money.ts';
import type { NoticeOf } from '../notices.ts';
import { putOperatorAction } from '../operator-action.ts';
import { reviseDelivery } from '../outbox/index.ts';
import { ok, type Result, refuse } from '../refusals.ts';
import { tellDirectly } from '../tell.ts';
import { openDisputeOf, takeStep } from './books.ts';
import type { Order, Paid } from './order.ts';
import { leftOf } from './rules.ts';

const putText = sqlFile(import.meta.url, './sql/put_refund.sql');

export interface Giving {
  order: Order;
  paid: Paid;
  amount: bigint;
  /** `sale`: by the rules of what was bought. */
  orderedBy: 'payee' | 'bank' | 'sale';
  /** Whose order it was; null for a payee, a sale, and for the command line. */
  operator: string | null;
  key: string;
}

/** Returns the transfer. What the ledger refuses stays refused for this event. */
export async function giveBack(context: Context, sql: Queryable, giving: Giving): Promise<Result<bigint>> {
  const { order, paid, amount, orderedBy, key } = giving;
  const [outcome] = await context.ledger.submit(sql, [await submissionOf(context, sql, giving)]);
  if (!outcome!.ok) return explain(context, sql, giving, outcome!);
  const row = [paid.id, amount, outcome!.id, orderedBy, key, context.clock.now()];
  const [refund] = await run<{ id: bigint }>(sql, putText, row);
  await reviseDelivery(sql, order.delivery, ...(paid.payee_delivery === null ? [] : [paid.payee_delivery]));
  if (orderedBy === 'bank') await record(context, sql, giving, outcome!.id);
  const given = { ...giving, paid: withRefund(paid, amount) };
  const dispute = await endDispute(context, sql, given, refund!.id);
  const notice = toldOf(context, sql, { ...given, dispute });
  await tellDirectly(sql, order.payer, await notice('refund_received', order.payer));
  if (orderedBy === 'bank') await tellDirectly(sql, paid.payee, await notice('refund_sent', paid.payee));
  const { asset, reference } = order;
  const spent = money(amount, asset);
  await tellIfLow(context, sql, [{ person: paid.payee, transfer: outcome!.id, spent, reference }]);
  return ok(outcome!.id);
}

const record = (
  context: Context,
  sql: Queryable,
  { order: { asset }, paid, amount, operator, key }: Giving,
  transfer: bigint,
): Promise<string> =>
  putOperatorAction(context, sql, {
    action: 'refund',
    operator,
    person: paid.payee.id,
    amount: { asset: asset.code, minor: amount },
    transfer,
    key,
  });

/** What the payer said was wrong is settled when the bank gives something back, or the payee all of it. */
async function endDispute(
  context: Context,
  sql: Queryable,
  { paid, orderedBy, operator, key }: Giving,
  refund: bigint,
): Promise<string | null> {
  const open = await openDisputeOf(sql, paid.id);
  if (!open || (orderedBy !== 'bank' && leftOf(paid) > 0n)) return null;
  await takeStep(context, sql, open, { step: 'refunded', operator, refund, key });
  return open.reference;
}

/**
 * All of a payment comes back by a reversal, so that the ledger itself knows what it undoes, and undoes nothing twice. It can be one only where
 * the money went straight from wallet to wallet and both are still those people's: what came through escrow would go back there, and an account
 * that was joined to another has nothing. Nor where the payer gave another asset: what was paid comes back, and no change of money is undone at
 * the rate of another day. Everything else is a transfer of its own.
 */
async function submissionOf(
  context: Context,
  sql: Queryable,
  { order, paid, amount, orderedBy, key: event }: Giving,
): Promise<Submission> {
  const { payer, payerNamed, asset } = order;
  const rest = {
    key: derivedKey('refund', event),
    code: 'refund',
    // The bank gets the money back also from somebody whom it has frozen.
    ...(orderedBy === 'bank' && { evenFrozen: true }),
  };
  const straight =
    !paid.escrowed && !paid.exchanged && payer.id === payerNamed && paid.payee.id === paid.named;
  if (amount === paid.amount && straight) return { verb: 'reverse', transfer: paid.transfer!, ...rest };
  const from = await walletOf(context, sql, paid.payee, asset.code);
  const to = await walletOf(context, sql, payer, asset.code);
  return { verb: 'post', legs: movement(from, to, amount), ...rest };
}

/** What a payee can give back, with what the bank lends them or without; nobody else moves it before the database transaction ends. */
export async function coverOf(
  context: Context,
  sql: Queryable,
  { asset, payer }: Pick<Order, 'asset' | 'payer'>,
  payee: Person,
  withCredit: boolean,
): Promise<bigint> {
  const from = await walletOf(context, sql, payee, asset.code);
  const to = await walletOf(context, sql, payer, asset.code);
  const { available, spendable } = (await context.ledger.lock(sql, [from, to])).get(from)!;
  return withCredit ? spendable : available;
}

async function explain(
  { ledger }: Context,
  sql: Queryable,
  { order: { asset }, paid: { payee }, amount, orderedBy }: Giving,
  { refusal }: LedgerOutcome & { ok: false },
): Promise<Result<never>> {
  if (refusal === 'idempotency_key_reused' || refusal === 'account_frozen') return refuse(refusal);
  if (refusal !== 'insufficient_funds') throw new Error(`A refund was refused: ${refusal}`);
  const needed = money(amount, asset);
  if (orderedBy !== 'payee') return refuse('refund_uncovered', { payee: payee.name, needed });
  const wallet = await ledger.account(sql, walletName(payee, asset.code));
  return refuse('insufficient_funds', { needed, available: money(wallet?.spendable ?? 0n, asset) });
}

const walletName = ({ public_id }: Person, asset: string) => ({ owner: public_id, asset, purpose: 'wallet' });

export const withRefund = (paid: Paid, amount: bigint): Paid => ({
  ...paid,
  refunded: paid.refunded + amount,
});

type Told = NoticeOf<'refund_sent' | 'refund_received'>;

/** What is said of a refund that `paid` counts already; `reader` whose balance is told, null for an operator. */
export function toldOf(
  { ledger }: Context,
  sql: Queryable,
  {
    order,
    paid,
    amount,
    orderedBy,
    dispute = null,
  }: Omit<Giving, 'key' | 'operator'> & { dispute?: string | null },
): <K extends Told['kind']>(kind: K, reader: Person | null) => Promise<NoticeOf<K>> {
  const { asset, reference, payer } = order;
  const balanceOf = async (person: Person): Promise<Money> => {
    const wallet = await ledger.account(sql, walletName(person, asset.code));
    return money(wallet?.balance ?? 0n, asset);
  };
  return async <K extends Told['kind']>(kind: K, reader: Person | null) =>
    ({
      kind,
      reference,
      payer: viewOf(payer),
      payee: viewOf(paid.payee),
      amount: money(amount, asset),
      refunded: money(paid.refunded, asset),
      paid: money(paid.amount, asset),
      balance: reader && (await balanceOf(reader)),
      by_bank: orderedBy === 'bank',
      dispute,
    }) as NoticeOf<K>;
}
