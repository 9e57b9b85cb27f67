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

const nothing = /^$/;

/**
 * What ids of people look like. Sources: https://discord.com/developers/docs/reference#snowflakes,
 * https://docs.slack.dev/reference/objects/user-object, https://core.telegram.org/bots/api#user (at most 52 significant bits).
 */
const idForms: Record<Platform, { tenant: RegExp; user: RegExp }> = {
  discord: { tenant: nothing, user: /^[1-9]\d{0,19}$/ },
  slack: { tenant: /^[TE][A-Z0-9]{1,31}$/, user: /^[UW][A-Z0-9]{1,31}$/ },
  // Negative ones are groups and channels, not people.
  telegram: { tenant: nothing, user: /^[1-9]\d{0,15}$/ },
};

/** The inverse of {@link identityText}, for what was typed; null when no person of that platform can have such an id. */
export const parseIdentity = (text: string): Identity | null => {
  const [platform, tenant, user, ...more] = text.split(':') as [Platform, ...(string | undefined)[]];
  if (!PLATFORMS.includes(platform) || tenant === undefined || user === undefined || more.length > 0)
    return null;
  const form = idForms[platform];
  if (!form.tenant.test(tenant) || !form.user.test(user)) return null;
  return platform === 'telegram' && Number(user) >= 2 ** 52 ? null : { platform, tenant, user };
};
