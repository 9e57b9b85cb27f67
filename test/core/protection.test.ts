import { describe, expect, test } from 'vitest';
import type { PressedIntent } from '../../core/capability.ts';
import type { Context } from '../../core/context.ts';
import { createAsk as askToGive } from '../../core/drop/ask.ts';
import { pressAmount as pressDropAmount } from '../../core/drop/choose.ts';
import { createChanging } from '../../core/exchange/index.ts';
import type { DropRequest, Identity, Json, NoticeOf, PayRequest, Pressed, Result } from '../../core/index.ts';
import { findAsset } from '../../core/index.ts';
import { createAsk as askToPay } from '../../core/pay/ask.ts';
import { pressAmount as pressPayAmount } from '../../core/pay/choose.ts';
import { defaultProtection, type Facts, reasonsToAsk } from '../../core/protection/rules.ts';
import { by, directWith, discord, granted, group, handle, openWorld, refusalOf, slack } from './world.ts';

const world = await openWorld();
const changing = createChanging(world.context);
const { core, sql } = world;

let crowd = 0;
const someone = (amount = 0n) => world.person(discord(`u${++crowd}`), amount);
const origin = (key = world.key()) => ({ key, conversation: group('discord') });

type Question = NoticeOf<'confirm_spending'>;

/** What a typed payment led to. */
const ask = async (request: PayRequest): Promise<Question | 'paid'> => {
  const asked = granted(await core.pay.ask(request));
  return 'paid' in asked ? 'paid' : (asked.confirm as Question);
};
const intentOf = (question: Question | 'paid', action: 'confirm' | 'cancel'): string =>
  (question as Question).actions.find((one) => one.action === action)!.intent;
const press = (who: Identity, intent: string, from = origin()) => core.intents.press(intent, who, from);
const paidBy = async ({ show }: Pressed): Promise<string | undefined> => show?.reference;
const ordersOf = async (payer: Identity): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from payment_order o join identity i on i.person = o.payer
    where i.platform = ${payer.platform} and i.user_id = ${payer.user}`;
  return row!.count;
};

describe('what is asked about', () => {
  const protection = { ask_above: 100_00n, ask_new_above: 25_00n };
  const everyday: Facts = { amount: 5_00n, foreign: false, new_payee: false, seen: false };
  const table: [string, Partial<Facts>, string[]][] = [
    ['an everyday payment', {}, []],
    ['as much as the threshold', { amount: 100_00n }, []],
    ['more than the threshold', { amount: 100_01n }, ['amount']],
    ['a little to somebody new', { amount: 25_00n, new_payee: true }, []],
    ['more than a little to somebody new', { amount: 25_01n, new_payee: true }, ['new_payee']],
    ['much to somebody new', { amount: 500_00n, new_payee: true }, ['amount', 'new_payee']],
    ['another currency, however little', { amount: 1n, foreign: true }, ['currency']],
    ['another currency to somebody new', { foreign: true, new_payee: true }, ['currency', 'new_payee']],
    ['a button that said whom and how much', { amount: 50_00n, new_payee: true, seen: true }, []],
    ['such a button with a large amount', { amount: 500_00n, new_payee: true, seen: true }, ['amount']],
    ['such a button in another currency', { foreign: true, seen: true }, ['currency']],
  ];
  test.each(table)('%s', (_, facts, reasons) => {
    expect(reasonsToAsk(protection, { ...everyday, ...facts })).toEqual(reasons);
  });

  test('may be always, or never, as a person likes', () => {
    const always = { ask_above: 0n, ask_new_above: 0n };
    expect(reasonsToAsk(always, { ...everyday, new_payee: true })).toEqual(['amount', 'new_payee']);
    const never = { ask_above: null, ask_new_above: null };
    expect(reasonsToAsk(never, { ...everyday, amount: 10n ** 17n, new_payee: true })).toEqual([]);
    expect(reasonsToAsk(never, { ...everyday, foreign: true, new_payee: true })).toEqual(['currency']);
  });

  test.each([
    ['GBP', 100_00n, 25_00n],
    ['JPY', 10_000n, 2_500n],
    ['KWD', 100_000n, 25_000n],
    ['VND', 1_000_000n, 250_000n],
  ])('is a round sum in %s', (code, ask_above, ask_new_above) => {
    const pin_above = ask_above;
    expect(defaultProtection(findAsset(code)!)).toEqual({ ask_above, ask_new_above, pin_above });
  });
});

describe('a typed payment', () => {
  test('of every day is made in one step, to a new friend, too', async () => {
    const [alice, bob] = [await someone(200_00n), await someone()];
    expect(await ask(world.request(alice, bob, 5_00n))).toBe('paid');
    expect(await ask(world.request(alice, bob, 100_00n))).toBe('paid');
  });

  test('of much, to somebody new, or in another currency says why it asks, and holds nothing yet', async () => {
    const [alice, bob] = [await someone(500_00n), await someone()];
    await world.fund(alice, 10_00n, 'EUR');
    const request = world.request(alice, bob, 150_00n, { memo: 'rent' });
    expect(await ask(request)).toMatchObject({
      state: 'asked',
      payees: [{ identities: [bob] }],
      total: { minor: '15000' },
      memo: 'rent',
      reasons: ['amount', 'new_payee'],
    });
    expect(await ask(world.request(alice, bob, 30_00n))).toMatchObject({ reasons: ['new_payee'] });
    expect(await ask(world.request(alice, bob, 1_00n, { asset: 'EUR' }))).toMatchObject({
      reasons: ['currency', 'new_payee'],
    });
    expect(await world.available(alice)).toBe('500.00 GBP');
    expect(await ordersOf(alice)).toBe(0);
  });

  test('counts what all payees get together, and asks when one of them is new', async () => {
    const [alice, bob, carol] = [await someone(500_00n), await someone(), await someone()];
    await world.pay(alice, bob, 1_00n);
    expect(await ask(world.request(alice, [bob, carol], 15_00n))).toMatchObject({
      reasons: ['new_payee'],
      total: { minor: '3000' },
    });
    expect(await ask(world.request(alice, [bob, carol], 30_00n, { mode: 'total' }))).not.toBe('paid');
    expect(await ask(world.request(alice, [bob], 60_00n))).toBe('paid');
  });

  test('knows whom they have paid by any of both their chats', async () => {
    const [alice, bob] = [await someone(500_00n), await someone()];
    const [aliceToo, bobToo] = [await world.person(slack('A')), await world.person(slack('B'))];
    await world.pay(alice, bob, 1_00n);
    for (const [main, other] of [
      [alice, aliceToo],
      [bob, bobToo],
    ] as const) {
      const { code } = granted(await core.people.linkCode(other));
      granted(await core.people.link(main, code, world.key()));
    }
    expect(await ask(world.request(aliceToo, bobToo, 60_00n))).toBe('paid');
  });

  test('that would be refused is refused at once, and not asked about', async () => {
    const [alice, bob] = [await someone(10_00n), await someone()];
    expect(refusalOf(await core.pay.ask(world.request(alice, bob, 150_00n)))).toBe('insufficient_funds');
    expect(refusalOf(await core.pay.ask(world.request(alice, alice, 150_00n)))).toBe('pay_self');
  });

  test('that comes again is asked about by the same buttons, or is the payment that it was', async () => {
    const [alice, bob] = [await someone(500_00n), await someone()];
    const request = world.request(alice, bob, 150_00n);
    const processes = [core, world.another()];
    const all = await Promise.all([0, 1, 0, 1].map((at) => processes[at]!.pay.ask(request)));
    const asked = all.map(granted);
    expect(new Set(asked.map((one) => JSON.stringify(one))).size).toBe(1);
    const question = await ask(request);
    granted(await press(alice, intentOf(question, 'confirm')));
    expect(await ask(request)).toMatchObject({ state: 'confirmed', actions: [] });
    expect(await ordersOf(alice)).toBe(1);
  });
});

describe('a refund', () => {
  /** Bob was paid by Alice, and has a PIN. */
  const paid = async (amount: bigint) => {
    const [alice, bob] = [await someone(500_00n), await someone()];
    const { reference } = await world.pay(alice, bob, amount);
    granted(await core.protection.setPin(bob, '739154', { pin: null }));
    return { alice, bob, reference };
  };
  const giveBack = async (who: Identity, reference: string, from = origin()) =>
    granted(await core.refund.askRefund(who, { reference, amount: null, origin: from }));

  test('of every day is given back in one step, also to somebody whom they never paid', async () => {
    const { alice, bob, reference } = await paid(60_00n);
    expect(await giveBack(bob, reference)).toHaveProperty('sent');
    expect(await world.balance(alice)).toBe('500.00 GBP');
  });

  test('of much wants a yes and the PIN, and happens once', async () => {
    const { alice, bob, reference } = await paid(150_00n);
    const from = origin();
    const asked = await giveBack(bob, reference, from);
    const question = (asked as { confirm: Question }).confirm;
    expect(question).toMatchObject({
      payees: [{ identities: [alice] }],
      total: { minor: '15000' },
      pin: true,
    });
    expect(question.reasons).toEqual(['amount']);
    expect(await giveBack(bob, reference, from)).toEqual(asked);
    expect(await world.balance(bob)).toBe('150.00 GBP');
    const confirm = intentOf(question, 'confirm');
    expect(granted(await press(bob, confirm))).toMatchObject({ form: { form: 'pin' } });
    expect(await world.balance(bob)).toBe('150.00 GBP');
    const given = granted(await core.protection.confirm(bob, confirm, '739154', origin()));
    expect(given).toMatchObject({ in_place: { state: 'confirmed' }, private: { kind: 'refund_sent' } });
    expect([await world.balance(alice), await world.balance(bob)]).toEqual(['500.00 GBP', '0.00 GBP']);
    await world.proven();
  });

  test('of much by the button asks in its place', async () => {
    const { alice, bob, reference } = await paid(150_00n);
    const amount = { minor: '15000', asset: { code: 'GBP', exponent: 2 } };
    const offer = granted(await core.refund.offer(bob, reference, [amount]));
    const pressed = granted(await press(bob, offer.actions[0]!.intent));
    const question = pressed.in_place as Question;
    expect(question).toMatchObject({ kind: 'confirm_spending', state: 'asked', pin: true });
    expect(await world.balance(bob)).toBe('150.00 GBP');
    const confirm = intentOf(question, 'confirm');
    granted(await core.protection.confirm(bob, confirm, '739154', origin()));
    expect([await world.balance(alice), await world.balance(bob)]).toEqual(['500.00 GBP', '0.00 GBP']);
  });
});

describe('the answer', () => {
  const asked = async (pounds = 150n) => {
    const [alice, bob] = [await someone(500_00n), await someone()];
    return { alice, bob, question: await ask(world.request(alice, bob, pounds * 100n)) };
  };

  test('yes pays, where the command was given', async () => {
    const { alice, bob, question } = await asked();
    const from = { key: world.key(), conversation: directWith(alice) };
    const pressed = granted(await press(alice, intentOf(question, 'confirm'), from));
    expect(pressed.in_place).toMatchObject({ kind: 'confirm_spending', state: 'confirmed', actions: [] });
    expect((await world.deliveries()).at(-1)).toMatchObject({
      audience: 'conversation',
      lane: 'discord::C1',
    });
    await world.settleAll();
    expect([await world.balance(alice), await world.balance(bob)]).toEqual(['350.00 GBP', '150.00 GBP']);
    await world.proven();
  });

  test('no leaves nothing, and cannot be taken back', async () => {
    const { alice, question } = await asked();
    expect(granted(await press(alice, intentOf(question, 'cancel')))).toMatchObject({
      in_place: { state: 'cancelled', actions: [] },
    });
    expect(refusalOf(await press(alice, intentOf(question, 'confirm')))).toBe('intent_used');
    expect(await world.available(alice)).toBe('500.00 GBP');
    expect(await ordersOf(alice)).toBe(0);
  });

  test('row 12: a double tap, the same press again, and presses in two processes at once pay once', async () => {
    const { alice, bob, question } = await asked();
    const confirm = intentOf(question, 'confirm');
    const processes = [core, world.another()];
    const taps = await Promise.all(
      Array.from({ length: 6 }, (_, at) => processes[at % 2]!.intents.press(confirm, alice, origin())),
    );
    expect(taps.map(refusalOf).filter((code) => code === 'ok')).toHaveLength(1);
    expect(new Set(taps.map(refusalOf))).toEqual(new Set(['ok', 'intent_used']));
    expect(refusalOf(await press(alice, confirm))).toBe('intent_used');
    await world.settleAll();
    expect([await world.balance(alice), await world.balance(bob)]).toEqual(['350.00 GBP', '150.00 GBP']);
  });

  test('is in the trace of the payment that came of it', async () => {
    const { alice, question } = await asked();
    const { show } = granted(await press(alice, intentOf(question, 'confirm')));
    const trace = await core.trace.find({ reference: show!.reference });
    const states = trace!.steps.flatMap((step) => ('state' in step ? [step.state] : []));
    expect(states).toEqual(expect.arrayContaining(['asked', 'confirmed', 'authorized']));
    expect(JSON.stringify(trace, (_, value) => String(value))).not.toContain(intentOf(question, 'confirm'));
  });

  test('row 12: the same event gets the same answer, and pays nothing again', async () => {
    const { alice, question } = await asked();
    const from = origin();
    const first = granted(await press(alice, intentOf(question, 'confirm'), from));
    expect(await paidBy(first)).toMatch(/^pay_/);
    expect(granted(await press(alice, intentOf(question, 'confirm'), from))).toEqual(first);
    expect(await ordersOf(alice)).toBe(1);
  });

  test('of yes and no at the same moment, one holds', async () => {
    const { alice, question } = await asked();
    const answers = await Promise.all(
      (['confirm', 'cancel'] as const).map((action) => press(alice, intentOf(question, action))),
    );
    expect(answers.map(refusalOf).sort()).toEqual(['intent_used', 'ok']);
    expect(await ordersOf(alice)).toBe(refusalOf(answers[0]!) === 'ok' ? 1 : 0);
  });

  test('rows 13 and 14: is its person’s alone, and not for ever', async () => {
    const { alice, bob, question } = await asked();
    for (const action of ['confirm', 'cancel'] as const)
      expect(refusalOf(await press(bob, intentOf(question, action)))).toBe('intent_not_yours');
    world.pass(15 * 60_000);
    expect(refusalOf(await press(alice, intentOf(question, 'confirm')))).toBe('intent_expired');
    expect(await ordersOf(alice)).toBe(0);
    world.pass(31 * 86_400_000);
    await core.schedules.run('forget_confirmations');
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from confirmation`;
    expect(row!.count).toBe(0);
  });

  test('row 14: is looked at anew: what can no longer be paid is refused, and the card says so', async () => {
    const { alice, bob, question } = await asked();
    await world.pay(alice, bob, 400_00n);
    const pressed = granted(await press(alice, intentOf(question, 'confirm')));
    expect(pressed).toMatchObject({ in_place: { kind: 'refusal', refusal: { code: 'insufficient_funds' } } });

    const frozen = await asked();
    granted(await core.bank.freeze(null, by(frozen.bob), true));
    const tried = granted(await press(frozen.alice, intentOf(frozen.question, 'confirm')));
    expect(tried).toMatchObject({ in_place: { kind: 'refusal', refusal: { code: 'payee_frozen' } } });
    expect(await world.available(frozen.alice)).toBe('500.00 GBP');
    await world.proven();
  });

  test('is to what was shown: where it has become more by then, or somebody else’s, nothing goes', async () => {
    const [alice, bob] = [await someone(500_00n), await someone()];
    const [presser, payee] = await Promise.all([alice, bob].map((who) => world.context.known(who)));
    const pressed = {
      ...{ key: 'the-button', kind: 'any', subject: null, payload: null, expires_at: null, outcome: null },
      ...{ by: presser!, identity: alice, origin: origin() },
    };
    const { guard } = world.context;
    const spending = (amount: bigint) => ({ payees: [payee!.id], amount, asset: 'GBP', seen: true }) as const;
    expect(await guard.press(pressed, spending(150_00n))).toMatchObject({ private: { reasons: ['amount'] } });
    const confirmed = { ...pressed, confirmed: true } as const;
    expect(await guard.press(confirmed, spending(150_00n))).toBe(null);
    expect(await guard.press(confirmed, spending(149_00n))).toBe(null);
    const never = { ...confirmed, origin: origin() };
    expect(await guard.press(never, spending(150_00n))).toMatchObject({
      private: { kind: 'refusal', refusal: { code: 'spending_changed' } },
    });
    expect(await guard.press(confirmed, spending(150_01n))).toMatchObject({
      in_place: { kind: 'refusal', refusal: { code: 'spending_changed' } },
    });
    // What was owed to one of them is paid, and a name that is owed as much has turned out to be somebody.
    const mallory = (await world.context.known(await someone()))!;
    for (const payees of [[mallory.id], [payee!.id, mallory.id]])
      expect(await guard.press(confirmed, { ...spending(150_00n), payees })).toMatchObject({
        in_place: { kind: 'refusal', refusal: { code: 'spending_changed' } },
      });
  });
});

describe('a handle that has another bearer by the time of the answer', () => {
  /** Bob's name goes to Mallory. */
  const renamed = async (name: string, bob: Identity, mallory: Identity) => {
    await world.seen(bob, { handle: null });
    await world.seen(mallory, { handle: name });
  };

  test('is paid to neither: whom the question showed is whom the yes is to', async () => {
    const [alice, bob, mallory] = [await someone(500_00n), await someone(), await someone()];
    await world.seen(bob, { handle: 'bob.one' });
    const question = await ask(world.request(alice, handle('bob.one', 'discord'), 150_00n));
    expect(question).toMatchObject({ payees: [{ identities: [bob] }] });
    await renamed('bob.one', bob, mallory);
    expect(granted(await press(alice, intentOf(question, 'confirm')))).toMatchObject({
      in_place: { kind: 'refusal', refusal: { code: 'spending_changed' } },
    });
    expect(await ordersOf(alice)).toBe(0);
  });

  test('gets no tip either that somebody else was to be given', async () => {
    const [alice, bob, mallory] = [await someone(500_00n), await someone(), await someone()];
    granted(await core.protection.change(alice, { ask_above: '1000' }, null));
    await world.seen(bob, { handle: 'bob.tip' });
    const asked = await core.tip.ask({
      tipper: alice,
      author: handle('bob.tip', 'discord'),
      amount: 30_00n,
      asset: 'GBP',
      origin: origin(),
    });
    const question = (granted(asked) as { confirm: Question }).confirm;
    expect(question).toMatchObject({ payees: [{ identities: [bob] }] });
    await renamed('bob.tip', bob, mallory);
    granted(await press(alice, intentOf(question, 'confirm')));
    world.pass(31_000);
    await core.schedules.run('tips');
    expect([await world.balance(bob), await world.balance(mallory)]).toEqual(['30.00 GBP', '0.00 GBP']);
  });

  test('and was paid before: the same yes gets the same answer', async () => {
    const [alice, bob, mallory] = [await someone(500_00n), await someone(), await someone()];
    await world.seen(bob, { handle: 'bob.two' });
    const question = await ask(world.request(alice, handle('bob.two', 'discord'), 150_00n));
    const from = origin();
    const paid = granted(await press(alice, intentOf(question, 'confirm'), from));
    await renamed('bob.two', bob, mallory);
    expect(granted(await press(alice, intentOf(question, 'confirm'), from))).toEqual(paid);
    expect(await ordersOf(alice)).toBe(1);
  });

  test('is the same person whose chats were linked meanwhile', async () => {
    const [alice, bob] = [await someone(500_00n), await someone()];
    await world.seen(bob, { handle: 'bob.three' });
    const question = await ask(world.request(alice, handle('bob.three', 'discord'), 150_00n));
    const { code } = granted(await core.people.linkCode(await world.person(slack('BOB3'))));
    granted(await core.people.link(bob, code, world.key()));
    granted(await press(alice, intentOf(question, 'confirm')));
    expect(await ordersOf(alice)).toBe(1);
  });
});

describe('what would be refused now, and not a moment later', () => {
  /** As soon as it has been looked at what there is, there is more. */
  const freed = (payer: Identity): Context => {
    const account: Context['ledger']['account'] = async (...of) => {
      const found = await world.context.ledger.account(...of);
      await world.fund(payer, 500_00n);
      return found;
    };
    const ledger = Object.create(world.context.ledger, { account: { value: account } });
    return Object.create(world.context, { ledger: { value: ledger } });
  };
  const dropOf = (giver: Identity, from = origin()): DropRequest => ({
    ...{ giver, amount: 150_00n, asset: 'GBP', shares: 3, mode: 'even', memo: null, lasts_ms: null },
    ...{ account_age_ms: 0, origin: from },
  });
  const button = async (
    who: Identity,
    kind: string,
    of: PayRequest | DropRequest,
  ): Promise<PressedIntent> => {
    const by = (await world.context.known(who))!;
    const { origin: from, amount, ...more } = of;
    const payload = { ...more, ...from, amount: String(amount) } as unknown as Json;
    const intent = { key: world.key(), kind, subject: null, payload, expires_at: null, outcome: null };
    return { ...intent, by, identity: who, origin: origin() };
  };

  test.each([
    [
      'pay',
      (alice, bob) =>
        askToPay(freed(alice), core.pay.authorize, changing)(world.request(alice, bob, 150_00n)),
    ],
    [
      'pay, of two amounts,',
      async (alice, bob) => {
        const pressed = await button(alice, 'pay_amount', world.request(alice, bob, 150_00n));
        return pressPayAmount(freed(alice), core.pay.authorize, changing, pressed);
      },
    ],
    ['give a drop', (alice) => askToGive(freed(alice))(dropOf(alice))],
    [
      'give a drop, of two amounts,',
      async (alice) => pressDropAmount(freed(alice), await button(alice, 'drop_amount', dropOf(alice))),
    ],
  ] satisfies [string, (alice: Identity, bob: Identity) => Promise<Result<unknown>>][])(
    'is refused and never goes unasked: to %s',
    async (_, doIt) => {
      const [alice, bob] = [await someone(10_00n), await someone()];
      expect(refusalOf(await doIt(alice, bob))).toBe('insufficient_funds');
      expect(await world.available(alice)).toBe('510.00 GBP');
    },
  );

  test('is what it was where the same event has paid or given before it had to be asked about', async () => {
    const alice = await someone(150_00n);
    const bob = await someone();
    granted(await core.protection.change(alice, { ask_above: null, ask_new_above: null }, null));
    const request = world.request(alice, bob, 100_00n);
    const paid = granted(await core.pay.ask(request));
    const drop = { ...dropOf(alice), amount: 50_00n };
    const given = granted(await core.drop.ask(drop));
    granted(await core.protection.change(alice, { ask_above: '0', ask_new_above: '0' }, null));
    expect(granted(await core.pay.ask(request))).toEqual(paid);
    expect(granted(await core.drop.ask(drop))).toEqual(given);
    expect(await world.available(alice)).toBe('0.00 GBP');
  });
});
