/** Why Discord did not let us in, and what to do about it. */
import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes } from 'discord.js';
import { apiBase } from './rest.ts';

const INTENTS = 'Guilds, Guild Message Reactions, Direct Messages and Direct Message Reactions';

const isTokenProblem = (error: unknown): boolean =>
  (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) ||
  (error instanceof DiscordAPIError && error.status === 401) ||
  (error instanceof Error && error.message === 'Authentication failed');

const isIntentProblem = (error: unknown): boolean =>
  error instanceof Error && /^Used (disallowed|invalid) intents$/.test(error.message);

/** Discord said no: trying again would not help. */
export const isFinal = (error: unknown): boolean => isTokenProblem(error) || isIntentProblem(error);

export const explained = (error: unknown, apiUrl: string | undefined): Error => {
  if (isTokenProblem(error))
    return new Error(
      'Discord does not accept DISCORD_TOKEN. Copy the bot token anew: https://discord.com/developers/applications, your application, Bot, Reset Token.',
      { cause: error },
    );
  if (isIntentProblem(error))
    return new Error(
      `Discord refused the gateway intents. Tuppence needs ${INTENTS}, none of them privileged; look at the application's Bot page at https://discord.com/developers/applications.`,
      { cause: error },
    );
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(
    `Discord cannot be reached at ${apiBase(apiUrl)} (${reason}). Check the network, or DISCORD_API_URL.`,
    {
      cause: error,
    },
  );
};
