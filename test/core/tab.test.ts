/** Tabs: what a group owes each other, who changed it, and how it is settled with real money. */
import { beforeAll, describe, expect, it, test } from 'vitest';
import type { PressedIntent } from '../../core/capability.ts';
import { sqlFile } from '../../core/db/index.ts';
import type { Identity, Json, NoticeOf, Origin, Who } from '../../core/index.ts';
import { decimalText } from '../../core/index.ts';
import { pressPay } from '../../core/tab/pay-due.ts';
import { type Balance, equalParts, legsOf, planOf, sameParts } from '../../core/tab/rules.ts';
import type { TabExpense, TabIntent } from '../../core/tab/types.ts';
import { by, directWith, discord, granted, group, openWorld, refusalOf, slack, telegram } from './world.ts';

const world = await openWorld();
const { core, context, sql } = world;

let serial = 0;
/** A channel that nobody has used yet, on Discord. */
const room = () => {
  serial += 1;
  const conversation = { ...group('discord'), channel: `room-${serial}` };
  const origin = (key = world.key()): Origin => ({ key, conversation });
  const add = (who: Identity, amount: bigint, more: Partial<TabExpense> = {}) =>
    core.tab.add({
      by: who,
      origin: origin(),
      amount,
      asset: 'GBP',
      memo: null,
      payer: null,
      among: [],
      only: false,
      ...more,
    });
  const asks = (who: Identity) => ({ by: who, origin: origin() });
  const show = async () => granted(await core.tab.show(asks(alice)));
  /** `Alice 16.00 GBP`, by the order in which people came. */
  const standings = async (): Promise<string[]> =>
    (await show()).standings.map(
      ({ person, balances }) =>
        `${person.name} ${balances.map((one) => `${decimalText(one)} ${one.asset.code}`).join(' ')}`,
    );
  const plan = async (): Promise<string[]> =>
    (await show()).plan.map(
      ({ debtor, creditor, amount }) =>
        `${debtor.name} → ${creditor.name} ${decimalText(amount)} ${amount.asset.code}`,
    );
  return { conversation, origin, add, asks, show, standings, plan };
};

const [alice, bob, carol, dave] = ['alice', 'bob', 'carol', 'dave'].map(discord) as [
  Identity,
  Identity,
  Identity,
  Identity,
];
beforeAll(async () => {
  for (const one of [alice, bob, carol, dave]) await world.person(one, 100_00n, { name: one.user });
});

const change = async (reference: string): Promise<NoticeOf<'tab_change'>> =>
  (await context.noticeOf(sql, { kind: 'tab_change', id: reference })) as NoticeOf<'tab_change'>;
const round = async (reference: string): Promise<NoticeOf<'tab_round'>> =>
  (await context.noticeOf(sql, { kind: 'tab_round', id: reference })) as NoticeOf<'tab_round'>;

describe('the rules', () => {
  const parts = (...amounts: number[]) =>
    new Map(amounts.map((amount, at) => [BigInt(at + 1), BigInt(amount)]));

  it('divide to the last unit, and again in the same proportions', () => {
    expect([...equalParts(10_00n, [1n, 2n, 3n], 'x').values()].sort()).toEqual([333n, 333n, 334n]);
    expect([...sameParts(20_00n, parts(333, 334, 333), 'x').values()].sort()).toEqual([666n, 667n, 667n]);
    expect([...sameParts(20_00n, parts(250, 500, 250), 'x').values()]).toEqual([500n, 1000n, 500n]);
  });

  it('give no leg to whoever has nothing to do with it', () => {
    const legs = legsOf(
      new Map([[2n, 2n]]),
      new Map([
        [1n, 1n],
        [2n, 1n],
        [3n, 0n],
      ]),
    );
    expect(legs.map(({ member }) => member)).toEqual([1n, 2n]);
  });

  const balances = (...amounts: number[]): Balance[] =>
    amounts.map((amount, at) => ({ member: BigInt(at + 1), amount: BigInt(amount) }));

  it('propose the same plan for the same books, in whatever order they are read', () => {
    const some = balances(50, -20, -20, 30, -40);
    const plan = planOf(some);
    expect(plan.map(({ debtor, creditor, amount }) => `${debtor}→${creditor} ${amount}`)).toEqual([
      '5→1 40',
      '2→4 20',
      '3→1 10',
      '3→4 10',
    ]);
    for (let turn = 0; turn < some.length; turn += 1) {
      some.push(some.shift()!);
      expect(planOf(some)).toEqual(plan);
    }
  });

  it('row 25: a plan evens out whatever balances there are, with fewer payments than people', () => {
    let state = 42;
    const random = (max: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state % max;
    };
    for (let run = 0; run < 300; run += 1) {
      const amounts = Array.from({ length: 1 + random(12) }, () => random(2_000) - 1_000);
      const all = balances(...amounts, -amounts.reduce((sum, one) => sum + one, 0));
      const left = new Map(all.map(({ member, amount }) => [member, amount]));
      const plan = planOf(all);
      for (const { debtor, creditor, amount } of plan) {
        expect(amount).toBeGreaterThan(0n);
        left.set(debtor, left.get(debtor)! + amount);
        left.set(creditor, left.get(creditor)! - amount);
      }
      expect([...left.values()].every((amount) => amount === 0n)).toBe(true);
      expect(plan.length).toBeLessThan(Math.max(1, all.filter(({ amount }) => amount !== 0n).length) + 0.5);
    }
  });
});

describe('an expense', () => {
  it('is shared by everybody on the tab, in as many currencies as there are', async () => {
    const here = room();
    for (const one of [bob, carol]) granted(await core.tab.join(here.asks(one)));
    granted(await here.add(alice, 24_00n, { memo: 'petrol' }));
    granted(await here.add(bob, 900n, { asset: 'JPY' }));
    granted(await here.add(carol, 3_000n, { asset: 'KWD' }));
    expect(await here.standings()).toEqual([
      'bob -8.00 GBP 600 JPY -1.000 KWD',
      'carol -8.00 GBP -300 JPY 2.000 KWD',
      'alice 16.00 GBP -300 JPY -1.000 KWD',
    ]);
    expect(await here.plan()).toEqual([
      'bob → alice 8.00 GBP',
      'carol → alice 8.00 GBP',
      'carol → bob 300 JPY',
      'alice → bob 300 JPY',
      'bob → carol 1.000 KWD',
      'alice → carol 1.000 KWD',
    ]);
  });

  it('is shared by those who are named and whoever paid, or by those named only', async () => {
    const here = room();
    granted(await here.add(alice, 30_00n, { among: [by(bob), by(carol)] }));
    granted(await here.add(alice, 10_00n, { among: [by(dave)], only: true }));
    granted(await here.add(alice, 8_00n, { payer: by(bob), among: [by(carol)] }));
    expect(await here.standings()).toEqual([
      'alice 30.00 GBP',
      'bob -6.00 GBP',
      'carol -14.00 GBP',
      'dave -10.00 GBP',
    ]);
  });

  it('row 10: has one share of somebody who is named twice, and of whoever paid and is named', async () => {
    const here = room();
    granted(await here.add(alice, 9_00n, { among: [by(bob), by(alice), by(bob)] }));
    expect(await here.standings()).toEqual(['alice 4.50 GBP', 'bob -4.50 GBP']);
  });

  it('row 9: of one alone is refused, also under the name of a linked account', async () => {
    const here = room();
    const other = telegram('77');
    await world.seen(other);
    granted(await core.people.link(other, granted(await core.people.linkCode(dave)).code, world.key()));
    expect(refusalOf(await here.add(dave, 9_00n))).toBe('tab_nobody');
    expect(refusalOf(await here.add(dave, 9_00n, { among: [by(other)] }))).toBe('tab_nobody');
    expect(refusalOf(await here.add(dave, 9_00n, { among: [by(dave)], payer: by(other), only: true }))).toBe(
      'tab_nobody',
    );
    expect((await here.show()).members).toBe(0);
  });

  test.each([
    ['row 1: nothing', { amount: 0n }, 'amount_not_positive'],
    ['row 1: less than nothing', { amount: -1_00n }, 'amount_not_positive'],
    ['row 5: more than there is', { amount: 10n ** 18n }, 'amount_too_large'],
    ['row 2: a currency that there is not', { asset: 'XYZ' }, 'currency_unknown'],
    ['less than a unit for each', { amount: 1n }, 'total_too_small'],
    ['a bot', { among: [{ ...by(carol), isBot: true } as Who] }, 'payee_is_bot'],
    [
      'somebody unknown',
      { among: [{ by: 'handle', handle: 'nobody', platform: 'discord', tenant: '' } as Who] },
      'payee_unknown',
    ],
    ['a novel', { memo: 'x'.repeat(201) }, 'memo_too_long'],
  ])('%s is refused, and leaves nothing behind', async (_, more, code) => {
    const here = room();
    expect(refusalOf(await here.add(alice, 9_00n, { among: [by(bob)], ...more }))).toBe(code);
    expect((await here.show()).members).toBe(0);
  });

  it('row 5: is exact beyond what a float can hold', async () => {
    const here = room();
    granted(await here.add(alice, 9_007_199_254_740_993n, { among: [by(bob)], only: true }));
    expect(await here.standings()).toEqual(['alice 90071992547409.93 GBP', 'bob -90071992547409.93 GBP']);
  });

  it('row 12: is entered once, by however many processes handle its event', async () => {
    const here = room();
    const request = {
      by: alice,
      origin: here.origin(),
      amount: 5_00n,
      asset: 'GBP',
      memo: null,
      payer: null,
      among: [by(bob)],
      only: false,
    };
    const others = [core, world.another(), world.another()];
    const shown = await Promise.all(others.map(({ tab }) => tab.add(request)));
    expect(new Set(shown.map((one) => granted(one).reference)).size).toBe(1);
    expect(await here.standings()).toEqual(['alice 2.50 GBP', 'bob -2.50 GBP']);
  });

  it('belongs to a group', async () => {
    const origin = { key: world.key(), conversation: { ...group('discord'), kind: 'direct' as const } };
    expect(refusalOf(await core.tab.show({ by: alice, origin }))).toBe('tab_needs_group');
    expect(refusalOf(await core.tab.join({ by: alice, origin }))).toBe('tab_needs_group');
    expect(refusalOf(await core.tab.settle({ by: alice, origin }))).toBe('tab_needs_group');
  });

  it('tells whoever is on the tab and not in this chat', async () => {
    const here = room();
    const faraway = await world.person(slack('U77'));
    const { reference } = granted(await here.add(alice, 4_00n, { among: [by(faraway), by(bob)] }));
    const told = await world.notices('tab_news');
    expect(told.map(({ lane }) => lane)).toEqual(['direct:slack:T1:U77']);
    expect(told[0]!.notice).toMatchObject({ change: { did: 'added', reference } });
  });
});

describe('an amount that can be read in two ways', () => {
  const button = (who: Identity, payload: Partial<TabIntent>) =>
    core.intents.create({
      person: who,
      kind: 'tab_amount',
      payload: {
        number: null,
        memo: 'rent',
        payer: null,
        among: [by(bob)],
        only: false,
        ...payload,
      } as unknown as Json,
      life_ms: 60_000,
    });

  it('is entered once, as the first button says, in the conversation of the command', async () => {
    const here = room();
    const asked = { key: world.key(), asset: 'GBP', conversation: here.conversation };
    const [small, large] = [
      await button(alice, { ...asked, amount: '100' }),
      await button(alice, { ...asked, amount: '100000' }),
    ];
    const press = async (intent: string, who = alice) =>
      core.intents.press(intent, who, { key: world.key(), conversation: directWith(who) });
    expect(refusalOf(await press(small, bob))).toBe('intent_not_yours');
    const all = (await Promise.all([press(small), press(large), press(small)])).map(granted);
    const [{ show }] = all as [(typeof all)[0]];
    expect(new Set(all.map((one) => one.show?.reference))).toEqual(new Set([show!.reference]));
    const { entry } = await change(show!.reference);
    expect(['1.00', '1000.00']).toContain(decimalText(entry.amount));
    expect((await here.standings()).length).toBe(2);

    const edit = await button(alice, { ...asked, key: world.key(), number: 1, amount: '3000', among: [] });
    const changed = granted(await press(edit)).show!;
    expect((await change(changed.reference)).entry).toMatchObject({ number: 1, amount: { minor: '3000' } });
    expect(await here.plan()).toEqual(['bob → alice 15.00 GBP']);
  });
});

describe('who is on a tab', () => {
  it('leaves and comes back; what they owe stays, and what is named to them still counts', async () => {
    const here = room();
    granted(await here.add(alice, 10_00n, { among: [by(bob)] }));
    const left = granted(await core.tab.leave(here.asks(bob)));
    expect(left.members.map(({ name }) => name)).toEqual(['alice']);
    expect(refusalOf(await here.add(alice, 10_00n))).toBe('tab_nobody');
    granted(await here.add(alice, 10_00n, { among: [by(bob)] }));
    expect((await here.show()).members).toBe(1);
    expect(await here.standings()).toEqual(['alice 10.00 GBP', 'bob -10.00 GBP']);
    granted(await core.tab.join(here.asks(bob)));
    granted(await here.add(alice, 10_00n));
    expect(await here.standings()).toEqual(['alice 15.00 GBP', 'bob -15.00 GBP']);
  });

  it('is one person with one balance, also after two of them turn out to be one', async () => {
    const here = room();
    const twin = await world.person(telegram('88'));
    granted(await here.add(alice, 10_00n, { among: [by(twin)] }));
    granted(await here.add(carol, 10_00n, { among: [by(twin)] }));
    granted(await core.people.link(twin, granted(await core.people.linkCode(carol)).code, world.key()));
    expect(await here.standings()).toEqual(['alice 5.00 GBP', 'carol -5.00 GBP']);
    expect(await here.plan()).toEqual(['carol → alice 5.00 GBP']);
  });

  it('row 13: a bystander changes nothing and opens no round', async () => {
    const here = room();
    granted(await here.add(alice, 10_00n, { among: [by(bob)] }));
    const edit = {
      ...here.asks(carol),
      number: 1,
      amount: null,
      memo: 'mine',
      payer: null,
      among: [],
      only: false,
    };
    expect(refusalOf(await core.tab.edit(edit))).toBe('tab_not_member');
    expect(refusalOf(await core.tab.remove({ ...here.asks(carol), number: 1 }))).toBe('tab_not_member');
    expect(refusalOf(await core.tab.settle(here.asks(carol)))).toBe('tab_not_member');
    expect(refusalOf(await core.tab.leave(here.asks(carol)))).toBe('tab_not_member');
  });
});

describe('a correction', () => {
  const nothing = { amount: null, memo: null, payer: null, among: [], only: false };

  it('is a reversal and a new entry, and says who changed what', async () => {
    const here = room();
    const { reference } = granted(
      await here.add(alice, 24_00n, { memo: 'petrol', among: [by(bob), by(carol)] }),
    );
    const edited = granted(
      await core.tab.edit({
        ...here.asks(bob),
        ...nothing,
        number: 1,
        amount: { minor: 30_00n, asset: 'EUR' },
      }),
    );
    expect(await change(edited.reference)).toMatchObject({
      did: 'edited',
      by: { name: 'bob' },
      entry: { number: 1, memo: 'petrol', amount: { minor: '3000', asset: { code: 'EUR' } } },
      before: { number: 1, amount: { minor: '2400', asset: { code: 'GBP' } } },
    });
    expect(await change(reference)).toMatchObject({
      did: 'added',
      since: 'edited',
      entry: { amount: { minor: '2400' } },
    });
    expect(await here.standings()).toEqual(['alice 20.00 EUR', 'bob -10.00 EUR', 'carol -10.00 EUR']);
    const kept =
      await sql`select amount from tab_entry e join tab t on t.id = e.tab where t.channel = ${here.conversation.channel} order by e.id`;
    expect(kept.map(({ amount }) => amount)).toEqual(['2400', '-2400', '3000']);
  });

  it('keeps what it does not say: who paid, who shares, in which proportions', async () => {
    const here = room();
    granted(await here.add(alice, 24_00n, { payer: by(bob), among: [by(carol)], only: true }));
    granted(await core.tab.edit({ ...here.asks(alice), ...nothing, number: 1, memo: 'diesel' }));
    expect(await here.standings()).toEqual(['bob 24.00 GBP', 'carol -24.00 GBP']);
    granted(await core.tab.edit({ ...here.asks(alice), ...nothing, number: 1, among: [by(alice)] }));
    granted(await core.tab.edit({ ...here.asks(alice), ...nothing, number: 1, payer: by(carol) }));
    expect(await here.standings()).toEqual(['alice -12.00 GBP', 'bob -12.00 GBP', 'carol 24.00 GBP']);
    expect(refusalOf(await core.tab.edit({ ...here.asks(alice), ...nothing, number: 1 }))).toBe(
      'tab_unchanged',
    );
  });

  it('row 24: deleted however often, an expense is gone once', async () => {
    const here = room();
    const { reference } = granted(await here.add(alice, 24_00n, { among: [by(bob)] }));
    const request = { ...here.asks(bob), number: 1 };
    const first = granted(await core.tab.remove(request));
    expect(granted(await core.tab.remove(request))).toEqual(first);
    const again = await Promise.all([1, 2, 3].map(() => core.tab.remove({ ...here.asks(alice), number: 1 })));
    expect(again.map(refusalOf)).toEqual(Array(3).fill('tab_entry_deleted'));
    expect(await here.standings()).toEqual([]);
    expect(await change(first.reference)).toMatchObject({
      did: 'deleted',
      by: { name: 'bob' },
      entry: { number: 1 },
    });
    expect(await change(reference)).toMatchObject({ since: 'deleted' });
  });

  it('of one expense by two at once is two corrections, one after the other', async () => {
    const here = room();
    granted(await here.add(alice, 24_00n, { among: [by(bob)] }));
    const edits = [10_00n, 20_00n].map((minor) =>
      core.tab.edit({ ...here.asks(alice), ...nothing, number: 1, amount: { minor, asset: 'GBP' } }),
    );
    for (const edit of await Promise.all(edits)) granted(edit);
    expect(['alice 5.00 GBP', 'alice 10.00 GBP']).toContain((await here.standings())[0]);
  });

  it('of what there is not is refused', async () => {
    const here = room();
    granted(await here.add(alice, 24_00n, { among: [by(bob)] }));
    expect(refusalOf(await core.tab.remove({ ...here.asks(alice), number: 2 }))).toBe('tab_entry_unknown');
    const elsewhere = room();
    expect(refusalOf(await core.tab.remove({ ...elsewhere.asks(alice), number: 1 }))).toBe('tab_not_member');
  });

  it('is the only way: what was entered cannot be changed in the database', async () => {
    for (const table of ['tab_change', 'tab_entry', 'tab_leg'])
      await expect(world.owner.query(`delete from ${table}`)).rejects.toThrow();
    await expect(world.owner.query('update tab_due set amount = 1')).rejects.toThrow();
  });
});

describe('settling up', () => {
  /** Alice paid for bob and carol, who owe her eight pounds each. */
  const dinner = async () => {
    const here = room();
    granted(await here.add(alice, 24_00n, { among: [by(bob), by(carol)] }));
    const shown = granted(await core.tab.settle(here.asks(bob)));
    const card = () => round(shown.reference);
    const button = (await card()).actions[0]!.intent;
    const press = (who: Identity, key = world.key(), process = core) =>
      process.intents.press(button, who, here.origin(key));
    const states = async () => (await card()).dues.map(({ debtor, state }) => `${debtor.name} ${state}`);
    return { here, shown, card, press, states };
  };
  const had = async () => [await world.balance(alice), await world.balance(bob), await world.balance(carol)];

  it('moves real money, and the tab is credited when that has settled', async () => {
    const before = await had();
    const { here, press, states, card } = await dinner();
    expect(granted(await press(bob))).toMatchObject({ toast: { kind: 'tab_paid', total: { minor: '800' } } });
    expect(await states()).toEqual(['bob pending', 'carol open']);
    expect(await here.standings()).toEqual(['alice 16.00 GBP', 'bob -8.00 GBP', 'carol -8.00 GBP']);
    // What is on its way is not asked for again.
    expect(await here.plan()).toEqual(['carol → alice 8.00 GBP']);
    await world.settleAll();
    expect(await states()).toEqual(['bob paid', 'carol open']);
    expect(await here.standings()).toEqual(['alice 8.00 GBP', 'carol -8.00 GBP']);
    granted(await press(carol));
    await world.settleAll();
    expect(await card()).toMatchObject({ state: 'done', actions: [] });
    expect(await here.standings()).toEqual([]);
    expect(refusalOf(await core.tab.settle(here.asks(alice)))).toBe('tab_even');
    const pounds = (text: string) => Number(text.split(' ')[0]);
    const after = await had();
    expect(after.map((text, at) => pounds(text) - pounds(before[at]!))).toEqual([16, -8, -8]);
  });

  it('row 12: two taps, and one tap in three processes, pay once', async () => {
    const { press, states } = await dinner();
    const key = world.key();
    const same = await Promise.all(
      [core, world.another(), world.another()].map((one) => press(bob, key, one)),
    );
    expect(new Set(same.map((one) => granted(one).show!.reference)).size).toBe(1);
    const others = await Promise.all([1, 2, 3].map(() => press(bob)));
    expect(others.map(refusalOf)).toEqual(Array(3).fill('intent_used'));
    const { show } = granted(await press(bob, key));
    expect(show).toEqual(granted(same[0]!).show);
    await world.settleAll();
    expect(await states()).toEqual(['bob paid', 'carol open']);
  });

  it('row 12: different taps at the same moment in three processes pay once', async () => {
    const { press, here } = await dinner();
    const pressed = await Promise.all(
      [core, world.another(), world.another()].map((one) => press(carol, world.key(), one)),
    );
    expect(pressed.map(refusalOf).sort()).toEqual(['intent_used', 'intent_used', 'ok']);
    await world.settleAll();
    expect(await here.standings()).toEqual(['alice 8.00 GBP', 'bob -8.00 GBP']);
  });

  it('row 13: is for debtors; neither a creditor nor a bystander has anything to pay', async () => {
    const { press } = await dinner();
    expect(refusalOf(await press(alice))).toBe('intent_not_yours');
    expect(refusalOf(await press(dave))).toBe('intent_not_yours');
    expect(
      refusalOf(
        await core.intents.press('guessed', bob, { key: world.key(), conversation: group('discord') }),
      ),
    ).toBe('intent_unknown');
  });

  it('row 13: a due is paid by its debtor and as it was proposed, whatever a payment says that it is for', async () => {
    const { shown, here } = await dinner();
    const [due] = await sql<{ id: bigint }[]>`
      select d.id from tab_due d join tab_round r on r.id = d.round where r.reference = ${shown.reference} order by d.id`;
    const payable = { kind: 'tab_due', id: String(due!.id) };
    const pay = (payer: Identity, payee: Identity, amount: bigint) =>
      core.pay.authorize(world.request(payer, payee, amount, { payable }));
    expect(refusalOf(await pay(carol, alice, 8_00n))).toBe('intent_not_yours');
    expect(refusalOf(await pay(bob, carol, 8_00n))).toBe('intent_expired');
    expect(refusalOf(await pay(bob, alice, 1n))).toBe('intent_expired');
    expect((await here.show()).plan).toHaveLength(2);
  });

  it('a payment that is voided credits nothing, and can be made again', async () => {
    const { here, press, states } = await dinner();
    granted(await press(bob));
    granted(await core.bank.freeze(null, by(alice), true));
    await world.settleAll();
    granted(await core.bank.freeze(null, by(alice), false));
    expect(await states()).toEqual(['bob open', 'carol open']);
    expect(await here.standings()).toEqual(['alice 16.00 GBP', 'bob -8.00 GBP', 'carol -8.00 GBP']);
    expect(await here.plan()).toEqual(['bob → alice 8.00 GBP', 'carol → alice 8.00 GBP']);
    granted(await press(bob));
    await world.settleAll();
    expect(await states()).toEqual(['bob paid', 'carol open']);
  });

  it('a due that another press was paying when it was asked about is not paid unasked when that comes to nothing', async () => {
    const { here, shown, press, states } = await dinner();
    granted(await press(bob));
    const [found] = await sql<
      { id: bigint }[]
    >`select id from tab_round where reference = ${shown.reference}`;
    const pressed: PressedIntent = {
      ...{ key: world.key(), kind: 'tab_pay', subject: found!.id, payload: { asset: 'GBP' } },
      ...{
        expires_at: null,
        outcome: null,
        by: (await context.known(bob))!,
        identity: bob,
        origin: here.origin(),
      },
    };
    const tooLate: typeof core.pay = {
      ...core.pay,
      async authorize(request) {
        granted(await core.bank.freeze(null, by(alice), true));
        await world.settleAll();
        granted(await core.bank.freeze(null, by(alice), false));
        return core.pay.authorize(request);
      },
    };
    expect(refusalOf(await pressPay(context, tooLate, pressed))).toBe('intent_used');
    expect(await states()).toEqual(['bob pending', 'carol open']);
    await world.settleAll();
  });

  it('what a creditor gives back of a payment is owed again, and can be settled again', async () => {
    const { here, press, states } = await dinner();
    const { show } = granted(await press(bob));
    await world.settleAll();
    const { reference } = show!;
    const amount = { minor: '300', asset: { code: 'GBP', exponent: 2 } };
    granted(await core.refund.refund(alice, { reference, amount, key: world.key() }));
    await world.settleAll();
    expect(await states()).toEqual(['bob paid', 'carol open']);
    expect(await here.standings()).toEqual(['alice 11.00 GBP', 'bob -3.00 GBP', 'carol -8.00 GBP']);
    const { text } = granted(await core.tab.export(here.asks(alice)));
    expect(text).toContain(`${reference},Payment,5.00,GBP,-5.00,5.00,0.00`);
    const round = granted(await core.tab.settle(here.asks(bob)));
    expect(await here.plan()).toEqual(['carol → alice 8.00 GBP', 'bob → alice 3.00 GBP']);
    expect(round.reference).toMatch(/^tab_/);
    // What the bank orders back of the rest as well: then nothing was paid, and a file has no line of it.
    const rest = { minor: '500', asset: amount.asset };
    granted(await core.refund.refundByBank(null, { reference, payee: null, amount: rest, key: world.key() }));
    expect(await here.standings()).toEqual(['alice 16.00 GBP', 'bob -8.00 GBP', 'carol -8.00 GBP']);
    expect(granted(await core.tab.export(here.asks(alice))).text).not.toContain(reference);
    await world.proven();
  });

  it('whoever has not enough is told so, and pays once they have', async () => {
    const here = room();
    const poor = await world.person(discord('poor'));
    granted(await here.add(alice, 24_00n, { among: [by(poor)] }));
    const { reference } = granted(await core.tab.settle(here.asks(alice)));
    const { intent } = (await round(reference)).actions[0]!;
    expect(refusalOf(await core.intents.press(intent, poor, here.origin()))).toBe('insufficient_funds');
    await world.fund(poor, 12_00n);
    granted(await core.intents.press(intent, poor, here.origin()));
    await world.settleAll();
    expect(await here.standings()).toEqual([]);
  });

  it('pays several creditors by one press, one currency by each button', async () => {
    const here = room();
    await world.fund(dave, 100_00n, 'EUR');
    granted(await here.add(alice, 4_00n, { among: [by(dave)], only: true }));
    granted(await here.add(bob, 3_00n, { among: [by(dave)], only: true }));
    granted(await here.add(carol, 2_00n, { asset: 'EUR', among: [by(dave)], only: true }));
    const { reference } = granted(await core.tab.settle(here.asks(alice)));
    const { actions } = await round(reference);
    expect(actions.map(({ asset }) => asset)).toEqual(['EUR', 'GBP']);
    expect(granted(await core.intents.press(actions[1]!.intent, dave, here.origin()))).toMatchObject({
      toast: { total: { minor: '700', asset: { code: 'GBP' } } },
    });
    await world.settleAll();
    expect(await here.standings()).toEqual(['dave -2.00 EUR', 'carol 2.00 EUR']);
  });

  it('row 14: what was proposed before somebody changed the tab is paid no more', async () => {
    const { here, press, card } = await dinner();
    granted(await here.add(bob, 8_00n, { among: [by(alice)], only: true }));
    expect(await card()).toMatchObject({ state: 'closed', actions: [] });
    expect(refusalOf(await press(bob))).toBe('intent_expired');
    const anew = granted(await core.tab.settle(here.asks(alice)));
    expect((await round(anew.reference)).dues.map(({ debtor }) => debtor.name)).toEqual(['carol']);
    granted(await core.tab.settle(here.asks(alice)));
    expect(await round(anew.reference)).toMatchObject({ state: 'closed' });
  });

  it('a round that is thought out anew while somebody pays asks for nothing twice', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const { here, press } = await dinner();
      const [, anew] = await Promise.all([press(bob), core.tab.settle(here.asks(alice))]);
      const { actions } = await round(granted(anew).reference);
      await core.intents.press(actions[0]!.intent, bob, here.origin());
      await world.settleAll();
      expect(await here.standings()).toEqual(['alice 8.00 GBP', 'carol -8.00 GBP']);
    }
  });

  it('is found by its references: who changed what, and which round a payment was for', async () => {
    const { here, press, shown } = await dinner();
    const { reference } = granted(await core.tab.remove({ ...here.asks(bob), number: 1 }));
    const steps = async (of: string) =>
      (await core.trace.find({ reference: of }))!.steps.flatMap((one) =>
        one.step === 'state' ? [`${one.capability} ${one.state}`] : [],
      );
    expect(await steps(reference)).toContain('tab deleted');
    expect(await steps(shown.reference)).toContain('tab settling');
    expect(refusalOf(await press(bob))).toBe('intent_expired');
  });

  it('is opened once by one event', async () => {
    const { here } = await dinner();
    const request = here.asks(alice);
    const opened = await Promise.all([core, world.another()].map(({ tab }) => tab.settle(request)));
    expect(new Set(opened.map((one) => granted(one).reference)).size).toBe(1);
  });
});

test('somebody’s own tabs are found by an index, however many tabs there are', async () => {
  await sql.script(`
    with people as (
      insert into person (public_id, created_at) select 'prs_many' || n, now() from generate_series(1, 3000) n returning id
    ), tabs as (
      insert into tab (platform, tenant, channel, conversation, created_at)
      select 'discord', '', 'many' || n, '{}', now() from generate_series(1, 3000) n returning id
    )
    insert into tab_member (tab, person, joined_at)
    select t.id, p.id, now()
    from (select id, row_number() over () as n from tabs) t join (select id, row_number() over () as n from people) p using (n)`);
  // What the plan stands on; PostgreSQL looks by itself only after a while.
  await world.owner.script('analyze tab, tab_member, person');
  const text = sqlFile(import.meta.url, '../../core/tab/sql/tabs_of.sql').replaceAll('$1', '1');
  const plan = JSON.stringify(await sql.query(`explain (format json) ${text}`, []));
  expect(plan).toContain('tab_member_by_person');
  expect(plan).not.toMatch(/"Seq Scan","[^}]*"tab_member"/);
});

test('row 25: whatever happened, shares add up, balances sum to zero, and every credit was paid', async () => {
  await world.proven();
});

test('the audit names an entry whose shares do not add up, and a tab whose balances do not', async () => {
  const [row] = await sql<{ entry: bigint }[]>`select entry from tab_leg order by entry limit 1`;
  await world.owner.query('alter table tab_leg disable trigger all');
  await world.owner.query(`update tab_leg set owed = owed + 1 where entry = ${row!.entry} and owed > 0`);
  const checks = (await core.audit.verify()).map(({ check }) => check);
  expect(checks).toContain('tab_balances_sum_to_zero');
  expect(checks).toContain('tab_shares_add_up');
  await world.owner.query(`update tab_leg set owed = owed - 1 where entry = ${row!.entry} and owed > 0`);
  await world.owner.query('alter table tab_leg enable always trigger tab_leg_immutable');
});
