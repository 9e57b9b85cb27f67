/** Group commit: what is asked while a batch is under way is the next batch. There is no timer: who is alone waits for nobody. */
import { ConnectionLostError } from './loss.ts';

interface Waiting<In, Out> {
  item: In;
  resolve(result: Out): void;
  reject(error: unknown): void;
}

/** Nobody waits longer for a batch before theirs: its connection may be dead, and another one not. */
const patience_ms = 1_000;

/**
 * Makes a function for one item of `carryOut`, which does many in one statement or database transaction, and gives their results
 * in the same order. When it throws, it must have done nothing, or nothing that may not be done again: then each item is tried
 * alone, so that one caller's error is nobody else's. After the loss of a connection nobody knows what was done: all are told.
 */
export const batched = <In, Out>(
  carryOut: (items: In[]) => Promise<Out[]>,
  items_max: number,
): ((item: In) => Promise<Out>) => {
  const waiting: Waiting<In, Out>[] = [];
  let isRunning = false;

  const finish = async (batch: Waiting<In, Out>[]): Promise<void> => {
    try {
      const results = await carryOut(batch.map(({ item }) => item));
      for (const [index, { resolve }] of batch.entries()) resolve(results[index]!);
    } catch (error) {
      if (batch.length === 1 || error instanceof ConnectionLostError)
        for (const { reject } of batch) reject(error);
      else for (const one of batch) await finish([one]);
    }
  };

  const run = async (): Promise<void> => {
    isRunning = true;
    while (waiting.length > 0) {
      // Whoever asks in the same turn of the event loop comes along.
      await new Promise(setImmediate);
      await patiently(finish(waiting.splice(0, items_max)));
    }
    isRunning = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isRunning) void run();
    });
};

/** Until it is done, or has taken too long. It never rejects. */
const patiently = (batch: Promise<void>): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, patience_ms);
    void batch.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
