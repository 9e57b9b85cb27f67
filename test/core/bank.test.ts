import { describe, expect, test } from 'vitest';
import { ASSETS, createCore } from '../../core/index.ts';
import { by, discord, granted, handle, openWorld, operator, refusalOf, shown, slack } from './world.ts';

const world = await openWorld();
const { core } = world;

let crowd = 0;
const someone = (amount = 0n) => world.person(discord(`u${++crowd}`), amount);

test('the currencies in code are those of the database, to the exponent', async () => {
  const rows = await world.sql<
    { code: string; exponent: number }[]
  >`select code, exponent from asset order by code`;
  const known = [...ASSETS].sort((a, b) => (a.code < b.code ? -1 : 1));
  expect(rows.map(({ code, exponent }) => ({ code, exponent }))).toEqual(known);
});

describe('funding', () => {
  test('puts the cash desk’s money into a wallet, tells the person, and leaves a trail', async () => {
    const alice = await world.person(slack('UFUND'), 0n, { handle: 'funded' });
    const key = world.key();
    const funded = granted(await core.bank.fund(operator, handle('funded', 'slack'), 100_00n, 'gbp', key));
    expect([shown(funded.amount), shown(funded.balance)]).toEqual(['100.00 GBP', '100.00 GBP']);
    expect((await world.notices('bank_funded')).at(-1)).toMatchObject({
      lane: 'direct:slack:T1:UFUND',
      notice: { reference: funded.reference },
    });
    const { lines } = await core.account.history(alice, 5);
    expect(lines).toMatchObject([{ code: 'fund', reference: funded.reference, counterparty: null }]);
    const [row] = await world.sql`select * from operator_action where reference = ${funded.reference}`;
    expect(row).toMatchObject({ action: 'fund', operator: 'discord::operator', amount: '10000' });
    await world.proven();
  });

  test('happens once per event, also when it comes to two processes at once', async () => {
    const alice = await someone();
    const key = world.key();
    const all = await Promise.all(
      [core, world.another(), core].map((one) => one.bank.fund(operator, by(alice), 5_00n, 'GBP', key)),
    );
    expect(new Set(all.map((one) => granted(one).reference)).size).toBe(1);
    expect(await world.balance(alice)).toBe('5.00 GBP');
    expect(refusalOf(await core.bank.fund(operator, by(alice), 6_00n, 'GBP', key))).toBe(
      'idempotency_key_reused',
    );
    expect(refusalOf(await core.bank.fund(operator, by(await someone()), 5_00n, 'GBP', key))).toBe(
      'idempotency_key_reused',
    );
  });

  test('is told to the person in their own chat, but not to an operator who funds themselves', async () => {
    const told = async () => (await world.notices('bank_funded')).length;
    await world.seen(operator);
    const before = await told();
    granted(await core.bank.fund(operator, by(operator), 5_00n, 'GBP', world.key()));
    expect(await told()).toBe(before);
    granted(await core.bank.fund(null, by(operator), 5_00n, 'GBP', world.key()));
    expect(await told()).toBe(before + 1);
  });

  test('row 13: is refused to who is no operator, for no amount, and for a frozen person', async () => {
    const alice = await someone();
    expect(refusalOf(await core.bank.fund(alice, by(alice), 5_00n, 'GBP', world.key()))).toBe('not_operator');
    expect(refusalOf(await core.bank.freeze(alice, by(operator), true))).toBe('not_operator');
    expect(refusalOf(await core.bank.fund(null, by(alice), 0n, 'GBP', world.key()))).toBe(
      'amount_not_positive',
    );
    expect(refusalOf(await core.bank.fund(null, by(alice), -1n, 'GBP', world.key()))).toBe(
      'amount_not_positive',
    );
    expect(refusalOf(await core.bank.fund(null, by(alice), 1n, 'ABC', world.key()))).toBe('currency_unknown');
    granted(await core.bank.freeze(null, by(alice), true));
    expect(refusalOf(await core.bank.fund(null, by(alice), 1n, 'GBP', world.key()))).toBe('payee_frozen');
    expect(await world.balance(alice)).toBe('0.00 GBP');
  });

  test('row 13: rests on the configured identity alone: a chat that an operator linked is not one', async () => {
    const elsewhere = slack('UOPERATOR');
    await world.seen(elsewhere);
    await world.seen(operator);
    const { code } = granted(await core.people.linkCode(operator));
    granted(await core.people.link(elsewhere, code, world.key()));
    expect([await core.bank.isOperator(operator), await core.bank.isOperator(elsewhere)]).toEqual([
      true,
      false,
    ]);
    expect(await world.seen(elsewhere)).toMatchObject({ operator: false });
  });
});

test('row 13: an operator who is one no more is refused, also for what they have done before', async () => {
  const alice = await someone();
  const key = world.key();
  granted(await core.bank.fund(operator, by(alice), 5_00n, 'GBP', key));
  const after = createCore({ sql: world.sql, clock: world.clock, asset: 'GBP', operators: [] });
  expect(refusalOf(await after.bank.fund(operator, by(alice), 5_00n, 'GBP', key))).toBe('not_operator');
  expect(refusalOf(await after.bank.freeze(operator, by(alice), true))).toBe('not_operator');
  expect(await after.account.balance(alice)).toMatchObject({ frozen: false });
  expect(await world.balance(alice)).toBe('5.00 GBP');
  await world.proven();
});

describe('freezing', () => {
  test('stops every wallet of the person, also one that is opened later, and is undone by unfreezing', async () => {
    const [alice, bob] = [await someone(10_00n), await someone(10_00n)];
    expect(granted(await core.bank.freeze(operator, by(alice), true))).toMatchObject({ frozen: true });
    granted(await core.bank.freeze(operator, by(alice), true));
    expect(await core.account.balance(alice)).toMatchObject({ frozen: true });
    expect(await world.seen(alice)).toMatchObject({ frozen: true });
    await world.fund(bob, 5_00n, 'EUR');
    expect(refusalOf(await world.authorize(bob, alice, 1n, { asset: 'EUR' }))).toBe('payee_frozen');
    expect(refusalOf(await core.people.linkCode(alice))).toBe('account_frozen');
    granted(await core.bank.freeze(operator, by(alice), false));
    expect(refusalOf(await world.authorize(bob, alice, 1n, { asset: 'EUR' }))).toBe('ok');
    const rows = await world.sql`
      select a.action from operator_action a join identity i on i.person = a.person
      where i.user_id = ${alice.user} and a.action <> 'fund' order by a.id`;
    expect(rows.map(({ action }) => action)).toEqual(['freeze', 'unfreeze']);
  });

  test('of an operator is undone by another one, or at the machine, and leaves them the office', async () => {
    await world.person(operator, 10_00n);
    granted(await core.bank.freeze(null, by(operator), true));
    expect(refusalOf(await core.bank.freeze(operator, by(operator), false))).toBe('unfreeze_self');
    expect(await core.account.balance(operator)).toMatchObject({ frozen: true });
    expect(refusalOf(await core.bank.fund(operator, by(await someone(0n)), 1n, 'GBP', world.key()))).toBe(
      'ok',
    );
    granted(await core.bank.freeze(null, by(operator), false));
    granted(await core.bank.freeze(operator, by(operator), false));
    expect(await core.account.balance(operator)).toMatchObject({ frozen: false });
  });

  test('that races a payment finds it either done or refused, never half', async () => {
    const other = world.another();
    for (let round = 0; round < 15; round++) {
      const [alice, bob] = [await someone(10_00n), await someone()];
      const first = granted(await world.authorize(alice, bob, 1_00n));
      const [id] = await world.authorized();
      await Promise.all([
        other.bank.freeze(null, by(round % 2 ? alice : bob), true),
        core.pay.settle(id!),
        core.pay.authorize(world.request(alice, bob, 2_00n)),
      ]);
      await world.settleAll();
      const [state] = await world.states(first.reference);
      expect(['settled', 'voided']).toContain(state);
      expect(await world.balance(bob)).toBe(state === 'settled' ? '1.00 GBP' : '0.00 GBP');
    }
    await world.proven();
  });
});

describe('an account', () => {
  test('shows the main currency even when it is empty, and what is held', async () => {
    const alice = await someone();
    expect((await core.account.balance(alice)).balances).toMatchObject([{ balance: { minor: '0' } }]);
    await world.fund(alice, 10_00n);
    granted(await world.authorize(alice, await someone(), 4_00n));
    expect((await core.account.balance(alice)).balances).toMatchObject([
      { balance: { minor: '1000' }, held: { minor: '400' }, available: { minor: '600' } },
    ]);
    await world.settleAll();
  });

  test('of nobody is empty, and looking at it makes nobody', async () => {
    const nobody = discord('looked-at');
    expect((await core.account.balance(nobody)).balances).toMatchObject([{ balance: { minor: '0' } }]);
    expect((await core.account.history(nobody, 5)).lines).toEqual([]);
    expect(await core.people.find(nobody)).toBeNull();
  });

  test('tells its history newest first: who, what for, and the balance after', async () => {
    const [alice, bob, unseen] = [await someone(10_00n), await someone(10_00n), discord('history')];
    await world.pay(alice, by(bob, 'Bob'), 1_00n, { memo: 'lunch' });
    await world.pay(bob, alice, 2_00n);
    const { reference } = await world.pay(alice, by(unseen, 'Unseen'), 3_00n);
    world.pass(14 * 86_400_000);
    await core.pay.expireDue(10);
    const { lines } = await core.account.history(alice, 10);
    expect(
      lines.map(({ code, amount, balance, memo, counterparty }) => [
        code,
        shown(amount),
        shown(balance),
        memo,
        counterparty?.name ?? null,
      ]),
    ).toEqual([
      ['return', '3.00 GBP', '11.00 GBP', null, 'Unseen'],
      ['pay', '-3.00 GBP', '8.00 GBP', null, 'Unseen'],
      ['pay', '2.00 GBP', '11.00 GBP', null, bob.user],
      ['pay', '-1.00 GBP', '9.00 GBP', 'lunch', bob.user],
      ['fund', '10.00 GBP', '10.00 GBP', null, null],
    ]);
    expect(lines[0]!.reference).toBe(reference);
    expect((await core.account.history(alice, 2)).lines).toHaveLength(2);
  });
});
