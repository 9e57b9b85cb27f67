/**
 * What an exchange comes to. Published figures come from
 * - Council Regulation (EC) No 1103/97, article 4 (six significant figures; rates neither rounded nor inverted; triangulation through the
 *   euro), and Council Regulation (EC) No 2866/98, article 1 (the irrevocable rates);
 * - the Slovenian changeover campaign's worked examples of rounding (evro.si, “Rounding rules”): 500 and 1,000 SIT at 239.640;
 * - the European Central Bank's euro foreign exchange reference rates of 28 June 2024 and of 12 February 2015.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  crossRate,
  exchangeBought,
  exchangeSold,
  exposureBeyond,
  oddity,
  type Pair,
  usualLimits,
  worthOf,
} from '../../core/exchange/rules.ts';
import type { Asset } from '../../core/money.ts';

const asset = (code: string, exponent: number): Asset => ({ code, exponent });
const EUR = asset('EUR', 2);
const pair = (sell: Asset, sellPerEuro: string, buy: Asset, buyPerEuro: string): Pair => ({
  sell,
  buy,
  sellPerEuro,
  buyPerEuro,
});

/** One euro in the currencies that became it: Regulation 2866/98. */
const irrevocable = {
  DEM: [2, '1.95583'],
  FRF: [2, '6.55957'],
  ITL: [0, '1936.27'],
  BEF: [2, '40.3399'],
  ATS: [2, '13.7603'],
  ESP: [0, '166.386'],
  IEP: [2, '0.787564'],
} as const;
const national = (code: keyof typeof irrevocable) => asset(code, irrevocable[code][0]);
const between = (sell: keyof typeof irrevocable, buy: keyof typeof irrevocable): Pair =>
  pair(national(sell), irrevocable[sell][1], national(buy), irrevocable[buy][1]);

describe('as Regulation 1103/97 has it', () => {
  test('the adopted rates have six significant figures, and none is rounded before it is used', () => {
    for (const [, rate] of Object.values(irrevocable))
      expect(rate.replace('.', '').replace(/^0+/, '')).toHaveLength(6);
    // A cent's worth of the last figure: at 1.95583 a billion euros are 1,955,830,000 marks, to the pfennig.
    expect(exchangeSold(10n ** 11n, pair(EUR, '1', national('DEM'), '1.95583'), 0)?.bought).toBe(
      195_583_000_000n,
    );
  });

  test.each([
    // 500 SIT : 239.640 = 2.0864…, published as rounding up to 2.09; a dealer keeps what is less than a cent.
    ['500 SIT', 50_000n, 208n, 209n],
    // 1,000 SIT : 239.640 = 4.1729…, published as rounding down to 4.17.
    ['1,000 SIT', 100_000n, 417n, 418n],
  ])(
    '%s is divided by the rate: whoever sells gets the cents below, whoever buys pays the tolars above',
    (_, tolars, below, above) => {
      const tolar = pair(asset('SIT', 2), '239.640', EUR, '1');
      expect(exchangeSold(tolars, tolar, 0)?.bought).toBe(below);
      // So many tolars buy the cents below, and not those above.
      expect(exchangeBought(below, tolar, 0).sold).toBeLessThanOrEqual(tolars);
      expect(exchangeBought(above, tolar, 0).sold).toBeGreaterThan(tolars);
    },
  );

  test.each([
    // Amount, by way of the euro to three decimals (article 4.4), the result to the nearest (article 5).
    ['FRF', 'DEM', 100_00n, '15.245', 29_81n, 29_82n],
    ['DEM', 'FRF', 100_00n, '51.129', 335_38n, 335_39n],
    ['ITL', 'FRF', 10_000n, '5.165', 33_87n, 33_88n],
    ['BEF', 'ITL', 1_000_00n, '24.789', 47_998n, 47_999n],
    ['ATS', 'IEP', 500_00n, '36.336', 28_61n, 28_62n],
    ['ESP', 'DEM', 5_000n, '30.051', 58_77n, 58_78n],
  ] as const)(
    '%s to %s goes through the euro: within a unit of what the regulation rounds to',
    (sell, buy, sold, euros, down, up) => {
      const triangle = between(sell, buy);
      const exact = exchangeSold(sold, triangle, 0)!.bought;
      expect([down, up]).toContain(exact);
      // The regulation's own way, with its intermediate amount in three decimals.
      const [, toRate] = irrevocable[buy];
      const byRegulation = Number(euros) * Number(toRate) * 10 ** irrevocable[buy][0];
      expect(Math.abs(byRegulation - Number(exact))).toBeLessThan(1.5);
      expect(exchangeBought(exact, triangle, 0).sold).toBeLessThanOrEqual(sold);
    },
  );

  test('an inverse rate is not used: dividing differs from multiplying by 1 / rate to six figures', () => {
    const lire = pair(national('ITL'), '1936.27', EUR, '1');
    // 1 / 1936.27 = 0.000516457 to six figures: 10,000,000,000 lire would be 5,164,570.00.
    expect(exchangeSold(10_000_000_000n, lire, 0)?.bought).toBe(516_456_899n);
    expect(516_456_899n).not.toBe((10_000_000_000n * 516_457n) / 10_000_000n);
  });
});

describe('at the European Central Bank’s reference rates', () => {
  const GBP = asset('GBP', 2);
  const USD = asset('USD', 2);
  const JPY = asset('JPY', 0);
  test.each([
    // 28 June 2024: USD 1.0705, GBP 0.84638, JPY 171.94, CHF 0.9634. 12 February 2015: GBP 0.73760.
    ['GBP', 'EUR', '0.84638', '1', '1.18150'],
    ['EUR', 'GBP', '1', '0.84638', '0.84638'],
    ['GBP', 'USD', '0.84638', '1.0705', '1.2648'],
    ['USD', 'GBP', '1.0705', '0.84638', '0.790640'],
    ['JPY', 'GBP', '171.94', '0.84638', '0.00492253'],
    ['CHF', 'USD', '0.9634', '1.0705', '1.11117'],
    ['GBP', 'EUR', '0.73760', '1', '1.35575'],
  ])('a cross rate is read to six significant figures: 1 %s in %s', (_one, _other, one, other, expected) => {
    expect(Number(crossRate(one, other))).toBeCloseTo(Number(expected), 8);
    expect(crossRate(one, other).replace('.', '').replace(/^0+/, '').length).toBeLessThanOrEqual(6);
  });

  test.each([
    // Sold, spread in hundredths of a percent; what of it is the spread, and what is got.
    [2_000n, GBP, '0.84638', EUR, '1', 50, 10n, 2_351n],
    [2_000n, GBP, '0.84638', EUR, '1', 0, 0n, 2_363n],
    [2_000n, EUR, '1', GBP, '0.84638', 50, 10n, 1_684n],
    [10_000n, GBP, '0.84638', JPY, '171.94', 50, 50n, 20_213n],
    [1_000n, JPY, '171.94', USD, '1.0705', 50, 5n, 619n],
    // The spread is a whole unit wherever there is one.
    [100n, GBP, '0.84638', EUR, '1', 1, 1n, 116n],
  ])('selling %s of %j', (sold, sell, sellPerEuro, buy, buyPerEuro, bps, spread, bought) => {
    expect(exchangeSold(sold, pair(sell, sellPerEuro, buy, buyPerEuro), bps)).toEqual({
      sold,
      spread,
      bought,
    });
  });

  test.each([
    [500n, EUR, '1', GBP, '0.84638', 50, 427n, 3n],
    [500n, EUR, '1', GBP, '0.84638', 0, 424n, 0n],
    [1_000n, JPY, '171.94', GBP, '0.84638', 50, 496n, 3n],
    [1n, JPY, '171.94', GBP, '0.84638', 50, 2n, 1n],
  ])('buying %s of %j', (bought, buy, buyPerEuro, sell, sellPerEuro, bps, sold, spread) => {
    expect(exchangeBought(bought, pair(sell, sellPerEuro, buy, buyPerEuro), bps)).toEqual({
      sold,
      spread,
      bought,
    });
  });

  test('what comes to less than a minor unit is nothing that can be had', () => {
    expect(exchangeSold(1n, pair(JPY, '171.94', asset('KWD', 0), '0.3283'), 50)).toBeNull();
    // All of it would be the spread.
    expect(exchangeSold(1n, pair(GBP, '0.84638', EUR, '1'), 50)).toBeNull();
  });
});

describe('rounding is in favour of the liquidity account', () => {
  const exponents = [0, 2, 3, 8, 18];
  const table = exponents.flatMap((from) => exponents.map((to) => [from, to] as const));

  test.each(table)(
    'from %i decimals to %i: never more is got than the exact rate gives, and less than a unit less',
    (from, to) => {
      const one = pair(asset('ONE', from), '0.84638', asset('OTHER', to), '171.94');
      for (const major of [1n, 3n, 7n, 1_234_567n]) {
        const sold = major * 10n ** BigInt(from) + (from > 0 ? 1n : 0n);
        const got = exchangeSold(sold, one, 0)!;
        // got / 10^to ≤ sold / 10^from × 171.94 / 0.84638 < (got + 1) / 10^to, all multiplied out.
        const exact = sold * 17_194_000n * 10n ** BigInt(to);
        const unit = 84_638n * 10n ** BigInt(from);
        expect(got.bought * unit * 1n).toBeLessThanOrEqual(exact);
        expect((got.bought + 1n) * unit).toBeGreaterThan(exact);
        const paid = exchangeBought(got.bought, one, 0);
        expect(paid.sold).toBeLessThanOrEqual(sold);
        expect(paid.sold * 17_194_000n * 10n ** BigInt(to)).toBeGreaterThanOrEqual(got.bought * unit);
      }
    },
  );

  test.each(table)(
    'from %i decimals to %i: no way there and back makes anything, at any rates, amounts and spread',
    (from, to) => {
      const rate = fc
        .tuple(fc.bigInt(1n, 10n ** 9n), fc.integer({ min: 0, max: 6 }))
        .map(([digits, decimals]) => {
          const text = digits.toString().padStart(decimals + 1, '0');
          return decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
        });
      const parts = fc.record({
        amount: fc.bigInt(1n, 10n ** 24n),
        there: rate,
        back: rate,
        bps: fc.integer({ min: 0, max: 1_000 }),
      });
      fc.assert(
        fc.property(parts, ({ amount, there, back, bps }) => {
          const out = pair(asset('ONE', from), there, asset('OTHER', to), back);
          const home = pair(out.buy, back, out.sell, there);
          const got = exchangeSold(amount, out, bps);
          if (got) {
            expect(exchangeSold(got.bought, home, bps)?.bought ?? 0n).toBeLessThanOrEqual(amount);
            // The same amount cannot be had for less by asking for it the other way round.
            expect(exchangeBought(got.bought, out, bps).sold).toBeLessThanOrEqual(amount);
            expect(exchangeBought(got.bought + 1n, out, bps).sold).toBeGreaterThan(amount - 1n);
          }
          const bought = exchangeBought(amount, out, bps);
          expect(exchangeSold(amount, home, bps)?.bought ?? 0n).toBeLessThanOrEqual(bought.sold);
          // And never more spread in the name of rounding than a unit.
          expect(bought.spread * 10_000n).toBeLessThan((bought.sold - bought.spread) * BigInt(bps) + 10_000n);
        }),
        { numRuns: 200 },
      );
    },
  );
});

test.each([
  // So much changed by the person and by all, the limits, the change; whose limit, and what is left.
  [0n, 0n, 100n, 1_000n, 100n, null],
  [0n, 0n, 100n, 1_000n, 101n, ['person', 100n]],
  [60n, 0n, 100n, 1_000n, -41n, ['person', 40n]],
  [0n, 950n, 100n, 1_000n, 51n, ['house', 50n]],
  [0n, 950n, 100n, 1_000n, 50n, null],
  [0n, -950n, 100n, 1_000n, -51n, ['house', 50n]],
  // What brings the house back is welcome.
  [0n, 5_000n, 100n, 1_000n, -100n, null],
  [0n, -5_000n, 100n, 1_000n, 100n, null],
  [0n, 5_000n, 100n, 1_000n, 1n, ['house', 0n]],
  [200n, 0n, 100n, 1_000n, 1n, ['person', 0n]],
  [0n, 0n, 0n, 0n, 1n, ['person', 0n]],
] as const)(
  'exposure: %s by the person and %s by all, of %s and %s, and %s more',
  (person, house, own, all, change, expected) => {
    const beyond = exposureBeyond({ person, house }, { person: own, house: all }, change);
    expect(beyond && [beyond.whose, beyond.left]).toEqual(expected);
  },
);

test('the usual limits are worth the same in every currency', () => {
  expect(usualLimits(EUR, '1')).toEqual({ person: 2_000_00n, house: 20_000_00n });
  expect(usualLimits(asset('JPY', 0), '171.94')).toEqual({ person: 343_880n, house: 3_438_800n });
});

test('worth is told at the mid rate, rounded down', () => {
  expect(worthOf(1_000n, pair(EUR, '1', asset('GBP', 2), '0.84638'))).toBe(846n);
});

describe('what a source says is believed only where it can be', () => {
  const now = new Date('2024-06-28T14:30:00Z');
  const last = { date: '2024-06-27', perEuro: { USD: '1.0696', TRY: '35.2200' } };
  test.each([
    ['2024-06-28', { USD: '1.0705' }, null],
    ['2024-06-28', { USD: '1.6043' }, null],
    ['2024-06-28', { USD: '1.6045' }, 'USD jumped from 1.0696 to 1.6045'],
    ['2024-06-28', { USD: '0.7130' }, 'USD jumped from 1.0696 to 0.7130'],
    ['2024-06-28', { USD: '0.7132' }, null],
    ['2024-06-28', { NEW: '7' }, null],
    ['2024-06-30', { USD: '1.0705' }, 'of a day to come: 2024-06-30'],
    ['2024-02-30', { USD: '1.0705' }, 'no date: 2024-02-30'],
    ['28.06.2024', { USD: '1.0705' }, 'no date: 28.06.2024'],
    ['', { USD: '1.0705' }, 'no date: '],
    ['2024-06-28', {}, 'no rates'],
    ['2024-06-28', { USD: '0' }, 'no rate: USD 0'],
    ['2024-06-28', { USD: '0.00' }, 'no rate: USD 0.00'],
    ['2024-06-28', { USD: '-1.07' }, 'no rate: USD -1.07'],
    ['2024-06-28', { USD: '1e3' }, 'no rate: USD 1e3'],
    ['2024-06-28', { USD: '1,07' }, 'no rate: USD 1,07'],
    ['2024-06-28', { USD: 'NaN' }, 'no rate: USD NaN'],
    ['2024-06-28', { US: '1.07' }, 'no rate: US 1.07'],
  ])('%s %j', (date, perEuro, expected) => {
    expect(oddity({ date, perEuro }, now, last)).toBe(expected);
  });

  test('nothing is compared where nothing fresh is kept', () => {
    expect(oddity({ date: '2024-06-28', perEuro: { USD: '9.9' } }, now, null)).toBeNull();
  });
});
