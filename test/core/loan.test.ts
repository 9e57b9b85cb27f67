/** Loans: offered, accepted, paid out, collected, late, repaid early and given up. */
import { describe, expect, test } from 'vitest';
import type { Identity, NoticeOf } from '../../core/index.ts';
import { basicTerms, day_ms, ofNotices, openLoans, product } from './loan-world.ts';
import { tampered } from './tampered.ts';
import { by, granted, operator, refusalOf, shown, slack } from './world.ts';

const loans = await openLoans();
const { core, key, pass, balance, proven, borrower, offer, button, press, pressed, accepted, due } = loans;

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

describe('in the list', () => {
  const list = async (who: Identity) => granted(await core.loan.show(who, null)) as NoticeOf<'loans'>;
  const opened = async (who: Identity, intent: string) =>
    granted(await press(who, intent)).private as NoticeOf<'loan'>;

  test('each open offer has a button, which shows all that it costs, and there it is accepted or declined', async () => {
    const me = await borrower();
    const [small, large] = [granted(await offer(me, 120_00n)), granted(await offer(me, 200_00n))];
    const listed = await list(me);
    const [first, second] = listed.loans.map(({ intent }) => intent!);
    // The same buttons, however often it is shown.
    expect((await list(me)).loans.map(({ intent }) => intent)).toEqual([first, second]);
    const shownFirst = await opened(me, first!);
    expect({ ...shownFirst, actions: [] }).toEqual({ ...small, actions: [] });
    expect(await pressed<'loan'>(me, button(shownFirst, 'loan_accept'))).toMatchObject({ state: 'active' });
    expect(await pressed<'loan'>(me, button(await opened(me, second!), 'loan_decline'))).toMatchObject({
      ...{ reference: large.reference, state: 'declined' },
    });
    // The list is still there: its buttons show how things stand.
    expect(await opened(me, first!)).toMatchObject({ reference: small.reference, state: 'active' });
    expect((await opened(me, second!)).actions).toEqual([]);
    granted(await offer(me, 50_00n));
    expect((await list(me)).loans.map(({ state, intent }) => [state, intent === null])).toEqual([
      ['active', true],
      ['offered', false],
    ]);
    await proven();
  });

  test('row 13: an offer is nobody else’s to look at, nor after its day', async () => {
    const me = await borrower();
    granted(await offer(me));
    granted(await offer(me, 200_00n));
    const { intent } = (await list(me)).loans[0]!;
    expect(refusalOf(await press(await borrower(), intent!))).toBe('intent_not_yours');
    pass(day_ms);
    expect(refusalOf(await press(me, intent!))).toBe('intent_expired');
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

  test('its borrower becomes nobody else, but others may become them', async () => {
    const { world, accepted, borrower, due, stands } = await openLoans();
    const me = await borrower(10_00n);
    const { reference } = await accepted(me);
    const friend = await world.person(slack('FRIEND'), 5_00n);
    const { code } = granted(await world.core.people.linkCode(friend));
    expect(refusalOf(await world.core.people.link(me, code, world.key()))).toBe('link_with_loan');
    const mine = granted(await world.core.people.linkCode(me));
    granted(await world.core.people.link(friend, mine.code, world.key()));
    world.pass(31 * day_ms);
    await due();
    expect(await world.balance(friend)).toBe('113.09 GBP');
    expect((await stands(friend, reference)).outstanding.minor).toBe('10049');
    await world.proven();
  });

  test('the kernel itself pays no loan out twice', async () => {
    const { world, accepted, borrower } = await openLoans();
    const { reference } = await accepted(await borrower());
    const { id } = (await world.ledger.account(world.sql, {
      owner: reference,
      asset: 'GBP',
      purpose: 'loan',
    }))!;
    const other = (await world.ledger.account(world.sql, {
      owner: 'system',
      asset: 'GBP',
      purpose: 'loan_fees',
    }))!;
    const legs = [
      { account: id, amount: -1n },
      { account: other.id, amount: 1n },
    ];
    const [outcome] = await world.ledger.submit(world.sql, [
      { verb: 'post', legs, key: 'again', code: 'loan' },
    ]);
    expect(outcome).toMatchObject({ ok: false, refusal: 'insufficient_funds' });
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

  test('are told the latest of what is late, and how many there are', async () => {
    const { world, accepted, borrower } = await openLoans();
    const desk = async () => granted(await world.core.loan.desk(operator));
    expect(await desk()).toMatchObject({ arrears: [], late: 0 });
    const references: string[] = [];
    for (let count = 0; count < 8; count += 1) {
      references.push((await accepted(await borrower())).reference);
      // Two on each day.
      if (count % 2 === 1) world.pass(day_ms);
    }
    world.pass(60 * day_ms);
    const { arrears, late } = await desk();
    expect(late).toBe(8);
    expect(arrears.map(({ reference }) => reference)).toEqual(references.slice(0, 6));
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
