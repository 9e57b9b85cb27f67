/** Group commit: what is asked while many are under way is the next batch. There is no timer: who is alone waits for nobody. */
import { ConnectionLostError } from './loss.ts';

interface Waiting<In, Out> {
  item: In;
  resolve(result: Out): void;
  reject(error: unknown): void;
}

/** Batches of one or two are no crowd, and fly side by side, this many at most: none waits for another's disk. */
const side_by_side_max = 4;
const crowd_min = 3;

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
  let flying = 0;
  let isCrowded = false;
  let isCalled = false;

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

  const launch = async (): Promise<void> => {
    isCalled = false;
    if (flying > 0 && (isCrowded || flying >= side_by_side_max)) return;
    const batch = waiting.splice(0, items_max);
    isCrowded = batch.length >= crowd_min;
    flying += 1;
    await patiently(finish(batch));
    flying -= 1;
    call();
  };

  /** At the end of this turn of the event loop, so that whoever asks in the same turn comes along. */
  const call = (): void => {
    if (isCalled || waiting.length === 0) return;
    isCalled = true;
    setImmediate(launch);
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      call();
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
