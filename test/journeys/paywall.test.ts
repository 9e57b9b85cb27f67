/** Paid posts, as people sell and unlock in each chat: by forms, by typed lines and by files, carried by the real client libraries. */
import { describe, expect, it } from 'vitest';
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
  await alice.sees('direct', 'Bob has been given £4.00 back');
  expect(alice.reads('direct').join('\n')).not.toContain('would like £4.00 back');
  await bob.press('room', card, 'Show it to me');
  await bob.sees('room', 'Das hast du nicht freigeschaltet');
  await stage.proven();
});

describe('what is shown and played', () => {
  const bytes = (...more: number[]) => Buffer.from([0xff, 0xd8, 0xff, ...more]).toString('base64');
  const picture = { name: 'sunset.jpg', text: '', data: bytes(1), media_type: 'image/jpeg' };
  const video = { name: 'waves.mp4', text: '', data: bytes(2), media_type: 'video/mp4' };
  const song = { name: 'song.mp3', text: '', data: bytes(3), media_type: 'audio/mpeg' };
  const voice = {
    name: 'voice.ogg',
    text: '',
    data: bytes(4),
    media_type: 'audio/ogg',
    as: 'voice' as const,
  };
  const calls: { method: string; body: Record<string, unknown> }[] = [];
  stage.chats.telegram.onCall((call) => calls.push(call as (typeof calls)[number]));
  const sending = (method: string) => calls.findLast((call) => call.method === method)?.body;

  const own = (who: Person) => who.messages('direct').flatMap(({ files = [] }) => files);
  /** By its code, in whatever language they read. */
  async function unlocks(
    buyer: Person,
    card: ChatMessage,
    title: string,
    place: Place = 'direct',
  ): Promise<ChatMessage> {
    await buyer.type(`/paywall ${codeOf(card)}`, place);
    const offered = await buyer.sees(place, codeOf(card));
    await buyer.press(place, offered, labels(offered)[0]!);
    return buyer.sees(place, `🔓 ${title}`);
  }

  it('on Telegram a photo, a video and a voice note come to their buyer as what they were, and are sent without uploading them', async () => {
    const { chat, user } = dave;
    await dave.type('/paywall 1 Sunset', 'direct', picture);
    const sunset = await dave.sees('direct', '🔒 Sunset');
    expect(read(sunset)).toContain('a photo (0.01 MB)');
    const photo = await unlocks(erin, sunset, 'Sunset');
    expect(photo.files).toMatchObject([{ as: 'photo', data: picture.data }]);
    expect(sending('sendPhoto')!.photo).toMatch(/^file-/);

    await dave.type('/paywall 1 Waves', 'direct', video);
    expect((await unlocks(erin, await dave.sees('direct', '🔒 Waves'), 'Waves')).files).toMatchObject([
      { as: 'video', data: video.data },
    ]);
    expect(sending('sendVideo')!.video).toMatch(/^file-/);

    // It has no words of its own: it is answered. Then its sender deletes it, so that Telegram has it no more.
    await chat.say(user.id, user.id, '', undefined, voice);
    const said = chat.messages(user.id, user.id).at(-1)!;
    await chat.say(user.id, user.id, '/paywall 1 Good night', said.id);
    const card = await dave.sees('direct', '🔒 Good night');
    await chat.erase(user.id, user.id, said.id);
    const heard = await unlocks(erin, card, 'Good night');
    expect(heard.files).toMatchObject([{ name: 'voice.ogg', as: 'voice', data: voice.data }]);
    expect(sending('sendVoice')!.voice).toMatchObject({ file_name: 'voice.ogg' });

    // What was bought is not to be sold by answering it.
    await chat.say(erin.user.id, erin.user.id, '/paywall 1 Mine now', heard.id);
    await erin.sees('direct', 'What is it, and what does it cost?');
    await stage.proven();
  });

  it('from one chat to every other they come as that shows them, and whole', async () => {
    await alice.type('/paywall');
    await fillIn(alice, 'Sell something', { price: '1', title: 'Dawn' }, { file: picture });
    const dawn = await alice.sees('room', 'Dawn');
    // As a photo Telegram would make it smaller.
    expect((await unlocks(erin, dawn, 'Dawn')).files).toMatchObject([
      { name: 'sunset.jpg', as: 'document', data: picture.data },
    ]);
    await unlocks(bobOnSlack, dawn, 'Dawn');
    expect(own(bobOnSlack).at(-1)).toMatchObject({ name: 'sunset.jpg', data: picture.data });

    await carol.type('/paywall');
    await fillIn(carol, 'Sell something', { price: '1', title: 'The song' }, { file: song });
    const heard = await unlocks(erin, await carol.sees('room', 'The song'), 'The song');
    expect(heard.files).toMatchObject([{ name: 'song.mp3', as: 'audio', data: song.data }]);

    const note = await unlocks(bob, await dave.sees('direct', '🔒 Good night'), 'Good night', 'room');
    expect(note.ephemeral).toBe(true);
    expect(note.files).toMatchObject([{ name: 'voice.ogg', data: voice.data, media_type: 'audio/ogg' }]);
    await stage.proven();
  });
});
