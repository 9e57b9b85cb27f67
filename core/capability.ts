/** What a capability is to the kernel: handlers by name. `core.ts` lists the capabilities; nothing else has to know them. */
import type { Origin, Shown } from './common.ts';
import type { Queryable } from './db/index.ts';
import type { KnownIdentity } from './identity/types.ts';
import type { Pressed } from './intents/types.ts';
import type { Money } from './money.ts';
import type { Notice } from './notices.ts';
import type { NewDelivery } from './outbox/index.ts';
import type { Identity, Json } from './ports/chat.ts';
import type { Refusal, Result } from './refusals.ts';

/** A capability as its `create…(context)` makes it: what it offers to bots and workers, and what it registers here. */
export interface Capability<Service = unknown> {
  service: Service;
  /** What a button does, by its intent's kind. A kind without one cannot be pressed: it belongs to a form. */
  presses?: Readonly<Record<string, Press>>;
  /** What messages show, by the kind of their subject, as it is at the moment of showing; in the order of the ids. */
  subjects?: Readonly<Record<string, SubjectView>>;
  /** Work that the outbox asks for, by topic. */
  topics?: Readonly<Record<string, Topic>>;
  /** Work that time brings, by name. */
  schedules?: Readonly<Record<string, Schedule>>;
  /** What payments may be for that has a record of its own, by the kind that they name it by. */
  payables?: Readonly<Record<string, Payable>>;
  /** Whom of these people a person has paid before, by it. */
  acquainted?(payer: bigint, payees: readonly bigint[]): Promise<bigint[]>;
  /**
   * Whether a person may become one with another, whom they then share everything with; asked of both: of whoever stays (`survivor`), and of who becomes them. `proven_at`: when it was proven
   * that they want it (by their PIN), where it was.
   */
  mayJoin?(
    sql: Queryable,
    person: bigint,
    proven_at: Date | null,
    as: 'survivor' | 'merged',
  ): Promise<Result<null>>;
  /** Gives somebody who speaks to us what waits for them, as far as it may be claimed now. */
  contact?(person: bigint): Promise<Money[]>;
  /**
   * What it says of payments that have settled, by the references of their orders: its lines and buttons stand below pay's own, on the card
   * and on the payees' notes.
   */
  receipts?(sql: Queryable, orders: readonly string[]): Promise<ReadonlyMap<string, Notice>>;
  /** What is said on a person's own page. */
  home?(identity: Identity): Promise<Notice[]>;
  /** What is said below it to an operator. Being one is asked again by whatever can be done there. */
  desk?(identity: Identity): Promise<Notice[]>;
  /** What its transfers were for, by the ledger's code. A code that nobody knows has a line without words. */
  history?: Readonly<Record<string, HistoryView>>;
  /** A folder of checks of the books; audit/checks.ts says how they are written. */
  verify?: URL;
  /**
   * A statement that finds its records by their references ($1) or by the idempotency keys of the events that made them ($2), and gives a
   * row for every step of their lives, as trace/rows.ts has it; from there the events, transfers, nudges and messages are found.
   */
  trail?: string;
}

/** Of those of the transfers that it knows. */
export type HistoryView = (
  sql: Queryable,
  lines: readonly { transfer: bigint; isOutgoing: boolean }[],
) => Promise<HistoryDetails[]>;

export interface HistoryDetails {
  transfer: bigint;
  reference: string;
  /** Who is on the other side, a person's id. */
  counterparty?: bigint;
  memo?: string | null;
}

export type SubjectView = (sql: Queryable, ids: readonly string[]) => Promise<Notice[]>;

/**
 * Called once the kernel has made sure that this person may press it, in time, and that no other event has used it up.
 * The same event may come again: it gets the same answer, and moves nothing again.
 */
export type Press = (pressed: PressedIntent) => Promise<Result<Pressed>>;

export interface PressedIntent {
  /** The intent's key. */
  key: string;
  kind: string;
  /** What it is about, an id of the capability's own. */
  subject: bigint | null;
  payload: Json;
  expires_at: Date | null;
  /** What this very event led to before: what `useIntent` was given. */
  outcome: Json;
  by: KnownIdentity;
  /** Its person was asked whether they mean it (guard.ts), and said yes. */
  confirmed?: true;
  identity: Identity;
  origin: Origin;
}

/** Idempotent: a nudge may come twice, or late. One subject that fails must not keep its neighbours from being done; throws at the end if any failed. */
export interface Topic {
  handle(subjects: readonly bigint[]): Promise<void>;
  /** What has waited for longer than this, so that its nudge was lost. At most 1000. */
  lost?(sql: Queryable, olderThan_ms: number): Promise<bigint[]>;
}

export interface Schedule {
  every_ms: number;
  /** Does up to `limit` of what is due, and returns how many; called again as long as that is `limit`. */
  run(limit: number): Promise<number>;
}

/**
 * Asked and told in the database transaction that places payments, so that of several for the same thing, in however many processes,
 * no more are placed than it takes. What becomes of them afterwards is read from the view `payment_outcome`.
 */
export interface Payable {
  /** The capability tells the payee itself of what was paid, and pay does not. */
  tells_payee?: true;
  /**
   * Locks what is to be paid, all of it in one order, and says why it may not be; null where it may. Of two in one batch for the same
   * thing, the second is judged as if the first were placed.
   */
  admit(sql: Queryable, payments: readonly PayablePayment[]): Promise<(Refusal | null)[]>;
  /** These are placed. */
  placed(sql: Queryable, payments: readonly (PayablePayment & Shown)[]): Promise<void>;
  /** A statement that finds, of orders by their references ($1), those that paid for something of its, as rows of `reference`. */
  paid?: string;
  /** These have settled: what their payers get for them is written in the same database transaction. Accounts are locked by then. */
  settled?(sql: Queryable, payments: readonly SettledPayment[]): Promise<void>;
}

/** Of its order: the reference, where it was ordered, by whom, in which language, and how to answer there. */
export interface SettledPayment {
  reference: string;
  origin: Pick<NewDelivery, 'conversation' | 'person' | 'locale' | 'reply'>;
}

export interface PayablePayment {
  /** What is paid, by the capability's own id. */
  id: string;
  /** As the persons that they have turned out to be. */
  payer: bigint;
  payees: bigint[];
  /** As it was ordered, in minor units: for each payee, or in total. */
  amount: bigint;
  mode: 'each' | 'total';
  asset: string;
  /** Idempotency key of the order. */
  key: string;
}

/** For a topic: does it for all of them at once, and throws when they have ended, if any failed. */
export async function each(
  subjects: readonly bigint[],
  work: (subject: bigint) => Promise<unknown>,
): Promise<void> {
  const done = await Promise.allSettled(subjects.map(work));
  const failed = done.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}

type Registered = 'presses' | 'subjects' | 'topics' | 'schedules' | 'history' | 'payables';

/** What all capabilities together have of one sort, by name. Throws where two have the same name. */
export function collect<R extends Registered>(
  sort: R,
  capabilities: readonly Capability[],
): ReadonlyMap<string, NonNullable<Capability[R]>[string]> {
  const all = new Map<string, NonNullable<Capability[R]>[string]>();
  for (const capability of capabilities)
    for (const [name, handler] of Object.entries(capability[sort] ?? {})) {
      if (!/^[a-z_]{1,40}$/.test(name)) throw new RangeError(`Not a name for one of the ${sort}: ${name}`);
      if (all.has(name)) throw new RangeError(`Two capabilities have ${name} among their ${sort}`);
      all.set(name, handler as NonNullable<Capability[R]>[string]);
    }
  return all;
}
