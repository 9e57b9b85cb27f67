/** Payments: from a request to a receipt, or to the money back. */
import type { Core } from '../api.ts';
import { ESCROW_CHECKS, type Violation, verifyFolders } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { batched, type Queryable } from '../db/index.ts';
import type { Log } from '../outbox/index.ts';
import { createAuthorize } from './authorize.ts';
import { expireDue } from './expire.ts';
import { settle } from './settle.ts';

export { pressClaim, pressTakeBack } from './buttons.ts';
export { claimWaiting } from './claim.ts';
export { unsettled } from './expire.ts';
export { paymentNotice, paymentNotices } from './notice.ts';

/** Payments at most that are settled together: what waits behind them still waits for milliseconds. */
const settlements_max = 100;

export const createPay = (context: Context, log?: Log): Core['pay'] => ({
  authorize: createAuthorize(context),
  settle: batched(async (payments) => {
    await settle(context, payments);
    return payments.map(() => undefined);
  }, settlements_max),
  expireDue: (limit) => expireDue(context, limit, log),
});

export const PAY_CHECKS = new URL('./verify/', import.meta.url);

/** What payments, escrow and people must agree on with the ledger. An empty list means that they do. */
export const verifyPayments = (sql: Queryable): Promise<Violation[]> =>
  verifyFolders(sql, [ESCROW_CHECKS, PAY_CHECKS]);
