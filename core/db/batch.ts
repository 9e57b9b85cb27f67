/** Group commit: what is asked while many are under way is the next batch. There is no timer: who is alone waits for nobody. */
import { ConnectionLostError } from './loss.ts';

interface Waiting<In, Out> {
  item: In;
  /** See {@link BatchOptions.touches}. */
  touches: readonly unknown[];
  resolve(result: Out): void;
  reject(error: unknown): void;
}

/** Batches of one or two are no crowd, and fly side by side, this many at most: none waits for another's disk. */
const side_by_side_max = 4;
const crowd_min = 3;

/** A crowd that can be split flies in so many batches at once: one is decided while another is written down. */
const crowds_max = 2;
/** A batch costs something by itself: fewer than this are not split. */
const split_min = 32;

/** Nobody waits longer for a batch before theirs: its connection may be dead, and another one not. */
const patience_ms = 1_000;

interface BatchOptions<In> {
  /**
   * What an item changes, by any values that are equal when the things are. Batches that touch nothing in common may fly at once;
   * who touches what somebody before them does never overtakes them. Without it, a crowd is one batch.
   */
  touches?(item: In): readonly unknown[];
}

/**
 * Makes a function for one item of `carryOut`, which does many in one statement or database transaction, and gives their results
 * in the same order. When it throws, it must have done nothing, or nothing that may not be done again: then each item is tried
 * alone, so that one caller's error is nobody else's. After the loss of a connection nobody knows what was done: all are told.
 */
export const batched = <In, Out>(
  carryOut: (items: In[]) => Promise<Out[]>,
  items_max: number,
  { touches }: BatchOptions<In> = {},
): ((item: In) => Promise<Out>) => {
  let waiting: Waiting<In, Out>[] = [];
  /** What the batches under way touch. */
  const busy = new Set<unknown>();
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

  const fly = async (batch: Waiting<In, Out>[]): Promise<void> => {
    flying += 1;
    for (const one of batch) for (const thing of one.touches) busy.add(thing);
    await patiently(finish(batch));
    for (const one of batch) for (const thing of one.touches) busy.delete(thing);
    flying -= 1;
    call();
  };

  const launch = (): void => {
    isCalled = false;
    const free = (isCrowded ? (touches ? crowds_max : 1) : side_by_side_max) - flying;
    if (free <= 0) return;
    const parts = touches && waiting.length >= split_min ? Math.min(free, crowds_max) : 1;
    const dealt = deal(waiting, parts, items_max, busy);
    waiting = dealt.rest;
    for (const batch of dealt.batches.filter(({ length }) => length > 0)) {
      isCrowded = batch.length >= crowd_min;
      void fly(batch);
    }
  };

  /** At the end of this turn of the event loop, so that whoever asks in the same turn comes along. */
  const call = (): void => {
    if (isCalled || waiting.length === 0) return;
    isCalled = true;
    setImmediate(launch);
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, touches: touches?.(item) ?? [], resolve, reject });
      call();
    });
};

/** Marks what somebody waits for, who is in none of the batches. */
const nobody = -1;

/** Deals items out, in order, to batches of similar sizes that touch nothing in common with each other or with what is busy. */
const deal = <Item extends { touches: readonly unknown[] }>(
  items: readonly Item[],
  parts: number,
  items_max: number,
  busy: ReadonlySet<unknown>,
): { batches: Item[][]; rest: Item[] } => {
  const batches = Array.from({ length: parts }, (): Item[] => []);
  const rest: Item[] = [];
  const owners = new Map<unknown, number>();
  for (const item of items) {
    let to: number | undefined;
    for (const thing of item.touches) {
      const owner = busy.has(thing) ? nobody : owners.get(thing);
      if (owner !== undefined) to = to === undefined || to === owner ? owner : nobody;
    }
    to ??= batches.reduce((least, { length }, part) => (length < batches[least]!.length ? part : least), 0);
    if (to !== nobody && batches[to]!.length === items_max) to = nobody;
    for (const thing of item.touches) owners.set(thing, to);
    (to === nobody ? rest : batches[to]!).push(item);
  }
  return { batches, rest };
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
