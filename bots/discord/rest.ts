/** discord.js' REST, set so that every outcome comes back at once: no retries and no waiting of its own. */
import { REST, type RESTOptions } from 'discord.js';

const TIMEOUT_MS = 10_000;
/** discord.js keeps a queue for every interaction's token; a busy hour would hold a quarter of a million of them. */
const SWEEP_MS = 60_000;
const VERSION = '10';

/** As discord.js wants it: `https://discord.com/api`, without version and trailing slash. */
export const apiBase = (apiUrl: string | undefined): string =>
  (apiUrl ?? 'https://discord.com/api').replace(/\/+$/, '').replace(/\/v\d+$/, '');

export const restOptions = (apiUrl: string | undefined): Pick<RESTOptions, 'api' | 'version'> => ({
  api: apiBase(apiUrl),
  version: VERSION,
});

export interface Rests {
  /** With the bot's token. */
  bot: REST;
  /** For interactions and their webhooks: the token is in the path, and Discord's global limit does not count them. */
  hooks: REST;
}

export const createRests = (token: string, apiUrl: string | undefined): Rests => {
  const options = {
    ...restOptions(apiUrl),
    timeout: TIMEOUT_MS,
    retries: 0,
    rejectOnRateLimit: () => true,
    handlerSweepInterval: SWEEP_MS,
  };
  // 50 requests a second is discord.com's rule. Whoever put a proxy there lets it do the counting.
  const globalRequestsPerSecond = apiUrl === undefined ? 50 : Number.POSITIVE_INFINITY;
  return {
    bot: new REST({ ...options, globalRequestsPerSecond }).setToken(token),
    hooks: new REST({ ...options, globalRequestsPerSecond: Number.POSITIVE_INFINITY }),
  };
};
