/** Puts the services together: capabilities stand on the kernel, and meet each other only here and in intents. */
import { createAccount } from './account/index.ts';
import type { Core } from './api.ts';
import { ASSETS, findAsset } from './assets.ts';
import { createAudit, ESCROW_CHECKS } from './audit/index.ts';
import { createBank } from './bank/index.ts';
import type { Context } from './context.ts';
import { batched, type Sql } from './db/index.ts';
import { createPeople, findBearers, findIdentities, type HandleName } from './identity/index.ts';
import { createIntents, forgetIntents, putLinkQuestion } from './intents/index.ts';
import { createLedger, LEDGER_CHECKS } from './ledger/index.ts';
import type { Notice } from './notices.ts';
import {
  createDeliveries,
  createInbox,
  createOutbox,
  type Log,
  type NoticeOf,
  type Subject,
} from './outbox/index.ts';
import {
  claimWaiting,
  createPay,
  PAY_CHECKS,
  paymentNotice,
  paymentNotices,
  unsettled,
} from './pay/index.ts';
import { operatorsOf } from './policy/operators.ts';
import type { Identity } from './ports/chat.ts';
import { type Clock, systemClock } from './ports/clock.ts';
import { createTracing } from './trace/index.ts';

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

/** What is only read, and asked at the same time, is asked in one statement, of this many at most. */
const together_max = 100;

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
    bearers: batched((names: HandleName[]) => findBearers(sql, names), together_max),
    known: batched((identities: Identity[]) => findIdentities(sql, identities), together_max),
  };
  const noticeOf: NoticeOf = async (sql, subject) =>
    subject.kind === 'notice' ? subject.notice : paymentNotice(context, sql, subject.order);
  const cardNow = batched((orders: string[]) => paymentNotices(context, sql, orders), together_max);
  const noticeNow = async (subject: Subject): Promise<Notice> =>
    subject.kind === 'notice' ? subject.notice : cardNow(subject.order);
  const bankers = operatorsOf(operators);
  const logged = log ? { log } : {};
  const pay = createPay(context, log);
  return {
    inbox: createInbox(sql, logged),
    people: createPeople(context, {
      operators: bankers,
      noticeOf,
      claimWaiting: (person) => claimWaiting(context, person),
      putQuestion: (sql, question) => putLinkQuestion(context, sql, question),
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
    deliveries: createDeliveries(sql, noticeNow, logged),
    outbox: createOutbox(sql, {
      unsettled: (sql, olderThan_ms) => unsettled(context, sql, olderThan_ms),
    }),
    trace: createTracing(context),
    audit: createAudit(sql, [LEDGER_CHECKS, ESCROW_CHECKS, PAY_CHECKS], log),
    assets,
  };
}
