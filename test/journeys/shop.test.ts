/** Things for sale, as people sell and buy them in each chat: typed, by buttons and by the form, carried by the real client libraries. */
import { expect, it } from 'vitest';
import type { ChatMessage } from '../../bots/playground/emulator.ts';
import { openTown, type Person, type Place, read } from './stage.ts';

const { stage, alice, bob, bobOnSlack, carol, dave, erin } = await openTown();

const labels = (message: ChatMessage) => message.buttons.flat().map(({ label }) => label);
const codeOf = (message: ChatMessage): string => /itm_\w+/.exec(read(message))![0];

/** Buys one, by the button of a card and then the question's. */
async function buy(
  person: Person,
  place: Place,
  card: ChatMessage,
  name: string,
  price: string,
): Promise<void> {
  await person.press(place, card, 'Buy');
  const question = await person.sees(place, `Buy ${name} for ${price}?`);
  await person.press(place, question, `Buy for ${price}`);
}

it('on Discord a card sells until nothing is left, its buyer has the receipt, and its seller hears of it once', async () => {
  await alice.type('/shop add "T-shirt M" 15 stock 2 for cotton, blue');
  const card = await bob.sees('room', 'T-shirt M · £15.00');
  expect(read(card)).toMatch(/cotton, blue\nSold by @?Alice\n2 left\nitm_\w+ · for sale/);
  await buy(bob, 'room', card, 'T-shirt M', '£15.00');
  const receipt = await bob.sees('room', 'Bought: 1 × T-shirt M at £15.00.');
  expect(receipt.ephemeral).toBe(true);
  expect(alice.reads('room').join()).not.toContain('Bought:');
  await alice.sees('room', '1 left');

  await bob.type('/shop buy t-shirt 5');
  expect((await bob.sees('room', 'Only 1 is left of “T-shirt M”')).ephemeral).toBe(true);
  await bob.type('/shop buy t-shirt 1');
  const question = await bob.sees('room', 'Buy T-shirt M for £15.00?');
  await Promise.all([
    bob.press('room', question, 'Buy for £15.00'),
    bob.press('room', question, 'Buy for £15.00'),
  ]);
  await alice.sees('room', 'sold out');
  await stage.pass(0, 'shop_sales');
  await alice.sees('direct', /You sold for £(15|30)\.00 to 1 person/);
  expect(await bob.balance()).toBe('70.00');
  expect(await alice.balance()).toBe('130.00');
  expect(alice.reads('direct').join()).not.toContain('paid you');
  await stage.proven();
});

it('on Slack the form sells, the catalogue has a button for it, and what is given back is for sale again', async () => {
  await carol.type('/shop add');
  await expect.poll(() => carol.chat.form(carol.user.id)?.title, { timeout: 15_000 }).toBe('Sell something');
  const form = carol.chat.form(carol.user.id)!;
  await carol.chat.submitForm(carol.user.id, form.id, {
    name: 'Teapot',
    price: '12',
    stock: '1',
    limit: '1',
    memo: 'holds four cups',
  });
  const card = await bobOnSlack.sees('room', 'Teapot · £12.00');
  expect(read(card)).toContain('1 left · 1 for each person');

  await bobOnSlack.type('/shop');
  const list = await bobOnSlack.sees('room', 'What is sold here');
  expect([list.ephemeral, labels(list)]).toEqual([true, ['Buy Teapot']]);
  await bobOnSlack.press('room', list, 'Buy Teapot');
  const question = await bobOnSlack.sees('room', 'Buy Teapot for £12.00?');
  await bobOnSlack.press('room', question, 'Buy for £12.00');
  const receipt = await bobOnSlack.sees('room', 'Bought: 1 × Teapot at £12.00.');
  await carol.sees('room', 'sold out');
  const reference = /pay_\w+/.exec(read(receipt))![0];

  await carol.type(`/refund ${reference}`, 'direct');
  await carol.sees('room', '1 left');
  await stage.pass(0, 'shop_sales');
  await carol.type('/shop mine', 'direct');
  expect(read(await carol.sees('direct', 'What you sell'))).toMatch(/£0\.00 · 0 sold · 1 left/);
  await stage.proven();
});

it('on Telegram a card sells to whoever presses, each answered in their own chat', async () => {
  await dave.type('/bank fund @erin 20 GBP', 'direct');
  await erin.type('/start', 'direct');
  await dave.type('/shop add Honey 4,50 stock 3');
  const card = await erin.sees('room', 'Honey · £4.50');
  await erin.press('room', card, 'Buy');
  const question = await erin.sees('direct', 'Buy Honey for £4.50?');
  expect(labels(question)).toEqual(['Buy for £4.50', 'Buy 2 for £9.00', 'Buy 3 for £13.50']);
  await erin.press('direct', question, 'Buy 2 for £9.00');
  await erin.sees('direct', 'Bought: 2 × Honey at £4.50.');
  await dave.sees('room', '1 left');
  expect(await erin.balance()).toBe('11.00');

  await dave.type('/shop edit honey price 5');
  await dave.sees('room', 'Honey · £5.00');
  await erin.type('/shop remove honey');
  await erin.sees('direct', 'Only whoever sells “Honey” can change it');
  await stage.proven();
});

it('across the chats a thing is bought by its code, and of two who want the last one has it', async () => {
  await dave.type('/shop add "Old map" 3 stock 1');
  const code = codeOf(await erin.sees('room', 'Old map · £3.00'));
  const questions = [alice, carol].map(async (person) => {
    await person.type(`/shop buy ${code}`, 'direct');
    return { person, question: await person.sees('direct', 'Buy Old map for £3.00?') };
  });
  const before = await dave.balance();
  await Promise.all(
    (await Promise.all(questions)).map(({ person, question }) =>
      person.press('direct', question, 'Buy for £3.00'),
    ),
  );
  const outcome = (person: Person) =>
    expect
      .poll(() => person.reads('direct').join('\n'), { timeout: 20_000 })
      .toMatch(/Bought: 1 × Old map|“Old map” is sold out/);
  await Promise.all([outcome(alice), outcome(carol)]);
  await dave.sees('room', 'sold out');
  const said = [alice, carol].map((person) => person.reads('direct').join('\n'));
  expect(said.filter((text) => text.includes('Bought: 1 × Old map'))).toHaveLength(1);
  expect(Number(await dave.balance()) - Number(before)).toBe(3);
  await stage.proven();
});

it('row 1: no number that is none buys or sells anything, in any chat', async () => {
  for (const [person, name] of [
    [alice, 'Discord pen'],
    [carol, 'Slack pen'],
    [dave, 'Telegram pen'],
  ] as const) {
    await person.type(`/shop add "${name}" 1 stock 5`);
    const card = await person.sees('room', `${name} · £1.00`);
    for (const nothing of ['-1', '0', '1e3', '0x10', '1.5']) {
      await person.type(`/shop buy "${name}" ${nothing}`);
      await person.type(`/shop add "${name} ${nothing}" ${nothing === '1.5' ? '1.555' : nothing} stock 1`);
    }
    await person.type(`/shop stock "${name}" -6`);
    const place = person === dave ? 'direct' : 'room';
    await person.sees(place, 'Only 5 are left of');
    expect(read(card)).toContain('5 left');
    expect(
      person.reads('room').filter((text) => text.includes(`${name} `) && text.includes('left')),
    ).toHaveLength(1);
  }
  await stage.proven();
});

/** Tickets are sold for what is to come. */
const nextYear = stage.now().getUTCFullYear() + 1;
const checkinOf = (message: ChatMessage): string => /\/checkin [0-9A-Z-]+/.exec(read(message))![0];
const numberOf = (message: ChatMessage): string => /\d{4} \d{4} \d{4}/.exec(read(message))![0];

it('on Discord a ticket is bought and shown with its picture to its holder alone, and lets in once', async () => {
  await alice.type(
    `/shop event name:Winter gig price:12 date:24 December ${nextYear} at 20:00 place:Town Hall stock:5`,
  );
  const card = await bob.sees('room', 'Winter gig · £12.00');
  expect(read(card)).toMatch(new RegExp(`24\\sDec\\s${nextYear}, 20:00 · Town Hall`, 'u'));
  await buy(bob, 'room', card, 'Winter gig', '£12.00');
  const mine = await bob.sees('room', 'Your ticket');
  await bob.press('room', mine, 'Show ticket');
  const ticket = await bob.sees('room', '/checkin ');
  expect([ticket.ephemeral, ticket.files?.length ?? 0]).toEqual([true, 1]);
  expect(alice.reads('room').join()).not.toContain('/checkin ');
  const line = checkinOf(ticket);
  await bob.type(line);
  await bob.sees('room', 'You are not at the door of “Winter gig”');
  await alice.type(line);
  expect(read(await alice.sees('room', 'Welcome, Bob'))).toContain('1 of 1 are in');
  await alice.type(line);
  await alice.sees('room', 'This ticket has been used');
  await stage.proven();
});

it('on Slack a ticket is given to somebody, whose code lets in where the old one is void', async () => {
  await carol.type(`/shop event "Film night" 5 on 24 December ${nextYear} at 20:00 stock 5 refund 2 days`);
  const card = await bobOnSlack.sees('room', 'Film night · £5.00');
  await buy(bobOnSlack, 'room', card, 'Film night', '£5.00');
  const mine = await bobOnSlack.sees('room', 'Film night');
  expect(mine).toBeDefined();
  await bobOnSlack.press('room', await bobOnSlack.sees('room', 'Your ticket'), 'Show ticket');
  const old = await bobOnSlack.sees('room', '/checkin ');
  await bobOnSlack.type(`/ticket give ${numberOf(old)} @dave@telegram`);
  const question = await bobOnSlack.sees('room', 'Give Dave your ticket to Film night?');
  expect(question.ephemeral).toBe(true);
  await bobOnSlack.press('room', question, 'Give it to Dave');
  await bobOnSlack.sees('room', 'Dave has your ticket to Film night now');
  const given = await dave.sees('direct', 'Bob gave you a ticket to Film night');
  await dave.press('direct', given, 'Show ticket');
  const ticket = await dave.sees('direct', '/checkin ');
  expect(ticket.files?.length ?? 0).toBe(1);
  await carol.type(checkinOf(old));
  await carol.sees('room', 'This code is void');
  await carol.type(checkinOf(ticket));
  await carol.sees('room', 'Welcome, Dave');
  await stage.proven();
});

it('on Telegram a ticket is given back in time, and an event that is called off gives everybody their money back', async () => {
  await dave.type(`/shop event Quiz 4 on 24 December ${nextYear} at 20:00 stock 5 refund 2 days`);
  const card = await erin.sees('room', 'Quiz · £4.00');
  const before = await erin.balance();
  await erin.press('room', card, 'Buy');
  const question = await erin.sees('direct', 'Buy Quiz for £4.00?');
  await erin.press('direct', question, 'Buy 2 for £8.00');
  const mine = await erin.sees('direct', 'Your tickets');
  await erin.press('direct', mine, labels(mine)[0]!);
  const ticket = await erin.sees('direct', '/checkin ');
  await erin.type(`/ticket refund ${numberOf(ticket)}`, 'direct');
  await erin.sees('direct', 'You have £4.00 back');
  await dave.sees('room', '4 left');
  await dave.type('/shop cancel Quiz');
  await dave.sees('room', 'called off');
  await expect.poll(() => erin.balance(), { timeout: 20_000 }).toBe(before);
  await stage.proven();
});
