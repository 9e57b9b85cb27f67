/**
 * Long polling, where the next offset confirms. telegraf's own loop moves the offset before its handlers have run and
 * confirms it even when one threw, so the loop here is ours, over telegraf's client: the offset passes an update only
 * when all its events are stored.
 */

import type { Logger } from 'pino';
import type { Update } from 'telegraf/types';
import { type Call, failureOf } from './client.ts';

export interface Polling {
  /** The last poll was answered. */
  healthy(): boolean;
  stop(): Promise<void>;
}

/** Telegram answers an idle poll after this. */
const POLL_S = 50;
const BATCH_MAX = 100;
const RETRY_FIRST_MS = 500;
const RETRY_MAX_MS = 30_000;
/** Two pollers end each other's polls: calmly, so that one of them is always listening. */
const CONFLICT_FIRST_MS = 2_000;

/** Resolves early when the signal fires. */
const pause = (wait_ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, wait_ms);
    signal.addEventListener('abort', done);
  });

const backOff = (failures: number, first_ms = RETRY_FIRST_MS): number =>
  Math.min(first_ms * 2 ** failures, RETRY_MAX_MS);

/** As much as has to be known of an update to keep the order; it may be of any shape. */
interface Placed {
  message?: { chat?: { id?: number } };
  callback_query?: { message?: { chat?: { id?: number } } };
  message_reaction?: { chat?: { id?: number } };
}

/** Updates of one chat in their order, of different chats at once. */
const byChat = (updates: Update[]): Update[][] => {
  const chats = new Map<string, Update[]>();
  for (const update of updates) {
    const { message, callback_query, message_reaction } = update as Placed;
    const key = String((message ?? callback_query?.message ?? message_reaction)?.chat?.id ?? 'elsewhere');
    chats.set(key, [...(chats.get(key) ?? []), update]);
  }
  return [...chats.values()];
};

export function startPolling(options: {
  call: Call;
  allowed_updates: readonly string[];
  /** Resolves once the update's events are stored. */
  take(update: Update): Promise<void>;
  log: Logger;
}): Polling {
  const { call, take, log } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let healthy = false;

  /** Tries until it is stored or we stop; returns whether it is stored. */
  const store = async (update: Update): Promise<boolean> => {
    for (let failures = 0; ; failures += 1) {
      try {
        await take(update);
        return true;
      } catch (error) {
        const wait_ms = backOff(failures);
        log.error(
          { err: error, update: update.update_id, wait_ms },
          'an update could not be stored; trying again',
        );
        await pause(wait_ms, signal);
        if (signal.aborted) return false;
      }
    }
  };

  /** The offset after this batch: behind everything stored, never behind something that is not. */
  const storeAll = async (updates: Update[], offset: number): Promise<number> => {
    const unstored: number[] = [];
    const storeChat = async (ofChat: Update[]) => {
      for (const update of ofChat) {
        if (!(await store(update))) {
          unstored.push(update.update_id);
          return;
        }
      }
    };
    await Promise.all(byChat(updates).map(storeChat));
    if (unstored.length > 0) return Math.min(...unstored);
    return Math.max(offset, ...updates.map(({ update_id }) => update_id + 1));
  };

  let failures = 0;
  let conflicts = 0;

  /** Says in the log what went wrong, and how long to wait. */
  const waitAfter = (error: unknown): number => {
    const failure = failureOf(error);
    const reason = 'reason' in failure ? failure.reason : failure.what;
    if (reason.startsWith('409')) {
      const wait_ms = backOff(conflicts++, CONFLICT_FIRST_MS);
      log.warn({ reason, wait_ms }, 'another process polls Telegram with our token; waiting to take over');
      return wait_ms;
    }
    const wait_ms = failure.what === 'rate_limited' ? failure.retry_after_ms : backOff(failures++);
    log.warn({ reason, wait_ms }, 'polling Telegram failed; trying again');
    return wait_ms;
  };

  /** The first poll, and the first after a failure, comes back at once: then we know that we are connected. */
  const poll = async (offset: number): Promise<Update[]> => {
    const timeout = healthy ? POLL_S : 0;
    const updates = await call<Update[]>(
      'getUpdates',
      { timeout, limit: BATCH_MAX, offset, allowed_updates: options.allowed_updates },
      { wait_ms: (timeout + 15) * 1000, signal },
    );
    if (failures + conflicts > 0 && !healthy) log.info('polling Telegram again');
    if (healthy) conflicts = 0;
    healthy = true;
    failures = 0;
    return updates;
  };

  const loop = async (): Promise<void> => {
    let offset = 0;
    while (!signal.aborted) {
      try {
        offset = await storeAll(await poll(offset), offset);
      } catch (error) {
        if (signal.aborted) break;
        healthy = false;
        await pause(waitAfter(error), signal);
      }
    }
    healthy = false;
    // Confirms what is stored, so that nobody is given it again.
    if (offset > 0)
      await call('getUpdates', { offset, limit: 1, timeout: 0 }, { wait_ms: 2_000 }).catch(() => {});
  };

  const running = loop();
  return {
    healthy: () => healthy,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
