/** Rows of the trace's statements, and the steps they are. Nothing secret passes: no tokens of a platform, no keys of buttons. */
import { type Asset, type Money, money } from '../money.ts';
import type { Identity } from '../ports/chat.ts';
import type {
  TracedDelivery,
  TracedEvent,
  TracedFact,
  TracedLeg,
  TracedNudge,
  TracedParty,
  TracedRejection,
  TracedState,
  TracedTransfer,
} from './types.ts';

/** One step in the life of a capability's record, and where to read on. What every trail statement selects (see capability.ts). */
export interface TrailRow {
  capability: string;
  /** What its receipts and histories say; and what `$1` of the statement is asked for, which is also the id of a message's subject. */
  reference: string | null;
  at: Date;
  state: string;
  written_in: string | null;
  /** Idempotency keys of the events that led to it. */
  keys: string[] | null;
  deliveries: bigint[] | null;
  /** Ids in the ledger: posts, holds, captures. What ended a hold is found by itself. */
  transfers: bigint[] | null;
  /** The outbox's topic and subjects by which it went on. */
  topic: string | null;
  nudged: bigint[] | null;
  facts: FactRow[];
}

/** `from`, `to` and `amount` make the headline; other names are free. */
interface FactRow {
  name: string;
  /** Public id. */
  person?: string | null;
  minor?: string;
  asset?: string;
  text?: string;
}

/** The event as the bots store it, as far as it is told. */
interface StoredEvent {
  kind: string;
  name?: string;
  emoji?: string;
  added?: boolean;
  text?: string;
  args?: { type: string; text?: string; name?: string }[];
  actor: { identity: Identity; name: string };
  conversation: { channel: string; kind: string };
}

export interface EventRow {
  id: bigint;
  platform: string;
  dedupe_key: string;
  event: StoredEvent & { message?: { channel: string; message: string }; intent?: string };
  received_at: Date;
  attempts: number;
  handled_at: Date | null;
  failure: string | null;
  written_in: string;
}

export interface DeliveryRow extends Pick<TracedDelivery, DeliveryColumns> {
  id: bigint;
  reference: string | null;
  person_key: string | null;
  created_at: Date;
  updated_at: Date;
  not_before: Date | null;
}
type DeliveryColumns =
  | 'subject'
  | 'audience'
  | 'lane'
  | 'platform'
  | 'locale'
  | 'wanted_revision'
  | 'shown_revision'
  | 'state'
  | 'message'
  | 'posting'
  | 'claims'
  | 'attempts'
  | 'failure';

interface LegRow {
  account: string;
  owner: string;
  purpose: string;
  asset: string;
  amount: string;
  version?: string;
  balance?: string;
}

export interface TransferRow extends Pick<TracedTransfer, 'verb' | 'code' | 'key' | 'written_in'> {
  id: bigint;
  created_at: Date;
  reverses: bigint | null;
  hold: bigint | null;
  hold_state: string | null;
  hold_expires_at: Date | null;
  legs: LegRow[];
}

/** A transfer by its id alone, or a rejection with what is known of it. */
export interface KeptRow {
  id: bigint | null;
  key: string;
  refusal: string | null;
  created_at: Date | null;
  owner: string | null;
  purpose: string | null;
  written_in: string | null;
}

export interface NudgeRow {
  id: bigint;
  topic: string;
  created_at: Date;
  published_at: Date | null;
}

/** What rows name by an id or a code. */
export interface Naming {
  /** Public id → name. */
  names: ReadonlyMap<string, string>;
  asset(code: string): Asset | null;
}

const HOUSE = 'system';

const partyOf = (owner: string, { names }: Naming): TracedParty =>
  owner === HOUSE ? { person: null, name: 'Tuppence' } : { person: owner, name: names.get(owner) ?? owner };

const moneyOf = (minor: string, code: string, { asset }: Naming): Money =>
  money(BigInt(minor), asset(code) ?? { code, exponent: 0 });

const timeOf = (date: Date | null): string | null => date?.toISOString() ?? null;

const factOf = ({ name, person, minor, asset, text }: FactRow, naming: Naming): TracedFact => ({
  name,
  ...(person && { party: partyOf(person, naming) }),
  ...(minor !== undefined && asset !== undefined && { amount: moneyOf(minor, asset, naming) }),
  ...(text !== undefined && { text }),
});

export const stateOf = (row: TrailRow, naming: Naming): TracedState => ({
  step: 'state',
  at: row.at.toISOString(),
  written_in: row.written_in,
  capability: row.capability,
  reference: row.reference,
  state: row.state,
  facts: row.facts.map((fact) => factOf(fact, naming)),
});

/** What was typed, as one line; of people their names. */
const wordsOf = ({ text, args = [] }: StoredEvent): string | null => {
  const words = args.map((argument) =>
    argument.type === 'person' ? `@${argument.name}` : (argument.text ?? ''),
  );
  return (
    [text ?? '', ...words]
      .flatMap((word) => word.split(/\s+/))
      .filter((word) => word !== '')
      .join(' ') || null
  );
};

export const eventOf = (row: EventRow, withWords: boolean): TracedEvent => {
  const { kind, name, emoji, added, actor, conversation } = row.event;
  const { platform, tenant, user } = actor.identity;
  return {
    step: 'event',
    at: row.received_at.toISOString(),
    written_in: row.handled_at === null ? row.written_in : null,
    platform: row.platform,
    dedupe_key: row.dedupe_key,
    kind: added === false ? 'reaction_removed' : kind,
    name: name ?? emoji ?? null,
    words: withWords ? wordsOf(row.event) : null,
    actor: { name: actor.name, identity: `${platform}:${tenant}:${user}` },
    place: { channel: conversation.channel, kind: conversation.kind },
    attempts: row.attempts,
    handled_at: timeOf(row.handled_at),
    failure: row.failure,
  };
};

const legOf = (
  { account, owner, purpose, asset, amount, version, balance }: LegRow,
  naming: Naming,
): TracedLeg => ({
  account,
  owner: partyOf(owner, naming),
  purpose,
  amount: moneyOf(amount, asset, naming),
  version: version ?? null,
  balance: balance === undefined ? null : moneyOf(balance, asset, naming),
});

export const transferOf = (row: TransferRow, naming: Naming): TracedTransfer => ({
  step: 'transfer',
  at: row.created_at.toISOString(),
  written_in: row.written_in,
  id: String(row.id),
  verb: row.verb,
  code: row.code,
  key: row.key,
  legs: row.legs.map((leg) => legOf(leg, naming)),
  hold:
    row.hold === null
      ? null
      : { id: String(row.hold), state: row.hold_state!, expires_at: row.hold_expires_at!.toISOString() },
  reverses: row.reverses === null ? null : String(row.reverses),
});

export const rejectionOf = (row: KeptRow, naming: Naming): TracedRejection => ({
  step: 'rejection',
  at: row.created_at!.toISOString(),
  written_in: row.written_in,
  key: row.key,
  refusal: row.refusal!,
  account: row.owner === null ? null : { owner: partyOf(row.owner, naming), purpose: row.purpose! },
});

export const nudgeOf = ({ id, topic, created_at, published_at }: NudgeRow): TracedNudge => ({
  step: 'nudge',
  at: created_at.toISOString(),
  written_in: null,
  id: String(id),
  topic,
  published_at: timeOf(published_at),
});

export const deliveryOf = (row: DeliveryRow): TracedDelivery => {
  const { reference: _, id, person_key, created_at, updated_at, not_before, ...same } = row;
  return {
    step: 'delivery',
    at: created_at.toISOString(),
    written_in: null,
    ...same,
    id: String(id),
    to: person_key,
    not_before: timeOf(not_before),
    updated_at: updated_at.toISOString(),
  };
};
