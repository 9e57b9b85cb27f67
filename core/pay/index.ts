/** Payments: from a request to a receipt, or to the money back. */
import { type Capability, each } from '../capability.ts';
import type { Changing } from '../changing.ts';
import type { Context } from '../context.ts';
import { batched, run, sqlFile } from '../db/index.ts';
import { createAsk } from './ask.ts';
import { createAuthorize, findShown } from './authorize.ts';
import { pressClaim, pressTakeBack } from './buttons.ts';
import { pressQuoted } from './change.ts';
import { pressAmount, pressConfirmed } from './choose.ts';
import { claimWaiting, createLeaveEscrow } from './claim.ts';
import { expireDue, unsettled } from './expire.ts';
import { payHistory } from './history.ts';
import { ownNotices, paymentNotices } from './notice.ts';
import { settle } from './settle.ts';
import type { Elsewhere, PayService } from './types.ts';

const paidBefore = sqlFile(import.meta.url, './sql/paid_before.sql');
const elsewhere = sqlFile(import.meta.url, './sql/elsewhere.sql');

/** As many as a platform shows at once. */
const suggestions_max = 25;

/** Payments at most that are settled together: what waits behind them still waits for milliseconds. */
const settlements_max = 100;

export function createPay(context: Context, changing: Changing): Capability<PayService> {
  const leave = createLeaveEscrow(context);
  const settleOne: PayService['settle'] = batched(async (payments) => {
    await settle(context, leave, payments);
    return payments.map(() => undefined);
  }, settlements_max);
  const authorize = createAuthorize(context, changing);
  const service: PayService = {
    authorize,
    ask: createAsk(context, authorize, changing),
    find: (key) => findShown(context.sql, key),
    settle: settleOne,
    expireDue: (limit) => expireDue(context, { settle: settleOne, leave }, limit),
    async elsewhere(payer) {
      const person = await context.known(payer);
      if (!person) return [];
      return run<Elsewhere>(context.sql, elsewhere, [person.id, payer.platform, suggestions_max]);
    },
  };
  return {
    service,
    presses: {
      claim: (press) => pressClaim(context, leave, press),
      take_back: (press) => pressTakeBack(context, leave, press),
      pay_amount: (press) => pressAmount(context, authorize, changing, press),
      pay_confirmed: (press) => pressConfirmed(context, authorize, changing, press),
      pay_quoted: (press) => pressQuoted(context, changing, authorize, press),
    },
    subjects: {
      payment: (sql, orders) => paymentNotices(context, sql, orders),
      payment_own: (sql, orders) => ownNotices(context, sql, orders),
    },
    topics: {
      settle: {
        handle: (payments) => each(payments, service.settle),
        lost: (sql, olderThan_ms) => unsettled(context, sql, olderThan_ms),
      },
    },
    schedules: { expire: { every_ms: 60_000, run: service.expireDue } },
    async acquainted(payer, payees) {
      const rows = await run<{ payee: bigint }>(context.sql, paidBefore, [payer, payees]);
      return rows.map(({ payee }) => payee);
    },
    contact: (person) => claimWaiting(context, leave, person),
    history: payHistory,
    verify: new URL('./verify/', import.meta.url),
    trail: sqlFile(import.meta.url, './sql/trail.sql'),
  };
}
