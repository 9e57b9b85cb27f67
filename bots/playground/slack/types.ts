/** What the emulated Slack is made of, and what it takes to make one. */
import type { ChatUser, EmulatedChat } from '../emulator.ts';

// biome-ignore lint/suspicious/noExplicitAny: Slack's JSON, read defensively
export type Native = Record<string, any>;

/** The parts of an app manifest that decide what the workspace sends to the app. */
export interface AppManifest {
  display_information: { name: string };
  features: {
    app_home?: { home_tab_enabled?: boolean };
    shortcuts?: { name: string; type: 'global' | 'message'; callback_id: string }[];
    slash_commands?: {
      command: string;
      description: string;
      usage_hint?: string;
      should_escape?: boolean;
    }[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: { event_subscriptions: { bot_events: string[] } };
}

interface SlackChannelOptions {
  id: string;
  name: string;
  /** `people`: a direct conversation between people, which the app is not in. */
  kind?: 'public' | 'private' | 'people';
  /** Everybody, unless said. */
  members?: string[];
  /** The app has been invited; it has, unless said, in all but `people`. */
  app?: boolean;
}

export interface SlackEmulatorOptions {
  /** 0 or absent: a free one. */
  port?: number;
  team: { id: string; name: string };
  users: ChatUser[];
  channels?: SlackChannelOptions[];
  botToken: string;
  appToken?: string;
  signingSecret?: string;
  /** Socket mode, or signed requests to this address (the app's /slack/events). */
  delivery: 'socket' | { url: string };
  manifest: AppManifest;
  /** 1 message per second and channel with short bursts, as the real one. Default true. */
  rateLimits?: boolean;
  /** The waits before an event is delivered again (0, 1 and 5 minutes) are multiplied by this. Default 1. */
  retryScale?: number;
}

export interface Message {
  ts: string;
  channel: string;
  /** Absent for what an incoming webhook wrote. */
  user: string | null;
  botId: string | null;
  text: string;
  /** False: `text` is shown as it is. */
  mrkdwn: boolean;
  blocks: Native[];
  metadata: Native | null;
  threadTs: string | null;
  /** Seen by this person alone. */
  ephemeralFor: string | null;
  edited: boolean;
  /** The trigger_id of the command that it answers. */
  cause: string | null;
  /** Which of its links are shown with a preview. */
  unfurls: { links: boolean; media: boolean };
  reactions: Map<string, Set<string>>;
  files: Upload[];
}

/** A file, from the moment that its address was given out. */
export interface Upload {
  id: string;
  name: string;
  length: number;
  /** Null: nobody has sent it yet. */
  text: string | null;
  /** Of a picture: its bytes, in base64; and what it shows. */
  data?: string;
  alt?: string;
}

export interface Channel {
  id: string;
  name: string;
  kind: 'public' | 'private' | 'people' | 'im';
  members: Set<string>;
  app: boolean;
  messages: Message[];
}

export interface View {
  id: string;
  hash: string;
  type: 'modal' | 'home';
  user: string;
  native: Native;
  /** Of a modal that was pushed onto another: the one below. */
  previous: View | null;
  /** What its person had filled in when they pressed a button in it: still there when they come back from another view. */
  draft: Record<string, string | string[]>;
  errors: Record<string, string>;
}

/** What a test does beyond what people do. */
export interface SlackEmulator extends EmulatedChat {
  /** A person edits a message of theirs. */
  edit(userId: string, channelId: string, ts: string, text: string): void;
  /** Another app's bot writes; returns its ts. */
  otherBotSays(channelId: string, text: string): string;
  /** An incoming webhook writes: a message without an author. */
  webhookSays(channelId: string, text: string): string;
  /** Every response_url and trigger_id that is out there ends now. */
  expireReplies(): void;
  /** Sends the app any payload, as its kind is sent. Resolves to what the app answered. */
  deliver(kind: DeliveryKind, payload: Native): Promise<DeliveryOutcome>;
  /** Connected sockets that have not been told to go. */
  sockets(): number;
  /** Everything in a channel, as the API would give it. */
  history(channelId: string): readonly Message[];
}

export type DeliveryKind = 'events_api' | 'slash_commands' | 'interactive';

export type DeliveryOutcome =
  | { ok: true; response: Native | null }
  | { ok: false; error: 'dispatch_failed' | 'operation_timeout' | `http_${number}` };

/** An API error: `{ok: false, error: code, …}`. */
export class ApiError extends Error {
  readonly code: string;
  readonly more: Native;
  constructor(code: string, more: Native = {}) {
    super(code);
    this.code = code;
    this.more = more;
  }
}
