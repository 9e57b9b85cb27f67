/** What happened, as it can be shown to whoever has to explain it: read out of what is kept anyway, nothing is written for it. */
import type { Money } from '../money.ts';
import type { MessageRef } from '../ports/chat.ts';

/** Somebody on one side of a step. `person` is their public id; null for the house itself (escrow, the cash desk). */
export interface TracedParty {
  person: string | null;
  name: string;
}

/** Something that a capability says of a step: `from`, `to`, `amount`, `reason` … One fact may name a person and what is theirs. */
export interface TracedFact {
  name: string;
  party?: TracedParty;
  amount?: Money;
  text?: string;
}

/** One side of a transfer, or of a hold. Amounts are signed: what it adds to the account's balance. */
export interface TracedLeg {
  account: string;
  owner: TracedParty;
  purpose: string;
  amount: Money;
  /** The account's version and balance after it; null while it is only held. */
  version: string | null;
  balance: Money | null;
}

interface Step {
  /** ISO 8601. */
  at: string;
  /** The database transaction that wrote it, where PostgreSQL still says so: what has the same one stood or fell together. */
  written_in: string | null;
}

/** An inbound event, as it was decoded. What people wrote is left out unless asked for. */
export interface TracedEvent extends Step {
  step: 'event';
  platform: string;
  dedupe_key: string;
  kind: string;
  /** Of a command or shortcut its name, of a reaction its emoji. */
  name: string | null;
  words: string | null;
  actor: { name: string; identity: string };
  place: { channel: string; kind: string };
  /** How often somebody took it up. */
  attempts: number;
  handled_at: string | null;
  /** Why the last try failed; of a handled one, why it was given up. */
  failure: string | null;
}

/** A capability's own record, at one moment of its life. */
export interface TracedState extends Step {
  step: 'state';
  capability: string;
  reference: string | null;
  state: string;
  facts: TracedFact[];
}

export interface TracedTransfer extends Step {
  step: 'transfer';
  id: string;
  verb: 'post' | 'hold' | 'capture' | 'void' | 'expire' | 'reverse';
  code: string;
  key: string;
  legs: TracedLeg[];
  /** The hold that it is, or ends. */
  hold: { id: string; state: string; expires_at: string } | null;
  /** The transfer that it undoes. */
  reverses: string | null;
}

/** A submission that the ledger refused, and will refuse again under its key. */
export interface TracedRejection extends Step {
  step: 'rejection';
  key: string;
  refusal: string;
  account: { owner: TracedParty; purpose: string } | null;
}

/** An outbox row. Its id is the id of the queue's job. */
export interface TracedNudge extends Step {
  step: 'nudge';
  id: string;
  topic: string;
  published_at: string | null;
}

/** A message that was to be shown, and what came of it. */
export interface TracedDelivery extends Step {
  step: 'delivery';
  id: string;
  /** Of a notice its kind, of a card what it shows. */
  subject: string;
  audience: string;
  lane: string;
  platform: string;
  to: string | null;
  locale: string;
  wanted_revision: number;
  shown_revision: number;
  state: 'due' | 'shown' | 'unreachable' | 'given_up';
  /** The message on the platform, once there is one. */
  message: Pick<MessageRef, 'platform' | 'channel' | 'message'> | null;
  /** How many times it was posted anew. */
  posting: number;
  claims: number;
  /** Failed tries since it became due. */
  attempts: number;
  failure: string | null;
  /** Before this nobody tries. */
  not_before: string | null;
  updated_at: string;
}

export type TraceStep =
  | TracedEvent
  | TracedState
  | TracedTransfer
  | TracedRejection
  | TracedNudge
  | TracedDelivery;

export interface Trace {
  /** What it is about, the oldest first: `pay_…`, `drp_…`. Empty where nothing with a reference came of an event. */
  references: string[];
  /** In order of time; what is of the same millisecond, in the order in which one leads to the other. */
  steps: TraceStep[];
  /** Something of it is still under way: an event to be handled, an open hold, a nudge to be published, a message to be shown. */
  isOpen: boolean;
}

export type TraceAbout =
  /** As on a receipt or in a history: `pay_…`, `drp_…`, `bnk_…`, or a transfer of the ledger, `trn_…`. */
  | { reference: string }
  /**
   * A message in a chat: one of ours, or somebody's that events came from. `events` are the platform's own ids of what it
   * is or answers, as they stand in dedupe keys. Reads the whole inbox and all deliveries: for a developer's machine.
   */
  | { message: Pick<MessageRef, 'platform' | 'channel' | 'message'>; events?: readonly string[] };

export interface Tracing {
  /** The whole way of something, as it is now; null when nothing is known of it. `words`: with what people wrote in commands. */
  find(about: TraceAbout, options?: { words?: boolean }): Promise<Trace | null>;
}
