import { expect, test } from 'vitest';
import type { Identity, NewAsset, NoticeOf, TradeRequest } from '../../core/index.ts';
import { tampered } from './tampered.ts';
import { by, discord, granted, group, openWorld, operator, refusalOf, shown, slack } from './world.ts';

const world = await openWorld();
const { core, sql, owner, key } = world;

const acme: NewAsset = {
  code: 'ACME',
  name: 'Acme plc',
  exponent: 6,
  kind: 'security',
  quote: null,
  price: '12.50',
};
granted(await core.invest.define(operator, acme, key()));
granted(await core.invest.issue(operator, { asset: 'ACME', units: 1_000_000_000n }, key()));
granted(await core.exchange.stock(null, { amount: 10_000_00n, asset: 'GBP' }, key()));

type Quote = NoticeOf<'invest_quote'>;
type Size = TradeRequest['size'];

const units = (whole: number): Size => ({ units: BigInt(Math.round(whole * 1_000_000)) });
const pounds = (minor: bigint): Size => ({
  worth: { minor: String(minor), asset: { code: 'GBP', exponent: 2 } },
});

const ask = (who: Identity, side: 'buy' | 'sell', size: Size, asset = 'ACME', event = key()) =>
  core.invest.quote(who, {
    side,
    asset,
    size,
    origin: { key: event, conversation: group(who.platform, who.tenant) },
  });
const quote = async (...args: Parameters<typeof ask>): Promise<Quote> => granted(await ask(...args));
const accept = (who: Identity, { reference }: Pick<Quote, 'reference'>, event = key()) =>
  core.invest.accept(who, reference, event);
const trade = async (...args: Parameters<typeof ask>) => granted(await accept(args[0], await quote(...args)));
const press = (who: Identity, notice: Quote, action: 'invest_accept' | 'invest_cancel', event = key()) => {
  const { intent } = notice.actions.find((one) => one.action === action)!;
  return core.intents.press(intent, who, { key: event, conversation: group(who.platform, who.tenant) });
};
const setPrice = async (price: string, asset = 'ACME') =>
  granted(await core.invest.setPrice(operator, { asset, price, from: null }, key()));

const has = async (who: Identity, asset: string): Promise<string> => {
  const { balances } = await core.account.balance(who);
  const found = balances.find(({ balance }) => balance.asset.code === asset);
  return found ? shown(found.balance) : `0 ${asset}`;
};
const house = async (purpose: string, asset: string): Promise<bigint> =>
  (await world.ledger.account(sql, { owner: 'system', asset, purpose }))?.balance ?? 0n;

/** Of one asset, in figures. */
const holding = async (who: Identity, asset = 'ACME') => {
  const { holdings } = await core.invest.portfolio(who);
  const found = holdings.find(({ units }) => units.asset.code === asset);
  return (
    found && {
      units: found.units.minor,
      cost: found.cost.minor,
      average: found.average && shown(found.average),
      value: found.value?.minor,
      unrealised: found.unrealised?.minor,
      realised: found.realised.minor,
    }
  );
};

test('a quote says what is given and got, and carrying it out moves exactly that, with the fee as a posting of its own', async () => {
  const alice = await world.person(discord('alice'), 100_00n);
  const [stock, till, income] = [
    await house('liquidity', 'ACME'),
    await house('liquidity', 'GBP'),
    await house('exchange_income', 'GBP'),
  ];
  const asked = await quote(alice, 'buy', units(2));
  expect(asked).toMatchObject({
    side: 'buy',
    name: 'Acme plc',
    units: { minor: '2000000', asset: { code: 'ACME', exponent: 6 } },
    total: { minor: '2513' },
    fee: { minor: '13' },
    fee_bps: 50,
    price: { minor: '1250' },
    state: 'open',
    seconds: 60,
  });
  expect(await has(alice, 'GBP')).toBe('100.00 GBP');
  const done = granted(await accept(alice, asked));
  expect(done.balances.map(shown)).toEqual(['2.000000 ACME', '74.87 GBP']);
  expect(done.gain).toBeNull();
  expect(await house('liquidity', 'ACME')).toBe(stock - 2_000_000n);
  expect(await house('liquidity', 'GBP')).toBe(till + 2500n);
  expect(await house('exchange_income', 'GBP')).toBe(income + 13n);
  expect(await holding(alice)).toEqual({
    units: '2000000',
    cost: '2513',
    average: '12.565 GBP',
    value: '2500',
    unrealised: '-13',
    realised: '0',
  });
  await world.proven();
});

test('sells use up the oldest lots first, and what they gain is exact: IRS Publication 564, table 3', async () => {
  const fund: NewAsset = {
    code: 'FUND',
    name: 'Fund',
    exponent: 0,
    kind: 'security',
    quote: 'USD',
    price: '25',
  };
  granted(await core.invest.define(null, fund, key()));
  granted(await core.invest.issue(null, { asset: 'FUND', units: 1_000n }, key()));
  granted(await core.exchange.stock(null, { amount: 10_000_00n, asset: 'USD' }, key()));
  granted(await core.exchange.setTerms(null, { spread_bps: 0 }, key()));
  const ira = await world.person(slack('ira'));
  await world.fund(ira, 9_100_00n, 'USD');
  await trade(ira, 'buy', { units: 160n }, 'FUND');
  world.pass(1_000);
  await setPrice('20', 'FUND');
  await trade(ira, 'buy', { units: 240n }, 'FUND');
  world.pass(1_000);
  await setPrice('30', 'FUND');
  await trade(ira, 'buy', { units: 10n }, 'FUND');
  expect(await has(ira, 'USD')).toBe('0 USD');
  world.pass(1_000);
  await setPrice('32', 'FUND');
  const sold = await trade(ira, 'sell', { units: 210n }, 'FUND');
  expect(shown(sold.total)).toBe('6720.00 USD');
  expect(shown(sold.gain!)).toBe('1720.00 USD');
  expect(await holding(ira, 'FUND')).toEqual({
    units: '200',
    cost: '410000',
    average: '20.50 USD',
    value: '640000',
    unrealised: '230000',
    realised: '172000',
  });
  granted(await core.exchange.setTerms(null, { spread_bps: 50 }, key()));
  await world.proven();
});

test('for an amount of money as many units as it buys, and all that is there can be sold', async () => {
  const ben = await world.person(discord('ben'), 50_00n);
  const bought = await trade(ben, 'buy', pounds(50_00n));
  expect([shown(bought.units), shown(bought.total), shown(bought.fee)]).toEqual([
    '3.980000 ACME',
    '50.00 GBP',
    '0.25 GBP',
  ]);
  const part = await trade(ben, 'sell', pounds(10_00n));
  expect(shown(part.total)).toBe('10.00 GBP');
  const rest = await trade(ben, 'sell', 'all');
  expect(await has(ben, 'ACME')).toBe('0 ACME');
  expect(rest.gain).not.toBeNull();
  expect(await holding(ben)).toMatchObject({ units: '0', cost: '0', average: null });
  const { realised } = (await holding(ben))!;
  // All that came of it is what he has lost of his fifty pounds.
  expect(BigInt(realised)).toBe(
    BigInt((await core.account.balance(ben)).balances[0]!.balance.minor) - 50_00n,
  );
  await world.proven();
});

test('rows 12 and 24: a quote is used once; whoever presses again hears what was done', async () => {
  const cat = await world.person(discord('cat'), 100_00n);
  const asked = await quote(cat, 'buy', units(1));
  const event = key();
  const results = await Promise.all([
    press(cat, asked, 'invest_accept', event),
    ...Array.from({ length: 7 }, () => accept(cat, asked, event)),
    ...Array.from({ length: 7 }, () => accept(cat, asked)),
  ]);
  expect(results.filter(({ ok }) => !ok)).toEqual([]);
  expect(await has(cat, 'ACME')).toBe('1.000000 ACME');
  expect(await has(cat, 'GBP')).toBe('87.43 GBP');
  expect((await core.invest.portfolio(cat)).holdings).toHaveLength(1);
  await world.proven();
});

test('row 6: of twenty at once who buy with all that they have, one is enough; nobody falls below zero', async () => {
  const dan = await world.person(discord('dan'), 12_57n);
  const asked = await Promise.all(Array.from({ length: 20 }, () => quote(dan, 'buy', units(1))));
  const done = await Promise.all(asked.map((one) => accept(dan, one)));
  expect(done.filter(({ ok }) => ok)).toHaveLength(1);
  expect(new Set(done.map(refusalOf))).toEqual(new Set(['ok', 'insufficient_funds']));
  const sells = await Promise.all(Array.from({ length: 10 }, () => quote(dan, 'sell', units(1))));
  const sold = await Promise.all(sells.map((one) => accept(dan, one)));
  expect(sold.filter(({ ok }) => ok)).toHaveLength(1);
  expect(new Set(sold.map(refusalOf))).toEqual(new Set(['ok', 'units_insufficient']));
  await world.proven();
});

test('row 11: what dies between moving and writing down moves nothing, and the same event does it then', async () => {
  const lou = await world.person(discord('lou'), 50_00n);
  const asked = await quote(lou, 'buy', units(2));
  const event = key();
  for (const table of ['trade', 'lot']) {
    await owner.script(`
      create function dies() returns trigger language plpgsql as 'begin raise exception ''dies''; end';
      create trigger dies before insert or update on ${table} for each statement execute function dies()`);
    await expect(accept(lou, asked, event)).rejects.toThrow('dies');
    await owner.script('drop function dies cascade');
    expect([await has(lou, 'GBP'), await has(lou, 'ACME')]).toEqual(['50.00 GBP', '0 ACME']);
    await world.proven();
  }
  granted(await accept(lou, asked, event));
  granted(await accept(lou, asked, event));
  expect([await has(lou, 'GBP'), await has(lou, 'ACME')]).toEqual(['24.87 GBP', '2.000000 ACME']);
  await world.proven();
});

test('many who look and trade at once read each entry into lots once', async () => {
  const max = await world.person(discord('max'), 500_00n);
  const quotes = await Promise.all(Array.from({ length: 8 }, () => quote(max, 'buy', units(1))));
  const other = world.another();
  await other.assets.follow();
  await Promise.all([
    ...quotes.map((one, at) => (at % 2 === 0 ? core : other).invest.accept(max, one.reference, key())),
    ...Array.from({ length: 8 }, (_, at) => (at % 2 === 0 ? core : other).invest.portfolio(max)),
    world.pay(max, discord('alice'), 500_000n, { asset: 'ACME' }).catch(() => null),
  ]);
  const { units: held } = (await holding(max))!;
  expect(BigInt(held)).toBeGreaterThanOrEqual(7_500_000n);
  await world.proven();
});

test('row 8: what was spent meanwhile is missing at the press, and of units and fee neither moves', async () => {
  const ola = await world.person(discord('ola'), 12_57n);
  const asked = await quote(ola, 'buy', units(1));
  await world.pay(ola, discord('alice'), 5n);
  expect(refusalOf(await accept(ola, asked))).toBe('insufficient_funds');
  expect([await has(ola, 'GBP'), await has(ola, 'ACME')]).toEqual(['12.52 GBP', '0 ACME']);
  await world.proven();
});

test('row 13: nobody else may use a quote; row 14: too late, a fresh one is in its place; cancelled it stays so', async () => {
  const [eve, fay] = [await world.person(discord('eve'), 50_00n), await world.person(discord('fay'), 50_00n)];
  const asked = await quote(eve, 'buy', units(1));
  expect(refusalOf(await accept(fay, asked))).toBe('quote_unknown');
  expect(refusalOf(await press(fay, asked, 'invest_accept'))).toBe('intent_not_yours');
  world.pass(61_000);
  await setPrice('13');
  expect(refusalOf(await accept(eve, asked))).toBe('quote_expired');
  const renewed = granted(await press(eve, asked, 'invest_accept'));
  const fresh = 'in_place' in renewed ? (renewed.in_place as Quote) : null;
  expect(fresh).toMatchObject({ renewed: true, state: 'open', price: { minor: '1300' } });
  // The second tap of two, which is an event of its own, makes no second one.
  const tapped = granted(await press(eve, asked, 'invest_accept')).in_place as Quote;
  expect(tapped.reference).toBe(fresh!.reference);
  granted(await press(eve, fresh!, 'invest_cancel'));
  expect(refusalOf(await accept(eve, fresh!))).toBe('intent_used');
  expect(await has(eve, 'ACME')).toBe('0 ACME');
  await setPrice('12.50');
  await world.proven();
});

test('rows 1, 2 and 5: nothing, less than nothing, too much and too little are refused, on both sides', async () => {
  const gus = await world.person(discord('gus'), 20_00n);
  for (const [side, size, asset, code] of [
    ['buy', { units: 0n }, 'ACME', 'amount_not_positive'],
    ['buy', { units: -5n }, 'ACME', 'amount_not_positive'],
    ['sell', { units: -5n }, 'ACME', 'amount_not_positive'],
    ['buy', pounds(-5n), 'ACME', 'amount_not_positive'],
    ['buy', { units: 10n ** 37n }, 'ACME', 'amount_too_large'],
    ['buy', pounds(10n ** 20n), 'ACME', 'amount_too_large'],
    ['buy', units(100), 'ACME', 'insufficient_funds'],
    ['sell', units(1), 'ACME', 'units_insufficient'],
    ['sell', 'all', 'ACME', 'units_insufficient'],
    ['sell', { units: 1n }, 'ACME', 'trade_too_small'],
    ['buy', units(1), 'NOPE', 'asset_unknown'],
    ['buy', units(1), 'EUR', 'asset_unknown'],
    ['buy', { worth: { minor: '500', asset: { code: 'EUR', exponent: 2 } } }, 'ACME', 'asset_dealt_in'],
  ] as const)
    expect([side, code, refusalOf(await ask(gus, side, size, asset))]).toEqual([side, code, code]);
  const rich = await world.person(discord('rich'), 100_000_00n);
  expect(refusalOf(await ask(rich, 'buy', units(2000)))).toBe('liquidity_low');
  await world.proven();
});

test('whoever is frozen neither buys nor sells, also not by an old quote', async () => {
  const hal = await world.person(discord('hal'), 50_00n);
  await trade(hal, 'buy', units(1));
  const [buy, sell] = [await quote(hal, 'buy', units(1)), await quote(hal, 'sell', units(1))];
  granted(await core.bank.freeze(operator, by(hal), true));
  expect(refusalOf(await accept(hal, buy))).toBe('account_frozen');
  expect(refusalOf(await accept(hal, sell))).toBe('account_frozen');
  expect(refusalOf(await ask(hal, 'sell', 'all'))).toBe('account_frozen');
  await world.proven();
});

test('units are paid like money: the giver has realised their gain, and the payee begins at the price of the day', async () => {
  const [ida, jon] = [await world.person(discord('ida'), 50_00n), await world.person(discord('jon'))];
  await trade(ida, 'buy', units(2));
  world.pass(1_000);
  await setPrice('20');
  await world.pay(ida, jon, 1_500_000n, { asset: 'ACME' });
  // Three quarters of 25.13 are 18.85; 1.5 units are worth 30.00.
  expect(await holding(ida)).toMatchObject({ units: '500000', cost: '628', realised: '1115' });
  expect(await holding(jon)).toMatchObject({
    units: '1500000',
    cost: '3000',
    unrealised: '0',
    realised: '0',
  });
  // A drop whose rest comes back, and a claim, are the same.
  const left = await core.drop.give({
    giver: jon,
    amount: 1_000_000n,
    asset: 'ACME',
    memo: null,
    shares: 2,
    mode: 'even',
    lasts_ms: null,
    account_age_ms: 0,
    origin: { key: key(), conversation: group('discord') },
  });
  expect(refusalOf(left)).toBe('ok');
  expect(await holding(jon)).toMatchObject({ units: '500000', cost: '1000', realised: '0' });
  world.pass(1_000);
  await setPrice('12.50');
  await world.proven();
});

test('two who become one keep their lots, and what they have gained', async () => {
  const [kim, kimToo] = [
    await world.person(discord('kim'), 100_00n),
    await world.person(slack('kim'), 100_00n),
  ];
  await trade(kimToo, 'buy', units(2));
  world.pass(1_000);
  await trade(kim, 'buy', units(1));
  await setPrice('15');
  await trade(kimToo, 'sell', units(1));
  const [before, other] = [(await holding(kim))!, (await holding(kimToo))!];
  const { code } = granted(await core.people.linkCode(kim));
  granted(await core.people.link(kimToo, code, key()));
  const after = (await holding(kim))!;
  expect(after.units).toBe('2000000');
  expect(BigInt(after.cost)).toBe(BigInt(before.cost) + BigInt(other.cost));
  expect(after.realised).toBe(other.realised);
  // What was bought first goes first, whoever bought it.
  const sold = await trade(kim, 'sell', units(1));
  expect(sold.gain!.minor).toBe(String(1500n - 8n - BigInt(other.cost)));
  await setPrice('12.50');
  await world.proven();
});

test('only money is lent, saved, paid interest on, funded, tipped or changed', async () => {
  const lea = await world.person(discord('lea'), 50_00n);
  await trade(lea, 'buy', units(1));
  const origin = { key: key(), conversation: group('discord') };
  const answers = [
    await core.savings.save({ person: lea, amount: 1n, asset: 'ACME', key: key() }),
    await core.interest.setCredit(operator, by(lea), { asset: 'ACME', line: 1n, reason: null }, key()),
    await core.interest.setTierLine(operator, { tier: 'trusted', asset: 'ACME', line: 1n }, key()),
    await core.interest.setRate(
      operator,
      { asset: 'ACME', kind: 'savings', rate_ppm: 1, effective_from: null },
      key(),
    ),
    await core.bank.fund(operator, by(lea), 1n, 'ACME', key()),
    await core.exchange.stock(operator, { amount: 1n, asset: 'ACME' }, key()),
    await core.exchange.setTerms(operator, { asset: 'ACME', person_a_day: 1n }, key()),
    await core.exchange.quote(lea, { give: { amount: 1n, asset: 'ACME' }, to: null, origin }),
    await core.exchange.quote(lea, { give: { amount: 1n, asset: 'GBP' }, to: 'ACME', origin }),
    await core.tip.tip({ tipper: lea, author: by(discord('alice')), amount: 1n, asset: 'ACME', origin }),
  ];
  expect(answers.map(refusalOf)).toEqual(answers.map(() => 'not_a_currency'));
  await world.proven();
});

test('what an operator has defined is known to every process without a restart, and never changes', async () => {
  const other = world.another();
  await other.assets.follow();
  const code = 'LATER';
  const later: NewAsset = { ...acme, code, name: 'Later', exponent: 18, price: null };
  expect(other.assets.find(code)).toBeNull();
  const event = key();
  granted(await core.invest.define(operator, later, event));
  expect(core.assets.find('later')).toEqual({ code, exponent: 18 });
  await expect.poll(() => other.assets.find(code)).toEqual({ code, exponent: 18 });
  expect(other.assets.all.map((asset) => asset.code)).toContain(code);
  expect(other.assets.currency(code)).toBeNull();
  // The same again is nothing new, by the same event or another; anything else of it is refused.
  granted(await core.invest.define(operator, later, event));
  granted(await core.invest.define(operator, later, key()));
  for (const change of [{ exponent: 6 }, { name: 'Sooner' }, { kind: 'crypto' as const }, { quote: 'EUR' }])
    expect(refusalOf(await core.invest.define(operator, { ...later, ...change }, key()))).toBe(
      'asset_defined',
    );
  expect(refusalOf(await core.invest.define(operator, { ...later, code: 'OTHER' }, event))).toBe(
    'idempotency_key_reused',
  );
  // A price is set by itself: said with a definition that is there already it changes nothing, and does not look as if it had.
  await expect(core.invest.define(operator, { ...later, price: '50.25' }, key())).resolves.toMatchObject({
    refusal: { code: 'asset_defined_priced', asset: code, price: null },
  });
  const priced: NewAsset = { ...later, code: 'PRICED', price: '50.20' };
  granted(await core.invest.define(operator, priced, key()));
  granted(await core.invest.define(operator, { ...priced, price: '50.2' }, key()));
  await expect(core.invest.define(operator, { ...priced, price: '50.25' }, key())).resolves.toMatchObject({
    refusal: { code: 'asset_defined_priced', asset: 'PRICED', price: { minor: '5020' } },
  });
  await expect(owner`update asset set exponent = 2 where code = ${code}`).rejects.toThrow();
  await expect(owner`delete from asset_price`).rejects.toThrow();
  const mia = await world.person(discord('mia'), 10_00n);
  expect(refusalOf(await ask(mia, 'buy', { units: 1n }, code))).toBe('asset_without_price');
});

test('what may be defined, priced and issued, and by whom', async () => {
  const anybody = discord('anybody');
  expect(refusalOf(await core.invest.define(anybody, acme, key()))).toBe('not_operator');
  expect(
    refusalOf(await core.invest.setPrice(anybody, { asset: 'ACME', price: '1', from: null }, key())),
  ).toBe('not_operator');
  expect(refusalOf(await core.invest.issue(anybody, { asset: 'ACME', units: 1n }, key()))).toBe(
    'not_operator',
  );
  expect(refusalOf(await core.invest.listings(anybody))).toBe('not_operator');
  for (const code of ['AB', 'acme', 'EUR', 'THB', 'TOOLONGCODES', 'A1B', ''])
    expect([code, refusalOf(await core.invest.define(null, { ...acme, code }, key()))]).toEqual([
      code,
      'asset_code_unfit',
    ]);
  const fresh = { ...acme, code: 'FRESH' };
  expect(refusalOf(await core.invest.define(null, { ...fresh, exponent: 19 }, key()))).toBe(
    'asset_decimals_unfit',
  );
  expect(refusalOf(await core.invest.define(null, { ...fresh, price: '0' }, key()))).toBe('price_unfit');
  expect(refusalOf(await core.invest.define(null, { ...fresh, quote: 'ACME' }, key()))).toBe(
    'not_a_currency',
  );
  expect(refusalOf(await core.invest.setPrice(null, { asset: 'ACME', price: '-1', from: null }, key()))).toBe(
    'price_unfit',
  );
  expect(
    refusalOf(await core.invest.setPrice(null, { asset: 'ACME', price: '9', from: '2026-02-01' }, key())),
  ).toBe('price_backdated');
  expect(refusalOf(await core.invest.issue(null, { asset: 'ACME', units: 0n }, key()))).toBe(
    'amount_not_positive',
  );
  expect(refusalOf(await core.invest.issue(null, { asset: 'ACME', units: -(10n ** 12n) }, key()))).toBe(
    'issue_short',
  );
  // The same event issues once.
  const event = key();
  const before = await house('issuer', 'ACME');
  for (let at = 0; at < 3; at += 1)
    granted(await core.invest.issue(null, { asset: 'ACME', units: 5n }, event));
  expect(await house('issuer', 'ACME')).toBe(before - 5n);
  expect(refusalOf(await core.invest.issue(null, { asset: 'ACME', units: 6n }, event))).toBe(
    'idempotency_key_reused',
  );
  granted(await core.invest.issue(null, { asset: 'ACME', units: -5n }, key()));
  await world.proven();
});

test('whatever an operator does with an asset is written down, once per event, and by whom', async () => {
  const { invest } = core;
  const noted = { ...acme, code: 'NOTED', name: 'Noted plc', exponent: 0 };
  const dividend = {
    ...{ asset: 'NOTED', currency: null, amount: { per_unit: '0.12' } },
    ...{ record: '2026-05-01', pay: '2026-05-08' },
  };
  const keys = {
    defined: key(),
    priced: key(),
    issued: key(),
    redeemed: key(),
    declared: key(),
    cancelled: key(),
  };
  let reference = '';
  for (let times = 0; times < 2; times += 1) {
    granted(await invest.define(operator, noted, keys.defined));
    granted(await invest.setPrice(operator, { asset: 'NOTED', price: '9.5', from: null }, keys.priced));
    granted(await invest.issue(operator, { asset: 'NOTED', units: 50n }, keys.issued));
    granted(await invest.issue(operator, { asset: 'NOTED', units: -20n }, keys.redeemed));
    reference = granted(await invest.declare(operator, dividend, keys.declared)).done!.reference;
    granted(await invest.cancelDividend(null, reference, keys.cancelled));
  }
  const set = await sql<
    { action: string; operator: string | null; note: string | null; of: string | null }[]
  >`
    select action, operator, note, amount || ' ' || asset as of from operator_action
    where key = any(${Object.values(keys)}::text[]) order by id`;
  const now = world.clock.now().toISOString();
  expect(set.map((row) => Object.values(row))).toEqual([
    ['asset', 'discord::operator', 'NOTED security 0 GBP 12.50: Noted plc', null],
    ['asset_price', 'discord::operator', `NOTED 9.5 GBP from ${now}`, null],
    ['issue', 'discord::operator', null, '50 NOTED'],
    ['redeem', 'discord::operator', null, '20 NOTED'],
    [
      'dividend',
      'discord::operator',
      `${reference} NOTED 0.12 GBP each record 2026-05-01 pay 2026-05-08`,
      null,
    ],
    ['dividend_cancel', null, reference, null],
  ]);
  const refused = refusalOf(await invest.issue(operator, { asset: 'NOTED', units: 1n }, keys.priced));
  expect(refused).toBe('idempotency_key_reused');
  await world.proven();
});

test('a price that is set for a day counts from its beginning, and what was quoted before stays as it was quoted', async () => {
  const ned = await world.person(discord('ned'), 100_00n);
  const set = granted(
    await core.invest.setPrice(null, { asset: 'ACME', price: '14', from: '2026-03-02' }, key()),
  );
  expect(set.assets[0]).toMatchObject({
    coming: [{ of: { minor: '1400' }, from: '2026-03-02T00:00:00.000Z' }],
  });
  expect((await quote(ned, 'buy', units(1))).price.minor).toBe('1250');
  world.pass(12 * 3_600_000);
  expect((await quote(ned, 'buy', units(1))).price.minor).toBe('1400');
  await setPrice('12.50');
  await world.proven();
});

test('the audit sees each of these', async () => {
  const [bought] =
    await owner`select id from trade where state = 'executed' and side = 'buy' and fee > 0 limit 1`;
  const [lot] = await owner`select id from lot where units_left > 0 and origin = 'bought' limit 1`;
  const [gone] = await owner`select id from disposal where kind = 'sold' limit 1`;
  const checks = async (table: string, change: string): Promise<string[]> => {
    const found = await tampered(owner, 'invest', table, change);
    return [...new Set(found.map((one) => one.split(':')[0]!))].sort();
  };
  const ofTrade = `where id = ${bought!.id}`;
  expect(await checks('trade', `set units = units + 1 ${ofTrade}`)).toContain('trades_moved_what_they_quote');
  expect(await checks('trade', `set price = price + 1 ${ofTrade}`)).toEqual([
    'trades_were_at_the_price_in_force',
  ]);
  const undone = `set state = 'open', transfer = null, fee_transfer = null, ended_key = null, ended_at = null`;
  expect(await checks('trade', `${undone} ${ofTrade}`)).toContain('trades_are_of_quotes');
  expect(await checks('lot', `set units_left = units_left - 1 where id = ${lot!.id}`)).toEqual([
    'lots_are_used_up_by_disposals',
    'lots_are_what_is_held',
  ]);
  const dearer = `set cost = cost + 1, cost_left = cost_left + 1 where id = ${lot!.id}`;
  expect(await checks('lot', dearer)).toEqual(['lots_come_and_go_by_entries']);
  expect(await checks('disposal', `set proceeds = proceeds + 1 where id = ${gone!.id}`)).toEqual([
    'lots_come_and_go_by_entries',
  ]);
  expect(await checks('disposal_lot', `set cost = cost + 1 where disposal = ${gone!.id}`)).toEqual([
    'lots_are_used_up_by_disposals',
  ]);
  expect(await checks('asset_issue', `set units = units + 1 where asset = 'ACME' and units > 5`)).toEqual([
    'units_are_issued',
  ]);
});
