/**
 * Deliveries: "make the message show the newest state", until it does. At least once, made visible once by editing the
 * message that is there. A kill at any point leaves a lease that runs out, and then somebody else carries on.
 */
import { randomUUID } from 'node:crypto';
import type { Core } from '../api.ts';
import { batched, run, type Sql, sqlFile } from '../db/index.ts';
import type { Notice } from '../notices.ts';
import type { Conversation, Identity, MessageRef, Platform, ReplyContext } from '../ports/chat.ts';
import type { Audience, Messenger, Outgoing, SendResult } from '../ports/messenger.ts';
import { toJsonb } from './json.ts';
import { type Log, silentLog } from './log.ts';
import { concernedBy, revisePages } from './pages.ts';
import { type Change, changeAfter } from './policy.ts';
import type { Subject } from './write.ts';

const read = (name: string): string => sqlFile(import.meta.url, `./sql/${name}.sql`);
const statements = {
  laneNext: read('lane_next'),
  claim: read('claim'),
  leaveToWorkers: read('leave_to_workers'),
  record: read('record'),
  recordLate: read('record_late'),
};

/** A row of the delivery table, as JSON. */
interface Claimed {
  id: string;
  lane: string;
  platform: Platform;
  audience: Audience;
  conversation: Conversation | null;
  person: Identity | null;
  subject: Subject;
  locale: string;
  reply: ReplyContext | null;
  about: MessageRef | null;
  message_ref: MessageRef | null;
  nonce: string;
  posting: number;
  wanted_revision: number;
  reconcile: boolean;
  attempts: number;
  claims: number;
  due_since: string;
}

export interface DeliveriesOptions {
  log?: Log;
  /** How long a messenger may take for one message; after it, the outcome counts as unknown. */
  timeout_ms?: number;
  /** How long a process has a lane or a delivery to itself; longer than `timeout_ms`. */
  lease_ms?: number;
  /** How a person reads now: what is theirs alone is shown in their language and by their clock, also where it was kept for long. */
  readerOf?: ReaderOf;
  /** Told when a direct message has gone through to somebody of whom the contrary was known, or did not go through. */
  reached?: (person: Identity, goesThrough: boolean) => Promise<void>;
}

type ReaderOf = (person: Identity) => Promise<Reader | null>;

interface Reader {
  locale: string | null;
  /** As their chat tells. */
  told_locale: string | null;
  zone: string | null;
  reachable: boolean;
}

/** What comes together is asked in one statement, of this many at most. */
const together_max = 100;

type Next = { verdict: 'claimed' | 'idle' | 'busy'; wait_ms: number | null; delivery: Claimed | null };

interface LaneTurn {
  lane: string;
  holder: string;
  take: boolean;
}

interface Result {
  claimed: Claimed;
  change: Change;
}

/** The statements of showing, each for all who ask at the same time. */
const createStatements = (sql: Sql, lease_ms: number) => ({
  next: batched(
    (turns: LaneTurn[]) =>
      run<Next>(sql, statements.laneNext, [
        turns.map(({ lane }) => lane),
        turns.map(({ holder }) => holder),
        turns.map(({ take }) => take),
        lease_ms,
      ]),
    together_max,
  ),

  /** Null for one that is not to be shown now, or not by us. */
  claim: batched(async (deliveries: bigint[]): Promise<(Claimed | null)[]> => {
    const rows = await run<{ delivery: Claimed }>(sql, statements.claim, [deliveries, lease_ms]);
    const claimed = new Map(rows.map(({ delivery }) => [delivery.id, delivery]));
    // Of two who ask for the same one, the first has it.
    return deliveries.map((id) => {
      const one = claimed.get(String(id)) ?? null;
      claimed.delete(String(id));
      return one;
    });
  }, together_max),

  /** The delivery's state afterwards, null when another process had taken over. */
  record: batched(async (results: Result[]): Promise<(Change['state'] | null)[]> => {
    type Row = { id: bigint; claims: number; state: Change['state'] };
    const rows = await run<Row>(sql, statements.record, [toJsonb(results.map(toResultRow))]);
    const states = new Map(rows.map(({ id, claims, state }) => [`${id} ${claims}`, state]));
    return results.map(({ claimed: { id, claims } }) => states.get(`${id} ${claims}`) ?? null);
  }, together_max),

  /** Whoever a message is about may have it on their own page, too. */
  revisePages: batched(async (messages: Identity[][]) => {
    await revisePages(sql, messages.flat());
    return messages;
  }, together_max),
});

export const createDeliveries = (
  sql: Sql,
  noticeOf: (subject: Subject) => Promise<Notice>,
  {
    log = silentLog,
    timeout_ms = 15_000,
    lease_ms = 20_000,
    readerOf = async () => null,
    reached = async () => {},
  }: DeliveriesOptions = {},
): Core['deliveries'] => {
  const together = createStatements(sql, lease_ms);

  /** Tries once, and records what came of it. Returns the delivery's state afterwards, null when another process had taken over. */
  const attempt = async (messenger: Messenger, claimed: Claimed): Promise<Change['state'] | null> => {
    const { result, concerned, reader } = await showOnce(
      messenger,
      { noticeOf, readerOf },
      claimed,
      timeout_ms,
    );
    const change = changeAfter(
      {
        messageRef: claimed.message_ref,
        hasReply: liveReply(claimed) !== null,
        hasPerson: claimed.person !== null,
        reconcile: claimed.reconcile,
        attempts: claimed.attempts,
        posting: claimed.posting,
        age_ms: Date.now() - Date.parse(claimed.due_since),
      },
      result,
    );
    say(log, claimed, change);
    const state = await together.record({ claimed, change });
    const goesThrough = goesThroughTo(claimed, result);
    if (claimed.person && reader && goesThrough !== null && goesThrough !== reader.reachable)
      await reached(claimed.person, goesThrough);
    if (state === 'shown' && concerned.length > 0) await together.revisePages(concerned);
    if (state === null && result.status === 'sent')
      await run(sql, statements.recordLate, [BigInt(claimed.id), claimed.claims, toJsonb(result.ref)]);
    return state;
  };

  return {
    async show(messenger, delivery) {
      for (;;) {
        const claimed = await together.claim(delivery);
        if (!claimed) break;
        const state = await attempt(messenger, claimed);
        if (state !== 'due') return;
      }
      await run(sql, statements.leaveToWorkers, [delivery]);
    },

    async drain(messenger, lane) {
      const holder = randomUUID();
      for (let take = true; ; take = false) {
        const next = await together.next({ lane, holder, take });
        if (next.verdict !== 'claimed') return next.wait_ms;
        await attempt(messenger, next.delivery!);
      }
    },
  };
};

const liveReply = ({ reply }: Claimed): ReplyContext | null =>
  reply && Date.parse(reply.expiresAt) > Date.now() ? reply : null;

interface Shown {
  result: SendResult;
  /** Whom it is about. */
  concerned: Identity[];
  /** Whose alone it is. */
  reader: Reader | null;
}

/** Never throws: a bug on the way out must not keep the message from being tried again. */
const showOnce = async (
  messenger: Messenger,
  { noticeOf, readerOf }: { noticeOf: (subject: Subject) => Promise<Notice>; readerOf: ReaderOf },
  claimed: Claimed,
  timeout_ms: number,
): Promise<Shown> => {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<SendResult>((resolve) => {
    timer = setTimeout(
      () => resolve({ status: 'unknown', reason: `no answer in ${timeout_ms} ms` }),
      timeout_ms,
    );
  });
  try {
    const alone = claimed.person && isForOne(claimed) ? readerOf(claimed.person) : null;
    const [notice, reader] = await Promise.all([noticeOf(claimed.subject), alone]);
    const message = {
      ...toOutgoing(claimed, notice),
      ...(reader?.locale && { locale: reader.locale }),
      ...(reader?.told_locale && { toldLocale: reader.told_locale }),
      ...(reader?.zone && { zone: reader.zone }),
    };
    const result = await Promise.race([messenger.show(message), timeout]);
    const concerned = claimed.audience === 'home' ? [] : concernedBy(notice, claimed.person);
    return { result, concerned, reader };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { result: { status: 'unknown', reason }, concerned: [], reader: null };
  } finally {
    clearTimeout(timer);
  }
};

/** Whether a direct message goes through to its person, as far as this answer says: a page of the app, or a word in place, says nothing of it. */
function goesThroughTo({ audience, conversation, message_ref }: Claimed, result: SendResult): boolean | null {
  if (result.status === 'unreachable') return false;
  if (result.status !== 'sent' || message_ref !== null) return null;
  const isTheirs = audience === 'direct' || (audience === 'private' && conversation?.kind === 'direct');
  return isTheirs || result.degraded === 'direct' ? true : null;
}

const isForOne = ({ audience, conversation }: Claimed): boolean =>
  audience !== 'conversation' || conversation?.kind === 'direct';

const toOutgoing = (claimed: Claimed, notice: Outgoing['notice']): Outgoing => {
  const reply = liveReply(claimed);
  return {
    id: `${claimed.nonce}.${claimed.posting}`,
    audience: claimed.audience,
    notice,
    locale: claimed.locale,
    ...(claimed.conversation && { conversation: claimed.conversation }),
    ...(claimed.person && { person: claimed.person }),
    ...(claimed.about && { about: claimed.about }),
    ...(claimed.message_ref && { previous: claimed.message_ref }),
    ...(reply && { reply }),
    ...(claimed.reconcile && { reconcile: true }),
  };
};

const toResultRow = ({ claimed, change }: Result) => {
  const { state, messageRef, keepReply, reconcile, attempts, posting, wait_ms, failure, pause } = change;
  const paused = pause && (pause.scope === 'platform' ? `platform:${claimed.platform}` : claimed.lane);
  return {
    id: claimed.id,
    claims: claimed.claims,
    revision: claimed.wanted_revision,
    state,
    message_ref: messageRef,
    keep_reply: keepReply,
    reconcile,
    attempts,
    posting,
    wait_ms,
    failure,
    paused,
    pause_ms: pause?.wait_ms,
  };
};

const say = (log: Log, claimed: Claimed, change: Change): void => {
  const fields = {
    delivery: claimed.id,
    lane: claimed.lane,
    attempts: change.attempts,
    reason: change.failure,
  };
  if (change.state === 'given_up') log.error(fields, 'A message was given up');
  else if (change.failure !== null) log.warn(fields, 'A message could not be shown');
};
