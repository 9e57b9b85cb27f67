/** A queue that lets at most so many through in any second. */
interface Pacer {
  /** Resolves with 0 when it is this caller's turn; at once with the wait in ms where that is longer than `patience_ms`. */
  turn(patience_ms: number): Promise<number>;
}

export function pacer(per_second_max: number): Pacer {
  /** When each of the latest turns is or was, oldest first. */
  const turns: number[] = [];
  return {
    turn: async (patience_ms) => {
      const now = performance.now();
      const before = turns.at(-per_second_max);
      const wait_ms = Math.max(0, before === undefined ? 0 : Math.ceil(before + 1000 - now));
      if (wait_ms > patience_ms) return wait_ms;
      turns.push(now + wait_ms);
      if (turns.length > per_second_max) turns.shift();
      if (wait_ms > 0) await new Promise((resolve) => setTimeout(resolve, wait_ms));
      return 0;
    },
  };
}
