/** One quote, pressed several times at once when it cannot be carried out any more: nobody is told that it was. */
import { expect, test } from 'vitest';
import type { Identity, NoticeOf } from '../../core/index.ts';
import { discord, granted, group, openWorld, refusalOf } from './world.ts';

const perEuro = { USD: '1.0705', JPY: '171.94', GBP: '0.84638' };
const world = await openWorld([], { rates: perEuro });
const { core, key } = world;
await core.exchange.refresh();
for (const [asset, amount] of [
  ['EUR', 5_000_00n],
  ['GBP', 1_000_00n],
] as const)
  granted(await core.exchange.stock(null, { amount, asset }, key()));

type Quote = NoticeOf<'exchange_quote'>;
const ask = async (who: Identity, amount: bigint): Promise<Quote> =>
  granted(
    await core.exchange.quote(who, {
      give: { amount, asset: 'GBP' },
      to: 'EUR',
      origin: { key: key(), conversation: group(who.platform, who.tenant) },
    }),
  );
const press = (who: Identity, notice: Quote) =>
  core.intents.press(notice.actions[0]!.intent, who, {
    key: key(),
    conversation: group(who.platform, who.tenant),
  });

test('a conversion that the wallet no longer covers is refused at every press of the same moment', async () => {
  const [alice, bob] = [await world.person(discord('alice'), 20_00n), await world.person(discord('bob'))];
  const quote = await ask(alice, 20_00n);
  await world.pay(alice, bob, 20_00n);
  const pressed = await Promise.all(Array.from({ length: 6 }, () => press(alice, quote)));
  expect(pressed.map(refusalOf)).toEqual(Array.from({ length: 6 }, () => 'insufficient_funds'));
  await world.proven();
});

test('so is a payment by a quote', async () => {
  const [alice, bob] = [await world.person(discord('alice2'), 20_00n), await world.person(discord('bob2'))];
  const answer = granted(await core.pay.ask(world.request(alice, bob, 20_00n, { asset: 'EUR' })));
  const quote = (answer as { confirm: Quote }).confirm;
  await world.pay(alice, bob, 20_00n);
  const pressed = await Promise.all(Array.from({ length: 6 }, () => press(alice, quote)));
  expect(pressed.map(refusalOf)).toEqual(Array.from({ length: 6 }, () => 'insufficient_funds'));
  await world.proven();
});
