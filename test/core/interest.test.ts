/** Credit lines, rates and interest. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { walletAhead } from '../../core/accounts.ts';
import type { Identity } from '../../core/index.ts';
import { accrueNext } from '../../core/interest/accrual.ts';
import {
  capitalise,
  dayInterest,
  grainsPerMinor,
  monthAfter,
  segmentsOf,
} from '../../core/interest/rules.ts';
import { dayAfter } from '../../core/time-zone.ts';
import { tampered } from './tampered.ts';
import { by, discord, granted, openWorld, operator, refusalOf, shown, slack } from './world.ts';

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
    // What was left of March makes the next penny in April.
    world.pass(30 * day_ms);
    await world.accrue();
    const april = 1_004_24n * 50_000n * 30n + BigInt(posting!.carried);
    expect(await world.system('interest_expense')).toBe(-4_24n - april / grainsPerMinor);
    expect(april / grainsPerMinor).toBeGreaterThan((april - BigInt(posting!.carried)) / grainsPerMinor);
    await world.proven();
  });

  test('made up after days of downtime is to the last unit what it would have been, by the rates of those days', async () => {
    const lived = async (isUp: (day: number) => boolean) => {
      const world = await begin();
      const [alice, bob] = [
        await world.person(discord('a'), 5_000_00n),
        await world.person(discord('b'), 3_00n),
      ];
      granted(await world.line(bob, 100_00n));
      granted(await world.rate('credit_balance', 50_000));
      granted(await world.rate('debit_balance', 189_900));
      granted(await world.rate('credit_balance', 20_000, '2026-03-20'));
      for (let day = 1; day <= 40; day += 1) {
        if (day % 7 === 0) await world.pay(bob, alice, 9_37n);
        world.pass(day_ms);
        if (isUp(day)) await world.accrue();
      }
      await world.accrue();
      await world.proven();
      const postings = await world.sql<{ line: string }[]>`
        select concat_ws(' ', account_id, side, accrued, carried, amount) as line from interest_posting order by 1`;
      return {
        accrued: await world.accrued(),
        postings,
        balances: [await world.balance(alice), await world.balance(bob)],
      };
    };
    const steady = await lived(() => true);
    expect(await lived((day) => day % 19 === 0)).toEqual(steady);
    expect(steady.accrued.some((line) => line.includes(' -'))).toBe(true);
    expect(steady.postings.length).toBeGreaterThan(2);
  });

  test('is counted once per account and day by two workers at once, and goes on after one that died in between', async () => {
    const world = await begin();
    for (let who = 0; who < 7; who += 1) await world.person(discord(`p${who}`), 1_000_00n);
    granted(await world.rate('credit_balance', 50_000));
    world.pass(34 * day_ms);
    const small = { day: 3, month: 2 };
    // Another process, killed in the middle of a day: what it had not committed is gone.
    await expect(
      world.sql.begin(async (sql) => {
        await accrueNext(
          {
            ...world.context,
            sql: { ...sql, begin: (work: (sql: unknown) => unknown) => work(sql) } as never,
          },
          small,
        );
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    expect(await world.accrued()).toEqual([]);
    const other = world.another();
    for (let busy = true; busy; ) {
      const [one, , two] = await Promise.all([
        accrueNext(world.context, small),
        other.schedules.run('interest'),
        accrueNext(world.context, small),
      ]);
      busy = one || two;
    }
    await world.accrue();
    expect(await world.accrued()).toHaveLength(7 * 34);
    expect(await world.system('interest_expense')).toBe(-7n * 4_24n);
    await world.proven();
  });

  test('that does not fit below the credit line stays owed, without interest upon it, and is charged when it fits', async () => {
    const world = await begin();
    const [alice, bob] = [await world.person(discord('a'), 100n), await world.person(discord('b'))];
    granted(await world.line(alice, 100_00n));
    granted(await world.rate('debit_balance', 399_000));
    await world.pay(alice, bob, 101_00n);
    world.pass(32 * day_ms);
    await world.accrue();
    expect(await world.balance(alice)).toBe('-100.00 GBP');
    expect(await world.system('interest_income')).toBe(0n);
    await world.fund(alice, 50_00n);
    world.pass(30 * day_ms);
    await world.accrue();
    // March and the first of April at -100.00, then -50.00: all of it is charged on 1 May.
    const grains = (32n * 100_00n + 29n * 50_00n) * 399_000n;
    expect(await world.system('interest_income')).toBe(grains / grainsPerMinor);
    const [owed] = await world.sql<{ rest: string }[]>`
      select (sum(accrued) - sum(amount) * 365000000)::text as rest from interest_posting where side = 'charged'`;
    expect(BigInt(owed!.rest)).toBeLessThan(grainsPerMinor);
    await world.proven();
  });
});

describe('interest comes to', () => {
  test('savings at their own rate, and stays in them', async () => {
    const world = await begin();
    const alice = await world.person(discord('alice'), 1_500_00n);
    granted(await world.rate('savings', 50_000));
    granted(
      await world.core.savings.save({ person: alice, amount: 1_000_00n, asset: 'GBP', key: world.key() }),
    );
    world.pass(31 * day_ms);
    await world.accrue();
    const [pot] = (await world.core.savings.savings(alice)).pots;
    expect(shown(pot!.saved)).toBe('1004.24 GBP');
    expect(await world.balance(alice)).toBe('500.00 GBP');
    expect(await world.system('interest_expense')).toBe(-4_24n);
    await world.proven();
  });

  test('whom the account’s owner has turned out to be, for the days before, too', async () => {
    const world = await begin();
    const [alice, other] = [
      await world.person(discord('alice'), 1_000_00n),
      await world.person(slack('alice'), 0n),
    ];
    granted(await world.rate('credit_balance', 50_000));
    world.pass(15 * day_ms);
    await world.accrue();
    const { code } = granted(await world.core.people.linkCode(other));
    granted(await world.core.people.link(alice, code, world.key()));
    world.pass(16 * day_ms);
    await world.accrue();
    // Fifteen days of one account and sixteen of the other, each in whole pennies: 205.48 and 219.18.
    expect(await world.balance(alice)).toBe('1004.24 GBP');
    expect(await world.balance(other)).toBe('1004.24 GBP');
    expect(await world.system('interest_expense')).toBe(-4_24n);
    await world.proven();
  });

  test('whoever is frozen as to anybody: a freeze is about what they do themselves', async () => {
    const world = await begin();
    const [alice, bob] = [
      await world.person(discord('a'), 1_000_00n),
      await world.person(discord('b'), 100n),
    ];
    granted(await world.line(bob, 100_00n));
    granted(await world.rate('credit_balance', 50_000));
    granted(await world.rate('debit_balance', 200_000));
    await world.pay(bob, alice, 51_00n);
    for (const who of [alice, bob]) granted(await world.core.bank.freeze(operator, by(who), true));
    world.pass(31 * day_ms);
    await world.accrue();
    expect([await world.balance(alice), await world.balance(bob)]).toEqual(['1055.46 GBP', '-50.84 GBP']);
    await world.proven();
  });
});

describe('a rate', () => {
  test('is set by operators only, from today on, and the same event sets it once', async () => {
    const world = await begin();
    const rate = { asset: 'GBP', kind: 'savings' as const, rate_ppm: 42_500, effective_from: null };
    expect(refusalOf(await world.core.interest.setRate(discord('nobody'), rate, 'k'))).toBe('not_operator');
    expect(
      refusalOf(await world.core.interest.setRate(operator, { ...rate, rate_ppm: 1_000_001 }, 'k')),
    ).toBe('rate_unclear');
    expect(refusalOf(await world.rate('savings', 1, '2026-02-28'))).toBe('rate_backdated');
    granted(await world.core.interest.setRate(operator, rate, 'k'));
    granted(await world.core.interest.setRate(operator, rate, 'k'));
    expect(refusalOf(await world.core.interest.setRate(operator, { ...rate, rate_ppm: 1 }, 'k'))).toBe(
      'idempotency_key_reused',
    );
    const { rates } = granted(await world.rate('savings', 50_000, '2026-06-01'));
    expect(rates.map(({ rate_ppm, in_force }) => [rate_ppm, in_force])).toEqual([
      [42_500, true],
      [50_000, false],
    ]);
    const actions = await world.sql`select note from operator_action where action = 'rate'`;
    expect(actions).toHaveLength(2);
    await world.proven();
  });
});

describe('a credit line', () => {
  test('lets a balance go below zero, and lowered below what is used it binds what is spent from then on', async () => {
    const world = await begin();
    const [alice, bob] = [await world.person(discord('a'), 10_00n), await world.person(discord('b'))];
    granted(await world.line(alice, 100_00n));
    await world.pay(alice, bob, 90_00n);
    expect(await world.balance(alice)).toBe('-80.00 GBP');
    granted(await world.line(alice, 30_00n));
    expect(refusalOf(await world.authorize(alice, bob, 1n))).toBe('insufficient_funds');
    await world.proven();
    await world.fund(alice, 60_00n);
    expect(refusalOf(await world.authorize(alice, bob, 10_01n))).toBe('insufficient_funds');
    await world.pay(alice, bob, 10_00n);
    expect(await world.balance(alice)).toBe('-30.00 GBP');
    await world.proven();
  });

  test('is that of the tier, unless one was granted', async () => {
    const world = await begin();
    const [alice, bob] = [await world.person(discord('a'), 1n), await world.person(discord('b'), 1n)];
    const floor = async (who: Identity) => {
      const { balances } = await world.core.account.balance(who);
      return shown(balances[0]!.spendable);
    };
    granted(
      await world.core.interest.setTierLine(
        operator,
        { tier: 'basic', asset: 'GBP', line: 20_00n },
        world.key(),
      ),
    );
    granted(
      await world.core.interest.setTierLine(
        operator,
        { tier: 'trusted', asset: 'GBP', line: 500_00n },
        world.key(),
      ),
    );
    expect([await floor(alice), await floor(bob)]).toEqual(['20.01 GBP', '20.01 GBP']);
    granted(await world.core.interest.setTier(operator, by(alice), 'trusted', world.key()));
    granted(await world.line(bob, 0n));
    expect([await floor(alice), await floor(bob)]).toEqual(['500.01 GBP', '0.01 GBP']);
    granted(await world.line(bob, null));
    expect(await floor(bob)).toBe('20.01 GBP');
    // Whoever comes later has it from the beginning.
    expect(await floor(await world.person(discord('c'), 1n))).toBe('20.01 GBP');
    world.pass(600_000);
    await world.core.schedules.run('credit_lines');
    await world.proven();
  });

  test('a debt is nobody else’s: whoever has one is told why they join nobody, on either side', async () => {
    const world = await openWorld();
    const { people } = world.core;
    const debtor = await world.person(discord('debtor'), 1_00n);
    const friend = await world.person(slack('UF'), 1_00n);
    granted(
      await world.core.interest.setCredit(
        operator,
        by(debtor),
        { asset: 'GBP', line: 50_00n, reason: null },
        world.key(),
      ),
    );
    const early = granted(await people.linkCode(debtor));
    await world.pay(debtor, friend, 10_00n);
    expect(refusalOf(await people.linkCode(debtor))).toBe('link_in_debt');
    const { code } = granted(await people.linkCode(friend));
    expect(refusalOf(await people.link(debtor, code, world.key()))).toBe('link_in_debt');
    // Who redeems is told nothing about somebody else's money.
    expect(refusalOf(await people.link(friend, early.code, world.key()))).toBe('link_code_invalid');
    await world.proven();
  });
});

test('whoever leaves a tier while their wallet is being opened keeps no line of it', async () => {
  const world = await begin();
  const { core, key, sql } = world;
  const me = await world.person(discord('leaver'));
  granted(await core.interest.setTier(operator, by(me), 'gold', key()));
  granted(await core.interest.setTierLine(operator, { tier: 'gold', asset: 'JPY', line: 1_000n }, key()));
  const [person] = await sql<{ public_id: string }[]>`
    select p.public_id from person p join identity i on i.person = p.id where i.user_id = 'leaver'`;
  const waiting = async (count: number) => {
    const waits = () =>
      world.owner`select from pg_locks where not granted and relation = 'tuppence.account'::regclass`;
    await expect.poll(async () => (await waits()).length).toBe(count);
  };
  let opening: Promise<void> | undefined;
  let moving: ReturnType<typeof core.interest.setTier> | undefined;
  // Nobody opens an account meanwhile, so that the line is read before it changes and the wallet is there only after.
  await world.owner.begin(async (owner) => {
    await owner`lock table tuppence.account in share mode`;
    opening = walletAhead(world.context, person!, 'JPY');
    await waiting(1);
    moving = core.interest.setTier(operator, by(me), 'basic', key());
    await Promise.race([moving, waiting(2)]);
  });
  await opening;
  granted(await moving!);
  const floors = await sql`select asset, floor::text from account_balance where owner = ${person!.public_id}`;
  expect(floors).toEqual([{ asset: 'JPY', floor: '0' }]);
  await world.proven();
});

describe('the audit sees when interest was tampered with, by', async () => {
  const world = await begin();
  const [alice, bob] = [await world.person(discord('a'), 1_000_00n), await world.person(discord('b'), 1_00n)];
  for (const kind of ['credit_balance', 'debit_balance'] as const) granted(await world.rate(kind, 100_000));
  granted(await world.line(bob, 100_00n));
  await world.pay(bob, alice, 50_00n);
  world.pass(35 * day_ms);
  await world.accrue();
  test.each([
    [
      'credit_lines_are_floors',
      'credit_grant',
      'set line = line + 1',
      'account \\d+ may fall to -10000, and the credit line of \\S+ is 10001',
    ],
    [
      'interest_accrued_on_balances',
      'interest_accrual',
      "set balance = balance + 1 where day = '2026-03-05'",
      'account \\d+ had 105000 at the end of 2026-03-05 at 100000 ppm, and interest was counted on 105001',
    ],
    [
      'interest_days_have_no_gap',
      'interest_day',
      "set done_at = null where day = '2026-03-05'",
      'interest of 2026-03-05 is not done',
    ],
    [
      'interest_days_have_no_gap',
      'interest_month',
      'set done_at = null',
      'interest of 2026-03 was not posted',
    ],
    [
      'interest_is_booked',
      'interest_posting',
      "set amount = amount + 1 where side = 'earned'",
      '.*interest_expense GBP',
    ],
    [
      'interest_is_booked',
      'interest_posting',
      "set amount = amount + 1 where side = 'charged'",
      '.*interest_income GBP',
    ],
    [
      'interest_is_of_postings',
      'interest_posting',
      'set transfer = transfer + 100000 where amount > 0',
      'transfer \\d+ \\(.+\\) is interest that nobody was owed',
    ],
    [
      'interest_postings_add_up',
      'interest_posting',
      'set carried = carried + 1',
      'account \\d+ earned \\d+ grains in 2026-03',
    ],
    [
      'interest_postings_moved_money',
      'interest_posting',
      'set amount = amount + 1 where amount > 0',
      'interest of account \\d+ for 2026-03 has no transfer of \\d+ \\(',
    ],
  ])('%s (%s %s)', async (check, table, change, row) => {
    const found = await tampered(world.owner, 'interest', table, change);
    expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${check}: ${row}`)));
    await world.proven();
  });
});

test('an event that says another thing is refused, and the same one has the reference of before', async () => {
  const world = await openWorld();
  const { interest } = world.core;
  const [alice, bob] = [await world.person(discord('ka'), 1n), await world.person(discord('kb'), 1n)];
  const credit = (key: string, who: Identity, line: bigint | null, asset = 'GBP') =>
    interest.setCredit(operator, by(who), { asset, line, reason: null }, key);
  const [one, none, two, three] = [world.key(), world.key(), world.key(), world.key()];
  const { reference } = granted(await credit(one, alice, 50_00n));
  expect(granted(await credit(one, alice, 50_00n)).reference).toBe(reference);
  expect(refusalOf(await credit(one, alice, 70_00n))).toBe('idempotency_key_reused');
  expect(refusalOf(await credit(one, bob, 50_00n))).toBe('idempotency_key_reused');
  granted(await credit(none, alice, null));
  granted(await credit(none, alice, null));
  expect(refusalOf(await credit(none, alice, null, 'EUR'))).toBe('idempotency_key_reused');
  const tier = granted(await interest.setTier(operator, by(alice), 'trusted', two));
  expect(granted(await interest.setTier(operator, by(alice), 'trusted', two)).reference).toBe(tier.reference);
  expect(refusalOf(await interest.setTier(operator, by(alice), 'basic', two))).toBe('idempotency_key_reused');
  const lineOf = (line: bigint) =>
    interest.setTierLine(operator, { tier: 'basic', asset: 'GBP', line }, three);
  granted(await lineOf(20_00n));
  granted(await lineOf(20_00n));
  expect(refusalOf(await lineOf(30_00n))).toBe('idempotency_key_reused');
  await world.proven();
});
