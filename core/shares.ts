/**
 * Money divided among people, to the last minor unit: whatever the weights are, the shares add up to the total, and nobody's is
 * a whole minor unit away from their exact part.
 *
 * What does not divide goes, a unit each, to those with the largest remainders. Where more have the same remainder than there are
 * units left, turns decide, and not who was named first: the seed (the id of what is divided) says with which of the equals the turns
 * begin. So the same bill is divided in the same way by whoever looks at it, and over many bills everybody pays the odd penny
 * equally often.
 */
import { createHash } from 'node:crypto';

/** Throws RangeError for a negative total or weight, and where all weights are zero. */
export function divideByWeights(total: bigint, weights: readonly bigint[], seed: string): bigint[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total < 0n || all <= 0n || weights.some((weight) => weight < 0n))
    throw new RangeError(`Cannot divide ${total} by the weights ${weights.join(', ')}`);
  const shares = weights.map((weight) => (total * weight) / all);
  const left = Number(total - shares.reduce((sum, share) => sum + share, 0n));
  const remainders = weights.map((weight) => (total * weight) % all);
  for (const index of inTurn(remainders, left, seed)) shares[index] = shares[index]! + 1n;
  return shares;
}

/** Equal parts, likewise. */
export const divideEqually = (total: bigint, parts: number, seed: string): bigint[] =>
  divideByWeights(total, Array<bigint>(parts).fill(1n), seed);

/** Whose turn it is to have one unit more: the `count` with the largest remainders. */
function inTurn(remainders: readonly bigint[], count: number, seed: string): number[] {
  if (count === 0) return [];
  const least = [...remainders].sort((one, other) => (one < other ? 1 : one > other ? -1 : 0))[count - 1]!;
  const indexes = [...remainders.keys()];
  const above = indexes.filter((index) => remainders[index]! > least);
  const equal = indexes.filter((index) => remainders[index] === least);
  const start = beginOf(seed, equal.length);
  const turns = [...equal.slice(start), ...equal.slice(0, start)];
  return [...above, ...turns.slice(0, count - above.length)];
}

/** One of `places`, each as likely as any other. */
const beginOf = (seed: string, places: number): number =>
  createHash('sha256').update(seed).digest().readUInt32BE(0) % places;
