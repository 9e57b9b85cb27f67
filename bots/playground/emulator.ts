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
  /** `direct` is with the bot; `people` is between people, and the bot is not there. */
  kind: 'group' | 'direct' | 'people';
}

/** What a person sees of a message, already read out of the platform's own markup: plain data, so that the page cannot be injected. */
export type ChatText = (
  | { type: 'text'; text: string; bold?: boolean; italic?: boolean; code?: boolean; quiet?: boolean }
  | { type: 'mention'; text: string; userId: string }
  | { type: 'link'; text: string; url: string }
  | { type: 'break' }
)[];

/** Who writes without being one of the people, as abuse does: another bot, a webhook, an administrator in the group's name, a channel. */
export type Outsider = 'bot' | 'webhook' | 'anonymous' | 'channel';

interface ChatOption {
  value: string;
  label: string;
  description?: string;
}

/** What can be chosen: things that the bot listed, or people of the chat. */
export interface ChatSelect {
  of: 'options' | 'people';
  options: ChatOption[];
  /** Values that are chosen already. */
  chosen: string[];
  countMin: number;
  countMax: number;
}

export interface ChatButton {
  id: string;
  label: string;
  style: 'primary' | 'danger' | 'plain' | 'link';
  url?: string;
  disabled?: boolean;
  /** A menu, not a button: `label` is what it says while nothing is chosen, and a press says what was. */
  select?: ChatSelect;
  /** It sends nothing but writes this into the person's line (Telegram's switch_inline_query_current_chat). */
  insert?: string;
}

/** As what Telegram's people send files, and are shown them. */
export type ChatFileKind = 'document' | 'photo' | 'video' | 'animation' | 'audio' | 'voice' | 'video_note';

/** A file of text, a picture, or a document. */
export interface ChatFile {
  name: string;
  text: string;
  /** Of what is no text: its bytes, in base64; and what a picture shows, where that was said. */
  data?: string;
  alt?: string;
  media_type?: string;
  /** Where that is not a matter of what it is. Unset in what a person sends: as their client does by itself. */
  as?: ChatFileKind;
}

export interface ChatMessage {
  id: string;
  channel: string;
  at: string;
  /** `kind`, where it is neither one of the people nor our bot. */
  author: { id: string; name: string; bot: boolean; kind?: Outsider };
  /** The bot in whose inline mode it was made (Telegram's "via"). */
  via?: string;
  text: ChatText;
  /** Embed (Discord) or blocks (Slack): a framed part with an accent colour (#rrggbb) where the platform has one. */
  frames: {
    accent: string | null;
    title: ChatText;
    body: ChatText;
    fields: { label: ChatText; value: ChatText }[];
    footer: ChatText;
    /** How many rows of `buttons` stand right below this frame, in order; what is left stands at the end. */
    rows?: number;
    /** Its one row stands beside the text rather than below it. */
    beside?: boolean;
    /** A line is drawn above it. */
    ruled?: boolean;
  }[];
  /** Rows of buttons and select menus. */
  buttons: ChatButton[][];
  /** What can be downloaded from it. */
  files?: ChatFile[];
  /** Addresses in it that the platform shows with a preview. */
  previews?: { title: string; url: string }[];
  reactions: { emoji: string; count: number; mine: boolean }[];
  edited: boolean;
  /** Only the reader sees it. */
  ephemeral: boolean;
  /** The message that it answers. */
  replyTo?: { author: string; preview: string };
  /** The platform's own id of the interaction or event that it answers, where the platform or its bot noted one on it. */
  cause?: string;
  /** The bot has said it will answer (Discord "thinking…"). */
  pending?: boolean;
  /** The reader's client opens an answer to it at once (Telegram's ForceReply), with these words in the empty line. */
  asksReply?: { placeholder: string };
}

export interface ChatCommand {
  /** As this person sees and types it: in their language where the bot registered it so. */
  name: string;
  /** The name that the bot gets, where it is another. */
  registered?: string;
  description: string;
  /** As typed after the name, for the completion list. */
  usage: string;
}

export interface ChatField {
  /** Its key in what is submitted. */
  name: string;
  label: string;
  /** Said below the label. */
  hint?: string;
  /** `words` and `buttons` ask nothing; `date` is YYYY-MM-DD and `time` HH:mm; of a `file` there is one at most. */
  kind: 'text' | 'choice' | 'people' | 'date' | 'time' | 'file' | 'words' | 'buttons';
  placeholder: string;
  value: string;
  required: boolean;
  multiline: boolean;
  charactersMax: number;
  /** For `choice` and `people`. */
  select?: ChatSelect;
  /** For `file`: which the client offers to choose, `.csv`. Nothing: all. */
  extensions?: string[];
  /** For `words`. */
  words?: ChatText;
  /** For `buttons`: pressed as a message's, with the form's id and what is filled in so far. */
  buttons?: ChatButton[];
}

/** A modal that the bot opened for one person. */
export interface ChatForm {
  id: string;
  title: string;
  /** Null: there is nothing to submit. */
  submit: string | null;
  /** What the way out says. */
  close: string;
  fields: ChatField[];
  /** What the bot refused at the last submission, by field. */
  errors: Record<string, string>;
}

/** What the platform's client offers while a line is being typed. */
export interface ChatSuggestion {
  id: string;
  title: string;
  detail: string;
  /** The whole line as it is after choosing; absent where choosing sends something ({@link EmulatedChat.pick}). */
  line?: string;
}

type FormValues = Record<string, string | string[]>;

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

  /** Types a line and sends it: a slash command where it is one, as the platform's own client would make it out of the text (@handle becomes a mention); `file` goes along as the client sends one. Rejects with {@link NotSent}. */
  say(userId: string, channelId: string, text: string, replyTo?: string, file?: ChatFile): Promise<void>;
  /** `chosen` is what was chosen in a select menu; `values` what is filled in where the button stands in a form (whose id is then the message's). */
  press(
    userId: string,
    channelId: string,
    messageId: string,
    buttonId: string,
    given?: { chosen?: string[]; values?: FormValues },
  ): Promise<void>;
  react(userId: string, channelId: string, messageId: string, emoji: string, on: boolean): Promise<void>;
  /** The emoji that the platform's client offers for a reaction, with their names in words. */
  palette(): { emoji: string; name: string }[];
  /** Deletes a message of one's own. */
  erase(userId: string, channelId: string, messageId: string): Promise<void>;
  /** What the client offers for a line that is being typed, asking the bot where the platform does: choices for an option (Discord), results of an inline query (Telegram). None when the bot is late. */
  suggest(userId: string, channelId: string, line: string): Promise<ChatSuggestion[]>;
  /** How the bot is called in a line of any chat, where the platform has such a thing (`@bot`). */
  inlineName(): string | null;
  /** Takes a suggestion that sends something (an inline result). */
  pick(userId: string, channelId: string, suggestionId: string): Promise<void>;
  /** Shortcuts and menus: "user" and "message" menus (Discord), global and message shortcuts (Slack). */
  menu(userId: string, channelId: string): { id: string; label: string; on: 'user' | 'message' | 'global' }[];
  choose(userId: string, channelId: string, menuId: string, target?: string): Promise<void>;
  /** `files` by field. */
  submitForm(
    userId: string,
    formId: string,
    values: FormValues,
    files?: Record<string, ChatFile>,
  ): Promise<void>;
  closeForm(userId: string, formId: string): void;
  openHome(userId: string): Promise<void>;
  /** Whether this person accepts direct messages from the bot. */
  setReachable(userId: string, reachable: boolean): void;
  /** Which of those who are nobody of the people can write on this platform. */
  readonly outsiders: readonly Outsider[];
  /** One of them writes in a group; returns the message's id. */
  outsiderSays(kind: Outsider, channelId: string, text: string): string;

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
