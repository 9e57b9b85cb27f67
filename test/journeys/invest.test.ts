/** Buying, selling and holding shares in all three chats, carried by the real client libraries. */
import { expect, it } from 'vitest';
import type { ChatMessage } from '../../bots/playground/emulator.ts';
import { decimalText } from '../../core/index.ts';
import { openTown, type Person, read } from './stage.ts';

const { stage, alice, bob, bobOnSlack, carol, dave } = await openTown();

const has = async ({ identity }: Person, asset: string): Promise<string> => {
  const { balances } = await stage.core.account.balance(identity);
  const found = balances.find(({ balance }) => balance.asset.code === asset);
  return found ? decimalText(found.balance) : '0';
};
const labels = (message: ChatMessage) => message.buttons.flat().map(({ label }) => label);

it('Discord: options ask for a quote in private, its button buys in the same place, and an old one is made afresh', async () => {
  const { chat, user } = alice;
  const [room] = chat.channels(user.id).filter(({ kind }) => kind !== 'direct');
  await alice.type('/buy');
  expect(read(await alice.sees('room', 'What you can buy here'))).toContain('ACME · Acme plc');
  const choices = await chat.suggest(user.id, room!.id, '/buy amount:2 asset:ac');
  expect(choices.map(({ title }) => title)).toContain('ACME · Acme plc');

  await alice.type('/buy amount:2 asset:ACME');
  const quote = await alice.sees('room', 'Buy 2 ACME for £25.13?');
  expect(quote.ephemeral).toBe(true);
  expect(read(quote)).toContain('Acme plc at £12.50 each, with 0.5% for dealing: £0.13.');
  expect(read(quote)).toContain('This holds for 60 seconds, until');
  expect(labels(quote)).toEqual(['Buy', 'Cancel']);
  expect(bob.reads('room').join()).not.toContain('25.13');

  // Row 14: too late, and a fresh one is in its place.
  await stage.pass(61_000);
  await alice.press('room', quote, 'Buy');
  const fresh = await alice.sees('room', 'The minute was over, so here is a fresh price.');
  expect(fresh.id).toBe(quote.id);
  expect(await has(alice, 'GBP')).toBe('100.00');
  stage.chats.discord.faults.duplicateEvents(1, 3);
  await alice.press('room', fresh, 'Buy');
  const done = await alice.sees('room', 'You bought 2 ACME for £25.13');
  expect(done.id).toBe(quote.id);
  expect(read(done)).toContain('You have 2 ACME and £74.87.');
  expect(labels(done)).toEqual([]);
  await alice.type('/buy amount:50 of:WORLD');
  await alice.press('room', await alice.sees('room', /Buy 0\.49\d* WORLD for £50\.00\?/), 'Buy');
  await alice.sees('room', /You bought 0\.49\d* WORLD/);
  await stage.proven();
});

it('Discord: a portfolio says what was paid and what it is worth, and draws it; history says what was bought', async () => {
  await alice.type('/bank asset asset:ACME price:15');
  const set = await alice.sees('room', 'The price of ACME is set');
  expect(set.ephemeral).toBe(true);
  await alice.type('/portfolio');
  const portfolio = await alice.sees('room', 'Your portfolio is worth');
  expect(portfolio.ephemeral).toBe(true);
  expect(read(portfolio)).toContain('2 ACME, bought at £12.565 each · now £15.00 each · £30.00 (+£4.87)');
  expect(portfolio.files?.map(({ name }) => name)).toEqual(['portfolio.png']);
  await alice.type('/history');
  expect(read(await alice.sees('room', 'Your last payments'))).toContain('Bought or sold');
  await alice.type('/sell amount:all asset:ACME');
  await alice.press('room', await alice.sees('room', 'Sell 2 ACME for £29.85?'), 'Sell');
  expect(read(await alice.sees('room', 'You sold 2 ACME for £29.85'))).toContain(
    'That is £4.72 more than they cost you.',
  );
  await alice.type('/bank asset asset:ACME price:12.50');
  await alice.sees('room', 'The price of ACME is set');
  await stage.proven();
});

it('Slack: a line asks for a quote, in German, too; Cancel leaves everything as it is', async () => {
  await carol.type('/buy 2 ACME');
  const quote = await carol.sees('room', 'Buy 2 ACME for £25.13?');
  expect(quote.ephemeral).toBe(true);
  await carol.press('room', quote, 'Cancel');
  await carol.sees('room', '2 ACME not bought');
  expect(await has(carol, 'GBP')).toBe('100.00');

  await carol.type('/language de');
  await carol.sees('room', 'Deutsch');
  await carol.type('/buy 1,5 ACME');
  const german = await carol.sees('room', /1,5 ACME für 18,85\s£ kaufen\?/);
  expect(read(german)).toContain('das Stück, darin 0,5 % für den Handel');
  stage.chats.slack.faults.duplicateEvents(1, 3);
  await carol.press('room', german, 'Kaufen');
  await carol.sees('room', /Du hast 1,5 ACME für 18,85\s£ gekauft/);
  await carol.type('/portfolio');
  expect(read(await carol.sees('room', /Dein Depot ist 18,75\s£ wert/))).toContain('1,5 ACME');
  await carol.type('/language en');
  await carol.sees('room', 'English');
  expect([await has(carol, 'GBP'), await has(carol, 'ACME')]).toEqual(['81.15', '1.500000']);
  await stage.proven();
});

it('Slack: shares are paid to somebody in another chat, who holds them at what they are worth', async () => {
  await carol.type('/pay @dave@telegram 0.5 ACME for your birthday');
  const question = await carol.sees('room', /Pay Dave 0\.5 ACME\?/);
  await carol.press('room', question, 'Confirm');
  await dave.sees('direct', 'Carol paid you 0.5 ACME');
  await dave.type('/portfolio', 'direct');
  expect(read(await dave.sees('direct', 'Your portfolio is worth £6.25'))).toContain(
    '0.5 ACME, bought at £12.50 each',
  );
  await stage.proven();
});

it('Telegram: a quote goes to the direct conversation, where its buttons are; what cannot be is refused', async () => {
  await dave.type('/buy £20 ACME', 'direct');
  const quote = await dave.sees('direct', 'Buy 1.592 ACME for £20.00?');
  stage.chats.telegram.faults.duplicateEvents(1, 3);
  await dave.press('direct', quote, 'Buy');
  await dave.sees('direct', 'You bought 1.592 ACME for £20.00');
  await dave.type('/sell 1 ACME', 'direct');
  await dave.press('direct', await dave.sees('direct', 'Sell 1 ACME for £12.43?'), 'Sell');
  await dave.sees('direct', 'You sold 1 ACME for £12.43');
  for (const [line, words] of [
    ['/buy -5 ACME', 'An amount has to be more than nothing'],
    ['/buy ACME', 'How much'],
    ['/buy 2', 'Of what?'],
    ['/buy 2 NOPE', 'NOPE cannot be bought or sold here'],
    ['/buy 1000 ACME', 'There is not enough in your account'],
    ['/sell 1000 ACME', 'You do not have that much'],
    ['/sell 1 WORLD', 'You have no WORLD to sell'],
    ['/save 1 ACME', 'ACME is not money'],
    ['/convert 1 ACME to GBP', 'ACME is not money'],
  ] as const) {
    await dave.type(line, 'direct');
    await dave.sees('direct', words);
  }
  await stage.proven();
});

it('a dividend is declared in a chat, and paid to whoever holds shares, who are told where they are', async () => {
  const dayIn = (days: number) =>
    new Date(Date.now() + 61_000 + days * 86_400_000).toISOString().slice(0, 10);
  await carol.type(`/bank dividend ACME 0.12 GBP record ${dayIn(1)} pay ${dayIn(3)}`);
  const declared = await carol.sees('room', 'A dividend on ACME is declared');
  expect(read(declared)).toContain('£0.12 each · declared');
  const before = await has(dave, 'GBP');
  await stage.pass(2 * 86_400_000 + 6 * 60_000, 'dividends');
  await stage.pass(86_400_000, 'dividends');
  const told = await dave.sees('direct', 'dividend on your ACME');
  expect(read(told)).toContain('(Acme plc), which you held at the end of');
  expect(Number(await has(dave, 'GBP'))).toBeGreaterThan(Number(before));
  await alice.type(`/bank dividend asset:ACME mode:total amount:5 record:${dayIn(9)} pay:${dayIn(12)}`);
  await alice.sees('room', 'A dividend on ACME is declared');
  await dave.type('/bank dividend', 'direct');
  const [, reference] = /(div_\w+)/.exec(read(await dave.sees('direct', 'Dividends')))!;
  await dave.type(`/bank dividend cancel ${reference}`, 'direct');
  await dave.sees('direct', 'The dividend on ACME is called off');
  await bobOnSlack.type('/bank dividend ACME 1 record 2030-01-01 pay 2030-01-02');
  await bobOnSlack.sees('room', 'Only the operator may do that');
  await stage.proven();
});

it('operators define assets in each chat, which everybody can buy at once; nobody else does', async () => {
  await alice.type('/bank asset asset:GOLDBAR name:Gold in bars decimals:3 kind:commodity price:60.25');
  const defined = await alice.sees('room', 'GOLDBAR can be held here');
  expect(defined.ephemeral).toBe(true);
  await carol.type('/bank asset GOLDBAR issue 100');
  expect(read(await carol.sees('room', 'GOLDBAR: new units are issued'))).toContain('100 GOLDBAR issued');
  await dave.type('/buy 0.1 GOLDBAR', 'direct');
  await dave.press('direct', await dave.sees('direct', 'Buy 0.1 GOLDBAR for £6.07?'), 'Buy');
  await dave.sees('direct', 'You bought 0.1 GOLDBAR');
  await dave.type('/bank asset TEA "Tea & biscuits" decimals 0 in EUR price 3', 'direct');
  await dave.sees('direct', 'TEA can be held here');
  await dave.type('/bank asset GOLDBAR redeem 100', 'direct');
  await dave.sees('direct', 'The bank does not have that much of it');
  await dave.type('/bank asset GOLDBAR decimals 6', 'direct');
  await dave.sees('direct', 'GOLDBAR is there already, as something else');
  await bobOnSlack.type('/bank asset GOLDBAR price 1');
  await bobOnSlack.sees('room', 'Only the operator may do that');
  await stage.proven();
});

it('a fund goes by the feed: what that says is dealt at, and what is too old is not, until an operator sets it by hand', async () => {
  await stage.pass(0, 'refresh_prices');
  await dave.type('/buy 0.1 GILTS', 'direct');
  await dave.press('direct', await dave.sees('direct', 'Buy 0.1 GILTS for £9.89?'), 'Cancel');
  await dave.sees('direct', '0.1 GILTS not bought');
  await carol.type('/bank asset GILTS source operator');
  expect(read(await carol.sees('room', 'Whose prices GILTS goes by is set'))).toContain('£98.40 each');
  await stage.pass(26 * 3_600_000, 'refresh_prices');
  await carol.type('/buy 0.1 GILTS');
  const refused = await carol.sees('room', 'The price of GILTS is too old to deal at');
  expect(read(refused)).toContain('Nothing has happened; please try again later.');
  await dave.type('/buy', 'direct');
  expect(read(await dave.sees('direct', 'What you can buy here'))).toMatch(
    /£98\.40 · of .* too old to deal at/,
  );

  // An option on Discord, German words on Telegram.
  await alice.type('/bank asset asset:GILTS source:feed');
  expect(read(await alice.sees('room', 'Whose prices GILTS goes by is set'))).toContain('feed, too old: of');
  await dave.type('/bank asset GILTS price 98', 'direct');
  expect(read(await dave.sees('direct', 'The price of GILTS is set'))).toContain('feed, this one by hand');
  await dave.type('/language de', 'direct');
  await dave.sees('direct', 'Deutsch');
  await dave.type('/bank asset BUND "Bund 2036" stellen 2 quelle Kursquelle', 'direct');
  expect(read(await dave.sees('direct', 'BUND kann man jetzt haben'))).toContain('Kursquelle');
  await bobOnSlack.type('/bank asset GILTS source operator');
  await bobOnSlack.sees('room', 'Only the operator may do that');
  await stage.proven();
});
