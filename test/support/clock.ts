/** The clock that platforms' limits go by, held still: a limit is so much in so much time, and a slow machine is slow. */
import { vi } from 'vitest';

/** Everything that the work does happens at this very moment. Timers go on. */
export async function atOneInstant<T>(work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  try {
    return await work();
  } finally {
    vi.useRealTimers();
  }
}
