/**
 * Lots: what somebody's units have cost. Units that go are taken out of the oldest lots first (first in, first out), whatever they go for.
 * Pure: from the lots that there are and what has happened since to the lots that there are then.
 */

/** In minor units of the asset, and of the money that it is dealt in. */
export interface Lot {
  /** Null: it is not stored yet. */
  id: bigint | null;
  acquired_at: Date;
  units_left: bigint;
  cost_left: bigint;
}

/** A part of a lot that goes. */
export interface Part<L extends Lot = Lot> {
  lot: L;
  units: bigint;
  cost: bigint;
}

/** The order in which lots are used up: of several of one moment, that which was stored first. */
function byAge(one: Lot, other: Lot): number {
  const apart = one.acquired_at.getTime() - other.acquired_at.getTime();
  if (apart !== 0) return apart;
  if (one.id === null || other.id === null) return one.id === other.id ? 0 : one.id === null ? 1 : -1;
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

const least = (one: bigint, other: bigint): bigint => {
  if (one < other) return one;
  return other;
};

/**
 * Takes units out of lots, the oldest first, and changes what is left of them. A part's cost is its share, rounded half up; the rest stays in
 * the lot, so that all parts of a lot add up to what it cost, to the last minor unit. Throws RangeError where there are too few.
 */
export function takeOldest<L extends Lot>(lots: readonly L[], units: bigint): Part<L>[] {
  const parts: Part<L>[] = [];
  let wanted = units;
  for (const lot of lots.filter(({ units_left }) => units_left > 0n).sort(byAge)) {
    if (wanted === 0n) break;
    const taken = least(lot.units_left, wanted);
    const cost = (2n * lot.cost_left * taken + lot.units_left) / (2n * lot.units_left);
    lot.units_left -= taken;
    lot.cost_left -= cost;
    wanted -= taken;
    parts.push({ lot, units: taken, cost });
  }
  if (wanted > 0n) throw new RangeError(`There are ${wanted} units too few in the lots`);
  return parts;
}

export const costOf = (parts: readonly Pick<Part, 'cost'>[]): bigint =>
  parts.reduce((sum, { cost }) => sum + cost, 0n);
