/** The fault hooks, counting down. A method of `*` is any. */
import type { Faults } from '../emulator.ts';

type Fault = { does: 'lose' } | { does: 'limit'; retry_after_ms: number } | { does: 'fail'; status: number };

export interface FaultBox {
  hooks: Faults;
  /** What befalls this call, if anything. */
  nextCall(method: string): Fault | null;
  nextEvent(): { copies: number; delay_ms: number };
}

export function createFaults(dropSocket: () => void): FaultBox {
  let calls: { method: string; left: number; fault: Fault }[] = [];
  let duplicate = { left: 0, copies: 1 };
  let delay = { left: 0, delay_ms: 0 };
  const add = (method: string, count: number, fault: Fault) =>
    void calls.push({ method, left: count, fault });

  return {
    hooks: {
      loseResponse: (method, count) => add(method, count, { does: 'lose' }),
      rateLimit: (method, count, retry_after_ms) => add(method, count, { does: 'limit', retry_after_ms }),
      fail: (method, count, status) => add(method, count, { does: 'fail', status }),
      duplicateEvents: (count, copies) => {
        duplicate = { left: count, copies };
      },
      delayEvents: (count, delay_ms) => {
        delay = { left: count, delay_ms };
      },
      dropSocket,
      clear: () => {
        calls = [];
        duplicate = { left: 0, copies: 1 };
        delay = { left: 0, delay_ms: 0 };
      },
    },
    nextCall(method) {
      const found = calls.find((call) => call.left > 0 && (call.method === method || call.method === '*'));
      if (!found) return null;
      found.left -= 1;
      return found.fault;
    },
    nextEvent() {
      const copies = duplicate.left-- > 0 ? duplicate.copies : 1;
      const delay_ms = delay.left-- > 0 ? delay.delay_ms : 0;
      return { copies, delay_ms };
    },
  };
}
