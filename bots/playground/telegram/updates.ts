/**
 * The queue of updates, and its two ways out: long polling, where an offset confirms, and a webhook, which is called
 * again until it answers 2xx. Source: https://core.telegram.org/bots/api#getting-updates
 */
import { flagOf, integerOf, objectOf, textOf } from './body.ts';
import type { FaultPlan } from './faults.ts';
import { ApiError, badRequest, type Parameters, type WireUpdate } from './wire.ts';

/** Kinds that a bot gets only when it lists them. */
const UNASKED_NEVER = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

const RETRY_FIRST_MS = 200;
const RETRY_MAX_MS = 5_000;

interface Poll {
  finish(updates: WireUpdate[]): void;
  fail(error: Error): void;
  drop(): void;
}

interface Webhook {
  url: string;
  secret: string;
  max_connections: number;
  last_error?: { date: number; message: string };
}

export interface UpdateFeed {
  /** `renew`: copies of a fault's duplication come under new update ids, as a callback query does after a restart. */
  push(kind: string, payload: unknown, renew?: boolean): void;
  getUpdates(
    parameters: Parameters,
    drop: () => void,
    onGone: (gone: () => void) => void,
  ): Promise<WireUpdate[]>;
  setWebhook(parameters: Parameters): true;
  deleteWebhook(parameters: Parameters): true;
  getWebhookInfo(): Record<string, unknown>;
  dropPoll(): void;
  /** Updates that nobody has confirmed. */
  pending(): WireUpdate[];
  stop(): void;
}

const allowedOf = (parameters: Parameters): string[] | null => {
  const list = objectOf<string[]>(parameters.allowed_updates, 'allowed_updates');
  return list && list.length > 0 ? list : null;
};

const isLoopback = (url: URL): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);

/** Telegram wants https; a webhook on this machine may do without. */
const checkedUrl = (text: string): string => {
  if (!URL.canParse(text)) throw badRequest('bad webhook: invalid webhook URL specified');
  const url = new URL(text);
  if (url.protocol !== 'https:' && !isLoopback(url))
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  return url.href;
};

export function updateFeed(faults: () => FaultPlan): UpdateFeed {
  let queue: WireUpdate[] = [];
  /** From the time, so that an emulator that was started again repeats no id that an inbox remembers. */
  let nextId = Date.now() * 10;
  let allowed: string[] | null = null;
  let poll: Poll | null = null;
  let webhook: Webhook | null = null;
  let stopped = false;
  const timers = new Set<NodeJS.Timeout>();

  const later = (delay_ms: number, run: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!stopped) run();
    }, delay_ms);
    timers.add(timer);
  };

  const enqueue = (updates: WireUpdate[]): void => {
    queue.push(...updates);
    if (webhook) for (const update of updates) void deliver(webhook, update, RETRY_FIRST_MS);
    else poll?.finish(queue.slice(0, 100));
  };

  const deliver = async (to: Webhook, update: WireUpdate, retry_ms: number): Promise<void> => {
    try {
      const answer = await fetch(to.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(to.secret && { 'x-telegram-bot-api-secret-token': to.secret }),
        },
        body: JSON.stringify(update),
        signal: AbortSignal.timeout(60_000),
      });
      await answer.arrayBuffer();
      if (!answer.ok) throw new Error(`Wrong response from the webhook: ${answer.status}`);
      queue = queue.filter((other) => other !== update);
    } catch (error) {
      to.last_error = { date: Math.floor(Date.now() / 1000), message: String(error) };
      const again = () => webhook === to && void deliver(to, update, Math.min(retry_ms * 2, RETRY_MAX_MS));
      if (!stopped) later(retry_ms, again);
    }
  };

  const push = (kind: string, payload: unknown, renew = false): void => {
    if (allowed ? !allowed.includes(kind) : UNASKED_NEVER.has(kind)) return;
    const { copies, delay_ms } = faults().nextEvent();
    const update = { update_id: nextId++, [kind]: payload };
    const renewed = (copy: number) => ({ ...update, ...(renew && copy > 0 && { update_id: nextId++ }) });
    const send = () => enqueue(Array.from({ length: copies }, (_, copy) => renewed(copy)));
    if (delay_ms > 0) later(delay_ms, send);
    else send();
  };

  /** A positive offset confirms everything before it; a negative one keeps only that many of the newest. */
  const confirm = (offset: number): void => {
    if (offset > 0) queue = queue.filter(({ update_id }) => update_id >= offset);
    if (offset < 0) queue = queue.slice(offset);
  };

  const getUpdates: UpdateFeed['getUpdates'] = (parameters, drop, onGone) => {
    if (webhook)
      throw new ApiError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    poll?.fail(
      new ApiError(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      ),
    );
    if (parameters.allowed_updates !== undefined) allowed = allowedOf(parameters);
    confirm(integerOf(parameters.offset) ?? 0);
    const limit = Math.min(integerOf(parameters.limit) ?? 100, 100);
    const timeout_s = Math.min(integerOf(parameters.timeout) ?? 0, 50);
    if (queue.length > 0 || timeout_s <= 0) return Promise.resolve(queue.slice(0, limit));
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        if (poll === mine) poll = null;
      };
      const mine: Poll = {
        finish: (updates) => {
          end();
          resolve(updates.slice(0, limit));
        },
        fail: (error) => {
          end();
          reject(error);
        },
        drop: () => {
          end();
          drop();
        },
      };
      const timer = setTimeout(() => mine.finish([]), timeout_s * 1000);
      onGone(end);
      poll = mine;
    });
  };

  const setWebhook = (parameters: Parameters): true => {
    const url = textOf(parameters.url);
    if (url === '') return deleteWebhook(parameters);
    const secret = textOf(parameters.secret_token);
    if (!/^[A-Za-z0-9_-]{0,256}$/.test(secret))
      throw badRequest('secret token contains unallowed characters');
    const checked = checkedUrl(url);
    if (flagOf(parameters.drop_pending_updates)) queue = [];
    if (parameters.allowed_updates !== undefined) allowed = allowedOf(parameters);
    poll?.fail(new ApiError(409, 'Conflict: terminated by setWebhook request'));
    const hook = { url: checked, secret, max_connections: integerOf(parameters.max_connections) ?? 40 };
    webhook = hook;
    for (const update of queue) void deliver(hook, update, RETRY_FIRST_MS);
    return true;
  };

  const deleteWebhook = (parameters: Parameters): true => {
    webhook = null;
    if (flagOf(parameters.drop_pending_updates)) queue = [];
    return true;
  };

  return {
    push,
    getUpdates,
    setWebhook,
    deleteWebhook,
    getWebhookInfo: () => ({
      url: webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: queue.length,
      ...(webhook && { max_connections: webhook.max_connections }),
      ...(webhook?.last_error && {
        last_error_date: webhook.last_error.date,
        last_error_message: webhook.last_error.message,
      }),
      ...(allowed && { allowed_updates: allowed }),
    }),
    dropPoll: () => poll?.drop(),
    pending: () => [...queue],
    stop: () => {
      stopped = true;
      poll?.drop();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
