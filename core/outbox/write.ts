/** For capability services, inside their own database transaction: what is written here exists if and only if the money moved. */
import { type Queryable, run, sqlFile } from '../db/index.ts';
import type { Notice } from '../notices.ts';
import {
  type Conversation,
  type Identity,
  identityText,
  type MessageRef,
  type ReplyContext,
} from '../ports/chat.ts';
import type { Audience } from '../ports/messenger.ts';
import { toJsonb } from './json.ts';

const statements = {
  addDeliveries: sqlFile(import.meta.url, './sql/add_deliveries.sql'),
  reviseDeliveries: sqlFile(import.meta.url, './sql/revise_deliveries.sql'),
  followDelivery: sqlFile(import.meta.url, './sql/follow_delivery.sql'),
  addNudges: sqlFile(import.meta.url, './sql/add_nudges.sql'),
  takeMissed: sqlFile(import.meta.url, './sql/take_missed.sql'),
  reviveDeliveries: sqlFile(import.meta.url, './sql/revive_deliveries.sql'),
};

/** What a message shows: a notice as it is now, or what a capability registered under this kind, in the state that it has when the message is shown. */
export type Subject = { kind: 'notice'; notice: Notice } | { kind: string; id: string };

/** Makes the notice of a subject, at the moment of showing it. */
export type NoticeOf = (sql: Queryable, subject: Subject) => Promise<Notice>;

export interface NewDelivery {
  audience: Audience;
  /** Required for audience `conversation` and `private`. */
  conversation?: Conversation;
  /** Required for every other audience. Named for `conversation` too, it is who is told later what could not be posted there. */
  person?: Identity;
  subject: Subject;
  /** BCP 47. */
  locale: string;
  reply?: ReplyContext;
  /** The message that this one belongs to: a reply to it, or in its thread. */
  about?: MessageRef;
  /** The message is there already (sent by a person out of an inline question, say), and is to be edited. */
  message?: MessageRef;
}

/** The conversation whose messages keep their order: `discord::C1`, `direct:slack:T1:U1`. Throws TypeError for a delivery to nowhere. */
const laneOf = ({
  audience,
  conversation,
  person,
}: Pick<NewDelivery, 'audience' | 'conversation' | 'person'>): string => {
  if (audience !== 'conversation') {
    if (!person) throw new TypeError(`A delivery to audience ${audience} needs a person`);
    return `direct:${identityText(person)}`;
  }
  if (!conversation) throw new TypeError('A delivery to a conversation needs one');
  return `${conversation.platform}:${conversation.tenant}:${conversation.channel}`;
};

/** A row of the delivery table, as JSON. */
const toRow = (delivery: NewDelivery, now: boolean) => {
  const { audience, conversation, person, subject, locale, reply, about, message } = delivery;
  return {
    lane: laneOf(delivery),
    platform: (audience === 'conversation' ? conversation : person)!.platform,
    audience,
    conversation,
    person,
    person_key: person && identityText(person),
    subject,
    locale,
    reply,
    about,
    message_ref: message,
    nudge: !now,
  };
};

/** Writes deliveries and nudges the workers; with `now`, no nudge, because the caller shows them at once by `deliveries.show`. Returns their ids. */
export const addDeliveries = async (
  sql: Queryable,
  deliveries: readonly NewDelivery[],
  { now = false } = {},
): Promise<bigint[]> => {
  if (deliveries.length === 0) return [];
  const rows = deliveries.map((delivery) => toRow(delivery, now));
  return (await run<{ id: bigint }>(sql, statements.addDeliveries, [toJsonb(rows)])).map(({ id }) => id);
};

/** As {@link addDeliveries}, of one. */
export const addDelivery = async (
  sql: Queryable,
  delivery: NewDelivery,
  options: { now?: boolean } = {},
): Promise<bigint> => (await addDeliveries(sql, [delivery], options))[0]!;

/**
 * Their subjects have changed: the messages are to be shown again, by an edit, and so are those that follow them. Unknown ids are
 * ignored. However often this is called before the next edit, that one shows the newest state.
 */
export const reviseDelivery = async (sql: Queryable, ...deliveries: bigint[]): Promise<void> => {
  if (deliveries.length > 0) await run(sql, statements.reviseDeliveries, [deliveries]);
};

/** From now on `follower` is shown anew whenever `followed` is: a request, when its payment has settled. It is revised now, too. */
export async function followDelivery(
  sql: Queryable,
  { follower, followed }: { follower: bigint; followed: bigint },
): Promise<void> {
  await run(sql, statements.followDelivery, [follower, followed]);
  await reviseDelivery(sql, follower);
}

/** Work for the workers, on these subjects of a capability's topic; done after the database transaction has committed. Returns how many are new. */
export const nudge = async (sql: Queryable, topic: string, subjects: readonly bigint[]): Promise<number> =>
  subjects.length > 0 ? (await run(sql, statements.addNudges, [topic, [...subjects]])).length : 0;

/** So many are given out at a time, and the others the next time. */
const missed_max = 30;

/**
 * Notices that could not be delivered to these identities, oldest first, each given out once: they count as shown when the
 * caller's database transaction commits.
 */
export const takeMissed = async (
  sql: Queryable,
  identities: readonly Identity[],
  noticeOf: NoticeOf,
): Promise<Notice[]> => {
  const keys = identities.map(identityText);
  const rows = await run<{ subject: Subject }>(sql, statements.takeMissed, [keys, missed_max]);
  const notices: Notice[] = [];
  for (const { subject } of rows) notices.push(await noticeOf(sql, subject));
  return notices;
};

/** These identities can be written to again: what could not be delivered is due now. Returns how many. */
export const reviveDeliveries = async (sql: Queryable, identities: readonly Identity[]): Promise<number> => {
  const [row] = await run<{ count: number }>(sql, statements.reviveDeliveries, [
    identities.map(identityText),
  ]);
  return row!.count;
};
