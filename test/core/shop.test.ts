import { describe, expect, test } from 'vitest';
import type { AddItem, Core, Identity, NoticeOf, Pressed, Result } from '../../core/index.ts';
import {
  buyRefusal,
  changedStock,
  communityOf,
  leftOf,
  nameKey,
  offeredQuantities,
  pick,
  type Standing,
  stateOf,
} from '../../core/shop/rules.ts';
import {
  by,
  directWith,
  discord,
  granted,
  group,
  openWorld,
  operator,
  refusalOf,
  shown,
  slack,
  telegram,
} from './world.ts';

const world = await openWorld();
const { core, sql, context } = world;

let crowd = 0;
const someone = (amount = 0n) => world.person(discord(`${7000 + ++crowd}`), amount);
const origin = (who: Identity, key = world.key()) => ({ key, conversation: group(who.platform, who.tenant) });

let wares = 0;
const adding = (seller: Identity, more: Partial<AddItem> = {}): AddItem => ({
  seller,
  name: `Thing ${++wares}.`,
  description: null,
  price: 1500n,
  asset: 'GBP',
  stock: 10,
  per_person: null,
  origin: origin(seller),
  ...more,
});
const add = async (...args: Parameters<typeof adding>): Promise<string> =>
  granted(await core.shop.add(adding(...args))).reference;

const card = async (reference: string) =>
  (await context.noticeOf(sql, { kind: 'shop_item', id: reference })) as NoticeOf<'shop_item'>;
const left = async (reference: string) => (await card(reference)).item.left;

const choose = (who: Identity, item: string, quantity: number | null = 1, process: Core = core) =>
  process.shop.choose({ by: who, item, quantity, origin: origin(who) });

const press = (
  who: Identity,
  intent: string,
  key = world.key(),
  process: Core = core,
): Promise<Result<Pressed>> => process.intents.press(intent, who, origin(who, key));

/** What pressing a question's first button leads to. */
const buy = async (who: Identity, item: string, quantity = 1, process: Core = core) => {
  const asked = await choose(who, item, quantity, process);
  return asked.ok ? press(who, asked.value.offers[0]!.intent, world.key(), process) : asked;
};
const bought = async (...args: Parameters<typeof buy>) => granted(await buy(...args)).show!;

describe('the rules', () => {
  const standing = (more: Partial<Standing> = {}): Standing => ({
    name: 'Mug',
    state: 'open',
    price: 850n,
    stock: 10,
    sold: 4,
    per_person: null,
    event_at: null,
    ...more,
  });
  const begun = new Date('2026-03-01T12:00:00Z');
  const pounds = { code: 'GBP', exponent: 2 };

  test.each<[Partial<Standing>, { quantity?: number; price?: bigint; has?: number }, string]>([
    [{}, {}, 'ok'],
    [{}, { quantity: 6 }, 'ok'],
    [{}, { quantity: 7 }, 'shop_sold_out'],
    [{ sold: 10 }, {}, 'shop_sold_out'],
    [{ sold: 12 }, {}, 'shop_sold_out'],
    [{ stock: null, sold: 99 }, { quantity: 1000 }, 'ok'],
    [{ state: 'removed' }, {}, 'shop_removed'],
    [{ per_person: 2 }, { has: 1 }, 'ok'],
    [{ per_person: 2 }, { has: 1, quantity: 2 }, 'shop_limit'],
    [{ per_person: 2 }, { has: 5 }, 'shop_limit'],
    [{ event_at: begun }, {}, 'shop_event_over'],
    [{ event_at: new Date(begun.getTime() + 1) }, {}, 'ok'],
    [{ state: 'cancelled' }, {}, 'shop_removed'],
    [{}, { price: 849n }, 'shop_price_changed'],
    [{}, { price: 851n }, 'shop_price_changed'],
  ])('of %o, wanting %o: %s', (facts, wanted, outcome) => {
    const refusal = buyRefusal(
      standing(facts),
      { quantity: 1, price: 850n, has: 0, ...wanted },
      pounds,
      begun,
    );
    expect(refusal?.code ?? 'ok').toBe(outcome);
  });

  test.each<[Partial<Standing>, Parameters<typeof changedStock>[1], number | null | string]>([
    [{}, { left: 20 }, 24],
    [{}, { left: 0 }, 4],
    [{}, { left: null }, null],
    [{ stock: null }, { left: 3 }, 7],
    [{}, { by: 5 }, 15],
    [{}, { by: -6 }, 4],
    [{}, { by: -7 }, 'shop_sold_out'],
    [{}, { by: 0 }, 'shop_number_invalid'],
    [{}, { by: 1.5 }, 'shop_number_invalid'],
    [{}, { left: -1 }, 'shop_number_invalid'],
    [{}, { left: Number.NaN }, 'shop_number_invalid'],
    [{}, { left: 1e9 }, 'shop_number_invalid'],
    [{}, { by: 1_000_000 }, 'shop_number_invalid'],
    [{ stock: null }, { by: 1 }, 'shop_number_invalid'],
  ])('the stock of %o changed by %o is %o', (facts, change, outcome) => {
    const changed = changedStock(standing(facts), change);
    expect(changed.ok ? changed.value : changed.refusal.code).toBe(outcome);
  });

  test.each<[Partial<Standing>, number | null, number, number[]]>([
    [{}, null, 0, [1, 2, 3]],
    [{ sold: 8 }, null, 0, [1, 2]],
    [{ sold: 10 }, null, 0, [1]],
    [{ per_person: 2 }, null, 1, [1]],
    [{ stock: null }, null, 0, [1, 2, 3]],
    [{}, 5, 0, [5]],
  ])('of %o, asked for %o and having %o, so many are offered: %o', (facts, asked, has, quantities) => {
    expect(offeredQuantities(standing(facts), asked, has)).toEqual(quantities);
  });

  test('what is left is never below nothing', () => {
    expect([leftOf({ stock: 3, sold: 4 }), leftOf({ stock: null, sold: 4 })]).toEqual([0, null]);
    expect(stateOf(standing({ stock: 3, sold: 3 }), begun)).toBe('sold_out');
  });

  test('names are compared without case, width and spaces', () => {
    expect(nameKey('  T-Shirt\u00a0 Ｍ ')).toBe('t-shirt m');
    expect(nameKey('\u202eevil\u202c')).toBe('evil');
  });

  test('a community is a server, a workspace or a group, and no direct conversation but that in a workspace', () => {
    expect(communityOf(group('discord'))).toBe('discord::G1');
    expect(communityOf(directWith(discord('1')))).toBeNull();
    expect(communityOf(directWith(slack('U1')))).toBe('slack:T1:T1');
  });

  test.each<[[number, string][], string]>([
    [
      [
        [1, 'a'],
        [2, 'ab'],
      ],
      'a',
    ],
    [[[2, 'ab']], 'ab'],
    [
      [
        [2, 'ab'],
        [2, 'ac'],
      ],
      'shop_item_unknown',
    ],
    [[], 'shop_item_unknown'],
  ])('of %o it is %s', (found, outcome) => {
    const picked = pick(
      'a',
      found.map(([rank, name]) => ({ rank, name })),
    );
    expect(picked.ok ? picked.value.name : picked.refusal.code).toBe(outcome);
  });
});

describe('something for sale', () => {
  test('is added once for each event, and its card stands in the conversation', async () => {
    const seller = await someone();
    const request = adding(seller, { description: 'blue' });
    const shownOnce = await Promise.all([
      core.shop.add(request),
      core.shop.add(request),
      core.shop.add(request),
    ]);
    const [first] = shownOnce.map(granted);
    expect(new Set(shownOnce.map((one) => granted(one).reference)).size).toBe(1);
    expect(refusalOf(await core.shop.add({ ...request, price: 1n }))).toBe('idempotency_key_reused');
    const { item, actions } = await card(first!.reference);
    expect(item).toMatchObject({ left: 10, description: 'blue', state: 'open' });
    expect(shown(item.price)).toBe('15.00 GBP');
    expect(actions).toHaveLength(1);
    await world.proven();
  });

  test.each<[string, Partial<AddItem>]>([
    ['amount_not_positive', { price: 0n }],
    ['amount_not_positive', { price: -5n }],
    ['amount_too_large', { price: 10n ** 30n }],
    ['currency_unknown', { asset: 'QQQ' }],
    ['shop_number_invalid', { stock: -1 }],
    ['shop_number_invalid', { stock: 1.5 }],
    ['shop_number_invalid', { per_person: 0 }],
    ['shop_how', { name: ' \u202e ' }],
    ['shop_name_too_long', { name: 'x'.repeat(61) }],
    ['memo_too_long', { description: 'x'.repeat(201) }],
  ])('rows 1 and 2: is refused with %s: %o', async (code, more) => {
    expect(refusalOf(await core.shop.add(adding(await someone(), more)))).toBe(code);
  });

  test('has a name of its own in its community, also when two take it at once', async () => {
    const [one, other] = [await someone(), await someone()];
    const name = 'Only one of it';
    const both = await Promise.all(
      [one, other].map((seller) =>
        core.shop.add(adding(seller, { name: seller === one ? name : ` ${name.toUpperCase()}` })),
      ),
    );
    expect(both.map(refusalOf).sort()).toEqual(['ok', 'shop_name_taken']);
    const there = { ...group('discord'), community: 'G2' };
    const elsewhere = adding(one, { name });
    expect(
      refusalOf(await core.shop.add({ ...elsewhere, origin: { ...elsewhere.origin, conversation: there } })),
    ).toBe('ok');
  });

  test('is not added in a direct conversation, nor by somebody who is frozen', async () => {
    const seller = await someone();
    const request = adding(seller);
    const direct = { ...request, origin: { key: world.key(), conversation: directWith(seller) } };
    expect(refusalOf(await core.shop.add(direct))).toBe('shop_needs_group');
    const reference = await add(seller);
    granted(await core.bank.freeze(operator, by(seller), true));
    expect(refusalOf(await core.shop.add(adding(seller)))).toBe('account_frozen');
    const act = { by: seller, item: reference, origin: origin(seller) };
    expect(refusalOf(await core.shop.edit({ ...act, change: { price: 1n } }))).toBe('account_frozen');
    expect(refusalOf(await buy(await someone(5000n), reference))).toBe('payee_frozen');
    expect(await left(reference)).toBe(10);
    expect(refusalOf(await core.shop.remove({ ...act, origin: origin(seller) }))).toBe('ok');
  });

  test('row 13: is changed by its seller alone, once for each event', async () => {
    const [seller, other] = [await someone(), await someone()];
    const reference = await add(seller);
    const acts = (who: Identity, key = world.key()) => ({
      by: who,
      item: reference,
      origin: origin(who, key),
    });
    expect(refusalOf(await core.shop.edit({ ...acts(other), change: { price: 1n } }))).toBe('shop_not_yours');
    expect(refusalOf(await core.shop.stock({ ...acts(other), to: { left: 0 } }))).toBe('shop_not_yours');
    expect(refusalOf(await core.shop.remove(acts(other)))).toBe('shop_not_yours');
    const twice = { ...acts(seller), to: { by: 5 } };
    await Promise.all([core.shop.stock(twice), core.shop.stock(twice)]);
    expect(granted(await core.shop.stock(twice)).item.left).toBe(15);
    expect(refusalOf(await core.shop.edit({ ...acts(seller), change: {} }))).toBe('shop_edit_how');
    expect(refusalOf(await core.shop.edit({ ...acts(seller), change: { price: 1n, asset: 'EUR' } }))).toBe(
      'shop_currency',
    );
    expect(refusalOf(await core.shop.edit({ ...acts(seller), change: { price: 0n } }))).toBe(
      'amount_not_positive',
    );
    const edited = granted(
      await core.shop.edit({
        ...acts(seller),
        change: { price: 1600n, per_person: 3, name: `Other ${reference}` },
      }),
    );
    expect(edited.item).toMatchObject({ per_person: 3, name: `Other ${reference}` });
    granted(await core.shop.remove(acts(seller)));
    expect(refusalOf(await core.shop.edit({ ...acts(seller), change: { price: 1n } }))).toBe('shop_removed');
    expect((await card(reference)).actions).toEqual([]);
    await world.proven();
  });

  test('is found by its name here, by its code everywhere, and what may mean several is asked', async () => {
    const seller = await someone();
    const reference = await add(seller, { name: 'Winter coat' });
    await add(seller, { name: 'Winter cap' });
    const buyer = await someone();
    expect(granted(await choose(buyer, 'winter COAT')).item.reference).toBe(reference);
    expect(granted(await choose(buyer, 'coat')).item.reference).toBe(reference);
    const several = await choose(buyer, 'winter');
    expect(several).toMatchObject({
      refusal: { code: 'shop_item_unknown', choices: ['Winter cap', 'Winter coat'] },
    });
    const far = telegram('4711');
    await world.seen(far);
    expect(refusalOf(await choose(far, 'winter coat'))).toBe('shop_item_unknown');
    expect(granted(await choose(far, reference.toLowerCase())).item.reference).toBe(reference);
    for (const nothing of ['', '%', '_', "' or 1=1"])
      expect(refusalOf(await choose(buyer, nothing))).toBe('shop_item_unknown');
  });

  test('stands in a catalogue of pages, and is suggested', async () => {
    const seller = await someone();
    const there = { ...group('discord'), community: 'G9' };
    for (let n = 1; n <= 9; n += 1) {
      const item = adding(seller, { name: `Page thing ${n}` });
      granted(await core.shop.add({ ...item, origin: { ...item.origin, conversation: there } }));
    }
    const reader = await someone();
    const first = await core.shop.catalogue(reader, there, 1);
    expect(first).toMatchObject({ own: false, page: 1, pages: 3 });
    expect(first.items.map(({ name }) => name)).toEqual([9, 8, 7, 6].map((n) => `Page thing ${n}`));
    const next = granted(await press(reader, first.next!));
    expect(next.in_place).toMatchObject({ page: 2, pages: 3 });
    expect(refusalOf(await press(seller, first.next!))).toBe('intent_not_yours');
    expect((await core.shop.catalogue(reader, there, 99)).page).toBe(1);
    const suggested = await core.shop.suggest(reader, there, 'thing 3', false);
    expect(suggested.map(({ name }) => name)).toEqual(['Page thing 3']);
    expect(await core.shop.suggest(reader, there, '', true)).toEqual([]);
    expect((await core.shop.catalogue(seller, directWith(seller), 1)).items).toHaveLength(4);
    expect((await core.shop.catalogue(discord('9999999'), directWith(discord('9999999')), 1)).items).toEqual(
      [],
    );
  });
});

describe('buying', () => {
  test('pays the seller by one payment, with its line on the receipt, and less is left', async () => {
    const [seller, buyer] = [await someone(), await someone(10_000n)];
    const reference = await add(seller, { name: 'Kettle' });
    const { reference: payment } = await bought(buyer, reference, 2);
    expect(await left(reference)).toBe(8);
    await world.settleAll();
    const receipt = await world.card(payment);
    expect(receipt).toMatchObject({ memo: '2 × Kettle', state: 'settled' });
    expect(receipt.more).toContainEqual(
      expect.objectContaining({ kind: 'shop_receipt', quantity: 2, returned: 0 }),
    );
    expect([await world.balance(buyer), await world.balance(seller)]).toEqual(['70.00 GBP', '30.00 GBP']);
    const desk = await core.shop.desk(seller);
    expect(desk.items[0]).toMatchObject({ sold: 2, left: 8 });
    expect(desk.takings.map(shown)).toEqual(['30.00 GBP']);
    await world.proven();
  });

  test('brings what the desk says, also what it has no room to list', async () => {
    const [seller, buyer] = [await someone(), await someone(10_000n)];
    expect(await core.shop.desk(seller)).toMatchObject({ items: [], more: 0, takings: [] });
    const sold = await add(seller);
    await bought(buyer, sold, 2);
    await world.settleAll();
    const ofNoUse = await add(seller);
    for (const item of [sold, ofNoUse])
      granted(await core.shop.remove({ by: seller, item, origin: origin(seller) }));
    const open: string[] = [];
    for (let count = 0; count < 10; count += 1) open.push(await add(seller));
    const desk = await core.shop.desk(seller);
    // What is over and has brought nothing is not counted.
    expect(desk.items.map(({ reference }) => reference)).toEqual(open.reverse());
    expect([desk.more, desk.takings.map(shown)]).toEqual([1, ['30.00 GBP']]);
  });

  test('row 12: of the buttons of one question one buys, once, however often and by whomever it is pressed', async () => {
    const [seller, buyer] = [await someone(), await someone(10_000n)];
    const reference = await add(seller);
    const { offers } = granted(await choose(buyer, reference, null));
    expect(offers.map(({ quantity }) => quantity)).toEqual([1, 2, 3]);
    const [one, two] = offers as [(typeof offers)[0], (typeof offers)[0]];
    expect(refusalOf(await press(await someone(10_000n), one.intent))).toBe('intent_not_yours');
    const presses = await Promise.all([1, 2, 3, 4].map(() => press(buyer, one.intent)));
    expect(new Set(presses.map((each) => granted(each).show!.reference)).size).toBe(1);
    expect(refusalOf(await press(buyer, two.intent))).toBe('intent_used');
    expect(refusalOf(await press(buyer, two.intent, world.key(), world.another()))).toBe('intent_used');
    await world.settleAll();
    expect([await left(reference), await world.balance(buyer)]).toEqual([9, '85.00 GBP']);
    await world.proven();
  });

  test('at a price that has changed since is asked anew, and nothing moves', async () => {
    const [seller, buyer] = [await someone(), await someone(10_000n)];
    const reference = await add(seller);
    const { offers } = granted(await choose(buyer, reference, 2));
    granted(
      await core.shop.edit({ by: seller, item: reference, origin: origin(seller), change: { price: 2000n } }),
    );
    const asked = granted(await press(buyer, offers[0]!.intent));
    expect(asked.in_place).toMatchObject({
      kind: 'shop_choose',
      changed: 'price',
      offers: [{ quantity: 2 }],
    });
    expect(await world.balance(buyer)).toBe('100.00 GBP');
    const { offers: anew } = asked.in_place as NoticeOf<'shop_choose'>;
    granted(await press(buyer, anew[0]!.intent));
    await world.settleAll();
    expect(await world.balance(buyer)).toBe('60.00 GBP');
    await world.proven();
  });

  test('more than are left by now offers what is left; nothing of what is sold out or removed', async () => {
    const [seller, buyer, other] = [await someone(), await someone(10_000n), await someone(10_000n)];
    const reference = await add(seller, { stock: 3 });
    const question = granted(await choose(buyer, reference, 3));
    await bought(other, reference, 2);
    const asked = granted(await press(buyer, question.offers[0]!.intent));
    expect(asked.in_place).toMatchObject({ changed: 'stock', offers: [{ quantity: 1 }] });
    await bought(other, reference);
    expect(await press(buyer, question.offers[0]!.intent)).toMatchObject({
      refusal: { code: 'shop_sold_out', left: 0 },
    });
    expect(refusalOf(await choose(buyer, reference))).toBe('shop_sold_out');
    expect((await card(reference)).item.state).toBe('sold_out');
    granted(await core.shop.remove({ by: seller, item: reference, origin: origin(seller) }));
    expect(refusalOf(await press(buyer, question.offers[0]!.intent))).toBe('shop_removed');
    await world.settleAll();
    await world.proven();
  });

  test('row 23: one person has no more than they may, also by two of their chats, and by several presses at once', async () => {
    const [seller, buyer] = [await someone(), await someone(20_000n)];
    const reference = await add(seller, { per_person: 3 });
    const questions = await Promise.all([1, 2, 3, 4, 5].map(() => choose(buyer, reference)));
    const presses = await Promise.all(questions.map((each) => press(buyer, granted(each).offers[0]!.intent)));
    expect(presses.map(refusalOf).sort()).toEqual(['ok', 'ok', 'ok', 'shop_limit', 'shop_limit']);
    await world.settleAll();
    const second = telegram(`${880_000 + crowd}`);
    await world.person(second, 5_000n);
    const { code } = granted(await core.people.linkCode(buyer));
    granted(await core.people.link(second, code, world.key()));
    expect(refusalOf(await choose(second, reference))).toBe('shop_limit');
    expect(await left(reference)).toBe(7);
    await world.proven();
  });

  test('row 9: nobody buys of themselves, under no chat of theirs', async () => {
    const seller = await someone(5_000n);
    const reference = await add(seller);
    expect(refusalOf(await choose(seller, reference))).toBe('shop_own');
    const second = telegram(`${890_000 + crowd}`);
    await world.person(second, 5_000n);
    const question = granted(await choose(second, reference));
    const { code } = granted(await core.people.linkCode(seller));
    granted(await core.people.link(second, code, world.key()));
    expect(refusalOf(await press(second, question.offers[0]!.intent))).toBe('pay_self');
    expect(await left(reference)).toBe(10);
    await world.proven();
  });

  test('without the money is refused, and nothing is taken from the stock', async () => {
    const reference = await add(await someone());
    expect(refusalOf(await buy(await someone(1_499n), reference))).toBe('insufficient_funds');
    expect(await left(reference)).toBe(10);
    await world.proven();
  });

  test('by somebody who is frozen is refused; what was frozen before it settled is for sale again', async () => {
    const [seller, buyer, other] = [await someone(), await someone(5_000n), await someone(5_000n)];
    const reference = await add(seller, { stock: 1 });
    await bought(buyer, reference);
    expect(refusalOf(await choose(other, reference))).toBe('shop_sold_out');
    granted(await core.bank.freeze(operator, by(buyer), true));
    await world.settleAll();
    expect(await left(reference)).toBe(1);
    expect(refusalOf(await buy(buyer, reference))).toBe('account_frozen');
    await bought(other, reference);
    await world.settleAll();
    await world.proven();
  });

  test('that nobody settled within a day is for sale again', async () => {
    const [seller, buyer] = [await someone(), await someone(5_000n)];
    const reference = await add(seller, { stock: 1 });
    await bought(buyer, reference);
    world.pass(25 * 3_600_000);
    await core.pay.expireDue(100);
    expect(await left(reference)).toBe(1);
    expect(await world.available(buyer)).toBe('50.00 GBP');
    await world.proven();
  });

  test('what its seller gives back as a whole is for sale again, once; a part that is given back is not', async () => {
    const [seller, buyer] = [await someone(), await someone(10_000n)];
    const reference = await add(seller, { stock: 2, per_person: 2 });
    const whole = await bought(buyer, reference);
    const part = await bought(buyer, reference);
    await world.settleAll();
    expect(refusalOf(await choose(buyer, reference))).toBe('shop_sold_out');
    granted(await core.refund.refund(seller, { reference: whole.reference, amount: null, key: world.key() }));
    const pound = { minor: '100', asset: { code: 'GBP', exponent: 2 } };
    granted(await core.refund.refund(seller, { reference: part.reference, amount: pound, key: world.key() }));
    expect(await left(reference)).toBe(1);
    expect(
      refusalOf(
        await core.refund.refund(seller, { reference: whole.reference, amount: null, key: world.key() }),
      ),
    ).toBe('refund_done');
    expect((await world.card(whole.reference)).more).toContainEqual(
      expect.objectContaining({ kind: 'shop_receipt', returned: 1 }),
    );
    await bought(buyer, reference);
    await world.settleAll();
    const desk = await core.shop.desk(seller);
    expect(desk.takings.map(shown)).toEqual(['29.00 GBP']);
    await world.proven();
  });

  test('the stock that its seller changes goes on from what is sold', async () => {
    const [seller, buyer] = [await someone(), await someone(20_000n)];
    const reference = await add(seller, { stock: null });
    const to = (change: Parameters<typeof core.shop.stock>[0]['to']) =>
      core.shop.stock({ by: seller, item: reference, origin: origin(seller), to: change });
    await bought(buyer, reference, 4);
    expect(await left(reference)).toBeNull();
    expect(granted(await to({ left: 2 })).item.left).toBe(2);
    expect(refusalOf(await to({ by: -3 }))).toBe('shop_sold_out');
    granted(await to({ left: null }));
    await bought(buyer, reference, 5);
    expect(granted(await to({ left: 1 })).item.left).toBe(1);
    await world.settleAll();
    await world.proven();
  });

  test('a seller hears of all that was sold since the last word, once, and of nothing besides', async () => {
    const seller = await world.person(discord('4242'));
    const [one, other] = [await someone(10_000n), await someone(10_000n)];
    const reference = await add(seller, { name: 'Lamp' });
    await bought(one, reference, 2);
    await bought(other, reference, 1);
    await world.settleAll();
    const counts = await Promise.all([core.shop.tellSales(100), world.another().shop.tellSales(100)]);
    expect(Math.max(...counts)).toBeGreaterThanOrEqual(2);
    const told = (await world.notices('shop_sold')).filter(({ lane }) => lane === 'direct:discord::4242');
    expect(told.map(({ notice }) => notice)).toMatchObject([
      { buyers: 2, sales: [{ name: 'Lamp', quantity: 3, left: 7 }] },
    ]);
    expect(await core.shop.tellSales(100)).toBe(0);
    const received = (await world.notices('payment_received')).filter(
      ({ lane }) => lane === 'direct:discord::4242',
    );
    expect(received).toEqual([]);
  });
});

describe('a crowd', () => {
  test('row 15: of a thousand buyers of ten items ten have one each, in two processes, and nobody else has paid', async () => {
    const seller = await someone();
    const reference = await add(seller, { stock: 10, per_person: 1 });
    const people = Array.from({ length: 100 }, (_, n) => discord(`${50_000 + n}`));
    for (const who of people) await world.person(who, 20_000n);
    const other = world.another();
    const questions = await Promise.all(
      Array.from({ length: 1_000 }, async (_, n) => {
        const who = people[n % people.length]!;
        return { who, question: granted(await choose(who, reference)) };
      }),
    );
    const results = await Promise.all(
      questions.map(({ who, question }, n) =>
        press(who, question.offers[0]!.intent, world.key(), n % 2 ? core : other),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(10);
    await world.settleAll();
    expect(await left(reference)).toBe(0);
    expect(await world.balance(seller)).toBe('150.00 GBP');
    const balances = await Promise.all(people.map((who) => world.balance(who)));
    expect(balances.filter((balance) => balance === '185.00 GBP')).toHaveLength(10);
    expect(balances.filter((balance) => balance === '200.00 GBP')).toHaveLength(90);
    await world.proven();
  }, 60_000);

  test('two buyers of the last one at once: one has it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [seller, one, other] = [await someone(), await someone(2_000n), await someone(2_000n)];
      const reference = await add(seller, { stock: 1 });
      const both = await Promise.all([buy(one, reference), buy(other, reference, 1, world.another())]);
      expect(both.map(refusalOf).sort()).toEqual(['ok', 'shop_sold_out']);
    }
    await world.settleAll();
    await world.proven();
  });

  test('row 7: buying, changing the stock and the price, and removing at once: what was sold was there, at its price', async () => {
    const seller = await someone();
    const buyers = await Promise.all(Array.from({ length: 12 }, () => someone(20_000n)));
    const reference = await add(seller, { stock: 6 });
    const act = () => ({ by: seller, item: reference, origin: origin(seller) });
    await Promise.all([
      ...buyers.map((who) => buy(who, reference)),
      core.shop.stock({ ...act(), to: { by: 2 } }),
      core.shop.stock({ ...act(), to: { by: -1 } }),
      core.shop.edit({ ...act(), change: { price: 1600n } }),
      core.shop.stock({ ...act(), to: { left: 3 } }),
    ]);
    await Promise.all([world.settleAll(), core.shop.remove(act()), buy(buyers[0]!, reference)]);
    await world.settleAll();
    await world.proven();
  });
});

describe('the audit', () => {
  const broken = async (change: string, check: string) => {
    await world.owner.script(change);
    const found = await core.audit.verify();
    expect(found.map((violation) => violation.check)).toContain(check);
  };

  test('sees what was sold beyond the stock, and a stock that nobody put up', async () => {
    const [seller, buyer] = [await someone(), await someone(10_000n)];
    const reference = await add(seller, { stock: 2 });
    await bought(buyer, reference, 2);
    await world.settleAll();
    await world.proven();
    await broken(`update shop_item set stock = 1 where reference = '${reference}'`, 'shop_stock_adds_up');
    await broken(`update shop_item set stock = 3 where reference = '${reference}'`, 'shop_stock_adds_up');
    await world.owner.script(`update shop_item set stock = 2 where reference = '${reference}'`);
    await world.proven();
  });

  test('sees a purchase that was paid otherwise than it says', async () => {
    const [seller, buyer] = [await someone(), await someone(10_000n)];
    const reference = await add(seller);
    const { reference: payment } = await bought(buyer, reference);
    await world.settleAll();
    const check = 'shop_purchases_are_paid_as_they_say';
    const on = (set: string) => `update shop_purchase set ${set} where payment = '${payment}'`;
    await broken(on('quantity = 2'), check);
    await broken(on('quantity = 1, unit_price = 1499'), check);
    await broken(on('quantity = 3, unit_price = 500'), check);
    await broken(on('quantity = 1, unit_price = 1500, buyer = (select min(id) from person)'), check);
    await broken(
      on(
        `buyer = (select payer from payment_order where reference = '${payment}'), payment = 'pay_0000000000'`,
      ),
      check,
    );
    await world.owner.script(
      `update shop_purchase set payment = '${payment}' where payment = 'pay_0000000000'`,
    );
    await world.proven();
  });
});
