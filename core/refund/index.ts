/** Refunds, what comes back of payments that have settled; and disputes, what payers say is wrong with them. Its SQL reads payments and locks them; only pay changes them. */
import type { Capability, HistoryView } from '../capability.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { money } from '../money.ts';
import type { Refunding } from '../refunding.ts';
import { ok, refuse } from '../refusals.ts';
import { createAskRefund, pressReceipt, pressRefund } from './buttons.ts';
import { decide } from './decide.ts';
import { dispute } from './dispute.ts';
import {
  pressDisputeAnswer,
  pressDisputeRefund,
  pressDisputeWithdraw,
  pressDisputeWord,
} from './dispute-buttons.ts';
import { disputeNotices, movedNotices, openDisputes } from './dispute-views.ts';
import { coverOf, giveBack } from './give.ts';
import { lockOrder } from './order.ts';
import { receiptsOf } from './receipts.ts';
import { refundsOf } from './refund.ts';
import { leftOf } from './rules.ts';
import type { RefundService } from './types.ts';

const historyText = sqlFile(import.meta.url, './sql/history.sql');

interface Refunded {
  transfer: bigint;
  reference: string;
  memo: string | null;
  payer: bigint;
  payee: bigint;
}

/** What went out went to the payer. */
const history: HistoryView = async (sql, lines) => {
  const transfers = lines.map(({ transfer }) => transfer);
  const rows = await run<Refunded>(sql, historyText, [transfers]);
  const outgoing = new Map(lines.map(({ transfer, isOutgoing }) => [transfer, isOutgoing]));
  return rows.map(({ transfer, reference, memo, payer, payee }) => ({
    ...{ transfer, reference, memo },
    counterparty: outgoing.get(transfer) ? payer : payee,
  }));
};

/** For what was bought by a payment of its own: an order with one payee. */
export const createRefunding = (context: Context): Refunding => ({
  async back(sql, { order: reference, parts, withCredit, key }) {
    const order = await lockOrder(context, sql, { reference });
    if (!order) return refuse('payment_unknown', { reference });
    const [paid] = order.payments;
    // What waits to be claimed can still become the payee's.
    if (paid!.state !== 'settled') return refuse('payment_not_settled');
    const amount = leftOf(paid!) / BigInt(parts);
    if (amount === 0n) return ok(0n);
    const { payee } = paid!;
    if (payee.id === order.payer.id) return refuse('pay_self');
    if (payee.frozen) return refuse('payee_frozen', { payee: payee.name });
    if (order.payer.frozen) return refuse('payee_frozen', { payee: order.payer.name });
    // Seen before the ledger is asked: it keeps a no for good, and what is not there today may be tomorrow.
    if ((await coverOf(context, sql, order, payee, withCredit)) < amount)
      return refuse('refund_uncovered', { payee: payee.name, needed: money(amount, order.asset) });
    const giving = { order, paid: paid!, amount, orderedBy: 'sale', operator: null, key } as const;
    const given = await giveBack(context, sql, giving);
    return given.ok ? ok(amount) : given;
  },
});

export function createRefund(context: Context): Capability<RefundService> {
  const { operators, sql } = context;
  const refunds = refundsOf(context);
  const service: RefundService = {
    ...refunds,
    askRefund: createAskRefund(context, refunds.refund),
    dispute: (by, request) => dispute(context, by, request),
    decide: (by, request) => decide(context, by, request),
    disputes: async (by) =>
      operators.has(by) ? ok(await openDisputes(context, sql)) : refuse('not_operator'),
  };
  return {
    service,
    presses: {
      receipt: (press) => pressReceipt(context, press),
      refund: (press) => pressRefund(context, service.refund, press),
      refund_confirmed: (press) => pressRefund(context, service.refund, press),
      dispute_refund: (press) => pressDisputeRefund(context, press),
      dispute_ask: (press) => pressDisputeWord(context, press, 'ask'),
      dispute_reject: (press) => pressDisputeWord(context, press, 'reject'),
      dispute_answer: (press) => pressDisputeAnswer(context, press),
      dispute_withdraw: (press) => pressDisputeWithdraw(context, press),
    },
    subjects: {
      dispute: (transaction, references) => disputeNotices(context, transaction, references),
      dispute_moved: movedNotices,
    },
    async desk() {
      const disputes = await openDisputes(context, sql);
      return disputes.total > 0 ? [disputes] : [];
    },
    receipts: (sql, orders) => receiptsOf(context, sql, orders),
    history: { refund: history },
    verify: new URL('./verify/', import.meta.url),
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}
