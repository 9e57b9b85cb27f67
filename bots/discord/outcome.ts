/** What an error of Discord's REST means for a message. Pure. */
import { RESTJSONErrorCodes as Code, DiscordAPIError, RateLimitError } from 'discord.js';
import type { SendResult } from '../../core/index.ts';

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes */
const UNREACHABLE = new Set<number>([
  Code.CannotSendMessagesToThisUser,
  Code.UnknownUser,
  Code.InvalidRecipients,
  // "Cannot send messages to this user due to having no mutual guilds"
  50278,
]);
const FORBIDDEN = new Set<number>([
  Code.UnknownChannel,
  Code.UnknownGuild,
  Code.MissingAccess,
  Code.MissingPermissions,
  Code.CannotSendMessagesInNonTextChannel,
  Code.CannotExecuteActionOnThisChannelType,
]);
const EXPIRED = new Set<number>([
  Code.UnknownMessage,
  Code.UnknownWebhook,
  Code.UnknownInteraction,
  Code.InvalidWebhookToken,
  Code.CannotEditMessageAuthoredByAnotherUser,
]);
/** Limits that Discord tells by a code instead of a 429, and how long to leave it. */
const SLOW: Record<number, number> = {
  [Code.OpeningDirectMessagesTooFast]: 60_000,
  [Code.ActionCannotBePerformedDueToSlowmodeRateLimit]: 10_000,
  [Code.ChannelSendRateLimit]: 10_000,
};

const ofApiError = (error: DiscordAPIError): SendResult => {
  const code = Number(error.code);
  const reason = `${error.status} ${code}: ${error.message}`;
  if (UNREACHABLE.has(code)) return { status: 'unreachable', reason };
  if (EXPIRED.has(code)) return { status: 'expired', reason };
  if (SLOW[code] !== undefined)
    return { status: 'rate_limited', retry_after_ms: SLOW[code], scope: 'conversation' };
  // A token that is being replaced: the message waits for the process that has the new one.
  if (error.status === 401)
    return { status: 'unknown', reason: `Discord does not accept DISCORD_TOKEN (${reason})` };
  if (FORBIDDEN.has(code) || error.status === 403) return { status: 'forbidden', reason };
  return { status: 'invalid', reason };
};

export const outcomeOf = (error: unknown): SendResult => {
  if (error instanceof RateLimitError)
    return {
      status: 'rate_limited',
      retry_after_ms: Math.ceil(Math.max(error.retryAfter, error.sublimitTimeout, 1)),
      scope: error.global ? 'platform' : 'conversation',
    };
  if (error instanceof DiscordAPIError) return ofApiError(error);
  return {
    status: 'unknown',
    reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
  };
};

export const isCode = (error: unknown, ...codes: number[]): boolean =>
  error instanceof DiscordAPIError && codes.includes(Number(error.code));
