/** Refunds: what comes back of payments that have settled. Its SQL reads payments and locks them; only pay changes them. */
import type { Capability, HistoryView } from '../capability.ts';
import type { Context } from '../context.ts';
import { run, sqlFile } from '../db/index.ts';
import { pressReceipt, pressRefund } from './buttons.ts';
import { receiptsOf } from './receipts.ts';
import { refundsOf } from './refund.ts';
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

export function createRefund(context: Context): Capability<RefundService> {
  const service = refundsOf(context);
  return {
    service,
    presses: {
      receipt: (press) => pressReceipt(context, press),
      refund: (press) => pressRefund(context, service.refund, press),
    },
    receipts: (sql, orders) => receiptsOf(context, sql, orders),
    history: { refund: history },
    verify: new URL('./verify/', import.meta.url),
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}
