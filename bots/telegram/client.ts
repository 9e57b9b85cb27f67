/** telegraf's client of the Bot API, with a deadline on every call and its errors read once. It never tries anything twice. */
import { Telegram, TelegramError } from 'telegraf';

/** Longer than Telegram's own processing, shorter than anybody's patience. */
const ANSWER_WAIT_MS = 15_000;

export interface TelegramConnection {
  token: string;
  /** Base URL, with or without a path; unset: https://api.telegram.org. */
  apiUrl?: string | undefined;
}

export type Call = <T = unknown>(
  method: string,
  payload: Record<string, unknown>,
  options?: { wait_ms?: number; signal?: AbortSignal },
) => Promise<T>;

/** `webhookReply` off: an answer by webhook would confirm the update and tell us nothing. */
export function createClient({ token, apiUrl }: TelegramConnection): Call {
  const telegram = new Telegram(token, {
    webhookReply: false,
    // A path in the base needs its slash, or URL resolution drops it.
    ...(apiUrl && { apiRoot: apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/` }),
  });
  return async <T>(
    method: string,
    payload: Record<string, unknown>,
    { wait_ms = ANSWER_WAIT_MS, signal }: { wait_ms?: number; signal?: AbortSignal } = {},
  ) => {
    const ended = new AbortController();
    const end = () => ended.abort();
    const timer = setTimeout(end, wait_ms);
    if (signal?.aborted) end();
    signal?.addEventListener('abort', end);
    try {
      // telegraf's list of methods and its idea of a signal are older than the Bot API and Node are.
      return (await telegram.callApi(method as 'getMe', payload as never, {
        signal: ended.signal as never,
      })) as T;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
    }
  };
}

/** What a failed call means. `refused`: Telegram said no, in words. */
export type Failure =
  | { what: 'rate_limited'; retry_after_ms: number }
  /** No answer, a server error, or a token that an operator must mend: it may go out later. */
  | { what: 'unknown'; reason: string }
  | { what: 'migrated'; chat: string }
  | { what: 'refused'; code: number; reason: string };

/** Where Telegram limits without saying how long. */
const RETRY_AFTER_DEFAULT_S = 5;

/** Source: https://core.telegram.org/bots/api#making-requests and #responseparameters */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof TelegramError))
    return { what: 'unknown', reason: error instanceof Error ? error.message : String(error) };
  const { code, description, parameters } = error;
  if (code === 429)
    return {
      what: 'rate_limited',
      retry_after_ms: (parameters?.retry_after ?? RETRY_AFTER_DEFAULT_S) * 1000,
    };
  if (parameters?.migrate_to_chat_id)
    return { what: 'migrated', chat: String(parameters.migrate_to_chat_id) };
  if (code >= 500 || code === 401 || code === 404 || code === 409)
    return { what: 'unknown', reason: `${code} ${description}` };
  return { what: 'refused', code, reason: description };
}
