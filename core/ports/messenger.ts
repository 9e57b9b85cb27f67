/** The way out: core and the workers say what happened, the bots turn it into a message on a platform. */
import type { Notice } from '../notices.ts';
import type { Conversation, Identity, MessageRef, ReplyContext } from './chat.ts';

/**
 * Who may see a message.
 * - `conversation`: everybody there.
 * - `private`: only `person`, in place where the platform can (ephemeral), otherwise by direct message.
 * - `direct`: only `person`, by direct message.
 * - `home`: `person`'s page of the app (Slack App Home); where there is none, as `direct`.
 */
export type Audience = 'conversation' | 'private' | 'direct' | 'home';

export interface Outgoing {
  /** Unique per message; the platform's own idempotency (Discord nonce, Slack metadata) is made from it. */
  id: string;
  audience: Audience;
  conversation?: Conversation;
  person?: Identity;
  notice: Notice;
  /** BCP 47. */
  locale: string;
  /** BCP 47: what `person`'s own chat last said, whatever language they chose to be spoken to in. Absent where it said none. */
  toldLocale?: string;
  /** By whose clock `person` lives, an IANA name, as far as anybody told. */
  zone?: string;
  /** Edit this message instead of posting a new one. */
  previous?: MessageRef;
  /** The message that this one belongs to: shown as a reply to it or in its thread, quietly. Of no use to an edit. */
  about?: MessageRef;
  /** The platform's own way to answer the event, while it lasts. */
  reply?: ReplyContext;
  /** An earlier try had an outcome that nobody knows: look for the message before posting it again. */
  reconcile?: boolean;
}

export type SendResult =
  /** `degraded`: what was to be ephemeral went by direct message. */
  | { status: 'sent'; ref: MessageRef; degraded?: 'direct' }
  /** `scope`: what must pause. */
  | { status: 'rate_limited'; retry_after_ms: number; scope: 'conversation' | 'platform' }
  /** The person cannot be written to (DMs closed, bot blocked, never started). Final until they come to us. */
  | { status: 'unreachable'; reason: string }
  /** The message or the reply context is gone. Post anew without it. */
  | { status: 'expired'; reason: string }
  /** The bot may not write there. */
  | { status: 'forbidden'; reason: string }
  /** The platform will never take this message: a bug of ours. */
  | { status: 'invalid'; reason: string }
  /** No answer, or a server error: it may or may not have been sent. Try again with `reconcile`. */
  | { status: 'unknown'; reason: string };

export interface Messenger {
  show(message: Outgoing): Promise<SendResult>;
}
