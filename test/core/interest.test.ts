/** Credit lines, rates and interest. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Identity } from '../../core/index.ts';
import {
  capitalise,
  dayInterest,
  grainsPerMinor,
  monthAfter,
  segmentsOf,
} from '../../core/interest/rules.ts';
import { dayAfter } from '../../core/time-zone.ts';
import { by, discord, granted, openWorld, operator, shown } from './world.ts';

const day_ms = 86_400_000;

describe('a day of interest', () => {
  // Fractions of a year as published for Actual/365 (Fixed), ISDA 2006 section 4.16(d): 366 days from 29 August 2011 are 1.0027397260
  // (QuantLib, ticket 3402104); 90 days from 1 January 2019 are 0.2465753425 and 91 from 1 January 2020 are 0.2493150685 (the README of
  // DayCounts.jl); 59 days from 20 February 2005 are 0.1616438356 (JQuantLib, DayCounterInternalActual365FixedTest). Each on 10,000.00 at 100%.
  test.each([
    ['QuantLib, 366 days over a leap day', 10_000_00n, 1_000_000, 366, 10_027_39n, '1002739.7260'],
    ['DayCounts.jl, 90 days of 2019', 10_000_00n, 1_000_000, 90, 2_465_75n, '246575.3424'],
    ['DayCounts.jl, 91 days of 2020', 10_000_00n, 1_000_000, 91, 2_493_15n, '249315.0684'],
    ['JQuantLib, 59 days of 2005', 10_000_00n, 1_000_000, 59, 1_616_43n, '161643.8356'],
    ['£1,000 at 5% for one day', 1_000_00n, 50_000, 1, 13n, '13.6986'],
    ['£1,000 at 5% for 31 days', 1_000_00n, 50_000, 31, 424n, '424.6575'],
    ['£10,000 at 4.25% for a year', 10_000_00n, 42_500, 365, 425_00n, '42500.0000'],
    ['the same in a leap year is a day more', 10_000_00n, 42_500, 366, 426_16n, '42616.4383'],
    ['£500 overdrawn at 39.9% for 30 days', 500_00n, 399_000, 30, 16_39n, '1639.7260'],
    ['¥100,000 at 0.001% for 31 days', 100_000n, 10, 31, 0n, '0.0849'],
  ])('%s', (_, balance, rate_ppm, days, posted, exact) => {
    const owed = dayInterest(balance, rate_ppm) * BigInt(days);
    const { amount, carried } = capitalise(owed);
    expect(amount).toBe(posted);
    expect(amount * grainsPerMinor + carried).toBe(owed);
    expect(
      String((owed * 10_000n) / grainsPerMinor)
        .padStart(5, '0')
        .replace(/(\d{4})$/, '.$1'),
    ).toBe(exact);
  });

  test('leaves nothing behind: what is posted over months and what is carried are what accrued', () => {
    const months = fc.array(
      fc.record({
        grains: fc.bigInt({ min: 0n, max: 10n ** 30n }),
        room: fc.bigInt({ min: -5n, max: 10n ** 20n }),
      }),
    );
    fc.assert(
      fc.property(months, (all) => {
        let carried = 0n;
        let posted = 0n;
        for (const { grains, room } of all) {
          const made = capitalise(carried + grains, room);
          expect(made.amount).toBeGreaterThanOrEqual(0n);
          expect(made.amount).toBeLessThanOrEqual(room > 0n ? room : 0n);
          carried = made.carried;
          posted += made.amount;
        }
        expect(posted * grainsPerMinor + carried).toBe(all.reduce((sum, { grains }) => sum + grains, 0n));
      }),
    );
  });

  test('is shown in stretches of one rate and one sign', () => {
    const days = [
      { day: '2026-02-27', balance: 100n, rate_ppm: 10 },
      { day: '2026-02-28', balance: 300n, rate_ppm: 10 },
      { day: '2026-03-01', balance: -50n, rate_ppm: 100 },
      { day: '2026-03-02', balance: 100n, rate_ppm: 20 },
      { day: '2026-03-04', balance: 100n, rate_ppm: 20 },
    ];
    expect(
      segmentsOf(days, dayAfter).map(({ from, to, side, grains, balances }) => [
        from,
        to,
        side,
        grains,
        balances,
      ]),
    ).toEqual([
      ['2026-02-27', '2026-02-28', 'earned', 4_000n, 400n],
      ['2026-03-01', '2026-03-01', 'charged', 5_000n, -50n],
      ['2026-03-02', '2026-03-02', 'earned', 2_000n, 100n],
      ['2026-03-04', '2026-03-04', 'earned', 2_000n, 100n],
    ]);
  });

  test('months follow each other', () => {
    expect(['2026-01-31', '2026-12-01', '2024-02-29'].map(monthAfter)).toEqual([
      '2026-02-01',
      '2027-01-01',
      '2024-03-01',
    ]);
  });
});

/** A world whose clock is at the noon of 1 March 2026. */
const begin = async () => {
  const world = await openWorld();
  const rate = async (
    kind: 'credit_balance' | 'debit_balance' | 'savings',
    rate_ppm: number,
    from: string | null = null,
  ) =>
    world.core.interest.setRate(
      operator,
      { asset: 'GBP', kind, rate_ppm, effective_from: from },
      world.key(),
    );
  const accrue = () => world.core.schedules.run('interest');
  const accrued = async () =>
    (
      await world.sql<{ line: string }[]>`
        select concat_ws(' ', i.day, a.purpose, i.balance, i.rate_ppm) as line
        from interest_accrual i join account_balance a on a.id = i.account_id order by i.day, i.account_id`
    ).map(({ line }) => line);
  const line = (who: Identity, minor: bigint | null) =>
    world.core.interest.setCredit(
      operator,
      by(who),
      { asset: 'GBP', line: minor, reason: null },
      world.key(),
    );
  const system = async (purpose: string) =>
    (await world.ledger.account(world.sql, { owner: 'system', asset: 'GBP', purpose }))?.balance ?? 0n;
  return { ...world, rate, accrue, accrued, line, system };
};

describe('interest', () => {
  test('accrues every day on what was there at its end, and is posted on the first of the next month', async () => {
    const world = await begin();
    const alice = await world.person(discord('alice'), 1_000_00n);
    granted(await world.rate('credit_balance', 50_000));
    world.pass(day_ms);
    await world.accrue();
    expect(await world.accrued()).toEqual(['2026-03-01 wallet 100000 50000']);
    for (let day = 2; day <= 31; day += 1) {
      world.pass(day_ms);
      await world.accrue();
    }
    // 1 April, noon.
    expect(await world.accrued()).toHaveLength(31);
    expect(await world.balance(alice)).toBe('1004.24 GBP');
    expect([await world.system('interest_expense'), await world.system('interest_income')]).toEqual([
      -4_24n,
      0n,
    ]);
    const [line] = (await world.core.account.history(alice, 1)).lines;
    expect([shown(line!.amount), line!.code, line!.memo]).toEqual(['4.24 GBP', 'interest', '2026-03']);
    expect(await world.notices('interest_posted')).toHaveLength(1);
    // Nothing is left behind: 31 days are 424.6575 pence.
    const [posting] = await world.sql<{ carried: string }[]>`select carried from interest_posting`;
    expect(BigInt(posting!.carried)).toBe(1_000_00n * 50_000n * 31n - 424n * grainsPerMinor);
    await world.proven();
  });
});
