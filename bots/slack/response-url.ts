/** Answers by a response_url: 5 uses in 30 minutes (https://docs.slack.dev/interactivity/handling-user-interaction#message_responses). */
import type { Failure } from './failures.ts';
import type { Rendered } from './render.ts';

const ANSWER_WAIT_MS = 10_000;
const WAIT_WHEN_UNTOLD_MS = 1000;

/** Posts once; null when Slack has taken it. `replaces`: the message whose button gave the url, instead of a new one. */
export async function postToResponseUrl(
  url: string,
  response_type: 'ephemeral' | 'in_channel',
  { blocks, text }: Rendered,
  { replaces = false } = {},
): Promise<Failure | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({
        response_type,
        replace_original: replaces,
        text,
        mrkdwn: false,
        unfurl_links: false,
        unfurl_media: false,
        ...(blocks.length > 0 && { blocks }),
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WAIT_MS),
    });
    if (response.status === 429) {
      const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
      return { what: 'rate_limited', retry_after_ms: seconds > 0 ? seconds * 1000 : WAIT_WHEN_UNTOLD_MS };
    }
    if (response.status >= 500) return { what: 'unknown', reason: `HTTP ${response.status}` };
    const answer = await response.text();
    if (response.ok && !answer.includes('"ok":false')) return null;
    const code = /"error":\s*"([a-z0-9_]+)"/.exec(answer)?.[1];
    return {
      what: 'refused',
      code: code ?? (response.status === 404 ? 'expired_url' : `http_${response.status}`),
      needed: null,
    };
  } catch (error) {
    return { what: 'unknown', reason: error instanceof Error ? error.message : String(error) };
  }
}
