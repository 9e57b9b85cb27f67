/** Loans that are repaid: by themselves when it is due, late, or by hand. */
import { describe, expect, test } from 'vitest';
import type { Identity, NoticeOf } from '../../core/index.ts';
import { collectDue } from '../../core/loan/collect.ts';
import { day_ms, ofNotices, openLoans } from './loan-world.ts';
import { by, granted, operator, refusalOf, shown } from './world.ts';

describe('instalments', () => {
  test('are collected by themselves on their days, each once, and tell what is left', async () => {
    const { world, accepted, due, stands, borrower } = await openLoans();
    const me = await borrower(10_00n);
    const { reference } = await accepted(me);
    world.pass(30 * day_ms);
    await due();
    expect(await world.balance(me)).toBe('128.80 GBP');
    // 1 April, nine in the morning.
    world.pass(day_ms);
    await Promise.all([due(), due(), world.another().schedules.run('collect_loans')]);
    expect(await world.balance(me)).toBe('108.09 GBP');
    const [told] = await ofNotices(world, 'loan_collected', reference);
    expect(told!.notice).toMatchObject({
      amount: { minor: '2071' },
      interest: { minor: '120' },
      outstanding: { minor: '10049' },
      next: { on: '2026-05-01', amount: { minor: '2071' } },
      after: { minor: '10809' },
    });
    await world.proven();
    world.pass(160 * day_ms);
    await due();
    expect(await world.balance(me)).toBe('4.57 GBP');
    expect(await stands(me, reference)).toMatchObject({
      state: 'repaid',
      outstanding: { minor: '0' },
      actions: [],
    });
    await world.proven();
  });

  test('are told of when they are taken, also to whoever wants no reminders, unless they turn that off itself', async () => {
    const { world, accepted, due, borrower } = await openLoans();
    const [some, none] = [await borrower(10_00n), await borrower(10_00n)];
    const [told, untold] = [await accepted(some), await accepted(none)];
    const off = { on: false };
    await world.core.alerts.change(some, { kinds: { request_due: off } }, world.key());
    await world.core.alerts.change(none, { kinds: { instalment_taken: off } }, world.key());
    world.pass(31 * day_ms);
    await due();
    expect(await ofNotices(world, 'loan_collected', told.reference)).toHaveLength(1);
    expect(await ofNotices(world, 'loan_collected', untold.reference)).toHaveLength(0);
  });

  test('are collected by another process, which goes on after one that died in between', async () => {
    const { world, accepted, borrower } = await openLoans();
    const people = [await borrower(10_00n), await borrower(10_00n)];
    for (const one of people) await accepted(one);
    world.pass(31 * day_ms);
    // Killed when the money has moved, and before the end of the database transaction.
    await expect(
      world.sql.begin(async (sql) => {
        const open = { query: sql.query, begin: (work: (sql: unknown) => unknown) => work(sql) };
        expect(await collectDue({ ...world.context, sql: open as never }, 100)).toBe(2);
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    expect(await world.balance(people[0]!)).toBe('128.80 GBP');
    await world.proven();
    await world.another().schedules.run('collect_loans');
    expect([await world.balance(people[0]!), await world.balance(people[1]!)]).toEqual([
      '108.09 GBP',
      '108.09 GBP',
    ]);
    await world.proven();
  });

  test('of a loan that cannot be collected hold up nobody else’s, and are logged', async () => {
    const { world, accepted, due, stands, borrower } = await openLoans();
    const people = [await borrower(10_00n), await borrower(10_00n), await borrower(10_00n)];
    const [broken] = people;
    const { reference } = await accepted(broken!);
    // The broken one has been due for longer than the others.
    world.pass(day_ms);
    for (const one of people.slice(1)) await accepted(one);
    await world.owner.script(`
      create function refuse_first() returns trigger language plpgsql as $$
        begin
          if new.loan = (select id from loan where reference = '${reference}') then raise exception 'this loan is broken'; end if;
          return new;
        end $$;
      create trigger refuse_first before insert on loan_repayment for each row execute function refuse_first()`);
    const errors: object[] = [];
    const log = { info: () => {}, warn: () => {}, error: (fields: object) => errors.push(fields) };
    const logged = { ...world.context, log };
    world.pass(31 * day_ms);
    const balances = async () => (await Promise.all(people.map(world.balance))).sort();
    // One at a time, and together.
    expect(await collectDue(logged, 1)).toBe(1);
    expect(await balances()).toEqual(['108.09 GBP', '128.80 GBP', '128.80 GBP']);
    expect(await collectDue(logged, 2)).toBe(1);
    expect(await balances()).toEqual(['108.09 GBP', '108.09 GBP', '128.80 GBP']);
    expect(await collectDue(logged, 2)).toBe(0);
    expect(await world.balance(broken!)).toBe('128.80 GBP');
    expect(errors).toHaveLength(3);
    expect(errors[0]).toMatchObject({ err: { message: 'this loan is broken' }, loan: expect.any(String) });
    await world.proven();

    await world.owner.script('drop trigger refuse_first on loan_repayment; drop function refuse_first()');
    await due();
    expect(await world.balance(broken!)).toBe('108.09 GBP');
    expect((await stands(broken!, reference)).arrears).toBeNull();
    await world.proven();
  });

  test('are collected by the clock of whoever owes them', async () => {
    const { world, accepted, due, stands, borrower } = await openLoans();
    const me = await borrower(100_00n);
    await world.core.alerts.change(me, { zone: 'Pacific/Auckland' }, world.key());
    // It is the second of March there already.
    const { reference } = await accepted(me);
    expect((await stands(me, reference)).payments[0]!.on).toBe('2026-04-02');
    // 2 April 9:00 in Auckland is 1 April 20:00 UTC; it is 1 March 12:00.
    world.pass(31 * day_ms + 7 * 3_600_000);
    await due();
    expect(await world.balance(me)).toBe('218.80 GBP');
    world.pass(3_600_000);
    await due();
    expect(await world.balance(me)).toBe('198.09 GBP');
  });

  test('are told of three days before, once, with what is missing', async () => {
    const { world, accepted, borrower } = await openLoans();
    const me = await borrower();
    const { reference } = await accepted(me);
    await world.pay(me, await borrower(), 110_00n);
    world.pass(27 * day_ms);
    await world.core.schedules.run('remind_loans');
    expect(await ofNotices(world, 'loan_due', reference)).toHaveLength(0);
    world.pass(day_ms);
    for (let times = 0; times < 2; times += 1) await world.core.schedules.run('remind_loans');
    const told = await ofNotices(world, 'loan_due', reference);
    expect(told.map(({ notice }) => notice)).toMatchObject([
      { on: '2026-04-01', amount: { minor: '2071' }, lacking: { minor: '1191' } },
    ]);
  });

  test('that cannot be paid are tried every day, cost nothing more, and are taken whole', async () => {
    const { world, accepted, due, stands, borrower, offer } = await openLoans();
    const me = await borrower();
    const { reference } = await accepted(me);
    await world.pay(me, await borrower(), 118_80n - 20_70n);
    world.pass(31 * day_ms);
    await due();
    expect(await world.balance(me)).toBe('20.70 GBP');
    const late = await ofNotices(world, 'loan_missed', reference);
    expect(late).toHaveLength(1);
    expect(late[0]!.notice).toMatchObject({
      arrears: { amount: { minor: '2071' }, days: 0 },
      available: { minor: '2070' },
    });
    world.pass(day_ms);
    expect(await stands(me, reference)).toMatchObject({
      arrears: { days: 1, amount: { minor: '2071' } },
      payable: { minor: '12423' },
    });
    expect(refusalOf(await offer(me, 50_00n))).toBe('loan_in_arrears');
    const desk = granted(await world.core.loan.desk(operator));
    expect(desk.arrears).toMatchObject([{ reference, days: 1, amount: { minor: '2071' } }]);
    // Day by day, but told on the third, the seventh and the fourteenth only.
    for (let day = 2; day <= 15; day += 1) {
      await due();
      world.pass(day_ms);
    }
    expect(await ofNotices(world, 'loan_missed', reference)).toHaveLength(4);
    await world.fund(me, 1n);
    await due();
    expect(await world.balance(me)).toBe('0.00 GBP');
    expect((await stands(me, reference)).arrears).toBeNull();
    await world.proven();
  });

  test('put nobody into their credit line, and are owed by the frozen, too', async () => {
    const { world, accepted, due, borrower } = await openLoans();
    const me = await borrower();
    const line = { asset: 'GBP', line: 100_00n, reason: null };
    granted(await world.core.interest.setCredit(operator, by(me), line, world.key()));
    await accepted(me);
    await world.pay(me, await borrower(), 110_00n);
    world.pass(31 * day_ms);
    await due();
    expect(await world.balance(me)).toBe('8.80 GBP');
    await world.fund(me, 20_00n);
    granted(await world.core.bank.freeze(null, by(me), true));
    world.pass(day_ms);
    await due();
    expect(await world.balance(me)).toBe('8.09 GBP');
    await world.proven();
  });

  test('of two loans that are due at once, the first is taken where there is enough for one', async () => {
    const { world, accepted, due, borrower } = await openLoans();
    const me = await borrower();
    await accepted(me);
    await accepted(me);
    await world.pay(me, await borrower(), 237_60n - 30_00n);
    world.pass(31 * day_ms);
    await due();
    expect(await world.balance(me)).toBe('9.29 GBP');
    await world.proven();
  });
});

describe('repaying by hand', () => {
  test('all of it costs interest for the days used, and brings back the fee of those that are left', async () => {
    const { world, accepted, due, repay, stands, borrower } = await openLoans();
    const me = await borrower(100_00n);
    const { reference } = await accepted(me);
    world.pass(31 * day_ms);
    await due();
    // 1 April: 100.49 are left. Ten days of thirty at 1% a month: 0.33.
    world.pass(10 * day_ms);
    const { quote, done } = await repay(me, 'all');
    expect(quote).toMatchObject({
      repays: 'all',
      amount: { minor: '10082' },
      interest: { minor: '33' },
      fee_returned: { minor: '94' },
      net: { minor: '9988' },
    });
    // Of 3.03 that were to come.
    expect(quote.saved).toMatchObject({ minor: '270' });
    expect([done.state, shown(done.balance!)]).toEqual(['done', '98.21 GBP']);
    expect((await stands(me, reference)).state).toBe('repaid');
    world.pass(60 * day_ms);
    await due();
    expect(await world.balance(me)).toBe('98.21 GBP');
    await world.proven();
  });

  test('within fourteen days is a withdrawal: the fee comes back', async () => {
    const { world, accepted, repay, stands, borrower } = await openLoans();
    const me = await borrower(10_00n);
    const { reference, withdraw_until } = await accepted(me);
    expect(withdraw_until).toBe('2026-03-15');
    world.pass(14 * day_ms);
    // 14 days of 31 at 1%: 0.54.
    const { quote, done } = await repay(me, 'all');
    expect(quote).toMatchObject({
      repays: 'withdrawal',
      amount: { minor: '12054' },
      net: { minor: '11934' },
      fee_returned: { minor: '120' },
      interest: { minor: '54' },
    });
    expect(shown(done.balance!)).toBe('9.46 GBP');
    expect(await stands(me, reference)).toMatchObject({ state: 'withdrawn', withdraw_until: null });
    await world.proven();
  });

  test('a part makes the payments that are left smaller, on the same days', async () => {
    const { world, accepted, due, repay, stands, borrower } = await openLoans();
    const me = await borrower(100_00n);
    const { reference } = await accepted(me);
    world.pass(46 * day_ms);
    await due();
    const { quote, done } = await repay(me, 50_00n);
    expect(quote).toMatchObject({ repays: 'part', amount: { minor: '5000' }, interest: { minor: '0' } });
    expect(done.payments.map(({ on, amount }) => `${on} ${shown(amount)}`)).toEqual([
      // Of 50.49: 10.40 each; in the first, 0.25 of interest on what was still outstanding until the middle of the month.
      '2026-05-01 10.65 GBP',
      '2026-06-01 10.40 GBP',
      '2026-07-01 10.40 GBP',
      '2026-08-01 10.40 GBP',
      '2026-09-01 10.42 GBP',
    ]);
    expect(await stands(me, reference)).toMatchObject({ outstanding: { minor: '5049' } });
    await world.proven();
    const again = await repay(me, 20_00n);
    expect(again.done.payments).toHaveLength(5);
    await world.proven();
    world.pass(150 * day_ms);
    await due();
    expect((await stands(me, reference)).state).toBe('repaid');
    await world.proven();
  });

  test('of the same amount by another quote is refused to the event that has repaid already', async () => {
    const { world, accepted, due, button, press, pressed, stands, borrower } = await openLoans();
    const me = await borrower(100_00n);
    const { reference } = await accepted(me);
    world.pass(46 * day_ms);
    await due();
    const quote = async () =>
      granted(
        await world.core.loan.quoteRepayment(me, {
          amount: 20_00n,
          asset: null,
          reference,
          key: world.key(),
        }),
      );
    const event = world.key();
    const first = button(await quote(), 'loan_repay');
    const done = await pressed<'loan_repayment'>(me, first, event);
    expect([done.state, shown(done.balance!)]).toEqual(['done', '178.27 GBP']);
    const second = button(await quote(), 'loan_repay');
    expect(refusalOf(await press(me, second, event))).toBe('idempotency_key_reused');
    expect(await world.balance(me)).toBe('178.27 GBP');
    expect(await stands(me, reference)).toMatchObject({ outstanding: { minor: '8049' } });
    expect((await pressed<'loan_repayment'>(me, first, event)).state).toBe('done');
    // The quote itself is as good as before.
    expect(shown((await pressed<'loan_repayment'>(me, second)).balance!)).toBe('158.45 GBP');
    await world.proven();
  });

  test('is made once by all the quotes that one event was answered with', async () => {
    const { world, accepted, due, button, press, pressed, borrower } = await openLoans();
    const me = await borrower(100_00n);
    const { reference } = await accepted(me);
    world.pass(46 * day_ms);
    await due();
    const asked = { amount: 20_00n, asset: null, reference, key: world.key() };
    // Its answer was lost, or whoever handled it died.
    const [first, second] = [
      granted(await world.core.loan.quoteRepayment(me, asked)),
      granted(await world.core.loan.quoteRepayment(me, asked)),
    ];
    const done = await pressed<'loan_repayment'>(me, button(first, 'loan_repay'));
    expect([done.state, shown(done.balance!)]).toEqual(['done', '178.27 GBP']);
    const again = await pressed<'loan_repayment'>(me, button(second, 'loan_repay'));
    expect([again.state, shown(again.balance!)]).toEqual(['done', '178.27 GBP']);
    // Also where the day of one is over, and it was quoted anew.
    const other = { ...asked, key: world.key() };
    const [third, fourth] = [
      granted(await world.core.loan.quoteRepayment(me, { ...other, amount: 'all' as const })),
      granted(await world.core.loan.quoteRepayment(me, { ...other, amount: 'all' as const })),
    ];
    world.pass(day_ms);
    const renewed = await pressed<'loan_repayment'>(me, button(third, 'loan_repay'));
    expect(renewed.state).toBe('renewed');
    expect((await pressed<'loan_repayment'>(me, button(renewed, 'loan_repay'))).state).toBe('done');
    expect((await pressed<'loan_repayment'>(me, button(fourth, 'loan_repay'))).state).toBe('done');
    expect(refusalOf(await press(await borrower(), button(fourth, 'loan_repay')))).toBe('intent_not_yours');
    await world.proven();
  });

  test('what is due comes first, then it is as before', async () => {
    const { world, accepted, due, repay, stands, borrower } = await openLoans();
    const me = await borrower();
    const { reference } = await accepted(me);
    await world.pay(me, await borrower(), 118_80n);
    world.pass(65 * day_ms);
    await due();
    await world.fund(me, 200_00n);
    const quote = (amount: bigint | 'due') =>
      world.core.loan.quoteRepayment(me, { amount, asset: null, reference: null, key: world.key() });
    expect(await quote(30_00n)).toMatchObject({
      refusal: { code: 'loan_due_first', due: { minor: '4142' } },
    });
    expect(granted(await quote(41_42n)).repays).toBe('due');
    await repay(me, 'due');
    expect(await world.balance(me)).toBe('158.58 GBP');
    expect(await stands(me, reference)).toMatchObject({ arrears: null, outstanding: { minor: '8078' } });
    expect(refusalOf(await quote('due'))).toBe('loan_nothing_due');
    await world.proven();
  });

  test('all of what is late pays its interest, too', async () => {
    const { world, accepted, due, repay, stands, borrower } = await openLoans();
    const me = await borrower();
    const { reference } = await accepted(me);
    await world.pay(me, await borrower(), 118_80n);
    world.pass(300 * day_ms);
    await due();
    await world.fund(me, 200_00n);
    const { quote } = await repay(me, 'all');
    expect(shown(quote.amount)).toBe('124.23 GBP');
    expect((await stands(me, reference)).state).toBe('repaid');
    await world.proven();
  });

  test('a button repays once, whoever presses how often; another day’s amount is quoted anew', async () => {
    const { world, accepted, button, borrower, press, pressed } = await openLoans();
    const me = await borrower(100_00n);
    await accepted(me);
    const ask = async (amount: bigint | 'all') =>
      granted(
        await world.core.loan.quoteRepayment(me, { amount, asset: null, reference: null, key: world.key() }),
      );
    const part = button(await ask(20_00n), 'loan_repay');
    const all = await Promise.all(Array.from({ length: 6 }, () => press(me, part)));
    for (const result of all)
      expect((granted(result).in_place as NoticeOf<'loan_repayment'>).state).toBe('done');
    expect(await world.balance(me)).toBe('199.00 GBP');
    const whole = button(await ask('all'), 'loan_repay');
    world.pass(20 * day_ms);
    const renewed = await pressed<'loan_repayment'>(me, whole);
    expect(renewed).toMatchObject({ state: 'renewed', repays: 'all' });
    expect(await world.balance(me)).toBe('199.00 GBP');
    const done = await pressed<'loan_repayment'>(me, button(renewed, 'loan_repay'));
    expect(done.state).toBe('done');
    // The one before says what was done in its place.
    const before = await pressed<'loan_repayment'>(me, whole);
    expect(before).toMatchObject({ state: 'done', amount: done.amount, balance: done.balance });
    expect(await world.balance(me)).toBe(shown(done.balance!));
    await world.proven();
  });

  test('races what is collected by itself, and nothing is paid twice', async () => {
    const { world, accepted, button, borrower, press, due, stands } = await openLoans();
    const me = await borrower(100_00n);
    const { reference } = await accepted(me);
    world.pass(31 * day_ms);
    const quote = granted(
      await world.core.loan.quoteRepayment(me, { amount: 'due', asset: null, reference, key: world.key() }),
    );
    const other = world.another();
    await Promise.all([
      press(me, button(quote, 'loan_repay')),
      due(),
      other.schedules.run('collect_loans'),
      press(me, button(quote, 'loan_repay')),
    ]);
    expect(await world.balance(me)).toBe('198.09 GBP');
    expect((await stands(me, reference)).payments.filter(({ state }) => state === 'paid')).toHaveLength(1);
    await world.proven();
  });

  test('more than there is, by others, of what is over, or without a loan, is refused', async () => {
    const { world, accepted, borrower, button, press } = await openLoans();
    const me = await borrower();
    const first = await accepted(me);
    await world.pay(me, await borrower(), 118_80n);
    const ask = (who: Identity, amount: bigint | 'all', reference: string | null = null) =>
      world.core.loan.quoteRepayment(who, { amount, asset: null, reference, key: world.key() });
    const poor = granted(await ask(me, 'all'));
    expect(refusalOf(await press(me, button(poor, 'loan_repay')))).toBe('insufficient_funds');
    expect(refusalOf(await press(await borrower(), button(poor, 'loan_repay')))).toBe('intent_not_yours');
    expect(granted(await ask(me, 10n ** 6n)).repays).toBe('withdrawal');
    expect(refusalOf(await ask(me, 0n))).toBe('amount_not_positive');
    expect(refusalOf(await ask(me, 10n ** 30n))).toBe('amount_too_large');
    expect(refusalOf(await ask(await borrower(), 'all'))).toBe('loan_none');
    expect(refusalOf(await ask(await borrower(), 'all', first.reference))).toBe('loan_unknown');
    const second = await accepted(me);
    expect(await ask(me, 'all')).toMatchObject({
      refusal: { code: 'loan_which', references: [first.reference, second.reference] },
    });
    expect(granted(await ask(me, 'all', second.reference)).reference).toBe(second.reference);
    granted(await world.core.bank.freeze(null, by(me), true));
    expect(refusalOf(await press(me, button(poor, 'loan_repay')))).toBe('account_frozen');
    await world.proven();
  });
});
