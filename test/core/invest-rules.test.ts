/** What trades and lots come to, from facts alone. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costOf, type Lot, takeOldest } from '../../core/invest/lots.ts';
import {
  averageOf,
  buyFor,
  buyUnits,
  type Deal,
  isPrice,
  priceAs,
  sellFor,
  sellUnits,
  totalOf,
} from '../../core/invest/rules.ts';

const pounds = { code: 'GBP', exponent: 2 };
const yen = { code: 'JPY', exponent: 0 };
const acme = { code: 'ACME', exponent: 6 };
const whole = { code: 'WHOLE', exponent: 0 };
const fine = { code: 'FINE', exponent: 18 };

const deal = (price: string, asset = acme, quote = pounds): Deal => ({ asset, quote, price });

describe('a price', () => {
  test.each(['1', '0.5', '12.50', '999999999999999.999999999999'])('may be %s', (text) => {
    expect(isPrice(text)).toBe(true);
  });
  test.each([
    '0',
    '0.00',
    '-1',
    '1e3',
    '01',
    '.5',
    '1.',
    '1,5',
    'NaN',
    '',
    '1234567890123456',
    '0.1234567890123',
  ])('may not be "%s"', (text) => {
    expect(isPrice(text)).toBe(false);
  });
  test('is an amount with as many decimals as it has', () => {
    expect(priceAs('12.5', pounds)).toEqual({ minor: '1250', asset: pounds });
    expect(priceAs('0.1234', pounds)).toEqual({ minor: '1234', asset: { code: 'GBP', exponent: 4 } });
    expect(priceAs('7', yen)).toEqual({ minor: '7', asset: yen });
  });
});

describe('buying', () => {
  test.each([
    // Two whole units at 12.50, without a fee and with half a percent.
    [buyUnits(2_000_000n, deal('12.50'), 0), { units: 2_000_000n, value: 2500n, fee: 0n }],
    [buyUnits(2_000_000n, deal('12.50'), 50), { units: 2_000_000n, value: 2500n, fee: 13n }],
    // The smallest part of a unit costs a penny, never nothing.
    [buyUnits(1n, deal('12.50'), 0), { units: 1n, value: 1n, fee: 0n }],
    [buyUnits(1n, deal('12.50'), 50), { units: 1n, value: 1n, fee: 1n }],
    [buyUnits(3n, deal('0.333', whole), 0), { units: 3n, value: 100n, fee: 0n }],
    [buyUnits(10n ** 18n, deal('1500', fine, yen), 100), { units: 10n ** 18n, value: 1500n, fee: 15n }],
  ])('so many units (%#)', (traded, expected) => {
    expect(traded).toEqual(expected);
  });

  test.each([
    // 50.00 less its fee of half a percent is 49.75: 3.98 units at 12.50.
    [buyFor(5000n, deal('12.50'), 50), { units: 3_980_000n, value: 4975n, fee: 25n }],
    [buyFor(5000n, deal('12.50'), 0), { units: 4_000_000n, value: 5000n, fee: 0n }],
    // Whole units only: what is left over is not taken.
    [buyFor(5000n, deal('12', whole), 0), { units: 4n, value: 4800n, fee: 0n }],
    [buyFor(1n, deal('12', whole), 0), null],
    [buyFor(1n, deal('12.50'), 50), null],
    [buyFor(1n, deal('10000', fine, yen), 0), { units: 10n ** 14n, value: 1n, fee: 0n }],
  ])('for so much money (%#)', (traded, expected) => {
    expect(traded).toEqual(expected);
  });
});

describe('selling', () => {
  test.each([
    [sellUnits(2_000_000n, deal('12.50'), 50), { units: 2_000_000n, value: 2500n, fee: 13n }],
    // Worth less than a penny, or nothing but the fee.
    [sellUnits(1n, deal('12.50'), 0), null],
    [sellUnits(800n, deal('12.50'), 50), null],
    [sellUnits(0n, deal('12.50'), 0), null],
    [sellFor(2487n, deal('12.50'), 50), { units: 2_000_000n, value: 2500n, fee: 13n }],
    [sellFor(5000n, deal('12.50'), 0), { units: 4_000_000n, value: 5000n, fee: 0n }],
    [sellFor(1n, deal('12.50'), 50), { units: 1_600n, value: 2n, fee: 1n }],
    [sellFor(1n, deal('12', whole), 0), null],
  ])('%#', (traded, expected) => {
    expect(traded).toEqual(expected);
  });
});

const someDeal = fc.record({
  asset: fc.constantFrom(acme, whole, fine),
  quote: fc.constantFrom(pounds, yen),
  price: fc
    .tuple(fc.nat(20_000), fc.nat(999_999))
    .map(([major, minor]) => `${major}.${String(minor).padStart(6, '0')}`)
    .filter(isPrice),
});
const bps = fc.integer({ min: 0, max: 1_000 });

test('buying for an amount never takes more than it, and selling for one never brings more', () => {
  fc.assert(
    fc.property(someDeal, bps, fc.bigInt({ min: 1n, max: 10n ** 12n }), (one, fee_bps, total) => {
      const bought = buyFor(total, one, fee_bps);
      if (bought) expect(totalOf('buy', bought) <= total).toBe(true);
      const sold = sellFor(total, one, fee_bps);
      if (sold) expect(totalOf('sell', sold) <= total).toBe(true);
    }),
  );
});

test('what is bought and sold again at the same price brings nothing', () => {
  fc.assert(
    fc.property(someDeal, bps, fc.bigInt({ min: 1n, max: 10n ** 24n }), (one, fee_bps, units) => {
      const bought = buyUnits(units, one, fee_bps);
      const sold = sellUnits(units, one, fee_bps);
      expect(totalOf('sell', sold ?? { value: 0n, fee: 0n }) <= totalOf('buy', bought)).toBe(true);
    }),
  );
});

test('the average cost of a unit', () => {
  expect(averageOf(2_000_000n, 2513n, { asset: acme, quote: pounds })).toEqual({
    minor: '12565',
    asset: { code: 'GBP', exponent: 3 },
  });
  expect(averageOf(3_000_000n, 1000n, { asset: acme, quote: pounds })).toEqual({
    minor: '33333',
    asset: { code: 'GBP', exponent: 4 },
  });
  expect(averageOf(4_000_000n, 5000n, { asset: acme, quote: pounds })).toEqual({
    minor: '1250',
    asset: pounds,
  });
  expect(averageOf(0n, 0n, { asset: acme, quote: pounds })).toBeNull();
});

const day = (text: string) => new Date(`${text}T12:00:00Z`);
const lots = (...of: [string, bigint, bigint][]): Lot[] =>
  of.map(([at, units_left, cost_left], index) => ({
    id: BigInt(index + 1),
    acquired_at: day(at),
    units_left,
    cost_left,
  }));
const left = (all: readonly Lot[]) => all.map(({ units_left, cost_left }) => [units_left, cost_left]);

describe('first in, first out', () => {
  /**
   * Published worked example: IRS Publication 564 (2009), “Mutual Fund Distributions”, Table 3, cost basis (FIFO). 160 shares for $4,000,
   * 240 for $4,800, 10 for a dividend of $300; 210 are sold for $6,720: basis $5,000.
   */
  test('IRS Publication 564, table 3: 210 of 410 shares have a basis of $5,000', () => {
    const held = lots(
      ['2008-02-06', 160n, 4_000_00n],
      ['2008-08-07', 240n, 4_800_00n],
      ['2008-12-18', 10n, 300_00n],
    );
    const parts = takeOldest(held, 210n);
    expect(parts.map(({ lot, units, cost }) => [lot.id, units, cost])).toEqual([
      [1n, 160n, 4_000_00n],
      [2n, 50n, 1_000_00n],
    ]);
    expect(costOf(parts)).toBe(5_000_00n);
    expect(6_720_00n - costOf(parts)).toBe(1_720_00n);
    expect(left(held)).toEqual([
      [0n, 0n],
      [190n, 3_800_00n],
      [10n, 300_00n],
    ]);
  });

  /** Greenlight, “How do I calculate my gains or losses and cost basis?”: 1 at $10, then 2 at $15; 1 is sold at $20. And 2 at $20, 2 at $25; 2 at $10. */
  test.each([
    ['a gain of $10', lots(['2020-01-01', 1n, 10_00n], ['2020-07-01', 2n, 30_00n]), 1n, 20_00n, 10_00n],
    ['a loss of $20', lots(['2020-01-01', 2n, 40_00n], ['2020-07-01', 2n, 50_00n]), 2n, 20_00n, -20_00n],
  ])('%s', (_, held, units, proceeds, gain) => {
    expect(proceeds - costOf(takeOldest(held, units))).toBe(gain);
  });

  test('is by when they were acquired, not by when they were stored', () => {
    const held = lots(['2020-07-01', 5n, 50n], ['2020-01-01', 5n, 10n]);
    expect(takeOldest(held, 6n).map(({ lot, units }) => [lot.id, units])).toEqual([
      [2n, 5n],
      [1n, 1n],
    ]);
  });

  test('of one moment that which was stored first goes first, and what is not stored yet last', () => {
    const held: Lot[] = [
      { id: null, acquired_at: day('2020-01-01'), units_left: 1n, cost_left: 3n },
      { id: 7n, acquired_at: day('2020-01-01'), units_left: 1n, cost_left: 2n },
      { id: 3n, acquired_at: day('2020-01-01'), units_left: 1n, cost_left: 1n },
    ];
    expect(takeOldest(held, 3n).map(({ cost }) => cost)).toEqual([1n, 2n, 3n]);
  });

  test('never takes what is not there', () => {
    expect(() => takeOldest(lots(['2020-01-01', 5n, 50n]), 6n)).toThrow(RangeError);
  });

  test('however a lot is used up, its parts add up to what it cost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.bigInt({ min: 1n, max: 1000n }), fc.bigInt({ min: 0n, max: 10n ** 6n })), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.array(fc.bigInt({ min: 1n, max: 300n }), { maxLength: 30 }),
        (bought, sold) => {
          const held = lots(
            ...bought.map(([units, cost]): [string, bigint, bigint] => ['2020-01-01', units, cost]),
          );
          const [units, cost] = [
            held.reduce((sum, one) => sum + one.units_left, 0n),
            costOf(held.map(({ cost_left }) => ({ cost: cost_left }))),
          ];
          let [gone, spent] = [0n, 0n];
          for (const each of sold) {
            const now = each > units - gone ? 0n : each;
            if (now === 0n) continue;
            gone += now;
            spent += costOf(takeOldest(held, now));
          }
          spent += costOf(takeOldest(held, units - gone));
          expect(spent).toBe(cost);
          expect(
            left(held)
              .flat()
              .every((one) => one === 0n),
          ).toBe(true);
        },
      ),
    );
  });
});
