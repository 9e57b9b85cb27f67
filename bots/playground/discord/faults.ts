/** What a test may make go wrong. Each fault counts down and is over. */
import type { Faults } from '../emulator.ts';

interface Counted {
  left: number;
  value: number;
}

/** `POST /channels/:id/messages`, whatever the parameters are called. */
const normal = (method: string): string => method.trim().replace(/:[a-z_]+/gi, ':');

export const createFaults = (dropSocket: () => void) => {
  const calls = {
    lose: new Map<string, Counted>(),
    limit: new Map<string, Counted>(),
    fail: new Map<string, Counted>(),
  };
  const events = { copies: { left: 0, value: 1 }, delay: { left: 0, value: 0 } };

  const take = (map: Map<string, Counted>, names: string[]): number | null => {
    for (const name of names.map(normal)) {
      const fault = map.get(name);
      if (!fault || fault.left <= 0) continue;
      fault.left -= 1;
      return fault.value;
    }
    return null;
  };
  const takeOne = (fault: Counted): number | null => {
    if (fault.left <= 0) return null;
    fault.left -= 1;
    return fault.value;
  };
  const hooks: Faults = {
    loseResponse: (method, count) => void calls.lose.set(normal(method), { left: count, value: 1 }),
    rateLimit: (method, count, retry_after_ms) =>
      void calls.limit.set(normal(method), { left: count, value: retry_after_ms }),
    fail: (method, count, status) => void calls.fail.set(normal(method), { left: count, value: status }),
    duplicateEvents: (count, copies) => {
      events.copies = { left: count, value: copies };
    },
    delayEvents: (count, delay_ms) => {
      events.delay = { left: count, value: delay_ms };
    },
    dropSocket,
    clear: () => {
      for (const map of Object.values(calls)) map.clear();
      events.copies.left = 0;
      events.delay.left = 0;
    },
  };
  return {
    hooks,
    lost: (names: string[]) => take(calls.lose, names) !== null,
    limited_ms: (names: string[]) => take(calls.limit, names),
    failing: (names: string[]) => take(calls.fail, names),
    copies: () => takeOne(events.copies) ?? 1,
    delay_ms: () => takeOne(events.delay) ?? 0,
  };
};
export type FaultState = ReturnType<typeof createFaults>;
