import { expect, test } from 'vitest';
import type { Identity, NoticeOf, Result } from '../../core/index.ts';
import { fixedRates } from '../../core/index.ts';
import { tampered } from './tampered.ts';
import { discord, granted, group, openWorld, operator, refusalOf, shown, slack } from './world.ts';

/** The European Central Bank's of 28 June 2024, and a made-up round one. */
const perEuro = { USD: '1.0705', JPY: '171.94', GBP: '0.84638', CHF: '0.9634', KWD: '0.3283', ISK: '100' };
const world = await openWorld([], { rates: perEuro });
const { core, sql, owner, key } = world;
await core.exchange.refresh();

const stock = async (asset: string, amount: bigint) =>
  granted(await core.exchange.stock(null, { amount, asset }, key()));
await stock('EUR', 10_000_00n);
await stock('GBP', 1_000_00n);
await stock('JPY', 1_000_000n);

type Quote = NoticeOf<'exchange_quote'>;

const ask = (who: Identity, amount: bigint, asset: string, to: string | null, event = key()) =>
  core.exchange.quote(who, {
    give: { amount, asset },
    to,
    origin: { key: event, conversation: group(who.platform, who.tenant) },
  });
const quote = async (...args: Parameters<typeof ask>): Promise<Quote> => granted(await ask(...args));
const accept = (who: Identity, { reference }: Pick<Quote, 'reference'>, event = key()) =>
  core.exchange.accept(who, reference, event);

const press = (
  who: Identity,
  notice: Quote,
  action: 'exchange_accept' | 'exchange_cancel',
  event = key(),
) => {
  const { intent } = notice.actions.find((one) => one.action === action)!;
  return core.intents.press(intent, who, { key: event, conversation: group(who.platform, who.tenant) });
};

const has = async (who: Identity, asset: string): Promise<string> => {
  const { balances } = await core.account.balance(who);
  const found = balances.find(({ balance }) => balance.asset.code === asset);
  return found ? shown(found.balance) : `0 ${asset}`;
};

const house = async (purpose: string, asset: string): Promise<bigint> =>
  (await world.ledger.account(sql, { owner: 'system', asset, purpose }))?.balance ?? 0n;

const codeOf = (result: Result<unknown>) => refusalOf(result);

test('a quote says what is given and got, and carrying it out moves exactly that, with the spread as a posting of its own', async () => {
  const alice = await world.person(discord('alice'), 100_00n);
  const [euros, income] = [await house('liquidity', 'EUR'), await house('exchange_income', 'GBP')];
  const asked = await quote(alice, 20_00n, 'GBP', 'EUR');
  expect(asked).toMatchObject({
    sold: { minor: '2000' },
    bought: { minor: '2351' },
    spread: { minor: '10' },
    spread_bps: 50,
    rate: { one: { code: 'GBP' }, is: '1.1815', of: { code: 'EUR' } },
    state: 'open',
    seconds: 60,
  });
  expect(await has(alice, 'GBP')).toBe('100.00 GBP');
  const done = granted(await accept(alice, asked));
  expect(done.balances.map(shown)).toEqual(['80.00 GBP', '23.51 EUR']);
  expect(await house('liquidity', 'EUR')).toBe(euros - 2351n);
  expect(await house('exchange_income', 'GBP')).toBe(income + 10n);
  const codes = await owner`
    select t.code, count(*)::int as legs from exchange_quote q
    join transfer t on t.id in (q.transfer, q.spread_transfer) join entry e on e.transfer_id = t.id
    where q.reference = ${asked.reference} group by t.code order by t.code`;
  expect(codes.map(({ code, legs }) => [code, legs])).toEqual([
    ['exchange', 4],
    ['spread', 2],
  ]);
  await world.proven();
});

test('the balance says what all of it is worth, about, and by rates of which day', async () => {
  const una = await world.person(discord('una'), 10_00n);
  expect(await core.account.balance(una)).not.toHaveProperty('worth');
  await world.fund(una, 10_00n, 'EUR');
  await world.fund(una, 1_000n, 'JPY');
  // 10.00 + 10.00 × 0.84638 + 1000 / 171.94 × 0.84638, each rounded down.
  expect(await core.account.balance(una)).toMatchObject({
    worth: { total: { minor: '2338', asset: { code: 'GBP' } }, date: '2026-03-01T12:00:00.000Z' },
  });
  // Shares are worth what they cost today.
  const acme = {
    code: 'ACME',
    name: 'Acme',
    exponent: 2,
    kind: 'security' as const,
    quote: 'EUR',
    price: '5',
  };
  granted(await core.invest.define(null, acme, key()));
  granted(await core.invest.issue(null, { asset: 'ACME', units: 1_000n }, key()));
  const asked = { side: 'buy' as const, asset: 'ACME', size: { units: 100n } };
  const origin = { key: key(), conversation: group('discord') };
  const bought = granted(await core.invest.quote(una, { ...asked, origin }));
  granted(await core.invest.accept(una, bought.reference, key()));
  expect(await core.account.balance(una)).toMatchObject({ worth: { total: { minor: '2335' } } });
  await world.fund(una, 1_000n, 'VND');
  expect(await core.account.balance(una)).not.toHaveProperty('worth');
});

test('history says both sides of a conversion, and the spread by itself', async () => {
  const vera = await world.person(discord('vera'), 20_00n);
  granted(await accept(vera, await quote(vera, 20_00n, 'GBP', 'EUR')));
  const { lines } = await core.account.history(vera, 3);
  const told = lines.map(({ code, amount, exchanged }) => [
    code,
    shown(amount),
    exchanged && `${shown(exchanged.counter)} at ${exchanged.rate.is}`,
  ]);
  expect(told).toHaveLength(3);
  expect(told).toEqual(
    expect.arrayContaining([
      ['spread', '-0.10 GBP', undefined],
      ['exchange', '-19.90 GBP', '23.51 EUR at 1.1815'],
      ['exchange', '23.51 EUR', '20.00 GBP at 1.1815'],
    ]),
  );
  // And so does a statement.
  world.pass(1);
  const period = { kind: 'months_ago', months: 0 } as const;
  const { of } = granted(await core.statement.ask(vera, { period, format: 'csv' }));
  const { accounts } = await core.statement.figures(of);
  const entries = accounts.flatMap((account) => account.entries);
  expect(
    entries
      .filter(({ code }) => code !== 'fund')
      .map(({ code, amount, exchanged }) => [
        code,
        shown(amount),
        exchanged && `${shown(exchanged.counter)} at ${exchanged.rate.is}`,
      ]),
  ).toEqual(expect.arrayContaining(told));
});

test('without a target it is the community’s currency', async () => {
  const ann = await world.person(discord('ann'));
  await world.fund(ann, 10_00n, 'EUR');
  expect(await quote(ann, 10_00n, 'EUR', null)).toMatchObject({
    bought: { asset: { code: 'GBP' }, minor: '842' },
  });
  expect(codeOf(await ask(ann, 10_00n, 'GBP', null))).toBe('exchange_to_missing');
  expect(codeOf(await ask(ann, 10_00n, 'EUR', 'EUR'))).toBe('exchange_same');
  expect(codeOf(await ask(ann, 10_00n, 'EUR', 'ABC'))).toBe('currency_unknown');
  expect(codeOf(await ask(ann, 10_00n, 'EUR', 'VND'))).toBe('exchange_no_rate');
});

test('rows 1 and 2: what is no amount is refused', async () => {
  const zoe = await world.person(discord('zoe'), 100_00n);
  expect(codeOf(await ask(zoe, 0n, 'GBP', 'EUR'))).toBe('amount_not_positive');
  expect(codeOf(await ask(zoe, -5n, 'GBP', 'EUR'))).toBe('amount_not_positive');
  expect(codeOf(await ask(zoe, 10n ** 30n, 'GBP', 'EUR'))).toBe('amount_too_large');
  expect(codeOf(await ask(zoe, 1n, 'GBP', 'EUR'))).toBe('exchange_too_small');
});

test('rows 12 and 24: a quote is used once; whoever presses again hears what was done', async () => {
  const bob = await world.person(discord('bob'), 50_00n);
  const event = key();
  const asked = await quote(bob, 10_00n, 'GBP', 'EUR', event);
  expect((await quote(bob, 10_00n, 'GBP', 'EUR', event)).reference).toBe(asked.reference);
  const first = granted(await press(bob, asked, 'exchange_accept'));
  const again = granted(await press(bob, asked, 'exchange_accept'));
  expect(first.in_place).toMatchObject({ kind: 'exchanged', reference: asked.reference });
  expect(again.in_place).toEqual(first.in_place);
  expect(codeOf(await press(bob, asked, 'exchange_cancel'))).toBe('intent_used');
  expect(await has(bob, 'GBP')).toBe('40.00 GBP');
  await world.proven();
});

test('row 14: when its minute is over it is refused, and its button offers a fresh one in its place', async () => {
  const carl = await world.person(discord('carl'), 50_00n);
  const asked = await quote(carl, 10_00n, 'GBP', 'EUR');
  world.pass(59_999);
  expect((await quote(carl, 10_00n, 'GBP', 'EUR')).state).toBe('open');
  world.pass(1);
  expect(codeOf(await accept(carl, asked))).toBe('quote_expired');
  const event = key();
  const fresh = granted(await press(carl, asked, 'exchange_accept', event)).in_place as Quote;
  expect(fresh).toMatchObject({ kind: 'exchange_quote', state: 'open', renewed: true });
  expect(fresh.reference).not.toBe(asked.reference);
  // The same press again makes no second one.
  const same = granted(await press(carl, asked, 'exchange_accept', event)).in_place as Quote;
  expect(same.reference).toBe(fresh.reference);
  // Nor does the second tap of two, which is an event of its own.
  const tapped = granted(await press(carl, asked, 'exchange_accept')).in_place as Quote;
  expect(tapped.reference).toBe(fresh.reference);
  expect(await has(carl, 'GBP')).toBe('50.00 GBP');
  for (const one of [fresh, tapped]) granted(await press(carl, one, 'exchange_accept'));
  expect(await has(carl, 'GBP')).toBe('40.00 GBP');
  const done = granted(await press(carl, asked, 'exchange_accept')).in_place;
  expect(done).toMatchObject({ state: 'executed', actions: [] });
  await world.proven();
});

test('row 14: once the fresh one is over, too, there is another one, by whichever button', async () => {
  const ina = await world.person(discord('ina'), 50_00n);
  const asked = await quote(ina, 10_00n, 'GBP', 'EUR');
  world.pass(60_000);
  const second = granted(await press(ina, asked, 'exchange_accept')).in_place as Quote;
  world.pass(60_000);
  const third = granted(await press(ina, asked, 'exchange_accept')).in_place as Quote;
  expect(third).toMatchObject({ state: 'open', renewed: true });
  expect(third.reference).not.toBe(second.reference);
  const again = granted(await press(ina, second, 'exchange_accept')).in_place as Quote;
  expect(again.reference).toBe(third.reference);
});

test('row 13: somebody else’s quote is nobody else’s; a cancelled one is none', async () => {
  const dora = await world.person(discord('dora'), 50_00n);
  const asked = await quote(dora, 10_00n, 'GBP', 'EUR');
  expect(codeOf(await press(slack('S9'), asked, 'exchange_accept'))).toBe('intent_not_yours');
  expect(codeOf(await accept(slack('S9'), asked))).toBe('quote_unknown');
  expect(granted(await press(dora, asked, 'exchange_cancel')).in_place).toMatchObject({ state: 'cancelled' });
  expect(codeOf(await press(dora, asked, 'exchange_accept'))).toBe('intent_used');
  expect(await has(dora, 'GBP')).toBe('50.00 GBP');
});

test('what somebody does not have, or the house does not, is refused before anything is asked', async () => {
  const emil = await world.person(discord('emil'), 5_00n);
  expect(codeOf(await ask(emil, 5_01n, 'GBP', 'EUR'))).toBe('insufficient_funds');
  await world.fund(emil, 900_00n);
  expect(codeOf(await ask(emil, 900_00n, 'GBP', 'CHF'))).toBe('liquidity_low');
});

test('row 6: what was spent meanwhile, or sold by the house meanwhile, is refused at the press, all or none', async () => {
  const fay = await world.person(discord('fay'), 20_00n);
  const asked = await quote(fay, 20_00n, 'GBP', 'EUR');
  await world.pay(fay, discord('alice'), 1_00n);
  expect(codeOf(await press(fay, asked, 'exchange_accept'))).toBe('insufficient_funds');
  await world.fund(fay, 1_00n);
  granted(await press(fay, asked, 'exchange_accept'));

  await stock('CHF', 10_00n);
  const [one, other] = [await quote(fay, 8_00n, 'EUR', 'CHF'), await quote(fay, 8_00n, 'EUR', 'CHF')];
  granted(await press(fay, one, 'exchange_accept'));
  const before = [await has(fay, 'EUR'), await house('exchange_income', 'EUR')];
  expect(codeOf(await press(fay, other, 'exchange_accept'))).toBe('liquidity_low');
  expect([await has(fay, 'EUR'), await house('exchange_income', 'EUR')]).toEqual(before);
  await world.proven();
});

test('whoever is frozen changes nothing', async () => {
  const gus = await world.person(discord('gus'), 20_00n);
  const asked = await quote(gus, 10_00n, 'GBP', 'EUR');
  granted(await core.bank.freeze(null, { by: 'identity', identity: gus }, true));
  expect(codeOf(await press(gus, asked, 'exchange_accept'))).toBe('account_frozen');
  expect(codeOf(await ask(gus, 10_00n, 'GBP', 'EUR'))).toBe('account_frozen');
  await world.proven();
});

test('a person may change so much within 24 hours, and the house may be so far out', async () => {
  const hal = await world.person(discord('hal'), 5_000_00n);
  granted(await core.exchange.setTerms(null, { asset: 'GBP', person_a_day: 30_00n }, key()));
  const asked = [await quote(hal, 20_00n, 'GBP', 'EUR'), await quote(hal, 20_00n, 'GBP', 'EUR')];
  granted(await press(hal, asked[0]!, 'exchange_accept'));
  const refused = await press(hal, asked[1]!, 'exchange_accept');
  expect(!refused.ok && refused.refusal).toMatchObject({
    code: 'exposure_limit',
    whose: 'person',
    left: { minor: '1000' },
  });
  expect(codeOf(await ask(hal, 10_01n, 'GBP', 'EUR'))).toBe('exposure_limit');
  world.pass(24 * 3_600_000 + 1);
  await core.exchange.refresh();
  granted(await accept(hal, await quote(hal, 30_00n, 'GBP', 'EUR')));

  granted(
    await core.exchange.setTerms(null, { asset: 'GBP', person_a_day: null, house_a_day: 40_00n }, key()),
  );
  expect(codeOf(await ask(hal, 10_01n, 'GBP', 'EUR'))).toBe('exposure_limit');
  // What brings pounds back to people is welcome.
  granted(await accept(hal, await quote(hal, 20_00n, 'EUR', 'GBP')));
  granted(await accept(hal, await quote(hal, 20_00n, 'GBP', 'EUR')));
  granted(await core.exchange.setTerms(null, { asset: 'GBP', house_a_day: null }, key()));
  await world.proven();
});

test('row 6: of many at once no more is changed than the limits and the money allow, in two processes', async () => {
  const other = world.another();
  await stock('KWD', 10_000n);
  granted(await core.exchange.setTerms(null, { asset: 'KWD', person_a_day: 5_000n }, key()));
  const ida = await world.person(discord('ida'), 1_000_00n);
  const quotes = await Promise.all(Array.from({ length: 20 }, () => quote(ida, 3_00n, 'GBP', 'KWD')));
  const pressed = await Promise.all(
    quotes.map(({ reference }, index) =>
      (index % 2 === 0 ? core : other).exchange.accept(ida, reference, key()),
    ),
  );
  const made = pressed.filter(({ ok }) => ok).length;
  // 3 pounds are 1.157 dinars.
  expect(made).toBe(4);
  expect(new Set(pressed.filter(({ ok }) => !ok).map(codeOf))).toEqual(new Set(['exposure_limit']));
  expect(await has(ida, 'GBP')).toBe('988.00 GBP');

  // Whoever changes an asset waits for whoever is changing it, and then counts what they changed.
  world.pass(24 * 3_600_000 + 1);
  await core.exchange.refresh();
  const waiting = await quote(ida, 3_00n, 'GBP', 'KWD');
  let ended = false;
  const accepted = await owner.begin(async (elsewhere) => {
    await elsewhere`select asset from exchange_asset where asset = 'KWD' for no key update`;
    const accepting = accept(ida, waiting).finally(() => {
      ended = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(ended).toBe(false);
    return { accepting };
  });
  granted(await accepted.accepting);
  const left = await has(ida, 'GBP');

  const [one] = [await quote(ida, 3_00n, 'GBP', 'JPY')];
  const twenty = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? core : other).exchange.accept(ida, one.reference, key()),
    ),
  );
  expect(twenty.every(({ ok }) => ok)).toBe(true);
  expect(Number.parseFloat(await has(ida, 'GBP'))).toBe(Number.parseFloat(left) - 3);
  await world.proven();
});

test('opposite ways at once do not deadlock', async () => {
  const people = await Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      const who = await world.person(discord(`many-${index}`), 100_00n);
      await world.fund(who, 100_00n, 'EUR');
      return who;
    }),
  );
  const other = world.another();
  for (let round = 0; round < 3; round++) {
    const quotes = await Promise.all(
      people.map((who, index) =>
        index % 2 ? quote(who, 5_00n, 'GBP', 'EUR') : quote(who, 5_00n, 'EUR', 'GBP'),
      ),
    );
    const done = await Promise.all(
      quotes.map(({ reference }, index) =>
        (index % 3 ? core : other).exchange.accept(people[index]!, reference, key()),
      ),
    );
    expect(done.map(codeOf)).toEqual(done.map(() => 'ok'));
  }
  await world.proven();
});

test('stale rates are refused, with the day that they are of; new ones serve again', async () => {
  const jim = await world.person(discord('jim'), 50_00n);
  const held = await quote(jim, 10_00n, 'GBP', 'EUR');
  world.pass(3 * 86_400_000);
  const refused = await ask(jim, 10_00n, 'GBP', 'EUR');
  expect(!refused.ok && refused.refusal.code).toBe('rates_stale');
  expect(granted(await core.exchange.rates()).stale).toBe(true);
  // Its minute is long over, and there is nothing to make a fresh one from.
  expect(codeOf(await press(jim, held, 'exchange_accept'))).toBe('intent_expired');
  expect(await core.exchange.refresh()).toBe(1);
  expect(await core.exchange.refresh()).toBe(0);
  expect(granted(await core.exchange.rates()).stale).toBe(false);
  await quote(jim, 10_00n, 'GBP', 'EUR');
});

test('without rates nothing is changed', async () => {
  const closed = await openWorld();
  const kim = await closed.person(discord('kim'), 50_00n);
  const asked = await closed.core.exchange.quote(kim, {
    give: { amount: 10_00n, asset: 'GBP' },
    to: 'EUR',
    origin: { key: 'closed', conversation: group('discord') },
  });
  expect(refusalOf(asked)).toBe('exchange_closed');
  expect(refusalOf(await closed.core.exchange.rates())).toBe('exchange_closed');
  expect(await closed.core.exchange.refresh()).toBe(0);
});

test('operators, and nobody else, stock the exchange and set its terms, once per event', async () => {
  const lou = await world.person(discord('lou'), 50_00n);
  for (const refused of [
    await core.exchange.desk(lou),
    await core.exchange.stock(lou, { amount: 1n, asset: 'EUR' }, key()),
    await core.exchange.setTerms(lou, { spread_bps: 0 }, key()),
  ])
    expect(codeOf(refused)).toBe('not_operator');
  const event = key();
  const before = await house('liquidity', 'USD');
  granted(await core.exchange.stock(operator, { amount: 5_00n, asset: 'USD' }, event));
  granted(await core.exchange.stock(operator, { amount: 5_00n, asset: 'USD' }, event));
  expect(codeOf(await core.exchange.stock(operator, { amount: 6_00n, asset: 'USD' }, event))).toBe(
    'idempotency_key_reused',
  );
  expect(await house('liquidity', 'USD')).toBe(before + 5_00n);
  expect(codeOf(await core.exchange.stock(operator, { amount: -6_00n, asset: 'USD' }, key()))).toBe(
    'exchange_stock_short',
  );
  granted(await core.exchange.stock(operator, { amount: -5_00n, asset: 'USD' }, key()));
  granted(await core.exchange.setTerms(operator, { spread_bps: 100 }, key()));
  expect(await quote(lou, 10_00n, 'GBP', 'EUR')).toMatchObject({ spread_bps: 100, spread: { minor: '10' } });
  granted(await core.exchange.setTerms(operator, { spread_bps: 0 }, key()));
  const free = await quote(lou, 10_00n, 'GBP', 'EUR');
  expect(free).toMatchObject({ spread: { minor: '0' }, bought: { minor: '1181' } });
  granted(await accept(lou, free));
  granted(await core.exchange.setTerms(operator, { spread_bps: 50 }, key()));
  await world.proven();
});

test('what operators set is written down, once per event, and what is out of bounds is refused', async () => {
  const [spread, limit] = [key(), key()];
  const terms = { asset: 'EUR', person_a_day: 500_00n, house_a_day: null };
  for (let times = 0; times < 2; times += 1) {
    granted(await core.exchange.setTerms(operator, { spread_bps: 50 }, spread));
    granted(await core.exchange.setTerms(operator, terms, limit));
  }
  const set = await sql<{ action: string; note: string }[]>`
    select action, note from operator_action where key in (${spread}, ${limit}) order by id`;
  expect(set).toEqual([
    { action: 'exchange_spread', note: '50 bps' },
    { action: 'exchange_limit', note: 'EUR each 500.00 all usual' },
  ]);
  for (const [change, event, code] of [
    [{ spread_bps: 60 }, spread, 'idempotency_key_reused'],
    [{ ...terms, person_a_day: 400_00n }, limit, 'idempotency_key_reused'],
    [{ spread_bps: -1 }, key(), 'amount_invalid'],
    [{ spread_bps: 1_001 }, key(), 'amount_invalid'],
    [{ asset: 'EUR', person_a_day: -1n }, key(), 'amount_not_positive'],
    [{ asset: 'EUR', house_a_day: 10n ** 40n }, key(), 'amount_too_large'],
    [{ asset: 'ZZZ', house_a_day: 1n }, key(), 'currency_unknown'],
  ] as const)
    expect(codeOf(await core.exchange.setTerms(operator, change, event))).toBe(code);
  granted(await core.exchange.setTerms(operator, { asset: 'EUR', person_a_day: null }, key()));
});

test('what a source says wrongly is refused and logged, and the last rates stay until they are stale', async () => {
  const { clock, sql: database } = world;
  const { createCore } = await import('../../core/index.ts');
  let says: Record<string, string> | Error = { USD: '1.0705' };
  let date = '2026-03-01';
  const source = {
    ...fixedRates({}, clock),
    name: 'odd',
    freshFor_ms: 40 * 86_400_000,
    isDue: () => true,
    fetch: async () => {
      if (says instanceof Error) throw says;
      return { date, perEuro: says };
    },
  };
  const warned: unknown[] = [];
  const log = { ...world.context.log, warn: (details: unknown) => void warned.push(details) };
  const operators = [operator];
  const fetching = createCore({ sql: database, clock, asset: 'GBP', rates: source, log, operators });
  const told = async () =>
    (await world.notices('rates_doubted')).map(({ lane, notice }) => ({ lane, notice }));
  const minute = () => world.pass(3_600_000);
  expect(await fetching.exchange.refresh()).toBe(1);
  // The same day again is nothing new, and is not asked for at once.
  expect(await fetching.exchange.refresh()).toBe(0);
  date = '2026-03-02';
  for (const wrong of [new Error('no network'), { USD: '2.5' }, { USD: '2.6' }, { USD: 'abc' }]) {
    says = wrong;
    minute();
    expect(await fetching.exchange.refresh()).toBe(0);
  }
  expect(warned).toHaveLength(4);
  // Of the jump operators hear once, however long it is said.
  expect(await told()).toMatchObject([
    {
      lane: 'direct:discord::operator',
      notice: { source: 'odd', asset: 'USD', before: '1.0705', said: '2.5', date: '2026-03-02' },
    },
  ]);
  says = { USD: '1.0710' };
  minute();
  expect(await fetching.exchange.refresh()).toBe(1);
  date = '2026-03-03';
  says = { USD: '0.2' };
  minute();
  expect(await fetching.exchange.refresh()).toBe(0);
  // Another one, from other rates.
  expect(await told()).toHaveLength(2);
  date = '2026-03-01';
  says = { USD: '1.0710' };
  minute();
  expect(await fetching.exchange.refresh()).toBe(0);
  const kept =
    await database`select to_char(date, 'YYYY-MM-DD') as date from rate_set where source = 'odd' order by date`;
  expect(kept.map((row) => row.date)).toEqual(['2026-03-01', '2026-03-02']);
});

test.each([
  ['rate_set', "source = 'other'"],
  ['rate', 'per_euro = 1'],
  ['exchange_quote', 'buy_amount = 1'],
  ['exchange_rule', 'spread_bps = 0'],
])('what is in %s cannot be rewritten or deleted, not even by the owner', async (table, change) => {
  for (const statement of [`update ${table} set ${change}`, `delete from ${table}`])
    await expect(owner.begin((transaction) => transaction.script(statement))).rejects.toThrow(/immutable/);
});

test.each([
  ['conversions_moved_what_they_quote', 'set buy_amount = buy_amount + 1', (q: string) => `quote ${q}: `],
  [
    'exchanges_are_of_quotes',
    'set transfer = transfer + 100000',
    () => 'transfer \\d+ \\(.+\\) is the exchange of no quote',
  ],
  [
    'exchanges_are_of_quotes',
    'set spread_transfer = spread_transfer + 100000',
    () => 'transfer \\d+ \\(.+\\) is the spread of no quote',
  ],
])('the audit sees by %s when a quote was tampered with: %s', async (check, change, row) => {
  const me = await world.person(discord(`tampered-${key()}`), 50_00n);
  const made = await quote(me, 5_00n, 'GBP', 'EUR');
  granted(await accept(me, made));
  const { reference } = made;
  const found = await tampered(
    owner,
    'exchange',
    'exchange_quote',
    `${change} where reference = '${reference}'`,
  );
  expect(found).toContainEqual(expect.stringMatching(new RegExp(`^${check}: ${row(reference)}`)));
  await world.proven();
});
