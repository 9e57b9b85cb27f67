/** Paid posts, as people sell and unlock in each chat: by forms, by typed lines and by files, carried by the real client libraries. */
import { expect, it } from 'vitest';
import type { ChatMessage } from '../../bots/playground/emulator.ts';
import { openTown, type Person, type Place, read } from './stage.ts';

const { stage, alice, bob, bobOnSlack, carol, dave, erin } = await openTown();

const labels = (message: ChatMessage) => message.buttons.flat().map(({ label }) => label);
const codeOf = (message: ChatMessage): string => /pst_\w+/.exec(read(message))![0];
const secret = 'the secret is nutmeg';

/** Fills in and sends the form that is open. */
async function fillIn(
  person: Person,
  title: string,
  values: Record<string, string>,
  files = {},
): Promise<void> {
  await expect.poll(() => person.chat.form(person.user.id)?.title, { timeout: 15_000 }).toBe(title);
  const id = person.chat.form(person.user.id)!.id;
  await person.chat.submitForm(
    person.user.id,
    id,
    { price: '', title: '', teaser: '', text: '', ...values },
    files,
  );
}

/** Nobody but these has a word of it, in any place. */
function seenOnlyBy(words: string, ...who: Person[]): void {
  const others = [alice, bob, bobOnSlack, carol, dave, erin].filter((one) => !who.includes(one));
  for (const one of others)
    for (const place of ['room', 'direct'] satisfies Place[])
      expect(one.reads(place).join('\n')).not.toContain(words);
}

it('on Discord a text is offered by the form, unlocked by a press, and shown to its buyer alone', async () => {
  await alice.type('/paywall 2 Lasagne');
  await fillIn(alice, 'Sell something', { price: '2', title: 'Lasagne', teaser: 'so good', text: secret });
  const card = await bob.sees('room', 'Lasagne');
  expect(read(card)).toMatch(/so good\n/);
  expect(labels(card)).toEqual(['Unlock for £2.00', 'Show it to me']);
  await bob.press('room', card, 'Show it to me');
  expect((await bob.sees('room', 'You have not unlocked it')).ephemeral).toBe(true);

  // A double tap pays once.
  await Promise.all([
    bob.press('room', card, 'Unlock for £2.00'),
    bob.press('room', card, 'Unlock for £2.00'),
  ]);
  const shown = await bob.sees('room', secret);
  expect(shown.ephemeral).toBe(true);
  expect(read(shown)).toContain('by Alice · unlocked for £2.00');
  await alice.sees('room', 'unlocked once');
  await alice.sees('direct', 'Bob paid you £2.00');
  await stage.proven();
  expect(await bob.balance()).toBe('98.00');
  seenOnlyBy(secret, bob);
  await bob.press('room', card, 'Show it to me');
  await expect.poll(() => bob.reads('room').filter((text) => text.includes(secret)).length).toBe(2);

  await alice.type(`/paywall withdraw ${codeOf(card)}`);
  await bob.sees('room', 'No longer for sale');
  await stage.proven();
});

it('on Slack a file is offered by the form, and comes to its buyer in their own chat', async () => {
  await carol.type('/paywall');
  const file = { name: 'lasagne.txt', text: 'fry the onions slowly', media_type: 'text/plain' };
  await fillIn(carol, 'Sell something', { price: '1,50', title: 'The recipe' }, { file });
  const card = await bobOnSlack.sees('room', 'The recipe');
  expect(read(card)).toContain('lasagne.txt (0.01 MB)');
  await bobOnSlack.press('room', card, 'Unlock for £1.50');
  expect((await bobOnSlack.sees('room', 'unlocked for £1.50')).ephemeral).toBe(true);
  const own = () =>
    bobOnSlack.chat
      .messages(
        bobOnSlack.user.id,
        bobOnSlack.chat.channels(bobOnSlack.user.id).find(({ kind }) => kind === 'direct')!.id,
      )
      .flatMap(({ files = [] }) => files);
  await expect.poll(() => own().map(({ name }) => name)).toEqual(['lasagne.txt']);
  await carol.sees('room', 'unlocked once');
  await stage.proven();

  // The same file, unlocked in another chat by its code.
  await dave.type(`/paywall ${codeOf(card)}`, 'direct');
  const offered = await dave.sees('direct', 'The recipe');
  expect(labels(offered)).toEqual(['Unlock for £1.50']);
  await dave.press('direct', offered, 'Unlock for £1.50');
  await dave.sees('direct', 'unlocked for £1.50');
  await carol.type('/paywall list');
  expect(read(await carol.sees('room', 'You have earned £3.00 with them.'))).toContain('unlocked 2 times');
  await stage.proven();
});

it('on Telegram it is written to the bot, offered in the group by its code, and a link comes in private', async () => {
  await dave.type('/bank fund @erin 20 GBP', 'direct');
  await erin.type('/start', 'direct');
  const link = 'https://example.com/map?key=42';
  await dave.type(`/paywall 3 The map\n${link}`);
  await dave.sees('room', 'I have answered you in private');
  await dave.sees('direct', 'Everybody here has just read that');
  await dave.type(`/paywall 3 The map\n${link}`, 'direct');
  const own = await dave.sees('direct', 'The map');
  await dave.type(`/paywall ${codeOf(own)}`);
  const card = await erin.sees('room', 'The map');
  expect(read(card)).toContain('a link');
  const flashes: string[] = [];
  const stop = stage.chats.telegram.onFlash(({ text }) => flashes.push(text));
  await erin.press('room', card, 'Show it to me');
  await expect.poll(() => flashes.at(-1)).toContain('You have not unlocked it');

  // The press is delivered three times, and once more by another tap.
  stage.chats.telegram.faults.duplicateEvents(1, 3);
  await Promise.all([
    erin.press('room', card, 'Unlock for £3.00'),
    erin.press('room', card, 'Unlock for £3.00'),
  ]);
  expect(read(await erin.sees('direct', 'unlocked for £3.00'))).toContain(link);
  await dave.sees('room', 'unlocked once');
  await stage.proven();
  expect(await erin.balance()).toBe('17.00');
  seenOnlyBy('key=42', erin, dave);
  stop();
});

it('in German, and whoever is given all of it back has it no more', async () => {
  await bob.type('/language de');
  await alice.type('/paywall 4 Omas Geheimnis');
  await fillIn(alice, 'Sell something', { price: '4', title: 'Omas Geheimnis', text: 'Muskat' });
  const card = await bob.sees('room', 'Omas Geheimnis');
  await bob.press('room', card, 'Unlock for £4.00');
  const shown = await bob.sees('room', 'Muskat');
  expect(read(shown)).toMatch(/von Alice · für 4,00\s£ freigeschaltet/);
  await bob.press('room', shown, 'Geld zurück erbitten');
  const asked = await alice.sees('direct', 'Bob would like £4.00 back');
  await alice.press('direct', asked, 'Give it back');
  await expect.poll(() => alice.chat.form(alice.user.id), { timeout: 15_000 }).toBeTruthy();
  await alice.chat.submitForm(alice.user.id, alice.chat.form(alice.user.id)!.id, { amount: '4' });
  // Bob is one person in two chats, and is told in one of them.
  await Promise.any([bob, bobOnSlack].map((who) => who.sees('direct', /Alice.*4,00\s£/)));
  await bob.press('room', card, 'Show it to me');
  await bob.sees('room', 'Das hast du nicht freigeschaltet');
  await stage.proven();
});
