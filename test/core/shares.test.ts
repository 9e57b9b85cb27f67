import fc from 'fast-check';
import { expect, test } from 'vitest';
import { divideByWeights, divideEqually } from '../../core/shares.ts';

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

const total = fc.oneof(fc.bigInt(0n, 1000n), fc.bigInt(0n, 10n ** 38n));
const weights = fc
  .array(fc.oneof(fc.bigInt(0n, 5n), fc.bigInt(0n, 10n ** 20n)), { minLength: 1, maxLength: 30 })
  .filter((all) => sum(all) > 0n);
const seed = fc.string();

test('row 25: shares add up to the total, whatever is divided by whatever weights', () => {
  fc.assert(
    fc.property(total, weights, seed, (total, weights, seed) => {
      expect(sum(divideByWeights(total, weights, seed))).toBe(total);
    }),
    { numRuns: 2000 },
  );
});

test('nobody is a whole unit away from their exact part, and who has no weight has nothing', () => {
  fc.assert(
    fc.property(total, weights, seed, (total, weights, seed) => {
      const all = sum(weights);
      for (const [index, share] of divideByWeights(total, weights, seed).entries()) {
        const off = share * all - total * weights[index]!;
        expect(off < all && off > -all).toBe(true);
        if (weights[index] === 0n) expect(share).toBe(0n);
      }
    }),
  );
});

test('whoever has the larger remainder is not left behind one with the smaller', () => {
  // The exact parts are 14.29, 14.29 and 71.43; then 1.5, 5.4 and 3.1.
  expect(divideByWeights(100n, [1n, 1n, 5n], 'x')).toEqual([14n, 14n, 72n]);
  expect(divideByWeights(10n, [15n, 54n, 31n], 'x')).toEqual([2n, 5n, 3n]);
});

test('the same seed divides in the same way', () => {
  fc.assert(
    fc.property(total, weights, seed, (total, weights, seed) => {
      expect(divideByWeights(total, weights, seed)).toEqual(divideByWeights(total, weights, seed));
    }),
  );
});

test('over many seeds everybody pays the odd penny equally often', () => {
  const more = [0, 0, 0];
  for (let at = 0; at < 3000; at += 1)
    divideEqually(100n, 3, `spl_${at}`).forEach((share, index) => {
      more[index] = more[index]! + Number(share - 33n);
    });
  for (const times of more) expect(times).toBeGreaterThan(900);
  expect(more.reduce((one, other) => one + other)).toBe(3000);
});

test('what cannot be divided throws', () => {
  expect(() => divideByWeights(-1n, [1n], 'x')).toThrow(RangeError);
  expect(() => divideByWeights(1n, [0n, 0n], 'x')).toThrow(RangeError);
  expect(() => divideByWeights(1n, [2n, -1n], 'x')).toThrow(RangeError);
  expect(() => divideEqually(1n, 0, 'x')).toThrow(RangeError);
});
