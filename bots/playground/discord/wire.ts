/**
 * Discord's objects as they travel, as far as this emulator speaks of them. Our own words for the documented shapes
 * (https://discord.com/developers/docs/reference), on purpose not those of a client library.
 */
export const MessageFlag = { ephemeral: 1 << 6, loading: 1 << 7 } as const;

export const Intent = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  guildMessageReactions: 1 << 10,
  directMessages: 1 << 12,
  directMessageReactions: 1 << 13,
  messageContent: 1 << 15,
} as const;

export interface WireUser {
  id: string;
  username: string;
  global_name: string | null;
  discriminator: string;
  avatar: string | null;
  bot?: boolean;
  public_flags: number;
}

export interface WireEmbed {
  type?: string;
  title?: string;
  description?: string;
  url?: string;
  timestamp?: string;
  color?: number;
  footer?: { text: string; icon_url?: string };
  author?: { name: string; url?: string };
  fields?: { name: string; value: string; inline?: boolean }[];
}

export const ComponentKind = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  textDisplay: 10,
  label: 18,
  fileUpload: 19,
} as const;

/** One of {@link ComponentKind}; Discord has more. */
export interface WireComponent {
  type: number;
  id?: number;
  custom_id?: string;
  style?: number;
  label?: string;
  url?: string;
  disabled?: boolean;
  emoji?: { id?: string | null; name?: string | null };
  placeholder?: string;
  value?: string;
  values?: string[];
  required?: boolean;
  min_length?: number;
  max_length?: number;
  min_values?: number;
  max_values?: number;
  options?: { label: string; value: string; description?: string; default?: boolean }[];
  /** Of a label. */
  description?: string;
  /** Of a text display. */
  content?: string;
  default_values?: { id: string; type: string }[];
  components?: WireComponent[];
  component?: WireComponent;
}

export interface WireReaction {
  emoji: { id: string | null; name: string };
  count: number;
  me: boolean;
}

export interface WireAttachment {
  id: string;
  filename: string;
  size: number;
  url: string;
  proxy_url: string;
  content_type?: string;
  description?: string;
  ephemeral?: boolean;
}

/** A file that came beside the JSON of a message, or from somebody's client. */
export interface Upload {
  name: string;
  text: string;
  /** Of a picture: its bytes, in base64; and what it shows. */
  data?: string;
  alt?: string;
  media_type?: string;
}

export interface WireMessage {
  id: string;
  type: number;
  channel_id: string;
  author: WireUser;
  content: string;
  timestamp: string;
  edited_timestamp: string | null;
  tts: boolean;
  mention_everyone: boolean;
  mentions: WireUser[];
  mention_roles: string[];
  attachments: WireAttachment[];
  embeds: WireEmbed[];
  components: WireComponent[];
  reactions?: WireReaction[];
  pinned: boolean;
  flags: number;
  nonce?: string | number;
  webhook_id?: string;
  application_id?: string;
  message_reference?: { type: number; channel_id: string; message_id: string };
  /** What is answered; null when it has been deleted. */
  referenced_message?: WireMessage | null;
  interaction_metadata?: Record<string, unknown>;
}

/** What a bot may say of a message that it writes or edits. */
export interface MessageBody {
  content?: string | null;
  embeds?: WireEmbed[] | null;
  components?: WireComponent[] | null;
  allowed_mentions?: { parse?: string[]; users?: string[]; roles?: string[]; replied_user?: boolean } | null;
  flags?: number | null;
  nonce?: string | number | null;
  enforce_nonce?: boolean;
  tts?: boolean;
  message_reference?: { message_id: string; fail_if_not_exists?: boolean };
  /** Not of the JSON: see server.ts. */
  uploads?: Upload[];
}

export type Localized = Record<string, string> | null;

export interface WireChoice {
  name: string;
  value: string | number;
  name_localizations?: Localized;
}

export interface WireOption {
  type: number;
  name: string;
  description: string;
  name_localizations?: Localized;
  description_localizations?: Localized;
  required?: boolean;
  choices?: WireChoice[];
  options?: WireOption[];
  min_length?: number;
  max_length?: number;
  autocomplete?: boolean;
}

export interface WireCommand {
  id: string;
  application_id: string;
  guild_id?: string;
  version: string;
  type: number;
  name: string;
  description: string;
  name_localizations: Localized;
  description_localizations: Localized;
  default_member_permissions: string | null;
  dm_permission?: boolean;
  contexts: number[] | null;
  integration_types: number[];
  nsfw: boolean;
  options?: WireOption[];
}

export type Body = Record<string, unknown>;
