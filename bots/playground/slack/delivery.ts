/**
 * How the workspace reaches the app: envelopes over a socket, or signed requests. Events are delivered again when they are
 * not acknowledged (https://docs.slack.dev/apis/events-api#retries); commands and interactions have one try of 3 seconds.
 */
import { createHmac } from 'node:crypto';
import type { FaultBox } from './faults.ts';
import type { Sockets } from './sockets.ts';
import type { DeliveryKind, DeliveryOutcome, Native, SlackEmulatorOptions } from './types.ts';

const ACK_WAIT_MS = 3000;
/** Slack's own waits before the first, second and third delivery again. */
const RETRY_WAITS_MS = [0, 60_000, 300_000];

const REASONS: Record<string, string> = {
  operation_timeout: 'http_timeout',
  dispatch_failed: 'connection_failed',
};

export type Retry = { attempt: number; reason: string } | null;

export type Deliver = (kind: DeliveryKind, payload: Native) => Promise<DeliveryOutcome>;

/** v0 signature over `v0:timestamp:body`: https://docs.slack.dev/authentication/verifying-requests-from-slack */
export const signature = (secret: string, timestamp: number, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

const httpBody = (kind: DeliveryKind, payload: Native): { type: string; body: string } => {
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) };
  const form = kind === 'interactive' ? { payload: JSON.stringify(payload) } : payload;
  return {
    type: 'application/x-www-form-urlencoded',
    body: new URLSearchParams(form as Record<string, string>).toString(),
  };
};

async function request(
  url: string,
  secret: string,
  kind: DeliveryKind,
  payload: Native,
  retry: Retry,
): Promise<DeliveryOutcome> {
  const { type, body } = httpBody(kind, payload);
  const timestamp = Math.floor(Date.now() / 1000);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': type,
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': signature(secret, timestamp, body),
        ...(retry && { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason }),
      },
      body,
      signal: AbortSignal.timeout(ACK_WAIT_MS),
    });
    const text = await response.text();
    if (!response.ok) return { ok: false, error: `http_${response.status}` };
    return { ok: true, response: text.startsWith('{') ? (JSON.parse(text) as Native) : null };
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return { ok: false, error: late ? 'operation_timeout' : 'dispatch_failed' };
  }
}

export function createDelivery(
  options: Pick<SlackEmulatorOptions, 'delivery' | 'signingSecret' | 'retryScale'>,
  sockets: Sockets,
  faults: FaultBox,
): { deliver: Deliver; stop(): void } {
  const { delivery, signingSecret = '', retryScale = 1 } = options;
  const waiting = new Set<() => void>();
  let stopped = false;

  const once = (kind: DeliveryKind, payload: Native, retry: Retry): Promise<DeliveryOutcome> =>
    delivery === 'socket'
      ? sockets.send(kind, payload, retry, ACK_WAIT_MS)
      : request(delivery.url, signingSecret, kind, payload, retry);

  const pause = (wait_ms: number): Promise<void> =>
    new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        waiting.delete(end);
        resolve();
      };
      const timer = setTimeout(end, wait_ms);
      waiting.add(end);
    });

  const withRetries = async (kind: DeliveryKind, payload: Native): Promise<DeliveryOutcome> => {
    let outcome = await once(kind, payload, null);
    if (kind !== 'events_api') return outcome;
    for (const [at, wait_ms] of RETRY_WAITS_MS.entries()) {
      if (outcome.ok || stopped) break;
      const reason = REASONS[outcome.error] ?? 'http_error';
      await pause(wait_ms * retryScale);
      if (stopped) break;
      outcome = await once(kind, payload, { attempt: at + 1, reason });
    }
    return outcome;
  };

  return {
    async deliver(kind, payload) {
      const { copies, delay_ms } = faults.nextEvent();
      if (delay_ms > 0) await pause(delay_ms);
      if (stopped) return { ok: false, error: 'dispatch_failed' };
      const outcomes = await Promise.all(
        Array.from({ length: copies }, () => withRetries(kind, structuredClone(payload))),
      );
      return outcomes.find((outcome) => outcome.ok) ?? outcomes[0]!;
    },
    stop() {
      stopped = true;
      for (const end of waiting) end();
    },
  };
}
