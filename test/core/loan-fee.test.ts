/** The fee of a loan: what of it comes back, when, and to whom. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { interestOf, loanBooksOf, loanOf, walletOf } from '../../core/accounts.ts';
import { verifyFolders } from '../../core/audit/index.ts';
import { loadPeople } from '../../core/identity/index.ts';
import type { Identity, NoticeOf } from '../../core/index.ts';
import { putPayments } from '../../core/loan/accept.ts';
import { findLoans, planOfLoan, standingOf } from '../../core/loan/book.ts';
import { basicTerms, day_ms, openLoans, product } from './loan-world.ts';
import { by, granted, operator, refusalOf, shown, slack } from './world.ts';

type Loans = Awaited<ReturnType<typeof openLoans>>;

/** What the bank has earned by fees and kept. */
const kept = async ({ world }: Loans, asset = 'GBP'): Promise<bigint> =>
  (await world.ledger.account(world.sql, { owner: 'system', asset, purpose: 'loan_fees' }))?.balance ?? 0n;

const quoteOf = async ({ world }: Loans, who: Identity, amount: bigint | 'due' | 'all') =>
  granted(
    await world.core.loan.quoteRepayment(who, { amount, asset: null, reference: null, key: world.key() }),
  );

/** Of a quote, in minor units. */
const sums = ({ amount, fee_returned, net }: NoticeOf<'loan_repayment'>) =>
  [amount, fee_returned, net].map(({ minor }) => Number(minor));

describe('repaid early', () => {
  test('all of it brings back the fee of the days that are left, by a transfer of its own', async () => {
    const loans = await openLoans();
    const { world, accepted, due, repay, stands, borrower } = loans;
    const me = await borrower(100_00n);
    const { reference } = await accepted(me);
    expect(await kept(loans)).toBe(1_20n);
    world.pass(41 * day_ms);
    await due();
    // 11 April: of 184 days 143 are left, and 1.20 × 143 / 184 is 0.9326.
    const { quote, done } = await repay(me, 'all');
    expect(sums(quote)).toEqual([100_82, 94, 99_88]);
    expect(shown(done.balance!)).toBe('98.21 GBP');
    expect(await kept(loans)).toBe(26n);
    const { lines } = await world.core.account.history(me, 2);
    expect(lines.map(({ code, amount, reference: of }) => [code, shown(amount), of])).toEqual([
      ['repay', '-100.82 GBP', reference],
      ['loan_fee', '0.94 GBP', reference],
    ]);
    expect(await stands(me, reference)).toMatchObject({
      state: 'repaid',
      fee_returned: { minor: '94' },
      // 1.20 and 0.33 of interest, and the rest of the fee.
      cost: { minor: '179' },
    });
    const { steps } = (await world.core.trace.find({ reference }))!;
    const repaid = steps.find((one) => one.step === 'state' && one.state === 'repaid_all');
    expect(repaid).toMatchObject({
      facts: [
        { name: 'from', amount: { minor: '10082' } },
        { name: 'fee_back', amount: { minor: '94' } },
        { name: 'days_left', text: '143 of 184' },
      ],
    });
    const moved = steps.flatMap((one) => (one.step === 'transfer' ? [one.code] : []));
    expect(moved.slice(-2).sort()).toEqual(['loan_fee', 'repay']);
    const [lent] = granted(await world.core.loan.desk(operator)).lent;
    expect(shown(lent!.fees)).toBe('0.26 GBP');
    await world.proven();
  });

  test('a part brings back its part, and what is left of it counts on', async () => {
    const loans = await openLoans();
    const { world, accepted, due, repay, stands, borrower } = loans;
    const me = await borrower(100_00n);
    const { reference } = await accepted(me);
    world.pass(46 * day_ms);
    await due();
    // 16 April, 138 days are left, and 100.49 of principal: 1.20 × 138 / 184 × 50.00 / 100.49 is 0.4478.
    expect(sums((await repay(me, 50_00n)).quote)).toEqual([50_00, 45, 49_55]);
    await world.proven();
    world.pass(30 * day_ms);
    await due();
    // 16 May, 108 are left: 40.59 of what the agreed plan has as 80.78 then: 0.3539, and 0.8017 with what was before.
    const { quote } = await repay(me, 'all');
    expect(quote.fee_returned.minor).toBe('36');
    expect(await stands(me, reference)).toMatchObject({ state: 'repaid', fee_returned: { minor: '81' } });
    await world.proven();
  });

  test('within the days to withdraw all of the fee comes back, whatever came back before', async () => {
    const loans = await openLoans();
    const { world, accepted, repay, stands, borrower } = loans;
    const me = await borrower(10_00n);
    const { reference } = await accepted(me);
    world.pass(10 * day_ms);
    await repay(me, 100_00n);
    expect((await stands(me, reference)).fee_returned.minor).toBe('95');
    const { quote } = await repay(me, 'all');
    expect(quote).toMatchObject({ repays: 'withdrawal', fee_returned: { minor: '25' } });
    expect(await kept(loans)).toBe(0n);
    await world.proven();
  });

  test('what comes back may pay for it', async () => {
    const loans = await openLoans();
    const { world, accepted, button, press, borrower } = loans;
    const me = await borrower();
    await accepted(me);
    world.pass(20 * day_ms);
    const quote = await quoteOf(loans, me, 'all');
    const [amount, back, net] = sums(quote);
    expect(amount! - back!).toBe(net);
    await world.fund(me, BigInt(net!) - 118_80n - 1n);
    expect(await press(me, button(quote, 'loan_repay'))).toMatchObject({
      refusal: {
        code: 'insufficient_funds',
        needed: { minor: String(net) },
        available: { minor: String(net! - 1) },
      },
    });
    expect(await kept(loans)).toBe(1_20n);
    await world.fund(me, 1n);
    granted(await press(me, button(quote, 'loan_repay')));
    expect(await world.balance(me)).toBe('0.00 GBP');
    await world.proven();
  });

  test('in pennies brings back no more than at once: nobody gains by the rounding', async () => {
    const loans = await openLoans();
    const { world, accepted, repay, stands, borrower } = loans;
    const [one, other] = [await borrower(100_00n), await borrower(100_00n)];
    const { reference } = await accepted(one);
    const whole = await accepted(other);
    world.pass(20 * day_ms);
    for (let times = 0; times < 12; times += 1) await repay(one, 1n);
    await repay(other, 12n);
    // 1.20 × 164 / 184 × 0.12 / 120.00 is a tenth of a penny.
    expect((await stands(one, reference)).fee_returned.minor).toBe('1');
    expect((await stands(other, whole.reference)).fee_returned.minor).toBe('1');
    await world.proven();
  });

  test('with some of it late, what was still to come counts alone; after its last day nothing is left', async () => {
    const loans = await openLoans();
    const { world, accepted, due, repay, stands, borrower } = loans;
    const [me, other, third] = [await borrower(), await borrower(), await borrower()];
    for (const one of [me, other]) {
      await accepted(one);
      await world.pay(one, third, 118_80n);
    }
    world.pass(65 * day_ms);
    await due();
    // 5 May, two are late: 119 days of 184 are left.
    expect((await quoteOf(loans, me, 'due')).fee_returned.minor).toBe('0');
    await world.fund(other, 200_00n);
    expect((await repay(other, 'all')).quote.fee_returned.minor).toBe('78');
    await world.fund(me, 200_00n);
    await repay(me, 'due');
    const part = await repay(me, 20_00n);
    // 1.20 × 119 / 184 × 20.00 / 80.78 is 0.1921.
    expect(part.quote.fee_returned.minor).toBe('20');
    await world.proven();
    await world.pay(me, third, BigInt(part.done.balance!.minor));
    world.pass(119 * day_ms);
    await due();
    await world.fund(me, 200_00n);
    const { quote } = await repay(me, 'all');
    expect(quote.fee_returned.minor).toBe('0');
    expect(await stands(me, quote.reference)).toMatchObject({
      state: 'repaid',
      fee_returned: { minor: '20' },
    });
    await world.proven();
  });

  test('of most of a large fee more may come back than is repaid', async () => {
    const loans = await openLoans();
    const { world, accepted, repay, borrower, key } = loans;
    granted(await world.core.loan.setProduct(operator, product({ ...basicTerms, fee_ppm: 500_000 }), key()));
    const me = await borrower(200_00n);
    await accepted(me, 100_00n, 2);
    world.pass(14 * day_ms);
    // 50.00 × 47 / 61 × 99 / 100 is 38.139; then the rest, for the last pound and 0.45 of interest.
    await repay(me, 99_00n);
    const before = await world.balance(me);
    const { quote } = await repay(me, 'all');
    expect(Number(quote.net.minor)).toBeLessThan(0);
    expect([before, await world.balance(me)]).toEqual(['189.14 GBP', '199.55 GBP']);
    expect(await kept(loans)).toBe(0n);
    await world.proven();
  });

  test('in yen, which have no smaller unit, as well', async () => {
    const loans = await openLoans();
    const { world, button, pressed, borrower, origin, key } = loans;
    const terms = { ...basicTerms, amount_min: 1_000n, amount_max: 50_000n, outstanding_max: 50_000n };
    granted(await world.core.loan.setProduct(operator, product(terms, 'basic', 'JPY'), key()));
    const me = await borrower();
    await world.fund(me, 5_000n, 'JPY');
    const request = { amount: 10_000n, asset: 'JPY', months: 6, origin: origin(me) };
    const offered = granted(await world.core.loan.offer(me, request));
    await pressed<'loan'>(me, button(offered, 'loan_accept'));
    world.pass(20 * day_ms);
    for (const amount of [3_333n, 'all'] as const) {
      const quote = granted(
        await world.core.loan.quoteRepayment(me, { amount, asset: 'JPY', reference: null, key: key() }),
      );
      await pressed<'loan_repayment'>(me, button(quote, 'loan_repay'));
    }
    // 100 × 164 / 184.
    expect(await kept(loans, 'JPY')).toBe(100n - 90n);
    await world.proven();
  });

  test('goes to whoever its borrower has become part of the same person as', async () => {
    const loans = await openLoans();
    const { world, accepted, repay, borrower } = loans;
    const me = await borrower(10_00n);
    await accepted(me);
    world.pass(20 * day_ms);
    const friend = await world.person(slack('FRIEND'), 5_00n);
    const { code } = granted(await world.core.people.linkCode(me));
    granted(await world.core.people.link(friend, code, world.key()));
    // 0.77 of interest, and 1.07 of the fee.
    const { quote } = await repay(friend, 'all');
    expect(sums(quote)).toEqual([120_77, 1_07, 119_70]);
    expect(await world.balance(me)).toBe('14.10 GBP');
    await world.proven();
  });
});

describe('comes back once', () => {
  test('whoever presses which of two quotes how often, in two processes', async () => {
    const loans = await openLoans();
    const { world, accepted, button, borrower, origin } = loans;
    const me = await borrower(200_00n);
    await accepted(me);
    world.pass(20 * day_ms);
    const [all, again] = [await quoteOf(loans, me, 'all'), await quoteOf(loans, me, 'all')];
    const other = world.another();
    await Promise.all(
      [all, again, all, again].map((quote, index) =>
        (index < 2 ? world.core : other).intents.press(button(quote, 'loan_repay'), me, origin(me)),
      ),
    );
    expect(await world.balance(me)).toBe('199.10 GBP');
    expect(await kept(loans)).toBe(13n);
    await world.proven();
  });

  test('also where the bank collects, and gives the loan up, at the same instant', async () => {
    const loans = await openLoans();
    const { world, accepted, button, press, borrower, due } = loans;
    const states = new Set<string>();
    for (let round = 0; round < 6; round += 1) {
      const me = await borrower(200_00n);
      const { reference } = await accepted(me);
      world.pass(31 * day_ms);
      const quote = await quoteOf(loans, me, 'all');
      const giveUp = () => world.core.loan.writeOff(operator, { reference, reason: null }, world.key());
      const acts = [
        () => press(me, button(quote, 'loan_repay')),
        due,
        () => world.another().schedules.run('collect_loans'),
        giveUp,
      ];
      await Promise.all([...acts.slice(round % 4), ...acts.slice(0, round % 4)].map((act) => act()));
      const [row] = await world.owner<{ state: string; returned: string }[]>`
        select state, (select coalesce(sum(fee_returned), 0) from loan_repayment where loan = l.id)::text as returned
        from loan l where reference = ${reference}`;
      states.add(row!.state);
      expect(row!.returned === '0').toBe(row!.state === 'written_off');
    }
    expect([...states].every((state) => ['repaid', 'written_off'].includes(state))).toBe(true);
    await world.proven();
  });

  test('and not at all by an event that has repaid by another quote, or for the frozen', async () => {
    const loans = await openLoans();
    const { world, accepted, button, press, borrower } = loans;
    const me = await borrower(100_00n);
    await accepted(me);
    world.pass(20 * day_ms);
    const event = world.key();
    // Too little for a penny of the fee to come back a second time: the same repayment, and another fee.
    granted(await press(me, button(await quoteOf(loans, me, 1n), 'loan_repay'), event));
    const had = await kept(loans);
    world.pass(day_ms);
    for (const amount of [1n, 30_00n, 'all'] as const)
      expect(refusalOf(await press(me, button(await quoteOf(loans, me, amount), 'loan_repay'), event))).toBe(
        'idempotency_key_reused',
      );
    const quote = await quoteOf(loans, me, 'all');
    granted(await world.core.bank.freeze(null, by(me), true));
    expect(refusalOf(await press(me, button(quote, 'loan_repay')))).toBe('account_frozen');
    expect(await kept(loans)).toBe(had);
    await world.proven();
  });
});

test('whatever is repaid when, of loans of any size, and by two processes at once, keeps to the rule', async () => {
  const loans = await openLoans();
  const { world, borrower, due, button, pressed, origin, key, stands } = loans;
  // In whole yen, and half of it a fee: nowhere does rounding matter more.
  const terms = {
    ...basicTerms,
    amount_min: 20n,
    amount_max: 2_000n,
    outstanding_max: 2_000n,
    fee_ppm: 499_999,
  };
  granted(await world.core.loan.setProduct(operator, product(terms, 'basic', 'JPY'), key()));
  const other = world.another();
  const step = fc.record({
    days: fc.nat(45),
    repays: fc.constantFrom('part' as const, 'part' as const, 'due' as const, 'all' as const),
    percent: fc.integer({ min: 1, max: 100 }),
    twice: fc.boolean(),
  });
  const wanted = fc.record({ amount: fc.bigInt(20n, 2_000n), months: fc.integer({ min: 1, max: 24 }) });
  await fc.assert(
    fc.asyncProperty(wanted, fc.array(step, { minLength: 2, maxLength: 7 }), async (loan, steps) => {
      const me = await borrower();
      await world.fund(me, 9_000n, 'JPY');
      const offered = await world.core.loan.offer(me, { ...loan, asset: 'JPY', origin: origin(me) });
      if (!offered.ok) {
        expect(offered.refusal.code).toBe('loan_too_small');
        return;
      }
      const { reference } = await pressed<'loan'>(me, button(offered.value, 'loan_accept'));
      for (const { days, repays, percent, twice } of steps) {
        world.pass(days * day_ms);
        await due();
        const { state, outstanding } = await stands(me, reference);
        if (state !== 'active') break;
        const part = (BigInt(outstanding.minor) * BigInt(percent) + 99n) / 100n;
        const request = { amount: repays === 'part' ? part : repays, asset: null, reference, key: key() };
        const quotes = [await world.core.loan.quoteRepayment(me, request)];
        if (twice) quotes.push(await world.core.loan.quoteRepayment(me, { ...request, key: key() }));
        await Promise.all(
          quotes.map(async (quote, index) => {
            const by = index === 0 ? world.core : other;
            if (quote.ok) await by.intents.press(button(quote.value, 'loan_repay'), me, origin(me));
          }),
        );
      }
      const { fee, fee_returned, state } = await stands(me, reference);
      expect(BigInt(fee_returned.minor)).toBeLessThanOrEqual(BigInt(fee.minor));
      if (state === 'withdrawn') expect(fee_returned.minor).toBe(fee.minor);
    }),
    { numRuns: 15 },
  );
  await world.proven();
});

describe('in books from before a fee came back for the days that are left', () => {
  /** As it was done then: a fee came back upon withdrawal alone, and was netted. */
  async function asBefore({ world }: Loans, reference: string, kind: 'part' | 'withdrawal', early: bigint) {
    const { context } = world;
    await world.sql.begin(async (sql) => {
      const [loan] = await findLoans(sql, { reference });
      const [day] = world.clock.now().toISOString().split('T');
      const { outstanding, accrued, ahead } = standingOf(loan!, await planOfLoan(sql, loan!.id), day!);
      const isAll = kind === 'withdrawal';
      const [principal, interest, fee] = isAll ? [outstanding, accrued, loan!.fee] : [early, 0n, 0n];
      const person = (await loadPeople(sql, [loan!.person])).get(loan!.person)!;
      const legs = [
        { account: await walletOf(context, sql, person, 'GBP'), amount: fee - principal - interest },
        { account: await loanOf(context, sql, loan!), amount: principal },
        { account: await interestOf(context, sql, 'GBP', 'income'), amount: interest },
        { account: await loanBooksOf(context, sql, 'GBP', 'fees'), amount: -fee },
      ].filter(({ amount }) => amount !== 0n);
      const key = world.key();
      const [posted] = await world.ledger.submit(sql, [{ verb: 'post', legs, key, code: 'repay' }]);
      if (!posted!.ok) throw new Error(posted!.refusal);
      const [repayment] = await sql<{ id: bigint }[]>`
        insert into loan_repayment (loan, kind, principal, interest, fee_returned, transfer, key, quote, paid_on, created_at, fee_rule)
        values (${loan!.id}, ${kind}, ${principal}, ${interest}, ${fee}, ${posted!.id}, ${key}, ${key}, ${day!}, ${world.clock.now()}, 0)
        returning id`;
      await sql`update loan_instalment set state = 'superseded' where loan = ${loan!.id} and state = 'open'`;
      const [first, ...rest] = ahead;
      await putPayments(sql, loan!, { revision: 2, zone: loan!.zone!, repayment: repayment!.id }, [
        { kind: 'early', month: first!.month, due_on: day!, principal, interest },
        ...(isAll ? [] : [{ ...first!, principal: first!.principal - principal }, ...rest]),
      ]);
      if (isAll)
        await sql`update loan set state = 'withdrawn', ended_key = ${key}, ended_at = ${world.clock.now()} where id = ${loan!.id}`;
    });
  }

  test('all stays as it was booked, and is right; what an early part would have brought back comes with the next', async () => {
    const loans = await openLoans();
    const { world, accepted, repay, stands, borrower } = loans;
    const [me, other] = [await borrower(100_00n), await borrower(100_00n)];
    const { reference } = await accepted(me);
    const withdrawn = await accepted(other);
    world.pass(10 * day_ms);
    await asBefore(loans, withdrawn.reference, 'withdrawal', 0n);
    expect(await world.balance(other)).toBe('99.61 GBP');
    await asBefore(loans, reference, 'part', 10_00n);
    await world.proven();
    world.pass(10 * day_ms);
    // 1.20 × 174 / 184 × 10 / 120 of the tenth day, and 1.20 × 164 / 184 × 110 / 120 of the twentieth: 1.075.
    const { quote } = await repay(me, 'all');
    expect(quote.fee_returned.minor).toBe('108');
    expect((await stands(me, reference)).cost.minor).toBe(String(120 - 108 + Number(quote.interest.minor)));
    await world.proven();
  });
});

/** Where a part of a loan was repaid early. */
const audited = await openLoans();
const early = await audited.borrower(100_00n);
await audited.accepted(early);
audited.world.pass(46 * day_ms);
await audited.due();
await audited.repay(early, 50_00n);
await audited.world.proven();

describe('the audit sees', () => {
  test.each([
    ['loan_repayment', 'fee_returned = fee_returned + 1 where fee_returned > 0', 'loan_fees_fit_their_rule'],
    [
      'loan_repayment',
      'fee_returned = fee_returned - 1 where fee_returned > 0',
      'loan_repayments_moved_money',
    ],
    ['loan_repayment', 'fee_transfer = transfer where fee_returned > 0', 'loan_repayments_moved_money'],
    ['loan_repayment', 'fee_transfer = -1 where fee_returned > 0', 'loan_transfers_are_of_loans'],
    [
      'loan_repayment',
      "kind = 'withdrawal', fee_rule = 0, fee_transfer = null where fee_returned > 0",
      'loan_repayments_moved_money',
    ],
    ['loan', 'fee = fee * 2', 'loan_fees_fit_their_rule'],
    ['loan', 'started_on = started_on - 30', 'loan_fees_fit_their_rule'],
  ])('%s set %s', async (table, change, check) => {
    const { world } = audited;
    const found = await world.owner
      .begin(async (tampering) => {
        await tampering.script(`alter table ${table} disable trigger all; update ${table} set ${change}`);
        const folder = new URL('../../core/loan/verify/', import.meta.url);
        throw Object.assign(new Error('undo'), { violations: await verifyFolders(tampering, [folder]) });
      })
      .catch((error: { violations?: { check: string }[] }) => {
        if (!error.violations) throw error;
        return error.violations;
      });
    expect(found.map((one) => one.check)).toContain(check);
  });
});
