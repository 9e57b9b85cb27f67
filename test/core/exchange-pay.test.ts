/** Paying in a currency that one does not have: quoted in what one has, and then one payment, all or none. */
import { describe, expect, test } from 'vitest';
import type { Identity, NoticeOf, Result } from '../../core/index.ts';
import {
  by,
  discord,
  granted,
  group,
  handle,
  openWorld,
  operator,
  refusalOf,
  shown,
  slack,
} from './world.ts';

const perEuro = { USD: '1.0705', JPY: '171.94', GBP: '0.84638', CHF: '0.9634' };
const world = await openWorld([], { rates: perEuro });
const { core, sql, owner, key } = world;
await core.exchange.refresh();
for (const [asset, amount] of [
  ['EUR', 5_000_00n],
  ['GBP', 1_000_00n],
  ['JPY', 100_000n],
] as const)
  granted(await core.exchange.stock(null, { amount, asset }, key()));

type Quote = NoticeOf<'exchange_quote'>;

let count = 0;
const someone = (pounds: bigint): Promise<Identity> => world.person(discord(`p${++count}`), pounds);
const euros = (payer: Identity, payees: Parameters<typeof world.request>[1], amount: bigint, more = {}) =>
  world.request(payer, payees, amount, { asset: 'EUR', ...more });

/** What `/pay` answers: a question. */
const asked = async (request: ReturnType<typeof world.request>): Promise<Quote> => {
  const answer = granted(await core.pay.ask(request));
  if (!('confirm' in answer) || answer.confirm.kind !== 'exchange_quote')
    throw new Error(
      `No quote: ${JSON.stringify(answer, (_, value) => (typeof value === 'bigint' ? String(value) : value))}`,
    );
  return answer.confirm;
};
const press = (who: Identity, notice: Quote, action: 'exchange_accept' | 'exchange_cancel', event = key()) =>
  core.intents.press(notice.actions.find((one) => one.action === action)!.intent, who, {
    key: event,
    conversation: group(who.platform, who.tenant),
  });
const code = (result: Result<unknown>) => refusalOf(result);
const has = async (who: Identity, asset: string): Promise<string> => {
  const { balances } = await core.account.balance(who);
  const found = balances.find(({ balance }) => balance.asset.code === asset);
  return found ? shown(found.balance) : `0 ${asset}`;
};
const house = async (purpose: string, asset: string): Promise<bigint> =>
  (await world.ledger.account(sql, { owner: 'system', asset, purpose }))?.balance ?? 0n;
const orders = async (who: Identity): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from payment_order o join identity i on i.person = o.payer where i.user_id = ${who.user}`;
  return row!.count;
};

test('who has pounds pays euros: the quote says both amounts, and one press moves both or none', async () => {
  const [alice, bob] = [await someone(20_00n), await someone(0n)];
  const before = [
    await house('liquidity', 'EUR'),
    await house('liquidity', 'GBP'),
    await house('exchange_income', 'GBP'),
  ];
  const quote = await asked(euros(alice, bob, 5_00n, { memo: 'lunch' }));
  expect(quote).toMatchObject({
    state: 'open',
    sold: { minor: '427', asset: { code: 'GBP' } },
    bought: { minor: '500', asset: { code: 'EUR' } },
    spread: { minor: '3' },
    rate: { one: { code: 'EUR' }, is: '0.84638', of: { code: 'GBP' } },
    memo: 'lunch',
    seconds: 60,
  });
  expect(await orders(alice)).toBe(0);
  const pressed = granted(await press(alice, quote, 'exchange_accept'));
  expect(pressed.in_place).toMatchObject({ kind: 'exchange_quote', state: 'executed', actions: [] });
  // Held: neither is spent twice, and nobody has anything yet.
  expect(await world.available(alice)).toBe('15.73 GBP');
  expect(await has(bob, 'EUR')).toBe('0 EUR');
  expect(await house('liquidity', 'EUR')).toBe(before[0]);
  await world.proven();
  await world.settleAll();
  expect([await has(alice, 'GBP'), await has(alice, 'EUR'), await has(bob, 'EUR')]).toEqual([
    '15.73 GBP',
    '0 EUR',
    '5.00 EUR',
  ]);
  expect([
    await house('liquidity', 'EUR'),
    await house('liquidity', 'GBP'),
    await house('exchange_income', 'GBP'),
  ]).toEqual([before[0]! - 500n, before[1]! + 424n, before[2]! + 3n]);
  const card = await world.card(pressed.show!.reference);
  expect(card).toMatchObject({ state: 'settled', total: { minor: '500' }, memo: 'lunch' });
  expect(card.more).toContainEqual(
    expect.objectContaining({
      kind: 'exchange_receipt',
      sold: quote.sold,
      bought: quote.bought,
      rate: quote.rate,
    }),
  );
  const sent = (await world.notices('payment_sent')).at(-1)!.notice;
  expect(sent).toMatchObject({ sold: quote.sold, balance: { minor: '1573', asset: { code: 'GBP' } } });
  await world.proven();
});

test('whoever has the euros pays with them, asked as ever; and whoever has nothing hears so', async () => {
  const [alice, bob] = [await someone(20_00n), await someone(0n)];
  await world.fund(alice, 5_00n, 'EUR');
  expect(granted(await core.pay.ask(euros(alice, bob, 5_00n)))).toMatchObject({
    confirm: { kind: 'confirm_spending' },
  });
  // Too little is too little: all of it comes out of the pounds.
  expect(await asked(euros(alice, bob, 5_01n))).toMatchObject({
    sold: { minor: '428' },
    bought: { minor: '501' },
  });
  expect(code(await core.pay.ask(euros(await someone(1_00n), bob, 5_00n)))).toBe('insufficient_funds');
});

test('who has only euros pays pounds; the community’s currency comes first, then what is worth most', async () => {
  const [alice, bob] = [await someone(0n), await someone(0n)];
  await world.fund(alice, 10_00n, 'EUR');
  await world.fund(alice, 100_00n, 'CHF');
  const pounds = world.request(alice, bob, 5_00n);
  expect(await asked(pounds)).toMatchObject({
    sold: { asset: { code: 'CHF' } },
    bought: { asset: { code: 'GBP' } },
  });
  expect(await asked(euros(await someone(50_00n), bob, 5_00n))).toMatchObject({
    sold: { asset: { code: 'GBP' } },
  });
});

test('row 12: pressed twice, by other events and in two processes, it pays once and shows the same payment', async () => {
  const [alice, bob] = [await someone(20_00n), await someone(0n)];
  const quote = await asked(euros(alice, bob, 5_00n));
  const other = world.another();
  const intent = quote.actions[0]!.intent;
  const pressed = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      (index % 2 ? core : other).intents.press(intent, alice, { key: key(), conversation: group('discord') }),
    ),
  );
  const references = pressed.map((one) => granted(one).show?.reference);
  expect(new Set(references).size).toBe(1);
  await world.settleAll();
  expect([await has(alice, 'GBP'), await has(bob, 'EUR'), await orders(alice)]).toEqual([
    '15.73 GBP',
    '5.00 EUR',
    1,
  ]);
  expect(code(await press(alice, quote, 'exchange_cancel'))).toBe('intent_used');
  await world.proven();
});

test('the same command again is answered with the same quote, also when the euros have come meanwhile', async () => {
  const [alice, bob] = [await someone(20_00n), await someone(0n)];
  const request = euros(alice, bob, 5_00n);
  const quote = await asked(request);
  await world.fund(alice, 50_00n, 'EUR');
  expect((await asked(request)).reference).toBe(quote.reference);
  granted(await press(alice, quote, 'exchange_accept'));
  expect(await asked(request)).toMatchObject({ state: 'executed', actions: [] });
  expect(await orders(alice)).toBe(1);
  await world.settleAll();
});

test('row 14: pressed too late it pays nothing, and a fresh quote stands in its place; cancelled it is none', async () => {
  const [alice, bob] = [await someone(20_00n), await someone(0n)];
  const quote = await asked(euros(alice, bob, 5_00n));
  world.pass(60_000);
  const event = key();
  const fresh = granted(await press(alice, quote, 'exchange_accept', event)).in_place as Quote;
  expect(fresh).toMatchObject({ kind: 'exchange_quote', state: 'open', renewed: true });
  expect((granted(await press(alice, quote, 'exchange_accept', event)).in_place as Quote).reference).toBe(
    fresh.reference,
  );
  expect(await orders(alice)).toBe(0);
  granted(await press(alice, fresh, 'exchange_accept'));
  await world.settleAll();
  expect([await has(alice, 'GBP'), await orders(alice)]).toEqual(['15.73 GBP', 1]);

  const another = await asked(euros(alice, bob, 5_00n));
  expect(granted(await press(alice, another, 'exchange_cancel')).in_place).toMatchObject({
    state: 'cancelled',
    payees: [{ name: bob.user }],
  });
  expect(code(await press(alice, another, 'exchange_accept'))).toBe('intent_used');
  expect(await orders(alice)).toBe(1);
  await world.proven();
});

test('by a card of the payer’s own: it says what they have left of what they gave, and nothing else tells them', async () => {
  const [alice, bob] = [await someone(20_00n), await someone(0n)];
  const before = (await world.notices('payment_sent')).length;
  const quote = await asked(euros(alice, bob, 5_00n, { card: 'private' }));
  const { show } = granted(await press(alice, quote, 'exchange_accept'));
  await world.settleAll();
  const own = await world.context.noticeOf(sql, { kind: 'payment_own', id: show!.reference });
  expect(own).toMatchObject({
    state: 'settled',
    balance: { minor: '1573', asset: { code: 'GBP' } },
    more: expect.arrayContaining([expect.objectContaining({ kind: 'exchange_receipt' })]),
  });
  expect(await world.notices('payment_sent')).toHaveLength(before);
});

test('row 13: only its person presses it', async () => {
  const [alice, bob] = [await someone(20_00n), await someone(0n)];
  const quote = await asked(euros(alice, bob, 5_00n));
  expect(code(await press(bob, quote, 'exchange_accept'))).toBe('intent_not_yours');
});

test('row 10: several payees are one quote, each at no less than it costs, and one whose account is frozen gets nothing', async () => {
  const [alice, bob, carol] = [await someone(100_00n), await someone(0n), await someone(0n)];
  const quote = await asked(euros(alice, [bob, carol, bob], 3_33n));
  expect(quote).toMatchObject({ bought: { minor: '666' }, sold: { minor: '568' }, spread: { minor: '4' } });
  granted(await press(alice, quote, 'exchange_accept'));
  granted(await core.bank.freeze(null, by(carol), true));
  await world.settleAll();
  expect([await has(bob, 'EUR'), await has(carol, 'EUR'), await has(alice, 'GBP')]).toEqual([
    '3.33 EUR',
    '0 EUR',
    '97.16 GBP',
  ]);
  const sent = (await world.notices('payment_sent')).at(-1)!.notice;
  expect(sent).toMatchObject({ total: { minor: '333' }, sold: { minor: '284' } });
  await world.proven();
});

test('what cannot be captured gives back what was given, and nothing has been changed', async () => {
  const [alice, bob] = [await someone(20_00n), await someone(0n)];
  const income = await house('exchange_income', 'GBP');
  const quote = await asked(euros(alice, bob, 5_00n));
  granted(await press(alice, quote, 'exchange_accept'));
  granted(await core.bank.freeze(null, by(alice), true));
  await world.settleAll();
  expect([await has(alice, 'GBP'), await has(alice, 'EUR'), await has(bob, 'EUR')]).toEqual([
    '20.00 GBP',
    '0 EUR',
    '0 EUR',
  ]);
  expect(await world.available(alice)).toBe('20.00 GBP');
  expect(await house('exchange_income', 'GBP')).toBe(income);
  await world.proven();
});

test('row 6: what was spent meanwhile is missing at the press, and so is what the house has sold', async () => {
  const [alice, bob] = [await someone(5_00n), await someone(0n)];
  const quote = await asked(euros(alice, bob, 5_00n));
  await world.pay(alice, bob, 1_00n);
  const refused = await press(alice, quote, 'exchange_accept');
  expect(!refused.ok && refused.refusal).toMatchObject({
    code: 'insufficient_funds',
    needed: { minor: '427', asset: { code: 'GBP' } },
    available: { minor: '400' },
  });
  const rich = await someone(1_000_00n);
  expect(code(await core.pay.ask(world.request(rich, bob, 2_000_00n, { asset: 'USD' })))).toBe(
    'insufficient_funds',
  );
  expect(code(await core.pay.ask(world.request(rich, bob, 200_00n, { asset: 'USD' })))).toBe('liquidity_low');
  granted(await core.exchange.stock(operator, { amount: 5_00n, asset: 'USD' }, key()));
  const two = [
    await asked(world.request(rich, bob, 4_00n, { asset: 'USD' })),
    await asked(world.request(rich, bob, 4_00n, { asset: 'USD' })),
  ];
  granted(await press(rich, two[0]!, 'exchange_accept'));
  expect(code(await press(rich, two[1]!, 'exchange_accept'))).toBe('liquidity_low');
  await world.settleAll();
  await world.proven();
});

test('payments count in the limits of a day, too', async () => {
  const [alice, bob] = [await someone(100_00n), await someone(0n)];
  granted(await core.exchange.setTerms(null, { asset: 'JPY', person_a_day: 1_500n }, key()));
  const yen = (amount: bigint) => world.request(alice, bob, amount, { asset: 'JPY' });
  const two = [await asked(yen(1_000n)), await asked(yen(1_000n))];
  granted(await press(alice, two[0]!, 'exchange_accept'));
  expect(code(await press(alice, two[1]!, 'exchange_accept'))).toBe('exposure_limit');
  expect(code(await core.pay.ask(yen(501n)))).toBe('exposure_limit');
  await world.settleAll();
  await world.proven();
});

describe('money that comes back', () => {
  test('a refund gives back the currency that was paid, all of it or a part, and no change of money is undone', async () => {
    for (const amount of [null, { minor: '200', asset: { code: 'EUR', exponent: 2 } }]) {
      const [alice, bob] = [await someone(20_00n), await someone(0n)];
      const quote = await asked(euros(alice, bob, 5_00n));
      const { reference } = granted(await press(alice, quote, 'exchange_accept')).show!;
      await world.settleAll();
      const income = await house('exchange_income', 'GBP');
      granted(await core.refund.refund(bob, { reference, amount, key: key() }));
      expect([await has(alice, 'GBP'), await has(alice, 'EUR')]).toEqual([
        '15.73 GBP',
        amount ? '2.00 EUR' : '5.00 EUR',
      ]);
      expect(await house('exchange_income', 'GBP')).toBe(income);
      expect(code(await core.refund.refund(bob, { reference, amount, key: key() }))).toBe('refund_done');
      await world.proven();
    }
  });

  test('what nobody claims comes back as it was sent', async () => {
    const alice = await someone(20_00n);
    const quote = await asked(euros(alice, handle('nobody', 'telegram'), 5_00n));
    granted(await press(alice, quote, 'exchange_accept'));
    await world.settleAll();
    await world.proven();
    world.pass(15 * 86_400_000);
    await core.pay.expireDue(10);
    expect([await has(alice, 'GBP'), await has(alice, 'EUR')]).toEqual(['15.73 GBP', '5.00 EUR']);
    await core.exchange.refresh();
    await world.proven();
  });
});

describe('confirmation', () => {
  test('a quote has said whom and how much, so that only a large amount is asked about again', async () => {
    const [alice, bob] = [await someone(500_00n), await someone(0n)];
    expect(
      granted(await press(alice, await asked(euros(alice, bob, 100_00n)), 'exchange_accept')).show,
    ).toBeDefined();
    const large = await asked(euros(alice, bob, 200_00n));
    const question = granted(await press(alice, large, 'exchange_accept'))
      .in_place as NoticeOf<'confirm_spending'>;
    expect(question).toMatchObject({ kind: 'confirm_spending', reasons: ['amount'], total: large.sold });
    const [yes] = question.actions;
    const confirmed = granted(
      await core.intents.press(yes!.intent, alice, { key: key(), conversation: group('discord') }),
    );
    expect(confirmed.show).toBeDefined();
    await world.settleAll();
    await world.proven();
  });

  test('what is paid again and again by itself wants the PIN also by a quote, however little it is', async () => {
    const [alice, bob] = [await someone(500_00n), await someone(0n)];
    const pin = '739154';
    granted(await core.protection.setPin(alice, pin, { pin: null }));
    const { form } = granted(
      await press(alice, await asked(euros(alice, bob, 1_00n, { repeats: true })), 'exchange_accept'),
    );
    expect(form).toMatchObject({ form: 'pin' });
    expect(await orders(alice)).toBe(0);
    const { intent } = form as { intent: string };
    const from = { key: key(), conversation: group('discord') };
    granted(await core.protection.confirm(alice, intent, pin, from));
    expect(await orders(alice)).toBe(1);
    expect(
      granted(await press(alice, await asked(euros(alice, bob, 1_00n)), 'exchange_accept')).show,
    ).toBeDefined();
  });

  test('who confirms too late gets a fresh quote beside, and has paid nothing', async () => {
    const [alice, bob] = [await someone(500_00n), await someone(0n)];
    const large = await asked(euros(alice, bob, 200_00n));
    const question = granted(await press(alice, large, 'exchange_accept'))
      .in_place as NoticeOf<'confirm_spending'>;
    world.pass(61_000);
    const late = granted(
      await core.intents.press(question.actions[0]!.intent, alice, {
        key: key(),
        conversation: group('discord'),
      }),
    );
    expect(late.private).toMatchObject({ kind: 'exchange_quote', renewed: true });
    expect(await orders(alice)).toBe(0);
  });

  /** One command that came twice: asked about while there were euros, and quoted while there were none. There are some again. */
  async function askedAndQuoted() {
    const [alice, bob, carol] = [await someone(20_00n), await someone(0n), await someone(0n)];
    await world.fund(alice, 5_00n, 'EUR');
    const request = euros(alice, bob, 5_00n);
    const answer = granted(await core.pay.ask(request));
    const [yes] = (answer as { confirm: NoticeOf<'confirm_spending'> }).confirm.actions;
    await world.pay(alice, carol, 5_00n, { asset: 'EUR' });
    await world.settleAll();
    const quote = await asked(request);
    await world.fund(alice, 5_00n, 'EUR');
    const before = await orders(alice);
    return {
      ...{ alice, bob },
      confirm: (from = core) =>
        from.intents.press(yes!.intent, alice, { key: key(), conversation: group('discord') }),
      accept: (from = core) =>
        from.intents.press(quote.actions[0]!.intent, alice, { key: key(), conversation: group('discord') }),
      paid: async () => {
        await world.settleAll();
        return [(await orders(alice)) - before, await has(bob, 'EUR')];
      },
    };
  }

  test('a question and a quote for the same command pay once, whichever is pressed first', async () => {
    for (const first of ['confirm', 'accept'] as const) {
      const both = await askedAndQuoted();
      const paid = granted(await both[first]());
      const again = granted(await both[first === 'confirm' ? 'accept' : 'confirm']());
      expect(again.show).toEqual(paid.show);
      expect(await both.paid()).toEqual([1, '5.00 EUR']);
      await world.proven();
    }
  });

  test('both pressed at the same moment, in two processes or in one, pay once and show the same payment', async () => {
    for (const from of [core, world.another()]) {
      const both = await askedAndQuoted();
      const pressed = await Promise.all([
        both.confirm(),
        both.accept(from),
        both.confirm(from),
        both.accept(),
      ]);
      const shows = pressed.flatMap((one) => (one.ok && one.value.show ? [one.value.show.reference] : []));
      expect(new Set(shows).size).toBe(1);
      expect(await both.paid()).toEqual([1, '5.00 EUR']);
      await world.proven();
    }
  });
});

test('every fresh quote for the same command is for the same payment', async () => {
  const [alice, bob] = [await someone(20_00n), await someone(0n)];
  const quote = await asked(euros(alice, bob, 5_00n));
  world.pass(60_000);
  const [one, other] = [
    granted(await press(alice, quote, 'exchange_accept')).in_place as Quote,
    granted(await press(alice, quote, 'exchange_accept')).in_place as Quote,
  ];
  const paid = granted(await press(alice, one, 'exchange_accept'));
  expect(granted(await press(alice, other, 'exchange_accept')).show).toEqual(paid.show);
  await world.settleAll();
  expect([await has(alice, 'GBP'), await orders(alice)]).toEqual(['15.73 GBP', 1]);
  await world.proven();
});

test('stale rates offer nothing, and say so; a payment without them is refused as ever', async () => {
  const [alice, bob] = [await someone(20_00n), await someone(0n)];
  world.pass(3 * 86_400_000);
  expect(code(await core.pay.ask(euros(alice, bob, 5_00n)))).toBe('rates_stale');
  expect(code(await core.pay.ask(euros(await someone(0n), bob, 5_00n)))).toBe('insufficient_funds');
  await core.exchange.refresh();
});

test('history says what was given for what, and at which rate', async () => {
  const [alice, bob] = [await someone(20_00n), slack('S1')];
  await world.seen(bob);
  granted(await press(alice, await asked(euros(alice, bob, 5_00n)), 'exchange_accept'));
  await world.settleAll();
  const [line] = (await core.account.history(alice, 1)).lines;
  expect(line).toMatchObject({
    amount: { minor: '-427' },
    counterparty: { name: 'S1' },
    exchanged: { counter: { minor: '500', asset: { code: 'EUR' } }, rate: { is: '0.84638' } },
  });
});

describe('the audit sees', () => {
  test.each([
    ['payment_exchange', 'sell_amount = sell_amount + 1', 'exchanged_payments_have_their_postings'],
    ['payment_exchange', 'sell_amount = sell_amount + 1', 'payment_moved_its_money'],
    ['payment_exchange', 'spread = spread + 1', 'quotes_paid_what_they_say'],
    ['exchange_quote', "buy_amount = buy_amount + 1 where state = 'executed'", 'quotes_paid_what_they_say'],
    ['exchange_quote', 'sell_per_euro = sell_per_euro + 1', 'quotes_were_fresh'],
    ['exchange_quote', "created_at = created_at - interval '9 days'", 'quotes_were_fresh'],
  ])('%s set %s', async (table, change, check) => {
    const [alice, bob] = [await someone(20_00n), await someone(0n)];
    granted(await press(alice, await asked(euros(alice, bob, 5_00n)), 'exchange_accept'));
    await world.settleAll();
    await world.proven();
    const found = await owner
      .begin(async (tampering) => {
        await tampering.script(`alter table ${table} disable trigger all; update ${table} set ${change}`);
        const { verifyFolders } = await import('../../core/audit/index.ts');
        const folders = ['exchange', 'pay'].map(
          (name) => new URL(`../../core/${name}/verify/`, import.meta.url),
        );
        const violations = await verifyFolders(tampering, folders);
        throw Object.assign(new Error('undo'), { violations });
      })
      .catch((error: { violations?: { check: string }[] }) => {
        if (!error.violations) throw error;
        return error.violations;
      });
    expect(found.map((one) => one.check)).toContain(check);
  });
});
