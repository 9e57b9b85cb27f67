/** Random days at a small bank, as data: what fast-check makes up, shrinks, and prints when the kernel and the model disagree. */
import fc from 'fast-check';

/** Four people in pounds, two in euros, and a desk for each asset, which has no floor. In the order of their ids. */
export const CAST = [
  { label: 'desk', owner: 'desk', asset: 'GBP', floor: null },
  { label: 'desk:EUR', owner: 'desk', asset: 'EUR', floor: null },
  { label: 'alice', owner: 'alice', asset: 'GBP', floor: 0n },
  { label: 'bob', owner: 'bob', asset: 'GBP', floor: 0n },
  { label: 'carol', owner: 'carol', asset: 'GBP', floor: -20n },
  { label: 'alice:EUR', owner: 'alice', asset: 'EUR', floor: 0n },
  { label: 'bob:EUR', owner: 'bob', asset: 'EUR', floor: 0n },
] as const;

/** Nobody. */
export const STRANGER = 'stranger';

/** Just below what an account can hold: two of them are too much. */
const HUGE = 6n * 10n ** 37n;

type Move = { from: string; to: string; amount: bigint };

interface Common {
  evenFrozen: boolean;
  /** Asks again for what was asked so many requests ago; `changed`: with its key, for something else. */
  again: { back: number; changed: boolean } | null;
}

export type Ask = Common &
  (
    | { verb: 'post'; moves: Move[]; slip: bigint }
    | { verb: 'hold'; moves: Move[]; slip: bigint; lasts_ms: number }
    /** `of`: which of all holds so far, from the newest. `part`: of each leg, how much; null for the whole. `drop`: how many legs are left out. */
    | { verb: 'capture'; of: number; part: bigint | null; drop: number; other: string | null }
    | { verb: 'void' | 'expire'; of: number }
    | { verb: 'reverse'; of: number }
  );

export type Step =
  | { do: 'call'; groups: { linked: boolean; asks: Ask[] }[] }
  /** Sends again, whole, the groups of an earlier call, as a caller does who never heard. */
  | { do: 'retry'; back: number }
  | { do: 'freeze'; owner: string; frozen: boolean }
  | { do: 'close'; label: string }
  | { do: 'wait'; wait_ms: number };

const people = CAST.map(({ label }) => label);
const label = fc.oneof(
  { weight: 60, arbitrary: fc.constantFrom<string>(...people) },
  { weight: 1, arbitrary: fc.constant(STRANGER) },
);
const amount = fc.oneof(
  { weight: 30, arbitrary: fc.bigInt({ min: 0n, max: 30n }) },
  { weight: 1, arbitrary: fc.constantFrom(-2n, HUGE, 10n ** 38n) },
);
const moves = fc.array(fc.record({ from: label, to: label, amount }), { minLength: 1, maxLength: 3 });
const slip = fc.oneof({ weight: 9, arbitrary: fc.constant(0n) }, { weight: 1, arbitrary: fc.constant(1n) });
/** Counted from the newest; often so near that several ask for the same one. */
const nth = fc.oneof({ weight: 2, arbitrary: fc.nat(1) }, { weight: 1, arbitrary: fc.nat(40) });
const common = {
  evenFrozen: fc.oneof(
    { weight: 3, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
  again: fc.option(
    fc.record({
      back: fc.nat(5),
      changed: fc.oneof(
        { weight: 3, arbitrary: fc.constant(false) },
        { weight: 1, arbitrary: fc.constant(true) },
      ),
    }),
    { freq: 4 },
  ),
};

const ask: fc.Arbitrary<Ask> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ verb: fc.constant('post' as const), moves, slip, ...common }) },
  {
    weight: 5,
    arbitrary: fc.record({ verb: fc.constant('hold' as const), moves, slip, lasts_ms: fc.nat(6), ...common }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      verb: fc.constant('capture' as const),
      of: nth,
      part: fc.option(fc.bigInt({ min: 0n, max: 20n }), { freq: 3 }),
      drop: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
      other: fc.option(fc.constantFrom<string>(...people), { freq: 12 }),
      ...common,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ verb: fc.constantFrom('void' as const, 'expire' as const), of: nth, ...common }),
  },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant('reverse' as const), of: nth, ...common }) },
);

const group = fc.record({ linked: fc.boolean(), asks: fc.array(ask, { minLength: 1, maxLength: 4 }) });

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 16,
    arbitrary: fc.record({
      do: fc.constant('call' as const),
      groups: fc.array(group, { minLength: 1, maxLength: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('retry' as const), back: fc.nat(4) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('freeze' as const),
      owner: fc.constantFrom('alice', 'bob'),
      frozen: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), wait_ms: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('close' as const),
      label: fc.constantFrom<string>(...people.slice(2)),
    }),
  },
);

export const steps: fc.Arbitrary<Step[]> = fc.array(step, { minLength: 1, maxLength: 14 });
