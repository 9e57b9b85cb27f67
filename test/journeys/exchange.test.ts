/** Changing money, and paying in what one does not have, in all three chats, carried by the real client libraries. */
import { expect, it } from 'vitest';
import type { ChatMessage } from '../../bots/playground/emulator.ts';
import { decimalText } from '../../core/index.ts';
import { openTown, type Person, read } from './stage.ts';

const { stage, alice, bob, bobOnSlack, carol, dave, erin } = await openTown();

const has = async ({ identity }: Person, asset: string): Promise<string> => {
  const { balances } = await stage.core.account.balance(identity);
  const found = balances.find(({ balance }) => balance.asset.code === asset);
  return found ? decimalText(found.balance) : '0';
};
const labels = (message: ChatMessage) => message.buttons.flat().map(({ label }) => label);

it('Discord: options ask for a quote in private, its button changes the money in the same place, and an old one is made afresh', async () => {
  const { chat, user } = alice;
  const [room] = chat.channels(user.id).filter(({ kind }) => kind !== 'direct');
  const choices = await chat.suggest(user.id, room!.id, '/convert amount:20 currency:GBP to:eu');
  expect(choices.map(({ title }) => title)).toContain('EUR · Euro');

  await alice.type('/convert amount:20 currency:GBP to:EUR');
  const quote = await alice.sees('room', 'Change £20.00 into €23.51?');
  expect(quote.ephemeral).toBe(true);
  expect(read(quote)).toContain('1 GBP = 1.1815 EUR, and 0.5% for the exchange: £0.10.');
  expect(read(quote)).toContain('This holds for 60 seconds, until');
  expect(labels(quote)).toEqual(['Convert', 'Cancel']);
  expect(bob.reads('room').join()).not.toContain('23.51');

  // Row 14: too late, and a fresh one is in its place.
  await stage.pass(61_000);
  await alice.press('room', quote, 'Convert');
  const fresh = await alice.sees('room', 'The minute was over, so here is a fresh rate.');
  expect(fresh.id).toBe(quote.id);
  expect(await has(alice, 'GBP')).toBe('100.00');
  stage.chats.discord.faults.duplicateEvents(1, 3);
  await alice.press('room', fresh, 'Convert');
  const done = await alice.sees('room', 'You changed £20.00 into €23.51');
  expect(done.id).toBe(quote.id);
  expect(read(done)).toContain('You have £80.00 and €23.51');
  expect(labels(done)).toEqual([]);
  await alice.type('/balance');
  expect(read(await alice.sees('room', 'Your balance'))).toContain(
    'All together about £99.89, by the rates of',
  );
  await alice.type('/history');
  expect(read(await alice.sees('room', 'Your last payments'))).toContain('€23.51 at 1 GBP = 1.1815 EUR');
  await stage.proven();
});

it('Discord: paying euros out of pounds shows the quote to the payer alone, and the receipt says both amounts', async () => {
  await bob.type('/pay person:@Alice amount:5 currency:EUR memo:lunch');
  const quote = await bob.sees('room', 'Pay Alice €5.00 for £4.27?');
  expect(quote.ephemeral).toBe(true);
  expect(read(quote)).toContain('You do not have €5.00, but £4.27 would do.');
  expect(read(quote)).toContain('1 EUR = 0.84638 GBP, and 0.5% for the exchange: £0.03.');
  expect(labels(quote)).toEqual(['Pay £4.27', 'Cancel']);
  await bob.press('room', quote, 'Pay £4.27');
  const card = await alice.sees('room', 'Bob paid Alice €5.00');
  expect(read(card)).toContain('Bob gave £4.27 for €5.00.');
  await bob.sees('room', 'You paid Alice €5.00 for £4.27');
  expect(read(await bob.sees('room', 'You sent Alice €5.00'))).toContain('You gave £4.27 for it.');
  expect([await has(bob, 'GBP'), await has(bob, 'EUR'), await has(alice, 'EUR')]).toEqual([
    '95.73',
    '0',
    '28.51',
  ]);
  await stage.proven();
});

it('Slack: a line asks for a quote, in German, too; Cancel leaves everything as it is', async () => {
  await carol.type('/convert 10 GBP to USD');
  const quote = await carol.sees('room', 'Change £10.00 into US$12.58?');
  expect(quote.ephemeral).toBe(true);
  await carol.press('room', quote, 'Cancel');
  await carol.sees('room', '£10.00 stays as it is');
  expect(await has(carol, 'GBP')).toBe('100.00');

  await carol.type('/language de');
  await carol.sees('room', 'Deutsch');
  await carol.type('/convert 10 GBP in EUR');
  const german = await carol.sees('room', /10,00\s£ in 11,75\s€ tauschen\?/);
  expect(read(german)).toContain('1 GBP = 1,1815 EUR, dazu 0,5 % für den Wechsel');
  stage.chats.slack.faults.duplicateEvents(1, 3);
  await carol.press('room', german, 'Tauschen');
  await carol.sees('room', /Du hast 10,00\s£ in 11,75\s€ getauscht/);
  await carol.type('/rates');
  expect(read(await carol.sees('room', 'Wechselkurse vom'))).toContain('1 GBP = 1,2648 USD');
  await carol.type('/language en');
  await carol.sees('room', 'English');
  expect([await has(carol, 'GBP'), await has(carol, 'EUR')]).toEqual(['90.00', '11.75']);
  await stage.proven();
});

it('Slack: paying somebody in another chat, in yen; the refund gives back the yen', async () => {
  await carol.type('/pay @dave@telegram 1000 JPY for tea');
  const quote = await carol.sees('room', 'Pay Dave JP¥1,000 for £4.96?');
  await carol.press('room', quote, 'Pay £4.96');
  const received = await dave.sees('direct', 'Carol paid you JP¥1,000');
  expect(read(received)).toContain('Carol gave £4.96 for');
  expect(await has(dave, 'JPY')).toBe('1000');
  const [, reference] = /(pay_\w+)/.exec(read(received))!;
  await dave.type(`/refund ${reference} 1000`, 'direct');
  // Another currency than the community's is always asked about.
  await dave.press('direct', await dave.sees('direct', /Pay Carol (JP)?¥1,000\?/), 'Confirm');
  await carol.sees('direct', /Dave refunded you (JP)?¥1,000/);
  expect([await has(carol, 'JPY'), await has(carol, 'GBP'), await has(dave, 'JPY')]).toEqual([
    '1000',
    '85.04',
    '0',
  ]);
  await stage.proven();
});

it('Telegram: a quote goes to the direct conversation, where its buttons are; whoever has never come is paid all the same', async () => {
  await dave.type('/convert 20 to eur', 'direct');
  const quote = await dave.sees('direct', 'Change £20.00 into €23.51?');
  await dave.press('direct', quote, 'Convert');
  await dave.sees('direct', 'You changed £20.00 into €23.51');
  await dave.type('/convert 5 EUR', 'direct');
  await dave.press('direct', await dave.sees('direct', 'Change €5.00 into £4.20?'), 'Convert');
  await dave.sees('direct', 'You changed €5.00 into £4.20');

  await dave.type('/pay @erin 5 CHF for the train');
  const pay = await dave.sees('direct', /Pay .?erin CHF\s5\.00 for £4\.43\?/i);
  await dave.press('direct', pay, 'Pay £4.43');
  const card = await dave.sees('room', /for .?erin/i);
  expect(read(card)).toContain('Waiting for');
  await erin.type('/start', 'direct');
  await erin.sees('direct', /CHF\s5\.00/);
  expect(await has(erin, 'CHF')).toBe('5.00');
  // Row 1, and what cannot be.
  for (const [line, words] of [
    ['/convert -5 EUR', 'An amount has to be more than nothing'],
    ['/convert 5', 'Into which currency?'],
    ['/convert 5 GBP to GBP', 'That is GBP already'],
    ['/convert 5000 GBP to EUR', 'There is not enough in your account'],
    ['/convert 10 VND', 'There is no rate for VND'],
  ] as const) {
    await dave.type(line, 'direct');
    await dave.sees('direct', words);
  }
  await stage.proven();
});

it('operators stock the exchange and set its terms, in each chat; nobody else does', async () => {
  await alice.type('/bank exchange');
  const desk = await alice.sees('room', 'The exchange');
  expect(desk.ephemeral).toBe(true);
  expect(read(desk)).toContain('Rates from a fixed table');
  await carol.type('/bank exchange fund 100 CHF');
  await carol.sees('room', /CHF\s5,(095|100)\.00/);
  await dave.type('/bank exchange limit SEK each 10 all 20', 'direct');
  await dave.sees('direct', 'The exchange');
  await dave.type('/bank exchange fund 1000 SEK', 'direct');
  await dave.sees('direct', /SEK\s10\.00 each/);
  await dave.type('/convert 5 GBP to SEK', 'direct');
  await dave.sees('direct', 'That is more than one person may change in 24 hours');
  await carol.type('/bank exchange spread 1');
  await carol.sees('room', 'It takes 1%.');
  await bobOnSlack.type('/bank exchange spread 0');
  await bobOnSlack.sees('room', 'Only the operator may do that');
  await carol.type('/bank exchange spread 0.5');
  await carol.sees('room', 'It takes 0.5%.');
  await stage.proven();
});

it('when the rates are stale nothing is changed, and new ones serve again', async () => {
  await stage.pass(3 * 86_400_000);
  await alice.type('/convert amount:5 currency:GBP to:EUR');
  await alice.sees('room', 'The exchange rates are too old to change money by');
  await alice.type('/rates');
  await alice.sees('room', 'They are too old to change money by.');
  await stage.pass(0, 'refresh_rates');
  await alice.type('/convert amount:5 currency:GBP to:EUR');
  await alice.sees('room', 'Change £5.00 into €5.87?');
  await stage.proven();
});
