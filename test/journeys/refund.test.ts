/** Money back, as people ask for it in each chat's own way, through the emulators and the real client libraries. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { openStage, type Person, type Place, read, type Stage } from './stage.ts';

const database = await freshDatabase();
let stage: Stage;
let alice: Person;
let bob: Person;
let bobOnSlack: Person;
let carol: Person;
let dave: Person;
let erin: Person;

beforeAll(async () => {
  stage = await openStage(database);
  alice = stage.person('discord', 'alice');
  bob = stage.person('discord', 'bob');
  bobOnSlack = stage.person('slack', 'bob');
  carol = stage.person('slack', 'carol');
  dave = stage.person('telegram', 'dave');
  erin = stage.person('telegram', 'erin');
});
afterAll(() => stage.stop());

/** Pays in the room; the receipt once it has its button, and its reference. */
async function paid(payer: Person, line: string, receipt: RegExp) {
  await payer.type(line);
  const card = await payer.sees('room', receipt);
  expect(card.buttons.flat().map(({ label }) => label)).toEqual(['Options']);
  return { card, reference: /pay_\w+/.exec(read(card))![0] };
}

/** Fills in and sends the form that is open. */
async function fillIn(person: Person, title: string, values: Record<string, string>): Promise<void> {
  await expect.poll(() => person.chat.form(person.user.id)?.title, { timeout: 15_000 }).toBe(title);
  await person.chat.submitForm(person.user.id, person.chat.form(person.user.id)!.id, values);
}

const mine = (person: Person, place: Place, words: string) =>
  person.reads(place).filter((text) => text.includes(words));

it('on Discord the payee presses the receipt’s button, fills in how much, and both sides and the receipt say so', async () => {
  const { card } = await paid(alice, '/pay @bob 5 for tickets', /Alice paid Bob £5\.00\n/);
  await bob.press('room', card, 'Options');
  await fillIn(bob, 'Refund', { amount: '3' });
  const answer = await bob.sees('room', 'You refunded Alice £3.00');
  expect(answer.ephemeral).toBe(true);
  await alice.sees('room', /“tickets”\nRefunded £3\.00 of £5\.00\./);
  expect(read(await alice.sees('direct', 'Bob refunded you £3.00'))).toContain('You have £98.00 now.');
  expect(mine(alice, 'room', 'You refunded')).toEqual([]);
  await stage.proven();
});

it('on Slack, the same: left empty, the form gives all of it back', async () => {
  const { card } = await paid(carol, '/pay @bob 4 for tea', /Carol paid Bob £4\.00\n/);
  await bobOnSlack.press('room', card, 'Options');
  await fillIn(bobOnSlack, 'Refund', { amount: '' });
  expect((await bobOnSlack.sees('room', 'You refunded Carol £4.00')).ephemeral).toBe(true);
  await carol.sees('room', /“tea”\nRefunded £4\.00 of £4\.00\./);
  await carol.sees('direct', 'Bob refunded you £4.00');
  expect(await carol.balance()).toBe('100.00');
  await stage.proven();
});

it('on Telegram, where there are no forms, a button for all of it and a command for a part', async () => {
  await erin.type('/start', 'direct');
  const { card } = await paid(dave, '/pay 2 @erin for cake', /Dave paid Erin £2\.00\n/);
  const second = await paid(dave, '/pay 3 @erin for more cake', /Dave paid Erin £3\.00\n/);

  await erin.press('room', card, 'Options');
  const offer = await erin.sees('direct', 'Refund Dave?');
  expect(offer.buttons.flat().map(({ label }) => label)).toEqual(['Refund £2.00']);
  await erin.press('direct', offer, 'Refund £2.00');
  await erin.sees('direct', 'You refunded Dave £2.00');
  expect(mine(erin, 'direct', 'Refund Dave?')).toEqual([]);

  await erin.type(`/refund ${second.reference} 1.50`, 'direct');
  await erin.sees('direct', 'You refunded Dave £1.50');
  await dave.sees('room', /“more cake”\nRefunded £1\.50 of £3\.00\./);
  await dave.sees('direct', 'Erin refunded you £1.50');
  expect(mine(dave, 'room', 'You refunded')).toEqual([]);
  await stage.proven();
});

it('row 13: a bystander who presses it is refused in private, in each chat', async () => {
  const flashes: string[] = [];
  const stop = stage.chats.telegram.onFlash(({ text }) => flashes.push(text));
  const onTelegram = await paid(dave, '/pay @alice@discord 1 for the bus', /Dave paid Alice £1\.00\n/);
  await erin.press('room', onTelegram.card, 'Options');
  await expect.poll(() => flashes, { timeout: 15_000 }).toEqual(['That button is for somebody else']);
  stop();
  const onDiscord = await paid(alice, '/pay @carol@slack 1 for the tram', /Alice paid Carol £1\.00\n/);
  await bob.press('room', onDiscord.card, 'Options');
  expect((await bob.sees('room', 'That button is for somebody else')).ephemeral).toBe(true);
  const onSlack = await paid(carol, '/pay @dave@telegram 1 for the ferry', /Carol paid Dave £1\.00\n/);
  await bobOnSlack.press('room', onSlack.card, 'Options');
  expect((await bobOnSlack.sees('room', 'That button is for somebody else')).ephemeral).toBe(true);
  await stage.proven();
});

it('whoever was paid in another chat has the button on their note there', async () => {
  await paid(alice, '/pay @carol@slack 2 for paper', /Alice paid Carol £2\.00\n/);
  const note = await carol.sees('direct', /Alice paid you £2\.00\n“paper”/);
  await carol.press('direct', note, 'Options');
  await fillIn(carol, 'Refund', { amount: '2' });
  await carol.sees('direct', 'You refunded Alice £2.00');
  await alice.sees('room', /“paper”\nRefunded £2\.00 of £2\.00\./);
  await stage.proven();
});

it('an operator orders a refund, and both sides are told by whom', async () => {
  const { reference } = await paid(carol, '/pay @erin@telegram 2 for nothing', /Carol paid Erin £2\.00\n/);
  await alice.type(`/bank refund ${reference} 1`);
  expect((await alice.sees('room', '£1.00 went back from Erin to Carol')).ephemeral).toBe(true);
  await erin.sees('direct', 'The bank returned £1.00 from you to Carol');
  await carol.sees('direct', 'The bank returned £1.00 to you from Erin');
  await stage.proven();
});
