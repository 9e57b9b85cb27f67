/** Discord's rate limits as its headers tell them (https://discord.com/developers/docs/topics/rate-limits): buckets per route and place, and 50/s over all. */
import { createHash } from 'node:crypto';

interface Window {
  limit: number;
  length_ms: number;
  used: number;
  ends_ms: number;
}

/** [requests, in this many ms], by route. Discord publishes none of these: they are what its headers have said. */
const ROUTES: Record<string, [number, number]> = {
  'POST /channels/:channel/messages': [5, 5_000],
  'PATCH /channels/:channel/messages/:message': [5, 5_000],
  'DELETE /channels/:channel/messages/:message': [5, 1_000],
  'PUT /channels/:channel/messages/:message/reactions/:emoji/@me': [1, 250],
  'POST /users/@me/channels': [10, 10_000],
  'POST /webhooks/:application/:token': [5, 2_000],
  'PATCH /webhooks/:application/:token/messages/:message': [5, 2_000],
  'DELETE /webhooks/:application/:token/messages/:message': [5, 2_000],
};
const OTHERS: [number, number] = [30, 10_000];
const GLOBAL: [number, number] = [50, 1_000];

interface Verdict {
  headers: Record<string, string>;
  /** Null: go on. */
  limited: { retry_after_ms: number; global: boolean } | null;
}

const turn = (windows: Map<string, Window>, key: string, [limit, length_ms]: [number, number]): Window => {
  const now = Date.now();
  let window = windows.get(key);
  if (!window || window.ends_ms <= now) {
    window = { limit, length_ms, used: 0, ends_ms: now + length_ms };
    windows.set(key, window);
    if (windows.size > 10_000)
      for (const [old, each] of windows) if (each.ends_ms <= now) windows.delete(old);
  }
  window.used += 1;
  return window;
};

export const createLimits = (enabled: boolean) => {
  const windows = new Map<string, Window>();
  return (route: string, major: string, exemptFromGlobal: boolean): Verdict => {
    if (!enabled) return { headers: {}, limited: null };
    const now = Date.now();
    if (!exemptFromGlobal) {
      const all = turn(windows, 'global', GLOBAL);
      if (all.used > all.limit)
        return { headers: {}, limited: { retry_after_ms: all.ends_ms - now, global: true } };
    }
    const bucket = turn(windows, `${route} ${major}`, ROUTES[route] ?? OTHERS);
    const headers = {
      'X-RateLimit-Limit': String(bucket.limit),
      'X-RateLimit-Remaining': String(Math.max(0, bucket.limit - bucket.used)),
      'X-RateLimit-Reset': (bucket.ends_ms / 1000).toFixed(3),
      'X-RateLimit-Reset-After': ((bucket.ends_ms - now) / 1000).toFixed(3),
      'X-RateLimit-Bucket': createHash('sha256').update(route).digest('hex').slice(0, 32),
    };
    const over = bucket.used > bucket.limit;
    return { headers, limited: over ? { retry_after_ms: bucket.ends_ms - now, global: false } : null };
  };
};
