/** Words that every side of the house uses for people and places in a chat. Ids are strings, always. */

export const PLATFORMS = ['discord', 'slack', 'telegram'] as const;
export type Platform = (typeof PLATFORMS)[number];

/**
 * Who somebody is on one platform. Written `platform:tenant:user` (`slack:T1:U1`, `telegram::42`).
 * `tenant` is the Slack team id, and empty on Discord and Telegram, whose user ids are global.
 */
export interface Identity {
  platform: Platform;
  tenant: string;
  user: string;
}

/** A place where people talk: a channel, a group, or a direct conversation with the bot. */
export interface Conversation {
  platform: Platform;
  /** As in {@link Identity}. */
  tenant: string;
  /** Discord guild, Slack team, Telegram chat: whose settings apply. Empty in a direct conversation. */
  community: string;
  /** Discord channel, Slack channel, Telegram chat. */
  channel: string;
  /** Slack thread_ts, Telegram message_thread_id. */
  thread?: string;
  kind: 'direct' | 'group';
}

/** Plain JSON, the only thing that is stored for later. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json | undefined };

/** How to answer the event that caused a message (interaction token, response_url, message to reply to). Opaque outside its adapter. */
export interface ReplyContext {
  platform: Platform;
  /** ISO 8601; after it the platform takes no answer by this way. */
  expiresAt: string;
  data: Json;
}

/** A message that we sent and may edit. Opaque outside its adapter. */
export interface MessageRef {
  platform: Platform;
  channel: string;
  message: string;
  data?: Json;
}

/** `platform:tenant:user` */
export const identityText = (identity: Identity): string =>
  `${identity.platform}:${identity.tenant}:${identity.user}`;

/** The inverse of {@link identityText}; null when the text is not of that form. */
export const parseIdentity = (text: string): Identity | null => {
  const match = /^(discord|slack|telegram):([A-Za-z0-9_-]*):([A-Za-z0-9_@-]+)$/.exec(text);
  return match ? { platform: match[1] as Platform, tenant: match[2]!, user: match[3]! } : null;
};
