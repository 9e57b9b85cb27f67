/**
 * The ledger's verbs as data. A submission is a request; what came of it is an outcome, a value, never an exception.
 * Sign convention: a leg's amount is what it adds to the account's balance; the legs of a transfer sum to zero per asset.
 */

/** One requested leg. `amount` in minor units of the account's asset, of 38 digits at most, never 0. */
export interface Posting {
  account: bigint;
  amount: bigint;
}

interface Keyed {
  /** Idempotency key, at most 200 characters. The same key with the same request gives the same outcome; with another request it is refused. */
  key: string;
  /** What it is for, as statements and reports tell transfers apart: pay, fund, link, claim, return … At most 200 characters. */
  code: string;
  /** When it happened, where that is not when it is recorded. For statements and interest; no rule of the ledger asks for it. */
  eventAt?: Date;
  /** A returning or closing movement that a freeze must not stop. */
  evenFrozen?: boolean;
}

export type Submission =
  | ({ verb: 'post'; legs: Posting[] } & Keyed)
  /** Until `expiresAt` it can be captured; from then on it can be expired. Nothing happens by itself. */
  | ({ verb: 'hold'; legs: Posting[]; expiresAt: Date } & Keyed)
  /** `legs` absent: in full. Present: a part of the hold, leg by leg of the same sign and on the same accounts; the rest is released. */
  | ({ verb: 'capture'; hold: bigint; legs?: Posting[] } & Keyed)
  | ({ verb: 'void'; hold: bigint } & Keyed)
  /** As void, and only once the hold's expiry has passed. */
  | ({ verb: 'expire'; hold: bigint } & Keyed)
  /** The opposite of an earlier transfer, once. */
  | ({ verb: 'reverse'; transfer: bigint } & Keyed);

export type LedgerRefusal =
  | 'account_unknown'
  | 'amount_zero'
  | 'amount_too_large'
  | 'unbalanced'
  | 'leg_repeated'
  | 'insufficient_funds'
  | 'account_frozen'
  | 'account_closed'
  | 'hold_unknown'
  | 'hold_resolved'
  | 'hold_expired'
  | 'hold_not_expired'
  | 'capture_exceeds_hold'
  | 'transfer_unknown'
  | 'already_reversed'
  | 'idempotency_key_reused'
  /** A linked neighbour was refused. */
  | 'linked_refused';

/**
 * `id` is the transfer's (post, capture, reverse) or the hold's (hold, void, expire). `replayed`: the key had been seen. `account`: the
 * one that the refusal is about; null where it is about none: `unbalanced`, `linked_refused`, and those
 * about a hold, a transfer or a key.
 */
export type LedgerOutcome =
  | { ok: true; id: bigint; replayed: boolean }
  | { ok: false; refusal: LedgerRefusal; account: bigint | null; replayed: boolean };
