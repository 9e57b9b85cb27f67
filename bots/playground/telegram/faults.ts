/** The fault hooks and the rate limits of the emulated Telegram. */
import type { Faults } from '../emulator.ts';
import { ApiError } from './wire.ts';

/** Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
export interface TelegramLimits {
  /** To all chats together. */
  messages_per_second_max: number;
  /** To one group. */
  messages_per_group_minute_max: number;
  /** To one chat; a burst of five is let through. */
  messages_per_chat_second_max: number;
  /** After this a callback query can no longer be answered. */
  callback_query_ms_max: number;
}

export const TELEGRAM_LIMITS: TelegramLimits = {
  messages_per_second_max: 30,
  messages_per_group_minute_max: 20,
  messages_per_chat_second_max: 1,
  callback_query_ms_max: 60_000,
};

const BURST = 5;

/** Throws 429 with the wait when a message to this chat comes too soon. */
export function rateLimiter(limits: TelegramLimits): (chat: number, isGroup: boolean) => void {
  const sent = new Map<number | 'all', number[]>();
  const wait_ms = (key: number | 'all', count: number, window_ms: number, now: number): number => {
    const recent = (sent.get(key) ?? []).filter((at) => at > now - 60_000);
    sent.set(key, recent);
    const inWindow = recent.filter((at) => at > now - window_ms);
    return inWindow.length < count ? 0 : inWindow[inWindow.length - count]! + window_ms - now;
  };
  return (chat, isGroup) => {
    const now = Date.now();
    const wait = Math.max(
      wait_ms('all', limits.messages_per_second_max, 1_000, now),
      wait_ms(chat, limits.messages_per_chat_second_max * BURST, BURST * 1_000, now),
      isGroup ? wait_ms(chat, limits.messages_per_group_minute_max, 60_000, now) : 0,
    );
    if (wait > 0) throw tooMany(wait);
    sent.get('all')!.push(now);
    sent.get(chat)!.push(now);
  };
}

/** Telegram tells whole seconds. */
const tooMany = (wait_ms: number): ApiError => {
  const retry_after = Math.max(1, Math.ceil(wait_ms / 1000));
  return new ApiError(429, `Too Many Requests: retry after ${retry_after}`, { retry_after });
};

export interface FaultPlan extends Faults {
  /** Throws what the next call of this method is to answer instead of being carried out. */
  before(method: string): void;
  /** True when the answer of this call, which was carried out, is to be lost. */
  after(method: string): boolean;
  /** How the next update is to be delivered. */
  nextEvent(): { copies: number; delay_ms: number };
}

export function faultPlan(dropPoll: () => void): FaultPlan {
  const lost = new Map<string, number>();
  const refused = new Map<string, { count: number; error: () => ApiError }>();
  let duplicated = { count: 0, copies: 1 };
  let delayed = { count: 0, delay_ms: 0 };
  return {
    loseResponse: (method, count) => void lost.set(method, count),
    rateLimit: (method, count, retry_after_ms) =>
      void refused.set(method, { count, error: () => tooMany(retry_after_ms) }),
    fail: (method, count, status) =>
      void refused.set(method, { count, error: () => new ApiError(status, 'Internal Server Error') }),
    duplicateEvents: (count, copies) => {
      duplicated = { count, copies };
    },
    delayEvents: (count, delay_ms) => {
      delayed = { count, delay_ms };
    },
    dropSocket: dropPoll,
    clear: () => {
      lost.clear();
      refused.clear();
      duplicated = { count: 0, copies: 1 };
      delayed = { count: 0, delay_ms: 0 };
    },
    before: (method) => {
      const fault = refused.get(method);
      if (!fault || fault.count <= 0) return;
      fault.count -= 1;
      throw fault.error();
    },
    after: (method) => {
      const count = lost.get(method) ?? 0;
      if (count > 0) lost.set(method, count - 1);
      return count > 0;
    },
    nextEvent: () => ({
      copies: duplicated.count-- > 0 ? duplicated.copies : 1,
      delay_ms: delayed.count-- > 0 ? delayed.delay_ms : 0,
    }),
  };
}
