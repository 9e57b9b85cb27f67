/** What every capability stands on. */
import type { AssetBook } from './asset-book.ts';
import type { HistoryView, Payable } from './capability.ts';
import type { Origin } from './common.ts';
import type { Queryable, Sql } from './db/index.ts';
import type { Guard } from './guard.ts';
import type { Bearer, HandleName, KnownIdentity } from './identity/types.ts';
import type { Pressed } from './intents/types.ts';
import type { Ledger } from './ledger/index.ts';
import type { Money } from './money.ts';
import type { Notice } from './notices.ts';
import type { Log, NoticeOf } from './outbox/index.ts';
import type { Operators } from './policy/operators.ts';
import type { Identity, Json } from './ports/chat.ts';
import type { Clock } from './ports/clock.ts';
import type { PricesSource } from './ports/prices.ts';
import type { RatesSource } from './ports/rates.ts';
import type { Result } from './refusals.ts';

export interface Context {
  sql: Sql;
  ledger: Ledger;
  clock: Clock;
  log: Log;
  assets: AssetBook;
  /** Where exchange rates come from; null where nothing is changed into anything. */
  rates: RatesSource | null;
  /** Where prices of assets come from, beside operators; null where only these set them. */
  prices: PricesSource | null;
  operators: Operators;
  /** How long money waits for a payee who has never come. */
  claim_days: number;
  /** By whose clock the bank's days end, an IANA name. */
  zone: string;
  /** What a PIN costs to hash. */
  pin_cost: string;
  /** Ids of accounts by name, remembered by this process (accounts.ts). */
  accounts: Map<string, bigint>;
  /** Somebody by an identity, as they are now; null when nobody knows them. Asked together with whoever asks at the same time. */
  known(identity: Identity): Promise<KnownIdentity | null>;
  /** Who bears a handle, likewise. */
  bearers(name: HandleName): Promise<Bearer[]>;
  /** The notice of a subject, whichever capability's it is. */
  noticeOf: NoticeOf;
  /** What transfers of this ledger's code were for. */
  detailsOf(code: string): HistoryView;
  /** What is paid, by the kind that a payment names it by, whichever capability's it is. */
  payableOf(kind: string): Payable;
  /** What orders paid for, by their references: the kind of it. Without those that paid for nothing that a capability has. */
  paidFor(sql: Queryable, orders: readonly string[]): Promise<Map<string, string>>;
  /** Asks somebody, where that is wanted, before their money goes. */
  guard: Guard;
  /** Whether no capability has anything against a person becoming one with another. */
  mayJoin(
    sql: Queryable,
    person: bigint,
    proven_at: Date | null,
    as: 'survivor' | 'merged',
  ): Promise<Result<null>>;
  /** Whom of these people a person has paid before, by any capability. */
  acquainted(payer: bigint, payees: readonly bigint[]): Promise<bigint[]>;
  /** What a form's intent means, for its owner. */
  readIntent(intent: string, by: Identity): Promise<Result<{ payload: Json }>>;
  /** A press that was asked about, once more, confirmed. */
  pressAgain(intent: string, by: Identity, origin: Origin): Promise<Result<Pressed>>;
  /** What other capabilities say of settled payments, by the references of their orders. */
  receiptsOf(sql: Queryable, orders: readonly string[]): Promise<ReadonlyMap<string, Notice[]>>;
  /** Gives a person what waits for them in any capability, as far as it may be claimed now. */
  claimWaiting(person: bigint): Promise<Money[]>;
}

/** Where no platform told a person's language. */
export const DEFAULT_LOCALE = 'en';
