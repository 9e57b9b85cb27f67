import { describe, expect, test } from 'vitest';
import type { Payable } from '../../core/capability.ts';
import { createChanging } from '../../core/exchange/index.ts';
import { createPay } from '../../core/pay/index.ts';
import { divide } from '../../core/policy/amounts.ts';
import {
  by,
  directWith,
  discord,
  granted,
  handle,
  openWorld,
  refusalOf,
  shown,
  slack,
  telegram,
} from './world.ts';

const world = await openWorld();
const { core } = world;

/** People of one test alone. */
let crowd = 0;
const someone = (amount = 0n) => world.person(discord(`u${++crowd}`), amount);

describe('a payment', () => {
  test('is held at once and moves when it settles', async () => {
    const [alice, bob] = [await someone(100_00n), await someone()];
    const { reference } = granted(await world.authorize(alice, bob, 5_00n, { memo: ' for\u202e\0 lunch\n' }));
    expect([await world.balance(alice), await world.available(alice)]).toEqual(['100.00 GBP', '95.00 GBP']);
    expect(await world.balance(bob)).toBe('0.00 GBP');
    const pending = await world.card(reference);
    expect(pending).toMatchObject({ state: 'authorized', memo: 'for  lunch', actions: [] });

    await world.settleAll();
    expect([await world.balance(alice), await world.balance(bob)]).toEqual(['95.00 GBP', '5.00 GBP']);
    expect(await world.card(reference)).toMatchObject({ state: 'settled', total: { minor: '500' } });
    await world.proven();
  });

  test('tells the payer privately once, and a payee of the same group by the card alone', async () => {
    const [alice, bob, carol] = [await someone(100_00n), await someone(), await someone()];
    const { reference, delivery } = await world.pay(alice, [bob, carol], 5_00n);
    const sent = (await world.notices('payment_sent')).filter(
      ({ notice }) => 'reference' in notice && notice.reference === reference,
    );
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      lane: `direct:discord::${alice.user}`,
      notice: { total: { minor: '1000' }, balance: { minor: '9000' } },
    });
    expect(JSON.stringify(await world.notices('payment_received'))).not.toContain(reference);
    const card = (await world.deliveries()).find(({ id }) => id === delivery)!;
    expect(card).toMatchObject({ audience: 'conversation', subject: { kind: 'payment', id: reference } });
    expect(card.wanted_revision).toBeGreaterThan(1);
  });

  test('tells a payee elsewhere in the chat where they were last active and can be reached', async () => {
    const alice = await someone(100_00n);
    const bob = await world.person(slack('UBOB'), 0n, { handle: 'bob' });
    await world.seen(bob, {}, directWith(bob));
    const { reference } = await world.pay(alice, handle('@Bob', 'slack'), 5_00n, { memo: 'taxi' });
    const [received] = await world.notices('payment_received');
    expect(received).toMatchObject({
      lane: 'direct:slack:T1:UBOB',
      notice: {
        reference,
        amount: { minor: '500' },
        balance: { minor: '500' },
        memo: 'taxi',
        claimed: false,
      },
    });
  });

  test('tells a payee of the same chat, too, when it was ordered in a direct conversation', async () => {
    const [alice, bob] = [await someone(100_00n), await someone()];
    await world.pay(alice, bob, 1_00n, { origin: { key: world.key(), conversation: directWith(alice) } });
    const lanes = (await world.notices('payment_received')).map(({ lane }) => lane);
    expect(lanes).toContain(`direct:discord::${bob.user}`);
  });

  test('by a card of the payer’s own says there what they have now, and tells them nothing beside it', async () => {
    const [alice, bob] = [await someone(100_00n), await someone()];
    const paid = await world.authorize(alice, bob, 5_00n, { card: 'private' });
    const { reference, delivery } = granted(paid);
    const own = async () => {
      const { audience, subject } = (await world.deliveries()).find(({ id }) => id === delivery)!;
      expect([audience, subject]).toEqual(['private', { kind: 'payment_own', id: reference }]);
      return world.context.noticeOf(world.sql, { kind: 'payment_own', id: reference });
    };
    expect(await own()).not.toHaveProperty('balance');
    await world.settleAll();
    expect(await own()).toMatchObject({ kind: 'payment', state: 'settled', balance: { minor: '9500' } });
    expect(await world.card(reference)).not.toHaveProperty('balance');
    expect(JSON.stringify(await world.notices('payment_sent'))).not.toContain(reference);
  });

  test('row 12: does not move by being settled twice, nor at the same moment by four workers', async () => {
    const [alice, bob] = [await someone(100_00n), await someone()];
    granted(await world.authorize(alice, bob, 5_00n));
    const [id] = await world.authorized();
    const workers = [core, world.another(), world.another(), core];
    await Promise.all(workers.map((worker) => worker.pay.settle(id!)));
    await core.pay.settle(id!);
    expect([await world.balance(alice), await world.balance(bob)]).toEqual(['95.00 GBP', '5.00 GBP']);
    const sent = (await world.notices('payment_sent')).filter(
      ({ lane }) => lane === `direct:discord::${alice.user}`,
    );
    expect(sent).toHaveLength(1);
    await world.proven();
  });

  test('with a card for the payer alone tells the payee by a message of their own, in the same group, too', async () => {
    const [alice, bob] = [await someone(100_00n), await someone()];
    const { reference, delivery } = await world.pay(alice, bob, 5_00n, { card: 'private' });
    const card = (await world.deliveries()).find(({ id }) => id === delivery)!;
    expect(card).toMatchObject({ audience: 'private', lane: `direct:discord::${alice.user}` });
    const received = (await world.notices('payment_received')).filter(
      ({ notice }) => 'reference' in notice && notice.reference === reference,
    );
    expect(received.map(({ lane }) => lane)).toEqual([`direct:discord::${bob.user}`]);
  });

  test('to several who are settled at the same moment tells the payer once', async () => {
    const processes = [core, world.another()];
    for (let round = 0; round < 10; round++) {
      const alice = await someone(100_00n);
      granted(await world.authorize(alice, [await someone(), await someone(), await someone()], 5_00n));
      const ids = await world.authorized();
      await Promise.all(ids.map((id, index) => processes[index % 2]!.pay.settle(id)));
      const sent = (await world.notices('payment_sent')).filter(({ lane }) =>
        lane.endsWith(`:${alice.user}`),
      );
      expect(sent).toMatchObject([{ notice: { total: { minor: '1500' }, balance: { minor: '8500' } } }]);
    }
  });

  test('row 12: of an event that comes twice is one payment with one answer', async () => {
    const [alice, bob] = [await someone(100_00n), await someone()];
    const request = world.request(alice, bob, 5_00n);
    const other = world.another();
    const answers = await Promise.all(
      [core, other, core, other].map((process) => process.pay.authorize(request)),
    );
    const [first] = answers.map(granted);
    expect(answers.map(granted)).toEqual(answers.map(() => first));
    await world.settleAll();
    expect(granted(await core.pay.authorize(request))).toEqual(first);
    expect(await world.balance(alice)).toBe('95.00 GBP');
    expect(refusalOf(await core.pay.authorize({ ...request, amount: 6_00n }))).toBe('idempotency_key_reused');
    expect(refusalOf(await core.pay.authorize({ ...request, memo: 'changed' }))).toBe(
      'idempotency_key_reused',
    );
  });

  test('of an event that comes again is answered as before, whatever would be said today', async () => {
    const [alice, bob] = [await someone(5_00n), await someone()];
    const request = world.request(alice, bob, 5_00n);
    const first = granted(await core.pay.authorize(request));
    granted(await core.bank.freeze(null, by(bob), true));
    expect(granted(await core.pay.authorize(request))).toEqual(first);
    granted(await core.bank.freeze(null, by(alice), true));
    expect(granted(await core.pay.authorize(request))).toEqual(first);
    await world.settleAll();
    expect(granted(await core.pay.authorize(request))).toEqual(first);
  });

  test('that was refused stays refused for the same event, even when the money has come since', async () => {
    const [alice, bob] = [await someone(1_00n), await someone()];
    const request = world.request(alice, bob, 5_00n);
    expect(refusalOf(await core.pay.authorize(request))).toBe('insufficient_funds');
    await world.fund(alice, 100_00n);
    expect(refusalOf(await core.pay.authorize(request))).toBe('insufficient_funds');
    expect(refusalOf(await world.authorize(alice, bob, 5_00n))).toBe('ok');
  });

  test('in another currency leaves from the wallet of that currency only', async () => {
    const [alice, bob] = [await someone(100_00n), await someone()];
    expect(refusalOf(await world.authorize(alice, bob, 500n, { asset: 'JPY' }))).toBe('insufficient_funds');
    await world.fund(alice, 800n, 'JPY');
    await world.pay(alice, bob, 500n, { asset: 'jpy' });
    const { balances } = await core.account.balance(alice);
    expect(balances.map(({ balance }) => shown(balance))).toEqual(['100.00 GBP', '300 JPY']);
  });
});

describe('rows 1, 2, 5 and 8: what may not be paid moves nothing', () => {
  const cases: [string, () => Promise<unknown>, string][] = [
    [
      'nothing',
      async () => world.authorize(await someone(10_00n), await someone(), 0n),
      'amount_not_positive',
    ],
    [
      'less than nothing',
      async () => world.authorize(await someone(10_00n), await someone(), -5n),
      'amount_not_positive',
    ],
    [
      'more than there is money in the world',
      async () => world.authorize(await someone(10_00n), await someone(), 10n ** 30n),
      'amount_too_large',
    ],
    ['nobody', async () => world.authorize(await someone(10_00n), [], 1n), 'payee_missing'],
    [
      'a currency that nobody knows',
      async () => world.authorize(await someone(10_00n), await someone(), 1n, { asset: 'ZZZ' }),
      'currency_unknown',
    ],
    [
      'a memo without end',
      async () =>
        world.authorize(await someone(10_00n), await someone(), 1n, { memo: '👨‍👩‍👧‍👦'.repeat(100) }),
      'memo_too_long',
    ],
    [
      '21 people',
      async () =>
        world.authorize(
          await someone(100_00n),
          Array.from({ length: 21 }, (_, index) => discord(`many${index}`)),
          1n,
        ),
      'payees_too_many',
    ],
    [
      'a bot',
      async () =>
        world.authorize(
          await someone(10_00n),
          { by: 'identity', identity: discord('robot'), isBot: true },
          1n,
        ),
      'payee_is_bot',
    ],
    [
      'a name that nobody bears',
      async () => world.authorize(await someone(10_00n), handle('nobody', 'discord'), 1n),
      'payee_unknown',
    ],
    [
      'more than is available',
      async () => world.authorize(await someone(10_00n), await someone(), 10_01n),
      'insufficient_funds',
    ],
    [
      'less than a penny each',
      async () =>
        world.authorize(await someone(10_00n), [await someone(), await someone()], 1n, { mode: 'total' }),
      'total_too_small',
    ],
  ];
  test.each(cases)('%s', async (_name, attempt, code) => {
    expect(refusalOf((await attempt()) as never)).toBe(code);
    await world.settleAll();
    await world.proven();
  });

  test('row 9: oneself: by mention, by handle, and by a linked identity on another chat', async () => {
    const alice = await world.person(discord('self'), 100_00n, { handle: 'selfie' });
    const other = await world.person(slack('USELF'), 0n, { handle: 'selfie-at-work' });
    const { code } = granted(await core.people.linkCode(alice));
    granted(await core.people.link(other, code, world.key()));
    for (const who of [
      by(alice),
      by(other),
      handle('selfie', 'discord'),
      handle('selfie-at-work', 'slack'),
    ]) {
      expect(refusalOf(await world.authorize(alice, who, 1n))).toBe('pay_self');
      expect(refusalOf(await world.authorize(other, [await someone(), who], 1n))).toBe('pay_self');
    }
    expect(await world.available(alice)).toBe('100.00 GBP');
  });

  test('by somebody frozen, or to somebody frozen', async () => {
    const [alice, bob] = [await someone(100_00n), await someone(100_00n)];
    granted(await core.bank.freeze(null, by(alice), true));
    expect(refusalOf(await world.authorize(alice, bob, 1n))).toBe('account_frozen');
    expect(refusalOf(await world.authorize(bob, alice, 1n))).toBe('payee_frozen');
    granted(await core.bank.freeze(null, by(alice), false));
    expect(refusalOf(await world.authorize(alice, bob, 1n))).toBe('ok');
  });
});

describe('several payees', () => {
  test('row 10: who are one person are paid once, and N times the amount is checked as a whole', async () => {
    const alice = await someone(10_00n);
    const bob = await world.person(discord('twice'), 0n, { handle: 'twice' });
    const carol = await someone();
    const { reference } = await world.pay(alice, [bob, handle('twice', 'discord'), carol, bob], 5_00n);
    expect((await world.card(reference)).lines.map(({ amount }) => shown(amount))).toEqual([
      '5.00 GBP',
      '5.00 GBP',
    ]);
    expect(await world.balance(alice)).toBe('0.00 GBP');

    const dave = await someone(14_99n);
    const crowd = [await someone(), await someone(), await someone()];
    const refused = await world.authorize(dave, crowd, 5_00n);
    expect(refused).toMatchObject({
      refusal: { code: 'insufficient_funds', needed: { minor: '1500' }, available: { minor: '1499' } },
    });
    expect(await world.available(dave)).toBe('14.99 GBP');
    await world.proven();
  });

  test('row 25: divide a total to the last penny, the first named getting what is left over', async () => {
    expect(divide(100n, 3)).toEqual([34n, 33n, 33n]);
    const alice = await someone(10_00n);
    const payees = [await someone(), await someone(), await someone()];
    await world.pay(alice, payees, 10_00n, { mode: 'total' });
    expect(await Promise.all(payees.map(world.balance))).toEqual(['3.34 GBP', '3.33 GBP', '3.33 GBP']);
    await world.proven();
  });
});

describe('money that is held', () => {
  test('row 6: of fifty parallel payments of all that somebody has, exactly one succeeds', async () => {
    const alice = await someone(10_00n);
    const payees = await Promise.all(Array.from({ length: 50 }, () => someone()));
    const processes = [core, world.another()];
    const results = await Promise.all(
      payees.map((payee, index) => processes[index % 2]!.pay.authorize(world.request(alice, payee, 10_00n))),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(new Set(results.map(refusalOf))).toEqual(new Set(['ok', 'insufficient_funds']));
    await world.settleAll();
    expect(await world.balance(alice)).toBe('0.00 GBP');
    await world.proven();
  });

  test('row 7: cannot be spent, and comes back when nobody settles it in time', async () => {
    const [alice, bob] = [await someone(10_00n), await someone()];
    const { reference } = granted(await world.authorize(alice, bob, 10_00n));
    expect(refusalOf(await world.authorize(alice, bob, 1n))).toBe('insufficient_funds');
    const [id] = await world.authorized();
    world.pass(25 * 3_600_000);
    const ended = await Promise.all([
      core.pay.expireDue(100),
      world.another().pay.expireDue(100),
      core.pay.settle(id!),
    ]);
    expect(ended[0]).toBeGreaterThanOrEqual(0);
    expect(await world.card(reference)).toMatchObject({ state: 'expired' });
    expect(await world.available(alice)).toBe('10.00 GBP');
    await world.proven();
  });

  test('row 7: settled and expired at the same instant ends once, and is spent by nobody else meanwhile', async () => {
    const outcomes = new Set<string>();
    const other = world.another();
    for (let round = 0; round < 24; round += 1) {
      const [alice, bob, carol] = [await someone(10_00n), await someone(), await someone()];
      const { reference } = granted(await world.authorize(alice, bob, 10_00n));
      expect(refusalOf(await world.authorize(alice, carol, 1n))).toBe('insufficient_funds');
      const [id] = await world.authorized();
      const settling = core.pay.settle(id!);
      // Time runs out earlier or later in the course of the settlement.
      for (let turn = 0; turn < round % 12; turn += 1) await world.sql`select`;
      world.pass(25 * 3_600_000);
      const expiring = other.pay.expireDue(100);
      const spent = other.pay.authorize(world.request(alice, carol, 10_00n));
      await Promise.all([settling, expiring]);
      const [state] = await world.states(reference);
      outcomes.add(state!);
      const second = await spent;
      // Whoever came first after the hold was gone may have it; nobody has it twice.
      if (second.ok) expect(state).toBe('expired');
      else expect(second.refusal.code).toBe('insufficient_funds');
      await world.settleAll();
      const has = await Promise.all([alice, bob, carol].map((person) => world.balance(person)));
      const owner = state === 'settled' ? 1 : second.ok ? 2 : 0;
      expect(has.map((balance) => balance === '10.00 GBP')).toEqual([0, 1, 2].map((at) => at === owner));
      await world.proven();
    }
    expect([...outcomes].filter((state) => state !== 'expired' && state !== 'settled')).toEqual([]);
  });

  test('is released when a side was frozen meanwhile, and the card says why', async () => {
    const [alice, bob] = [await someone(10_00n), await someone()];
    const first = granted(await world.authorize(alice, bob, 1_00n));
    granted(await core.bank.freeze(null, by(bob), true));
    await world.settleAll();
    expect(await world.card(first.reference)).toMatchObject({
      state: 'voided',
      reason: { code: 'payee_frozen', payee: bob.user },
    });
    granted(await core.bank.freeze(null, by(bob), false));

    const second = granted(await world.authorize(alice, bob, 1_00n));
    granted(await core.bank.freeze(null, by(alice), true));
    await world.settleAll();
    expect(await world.card(second.reference)).toMatchObject({
      state: 'voided',
      reason: { code: 'account_frozen' },
    });
    expect([await world.available(alice), await world.balance(bob)]).toEqual(['10.00 GBP', '0.00 GBP']);
    const lanes = (await world.notices('payment_sent')).map(({ lane }) => lane);
    expect(lanes).not.toContain(`direct:discord::${alice.user}`);
    await world.proven();
  });
});

describe('what cannot be read', () => {
  test('row 18: fails closed: without the database nothing is answered and nothing moves', async () => {
    const [alice, bob] = [await someone(10_00n), await someone()];
    const broken = world.another();
    await world.owner`alter table account rename to account_gone`;
    try {
      await expect(broken.pay.authorize(world.request(alice, bob, 1_00n))).rejects.toThrow();
    } finally {
      await world.owner`alter table account_gone rename to account`;
    }
    expect(await world.available(alice)).toBe('10.00 GBP');
    await world.proven();
  });
});

describe('a name', () => {
  test('row 22: that copies somebody gains nothing: the receipt carries the stable id', async () => {
    const real = await world.person(discord('7001'), 0n, { name: 'Bank of Tuppence', handle: 'bank' });
    const fake = await world.person(discord('7002'), 10_00n, { name: 'Bank of Tuppence' });
    const { reference } = await world.pay(fake, real, 1_00n);
    const { payer, lines } = await world.card(reference);
    expect(payer).toMatchObject({ name: 'Bank of Tuppence', identities: [{ user: '7002' }] });
    expect(lines[0]!.payee).toMatchObject({ name: 'Bank of Tuppence', identities: [{ user: '7001' }] });
    expect(await core.bank.isOperator(fake)).toBe(false);
  });

  test('on a platform is found whatever its case, and belongs to whoever came with it last', async () => {
    const alice = await someone(100_00n);
    const first = await world.person(discord('8001'), 0n, { handle: 'Rover' });
    await world.pay(alice, handle('rover', 'discord'), 1_00n);
    const second = await world.person(discord('8002'), 0n, { handle: 'rover' });
    await world.pay(alice, handle('ROVER', 'discord'), 2_00n);
    expect([await world.balance(first), await world.balance(second)]).toEqual(['1.00 GBP', '2.00 GBP']);
  });

  test('that several people bear is asked about', async () => {
    const alice = await someone(100_00n);
    await world.person(slack('U1', 'TA'), 0n, { handle: 'sam' });
    await world.person(slack('U2', 'TB'), 0n, { handle: 'sam' });
    expect(await world.authorize(alice, handle('sam', 'slack'), 1n)).toMatchObject({
      refusal: { code: 'payee_ambiguous', payee: '@sam@slack', choices: ['slack:TA:U1', 'slack:TB:U2'] },
    });
    const colleague = await world.person(slack('U3', 'TB'), 5_00n);
    await world.pay(colleague, handle('sam', 'slack'), 1_00n);
    expect(await world.balance(slack('U2', 'TB'))).toBe('1.00 GBP');
  });

  test('that nobody bears here is named as it was written, with where else it is borne', async () => {
    const alice = await someone(100_00n);
    await world.person(slack('U7', 'TC'), 0n, { handle: 'quentin' });
    await world.person(telegram('7007'), 0n, { handle: 'quentin' });
    expect(await world.authorize(alice, handle('Quentin', 'discord'), 1n)).toMatchObject({
      refusal: { payee: '@quentin', choices: ['@quentin@slack', '@quentin@telegram'] },
    });
    const wrong = await world.authorize(alice, handle('nobody', 'slack'), 1n);
    expect(wrong).toEqual({ ok: false, refusal: { code: 'payee_unknown', payee: '@nobody@slack' } });
  });

  test('of a Telegram user whom nobody has seen is refused where it cannot be one', async () => {
    const alice = await world.person(telegram('9000'), 100_00n);
    expect(refusalOf(await world.authorize(alice, handle('a b', 'telegram'), 1n))).toBe('payee_unknown');
    expect(refusalOf(await world.authorize(alice, handle('', 'telegram'), 1n))).toBe('payee_unknown');
  });
});

describe('a payment of something that has a record of its own', () => {
  /** A bill that takes so much and no more, kept in memory; it stands for a capability's row under a lock. */
  const bill = (owed: bigint) => {
    const told: string[] = [];
    const payable: Payable = {
      async admit(_, payments) {
        let left = owed;
        return payments.map(({ amount }) => {
          if (amount > left) return { code: 'intent_expired' as const };
          left -= amount;
          return null;
        });
      },
      async placed(_, payments) {
        told.push(...payments.map(({ id, reference }) => `${id} ${reference}`));
      },
    };
    const { service } = createPay(
      { ...world.context, payableOf: () => payable },
      createChanging(world.context),
    );
    return { service, told };
  };
  const one = { kind: 'bill', id: '7' };

  test('is placed when its capability admits it, which is then told', async () => {
    const [alice, bob] = [await someone(10_00n), await someone()];
    const { service, told } = bill(5_00n);
    const { reference } = granted(
      await service.authorize(world.request(alice, bob, 5_00n, { payable: one })),
    );
    expect(told).toEqual([`7 ${reference}`]);
    await world.settleAll(service);
    expect(await world.balance(bob)).toBe('5.00 GBP');
  });

  test('moves nothing where it is not admitted, or where there is no money, and nobody is told', async () => {
    const [alice, bob] = [await someone(10_00n), await someone()];
    const { service, told } = bill(50_00n);
    const over = world.request(alice, bob, 60_00n, { payable: one });
    expect(refusalOf(await service.authorize(over))).toBe('intent_expired');
    const poor = world.request(alice, bob, 11_00n, { payable: one });
    expect(refusalOf(await service.authorize(poor))).toBe('insufficient_funds');
    expect(told).toEqual([]);
    expect(await world.available(alice)).toBe('10.00 GBP');
  });

  test('row 12: of one event is placed and told once, and answered the same when it comes again', async () => {
    const [alice, bob] = [await someone(10_00n), await someone()];
    const { service, told } = bill(5_00n);
    const request = world.request(alice, bob, 5_00n, { payable: one });
    const answers = await Promise.all([service.authorize(request), service.authorize(request)]);
    answers.push(await service.authorize(request));
    expect(new Set(answers.map((answer) => granted(answer).reference)).size).toBe(1);
    expect(told).toHaveLength(1);
    const other = { ...request, payable: { kind: 'bill', id: '8' } };
    expect(refusalOf(await service.authorize(other))).toBe('idempotency_key_reused');
  });
});
