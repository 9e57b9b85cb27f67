/** For capability services, inside their own database transaction: what is written here exists if and only if the money moved. */
import type { Queryable } from '../db/index.ts';
import type { Notice } from '../notices.ts';
import type { Conversation, Identity, ReplyContext } from '../ports/chat.ts';
import type { Audience } from '../ports/messenger.ts';

/** What a message shows: a notice as it is now, or a payment order in the state that it has when the message is shown. */
export type Subject = { kind: 'notice'; notice: Notice } | { kind: 'payment'; order: string };

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
}

/** The conversation whose messages keep their order: `discord::C1`, `direct:slack:T1:U1`. */
export const laneOf = (delivery: Pick<NewDelivery, 'audience' | 'conversation' | 'person'>): string => {
  throw new Error(`Not built yet: ${delivery.audience}`);
};

/** Writes a delivery and nudges the workers; with `now`, no nudge, because the caller shows it at once by `deliveries.show`. Returns its id. */
export declare function addDelivery(
  sql: Queryable,
  delivery: NewDelivery,
  options?: { now?: boolean },
): Promise<bigint>;
/** The subject has changed: the message is to be shown again, by an edit. Unknown ids are ignored. */
export declare function reviseDelivery(sql: Queryable, delivery: bigint): Promise<void>;
/** A nudge to the workers. */
export declare function addOutbox(
  sql: Queryable,
  row: { topic: 'settle'; payment: bigint } | { topic: 'deliver'; lane: string },
): Promise<void>;
/** Notices that could not be delivered to these identities, oldest first, each given out once. */
export declare function takeMissed(
  sql: Queryable,
  identities: readonly Identity[],
  noticeOf: NoticeOf,
): Promise<Notice[]>;
/** These identities can be written to again: what could not be delivered is due now. Returns how many. */
export declare function reviveDeliveries(sql: Queryable, identities: readonly Identity[]): Promise<number>;
