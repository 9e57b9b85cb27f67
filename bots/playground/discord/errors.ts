/** Discord's refusals, by their documented codes (https://discord.com/developers/docs/topics/opcodes-and-status-codes). */
import type { Body } from './wire.ts';

export class DiscordError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: Body | undefined;

  constructor(status: number, code: number, message: string, errors?: Body) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  body(): Body {
    return { message: this.message, code: this.code, ...(this.errors && { errors: this.errors }) };
  }
}

export const unauthorized = () => new DiscordError(401, 0, '401: Unauthorized');
export const notFound = () => new DiscordError(404, 0, '404: Not Found');
export const unknownApplication = () => new DiscordError(404, 10002, 'Unknown Application');
export const unknownChannel = () => new DiscordError(404, 10003, 'Unknown Channel');
export const unknownGuild = () => new DiscordError(404, 10004, 'Unknown Guild');
export const unknownMember = () => new DiscordError(404, 10007, 'Unknown Member');
export const unknownMessage = () => new DiscordError(404, 10008, 'Unknown Message');
export const unknownUser = () => new DiscordError(404, 10013, 'Unknown User');
export const unknownEmoji = () => new DiscordError(400, 10014, 'Unknown Emoji');
export const unknownWebhook = () => new DiscordError(404, 10015, 'Unknown Webhook');
export const unknownInteraction = () => new DiscordError(404, 10062, 'Unknown interaction');
export const unknownCommand = () => new DiscordError(404, 10063, 'Unknown application command');
export const tooManyReactions = () =>
  new DiscordError(400, 30010, 'Maximum number of reactions reached (20)');
export const alreadyAcknowledged = () =>
  new DiscordError(400, 40060, 'Interaction has already been acknowledged.');
export const missingAccess = () => new DiscordError(403, 50001, 'Missing Access');
export const notTheAuthor = () =>
  new DiscordError(403, 50005, 'Cannot edit a message authored by another user');
export const emptyMessage = () => new DiscordError(400, 50006, 'Cannot send an empty message');
export const closedDirectMessages = () => new DiscordError(403, 50007, 'Cannot send messages to this user');
export const missingPermissions = () => new DiscordError(403, 50013, 'Missing Permissions');
export const invalidWebhookToken = () => new DiscordError(401, 50027, 'Invalid Webhook Token');

/** 50035 with Discord's tree of field errors. `path` as `embeds.0.title`. */
export const invalidForm = (problems: { path: string; code: string; message: string }[]) => {
  const errors: Body = {};
  for (const { path, code, message } of problems) {
    let at = errors;
    for (const key of path.split('.')) {
      at[key] ??= {};
      at = at[key] as Body;
    }
    at._errors ??= [];
    (at._errors as unknown[]).push({ code, message });
  }
  return new DiscordError(400, 50035, 'Invalid Form Body', errors);
};

export const repliesToNothing = () =>
  invalidForm([{ path: 'message_reference', code: 'REPLIES_UNKNOWN_MESSAGE', message: 'Unknown message' }]);
