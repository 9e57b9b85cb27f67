/** The services that core offers, as types: what bots and workers may ask. `createCore` (core/core.ts) makes one over a database. */
import type { Audit } from './audit/index.ts';
import type { Money } from './money.ts';
import type { Notice, PersonView } from './notices.ts';
import type { Conversation, Identity, Json, Platform, ReplyContext } from './ports/chat.ts';
import type { Messenger } from './ports/messenger.ts';
import type { Result } from './refusals.ts';
import type { Tracing } from './trace/types.ts';

/** How somebody is named in a command. */
export type Who =
  /** `typed`: somebody wrote `platform:tenant:id`, and no platform vouches that there is such a person. */
  | { by: 'identity'; identity: Identity; name?: string; isBot?: boolean; typed?: true }
  /** `@bob` on the speaker's own platform, or `@bob@slack`. Unseen on Telegram: a claimable payee, bound to the stable id at first contact. */
  | { by: 'handle'; handle: string; platform: Platform; tenant: string | null };

/** Where a command came from, and how to answer it. */
export interface Origin {
  /** Idempotency key of the event: the same event never acts twice. */
  key: string;
  conversation: Conversation;
  reply?: ReplyContext;
}

export interface SeenPerson {
  person: PersonView;
  identity: Identity;
  /** BCP 47. */
  locale: string;
  /** No platform ever told us theirs, `locale` is our default: it must not decide what `1.000` means. */
  localeAssumed?: true;
  frozen: boolean;
  operator: boolean;
  /** First contact through this identity. */
  isNew: boolean;
  /** What waited for this person and has been claimed by this contact. */
  claimed: Money[];
  /** Of this, what the bank had given their name. What somebody paid them, they are told by a message of its own. */
  untold: Money[];
  /** Notices that could not be delivered before; each is given out once. */
  missed: Notice[];
}

export interface PayRequest {
  payer: Identity;
  payees: Who[];
  /** Exact minor units of `asset`, positive. */
  amount: bigint;
  asset: string;
  /** What `amount` is: for every payee, or for all together (divided, leftover pennies to the first named). */
  mode: 'each' | 'total';
  memo: string | null;
  origin: Origin;
}

/**
 * The payload of a `pay_amount` intent, as JSON: what pressing its button pays. `key` is the idempotency key of the command that
 * asked which amount was meant, so that of the two buttons only one ever pays. `conversation` is where the command was given
 * and where the card goes, wherever the button was pressed.
 */
export interface PayIntent {
  key: string;
  payees: Who[];
  /** Minor units, a decimal string. */
  amount: string;
  asset: string;
  mode: 'each' | 'total';
  memo: string | null;
  conversation: Conversation;
}

/** A delivery to show at once; whoever cannot, leaves it to the workers. */
export interface Shown {
  reference: string;
  delivery: bigint;
}

/** What a pressed button led to. */
export type IntentOutcome =
  | { did: 'claimed'; amount: Money }
  | { did: 'taken_back'; amount: Money }
  | { did: 'paid'; shown: Shown }
  | ({ did: 'linked' } & Linked);

/** One person now, with what they have. */
export interface Linked {
  person: PersonView;
  balances: Money[];
}

/** What became of a code: the chats are linked, or the redeemer (who has `balances`) is asked by a button whether they are `owner`, too. */
export type Redeemed =
  | ({ did: 'linked' } & Linked)
  | { did: 'asked'; owner: PersonView; balances: Money[]; intent: string };

export interface Core {
  /** The durable inbox: every inbound event is here before it is acknowledged. */
  inbox: {
    put(platform: Platform, dedupeKey: string, event: Json): Promise<{ id: bigint; fresh: boolean }>;
    done(id: bigint): Promise<void>;
    /** Handling failed for now: another try after this many ms, until it is given up (and logged) after 10. */
    later(id: bigint, after_ms: number, reason: string): Promise<void>;
    /** Leases up to `limit` events that no process is handling (their process died, or they were put off). */
    claim(limit: number): Promise<{ id: bigint; event: Json; attempts: number }[]>;
  };

  people: {
    /** Every event from a person goes through here first: creates or updates them, binds what waited for their handle, claims what waits for them. */
    seen(
      /** `handle` null: the platform would tell it, and there is none any more. Absent: it did not say. */
      actor: { identity: Identity; name: string; handle?: string | null; locale?: string },
      where: Conversation,
      /** `missed: false` leaves for another time what could not be delivered before: the answer may not reach the person alone. */
      options?: { missed?: boolean },
    ): Promise<SeenPerson>;
    /** The person behind an identity, null when never seen and never paid. */
    find(identity: Identity): Promise<PersonView | null>;
    /** Whether anybody at all is known here. */
    anybody(): Promise<boolean>;
    resolve(who: Who, speaker: Identity): Promise<Result<PersonView>>;
    linkCode(person: Identity): Promise<Result<{ code: string; expires_at: string }>>;
    /** `identity`'s person and the code's person become one, at once, without a question and without a word: for whoever knows that both are one. */
    link(identity: Identity, code: string, key: string): Promise<Result<Linked>>;
    /** A code that a person gave in a chat. `always` ask before joining (they may not have typed it), or only those who have money. */
    redeem(
      identity: Identity,
      code: string,
      key: string,
      ask: 'always' | 'with_money',
    ): Promise<Result<Redeemed>>;
    /** The person started or stopped accepting direct messages. */
    setReachable(identity: Identity, reachable: boolean): Promise<void>;
  };

  pay: {
    /** Hold, payment rows, the card's delivery and the outbox rows, in one database transaction. */
    authorize(request: PayRequest): Promise<Result<Shown>>;
    /** Capture (workers). Idempotent; a payment that may not be captured any more is voided and the payer told. */
    settle(payment: bigint): Promise<void>;
    /** Returns unclaimed money, expires holds that nobody settled. Returns how many payments ended. */
    expireDue(limit: number): Promise<number>;
  };

  intents: {
    /**
     * A button whose meaning is kept here. `person` may press it, once, until `expiresAt`.
     * `pay_amount` carries a {@link PayIntent}; what a `pay_form` carries is the bots' own.
     */
    create(intent: {
      person: Identity;
      kind: 'pay_amount' | 'pay_form';
      payload: Json;
      expiresAt: Date;
    }): Promise<string>;
    press(key: string, by: Identity, origin: Origin): Promise<Result<IntentOutcome>>;
    /** The payload of a form's intent, for its owner, without using it up. */
    read(key: string, by: Identity): Promise<Result<{ kind: string; payload: Json }>>;
  };

  account: {
    balance(identity: Identity): Promise<Extract<Notice, { kind: 'balance' }>>;
    /** Newest first. */
    history(identity: Identity, limit: number): Promise<Extract<Notice, { kind: 'history' }>>;
  };

  bank: {
    isOperator(identity: Identity): Promise<boolean>;
    /** New money from the operator's cash desk. `by` null: the command line. */
    fund(
      by: Identity | null,
      to: Who,
      amount: bigint,
      asset: string,
      key: string,
    ): Promise<Result<{ person: PersonView; amount: Money; balance: Money; reference: string }>>;
    freeze(
      by: Identity | null,
      who: Who,
      frozen: boolean,
    ): Promise<Result<{ person: PersonView; frozen: boolean }>>;
  };

  deliveries: {
    /** Shows one delivery now, in its newest state, unless another process is on it. For the ack, straight from the command. */
    show(messenger: Messenger, delivery: bigint): Promise<void>;
    /** Shows what is due in one conversation, in order, honouring its rate limit. Returns the ms to wait before calling again, or null when nothing is left. */
    drain(messenger: Messenger, lane: string): Promise<number | null>;
  };

  outbox: {
    /** Takes up to `limit` unpublished rows, hands them to `publish` (which must be idempotent by id), and marks them. Returns how many. */
    relay(limit: number, publish: (rows: OutboxRow[]) => Promise<void>): Promise<number>;
    /** Calls back when rows may be waiting (LISTEN). */
    onReady(listener: () => void): Promise<() => Promise<void>>;
    /** Finds what a lost nudge left behind: authorized payments not settled, lanes with due deliveries. Writes outbox rows for them. Returns how many. */
    sweep(olderThan_ms: number): Promise<number>;
  };

  /** What happened, for whoever has to explain it. Only reads. */
  trace: Tracing;

  audit: Audit;

  assets: {
    /** By code, any case. */
    find(code: string): { code: string; exponent: number } | null;
    main: { code: string; exponent: number };
    all: { code: string; exponent: number }[];
  };
}

export type OutboxRow = { id: bigint } & (
  | { topic: 'settle'; payment: bigint }
  | { topic: 'deliver'; lane: string }
);
