/**
 * What this process knows of the interactions that are under way, so that adapter and messenger do not answer one twice
 * and need not ask. A shortcut only: another process may answer, and then Discord itself is asked.
 */

/** `open`: not answered yet. Deferred: "thinking…", seen by everybody or by one; or a button whose message stays. */
export type AnswerState = 'open' | 'deferred public' | 'deferred private' | 'deferred update' | 'answered';

export interface OpenInteractions {
  /** Null: unknown here. */
  state(id: string): AnswerState | null;
  set(id: string, state: AnswerState): void;
  /** An answer got lost on its way: nobody knows. */
  forget(id: string): void;
  /** Answers of one interaction one after another. */
  exclusive<T>(id: string, run: () => Promise<T>): Promise<T>;
}

/** A token lives 15 minutes. */
const KEPT_MS = 15 * 60_000;

export const createOpenInteractions = (): OpenInteractions => {
  const known = new Map<string, { state: AnswerState; at_ms: number }>();
  const tails = new Map<string, Promise<unknown>>();

  const sweep = (): void => {
    for (const [id, { at_ms }] of known) {
      if (Date.now() - at_ms < KEPT_MS) return;
      known.delete(id);
    }
  };

  return {
    state: (id) => known.get(id)?.state ?? null,
    set: (id, state) => {
      const at_ms = known.get(id)?.at_ms ?? Date.now();
      known.set(id, { state, at_ms });
      sweep();
    },
    forget: (id) => {
      known.delete(id);
    },
    exclusive: async (id, run) => {
      const before = tails.get(id) ?? Promise.resolve();
      const mine = before.then(run, run);
      tails.set(id, mine);
      try {
        return await mine;
      } finally {
        if (tails.get(id) === mine) tails.delete(id);
      }
    },
  };
};
