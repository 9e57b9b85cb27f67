import { describe, expect, test } from 'vitest';
import type { Identity } from '../../core/index.ts';
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
const days = (count: number) => count * 86_400_000;

let crowd = 0;
const someone = (amount = 0n) => world.person(discord(`u${++crowd}`), amount);
const nobody = () => discord(`unseen${++crowd}`);
const actionsOf = async (reference: string) =>
  Object.fromEntries((await world.card(reference)).actions.map(({ action, intent }) => [action, intent]));
const origin = (key = world.key()) => ({ key, conversation: directWith(discord('x')) });

describe('a contact', () => {
  test('makes a person once, however many come at the same moment', async () => {
    const identity = discord('fresh');
    const processes = [core, world.another()];
    const seen = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        processes[index % 2]!.people.seen({ identity, name: 'Fresh', handle: 'fresh' }, directWith(identity)),
      ),
    );
    expect(new Set(seen.map(({ person }) => person.id)).size).toBe(1);
    expect(await world.seen(identity)).toMatchObject({ isNew: false, person: { id: seen[0]!.person.id } });
  });

  test('of a known person with nothing new writes nothing', async () => {
    const alice = await someone();
    const writes = async () => {
      const [row] = await world.sql<{ xmin: string }[]>`
        select xmin::text from identity where user_id = ${alice.user}`;
      return row!.xmin;
    };
    const before = await writes();
    await world.seen(alice);
    expect(await writes()).toBe(before);
    await world.seen(alice, { name: 'Alice anew' });
    expect(await writes()).not.toBe(before);
    expect((await core.people.find(alice))!.name).toBe('Alice anew');
  });

  test('keeps names to one clean line', async () => {
    const identity = discord('messy');
    const { person } = await world.seen(identity, { name: '\u202eAd\0min\n@everyone ' });
    expect(person.name).toBe('Ad min @everyone');
    expect((await world.seen(discord('blank'), { name: '\n' })).person.name).toBe('blank');
  });

  test('tells the language of that chat, and says when it is only assumed', async () => {
    const alice = discord('german');
    expect(await world.seen(alice)).toMatchObject({ locale: 'en', localeAssumed: true });
    expect(await world.seen(alice, { locale: 'de' })).toMatchObject({ locale: 'de' });
    expect(await world.seen(alice)).not.toHaveProperty('localeAssumed');
  });

  test('finds nobody where nobody has been', async () => {
    expect(await core.people.find(discord('never'))).toBeNull();
  });

  test('gives out what could not be delivered, once', async () => {
    const bob = await world.person(slack('UMISSED'), 0n, { handle: 'missed' });
    const alice = await someone(10_00n);
    await world.pay(alice, handle('missed', 'slack'), 1_00n);
    await world.sql`update delivery set state = 'unreachable' where person_key = 'slack:T1:UMISSED'`;
    const tell = () => core.people.tellMissed(bob, { conversation: directWith(bob), locale: 'en' });
    expect((await world.seen(bob)).missed).toBe(true);
    const given = await Promise.all([tell(), tell(), tell()]);
    expect(given.map(({ length }) => length).sort()).toEqual([0, 0, 1]);
    expect((await world.notices('missed')).map(({ notice }) => notice)).toMatchObject([
      { notices: [{ kind: 'payment_received', amount: { minor: '100' } }] },
    ]);
    expect((await world.seen(bob)).missed).toBe(false);
  });
});

describe('a payee who has never come', () => {
  test('is paid into escrow, and has it at the first contact', async () => {
    const [alice, bob] = [await someone(10_00n), nobody()];
    const { reference } = await world.pay(alice, by(bob, 'Bob'), 4_00n);
    expect(await world.card(reference)).toMatchObject({
      state: 'claimable',
      lines: [{ payee: { name: 'Bob' } }],
    });
    expect([await world.balance(alice), await world.balance(bob)]).toEqual(['6.00 GBP', '0.00 GBP']);
    await world.proven();

    const first = await world.seen(bob);
    expect(first).toMatchObject({ isNew: true });
    expect(first.claimed.map(shown)).toEqual(['4.00 GBP']);
    expect((await world.seen(bob)).claimed).toEqual([]);
    expect(await world.card(reference)).toMatchObject({ state: 'settled', actions: [] });
    expect(await world.balance(bob)).toBe('4.00 GBP');
    await world.proven();
  });

  test('of a Telegram name is whoever first comes with it, by their stable id', async () => {
    const alice = await world.person(telegram('1'), 10_00n);
    const { reference } = await world.pay(alice, handle('@Zoe_Zed', 'telegram'), 4_00n);
    expect((await world.card(reference)).lines[0]!.payee).toMatchObject({
      name: '@zoe_zed',
      identities: [{ user: '@zoe_zed' }],
    });
    await world.pay(alice, handle('zoe_zed', 'telegram'), 1_00n);
    const zoe = telegram('2');
    const seen = await world.seen(zoe, { handle: 'zoe_zed', name: 'Zoe' });
    expect(seen.claimed.map(shown)).toEqual(['4.00 GBP', '1.00 GBP']);
    expect(seen.person.identities).toEqual([{ ...zoe, name: 'Zoe' }]);
    expect((await world.card(reference)).lines[0]!.payee).toMatchObject({ name: 'Zoe', identities: [zoe] });
    const other = await world.seen(telegram('3'), { handle: 'zoe_zed' });
    expect(other.claimed).toEqual([]);
    await world.proven();
  });

  test('has what the bank gave to their Telegram name', async () => {
    for (const amount of [100_00n, 20_00n])
      granted(await core.bank.fund(null, handle('@newbie', 'telegram'), amount, 'GBP', world.key()));
    granted(await core.bank.fund(null, handle('@newbie', 'telegram'), 500n, 'JPY', world.key()));
    const alice = await world.person(telegram('11'), 10_00n);
    await world.pay(alice, handle('newbie', 'telegram'), 3_00n);
    const newbie = await world.person(telegram('12'), 1_00n);
    const { claimed } = await world.seen(newbie, { handle: 'newbie' });
    expect(claimed.map(shown).sort()).toEqual(['120.00 GBP', '3.00 GBP', '500 JPY']);
    expect((await core.account.balance(newbie)).balances.map(({ balance }) => shown(balance))).toEqual([
      '124.00 GBP',
      '500 JPY',
    ]);
    expect((await world.seen(newbie, { handle: 'newbie' })).claimed).toEqual([]);
    await world.proven();
  });

  test('whose Telegram name is funded at the moment of their first contact has the money', async () => {
    const other = world.another();
    for (let round = 0; round < 20; round++) {
      const [bob, name] = [telegram(`60${round}`), `funded_${round}`];
      const fund = () => core.bank.fund(null, handle(name, 'telegram'), 1_00n, 'GBP', world.key());
      granted(await fund());
      const [again] = await Promise.all([
        fund(),
        other.people.seen({ identity: bob, name: 'Bob', handle: name }, directWith(bob)),
      ]);
      granted(again);
      expect(await world.balance(bob)).toBe('2.00 GBP');
    }
    await world.proven();
  });

  test('is meant by a Telegram name that its bearer has given up', async () => {
    const alice = await world.person(telegram('17'), 10_00n);
    const former = await world.person(telegram('18'), 0n, { handle: 'shop' });
    await world.seen(former);
    await world.pay(alice, handle('shop', 'telegram'), 1_00n);
    expect(await world.balance(former)).toBe('1.00 GBP');
    await world.seen(former, { handle: null });
    const { reference } = await world.pay(alice, handle('shop', 'telegram'), 2_00n);
    expect(await world.states(reference)).toEqual(['claimable']);
    expect(await world.balance(former)).toBe('1.00 GBP');
    const { claimed } = await world.seen(telegram('19'), { handle: 'shop' });
    expect(claimed.map(shown)).toEqual(['2.00 GBP']);
    await world.proven();
  });

  test('keeps a Telegram name for whoever came with it last, also where its former bearer speaks at the same instant', async () => {
    const other = world.another();
    const [former, next] = [telegram('41'), telegram('42')];
    for (let round = 0; round < 20; round += 1) {
      const taken = `taken_${round}`;
      await world.seen(former, { handle: taken });
      world.pass(61_000);
      // The former one's contact says nothing of a handle, so that theirs stays as it is.
      await Promise.all([
        ...[core, other].map(({ people }) =>
          people.seen({ identity: former, name: 'Former' }, directWith(former)),
        ),
        other.people.seen({ identity: next, name: 'Next', handle: taken }, directWith(next)),
      ]);
      const bearers = await world.sql<
        { user_id: string }[]
      >`select user_id from identity where handle = ${taken}`;
      expect(bearers.map(({ user_id }) => user_id)).toEqual(['42']);
    }
  });

  test('whose Telegram name was frozen is frozen when they come, with all that they have', async () => {
    const alice = await world.person(telegram('13'), 10_00n);
    const crook = await world.person(telegram('14'), 5_00n);
    await world.pay(alice, handle('crook', 'telegram'), 3_00n);
    granted(await core.bank.fund(null, handle('crook', 'telegram'), 1_00n, 'GBP', world.key()));
    granted(await core.bank.freeze(null, handle('crook', 'telegram'), true));
    expect(await world.seen(crook, { handle: 'crook' })).toMatchObject({ frozen: true });
    expect(await core.account.balance(crook)).toMatchObject({ frozen: true });
    expect(await world.balance(crook)).toBe('6.00 GBP');
    expect(refusalOf(await world.authorize(crook, alice, 1n))).toBe('account_frozen');
    const frozen = await world.sql`
      select a.frozen from account a join person p on p.public_id = a.owner join identity i on i.person = p.id
      where i.user_id = ${crook.user}`;
    expect(frozen).toMatchObject([{ frozen: true }]);
    granted(await core.bank.freeze(null, by(crook), false));
    expect((await world.seen(crook)).claimed.map(shown)).toEqual(['3.00 GBP']);
    await world.proven();
  });

  test('whose Telegram name was frozen and whom nobody knew is frozen from the first contact', async () => {
    granted(await core.bank.freeze(null, handle('unseen_crook', 'telegram'), true));
    const crook = telegram('15');
    expect(await world.seen(crook, { handle: 'unseen_crook' })).toMatchObject({ isNew: true, frozen: true });
    const alice = await world.person(telegram('16'), 10_00n);
    expect(refusalOf(await world.authorize(alice, crook, 1n))).toBe('payee_frozen');
  });

  test('whose Telegram name is paid at the moment of their first contact is paid', async () => {
    const alice = await world.person(telegram('10'), 100_00n);
    const other = world.another();
    for (let round = 0; round < 20; round++) {
      const [bob, name] = [telegram(`50${round}`), `racing_${round}`];
      const results = await Promise.all([
        core.pay.authorize(world.request(alice, handle(name, 'telegram'), 1_00n)),
        other.people.seen({ identity: bob, name: 'Bob', handle: name }, directWith(bob)),
      ]);
      granted(results[0]);
      await world.settleAll();
      expect(await world.balance(bob)).toBe('1.00 GBP');
    }
    await world.proven();
  });

  test('who comes between the order and its settlement has it at the settlement', async () => {
    const [alice, bob] = [await someone(10_00n), nobody()];
    granted(await world.authorize(alice, bob, 4_00n));
    expect((await world.seen(bob)).claimed).toEqual([]);
    await world.settleAll();
    expect(await world.balance(bob)).toBe('4.00 GBP');
    expect((await world.notices('payment_received')).at(-1)).toMatchObject({
      lane: `direct:discord::${bob.user}`,
      notice: { claimed: true, balance: { minor: '400' } },
    });
    await world.proven();
  });

  test('has it also when coming at the very moment of the settlement', async () => {
    for (let round = 0; round < 20; round++) {
      const [alice, bob] = [await someone(1_00n), nobody()];
      granted(await world.authorize(alice, bob, 1_00n));
      await Promise.all([world.settleAll(), world.seen(bob)]);
      expect(await world.balance(bob)).toBe('1.00 GBP');
    }
    await world.proven();
  });

  test('who does not come in 14 days is not paid: it returns, and the payer is told', async () => {
    const [alice, bob] = [await someone(10_00n), nobody()];
    const { reference } = await world.pay(alice, bob, 4_00n);
    world.pass(days(14) - 1);
    expect(await core.pay.expireDue(10)).toBe(0);
    world.pass(1);
    expect(await core.pay.expireDue(10)).toBe(1);
    expect(await core.pay.expireDue(10)).toBe(0);
    expect(await world.card(reference)).toMatchObject({ state: 'returned', actions: [] });
    expect((await world.notices('payment_returned')).at(-1)).toMatchObject({
      lane: `direct:discord::${alice.user}`,
      notice: { amount: { minor: '400' }, balance: { minor: '1000' } },
    });
    expect((await world.seen(bob)).claimed).toEqual([]);
    await world.proven();
  });

  test('row 13: can claim by the button, which nobody else can press', async () => {
    const [alice, bob] = [await someone(10_00n), nobody()];
    const { reference } = await world.pay(alice, bob, 4_00n);
    const { claim, take_back } = await actionsOf(reference);
    expect(Buffer.byteLength(claim!)).toBeLessThanOrEqual(32);
    expect(claim).not.toBe(take_back);
    expect(refusalOf(await core.intents.press(claim!, await someone(), origin()))).toBe('intent_not_yours');
    expect(refusalOf(await core.intents.press(claim!, alice, origin()))).toBe('intent_not_yours');
    expect(refusalOf(await core.intents.press(take_back!, bob, origin()))).toBe('intent_not_yours');
    expect(refusalOf(await core.intents.press('guessed', bob, origin()))).toBe('intent_unknown');
    expect(refusalOf(await core.intents.press("' or 1=1 --", bob, origin()))).toBe('intent_unknown');

    // The handler lets every press through `seen` first, which claims already.
    await world.seen(bob);
    const press = origin();
    const answer = granted(await core.intents.press(claim!, bob, press));
    expect(answer).toMatchObject({ toast: { kind: 'payment_claimed', amount: { minor: '400' } } });
    expect(granted(await core.intents.press(claim!, bob, press))).toEqual(answer);
    expect(refusalOf(await core.intents.press(claim!, bob, origin()))).toBe('intent_used');
    expect(refusalOf(await core.intents.press(take_back!, alice, origin()))).toBe('intent_used');
    expect(await world.balance(bob)).toBe('4.00 GBP');
  });

  test('row 24: loses it when the payer takes it back', async () => {
    const [alice, bob, carol] = [await someone(10_00n), nobody(), nobody()];
    const { reference } = await world.pay(alice, [bob, carol], 4_00n);
    const { claim, take_back } = await actionsOf(reference);
    await world.seen(bob);
    const press = origin();
    const answer = granted(await core.intents.press(take_back!, alice, press));
    expect(answer).toMatchObject({ toast: { kind: 'payment_taken_back', amount: { minor: '400' } } });
    expect(granted(await core.intents.press(take_back!, alice, press))).toEqual(answer);
    expect(refusalOf(await core.intents.press(take_back!, alice, origin()))).toBe('intent_used');
    expect(await world.states(reference)).toEqual(['settled', 'returned']);
    expect(await world.card(reference)).toMatchObject({ state: 'mixed', actions: [] });
    await world.seen(carol);
    expect(refusalOf(await core.intents.press(claim!, carol, origin()))).toBe('intent_expired');
    expect(await world.balance(carol)).toBe('0.00 GBP');
    await world.proven();
  });

  test('row 16: finds claim, take back and expiry at the same instant: exactly one wins', async () => {
    const outcomes = new Set<string>();
    const processes = [core, world.another(), world.another()];
    for (let round = 0; round < 24; round++) {
      const [alice, bob] = [await someone(4_00n), nobody()];
      const { reference } = await world.pay(alice, bob, 4_00n);
      const { take_back } = await actionsOf(reference);
      world.pass(days(14));
      const contend = [
        () => processes[0]!.people.seen({ identity: bob, name: 'Bob' }, directWith(bob)),
        () => processes[1]!.intents.press(take_back!, alice, origin()),
        () => processes[2]!.pay.expireDue(10),
      ];
      await Promise.all(contend.map((_, index) => contend[(index + round) % 3]!()));
      const state = (await world.states(reference))[0]!;
      outcomes.add(state);
      const paid = state === 'settled';
      expect(await world.balance(bob)).toBe(paid ? '4.00 GBP' : '0.00 GBP');
      expect(await world.balance(alice)).toBe(paid ? '0.00 GBP' : '4.00 GBP');
    }
    expect([...outcomes].every((state) => state === 'settled' || state === 'returned')).toBe(true);
    await world.proven();
  });

  test('waits while frozen, and has it at the next contact', async () => {
    const [alice, bob] = [await someone(10_00n), nobody()];
    const { reference } = await world.pay(alice, bob, 4_00n);
    const { claim } = await actionsOf(reference);
    granted(await core.bank.freeze(null, by(bob), true));
    expect((await world.seen(bob)).claimed).toEqual([]);
    expect(refusalOf(await core.intents.press(claim!, bob, origin()))).toBe('account_frozen');
    expect(await world.states(reference)).toEqual(['claimable']);
    granted(await core.bank.freeze(null, by(bob), false));
    expect((await world.seen(bob)).claimed).toHaveLength(1);
    await world.proven();
  });

  test('waits also when they came and were frozen between the order and its settlement', async () => {
    const [alice, bob] = [await someone(10_00n), nobody()];
    const { reference } = granted(await world.authorize(alice, bob, 4_00n));
    await world.seen(bob);
    granted(await core.bank.freeze(null, by(bob), true));
    await world.settleAll();
    expect(await world.states(reference)).toEqual(['claimable']);
    granted(await core.bank.freeze(null, by(bob), false));
    expect((await world.seen(bob)).claimed.map(shown)).toEqual(['4.00 GBP']);
    await world.proven();
  });

  test('gives a frozen payer their money back', async () => {
    const alice = await someone(10_00n);
    const { reference } = await world.pay(alice, nobody(), 4_00n);
    granted(await core.bank.freeze(null, by(alice), true));
    world.pass(days(14));
    await core.pay.expireDue(10);
    expect(await world.states(reference)).toEqual(['returned']);
    expect(await world.balance(alice)).toBe('10.00 GBP');
    await world.proven();
  });

  test('row 9: who turns out to be the payer has neither paid nor been paid', async () => {
    const alice = await world.person(telegram('77'), 10_00n);
    const { reference } = await world.pay(alice, handle('my_own_name', 'telegram'), 4_00n);
    expect((await world.seen(alice, { handle: 'my_own_name' })).claimed).toEqual([]);
    expect(await world.states(reference)).toEqual(['returned']);
    expect(await world.balance(alice)).toBe('10.00 GBP');
    await world.proven();
  });
});

describe('linking two chats', () => {
  test('makes one person with one balance and both pasts', async () => {
    const alice = await world.person(discord('link-a'), 10_00n);
    const other = await world.person(slack('ULINK'), 7_00n);
    await world.fund(other, 500n, 'JPY');
    const bob = await someone();
    await world.pay(other, by(bob, 'Bob'), 2_00n, { memo: 'before' });
    const { code } = granted(await core.people.linkCode(alice));
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);

    const key = world.key();
    const linked = granted(await core.people.link(other, ` ${code.toLowerCase()} `, key));
    expect(linked.balances.map(shown)).toEqual(['15.00 GBP', '500 JPY']);
    expect(linked.person.identities).toHaveLength(2);
    expect(granted(await core.people.link(other, code, key)).person.id).toBe(linked.person.id);
    expect([await world.balance(alice), await world.balance(other)]).toEqual(['15.00 GBP', '15.00 GBP']);

    const { lines } = await core.account.history(alice, 20);
    expect(lines.map(({ code, amount }) => `${code} ${shown(amount)}`)).toEqual([
      'link 500 JPY',
      'link 5.00 GBP',
      'pay -2.00 GBP',
      'fund 500 JPY',
      'fund 7.00 GBP',
      'fund 10.00 GBP',
    ]);
    expect(lines[2]).toMatchObject({ memo: 'before', counterparty: { name: bob.user } });
    await world.proven();
  });

  test('keeps what they are called in each, for the card to choose from', async () => {
    const alice = await world.person(discord('named-a'), 10_00n, { name: 'Alice' });
    const erin = await world.person(telegram('90'), 0n, { name: 'Erin' });
    const { code } = granted(await core.people.linkCode(alice));
    granted(await core.people.link(erin, code, world.key()));
    const { reference } = await world.pay(alice, await someone(), 1_00n);
    const { payer } = await world.card(reference);
    expect(Object.fromEntries(payer.identities.map(({ platform, name }) => [platform, name]))).toEqual({
      discord: 'Alice',
      telegram: 'Erin',
    });
  });

  test('works once per code, and only for ten minutes, and only between two people', async () => {
    const [alice, bob, carol] = [await someone(1n), await someone(1n), await someone(1n)];
    const { code } = granted(await core.people.linkCode(alice));
    expect(refusalOf(await core.people.link(alice, code, world.key()))).toBe('link_same_person');
    granted(await core.people.link(bob, code, world.key()));
    expect(refusalOf(await core.people.link(carol, code, world.key()))).toBe('link_code_invalid');

    const old = granted(await core.people.linkCode(alice)).code;
    const newer = granted(await core.people.linkCode(alice)).code;
    expect(refusalOf(await core.people.link(carol, old, world.key()))).toBe('link_code_invalid');
    world.pass(10 * 60_000);
    expect(refusalOf(await core.people.link(carol, newer, world.key()))).toBe('link_code_expired');
  });

  test('row 13: cannot be guessed: five wrong codes an hour, counted also when they come at once', async () => {
    const [alice, thief] = [await someone(10_00n), await someone()];
    const { code } = granted(await core.people.linkCode(alice));
    const guesses = await Promise.all(
      Array.from({ length: 8 }, (_, index) => core.people.link(thief, `guess${index}`, world.key())),
    );
    expect(guesses.map(refusalOf).filter((one) => one === 'link_code_invalid')).toHaveLength(5);
    expect(refusalOf(await core.people.link(thief, code, world.key()))).toBe('link_tries_exhausted');
    world.pass(3_600_001);
    expect(refusalOf(await core.people.link(thief, 'another', world.key()))).toBe('link_code_invalid');
  });

  test('row 13: a right code of one’s own forgives no guesses, and costs none', async () => {
    const [thief, accomplice] = [await someone(), await someone(1n)];
    let guesses = 0;
    for (let round = 0; round < 6; round++) {
      for (let index = 0; index < 3; index++) {
        const guess = await core.people.link(thief, `0000${round}0000${index}`, world.key());
        if (refusalOf(guess) === 'link_code_invalid') guesses++;
      }
      for (const owner of [thief, accomplice]) {
        const { code } = granted(await core.people.linkCode(owner));
        await core.people.redeem(thief, code, world.key(), 'always');
      }
    }
    expect(guesses).toBe(5);

    const careful = await someone();
    for (let index = 0; index < 8; index++) {
      const { code } = granted(await core.people.linkCode(accomplice));
      granted(await core.people.redeem(careful, code, world.key(), 'always'));
    }
  });

  test('asks who has money, shows whose code it is, and joins only by their own press, once', async () => {
    const [eve, victim] = [await someone(), await someone(1000_00n)];
    const { code } = granted(await core.people.linkCode(eve));
    const asked = granted(await core.people.redeem(victim, code, world.key(), 'with_money'));
    if (asked.did !== 'asked') throw new Error('joined without a question');
    expect(asked).toMatchObject({ owner: { identities: [eve] }, balances: [{ minor: '100000' }] });
    expect([await world.balance(eve), await world.balance(victim)]).toEqual(['0.00 GBP', '1000.00 GBP']);
    expect(refusalOf(await core.intents.press(asked.intent, eve, origin()))).toBe('intent_not_yours');

    const pressed = origin();
    const linked = granted(await core.intents.press(asked.intent, victim, pressed));
    expect(linked).toMatchObject({ in_place: { kind: 'linked', balances: [{ minor: '100000' }] } });
    expect(granted(await core.intents.press(asked.intent, victim, pressed))).toEqual(linked);
    expect(refusalOf(await core.intents.press(asked.intent, victim, origin()))).toBe('intent_used');
    expect(await world.balance(eve)).toBe('1000.00 GBP');
    const told = (await world.notices('link_joined')).filter(({ lane }) => lane.endsWith(eve.user));
    expect(told).toMatchObject([{ notice: { person: { identities: [victim] } } }]);
    await world.proven();
  });

  test('tells whose code it was also of who had nothing to ask about; not where both were known to be one', async () => {
    const [alice, bob, carol] = [await someone(1n), await someone(), await someone()];
    const toldOf = async () =>
      (await world.notices('link_joined')).filter(({ lane }) => lane.endsWith(alice.user)).length;
    granted(await core.people.link(bob, granted(await core.people.linkCode(alice)).code, world.key()));
    expect(await toldOf()).toBe(0);
    const { code } = granted(await core.people.linkCode(alice));
    granted(await core.people.redeem(carol, code, world.key(), 'with_money'));
    expect(await toldOf()).toBe(1);
  });

  test('joins who has nothing at once by a code that they typed, and asks who tapped one', async () => {
    const [alice, typing, tapping] = [await someone(5n), await someone(), await someone()];
    const first = granted(await core.people.linkCode(alice)).code;
    expect(granted(await core.people.redeem(tapping, first, world.key(), 'always')).did).toBe('asked');
    expect(granted(await core.people.redeem(typing, first, world.key(), 'with_money')).did).toBe('linked');
  });

  test('closes its question after ten minutes, with a newer code, and when the code was used', async () => {
    const [alice, bob, carol] = [await someone(1n), await someone(1n), await someone(1n)];
    const ask = async (who: Identity, code: string) => {
      const asked = granted(await core.people.redeem(who, code, world.key(), 'with_money'));
      if (asked.did !== 'asked') throw new Error('joined without a question');
      return asked.intent;
    };
    const late = await ask(bob, granted(await core.people.linkCode(alice)).code);
    world.pass(10 * 60_000);
    expect(refusalOf(await core.intents.press(late, bob, origin()))).toBe('intent_expired');
    const replaced = await ask(bob, granted(await core.people.linkCode(alice)).code);
    const { code } = granted(await core.people.linkCode(alice));
    expect(refusalOf(await core.intents.press(replaced, bob, origin()))).toBe('link_code_invalid');
    const [bobs, carols] = [await ask(bob, code), await ask(carol, code)];
    const both = await Promise.all([
      core.intents.press(bobs, bob, origin()),
      world.another().intents.press(carols, carol, origin()),
    ]);
    expect(both.map(refusalOf).sort()).toEqual(['link_code_invalid', 'ok']);
    await world.proven();
  });

  test('keeps no code that a reader of the database could use', async () => {
    const { code } = granted(await core.people.linkCode(await someone()));
    const rows = await world.sql`select * from link_code`;
    expect(
      JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
    ).not.toContain(code.replace('-', ''));
  });

  test('waits for payments under way, on either side of them, and for frozen people', async () => {
    const [alice, bob, carol] = [await someone(10_00n), await someone(10_00n), await someone(10_00n)];
    const { code } = granted(await core.people.linkCode(alice));
    granted(await world.authorize(bob, carol, 1_00n));
    expect(refusalOf(await core.people.link(bob, code, world.key()))).toBe('link_busy');
    expect(refusalOf(await core.people.link(carol, code, world.key()))).toBe('link_busy');
    await world.settleAll();
    granted(await core.bank.freeze(null, by(bob), true));
    expect(refusalOf(await core.people.link(bob, code, world.key()))).toBe('link_busy');
    granted(await core.bank.freeze(null, by(bob), false));
    granted(await core.people.link(bob, code, world.key()));
    expect(await world.balance(alice)).toBe('19.00 GBP');
  });

  test('leaves what was claimable and what was paid with the person who is left', async () => {
    const [alice, other] = [await someone(), await world.person(slack('UCLAIM'), 10_00n)];
    const { reference } = await world.pay(other, slack('UNOBODY'), 4_00n);
    const { code } = granted(await core.people.linkCode(alice));
    granted(await core.people.link(other, code, world.key()));
    const { take_back } = await actionsOf(reference);
    expect(granted(await core.intents.press(take_back!, alice, origin()))).toMatchObject({
      toast: { kind: 'payment_taken_back' },
    });
    expect(await world.balance(alice)).toBe('10.00 GBP');
    expect((await world.card(reference)).payer.name).toBe((await core.people.find(alice))!.name);
    await world.proven();
  });

  test('of a chain of people leads everybody to the last one', async () => {
    const people = [await someone(1_00n), await someone(2_00n), await someone(3_00n), await someone(4_00n)];
    for (let index = 1; index < people.length; index++) {
      const { code } = granted(await core.people.linkCode(people[index]!));
      granted(await core.people.link(people[index - 1]!, code, world.key()));
    }
    for (const person of people) expect(await world.balance(person)).toBe('10.00 GBP');
    const [row] = await world.sql<{ count: string }[]>`
      select count(*) from person p join person q on q.id = p.merged_into where q.merged_into is not null`;
    expect(Number(row!.count)).toBe(0);
    await world.proven();
  });

  test('both ways at once, and with payments racing them, keeps every penny', async () => {
    const processes = [core, world.another(), world.another()];
    for (let round = 0; round < 12; round++) {
      const [alice, bob, carol] = [await someone(10_00n), await someone(10_00n), await someone(10_00n)];
      const codes = [
        granted(await core.people.linkCode(alice)).code,
        granted(await core.people.linkCode(bob)).code,
      ];
      await Promise.all([
        processes[0]!.people.link(bob, codes[0]!, world.key()),
        processes[1]!.people.link(alice, codes[1]!, world.key()),
        processes[2]!.people.link(carol, codes[0]!, world.key()),
        processes[0]!.pay.authorize(world.request(alice, carol, 3_00n)),
        processes[1]!.pay.authorize(world.request(carol, bob, 2_00n)),
        processes[2]!.pay.authorize(world.request(bob, alice, 1_00n)),
      ]);
      await world.settleAll();
      const persons = await Promise.all([alice, bob, carol].map((identity) => core.people.find(identity)));
      const wallets = new Map(
        await Promise.all(
          [alice, bob, carol].map(
            async (identity, index) =>
              [
                persons[index]!.id,
                BigInt((await core.account.balance(identity)).balances[0]!.balance.minor),
              ] as const,
          ),
        ),
      );
      expect([...wallets.values()].reduce((sum, balance) => sum + balance, 0n)).toBe(30_00n);
    }
    await world.proven();
  });
});
