/** What a platform adapter is. Core code asks capabilities, never the platform's name. */
import type {
  Conversation,
  Identity,
  Json,
  MessageRef,
  Outgoing,
  Platform,
  ReplyContext,
  SendResult,
} from '../../core/index.ts';
import type { Card, Form } from './card.ts';
import type { Argument, InboundEvent } from './event.ts';
import type { FetchedFile } from './file.ts';
import type { Questions } from './question.ts';

export interface Capabilities {
  /** In place, seen by one person. */
  ephemeral: boolean;
  modal: boolean;
  /** A page of the app that each person has for themselves. */
  home: boolean;
  /** Its menus show commands by their translated names. */
  translatesCommands?: boolean;
  /** False: the platform gives no way to find a message whose answer was lost, so that `reconcile` posts it again. */
  reconciles?: boolean;
}

/**
 * Takes an event for good: resolves once it is in the durable inbox, and only then may the adapter acknowledge it.
 * Rejects when it could not be stored: do not acknowledge, so that the platform delivers it again.
 * `fresh` is false for an event that had been taken before. The handling goes on after it resolves.
 */
export type Receive = (event: InboundEvent) => Promise<{ fresh: boolean }>;

/**
 * The neutral message with its card, as the platform half of the messenger gets it. `sections`: for `home` only, the cards below the first.
 * `fileElsewhere`: what the card says, in its reader's language, where its file could not go along and went to the direct conversation.
 * `passing`: another state follows in a moment, so that a message which could never be edited is better not shown yet.
 */
export type OutgoingCard = Omit<Outgoing, 'notice' | 'locale' | 'toldLocale' | 'zone'> & {
  card: Card;
  sections?: Card[];
  fileElsewhere?: string;
  passing?: true;
};

/** The way out of one platform: REST only, so that a worker process has it without a gateway. Never throws for what the platform says. */
export interface PlatformMessenger {
  readonly platform: Platform;
  readonly capabilities: Capabilities;
  show(message: OutgoingCard): Promise<SendResult>;
  /** Open a form as the first answer to an event; `invalid` where the platform has none. `message`: whose button opens it, which the form's event then names. */
  open(reply: ReplyContext, form: Form, message?: MessageRef): Promise<SendResult>;
  /** Whether a message is surely gone: what cannot be asked, or not just now, is taken for there. */
  isGone?(message: MessageRef): Promise<boolean>;
  /** Where `person` opens the direct conversation with the bot (Telegram `https://t.me/…`), for the platforms whose people must do so first. */
  directUrl?(person: Identity): Promise<string | null>;
  /** The content of a file that somebody sent, by the reference that the event has of it. Asks the platform's own servers only. */
  fetchFile?(reference: Json, bytes_max: number): Promise<FetchedFile>;
  /** Deletes what the person wrote, where a platform lets us: `reply` is of that message. */
  erase?(reply: ReplyContext): Promise<SendResult>;
  /** Say "got it" where the platform wants an answer to a button and there is nothing else to say (Telegram answerCallbackQuery, Discord deferred update). */
  settle(reply: ReplyContext, toast?: string): Promise<SendResult>;
}

/** Who wrote what, kept in the database for platforms whose reactions do not say: any process knows what another has seen. */
export interface Authors {
  /** Resolves once it is kept, where it is worth keeping. */
  saw(where: Conversation, message: string, author: Argument): Promise<void>;
  of(where: Conversation, message: string): Promise<Argument | undefined>;
}

/** The way in of one platform. */
export interface Adapter {
  readonly platform: Platform;
  /**
   * Connects, registers the commands, and from then on calls `receive` for every event, and `questions` for what is asked while
   * somebody types; without them, nothing is suggested. Rejects with words that say what to do.
   */
  start(receive: Receive, questions?: Questions, authors?: Authors): Promise<void>;
  /** Takes nothing more, lets what is under way be stored, disconnects. */
  stop(): Promise<void>;
  /** Connected and able to receive, for /readyz. */
  ready(): boolean;
}
