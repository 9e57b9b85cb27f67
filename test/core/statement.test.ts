/** Statements: which time is meant, what happened in it to the last unit, and that it is the same whenever it is asked for. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { viewOf } from '../../bots/shared/views/index.ts';
import { spansText } from '../../bots/shared/views/parts.ts';
import { inTransaction } from '../../core/db/index.ts';
import type { Identity, Money, RateKind, Statement, StatementNotice } from '../../core/index.ts';
import { countsAs } from '../../core/statement/categories.ts';
import { beginOf, monthAfter, monthsDue, periodOf } from '../../core/statement/rules.ts';
import { dayAfter } from '../../core/time-zone.ts';
import { product } from './loan-world.ts';
import { by, discord, granted, group, openWorld, operator, refusalOf, slack, telegram } from './world.ts';

const world = await openWorld();
const { core, context, sql } = world;
const day_ms = 86_400_000;

let count = 0;
const somebody = async (amount = 0n): Promise<Identity> => {
  count += 1;
  return world.person(slack(`U${count}`), amount);
};
const idOf = async (who: Identity): Promise<bigint> => (await context.known(who))!.id;
const live = (who: Identity, zone: string) => core.alerts.change(who, { zone }, world.key());

const month = (text: string) => {
  const [year, number] = text.split('-').map(Number) as [number, number];
  return { kind: 'month', month: number, year } as const;
};
const ask = async (who: Identity, period: Parameters<typeof core.statement.ask>[1]['period']) =>
  granted(await core.statement.ask(who, { period, format: 'pdf' }));
const figures = async (who: Identity, period: Parameters<typeof core.statement.ask>[1]['period']) =>
  core.statement.figures((await ask(who, period)).of);
/** Until this moment. */
const passTo = (iso: string) => world.pass(Date.parse(iso) - world.clock.now().getTime());

/** It adds up, entry by entry and as a whole. */
function provesItself({ accounts }: Pick<Statement, 'accounts'>): void {
  for (const { opening, closing, credits, debits, entries, credit_count, debit_count } of accounts) {
    let balance = BigInt(opening.minor);
    let number = entries.length > 0 ? BigInt(entries[0]!.number) : 0n;
    for (const entry of entries) {
      balance += BigInt(entry.amount.minor);
      expect(BigInt(entry.balance.minor)).toBe(balance);
      expect(BigInt(entry.number)).toBe(number);
      number += 1n;
    }
    expect(balance).toBe(BigInt(closing.minor));
    expect(BigInt(opening.minor) + BigInt(credits.minor) - BigInt(debits.minor)).toBe(BigInt(closing.minor));
    expect(credit_count + debit_count).toBe(entries.length);
  }
}

describe('the time that is meant', () => {
  const today = '2026-03-15';
  it.each([
    ['nothing said', null, { kind: 'month', month: '2026-02' }],
    [
      'a month that has begun this year',
      { kind: 'month', month: 3, year: null },
      { kind: 'month', month: '2026-03' },
    ],
    ['a month that has not', { kind: 'month', month: 4, year: null }, { kind: 'month', month: '2025-04' }],
    ['a month of a year', { kind: 'month', month: 12, year: 2024 }, { kind: 'month', month: '2024-12' }],
    ['this month', { kind: 'months_ago', months: 0 }, { kind: 'month', month: '2026-03' }],
    [
      'three months ago, over the new year',
      { kind: 'months_ago', months: 3 },
      { kind: 'month', month: '2025-12' },
    ],
    ['last year', { kind: 'years_ago', years: 1 }, { kind: 'year', year: 2025 }],
    ['a year', { kind: 'year', year: 2020 }, { kind: 'year', year: 2020 }],
  ] as const)('%s', (_, asked, period) => {
    expect(periodOf(asked, today)).toEqual(period);
  });

  it.each([
    ['2026-02-28', '2026-03-01'],
    ['2024-02-28', '2024-02-29'],
    ['2026-12-31', '2027-01-01'],
  ])('after %s comes %s', (day, next) => {
    expect(dayAfter(day)).toBe(next);
  });

  it('counts months over the end of a year, both ways', () => {
    expect(monthAfter('2026-12')).toBe('2027-01');
    expect(monthAfter('2026-01', -1)).toBe('2025-12');
    expect(monthAfter('2026-01', -13)).toBe('2024-12');
  });

  const fixed = [
    {
      month: '2026-03',
      begins_at: new Date('2026-02-28T23:00:00Z'),
      ends_at: new Date('2026-03-31T22:00:00Z'),
    },
  ];
  it.each([
    ['by the clock there', '2026-05-01', 'America/New_York', [], '2026-05-01T04:00:00.000Z'],
    ['in summer time', '2026-07-01', 'Europe/Berlin', [], '2026-06-30T22:00:00.000Z'],
    ['where nobody knows, by UTC', '2026-05-01', null, [], '2026-05-01T00:00:00.000Z'],
    [
      'as it was fixed, wherever they live by now',
      '2026-03-01',
      'Asia/Tokyo',
      fixed,
      '2026-02-28T23:00:00.000Z',
    ],
    ['where the month before it ended', '2026-04-01', 'Asia/Tokyo', fixed, '2026-03-31T22:00:00.000Z'],
    ['on other days, by the clock', '2026-04-02', 'Asia/Tokyo', fixed, '2026-04-01T15:00:00.000Z'],
  ])('begins %s', (_, day, zone, months, at) => {
    expect(beginOf(day, zone, months).toISOString()).toBe(at);
  });

  it.each([
    ['never told: the last one alone', null, '2026-03-01T09:00:00Z', 'UTC', ['2026-02']],
    ['not before the morning', '2026-01', '2026-03-01T07:59:00Z', 'UTC', []],
    ['in the morning', '2026-01', '2026-03-01T08:00:00Z', 'UTC', ['2026-02']],
    ['in the morning where they live', '2026-01', '2026-03-01T08:00:00Z', 'America/Los_Angeles', []],
    ['earlier in the east', '2026-01', '2026-02-28T18:30:00Z', 'Pacific/Kiritimati', ['2026-02']],
    [
      'what was missed, each month of it',
      '2025-11',
      '2026-03-02T00:00:00Z',
      'UTC',
      ['2025-12', '2026-01', '2026-02'],
    ],
    ['what was told, not again', '2026-02', '2026-03-02T00:00:00Z', 'UTC', []],
  ])('is due: %s', (_, told, now, zone, months) => {
    expect(monthsDue(told, new Date(now), zone)).toEqual(months);
  });
});

describe('what an entry counts as', () => {
  it.each([
    ['a payment', 'pay', true, undefined, { as: 'spent', category: 'payments' }],
    ['a request that was paid', 'pay', true, 'request', { as: 'spent', category: 'requests' }],
    ['something that was bought', 'pay', true, 'ticket', { as: 'spent', category: 'shopping' }],
    ['a payment to them', 'pay', false, undefined, { as: 'income' }],
    ['a tip', 'tip', true, undefined, { as: 'spent', category: 'tips' }],
    [
      'a share of a split that was refunded',
      'refund',
      false,
      'split_share',
      { as: 'spent_back', category: 'splits' },
    ],
    ['a refund that they gave', 'refund', true, undefined, { as: 'income_back' }],
    ['money from the counter', 'fund', false, undefined, { as: 'own', movement: 'deposits' }],
    ['money of a linked account', 'link', true, undefined, { as: 'own', movement: 'joined' }],
    ['what nobody has a word for', 'sundry', true, undefined, { as: 'spent', category: 'other' }],
  ] as const)('%s', (_, code, isOutgoing, payable, counted) => {
    expect(countsAs(code, isOutgoing, payable)).toEqual(counted);
  });
});

describe('a statement', () => {
  test('says who, what for and how much, in the order of the entries', async () => {
    passTo('2026-04-02T12:00:00Z');
    const [ann, bob] = [await somebody(10_000n), await somebody()];
    await world.pay(ann, bob, 1_250n, { memo: 'lunch' });
    await world.pay(bob, ann, 250n);
    const { accounts } = await figures(ann, month('2026-04'));
    expect(accounts).toHaveLength(1);
    const [account] = accounts;
    expect(account).toMatchObject({ purpose: 'wallet', joined: false, credit_count: 2, debit_count: 1 });
    expect(
      account!.entries.map(({ code, amount, balance, memo }) => [code, amount.minor, balance.minor, memo]),
    ).toEqual([
      ['fund', '10000', '10000', null],
      ['pay', '-1250', '8750', 'lunch'],
      ['pay', '250', '9000', null],
    ]);
    expect(account!.entries.map(({ counterparty }) => counterparty?.name ?? null)).toEqual([
      null,
      bob.user,
      bob.user,
    ]);
    expect(account!.entries[1]!.reference).toMatch(/^pay_/);
    provesItself({ accounts });
  });

  test('of a month in which nothing happened has the balance of the one before', async () => {
    passTo('2026-05-02T12:00:00Z');
    const ann = await somebody(700n);
    passTo('2026-07-02T12:00:00Z');
    const { accounts, final, reference } = await figures(ann, month('2026-06'));
    expect(accounts[0]).toMatchObject({ opening: { minor: '700' }, closing: { minor: '700' }, entries: [] });
    expect(final).toBe(true);
    expect(reference).toMatch(/^stm_/);
  });

  test('of somebody who never had anything has no account, and makes none', async () => {
    const nobody = telegram('4711');
    expect((await ask(nobody, null)).accounts).toEqual([]);
  });

  test('is of their own month, by their own clock', async () => {
    passTo('2026-07-31T22:30:00Z');
    const ann = await somebody();
    await live(ann, 'Europe/Berlin');
    await world.fund(ann, 500n);
    passTo('2026-09-05T12:00:00Z');
    expect((await figures(ann, month('2026-07'))).accounts[0]!.entries).toHaveLength(0);
    expect((await figures(ann, month('2026-08'))).accounts[0]!.entries).toHaveLength(1);
  });

  test('stays as it is when its person moves to another time zone, and the next month begins where it ends', async () => {
    passTo('2026-09-30T22:30:00Z');
    const ann = await somebody();
    await live(ann, 'Europe/Berlin');
    await world.fund(ann, 500n);
    passTo('2026-10-02T12:00:00Z');
    const before = await figures(ann, month('2026-09'));
    await live(ann, 'America/Los_Angeles');
    passTo('2026-11-03T12:00:00Z');
    expect(await figures(ann, month('2026-09'))).toEqual(before);
    const october = await figures(ann, month('2026-10'));
    expect(october.begins_at).toBe(before.ends_at);
    expect(october.accounts[0]!.entries).toHaveLength(1);
    expect(await core.audit.verify()).toEqual([]);
    // By hand, as no one may: a moment that is in two months.
    await expect(world.owner`delete from statement`).rejects.toThrow('immutable');
    await world.owner.script('alter table statement disable trigger user');
    await world.owner`update statement set begins_at = begins_at - interval '1 hour' where reference = ${october.reference}`;
    expect((await core.audit.verify()).map(({ check }) => check)).toEqual(['statement_months_meet']);
    await world.owner`update statement set begins_at = begins_at + interval '1 hour' where reference = ${october.reference}`;
    await world.owner.script('alter table statement enable always trigger statement_immutable');
  });

  test('of a time that is not over goes as far as now, and says so', async () => {
    passTo('2026-12-10T12:00:00Z');
    const ann = await somebody(1_000n);
    const asked = await ask(ann, { kind: 'months_ago', months: 0 });
    expect(asked.of).toMatchObject({ final: false, reference: null });
    expect(Date.parse(asked.of.ends_at)).toBe(world.clock.now().getTime() + 1);
    world.pass(1);
    await world.fund(ann, 1n);
    expect((await core.statement.figures(asked.of)).accounts[0]!.closing.minor).toBe('1000');
  });

  test('names what is reserved apart, and counts it only when it has gone', async () => {
    const [ann, bob] = [await somebody(1_000n), await somebody()];
    granted(await world.authorize(ann, bob, 300n));
    const now = { kind: 'months_ago', months: 0 } as const;
    world.pass(1);
    expect((await ask(ann, now)).accounts[0]).toMatchObject({
      held: { minor: '300' },
      closing: { minor: '1000' },
    });
    await world.settleAll();
    world.pass(1);
    expect((await ask(ann, now)).accounts[0]).toMatchObject({
      held: { minor: '0' },
      closing: { minor: '700' },
    });
  });

  test('has an account for each currency, and those of whoever was joined to them', async () => {
    const [ann, other] = [await somebody(1_000n), discord('9001')];
    await world.person(other, 200n);
    await world.fund(ann, 300n, 'JPY');
    const { code } = granted(await core.people.linkCode(ann));
    granted(await core.people.link(other, code, world.key()));
    world.pass(1);
    const { accounts } = await figures(ann, { kind: 'months_ago', months: 0 });
    expect(
      accounts.map(({ opening, joined, closing }) => [opening.asset.code, joined, closing.minor]),
    ).toEqual([
      ['GBP', false, '1200'],
      ['JPY', false, '300'],
      ['GBP', true, '0'],
    ]);
    provesItself({ accounts });
  });

  test('is refused of a time to come, or one that ends before it begins', async () => {
    const ann = await somebody();
    const asked = async (period: Parameters<typeof ask>[1]) =>
      refusalOf(await core.statement.ask(ann, { period, format: 'csv' }));
    expect(await asked({ kind: 'year', year: 2031 })).toBe('statement_ahead');
    expect(await asked({ kind: 'days', from: '2026-12-09', to: '2026-12-08' })).toBe('statement_reversed');
    expect(await asked({ kind: 'days', from: '2026-12-08', to: '2026-12-08' })).toBe('ok');
  });
});

describe('whatever happens', () => {
  test('opening and entries make the closing balance, to the last unit, month after month', async () => {
    const people = [await somebody(50_000n), await somebody(50_000n), await somebody(50_000n)];
    await live(people[1]!, 'America/New_York');
    await live(people[2]!, 'Asia/Tokyo');
    // More than 2^53 by far.
    for (const who of people)
      for (let times = 0; times < 11; times += 1) await world.fund(who, 999_999_999_999_999n, 'JPY');
    const step = fc.record({
      from: fc.nat(2),
      to: fc.nat(2),
      amount: fc.bigInt({ min: 1n, max: 30_000n }),
      asset: fc.constantFrom('GBP', 'JPY'),
      hours: fc.nat(24 * 20),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const begun = world.clock.now();
        for (const { from, to, amount, asset, hours } of steps) {
          if (from !== to) await world.authorize(people[from]!, people[to]!, amount, { asset });
          if (hours % 3 !== 0) await world.settleAll();
          world.pass(hours * 3_600_000);
        }
        await world.settleAll();
        for (const who of people) await provesMonths(who, begun);
      }),
      { numRuns: 12 },
    );
    await world.proven();
  }, 120_000);

  /** Each month, and all of them together; and each month's end against the ledger's own word for it. */
  async function provesMonths(who: Identity, begun: Date): Promise<void> {
    const first = begun.toISOString().slice(0, 7);
    const last = world.clock.now().toISOString().slice(0, 7);
    const closing = new Map<string, string>();
    for (let one = first; one <= last; one = monthAfter(one)) {
      const asked = await core.statement.ask(who, { period: month(one), format: 'csv' });
      if (!asked.ok) continue;
      const statement = await core.statement.figures(asked.value.of);
      provesItself(statement);
      expect(summaries(statement)).toEqual(asked.value.accounts);
      for (const { id, opening, closing: end } of statement.accounts) {
        if (closing.has(id)) expect(opening.minor).toBe(closing.get(id));
        closing.set(id, end.minor);
        const at = new Date(Date.parse(statement.ends_at) - 1);
        const told = await context.ledger.balanceAt(sql, BigInt(id.slice(4)), at);
        expect(end.minor).toBe(String(told));
      }
      if (statement.final) expect(await core.statement.figures(asked.value.of)).toEqual(statement);
    }
  }

  const summaries = ({ accounts }: Statement): StatementNotice['accounts'] =>
    accounts.map(({ entries: _, interest: __, ...figures }) => figures);

  test('what comes while a statement is read is in it as a whole, or not at all', async () => {
    const [ann, bob] = [await somebody(100_000n), await somebody(100_000n)];
    await world.fund(ann, 100_000n, 'EUR');
    await world.fund(bob, 100_000n, 'EUR');
    const wallets = async (who: Identity) =>
      Promise.all(
        ['EUR', 'GBP'].map(async (asset) => {
          const owner = (await core.people.find(who))!.id;
          return (await context.ledger.account(sql, { owner, asset, purpose: 'wallet' }))!.id;
        }),
      );
    const [mine, theirs] = [await wallets(ann), await wallets(bob)];
    let isPaying = true;
    // One transfer with legs in two assets: both or neither.
    const paying = (async () => {
      for (let turn = 0; turn < 150; turn += 1) {
        const sign = turn % 2 === 0 ? 1n : -1n;
        const legs = [0, 1].flatMap((at) => [
          { account: mine[at]!, amount: -7n * sign },
          { account: theirs[at]!, amount: 7n * sign },
        ]);
        await inTransaction(sql, (open) =>
          context.ledger.submit(open, [{ verb: 'post', code: 'pay', key: `half-${turn}`, legs }]),
        );
        world.pass(1);
      }
      isPaying = false;
    })();
    let read = 0;
    while (isPaying) {
      const statement = await figures(ann, { kind: 'months_ago', months: 0 });
      provesItself(statement);
      const [pounds, euros] = statement.accounts;
      expect(pounds!.closing.minor).toBe(euros!.closing.minor);
      expect(new Set(pounds!.entries.slice(1).map(({ transfer }) => transfer))).toEqual(
        new Set(euros!.entries.slice(1).map(({ transfer }) => transfer)),
      );
      read += 1;
    }
    await paying;
    expect(read).toBeGreaterThan(3);
  }, 60_000);

  test('a busy year is read page by page, up to a limit that is told', async () => {
    const [ann, bob] = [await somebody(100_000n), await somebody()];
    const [from, to] = await Promise.all(
      [ann, bob].map(async (who) => {
        const owner = (await core.people.find(who))!.id;
        return context.ledger.openAccount(sql, { owner, asset: 'GBP', purpose: 'wallet', floor: 0n });
      }),
    );
    const post = (count: number, tag: string) =>
      context.ledger.submit(
        sql,
        Array.from({ length: count }, (_, at) => ({
          verb: 'post' as const,
          code: 'pay',
          key: `busy-${tag}-${at}`,
          legs: [
            { account: from!, amount: -1n },
            { account: to!, amount: 1n },
          ],
        })),
      );
    for (let tag = 0; tag < 5; tag += 1) await post(500, String(tag));
    world.pass(1);
    const year = { kind: 'years_ago', years: 0 } as const;
    const statement = await figures(ann, year);
    expect(statement.accounts[0]!.entries).toHaveLength(2_501);
    provesItself(statement);
    for (let tag = 5; tag < 20; tag += 1) await post(500, String(tag));
    world.pass(1);
    const refused = await core.statement.ask(ann, { period: year, format: 'pdf' });
    expect(refused).toEqual({
      ok: false,
      refusal: { code: 'statement_too_long', entries: 10_001, limit: 10_000 },
    });
  }, 120_000);
});

describe('spending', () => {
  test('is what went out by what for, less what came back of it', async () => {
    world.pass(40 * day_ms);
    const [ann, bob] = [await somebody(100_000n), await somebody(5_000n)];
    const paid = await world.pay(ann, bob, 3_000n);
    await world.pay(ann, bob, 2_000n);
    await world.pay(bob, ann, 700n);
    granted(
      await core.refund.refund(
        bob,
        refundOf(paid.reference, { minor: '1000', asset: { code: 'GBP', exponent: 2 } }),
      ),
    );
    world.pass(1);
    const told = granted(await core.statement.spending(ann, null));
    expect(told).toMatchObject({
      total: { minor: '4000' },
      income: { minor: '700' },
      opening: { minor: '0' },
      closing: { minor: '96700' },
      spent: [{ category: 'payments', amount: { minor: '4000' }, count: 2 }],
    });
    expect(told.balances).toHaveLength(1);
  });

  test('knows by its payment what was asked for, split and sold, and counts what moves between one’s own as neither', async () => {
    world.pass(40 * day_ms);
    const [ann, bob] = [await somebody(100_000n), await somebody()];
    const origin = () => ({ key: world.key(), conversation: group('slack') });
    const common = { asset: 'GBP', memo: null };
    const press = async (kind: string) => {
      const [button] = await sql<{ key: string }[]>`
        select key from intent where kind = ${kind} order by created_at desc limit 1`;
      granted(await core.intents.press(button!.key, ann, origin()));
    };
    const asked = { ...common, asker: bob, payers: [by(ann)], amount: 500n, mode: 'each' as const };
    granted(await core.request.ask({ ...asked, origin: origin() }));
    await press('request_pay');
    const item = { name: 'Mug', description: null, stock: null, per_person: null, price: 800n, asset: 'GBP' };
    const { reference } = granted(await core.shop.add({ ...item, seller: bob, origin: origin() }));
    const choice = granted(
      await core.shop.choose({ by: ann, item: reference, origin: origin(), quantity: 2 }),
    );
    granted(await core.intents.press(choice.offers[0]!.intent, ann, origin()));
    granted(await core.savings.save({ person: ann, amount: 10_000n, asset: 'GBP', key: world.key() }));
    await world.settleAll();
    world.pass(1);
    const { spent, total } = granted(await core.statement.spending(ann, null));
    expect(spent.map(({ category, amount }) => [category, amount.minor])).toEqual([
      ['shopping', '1600'],
      ['requests', '500'],
    ]);
    expect(total.minor).toBe('2100');
  });

  test('adds up for its reader, whatever else moved: deposits, a loan, savings and a trade', async () => {
    world.pass(40 * day_ms);
    const bob = await somebody(5_000n);
    const ann = await somebody(20_000n);
    world.pass(40 * day_ms);
    granted(await core.loan.setProduct(operator, product(), world.key()));
    const acme = { code: 'ACME', name: 'Acme plc', exponent: 6, kind: 'security' as const, quote: null };
    granted(await core.invest.define(operator, { ...acme, price: '12.50' }, world.key()));
    granted(await core.invest.issue(operator, { asset: 'ACME', units: 1_000_000_000n }, world.key()));
    const origin = () => ({ key: world.key(), conversation: group('slack') });
    await world.fund(ann, 7_500n);
    const asked = { amount: 120_00n, asset: 'GBP', months: 6, origin: origin() };
    const offer = granted(await core.loan.offer(ann, asked));
    const { intent } = offer.actions.find(({ action }) => action === 'loan_accept')!;
    granted(await core.intents.press(intent, ann, origin()));
    granted(await core.savings.save({ person: ann, amount: 5_000n, asset: 'GBP', key: world.key() }));
    granted(await core.savings.unsave({ person: ann, amount: 1_250n, asset: 'GBP', key: world.key() }));
    const size = { units: 2_000_000n };
    const quote = granted(
      await core.invest.quote(ann, { side: 'buy', asset: 'ACME', size, origin: origin() }),
    );
    granted(await core.invest.accept(ann, quote.reference, world.key()));
    await world.pay(ann, bob, 3_000n);
    await world.pay(bob, ann, 700n);
    world.pass(1);
    const told = granted(await core.statement.spending(ann, null));
    const { opening, income, total, moved, closing } = told;
    const minor = ({ minor: text }: Money) => BigInt(text);
    expect(minor(opening) + minor(income) - minor(total) + minor(moved)).toBe(minor(closing));
    expect(minor(opening)).toBe(20_000n);
    expect(told.movements).toEqual(['deposits', 'loans', 'savings', 'trades']);
    // The fee of the trade is spent.
    expect(minor(moved)).toBe(7_500n + 118_80n - 3_750n - 2_500n);
    const here = { platform: 'slack', tenant: 'T1', private: true } as const;
    const saidIn = (locale: string) =>
      viewOf(told, locale, here).lines.map(spansText).join(' ').replaceAll('\u00a0', ' ');
    expect(saidIn('en-GB')).toContain(
      'Other movements: +£131.30 (deposits and withdrawals, loans, savings, trades)',
    );
    expect(saidIn('de-DE')).toContain(
      'Andere Bewegungen: +131,30 £ (Ein- und Auszahlungen, Kredite, Erspartes, Handel)',
    );
  });

  const refundOf = (reference: string, amount: Money) => ({
    reference,
    amount,
    payee: null,
    key: world.key(),
  });
});

describe('interest on a statement', () => {
  test('stands there by its days, each rate and each side of zero by itself; what savings earn is in the history, too', async () => {
    world.pass(40 * day_ms);
    const begin = `${new Date(world.clock.now().getTime() + 40 * day_ms).toISOString().slice(0, 7)}-01T06:00:00Z`;
    passTo(begin);
    const [ann, bob] = [await somebody(), await somebody()];
    const rate = async (kind: RateKind, rate_ppm: number) =>
      granted(
        await core.interest.setRate(
          null,
          { asset: 'GBP', kind, rate_ppm, effective_from: null },
          world.key(),
        ),
      );
    await rate('credit_balance', 20_000);
    await rate('debit_balance', 100_000);
    await rate('savings', 40_000);
    const line = { asset: 'GBP', line: 100_000n, reason: null };
    granted(await core.interest.setCredit(null, by(ann), line, world.key()));
    await world.fund(ann, 60_000n);
    granted(await core.savings.save({ person: ann, amount: 36_500n, asset: 'GBP', key: world.key() }));
    const pass = async (days: number) => {
      for (let day = 0; day < days; day += 1) {
        world.pass(day_ms);
        await core.schedules.run('interest');
      }
    };
    await pass(3);
    await rate('credit_balance', 30_000);
    await pass(2);
    await world.pay(ann, bob, 40_000n);
    await pass(4);
    const now = { kind: 'months_ago', months: 0 } as const;
    const { accounts } = await figures(ann, now);
    const told = (purpose: string) =>
      accounts
        .find((account) => account.purpose === purpose)!
        .interest.map(({ days, rate_ppm, side, average }) => [days, rate_ppm, side, average.minor]);
    expect(told('wallet')).toEqual([
      [3, 20_000, 'earned', '23500'],
      [2, 30_000, 'earned', '23500'],
      [4, 100_000, 'charged', '-16500'],
    ]);
    expect(told('savings')).toEqual([[9, 40_000, 'earned', '36500']]);
    await pass(31);
    const { lines } = await core.account.history(ann, 20);
    const interest = lines.filter(({ code }) => code === 'interest');
    expect(interest.map(({ savings = false, memo }) => [savings, memo])).toEqual(
      expect.arrayContaining([
        [true, begin.slice(0, 7)],
        [false, begin.slice(0, 7)],
      ]),
    );
    expect(lines.filter(({ code }) => code === 'save')).toHaveLength(1);
    const posted = (await figures(ann, now)).accounts.find(({ purpose }) => purpose === 'savings')!;
    provesItself({ accounts: [posted] });
    expect(posted.entries.map(({ code, memo }) => [code, memo])).toContainEqual([
      'interest',
      begin.slice(0, 7),
    ]);
    await world.proven();
  });
});

describe('the monthly statement', () => {
  const told = async (who: Identity): Promise<string[]> => {
    const lane = `direct:${who.platform}:${who.tenant}:${who.user}`;
    return (await world.deliveries()).flatMap(({ lane: where, subject }) =>
      where === lane && subject.kind === 'statement' && 'id' in subject ? [subject.id] : [],
    );
  };
  const tell = () => core.schedules.run('statements');

  test('comes on the first, once, in the morning of wherever its person lives', async () => {
    passTo(`${monthAfter(world.clock.now().toISOString().slice(0, 7))}-03T12:00:00Z`);
    await tell();
    const [ann, bob] = [await somebody(1_000n), await somebody(1_000n)];
    await live(bob, 'America/Los_Angeles');
    const next = monthAfter(world.clock.now().toISOString().slice(0, 7));
    passTo(`${next}-01T07:00:00Z`);
    await tell();
    expect([await told(ann), await told(bob)]).toEqual([[], []]);
    passTo(`${next}-01T09:00:00Z`);
    await Promise.all([tell(), world.another().schedules.run('statements'), tell()]);
    expect([(await told(ann)).length, await told(bob)]).toEqual([1, []]);
    passTo(`${next}-01T17:00:00Z`);
    await tell();
    await tell();
    expect([(await told(ann)).length, (await told(bob)).length]).toEqual([1, 1]);
    const [reference] = await told(ann);
    const notice = await context.noticeOf(sql, { kind: 'statement', id: reference! });
    expect(notice).toMatchObject({ kind: 'statement', format: 'pdf', of: { reference, final: true } });
  });

  test('is made up for after a time in which nobody was there, each month of it; nothing is told of a month without entries', async () => {
    const [ann, bob] = [await somebody(1_000n), await somebody()];
    await tell();
    const before = world.clock.now().toISOString().slice(0, 7);
    world.pass(2 * day_ms);
    await world.pay(ann, bob, 100n);
    passTo(`${monthAfter(before, 1)}-15T12:00:00Z`);
    await world.pay(ann, bob, 100n);
    passTo(`${monthAfter(before, 3)}-02T12:00:00Z`);
    await tell();
    const months = await sql<{ month: string }[]>`
      select to_char(month, 'YYYY-MM') as month from statement where reference = any(${await told(ann)}) order by month`;
    expect(months.map(({ month }) => month)).toEqual([before, monthAfter(before)]);
  });

  test('does not come to whoever does not want it, and comes again to whoever does', async () => {
    const ann = await somebody(1_000n);
    await core.alerts.change(ann, { kinds: { statement: { on: false } } }, world.key());
    const now = () => world.clock.now().toISOString().slice(0, 7);
    passTo(`${monthAfter(now())}-02T12:00:00Z`);
    await tell();
    expect(await told(ann)).toEqual([]);
    await core.alerts.change(ann, { kinds: { statement: { on: true } } }, world.key());
    await world.fund(ann, 1n);
    passTo(`${monthAfter(now())}-02T12:00:00Z`);
    await tell();
    expect(await told(ann)).toHaveLength(1);
    expect(await idOf(ann)).toBeGreaterThan(0n);
  });

  test('finds nobody by the clock of UTC before their morning, and whoever is due behind many of them', async () => {
    const next = monthAfter(world.clock.now().toISOString().slice(0, 7));
    passTo(`${next}-02T12:00:00Z`);
    await tell();
    const early: Identity[] = [];
    for (let at = 0; at < 5; at += 1) early.push(await somebody(1_000n));
    await live(early[3]!, 'UTC');
    await live(early[4]!, 'Etc/GMT+3');
    const east = await somebody(1_000n);
    await live(east, 'Pacific/Kiritimati');
    // The morning of the first in the east alone.
    passTo(new Date(Date.parse(`${monthAfter(next)}-01T00:00:00Z`) - 5.5 * 3_600_000).toISOString());
    expect(await core.statement.tellDue(3)).toBe(1);
    expect(await told(east)).toHaveLength(1);
    expect(await core.statement.tellDue(3)).toBe(0);
    passTo(`${monthAfter(next)}-01T12:00:00Z`);
    await tell();
    for (const who of early) expect(await told(who)).toHaveLength(1);
  });

  test('comes to everybody but whoever it fails for, who has it when it can be made', async () => {
    const next = monthAfter(world.clock.now().toISOString().slice(0, 7));
    passTo(`${next}-02T12:00:00Z`);
    await tell();
    const people: Identity[] = [];
    for (let at = 0; at < 5; at += 1) people.push(await somebody(1_000n));
    const [broken, ...others] = people;
    // By hand, as no one may: a place that no clock is known of.
    const move = async (zone: string | null) =>
      world.owner`update person set time_zone = ${zone} where id = ${await idOf(broken!)}`;
    await move('Nowhere/Nowhere');
    passTo(`${monthAfter(next)}-02T12:00:00Z`);
    // In small batches, each of which would begin with the one that fails.
    let batch = 2;
    for (let turn = 0; batch === 2 && turn < 100; turn += 1) batch = await core.statement.tellDue(2);
    expect(batch).toBeLessThan(2);
    for (const who of others) expect(await told(who)).toHaveLength(1);
    expect(await told(broken!)).toEqual([]);
    await move(null);
    await tell();
    expect(await told(broken!)).toHaveLength(1);
  });
});
