/**
 * How a drop is divided. Pure: from a seed the same shares come at every time and on every machine, so that whoever is shown the seed
 * afterwards can see that nobody was favoured.
 */
import { createHash } from 'node:crypto';
import { divide } from '../policy/amounts.ts';
import type { DropMode } from './types.ts';

/** A whole number from 0 on and below `limit`, each as likely as any other. */
type Draw = (limit: bigint) => bigint;

/**
 * Draws number after number out of a seed: SHA-256 of the seed, a colon and a counter from 0, as so many bits as the limit has, and
 * again while that is not below it (so that no number is favoured).
 */
function drawsFrom(seed: string): Draw {
  let counter = 0;
  return (limit) => {
    const surplus = BigInt(256 - (limit - 1n).toString(2).length);
    for (;;) {
      const digest = createHash('sha256').update(`${seed}:${counter}`).digest('hex');
      counter += 1;
      const number = BigInt(`0x${digest}`) >> surplus;
      if (number < limit) return number;
    }
  };
}

/** So many different numbers from 1 up to `last`, every choice as likely as any other (Floyd's algorithm), in ascending order. */
function chosen(count: number, last: bigint, draw: Draw): bigint[] {
  const taken = new Set<bigint>();
  for (let top = last - BigInt(count) + 1n; top <= last; top += 1n) {
    const number = draw(top) + 1n;
    taken.add(taken.has(number) ? top : number);
  }
  return [...taken].sort((one, other) => (one < other ? -1 : 1));
}

/**
 * A total in so many parts of one unit at least. The total is a rod that is cut at places drawn by lot: every way of dividing is as likely
 * as any other, so that whoever comes first or last has the same prospects.
 */
function divideRandomly(total: bigint, parts: number, draw: Draw): bigint[] {
  const ends = [...chosen(parts - 1, total - 1n, draw), total];
  return ends.map((end, index) => end - (ends[index - 1] ?? 0n));
}

/** In the order in which they will be taken. The total must be enough for one unit each. */
export function sharesOf(total: bigint, parts: number, mode: DropMode, seed: string): bigint[] {
  if (parts < 1 || total < BigInt(parts)) throw new RangeError(`${total} cannot be divided by ${parts}`);
  return mode === 'even' ? divide(total, parts) : divideRandomly(total, parts, drawsFrom(seed));
}
