/** What a loan costs, held against what others have published. */
import { describe, expect, test } from 'vitest';
import {
  annuity,
  aprOf,
  aprOfLoan,
  type Early,
  type Flow,
  feeBack,
  interestUntil,
  isToldOn,
  mayWithdraw,
  planOf,
  planOfRest,
  shareOf,
} from '../../core/loan/rules.ts';
import { monthsAfter } from '../../core/time-zone.ts';

const flow = (amount: number, part: number, whole: number): Flow => ({
  amount: BigInt(amount),
  years: [part, whole],
});
const percent = (ppm: number, decimals: number): string => (ppm / 10_000).toFixed(decimals);

describe('the annual percentage rate of charge', () => {
  // Council Directive 87/102/EEC as amended by 90/88/EEC and 98/7/EC, Annex III: what every Member State's method must give. The equation is
  // that of Directive 2008/48/EC, Annex I Part I, and of Directive (EU) 2023/2225, Annex III Part I.
  test.each<[string, number, Flow[], string]>([
    ['1000 repaid by 1200 after 18 months', 1000, [flow(1200, 18, 12)], '12.92'],
    ['of which 50 are kept back for expenses', 950, [flow(1200, 18, 12)], '16.85'],
    ['1000 repaid by 600 after one and after two years', 1000, [flow(600, 1, 1), flow(600, 2, 1)], '13.07'],
    [
      '1000 repaid by 272 after three and six months and 544 after twelve',
      1000,
      [flow(272, 3, 12), flow(272, 6, 12), flow(544, 12, 12)],
      '13.19',
    ],
    // The first example of part A of the Annex, by the calendar: 1 January 1994 to 1 July 1995, 546 days of 365 to the year.
    ['1000 repaid by 1200 after 546 days', 1000, [flow(1200, 546, 365)], '12.96'],
  ])('%s', (_what, lent, repaid, expected) => {
    expect(percent(aprOf([flow(lent, 0, 1)], repaid), 2)).toBe(expected);
  });

  test('several drawdowns count from the first one', () => {
    // 500 now and 500 in half a year, repaid by 1100 after a year: by hand, 500x² + 500x = 1100 of x = √(1 + X).
    const x = (-1 + Math.sqrt(1 + (4 * 1100) / 500)) / 2;
    const apr = aprOf([flow(500, 0, 12), flow(500, 6, 12)], [flow(1100, 12, 12)]);
    expect(percent(apr, 3)).toBe(((x * x - 1) * 100).toFixed(3));
  });

  test('without a fee is the nominal rate, compounded monthly', () => {
    const plan = planOf({ principal: 1_000_000_00n, rate_ppm: 120_000 }, 24)!;
    expect(percent(aprOfLoan(1_000_000_00n, plan), 2)).toBe(((1.01 ** 12 - 1) * 100).toFixed(2));
    expect(aprOfLoan(200_00n, planOf({ principal: 200_00n, rate_ppm: 0 }, 6)!)).toBe(0);
  });

  test('is the higher the more is kept back, and has an end', () => {
    const plan = planOf({ principal: 200_00n, rate_ppm: 89_000 }, 6)!;
    const rates = [200_00n, 199_00n, 190_00n, 100_00n].map((paidOut) => aprOfLoan(paidOut, plan));
    expect(rates).toEqual([...rates].sort((one, other) => one - other));
    expect(percent(rates[0]!, 1)).toBe('9.3');
    expect(aprOfLoan(1n, plan)).toBe(100_000_000);
    expect(() => aprOf([flow(1000, 0, 1)], [flow(999, 1, 1)])).toThrow(RangeError);
  });
});

describe('a plan', () => {
  // The documentation of numpy-financial, `ipmt`: 2,500 at 8.24% over twelve months. There nothing is rounded before it is shown, here each
  // payment is: so no figure may be further away than the one unit that rounding makes.
  test('is the published table of 2,500 at 8.24% over twelve months', () => {
    const published: [number, number][] = [
      [200_58, 17_17],
      [201_96, 15_79],
      [203_35, 14_40],
      [204_74, 13_01],
      [206_15, 11_60],
      [207_56, 10_18],
      [208_99, 8_76],
      [210_42, 7_32],
      [211_87, 5_88],
      [213_32, 4_42],
      [214_79, 2_96],
      [216_26, 1_49],
    ];
    const plan = planOf({ principal: 2_500_00n, rate_ppm: 82_400 }, 12)!;
    for (const [index, { principal, interest }] of plan.entries()) {
      const [ofPrincipal, ofInterest] = published[index]!;
      const last = index === 11 ? 2 : 1;
      expect(Math.abs(Number(principal) - ofPrincipal)).toBeLessThanOrEqual(last);
      expect(Math.abs(Number(interest) - ofInterest)).toBeLessThanOrEqual(1);
    }
    expect(plan.reduce((sum, { interest }) => sum + interest, 0n)).toBe(112_97n);
  });

  test.each([
    // The same documentation, `pmt`: 200,000 at 7.5% over fifteen years.
    [200_000_00n, 75_000, 180, 1_854_02n],
    [200_000_00n, 65_000, 360, 1_264_14n],
    [1_200n, 0, 12, 100n],
    [100n, 0, 3, 33n],
  ])('of %s at %s ppm over %s months has a level payment of %s', (principal, rate_ppm, months, level) => {
    expect(annuity({ principal, rate_ppm }, months)).toBe(level);
  });

  test('repays what was lent to the last unit, in equal payments but the last', () => {
    for (const principal of [50_00n, 199_99n, 1_000_00n, 12_345_67n])
      for (const rate_ppm of [0, 1, 89_000, 350_000])
        for (const months of [1, 2, 3, 7, 12, 60]) {
          const terms = { principal, rate_ppm };
          const plan = planOf(terms, months);
          if (!plan) continue;
          expect(plan).toHaveLength(months);
          expect(plan.reduce((sum, due) => sum + due.principal, 0n)).toBe(principal);
          const sums = plan.map((due) => due.principal + due.interest);
          expect(new Set(sums.slice(0, -1)).size).toBeLessThanOrEqual(1);
          // What each payment was rounded by grows with interest until the last one.
          const off = Number(sums.at(-1)! - annuity(terms, months));
          expect(Math.abs(off)).toBeLessThanOrEqual(months * (1 + rate_ppm / 12e6) ** months);
          expect(plan.every((due) => due.principal > 0n && due.interest >= 0n)).toBe(true);
        }
  });

  test('of next to nothing is none, and the rest of a loan takes fewer months then', () => {
    expect(planOf({ principal: 5n, rate_ppm: 89_000 }, 12)).toBeNull();
    expect(
      planOfRest({ principal: 5n, rate_ppm: 89_000 }, 12, 3n).reduce((sum, due) => sum + due.principal, 0n),
    ).toBe(5n);
    expect(planOfRest({ principal: 1n, rate_ppm: 89_000 }, 12, 3n)).toEqual([
      { principal: 1n, interest: 3n },
    ]);
  });
});

describe('what comes back of a fee', () => {
  const until = '2026-12-27';
  /** Of a year less five days from 2026-01-01: so many of its 360 days are left. */
  const left = (days: number): string =>
    new Date(Date.parse(`${until}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
  const early = (days: number, agreed: bigint, before: bigint, after: bigint, end = until): Early => ({
    on: left(days),
    agreed,
    before: { principal: before, until },
    after: { principal: after, until: end },
  });
  const all = (days: number, principal = 1_200n): Early => early(days, principal, principal, 0n);

  test.each<[string, bigint, Early[], bigint]>([
    ['nothing, where nothing was repaid early', 100n, [], 0n],
    ['all of it on the first day', 100n, [all(360)], 100n],
    ['half of it at half time, of however much is left by then', 100n, [all(180, 7n)], 50n],
    ['nothing on the last day', 100n, [all(0)], 0n],
    ['of exactly a third no more', 99n, [all(120)], 33n],
    ['of a little more than a third the next unit', 100n, [all(120)], 34n],
    ['of half of the principal half of that', 100n, [early(180, 600n, 600n, 300n)], 25n],
    // A quarter, and half of a quarter of what the agreed plan would have had.
    [
      'of the other half later the rest',
      1_000n,
      [early(180, 600n, 600n, 300n), early(90, 200n, 100n, 0n)],
      375n,
    ],
    ['of what two parts leave over one unit alone', 1n, [early(180, 600n, 600n, 599n), all(90)], 1n],
    [
      'also for the time by which the plan gets shorter',
      1_000n,
      [early(180, 600n, 600n, 300n, left(90))],
      375n,
    ],
    ['nothing for what was due before', 100n, [early(180, 0n, 0n, 0n)], 0n],
    ['never more than there was', 100n, [early(360, 600n, 601n, 0n)], 100n],
    ['of no fee nothing', 0n, [all(180)], 0n],
  ])('%s', (_what, fee, events, expected) => {
    expect(feeBack(fee, 360, events)).toBe(expected);
  });

  test('is by the remaining part of the term: 341 of 360 months in case C-76/22 of the Court of Justice', () => {
    const month = 30;
    const on = (months: number): string =>
      new Date(Date.UTC(2020, 0, 1) + months * month * 86_400_000).toISOString().slice(0, 10);
    const [before, after] = [1n, 0n].map((principal) => ({ principal, until: on(360) })) as [
      Early['before'],
      Early['after'],
    ];
    expect(feeBack(360_00n, 360 * month, [{ on: on(19), agreed: 1n, before, after }])).toBe(341_00n);
  });

  test('in however many parts on one day is what it is at once', () => {
    const parts = Array.from({ length: 500 }, (_, index) =>
      early(123, 50_000n, 50_000n - BigInt(index), 49_999n - BigInt(index)),
    );
    expect(feeBack(777n, 360, parts)).toBe(feeBack(777n, 360, [early(123, 50_000n, 50_000n, 49_500n)]));
  });
});

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-01-31', 2, '2026-03-31'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2026-12-15', 1, '2027-01-15'],
  ['2026-12-15', 0, '2026-12-15'],
])('%s and %s months is %s', (day, months, expected) => {
  expect(monthsAfter(day, months)).toBe(expected);
});

describe('interest of a part of a month', () => {
  const month = {
    from: '2026-03-15',
    to: '2026-04-15',
    outstanding: 1_200_00n,
    early: [],
    rate_ppm: 120_000,
  };

  test.each([
    // A month costs 1%: 12.00; it has 31 days.
    ['2026-03-15', 0n],
    ['2026-03-14', 0n],
    ['2026-03-16', 39n],
    ['2026-04-01', 6_58n],
    ['2026-04-15', 12_00n],
    ['2026-05-01', 12_00n],
  ])('until %s is %s', (day, interest) => {
    expect(interestUntil(month, day)).toBe(interest);
  });

  test('counts what was repaid in its middle until that day', () => {
    // 1,200.00 for 17 days and 600.00 for 14: 12 × (17 + 7) / 31.
    const early = [{ on: '2026-04-01', principal: 600_00n }];
    expect(interestUntil({ ...month, outstanding: 600_00n, early }, '2026-04-15')).toBe(9_29n);
    expect(interestUntil({ ...month, outstanding: 600_00n, early }, '2026-04-01')).toBe(6_58n);
    expect(interestUntil({ ...month, outstanding: 0n, early: [] }, '2026-04-15')).toBe(0n);
  });
});

test.each([
  [10_000n, 15_000, 150n],
  [333n, 15_000, 5n],
  [100n, 5_000, 1n],
  [1n, 10_000, 0n],
])('%s at %s ppm is %s', (amount, ppm, share) => {
  expect(shareOf(amount, ppm)).toBe(share);
});

test('somebody may withdraw for fourteen days, and is told of arrears ever less often', () => {
  expect(mayWithdraw('2026-03-01', '2026-03-15')).toBe(true);
  expect(mayWithdraw('2026-03-01', '2026-03-16')).toBe(false);
  const told = Array.from({ length: 100 }, (_, days) => days).filter(isToldOn);
  expect(told).toEqual([0, 3, 7, 14, 30, 60, 90]);
});
