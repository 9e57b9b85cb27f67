/**
 * What the playground page needs of an emulated platform, the same for all three. Behind it stands a server that speaks
 * the platform's wire format to the unmodified adapter; the page is the people's client.
 */
import type { Platform } from '../../core/index.ts';

/** A person in the emulated chat, as set up at start. */
export interface ChatUser {
  id: string;
  name: string;
  handle: string;
  admin: boolean;
  locale: string;
}

export interface ChatChannel {
  id: string;
  /** "general", or the bot's name for the direct conversation. */
  name: string;
  kind: 'group' | 'direct';
}

/** What a person sees of a message, already read out of the platform's own markup: plain data, so that the page cannot be injected. */
export type ChatText = (
  | { type: 'text'; text: string; bold?: boolean; italic?: boolean; code?: boolean; quiet?: boolean }
  | { type: 'mention'; text: string; userId: string }
  | { type: 'link'; text: string; url: string }
  | { type: 'break' }
)[];

export interface ChatMessage {
  id: string;
  channel: string;
  at: string;
  author: { id: string; name: string; bot: boolean };
  text: ChatText;
  /** Embed (Discord) or blocks (Slack): a framed part with an accent colour (#rrggbb) where the platform has one. */
  frames: {
    accent: string | null;
    title: ChatText;
    body: ChatText;
    fields: { label: ChatText; value: ChatText }[];
    footer: ChatText;
  }[];
  /** Rows of buttons. */
  buttons: {
    id: string;
    label: string;
    style: 'primary' | 'danger' | 'plain' | 'link';
    url?: string;
    disabled?: boolean;
  }[][];
  reactions: { emoji: string; count: number; mine: boolean }[];
  edited: boolean;
  /** Only the reader sees it. */
  ephemeral: boolean;
  /** The message that it answers. */
  replyTo?: { author: string; preview: string };
  /** The bot has said it will answer (Discord "thinking…"). */
  pending?: boolean;
}

export interface ChatCommand {
  name: string;
  description: string;
  /** As typed after the name, for the completion list. */
  usage: string;
}

/** A modal that the bot opened for one person. */
export interface ChatForm {
  id: string;
  title: string;
  submit: string;
  fields: {
    name: string;
    label: string;
    kind: 'text' | 'people';
    placeholder: string;
    value: string;
    required: boolean;
    multiline: boolean;
    charactersMax: number;
  }[];
  /** What the bot refused at the last submission, by field. */
  errors: Record<string, string>;
}

/** Something short-lived that the platform shows one person: a toast (Telegram callback answer), an error ("This interaction failed"). */
export interface ChatFlash {
  userId: string;
  text: string;
  alert: boolean;
}

/** The platform's own client refuses to send a line and leaves it in the box; the message is what it says. */
export class NotSent extends Error {}

export interface EmulatedChat {
  readonly platform: Platform;
  /** The base URL that the adapter is given. */
  readonly apiUrl: string;
  users(): ChatUser[];
  channels(userId: string): ChatChannel[];
  /** What this person sees there, oldest first. */
  messages(userId: string, channelId: string): ChatMessage[];
  commands(userId: string, channelId: string): ChatCommand[];
  form(userId: string): ChatForm | null;
  /** The person's page of the app, where the platform has one (Slack App Home). */
  home(userId: string): ChatMessage | null;

  /** Types a line and sends it: a slash command where it is one, as the platform's own client would make it out of the text (@handle becomes a mention). Rejects with {@link NotSent}. */
  say(userId: string, channelId: string, text: string, replyTo?: string): Promise<void>;
  press(userId: string, channelId: string, messageId: string, buttonId: string): Promise<void>;
  react(userId: string, channelId: string, messageId: string, emoji: string, on: boolean): Promise<void>;
  /** Shortcuts and menus: "user" and "message" menus (Discord), global and message shortcuts (Slack). */
  menu(userId: string, channelId: string): { id: string; label: string; on: 'user' | 'message' | 'global' }[];
  choose(userId: string, channelId: string, menuId: string, target?: string): Promise<void>;
  submitForm(userId: string, formId: string, values: Record<string, string | string[]>): Promise<void>;
  closeForm(userId: string, formId: string): void;
  openHome(userId: string): Promise<void>;
  /** Whether this person accepts direct messages from the bot. */
  setReachable(userId: string, reachable: boolean): void;

  onChange(listener: () => void): () => void;
  onFlash(listener: (flash: ChatFlash) => void): () => void;
  /** A tap on the wire: every call of the platform's API that was carried out, before its answer leaves (named as in {@link Faults}). For tests and benchmarks. */
  onCall(listener: (call: { method: string; body: unknown }) => void): () => void;
  faults: Faults;
  stop(): Promise<void>;
}

/** Hooks by which tests make the platform misbehave as the real one does. Each counts down and then is over. */
export interface Faults {
  /** The next `count` calls of a method (Slack "chat.postMessage", Telegram "sendMessage", Discord "POST /channels/:id/messages") are carried out but the connection drops before the answer. */
  loseResponse(method: string, count: number): void;
  /** The next `count` calls answer 429 with this wait. */
  rateLimit(method: string, count: number, retry_after_ms: number): void;
  /** The next `count` calls answer this 5xx and do nothing. */
  fail(method: string, count: number, status: number): void;
  /** The next `count` inbound events are delivered `copies` times. */
  duplicateEvents(count: number, copies: number): void;
  /** The next `count` inbound events are delivered late. */
  delayEvents(count: number, delay_ms: number): void;
  /** Drops the socket: Discord asks for a resume, Slack refreshes, Telegram ends the poll. */
  dropSocket(): void;
  clear(): void;
}
