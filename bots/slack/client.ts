/** Slack's own clients, made so that nothing is tried twice behind our back: an outcome that is unknown is ours to reconcile. */
import type { Logger as BoltLogger } from '@slack/bolt';
import { type LogLevel, WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';

/** Longer than Slack's own processing, shorter than anybody's patience. */
const ANSWER_WAIT_MS = 10_000;

/** The SDK's words in our log, one level lower where it shouts about what we handle. Its debug level prints whole payloads: never. */
export const sdkLogger = (log: Logger): BoltLogger => {
  const say = (words: unknown[]) => words.map(String).join(' ');
  return {
    debug: () => {},
    info: (...words) => log.debug(say(words)),
    warn: (...words) => log.info(say(words)),
    error: (...words) => log.warn(say(words)),
    setLevel: () => {},
    getLevel: () => 'info' as LogLevel,
    setName: () => {},
  };
};

/** `apiUrl` is the base of the Web API, with or without its trailing slash; unset: the real Slack. */
export const clientOptions = (apiUrl: string | undefined, log: Logger): WebClientOptions => ({
  ...(apiUrl && { slackApiUrl: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` }),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: ANSWER_WAIT_MS,
  logger: sdkLogger(log),
});

export const createClient = (token: string, apiUrl: string | undefined, log: Logger): WebClient =>
  new WebClient(token, clientOptions(apiUrl, log));
