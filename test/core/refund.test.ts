import { describe, expect, test } from 'vitest';
import { createCore, type Identity, type Money, type NoticeOf, parseAmount } from '../../core/index.ts';
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
  telegram,
} from './world.ts';

const world = await openWorld();
const { core } = world;

let crowd = 0;
const someone = (amount = 0n) => world.person(discord(`u${++crowd}`), amount);

const GBP = { code: 'GBP', exponent: 2 };
const pence = (amount: bigint, asset = GBP): Money => ({ minor: String(amount), asset });

const refund = (who: Identity, reference: string, amount: bigint | null = null, key = world.key()) =>
  core.refund.refund(who, { reference, amount: amount === null ? null : pence(amount), key });

const order = (who: Identity | null, reference: string, amount: bigint | null = null, payee?: Identity) =>
  core.refund.refundByBank(who, {
    reference,
    payee: payee ? by(payee) : null,
    amount: amount === null ? null : pence(amount),
    key: world.key(),
  });

/** Alice pays Bob £5, and it has settled. */
const paid = async (amount = 5_00n) => {
  const [alice, bob] = [await someone(10_00n), await someone()];
  const { reference } = await world.pay(alice, bob, amount);
  return { alice, bob, reference };
};

const balances = (...people: Identity[]) => Promise.all(people.map(world.balance));

const receipt = async (reference: string) =>
  (await world.card(reference)).more?.[0] as NoticeOf<'receipt'> | undefined;

describe('a refund by the payee', () => {
  test('of a part moves it back, tells both sides, and stands on the card', async () => {
    const { alice, bob, reference } = await paid();
    const sent = granted(await refund(bob, reference, 3_00n));
    expect(await balances(alice, bob)).toEqual(['8.00 GBP', '2.00 GBP']);
    expect([shown(sent.amount), shown(sent.refunded), shown(sent.balance!)]).toEqual([
      '3.00 GBP',
      '3.00 GBP',
      '2.00 GBP',
    ]);
    const [told] = (await world.notices('refund_received')).slice(-1);
    expect(told).toMatchObject({
      lane: `direct:discord::${alice.user}`,
      notice: { reference, amount: { minor: '300' }, paid: { minor: '500' }, balance: { minor: '800' } },
    });
    expect((await receipt(reference))!.refunds).toMatchObject([
      { refunded: { minor: '300' }, paid: { minor: '500' } },
    ]);
    const lines = [await core.account.history(alice, 1), await core.account.history(bob, 1)].map(
      (history) => history.lines[0]!,
    );
    expect(lines.map(({ code, amount, counterparty }) => [code, shown(amount), counterparty?.name])).toEqual([
      ['refund', '3.00 GBP', bob.user],
      ['refund', '-3.00 GBP', alice.user],
    ]);
    expect(lines.map((line) => line.reference)).toEqual([reference, reference]);
    await world.proven();
  });

  test('of all of it is the reversal of the payment, which the ledger lets happen once', async () => {
    const { alice, bob, reference } = await paid();
    granted(await refund(bob, reference));
    expect(await balances(alice, bob)).toEqual(['10.00 GBP', '0.00 GBP']);
    const [transfer] = await world.sql`
      select t.verb, t.reverses = p.transfer as undoes
      from transfer t join refund r on r.transfer = t.id join payment p on p.id = r.payment
      join payment_order o on o.id = p.payment_order where o.reference = ${reference}`;
    expect(transfer).toEqual({ verb: 'reverse', undoes: true });
    await world.proven();
  });

  test('row 24: asked for again and again, also by two processes at once, has the effect of one', async () => {
    const { alice, bob, reference } = await paid();
    const key = world.key();
    const again = await Promise.all(
      [core, world.another(), core].map((one) =>
        one.refund.refund(bob, { reference, amount: pence(2_00n), key }),
      ),
    );
    expect(again.map((one) => shown(granted(one).refunded))).toEqual(Array(3).fill('2.00 GBP'));
    const others = await Promise.all([core, world.another()].map(() => refund(bob, reference, 1_00n)));
    expect(others.map(refusalOf)).toEqual(['refund_done', 'refund_done']);
    expect(refusalOf(await refund(bob, reference, 1_00n, key))).toBe('idempotency_key_reused');
    expect(await balances(alice, bob)).toEqual(['7.00 GBP', '3.00 GBP']);
    expect(
      (await world.notices('refund_received')).filter(({ lane }) => lane.endsWith(alice.user)),
    ).toHaveLength(1);
    await world.proven();
  });

  test('row 24: of two that are ordered at once, one is done', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { alice, bob, reference } = await paid();
      const results = await Promise.all([
        refund(bob, reference, 3_00n),
        world.another().refund.refund(bob, { reference, amount: null, key: world.key() }),
      ]);
      expect(results.map(refusalOf).sort()).toEqual(['ok', 'refund_done']);
      const back = granted(results.find(({ ok }) => ok)!).amount;
      expect(await world.balance(alice)).toBe(shown(pence(5_00n + BigInt(back.minor))));
    }
    await world.proven();
  });

  test('row 8: needs the money to be there, and moves nothing when it is not', async () => {
    const { alice, bob, reference } = await paid();
    const carol = await someone();
    await world.pay(bob, carol, 3_00n);
    const refused = await refund(bob, reference);
    expect(refused).toMatchObject({
      refusal: { code: 'insufficient_funds', needed: { minor: '500' }, available: { minor: '200' } },
    });
    expect(await balances(alice, bob)).toEqual(['5.00 GBP', '2.00 GBP']);
    granted(await refund(bob, reference, 2_00n));
    await world.proven();
  });

  test('row 8: that was refused for want of money stays refused for the same event', async () => {
    const { bob, reference } = await paid();
    await world.pay(bob, await someone(), 5_00n);
    const key = world.key();
    expect(refusalOf(await refund(bob, reference, null, key))).toBe('insufficient_funds');
    await world.fund(bob, 9_00n);
    expect(refusalOf(await refund(bob, reference, null, key))).toBe('insufficient_funds');
    granted(await refund(bob, reference));
  });

  test('rows 1 and 2: is of more than nothing, and of no more than was paid', async () => {
    const { alice, bob, reference } = await paid();
    await world.fund(bob, 90_00n);
    expect(refusalOf(await refund(bob, reference, 0n))).toBe('amount_not_positive');
    expect(refusalOf(await refund(bob, reference, -1n))).toBe('amount_not_positive');
    expect(refusalOf(await refund(bob, reference, 5_01n))).toBe('refund_too_much');
    const euros = { reference, amount: pence(1_00n, { code: 'EUR', exponent: 2 }), key: world.key() };
    expect(refusalOf(await core.refund.refund(bob, euros))).toBe('refund_other_currency');
    expect(await world.balance(alice)).toBe('5.00 GBP');
  });

  test('row 13: is for whoever was paid, and for nobody else', async () => {
    const { alice, bob, reference } = await paid();
    const mallory = await someone(10_00n);
    expect(refusalOf(await refund(alice, reference))).toBe('refund_not_yours');
    expect(refusalOf(await refund(mallory, reference))).toBe('payment_unknown');
    expect(refusalOf(await refund(bob, 'pay_NEVER'))).toBe('payment_unknown');
    expect(await balances(alice, bob)).toEqual(['5.00 GBP', '5.00 GBP']);
  });

  test('is neither to nor from somebody who is frozen, nor to oneself', async () => {
    const { alice, bob, reference } = await paid();
    granted(await core.bank.freeze(null, by(bob), true));
    expect(refusalOf(await refund(bob, reference))).toBe('account_frozen');
    granted(await core.bank.freeze(null, by(bob), false));
    granted(await core.bank.freeze(null, by(alice), true));
    expect(refusalOf(await refund(bob, reference))).toBe('payee_frozen');
    granted(await core.bank.freeze(null, by(alice), false));
    const { code } = granted(await core.people.linkCode(alice));
    granted(await core.people.link(bob, code, world.key()));
    expect(refusalOf(await refund(bob, reference))).toBe('pay_self');
    await world.proven();
  });

  test('of several payees is of each one’s own part', async () => {
    const [alice, bob, carol] = [await someone(20_00n), await someone(), await someone()];
    const { reference } = await world.pay(alice, [bob, carol], 4_00n);
    expect(refusalOf(await refund(bob, reference, 4_01n))).toBe('refund_too_much');
    granted(await refund(bob, reference, 1_00n));
    granted(await refund(carol, reference));
    expect(await balances(alice, bob, carol)).toEqual(['17.00 GBP', '3.00 GBP', '0.00 GBP']);
    expect(
      (await receipt(reference))!.refunds.map(({ payee, refunded }) => [payee.name, shown(refunded)]),
    ).toEqual([
      [bob.user, '1.00 GBP'],
      [carol.user, '4.00 GBP'],
    ]);
    await world.proven();
  });

  test('of claimed money comes from whoever claimed it; what waits to be claimed is the payer’s to take back', async () => {
    const [alice, erin] = [await someone(10_00n), telegram('refund-erin')];
    const { reference } = await world.pay(alice, erin, 4_00n);
    expect(await receipt(reference)).toBeUndefined();
    expect(refusalOf(await refund(erin, reference))).toBe('payment_not_settled');
    await world.seen(erin, {}, directWith(erin));
    granted(await refund(erin, reference));
    expect(await balances(alice, erin)).toEqual(['10.00 GBP', '0.00 GBP']);
    await world.proven();
  });

  test('comes from the account that a payee’s was joined to, and goes to the one of the payer’s', async () => {
    const { alice, bob, reference } = await paid();
    for (const [one, other] of [
      [alice, slack('refund-alice')],
      [bob, slack('refund-bob')],
    ] as const) {
      await world.seen(other);
      const { code } = granted(await core.people.linkCode(other));
      granted(await core.people.link(one, code, world.key()));
    }
    granted(await refund(slack('refund-bob'), reference));
    expect(await balances(slack('refund-alice'), bob)).toEqual(['10.00 GBP', '0.00 GBP']);
    await world.proven();
  });

  test('is found by whoever asks what happened to the payment', async () => {
    const { bob, reference } = await paid();
    granted(await refund(bob, reference, 1_00n));
    const trace = (await core.trace.find({ reference }))!;
    expect(trace.references).toEqual([reference]);
    expect(trace.steps).toContainEqual(
      expect.objectContaining({ step: 'state', capability: 'refund', state: 'refunded', reference }),
    );
    expect(trace.steps).toContainEqual(expect.objectContaining({ step: 'transfer', code: 'refund' }));
  });
});

describe('a refund by the bank’s order', () => {
  test('takes what is left from the payee, also when they are frozen, and is on record', async () => {
    const { alice, bob, reference } = await paid();
    granted(await refund(bob, reference, 1_00n));
    granted(await core.bank.freeze(null, by(bob), true));
    const sent = granted(await order(operator, reference));
    expect([shown(sent.amount), shown(sent.refunded), sent.balance]).toEqual(['4.00 GBP', '5.00 GBP', null]);
    expect(await balances(alice, bob)).toEqual(['10.00 GBP', '0.00 GBP']);
    expect((await world.notices('refund_sent')).at(-1)).toMatchObject({
      lane: `direct:discord::${bob.user}`,
      notice: { by_bank: true, balance: { minor: '0' } },
    });
    const [action] = await world.sql`
      select a.action, a.operator, a.asset, a.amount from operator_action a join refund r on r.transfer = a.transfer
      join payment p on p.id = r.payment join payment_order o on o.id = p.payment_order
      where o.reference = ${reference}`;
    expect(action).toEqual({ action: 'refund', operator: 'discord::operator', asset: 'GBP', amount: '400' });
    expect(refusalOf(await order(operator, reference))).toBe('refund_done');
    await world.proven();
  });

  test('is refused where the payee does not have it', async () => {
    const { bob, reference } = await paid();
    await world.pay(bob, await someone(), 5_00n);
    expect(await order(operator, reference)).toMatchObject({
      refusal: { code: 'refund_uncovered', payee: bob.user, needed: { minor: '500' } },
    });
  });

  test('names whose part it is where there are several', async () => {
    const [alice, bob, carol] = [await someone(20_00n), await someone(), await someone()];
    const { reference } = await world.pay(alice, [bob, carol], 4_00n);
    expect(await order(operator, reference)).toMatchObject({
      refusal: { code: 'payment_which', payees: [bob.user, carol.user] },
    });
    expect(refusalOf(await order(operator, reference, null, alice))).toBe('payment_which');
    granted(await order(null, reference, 1_00n, carol));
    expect(await balances(bob, carol)).toEqual(['4.00 GBP', '3.00 GBP']);
  });

  test('row 13: is refused to who is no operator, also to one who was, and to the one who would get the money', async () => {
    const { alice, bob, reference } = await paid();
    expect(refusalOf(await order(alice, reference))).toBe('not_operator');
    const after = createCore({ sql: world.sql, clock: world.clock, asset: 'GBP', operators: [] });
    const request = { reference, payee: null, amount: null, key: world.key() };
    expect(refusalOf(await after.refund.refundByBank(operator, request))).toBe('not_operator');
    await world.person(operator, 5_00n);
    const own = await world.pay(operator, bob, 1_00n);
    expect(refusalOf(await order(operator, own.reference))).toBe('operator_takes_part');
    expect(await balances(alice, bob)).toEqual(['5.00 GBP', '6.00 GBP']);
  });

  test('row 24: that races the payee’s own gives back no more than was paid', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { alice, bob, reference } = await paid();
      await world.fund(bob, 20_00n);
      const other = world.another();
      const whole = { reference, payee: null, amount: null };
      const results = await Promise.all([
        refund(bob, reference, round % 2 === 0 ? null : 2_00n),
        other.refund.refundByBank(operator, { ...whole, key: world.key() }),
        core.refund.refundByBank(null, { ...whole, key: world.key() }),
      ]);
      expect(results.some(({ ok }) => ok)).toBe(true);
      expect(await world.balance(alice)).toBe('10.00 GBP');
    }
    await world.proven();
  });
});

describe('the button of a receipt', () => {
  const keyOf = async (reference: string) => (await receipt(reference))!.actions[0]!.intent;
  const press = (key: string, who: Identity, event = world.key()) =>
    core.intents.press(key, who, { key: event, conversation: directWith(who) });

  test('gives the payee the form, and a button for all of it where there are no forms', async () => {
    const { bob, alice, reference } = await paid();
    const pressed = granted(await press(await keyOf(reference), bob));
    expect(pressed.form).toMatchObject({ form: 'refund', reference, left: { minor: '500' } });
    const form = granted(await core.intents.read(pressed.form!.intent, bob));
    expect(form).toEqual({ kind: 'refund_form', payload: { reference } });
    const offer = pressed.private as NoticeOf<'refund_offer'>;
    const event = world.key();
    const done = granted(await press(offer.actions[0]!.intent, bob, event));
    expect(done.in_place).toMatchObject({ kind: 'refund_sent', amount: { minor: '500' } });
    expect(granted(await press(offer.actions[0]!.intent, bob, event))).toEqual(done);
    expect(refusalOf(await press(offer.actions[0]!.intent, bob))).toBe('refund_done');
    expect(await world.balance(alice)).toBe('10.00 GBP');
  });

  test('row 13: is refused to everybody who has no part in the payment, and so are its offspring', async () => {
    const { alice, bob, reference } = await paid();
    const mallory = await someone(10_00n);
    expect(refusalOf(await press(await keyOf(reference), mallory))).toBe('intent_not_yours');
    const pressed = granted(await press(await keyOf(reference), bob));
    const offer = pressed.private as NoticeOf<'refund_offer'>;
    for (const thief of [alice, mallory]) {
      expect(refusalOf(await press(offer.actions[0]!.intent, thief))).toBe('intent_not_yours');
      expect(refusalOf(await core.intents.read(pressed.form!.intent, thief))).toBe('intent_not_yours');
    }
    expect(await world.balance(alice)).toBe('5.00 GBP');
  });

  test('row 14: of an offer is over after a day', async () => {
    const { bob, reference } = await paid();
    const pressed = granted(await press(await keyOf(reference), bob));
    world.pass(86_400_001);
    expect(
      refusalOf(await press((pressed.private as NoticeOf<'refund_offer'>).actions[0]!.intent, bob)),
    ).toBe('intent_expired');
  });

  test('is on the note of a payee who does not see the card', async () => {
    const [alice, carol] = [await someone(10_00n), await world.person(slack('refund-note'))];
    const { reference } = await world.pay(alice, carol, 1_00n);
    const note = (await world.notices('payment_received')).at(-1)!.notice as NoticeOf<'payment_received'>;
    expect(note.more).toMatchObject([{ kind: 'receipt', actions: [{ intent: await keyOf(reference) }] }]);
  });
});

describe('the books', () => {
  test.each([
    [
      'an amount that did not move',
      'update refund set amount = amount - 1 where id = $1',
      'refunds_moved_their_money',
    ],
    [
      'more than was paid',
      'update refund set amount = amount * 9 where id = $1',
      'refunds_stay_within_payments',
    ],
    ['a refund that is missing', 'delete from refund where id = $1', 'refunds_are_of_payments'],
    [
      'one of another payment',
      `update refund set payment = (select id from payment where state = 'settled' and id not in (select payment from refund) limit 1) where id = $1`,
      'refunds_moved_their_money',
    ],
  ])('are found wrong by %s', async (_, tamper, check) => {
    const { bob, reference } = await paid();
    await paid();
    granted(await refund(bob, reference, 2_00n));
    const [kept] = await world.owner`select * from refund order by id desc limit 1`;
    await world.owner.query(tamper, [kept!.id]);
    const found = await core.audit.verify();
    expect(found.map((violation) => violation.check)).toContain(check);
    await world.owner.query('delete from refund where id = $1', [kept!.id]);
    await world.owner`insert into refund overriding system value select * from jsonb_populate_record(null::refund, ${JSON.stringify(kept, (_, value) => (typeof value === 'bigint' ? String(value) : value))}::text::jsonb)`;
    await world.proven();
  });
});

test('an amount is read in the payment’s currency', async () => {
  const [alice, bob] = [await someone(), await someone()];
  await world.fund(alice, 1_000n, 'JPY');
  const { reference } = await world.pay(alice, bob, 500n, { asset: 'JPY' });
  const main = granted(await core.refund.currencyOf(reference));
  const parsed = parseAmount('300', { assets: core.assets.all, main, locale: 'en-GB' });
  expect(parsed).toMatchObject({ status: 'parsed', money: { minor: '300', asset: { code: 'JPY' } } });
});
