/** Assets that go by a feed: whose prices count when, what is dealt at them, and what of it the audit sees. */
import { expect, test } from 'vitest';
import type { Identity, NewAsset, PricesSource, PublishedPrice } from '../../core/index.ts';
import { tampered } from './tampered.ts';
import { discord, granted, group, openWorld, operator, refusalOf, shown } from './world.ts';

const hour_ms = 3_600_000;
let published: PublishedPrice[] = [];
const prices: PricesSource = {
  name: 'test',
  freshFor_ms: 2 * hour_ms,
  fetch: async () => published,
};
const world = await openWorld([], { prices });
const { core, sql, owner, key } = world;

const gilts: NewAsset = {
  ...{ code: 'GILTS', name: 'Gilts Fund', exponent: 4, kind: 'security', quote: null, price: null },
  source: 'feed',
};
granted(await core.invest.define(operator, gilts, key()));
granted(await core.invest.issue(operator, { asset: 'GILTS', units: 10_000_0000n }, key()));
granted(await core.exchange.stock(null, { amount: 10_000_00n, asset: 'GBP' }, key()));

const minutes = (count: number) => world.pass(count * 60_000);
const isoNow = () => world.clock.now().toISOString();

/** As the feed says it now, and some time ago. */
const says = async (price: string, { asset = 'GILTS', minutesAgo = 0, by = core } = {}): Promise<number> => {
  minutes(5);
  const at = new Date(world.clock.now().getTime() - minutesAgo * 60_000).toISOString();
  published = [{ asset, price, currency: 'GBP', at }];
  return by.invest.refresh();
};
const setPrice = (price: string, asset = 'GILTS', event = key()) =>
  core.invest.setPrice(operator, { asset, price, from: null }, event);

const buy = (who: Identity, units = 1_0000n) =>
  core.invest.quote(who, {
    side: 'buy',
    asset: 'GILTS',
    size: { units },
    origin: { key: key(), conversation: group('discord') },
  });
const listed = async (asset = 'GILTS') =>
  granted(await core.invest.listings(operator)).assets.find((one) => one.asset === asset)!;

test('what the feed says is dealt at until it is too old; then nothing moves, and what is held is still valued', async () => {
  const alice = await world.person(discord('alice'), 1_000_00n);
  expect(await buy(alice)).toMatchObject({
    refusal: { code: 'asset_without_price', asset: 'GILTS', source: 'feed' },
  });
  expect(await says('98.40', { minutesAgo: 3 })).toBe(1);
  const since = published[0]!.at;
  const asked = granted(await buy(alice));
  expect(shown(asked.price)).toBe('98.40 GBP');
  granted(await core.invest.accept(alice, asked.reference, key()));
  // To the millisecond: two hours after its own moment.
  world.pass(Date.parse(since) + 2 * hour_ms - world.clock.now().getTime() - 2 * 60_000 - 1);
  const late = granted(await buy(alice));
  minutes(2);
  const inTime = granted(await buy(alice));
  world.pass(1);
  const refused = await buy(alice);
  expect(refused).toEqual({ ok: false, refusal: { code: 'price_stale', asset: 'GILTS', since } });
  const sell = await core.invest.quote(alice, {
    ...{ side: 'sell', asset: 'GILTS', size: 'all' },
    origin: { key: key(), conversation: group('discord') },
  });
  expect(refusalOf(sell)).toBe('price_stale');
  // What was promised for a minute holds for it; what is asked for anew is at no old price.
  granted(await core.invest.accept(alice, inTime.reference, key()));
  const { intent } = late.actions.find(({ action }) => action === 'invest_accept')!;
  const pressed = await core.intents.press(intent, alice, { key: key(), conversation: group('discord') });
  expect(refusalOf(pressed)).toBe('price_stale');
  const { holdings } = await core.invest.portfolio(alice);
  expect(holdings[0]).toMatchObject({
    units: { minor: '20000' },
    value: { minor: '19680' },
    price: { of: { minor: '9840' }, since, fed: true, stale: true },
  });
  expect((await core.invest.market()).assets[0]!.price).toMatchObject({ since, stale: true });
  expect(await says('98.41')).toBe(1);
  granted(await buy(alice));
  await world.proven();
});

test('an operator may always set a price: it counts until the feed has a later one, and is never too old', async () => {
  const ben = await world.person(discord('ben'), 1_000_00n);
  granted(await setPrice('99'));
  expect((await listed()).price).toEqual({ of: expect.objectContaining({ minor: '9900' }), since: isoNow() });
  minutes(1);
  // Of before it was set.
  expect(await says('98.50', { minutesAgo: 10 })).toBe(0);
  minutes(3 * 24 * 60);
  expect(shown(granted(await buy(ben)).price)).toBe('99.00 GBP');
  expect(await says('98.50')).toBe(1);
  expect(shown(granted(await buy(ben)).price)).toBe('98.50 GBP');
  await world.proven();
});

test('once a feed has jumped nothing is dealt at the price before it either, until it says one that is believed, or an operator does', async () => {
  const cyd = await world.person(discord('cyd'), 2_000_00n);
  expect(await says('98.50')).toBe(1);
  const promised = granted(await buy(cyd));
  // Worth twice as much from one minute to the next, or two shares where there was one: nobody knows.
  expect(await says('197')).toBe(0);
  expect(refusalOf(await buy(cyd))).toBe('price_stale');
  expect((await listed()).price).toMatchObject({ of: { minor: '9850' }, stale: true });
  expect(refusalOf(await core.invest.accept(cyd, promised.reference, key()))).toBe('quote_expired');
  expect(await says('98.60')).toBe(1);
  expect(shown(granted(await buy(cyd)).price)).toBe('98.60 GBP');
  expect(await says('49.25', { by: world.another() })).toBe(0);
  expect(refusalOf(await buy(cyd))).toBe('price_stale');
  // Operators answer for theirs, whatever the feed says then.
  granted(await setPrice('98.50'));
  expect(await says('49.25')).toBe(0);
  expect(shown(granted(await buy(cyd)).price)).toBe('98.50 GBP');
  expect(await says('98.50')).toBe(1);
  await world.proven();
});

test('a jump is refused however long it is said, until an operator sets the price by hand', async () => {
  expect(await says('49.25')).toBe(0);
  minutes(24 * 60);
  expect(await says('49.25')).toBe(0);
  expect((await listed()).price).toMatchObject({ of: { minor: '9850' }, stale: true });
  granted(await setPrice('49'));
  expect(await says('49.25')).toBe(1);
  expect(await says('98.50')).toBe(0);
  granted(await setPrice('98'));
  expect(await says('98.50')).toBe(1);
  await world.proven();
});

test('operators are told of a jump in their own chat, once, until there is another price', async () => {
  const told = async () =>
    (await world.notices('price_doubted')).filter(({ lane }) => lane.endsWith(':operator'));
  granted(await setPrice('98.50'));
  const before = (await told()).length;
  const other = world.another();
  // Said again and again, each time of another moment, to whichever process.
  for (const by of [core, core, other, core]) expect(await says('197', { by })).toBe(0);
  const [first, ...more] = (await told()).slice(before);
  expect(more).toEqual([]);
  expect(first!.notice).toMatchObject({
    ...{ asset: 'GILTS', name: 'Gilts Fund', before: { minor: '9850' }, said: [{ minor: '19700' }] },
  });
  granted(await setPrice('98.50'));
  expect(await says('198')).toBe(0);
  expect(await says('98.60')).toBe(1);
  expect(await says('197')).toBe(0);
  expect((await told()).slice(before + 1)).toHaveLength(2);
  expect(await says('98.60')).toBe(1);
  minutes(5);
  published = ['98.70', '98.80'].map((price) => ({ asset: 'GILTS', price, currency: 'GBP', at: isoNow() }));
  expect(await core.invest.refresh()).toBe(0);
  expect((await told()).at(-1)!.notice).toMatchObject({ said: [{ minor: '9870' }, { minor: '9880' }] });
  await world.proven();
});

test('two processes that are told the same store it once, and neither undoes what an operator says meanwhile', async () => {
  const other = world.another();
  const rows = async () => (await sql`select from asset_price where asset = 'GILTS'`).length;
  for (let round = 0; round < 5; round += 1) {
    const before = await rows();
    minutes(6);
    published = [{ asset: 'GILTS', price: `98.${60 + round}`, currency: 'GBP', at: isoNow() }];
    const done = await Promise.all([
      core.invest.refresh(),
      other.invest.refresh(),
      setPrice(`98.${70 + round}`),
    ]);
    expect(done[0] + done[1]).toBeLessThanOrEqual(1);
    expect((await rows()) - before).toBe(done[0] + done[1] + 1);
    await world.proven();
  }
});

test('an operator says whose prices an asset goes by, and may say otherwise; what was dealt at stays', async () => {
  const acme: NewAsset = { ...gilts, code: 'ACME', name: 'Acme plc', price: '12.50', source: 'operator' };
  const defining = key();
  granted(await core.invest.define(operator, acme, defining));
  expect(await listed('ACME')).toMatchObject({ source: 'operator', price: { of: { minor: '1250' } } });
  // Nobody asks the feed for it.
  expect(await says('12.60', { asset: 'ACME' })).toBe(0);
  const event = key();
  const change = { asset: 'ACME', source: 'feed' as const };
  for (let times = 0; times < 2; times += 1) {
    const { done, assets } = granted(await core.invest.setSource(operator, change, event));
    expect([done, assets[0]!.asset, assets[0]!.source]).toEqual([
      { asset: 'ACME', act: 'sourced' },
      'ACME',
      'feed',
    ]);
  }
  // The event that defined it, once more, has nothing against it; another definition has.
  granted(await core.invest.define(operator, acme, defining));
  expect(refusalOf(await core.invest.define(operator, acme, key()))).toBe('asset_defined');
  expect((await listed('ACME')).source).toBe('feed');
  expect(await says('12.70', { asset: 'ACME' })).toBe(1);
  granted(await core.invest.setSource(operator, { asset: 'acme', source: 'operator' }, key()));
  expect(await says('12.80', { asset: 'ACME' })).toBe(0);
  expect((await listed('ACME')).price).toMatchObject({ of: { minor: '1270' }, fed: true });
  // The last price of the feed grows old all the same.
  minutes(120);
  expect((await listed('ACME')).price).toMatchObject({ stale: true });
  granted(await setPrice('13', 'ACME'));
  expect((await listed('ACME')).price).not.toHaveProperty('stale');

  expect(refusalOf(await core.invest.setSource(operator, { ...change, asset: 'GILTS' }, event))).toBe(
    'idempotency_key_reused',
  );
  expect(refusalOf(await core.invest.setSource(operator, { ...change, source: 'operator' }, event))).toBe(
    'idempotency_key_reused',
  );
  expect(refusalOf(await setPrice('14', 'ACME', event))).toBe('idempotency_key_reused');
  expect(refusalOf(await core.invest.setSource(discord('alice'), change, key()))).toBe('not_operator');
  expect(refusalOf(await core.invest.setSource(null, { ...change, asset: 'NOPE' }, key()))).toBe(
    'asset_unknown',
  );
  const alone = world.another({ prices: null });
  expect(refusalOf(await alone.invest.setSource(null, change, key()))).toBe('feed_missing');
  expect(refusalOf(await alone.invest.define(null, { ...gilts, code: 'MORE' }, key()))).toBe('feed_missing');
  expect(await alone.invest.refresh()).toBe(0);
  const noted = await sql<{ note: string }[]>`
    select note from operator_action where action = 'asset_source' order by id`;
  expect(noted.map(({ note }) => note)).toEqual(['ACME feed', 'ACME operator']);
  const [defined] = await sql<
    { note: string }[]
  >`select note from operator_action where action = 'asset' order by id`;
  expect(defined!.note).toBe('GILTS security 4 GBP feed: Gilts Fund');
  await world.proven();
});

test('prices and sources stay as they were said, by any hand', async () => {
  for (const change of [
    'update asset_price set price = 1',
    'delete from asset_price',
    `update asset_source set source = 'operator'`,
    'delete from asset_source',
    'delete from price_doubt',
  ]) {
    await expect(sql.query(change)).rejects.toThrow();
    await expect(owner.query(change)).rejects.toThrow();
  }
});

test('the audit sees each of these', async () => {
  type Checks = (table: string, change: string) => Promise<string[]>;
  const checks: Checks = async (table, change) => {
    const found = await tampered(owner, 'invest', table, change);
    return [...new Set(found.map((one) => one.split(':')[0]!))].sort();
  };
  const [last] =
    await owner`select id from asset_price where asset = 'GILTS' and source = 'test' order by id desc limit 1`;
  const ofLast = `where id = ${last!.id}`;
  const believable = ['fed_prices_were_believable'];
  expect(await checks('asset_price', `set price = price * 1.6 ${ofLast}`)).toEqual(believable);
  expect(await checks('asset_price', `set price = price * 0.6 ${ofLast}`)).toEqual(believable);
  const hours = (count: number) => `interval '${count} hours'`;
  expect(await checks('asset_price', `set as_of = as_of - ${hours(100)} ${ofLast}`)).toEqual(believable);
  const ahead = `set as_of = as_of + ${hours(100)}, fresh_until = fresh_until + ${hours(100)}`;
  expect(await checks('asset_price', `${ahead} ${ofLast}`)).toEqual(believable);
  const [dealt] = await owner`
    select p.id from asset_price p join trade t on t.price_id = p.id where p.source = 'test' order by p.id limit 1`;
  const old = `set as_of = as_of - ${hours(3)}, fresh_until = as_of - ${hours(1)} where id = ${dealt!.id}`;
  expect(await checks('asset_price', old)).toContain('trades_were_at_fresh_prices');
  expect(await checks('price_doubt', `set seen_at = seen_at - ${hours(9_999)}`)).toEqual([
    'trades_were_at_undoubted_prices',
  ]);
  expect(await checks('asset_source', `set source = 'operator' where asset = 'GILTS'`)).toEqual([
    'fed_prices_were_asked_for',
  ]);
  await world.proven();
});
