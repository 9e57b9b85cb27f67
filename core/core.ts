/** Puts the services together: capabilities stand on the kernel, and meet each other only here and in intents. */
import { createAccount } from './account/index.ts';
import type { Core } from './api.ts';
import { ASSETS, findAsset } from './assets.ts';
import { createBank } from './bank/index.ts';
import type { Context } from './context.ts';
import type { Sql } from './db/index.ts';
import { createPeople } from './identity/index.ts';
import { createIntents, forgetIntents } from './intents/index.ts';
import { createLedger } from './ledger/index.ts';
import { createDeliveries, createInbox, createOutbox, type Log, type NoticeOf } from './outbox/index.ts';
import { claimWaiting, createPay, paymentNotice, unsettled } from './pay/index.ts';
import { operatorsOf } from './policy/operators.ts';
import type { Identity } from './ports/chat.ts';
import { type Clock, systemClock } from './ports/clock.ts';

export interface CoreOptions {
  /** A migrated database. */
  sql: Sql;
  /** The community's currency, an ISO 4217 code of {@link ASSETS}. */
  asset: string;
  /** Who may act for the bank; nobody unless told. */
  operators?: readonly Identity[];
  /** Time as the money path sees it. Unset: the machine's, and PostgreSQL's own for the ledger. */
  clock?: Clock;
  /** How long money waits for a payee who has never come. 14 unless told. */
  claim_days?: number;
  log?: Log;
}

/** Makes the services over a database. Nothing runs by itself; several may stand on one database. Throws RangeError for an unknown currency. */
export function createCore({ sql, asset, operators = [], clock, claim_days = 14, log }: CoreOptions): Core {
  const main = findAsset(asset);
  if (!main) throw new RangeError(`Unknown currency ${asset}: ${ASSETS.map(({ code }) => code).join(', ')}`);
  const assets = { main, all: [...ASSETS], find: findAsset };
  const context: Context = {
    sql,
    ledger: createLedger(clock ? { clock } : {}),
    clock: clock ?? systemClock,
    assets,
    claim_days,
    accounts: new Map(),
  };
  const noticeOf: NoticeOf = async (sql, subject) =>
    subject.kind === 'notice' ? subject.notice : paymentNotice(context, sql, subject.order);
  const bankers = operatorsOf(operators);
  const logged = log ? { log } : {};
  const pay = createPay(context);
  return {
    inbox: createInbox(sql, logged),
    people: createPeople(context, {
      operators: bankers,
      noticeOf,
      claimWaiting: (person) => claimWaiting(context, person),
    }),
    pay: {
      ...pay,
      async expireDue(limit) {
        await forgetIntents(context);
        return pay.expireDue(limit);
      },
    },
    intents: createIntents(context, pay),
    account: createAccount(context),
    bank: createBank(context, bankers),
    deliveries: createDeliveries(sql, noticeOf, logged),
    outbox: createOutbox(sql, {
      unsettled: (sql, olderThan_ms) => unsettled(context, sql, olderThan_ms),
    }),
    assets,
  };
}
