/** What Slack's errors mean for us: https://docs.slack.dev/reference/methods/chat.postMessage#errors, /apis/web-api/rate-limits. Pure. */
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';

export type Failure =
  | { what: 'rate_limited'; retry_after_ms: number }
  /** No answer, or one that does not say whether it was done. */
  | { what: 'unknown'; reason: string }
  /** Slack said no, with one of its documented codes. */
  | { what: 'refused'; code: string; needed: string | null };

/** Slack's own troubles, and tokens that an operator must mend: the message can still go out later. */
const LATER = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
]);

const LIMITED = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);
const WAIT_WHEN_UNTOLD_MS = 5000;

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export function failureOf(error: unknown): Failure {
  if (error instanceof WebAPIRateLimitedError)
    return { what: 'rate_limited', retry_after_ms: error.retryAfter * 1000 };
  if (error instanceof WebAPIPlatformError) {
    const {
      error: code,
      response_metadata,
      needed,
    } = error.data as WebAPIPlatformError['data'] & {
      needed?: string;
    };
    if (LIMITED.has(code)) {
      const wait = response_metadata?.retryAfter;
      return { what: 'rate_limited', retry_after_ms: wait ? wait * 1000 : WAIT_WHEN_UNTOLD_MS };
    }
    // A body that is no JSON arrives as the code: a proxy's page, not Slack's answer.
    if (LATER.has(code) || !/^[a-z0-9_]{1,80}$/.test(code))
      return { what: 'unknown', reason: code.slice(0, 80) };
    return { what: 'refused', code, needed: needed ?? null };
  }
  if (error instanceof WebAPIHTTPError) return { what: 'unknown', reason: `HTTP ${error.statusCode}` };
  if (error instanceof WebAPIRequestError) return { what: 'unknown', reason: words(error.original) };
  // The SDK has no class of its own for a 429 without a readable Retry-After.
  if (/^Retry header did not contain/.test(words(error)))
    return { what: 'rate_limited', retry_after_ms: WAIT_WHEN_UNTOLD_MS };
  return { what: 'unknown', reason: words(error) };
}

/** The bot is not there, or may not write there. */
export const NOT_THERE = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
  'user_not_in_channel',
  'ekm_access_denied',
  'access_denied',
  'no_permission',
  'missing_scope',
  'org_login_required',
  'not_allowed_token_type',
]);

/** This person takes no direct message from us. */
export const NOT_REACHABLE = new Set([
  'cannot_dm_bot',
  'user_not_found',
  'users_not_found',
  'user_disabled',
  'user_not_visible',
  'user_is_restricted',
  'user_is_ultra_restricted',
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'messages_tab_disabled',
  'cannot_find_user',
  'restricted_action',
]);

/** The message, the form's trigger or the page is gone. */
export const GONE = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'update_failed',
  'thread_not_found',
  'expired_trigger_id',
  'exchanged_trigger_id',
  'trigger_exchanged',
  'trigger_expired',
  'invalid_trigger_id',
  'hash_conflict',
  'expired_url',
  'used_url',
]);
