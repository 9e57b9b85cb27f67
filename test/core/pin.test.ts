import { describe, expect, test } from 'vitest';
import { createCore, type Identity, type NoticeOf } from '../../core/index.ts';
import { isGuessable, readPin } from '../../core/protection/pin.ts';
import { isLowered, needsPin } from '../../core/protection/rules.ts';
import { by, discord, granted, group, openWorld, operator, refusalOf } from './world.ts';

const world = await openWorld();
const { core, sql } = world;

let crowd = 0;
const someone = (amount = 0n) => world.person(discord(`u${++crowd}`), amount);
const origin = () => ({ key: world.key(), conversation: group('discord') });
const press = (who: Identity, intent: string) => core.intents.press(intent, who, origin());

/** What somebody is asked before so much goes; null when it went. */
const question = async (payer: Identity, payee: Identity, amount: bigint) => {
  const asked = granted(await core.pay.ask(world.request(payer, payee, amount)));
  return 'paid' in asked ? null : (asked.confirm as NoticeOf<'confirm_spending'>);
};
const asked = async (...of: Parameters<typeof question>): Promise<string> =>
  (await question(...of))!.actions.find(({ action }) => action === 'confirm')!.intent;

const ordersOf = async (payer: Identity): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from payment_order o join identity i on i.person = o.payer
    where i.platform = ${payer.platform} and i.user_id = ${payer.user}`;
  return row!.count;
};

describe('the rules of the PIN', () => {
  const before = { ask_above: 100_00n, ask_new_above: 25_00n, pin_above: 100_00n };

  test.each([
    ['as much as the threshold', 100_00n, 0n, false, false],
    ['more than it', 100_01n, 0n, false, true],
    ['as much as is left of it', 40_00n, 60_00n, false, false],
    ['more than is left of it', 40_01n, 60_00n, false, true],
    ['the least, once there is nothing left', 1n, 100_00n, false, true],
    ['another currency, which nobody can hold against it', 1n, 0n, true, true],
  ])('want it for %s', (_, amount, recent, foreign, wanted) => {
    expect(needsPin(before, { amount, recent, foreign })).toBe(wanted);
  });

  test.each([
    ['nothing new', {}, false],
    ['a higher threshold', { ask_above: 100_01n }, true],
    ['no threshold', { ask_new_above: null }, true],
    ['a higher one for the PIN', { pin_above: 200_00n }, true],
    ['lower ones', { ask_above: 0n, ask_new_above: 0n, pin_above: 0n }, false],
    ['one that is higher, for one that is lower', { ask_above: 0n, pin_above: 101_00n }, true],
  ])('take %s for less protection, or not', (_, change, lowered) => {
    expect(isLowered(before, { ...before, ...change })).toBe(lowered);
    expect(isLowered({ ...before, ask_above: null }, { ...before, ask_above: null })).toBe(false);
  });

  test.each(['0000', '1111', '1234', '4321', '345678', '9876'])('know that %s is guessed first', (pin) => {
    expect(isGuessable(pin)).toBe(true);
  });

  test.each(['4711', '1235', '1357', '112233'])('take %s', (pin) => {
    expect(isGuessable(pin)).toBe(false);
  });

  test('row 3: read a PIN in the digits of any script, and nothing else', () => {
    expect(['47 11', '47-11', '４７１１', '٤٧١١'].map((typed) => granted(readPin(typed)))).toEqual(
      Array(4).fill('4711'),
    );
    for (const typed of ['', '471', '4711471147114', '47a1', '4.711', '-4711x', '4\u200b711'])
      expect(refusalOf(readPin(typed))).toBe('pin_invalid');
  });
});

describe('the PIN', () => {
  const pin = '739154';
  const withPin = async (pounds = 500n) => {
    const alice = await someone(pounds * 100n);
    granted(await core.protection.setPin(alice, pin, { pin: null }));
    return { alice, bob: await someone() };
  };
  const give = (who: Identity, intent: string, given: string | null, from = origin()) =>
    core.protection.confirm(who, intent, given, from);

  test('is wanted for a large payment: pressing alone asks for it, and it pays', async () => {
    const { alice, bob } = await withPin();
    expect(await question(alice, bob, 150_00n)).toMatchObject({
      pin: true,
      reasons: ['amount', 'new_payee'],
    });
    const intent = await asked(alice, bob, 150_00n);
    expect(granted(await press(alice, intent))).toMatchObject({
      form: { form: 'pin', intent, total: { minor: '15000' } },
      private: { kind: 'pin_wanted' },
    });
    expect(await ordersOf(alice)).toBe(0);
    expect(refusalOf(await give(alice, intent, null))).toBe('pin_missing');
    expect(refusalOf(await give(alice, intent, '471100'))).toBe('pin_wrong');
    expect(await ordersOf(alice)).toBe(0);
    const from = origin();
    const paid = granted(await give(alice, intent, pin, from));
    expect(paid).toMatchObject({ in_place: { state: 'confirmed' } });
    // The same event once more has no PIN any more: nothing keeps it.
    expect(granted(await give(alice, intent, null, from))).toEqual(paid);
    expect(refusalOf(await give(alice, intent, pin))).toBe('intent_used');
    await world.settleAll();
    expect(await world.balance(bob)).toBe('150.00 GBP');
  });

  test('is not wanted below its threshold', async () => {
    const { alice, bob } = await withPin();
    expect(await question(alice, bob, 20_00n)).toBe(null);
    expect(await question(alice, await someone(), 30_00n)).not.toHaveProperty('pin');
    expect(await question(alice, bob, 80_00n)).toBe(null);
  });

  test('is wanted for payments below its threshold that together are more, until it was right or a day is over', async () => {
    const { alice, bob } = await withPin();
    expect(await question(alice, bob, 20_00n)).toBe(null);
    expect(await question(alice, bob, 60_00n)).toBe(null);
    const third = (await question(alice, bob, 20_01n))!;
    expect(third).toMatchObject({ pin: true, reasons: [], recent: { minor: '8000' } });
    const intent = third.actions.find(({ action }) => action === 'confirm')!.intent;
    expect(granted(await press(alice, intent)).private).toMatchObject({
      kind: 'pin_wanted',
      spending: { recent: { minor: '8000' } },
    });
    granted(await give(alice, intent, pin));
    // From here on it is counted anew.
    expect(await question(alice, bob, 100_00n)).toBe(null);
    expect(await question(alice, bob, 1n)).toMatchObject({ pin: true });
    await world.settleAll();
    expect(await world.balance(bob)).toBe('200.01 GBP');
    world.pass(24 * 3_600_000);
    expect(await question(alice, bob, 100_00n)).toBe(null);
    expect(await question(alice, bob, 100_01n)).not.toHaveProperty('recent');
  });

  test('counts what was asked about and confirmed without it, and each event once', async () => {
    const { alice, bob } = await withPin();
    const first = await asked(alice, bob, 60_00n);
    granted(await press(alice, first));
    const request = world.request(alice, bob, 40_00n);
    for (let time = 0; time < 2; time += 1)
      expect(granted(await core.pay.ask(request))).toHaveProperty('paid');
    expect(await question(alice, bob, 1n)).toMatchObject({ pin: true, recent: { minor: '10000' } });
  });

  test('is wanted for more than an event was let go with, though that came to nothing', async () => {
    const { alice, bob: seller } = await withPin();
    const to = (who: Identity) => ({ key: world.key(), conversation: group(who.platform, who.tenant) });
    const { reference } = granted(
      await core.shop.add({
        seller,
        name: 'A picture',
        description: null,
        price: 90_00n,
        asset: 'GBP',
        stock: 9,
        per_person: null,
        origin: to(seller),
      }),
    );
    const { offers } = granted(
      await core.shop.choose({ by: alice, item: reference, quantity: null, origin: to(alice) }),
    );
    const left = async (units: number) =>
      granted(
        await core.shop.stock({ by: seller, item: reference, origin: to(seller), to: { left: units } }),
      );
    await left(0);
    expect(refusalOf(await press(alice, offers[0]!.intent))).toBe('shop_sold_out');
    await left(9);
    // Three for £270, by the key of the question that one was wanted by.
    const pressed = granted(await press(alice, offers[2]!.intent));
    expect(pressed.in_place).toMatchObject({
      kind: 'confirm_spending',
      total: { minor: '27000' },
      pin: true,
    });
    const confirm = (pressed.in_place as NoticeOf<'confirm_spending'>).actions[0]!.intent;
    expect(granted(await press(alice, confirm)).form).toMatchObject({ form: 'pin' });
    expect(await ordersOf(alice)).toBe(0);
  });

  test('row 12: of two payments at once, in two processes, that are too much together one wants it', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const { alice, bob } = await withPin();
      expect(await question(alice, bob, 1_00n)).toBe(null);
      const given = await Promise.all(
        [core, world.another()].map(async (one) =>
          granted(await one.pay.ask(world.request(alice, bob, 60_00n))),
        ),
      );
      expect(given.map((one) => Object.keys(one)[0]).sort()).toEqual(['confirm', 'paid']);
    }
  });

  test('is not gone round by reactions: what would be asked about is no tip', async () => {
    const { alice, bob } = await withPin();
    expect(await question(alice, bob, 20_00n)).toBe(null);
    expect(await question(alice, bob, 80_00n)).toBe(null);
    const tip = { payees: [], amount: 10n, asset: 'GBP', seen: true } as const;
    expect(await world.context.guard.unasked(alice, world.key(), tip)).toBe(false);
    world.pass(24 * 3_600_000);
    expect(await world.context.guard.unasked(alice, world.key(), tip)).toBe(true);
  });

  test('rows 13 and 14: is of no use to anybody else, nor too late', async () => {
    const { alice, bob } = await withPin();
    const intent = await asked(alice, bob, 150_00n);
    expect(refusalOf(await give(bob, intent, pin))).toBe('intent_not_yours');
    expect(refusalOf(await give(alice, 'made_up', pin))).toBe('intent_unknown');
    world.pass(15 * 60_000);
    expect(refusalOf(await give(alice, intent, pin))).toBe('intent_expired');
    expect(await ordersOf(alice)).toBe(0);
  });

  test('row 12: given twice at once, in two processes, pays once', async () => {
    const { alice, bob } = await withPin();
    const intent = await asked(alice, bob, 150_00n);
    const processes = [core, world.another()];
    const given = await Promise.all(
      [0, 1].map((at) => processes[at]!.protection.confirm(alice, intent, pin, origin())),
    );
    expect(given.map(refusalOf).sort()).toEqual(['intent_used', 'ok']);
    expect(await ordersOf(alice)).toBe(1);
  });

  test('wrong too often is locked, longer each time, whichever process is asked; the right one forgives', async () => {
    const { alice, bob } = await withPin();
    const intent = await asked(alice, bob, 150_00n);
    const processes = [core, world.another()];
    const wrong = (count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, at) =>
          processes[at % 2]!.protection.confirm(alice, intent, '471100', origin()),
        ),
      );
    // However many come at the same moment, five are looked at.
    const codes = (await wrong(8)).map(refusalOf);
    expect(codes.filter((code) => code === 'pin_wrong')).toHaveLength(4);
    expect(codes.filter((code) => code === 'pin_locked')).toHaveLength(4);
    expect(await core.protection.settings(alice)).toHaveProperty('locked_until');
    expect(refusalOf(await give(alice, intent, pin))).toBe('pin_locked');
    world.pass(14 * 60_000);
    expect(refusalOf(await core.protection.removePin(alice, pin))).toBe('pin_locked');
    world.pass(60_000);
    expect(refusalOf(await core.protection.removePin(alice, '471100'))).toBe('pin_wrong');
    await Promise.all(Array.from({ length: 4 }, () => core.protection.removePin(alice, '471100')));
    world.pass(29 * 60_000);
    expect(refusalOf(await core.protection.removePin(alice, pin))).toBe('pin_locked');
    world.pass(60_000);
    granted(await core.protection.removePin(alice, pin));
    expect(await core.protection.settings(alice)).toMatchObject({ has_pin: false });
  });

  test('is forgiven what was wrong before by the right one', async () => {
    const { alice } = await withPin();
    const change = { ask_above: null };
    for (let round = 0; round < 2; round += 1) {
      for (let tries = 0; tries < 4; tries += 1)
        expect(refusalOf(await core.protection.change(alice, change, '471100'))).toBe('pin_wrong');
      granted(await core.protection.provePin(alice, pin, 'pin_new'));
    }
  });

  test('is changed and removed by whoever has it only', async () => {
    const { alice } = await withPin();
    const other = '806142';
    expect(refusalOf(await core.protection.setPin(alice, other, { pin: null }))).toBe('pin_required');
    expect(refusalOf(await core.protection.setPin(alice, other, { pin: '471100' }))).toBe('pin_wrong');
    expect(refusalOf(await core.protection.setPin(alice, '1234', { pin }))).toBe('pin_guessable');
    expect(refusalOf(await core.protection.setPin(alice, '12', { pin }))).toBe('pin_invalid');
    granted(await core.protection.setPin(alice, other, { pin }));
    expect(refusalOf(await core.protection.removePin(alice, pin))).toBe('pin_wrong');
    granted(await core.protection.removePin(alice, other));
    expect(refusalOf(await core.protection.removePin(alice, other))).toBe('pin_none');
  });

  test('step by step: the proof is its person’s own, and of no use once there is a PIN that was not proven', async () => {
    const alice = await someone();
    const first = granted(await core.protection.provePin(alice, null, 'pin_new'));
    expect(refusalOf(await core.protection.setPin(await someone(), pin, { proof: first }))).toBe(
      'intent_not_yours',
    );
    granted(await core.protection.setPin(alice, pin, { proof: first }));
    expect(refusalOf(await core.protection.setPin(alice, '806142', { proof: first }))).toBe('pin_required');
    const proof = granted(await core.protection.provePin(alice, pin, 'pin_new'));
    granted(await core.protection.setPin(alice, '806142', { proof }));
    expect(refusalOf(await core.protection.provePin(alice, pin, 'pin_new'))).toBe('pin_wrong');
  });

  test('is set by one of two at the same moment, when there was none', async () => {
    const alice = await someone();
    const set = await Promise.all(
      ['739154', '806142'].map((one) => core.protection.setPin(alice, one, { pin: null })),
    );
    expect(set.map(refusalOf).sort()).toEqual(['ok', 'pin_required']);
  });

  test('is wanted by whoever would be asked less, and by nobody who would be asked more', async () => {
    const { alice } = await withPin();
    granted(await core.protection.change(alice, { ask_above: '5000', ask_new_above: '0' }, null));
    expect(refusalOf(await core.protection.change(alice, { ask_above: '5001' }, null))).toBe('pin_required');
    expect(refusalOf(await core.protection.change(alice, { pin_above: '20000' }, '471100'))).toBe(
      'pin_wrong',
    );
    const settings = granted(await core.protection.change(alice, { ask_new_above: null }, pin));
    expect(settings).toMatchObject({
      ask_above: { minor: '5000' },
      ask_new_above: null,
      pin_above: { minor: '10000' },
      has_pin: true,
    });
  });

  test('is taken away by an operator only, who forgives the lock-out with it, and its person is told', async () => {
    const { alice, bob } = await withPin();
    expect(refusalOf(await core.bank.resetPin(bob, by(alice)))).toBe('not_operator');
    await Promise.all(Array.from({ length: 5 }, () => core.protection.removePin(alice, '471100')));
    granted(await core.bank.resetPin(operator, by(alice)));
    granted(await core.bank.resetPin(operator, by(alice)));
    expect(await core.protection.settings(alice)).toMatchObject({ has_pin: false });
    expect(await core.protection.settings(alice)).not.toHaveProperty('locked_until');
    const told = (await world.notices('pin_reset')).map(({ lane }) => lane);
    expect(told).toEqual([`direct:discord::${alice.user}`]);
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from operator_action where action = 'pin_reset'`;
    expect(row!.count).toBe(1);
    granted(await press(alice, await asked(alice, bob, 150_00n)));
    expect(await ordersOf(alice)).toBe(1);
  });

  test('keeps its person from being joined to somebody who has none, whose code they were given', async () => {
    const { alice, bob } = await withPin();
    const { code } = granted(await core.people.linkCode(bob));
    expect(refusalOf(await core.people.link(alice, code, world.key()))).toBe('link_pin');
    granted(await core.protection.removePin(alice, pin));
    granted(await core.people.link(alice, code, world.key()));
  });

  test('keeps whoever holds its person’s chat from making a code there without it, by command or by the button on the page', async () => {
    const { alice } = await withPin();
    expect(refusalOf(await core.people.linkCode(alice))).toBe('pin_required');
    const chats = (await core.home(alice)).sections.find(({ kind }) => kind === 'chats') as NoticeOf<'chats'>;
    const { form } = granted(await press(alice, chats.actions[0]!.intent));
    expect(form).toMatchObject({ form: 'pin', act: 'link_code' });
    expect(granted(await press(alice, form!.intent)).form).toEqual(form);
  });

  test('gets its person a code that joins the other chat to them, whose PIN it then is', async () => {
    const { alice, bob } = await withPin();
    expect(refusalOf(await core.people.linkCode(alice, { pin: '471193', sending: world.key() }))).toBe(
      'pin_wrong',
    );
    const { code } = granted(await core.people.linkCode(alice, { pin, sending: world.key() }));
    granted(await core.people.link(bob, code, world.key()));
    expect(await core.protection.settings(bob)).toMatchObject({ has_pin: true });
  });

  test('locks out whoever guesses it for a code, as for a payment', async () => {
    const { alice } = await withPin();
    const guess = (typed: string) => core.people.linkCode(alice, { pin: typed, sending: world.key() });
    for (const left of [4, 3, 2, 1])
      expect(await guess('471193')).toMatchObject({ ok: false, refusal: { code: 'pin_wrong', left } });
    expect(refusalOf(await guess('471193'))).toBe('pin_locked');
    expect(refusalOf(await guess(pin))).toBe('pin_locked');
    expect(refusalOf(await core.protection.removePin(alice, pin))).toBe('pin_locked');
  });

  test('makes void a code that was given for another PIN than the one there is', async () => {
    const { alice, bob } = await withPin();
    const { code } = granted(await core.people.linkCode(alice, { pin, sending: world.key() }));
    world.pass(1_000);
    granted(await core.protection.setPin(alice, '806142', { pin }));
    expect(refusalOf(await core.people.link(bob, code, world.key()))).toBe('link_code_invalid');
  });

  test('that is looked at twice for one sending is tried once, though by several at the same time', async () => {
    const { alice } = await withPin();
    const sending = world.key();
    const looks = await Promise.all([1, 2, 3].map(() => core.protection.tryPin(alice, '471193', sending)));
    expect(looks.map((look) => !look.ok && look.refusal)).toEqual(
      [1, 2, 3].map(() => ({ code: 'pin_wrong', left: 4 })),
    );
    expect(await core.protection.tryPin(alice, '471193', world.key())).toMatchObject({
      refusal: { left: 3 },
    });
    for (const left of [2, 1])
      expect(await core.protection.tryPin(alice, '471193', world.key())).toMatchObject({ refusal: { left } });
    const last = world.key();
    expect(refusalOf(await core.protection.tryPin(alice, '471193', last))).toBe('pin_locked');
    const until = (await core.protection.settings(alice)).locked_until;
    expect(refusalOf(await core.protection.tryPin(alice, '471193', last))).toBe('pin_locked');
    expect((await core.protection.settings(alice)).locked_until).toBe(until);
  });

  test('makes void a code of before it was set, also one whose redeemer has been asked', async () => {
    const [alice, eve, mallory] = [await someone(500_00n), await someone(), await someone()];
    const { code } = granted(await core.people.linkCode(alice));
    const question = granted(await core.people.redeem(mallory, code, world.key(), 'always'));
    granted(await core.protection.setPin(alice, pin, { pin: null }));
    expect(refusalOf(await core.people.link(eve, code, world.key()))).toBe('link_code_invalid');
    if (question.did !== 'asked') throw new Error('not asked');
    expect(refusalOf(await press(mallory, question.intent))).toBe('link_code_invalid');
    expect(await world.balance(eve)).toBe('0.00 GBP');
  });

  test('is in no table, and what is there is salted', async () => {
    const [one, other] = [(await withPin()).alice, (await withPin()).alice];
    const rows = await sql<{ salt: string; hash: string; cost: string }[]>`
      select p.* from pin p join identity i on i.person = p.person where i.user_id in (${one.user}, ${other.user})`;
    expect(new Set(rows.map(({ hash }) => hash)).size).toBe(2);
    expect(new Set(rows.map(({ salt }) => salt)).size).toBe(2);
    const tables = await sql<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = 'tuppence'::regnamespace and relkind = 'r'`;
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables) {
      const found = await sql.query(`select 1 from ${name} t where t::text ~ '${pin}|806142|471100'`);
      expect([name, found.length]).toEqual([name, 0]);
    }
  });

  test('costs what it should where nobody says otherwise', async () => {
    const alice = await someone();
    const slow = createCore({ sql, asset: 'GBP' });
    granted(await slow.protection.setPin(alice, pin, { pin: null }));
    const [row] = await sql<{ cost: string }[]>`
      select cost from pin p join identity i on i.person = p.person where i.user_id = ${alice.user}`;
    expect(row).toEqual({ cost: '32768:8:3' });
    // Whatever a new one would cost.
    granted(await core.protection.provePin(alice, pin, 'pin_new'));
  });
});
