/** Loans: offered, accepted, paid out, collected, late, repaid early and given up. */
import { describe, expect, test } from 'vitest';
import type { Identity, NewLoanProduct, Notice, NoticeOf } from '../../core/index.ts';
import { collectDue } from '../../core/loan/collect.ts';
import { tampered } from './tampered.ts';
import {
  by,
  directWith,
  discord,
  granted,
  openWorld,
  operator,
  refusalOf,
  shown,
  slack,
  type World,
} from './world.ts';

const day_ms = 86_400_000;

const basicTerms = {
  amount_min: 50_00n,
  amount_max: 500_00n,
  months_min: 1,
  months_max: 24,
  rate_ppm: 120_000,
  fee_ppm: 10_000,
  outstanding_max: 600_00n,
  loans_max: 2,
};

const product = (terms: NewLoanProduct['terms'] = basicTerms, tier = 'basic', asset = 'GBP') => ({
  tier,
  asset,
  terms,
});

async function openLoans() {
  const world = await openWorld();
  const { core, key } = world;
  granted(await core.loan.setProduct(operator, product(), key()));
  let serial = 0;
  const borrower = (amount = 0n): Promise<Identity> => world.person(discord(`borrower${++serial}`), amount);
  const origin = (who: Identity, event = key()) => ({ key: event, conversation: directWith(who) });
  const offer = (who: Identity, amount = 120_00n, months = 6, event = key()) =>
    core.loan.offer(who, { amount, asset: 'GBP', months, origin: origin(who, event) });
  const button = (notice: { actions: { action: string; intent: string }[] }, action: string): string =>
    notice.actions.find((one) => one.action === action)!.intent;
  const press = (who: Identity, intent: string, event = key()) =>
    core.intents.press(intent, who, origin(who, event));
  /** What a press leaves in its message's place. */
  const pressed = async <K extends Notice['kind']>(who: Identity, intent: string, event = key()) =>
    granted(await press(who, intent, event)).in_place as NoticeOf<K>;
  const accepted = async (who: Identity, amount = 120_00n, months = 6) => {
    const made = granted(await offer(who, amount, months));
    return pressed<'loan'>(who, button(made, 'loan_accept'));
  };
  const repay = async (who: Identity, amount: bigint | 'due' | 'all', reference: string | null = null) => {
    const quote = granted(
      await core.loan.quoteRepayment(who, { amount, asset: null, reference, key: key() }),
    );
    return { quote, done: await pressed<'loan_repayment'>(who, button(quote, 'loan_repay')) };
  };
  const stands = async (who: Identity, reference: string) =>
    granted(await core.loan.show(who, reference)) as NoticeOf<'loan'>;
  const due = async (): Promise<void> => {
    await core.schedules.run('collect_loans');
  };
  return { ...world, world, borrower, offer, button, press, pressed, accepted, repay, stands, due, origin };
}

const loans = await openLoans();
const { core, key, pass, balance, proven, borrower, offer, button, press, pressed, accepted, due } = loans;

const ofNotices = async (world: World, kind: Notice['kind'], reference: string) =>
  (await world.notices(kind)).filter(({ notice }) => JSON.stringify(notice).includes(reference));

describe('an offer', () => {
  test('says what it costs to the penny, stands for a day, and moves nothing', async () => {
    const me = await borrower();
    const made = granted(await offer(me));
    expect(made).toMatchObject({ state: 'offered', months: 6, rate_ppm: 120_000 });
    expect(made.reference).toMatch(/^lon_/);
    expect(shown(made.paid_out)).toBe('118.80 GBP');
    expect(made.payments.map(({ on, amount }) => `${on} ${shown(amount)}`)).toEqual([
      '2026-04-01 20.71 GBP',
      '2026-05-01 20.71 GBP',
      '2026-06-01 20.71 GBP',
      '2026-07-01 20.71 GBP',
      '2026-08-01 20.71 GBP',
      '2026-09-01 20.68 GBP',
    ]);
    expect([shown(made.payable), shown(made.cost)]).toEqual(['124.23 GBP', '5.43 GBP']);
    // 12.68% of interest alone; the fee is kept back for half a year.
    expect(made.apr_ppm).toBe(166_590);
    expect(await balance(me)).toBe('0.00 GBP');
    expect(made.until).toBe(new Date(loans.clock.now().getTime() + day_ms).toISOString());
    await proven();
  });

  test('is the same for the same event, and refused for what the terms do not allow', async () => {
    const me = await borrower();
    const event = key();
    const first = granted(await offer(me, 120_00n, 6, event));
    expect(granted(await offer(me, 120_00n, 6, event)).reference).toBe(first.reference);
    expect(refusalOf(await offer(me, 121_00n, 6, event))).toBe('idempotency_key_reused');
    const refusals = [
      [49_99n, 6],
      [500_01n, 6],
      [0n, 6],
      [-120_00n, 6],
      [10n ** 30n, 6],
      [120_00n, 0],
      [120_00n, 25],
      [120_00n, 1.5],
    ] as const;
    const codes = [];
    for (const [amount, months] of refusals) codes.push(refusalOf(await offer(me, amount, months)));
    expect(codes).toEqual([
      'loan_amount_outside',
      'loan_amount_outside',
      'amount_not_positive',
      'amount_not_positive',
      'amount_too_large',
      'loan_months_outside',
      'loan_months_outside',
      'loan_months_outside',
    ]);
    const request = { amount: 120_00n, asset: 'EUR', months: 6, origin: loans.origin(me) };
    expect(refusalOf(await core.loan.offer(me, request))).toBe('loan_none_offered');
    granted(await core.bank.freeze(null, by(me), true));
    expect(refusalOf(await offer(me))).toBe('account_frozen');
  });

  test('is by the tier of whoever asks', async () => {
    const me = await borrower();
    granted(
      await core.loan.setProduct(
        operator,
        product(
          { ...basicTerms, amount_max: 900_00n, outstanding_max: 900_00n, rate_ppm: 60_000, fee_ppm: 0 },
          'trusted',
        ),
        key(),
      ),
    );
    expect(refusalOf(await offer(me, 800_00n))).toBe('loan_amount_outside');
    granted(await core.interest.setTier(operator, by(me), 'trusted', key()));
    expect(granted(await offer(me, 800_00n))).toMatchObject({ rate_ppm: 60_000, fee: { minor: '0' } });
    granted(await core.loan.setProduct(operator, product(null, 'trusted'), key()));
    expect(refusalOf(await offer(me, 120_00n))).toBe('loan_none_offered');
  });

  test('that is over, or was declined, is accepted no more', async () => {
    const me = await borrower();
    const [one, other] = [granted(await offer(me)), granted(await offer(me))];
    const declined = await pressed<'loan'>(me, button(one, 'loan_decline'));
    expect([declined.state, declined.actions]).toEqual(['declined', []]);
    expect((await pressed<'loan'>(me, button(one, 'loan_accept'))).state).toBe('declined');
    pass(day_ms);
    expect((await pressed<'loan'>(me, button(other, 'loan_accept'))).state).toBe('expired');
    expect(await balance(me)).toBe('0.00 GBP');
    await proven();
  });

  test('is nobody else’s to accept', async () => {
    const me = await borrower();
    const made = granted(await offer(me));
    expect(refusalOf(await press(await borrower(), button(made, 'loan_accept')))).toBe('intent_not_yours');
    expect(refusalOf(await core.loan.show(await borrower(), made.reference))).toBe('loan_unknown');
  });
});

describe('accepted', () => {
  test('it is paid out less the fee, once, with its plan', async () => {
    const me = await borrower();
    const made = granted(await offer(me));
    const event = key();
    const intent = button(made, 'loan_accept');
    const done = await pressed<'loan'>(me, intent, event);
    expect([done.state, shown(done.balance!), shown(done.outstanding)]).toEqual([
      'active',
      '118.80 GBP',
      '120.00 GBP',
    ]);
    expect(done.payments).toHaveLength(6);
    // Twice, by the same event and by another.
    expect((await pressed<'loan'>(me, intent, event)).balance).not.toBeNull();
    expect((await pressed<'loan'>(me, intent)).state).toBe('active');
    expect(await balance(me)).toBe('118.80 GBP');
    await proven();
  });

  test('pressed by many at once in two processes it is paid out once', async () => {
    const me = await borrower();
    const intent = button(granted(await offer(me)), 'loan_accept');
    const other = loans.another();
    const all = Array.from({ length: 8 }, (_, at) =>
      (at % 2 === 0 ? core : other).intents.press(intent, me, loans.origin(me)),
    );
    for (const result of await Promise.all(all))
      expect((granted(result).in_place as NoticeOf<'loan'>).state).toBe('active');
    expect(await balance(me)).toBe('118.80 GBP');
    await proven();
  });

  test('of several offers at once no more is lent than the terms allow', async () => {
    const me = await borrower();
    const offers = [];
    for (let count = 0; count < 4; count += 1) offers.push(granted(await offer(me, 250_00n)));
    const answers = await Promise.all(offers.map((made) => press(me, button(made, 'loan_accept'))));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
    expect(answers.filter(({ ok }) => !ok).map(refusalOf)).toEqual(['loan_too_many', 'loan_too_many']);
    expect(refusalOf(await offer(me, 50_00n))).toBe('loan_too_many');
    const one = await borrower();
    await accepted(one, 500_00n);
    expect(await offer(one, 100_01n)).toMatchObject({
      refusal: { code: 'loan_too_much', left: { minor: '10000' } },
    });
    await accepted(one, 100_00n);
    await proven();
  });

  test('whoever is asked for their PIN gives it before anything is lent', async () => {
    const me = await borrower();
    granted(await core.protection.setPin(me, '4711', { pin: null }));
    const made = granted(await offer(me));
    const asked = granted(await press(me, button(made, 'loan_accept')));
    expect(asked.private).toMatchObject({
      kind: 'pin_wanted',
      spending: { borrows: true, total: { minor: '12423' } },
    });
    expect(asked.form).toMatchObject({ form: 'pin', act: 'borrow' });
    expect(await balance(me)).toBe('0.00 GBP');
    const confirm = asked.form!.intent;
    expect(refusalOf(await core.protection.confirm(me, confirm, '0815', loans.origin(me)))).toBe('pin_wrong');
    const done = granted(await core.protection.confirm(me, confirm, '4711', loans.origin(me)));
    expect(done.private).toMatchObject({ kind: 'loan', state: 'active' });
    expect(await balance(me)).toBe('118.80 GBP');
    await proven();
  });

  test('by somebody who was frozen meanwhile nothing is lent', async () => {
    const me = await borrower();
    const made = granted(await offer(me));
    granted(await core.bank.freeze(null, by(me), true));
    expect(refusalOf(await press(me, button(made, 'loan_accept')))).toBe('account_frozen');
    await proven();
  });

  test('it is its borrower’s alone: nobody joins them, and they join nobody', async () => {
    const me = await borrower();
    await accepted(me);
    expect(refusalOf(await core.people.linkCode(me))).toBe('link_with_loan');
    const friend = await loans.world.person(slack('FRIEND'));
    const { code } = granted(await core.people.linkCode(friend));
    expect(refusalOf(await core.people.link(me, code, key()))).toBe('link_with_loan');
  });
});

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
  test('all of it costs interest for the days used, and nothing else', async () => {
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
      fee_returned: { minor: '0' },
    });
    // Of 3.03 that were to come.
    expect(quote.saved).toMatchObject({ minor: '270' });
    expect([done.state, shown(done.balance!)]).toEqual(['done', '97.27 GBP']);
    expect((await stands(me, reference)).state).toBe('repaid');
    world.pass(60 * day_ms);
    await due();
    expect(await world.balance(me)).toBe('97.27 GBP');
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
      amount: { minor: '11934' },
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
    expect(await world.balance(me)).toBe('198.80 GBP');
    const whole = button(await ask('all'), 'loan_repay');
    world.pass(20 * day_ms);
    const renewed = await pressed<'loan_repayment'>(me, whole);
    expect(renewed).toMatchObject({ state: 'renewed', repays: 'all' });
    expect(await world.balance(me)).toBe('198.80 GBP');
    expect((await pressed<'loan_repayment'>(me, button(renewed, 'loan_repay'))).state).toBe('done');
    expect(refusalOf(await press(me, whole))).toBe('loan_ended');
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

describe('operators', () => {
  test('give up what is left of a loan, once; its borrower owes nothing more and is told', async () => {
    const { world, accepted, due, stands, borrower } = await openLoans();
    const me = await borrower();
    const { reference } = await accepted(me);
    world.pass(31 * day_ms);
    await due();
    const event = world.key();
    const giveUp = (key = event, reason: string | null = 'moved away') =>
      world.core.loan.writeOff(operator, { reference, reason }, key);
    const done = granted(await giveUp());
    expect(shown(done.amount)).toBe('100.49 GBP');
    expect(granted(await giveUp()).reference).toBe(done.reference);
    expect(refusalOf(await giveUp(event, 'another reason'))).toBe('idempotency_key_reused');
    expect(refusalOf(await giveUp(world.key()))).toBe('loan_ended');
    expect(await ofNotices(world, 'loan_written_off', reference)).toHaveLength(1);
    world.pass(100 * day_ms);
    await due();
    expect(await world.balance(me)).toBe('98.09 GBP');
    expect(await stands(me, reference)).toMatchObject({ state: 'written_off', outstanding: { minor: '0' } });
    const desk = granted(await world.core.loan.desk(operator));
    expect(desk.lent).toMatchObject([
      {
        loans: 0,
        outstanding: { minor: '0' },
        income: { minor: '120' },
        fees: { minor: '120' },
        lost: { minor: '10049' },
      },
    ]);
    await world.proven();
  });

  test('alone set terms, by what makes sense, each event once', async () => {
    const me = await borrower();
    expect(refusalOf(await core.loan.setProduct(me, product(), key()))).toBe('not_operator');
    expect(refusalOf(await core.loan.desk(me))).toBe('not_operator');
    expect(
      refusalOf(await core.loan.writeOff(me, { reference: 'lon_0000000000', reason: null }, key())),
    ).toBe('not_operator');
    expect(
      refusalOf(await core.loan.writeOff(operator, { reference: 'lon_0000000000', reason: null }, key())),
    ).toBe('loan_unknown');
    const event = key();
    const terms = product({ ...basicTerms, rate_ppm: 99_000 }, 'gold');
    for (let times = 0; times < 2; times += 1) granted(await core.loan.setProduct(operator, terms, event));
    expect(refusalOf(await core.loan.setProduct(operator, product(basicTerms, 'gold'), event))).toBe(
      'idempotency_key_reused',
    );
    for (const wrong of [
      { amount_min: 0n },
      { amount_max: 1n },
      { months_min: 0 },
      { months_max: 121 },
      { rate_ppm: -1 },
      { rate_ppm: 1_000_001 },
      { fee_ppm: 500_001 },
      { outstanding_max: 1n },
      { loans_max: 0 },
    ])
      expect(
        refusalOf(await core.loan.setProduct(operator, product({ ...basicTerms, ...wrong }, 'gold'), key())),
      ).toBe('loan_terms_unclear');
    expect(refusalOf(await core.loan.setProduct(operator, product(basicTerms, 'Gold!'), key()))).toBe(
      'tier_unclear',
    );
  });
});

test.each([
  [
    'loans_owe_what_is_booked',
    'account',
    "set credits_posted = credits_posted + 1 where purpose = 'loan'",
    /lon_\w+: \d+ is outstanding by its plan, and its account has -\d+/,
  ],
  [
    'loans_were_paid_out',
    'loan',
    'set amount = amount + 1 where accepted_at is not null',
    /lon_\w+: the (loan|wallet) has -?\d+ of its payout/,
  ],
  [
    'loan_plans_add_up',
    'loan_instalment',
    "set principal = principal + 1 where state = 'open'",
    /lon_\w+: 12000 was lent, and its plan repays \d+/,
  ],
  [
    'loans_end_with_their_plans',
    'loan',
    "set state = 'repaid', ended_at = now() where state = 'active'",
    /lon_\w+ is repaid, and \d of its instalments are open/,
  ],
  [
    'loan_repayments_are_of_instalments',
    'loan_repayment',
    'set interest = interest + 1',
    /repayment \d+ of lon_\w+ is \d+ and \d+ interest, and paid/,
  ],
  [
    'loan_repayments_moved_money',
    'loan_repayment',
    'set principal = principal + 1',
    /repayment \d+ of lon_\w+: the (loan|wallet) has/,
  ],
  [
    'loan_transfers_are_of_loans',
    'loan_repayment',
    'set transfer = transfer + 100000',
    /transfer \d+ \(.+\) is a repay of no loan/,
  ],
  ['interest_is_booked', 'loan_repayment', 'set interest = interest + 1', /interest_income GBP/],
  [
    'loan_fees_and_losses_are_booked',
    'loan',
    'set fee = fee + 1 where accepted_at is not null',
    /loan_fees GBP/,
  ],
])('the audit sees by %s when loans were tampered with', async (check, table, change, row) => {
  const me = await borrower(50_00n);
  await accepted(me);
  pass(31 * day_ms);
  await due();
  const found = await tampered(loans.owner, ['loan', 'interest'], table, change);
  expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${check}: .*${row.source}`)));
  await proven();
});
