/** Bills that are split across all three chats: opened by a line or a form, joined, paid by one tap each, carried by the real client libraries. */
import { expect, it } from 'vitest';
import type { ChatMessage } from '../../bots/playground/emulator.ts';
import { until } from '../bots/shared/contract-support.ts';
import { openTown, type Person, type Place, read } from './stage.ts';

const { stage, alice, bob, bobOnSlack, carol, dave, erin } = await openTown();

const pence = async (person: Person) => Math.round(Number(await person.balance()) * 100);
const labels = (message: ChatMessage) => message.buttons.flat().map(({ label }) => label);

/** The card as it is now. */
const now = (person: Person, place: Place, { id }: ChatMessage) =>
  person.messages(place).find((message) => message.id === id)!;

/** Waits until the very same message says this. */
const becomes = (person: Person, place: Place, card: ChatMessage, words: string | RegExp) =>
  expect.poll(() => read(now(person, place, card)), { timeout: 20_000 }).toMatch(words);

it('Discord: one line splits a bill over all three chats, everybody pays where they are, and every card shows it', async () => {
  const before = {
    alice: await pence(alice),
    bob: await pence(bob),
    carol: await pence(carol),
    dave: await pence(dave),
  };
  await alice.type('/split amount:60 memo:dinner people:@bob @carol@slack @dave@telegram');
  const card = await alice.sees('room', 'Alice splits £60.00');
  expect(read(card)).toContain('“dinner”');
  expect(read(card)).toContain('0 of 3 have paid, £45.00 is still open.');
  expect(labels(card)).toEqual(['Pay my share', 'Join', 'Leave', 'Lock', 'Call off']);
  const carols = await carol.sees('direct', 'Your share is £15.00. Alice has paid the bill.');
  const daves = await dave.sees('direct', 'Your share is £15.00. Alice has paid the bill.');
  expect([labels(carols), labels(daves)]).toEqual([
    ['Pay £15.00', 'Leave'],
    ['Pay £15.00', 'Leave'],
  ]);

  stage.chats.slack.faults.duplicateEvents(1, 3);
  await carol.press('direct', carols, 'Pay £15.00');
  await becomes(carol, 'direct', carols, 'You have paid your share of £15.00.');
  await becomes(alice, 'room', card, /Carol\n?.*£15\.00 · paid ✓/);
  await becomes(dave, 'direct', daves, '1 of 3 have paid, £30.00 is still open.');
  expect(labels(now(alice, 'room', card))).toEqual(['Pay my share']);

  stage.chats.telegram.faults.duplicateEvents(1, 2);
  await dave.press('direct', daves, 'Pay £15.00');
  await becomes(alice, 'room', card, '2 of 3 have paid, £15.00 is still open.');
  stage.chats.discord.faults.duplicateEvents(1, 3);
  await bob.press('room', card, 'Pay my share');
  await becomes(alice, 'room', card, 'Everybody has paid Alice: £60.00 is split');
  await becomes(carol, 'direct', carols, 'Everybody has paid Alice');
  await becomes(dave, 'direct', daves, 'All 3 have paid.');
  expect(labels(now(alice, 'room', card))).toEqual([]);
  const own = await bob.sees('room', /Bob paid Alice £15\.00[\s\S]*You have £/);
  expect(own.ephemeral).toBe(true);
  expect(bob.reads('room').join()).not.toContain('You sent Alice');

  expect(await pence(alice)).toBe(before.alice + 4500);
  expect([await pence(bob), await pence(carol), await pence(dave)]).toEqual([
    before.bob - 1500,
    before.carol - 1500,
    before.dave - 1500,
  ]);
  await stage.proven();
});

it('Slack: /split alone opens a form; people join and leave until it is locked; a bystander pays nothing', async () => {
  const before = await pence(bob);
  await carol.type('/split');
  const form = await until(() => carol.chat.form(carol.user.id), 'the form');
  expect(form.fields.map(({ name }) => name)).toEqual(['amount', 'who', 'memo', 'parts']);
  await carol.chat.submitForm(carol.user.id, form.id, { amount: '30', who: [], memo: 'by form', parts: '' });
  const card = await carol.sees('room', '“by form”');
  expect(read(card)).toContain('Nobody else is in it yet: press Join to take a share.');

  await bobOnSlack.press('room', card, 'Join');
  await becomes(carol, 'room', card, '0 of 1 has paid, £15.00 is still open.');
  await bobOnSlack.press('room', now(bobOnSlack, 'room', card), 'Leave');
  await becomes(carol, 'room', card, 'Nobody else is in it yet');
  await bobOnSlack.press('room', now(bobOnSlack, 'room', card), 'Join');
  await becomes(carol, 'room', card, '0 of 1 has paid');
  // Row 13.
  await bobOnSlack.press('room', now(bobOnSlack, 'room', card), 'Lock');
  expect((await bobOnSlack.sees('room', 'That button is for somebody else')).ephemeral).toBe(true);
  await carol.press('room', now(carol, 'room', card), 'Lock');
  await expect.poll(() => labels(now(carol, 'room', card))).toEqual(['Pay my share', 'Call off']);
  await carol.press('room', now(carol, 'room', card), 'Pay my share');
  expect((await carol.sees('room', 'You paid the bill: the others pay you')).ephemeral).toBe(true);
  await bobOnSlack.press('room', now(bobOnSlack, 'room', card), 'Pay my share');
  await becomes(carol, 'room', card, 'Everybody has paid Carol: £30.00 is split');
  expect(await pence(bob)).toBe(before - 1500);
  await stage.proven();
});

it('Slack: a bill by items, whose tip goes by what people had', async () => {
  await carol.type('/split lunch items 12 pizza @bob me 8 wine @dave@telegram tip 4');
  const card = await carol.sees('room', /Carol splits £24\.00/);
  expect(read(card)).toContain('by items');
  const shares = read(card).match(/£\d+\.\d\d · (?:open|paid the bill)/g);
  expect(shares).toEqual(['£7.20 · paid the bill', '£7.20 · open', '£9.60 · open']);
  await carol.press('room', card, 'Call off');
  await becomes(carol, 'room', card, 'Carol called off the split of £24.00');
  expect(labels(now(carol, 'room', card))).toEqual([]);
  await becomes(dave, 'direct', await dave.sees('direct', 'Carol called off'), 'Nobody owes anything.');
  await stage.proven();
});

it('Telegram: a line splits a bill, a tap says in passing what is not theirs, and the list is for oneself alone', async () => {
  const before = await pence(dave);
  await dave.type('/split 10.01 tea @erin x1 @alice@discord x2');
  const card = await dave.sees('room', /Dave splits £10\.01/);
  expect(read(card)).toContain('by shares');
  const alices = await alice.sees('direct', /Dave splits £10\.01/);
  const flashes: string[] = [];
  const stop = stage.chats.telegram.onFlash(({ text }) => flashes.push(text));
  await erin.press('room', card, 'Call off');
  await expect.poll(() => flashes).toEqual(['That button is for somebody else']);
  await dave.press('room', card, 'Pay my share');
  await expect.poll(() => flashes.at(-1)).toBe('You paid the bill: the others pay you');
  stop();

  await dave.type('/split list', 'direct');
  expect(read(await dave.sees('direct', 'Open splits'))).toContain('still to come');
  const share = labels(alices).find((label) => label.startsWith('Pay £'))!;
  await alice.press('direct', alices, share);
  await becomes(dave, 'room', card, '1 of 2 have paid');
  expect(await pence(dave)).toBe(before + Math.round(Number(share.slice('Pay £'.length)) * 100));
  expect(dave.reads('room').join()).not.toContain('still to come');
  await stage.proven();
});

it('row 4: a bill that can be read in two ways asks, and the button that is pressed opens it', async () => {
  await alice.type('/split amount:1.000 people:@bob');
  const question = await alice.sees('room', 'Which amount do you mean?');
  expect(question.ephemeral).toBe(true);
  await alice.press('room', question, '£1.00');
  const card = await alice.sees('room', 'Alice splits £1.00');
  await alice.press('room', card, 'Call off');
  await becomes(alice, 'room', card, 'Alice called off the split of £1.00');
  await stage.proven();
});

it('what nobody has paid in thirty days is over, with a word to who has paid the bill', async () => {
  await stage.pass(30 * 86_400_000, 'expire_splits');
  const word = await dave.sees('direct', /of your split was not paid/);
  expect(read(word)).toMatch(/“tea”\nNot paid: .*rin\./);
  await dave.sees('room', /The time for Dave’s split of £10\.01 is over/);
  await stage.proven();
});
