/** A group's tab in each of the chats: typed by people, carried by the real client libraries, settled with real money. */
import { expect, it } from 'vitest';
import { until } from '../bots/shared/contract-support.ts';
import { openTown, type Person, read } from './stage.ts';

const { stage, alice, bob, bobOnSlack, carol, dave, erin } = await openTown();

const pence = async (person: Person): Promise<number> => Math.round(Number(await person.balance()) * 100);

/** What somebody has more than before, once everything has settled. */
const gains = async (person: Person, of: () => Promise<unknown>): Promise<number> => {
  const before = await pence(person);
  await of();
  await stage.proven();
  return (await pence(person)) - before;
};

it('on Discord: entered, corrected before everybody’s eyes, and settled by one tap', async () => {
  await alice.type('/tab add 24 petrol @bob');
  const entered = await bob.sees('room', /Alice paid £24\.00\n“petrol”\n£12\.00 each: @?Alice, @?Bob/);
  expect(read(entered)).toMatch(/#1 · tab_\w{10}/);

  await bob.type('/tab edit 1 30');
  await alice.sees(
    'room',
    /Bob changed #1\nAlice paid £30\.00 “petrol”\n£15\.00 each: .*\nBefore: Alice paid £24\.00/,
  );
  await alice.sees('room', /Alice paid £24\.00\n.*\n.*\nIt has been changed since\./);

  await bob.type('/tab show');
  await bob.sees(
    'room',
    /Bob pays Alice £15\.00[\s\S]*Alice\n?:? ?gets £15\.00[\s\S]*Bob\n?:? ?owes £15\.00/,
  );
  const tab = await bob.sees('room', 'A plan with few payments');
  await bob.press('room', tab, 'Settle up');
  const round = await bob.sees('room', 'Settling up');
  const gained = await gains(alice, async () => {
    await Promise.all([bob.press('room', round, 'Pay my part'), bob.press('room', round, 'Pay my part')]);
    await alice.sees('room', 'All settled up');
  });
  expect(gained).toBe(15_00);
  // What bob has now is nobody else's business.
  expect(alice.reads('room').join()).not.toMatch(/You sent|Bob paid Alice £15\.00[\s\S]*You have £/);
  expect((await bob.sees('room', /Bob paid Alice £15\.00[\s\S]*You have £/)).ephemeral).toBe(true);
});

it('on Slack: who paid is named, what was wrong is taken back, and a bystander cannot', async () => {
  await carol.type('/tab add 10 pizza paid by @bob');
  await bobOnSlack.sees('room', /Bob paid £10\.00\n“pizza”\n[\s\S]*Entered by Carol\./);
  await bobOnSlack.type('/tab delete 1');
  await carol.sees('room', /Bob deleted #1\nIt was: Bob paid £10\.00 “pizza”/);
  await carol.type('/tab');
  await carol.sees('room', 'Everybody is even.');

  await carol.type('/tab add 7.01 tea @bob');
  await bobOnSlack.sees('room', 'Carol paid £7.01');
  await bobOnSlack.type('/tab settle');
  const round = await bobOnSlack.sees('room', 'Settling up');
  await carol.press('room', round, 'Pay my part');
  expect((await carol.sees('room', 'That button is for somebody else')).ephemeral).toBe(true);
  const gained = await gains(carol, async () => {
    await bobOnSlack.press('room', round, 'Pay my part');
    await carol.sees('room', 'All settled up');
  });
  expect([3_50, 3_51]).toContain(gained);
});

it('on Telegram: a newcomer is on the tab by her name, and pays what she owes once she can', async () => {
  await dave.type('/tab add 6 cake @erin');
  await dave.sees('room', /Dave paid £6\.00\n“cake”\n£3\.00 each: Dave, @?erin/i);
  await erin.type('/tab');
  await erin.sees('room', /Erin pays Dave £3\.00/);
  await erin.type('/tab settle');
  const round = await erin.sees('room', 'Settling up');

  const flashes: string[] = [];
  const stop = stage.chats.telegram.onFlash(({ text }) => flashes.push(text));
  await erin.press('room', round, 'Pay my part');
  await expect.poll(() => flashes.join()).toContain('not enough');
  await dave.type('/pay 5 @erin for a start');
  await dave.sees('room', /Dave paid Erin £5\.00/);
  await stage.proven();
  const gained = await gains(dave, async () => {
    await erin.press('room', round, 'Pay my part');
    await dave.sees('room', 'All settled up');
  });
  stop();
  expect(gained).toBe(3_00);
  expect(flashes).toContain('£3.00 on the way');
});

/** What a person can download in a place, as soon as it is there. */
const fileOf = async (person: Person, place: 'room' | 'direct') => {
  const found = () => person.messages(place).findLast(({ files }) => files)?.files?.[0];
  await expect.poll(found, { timeout: 15_000 }).toBeDefined();
  return found()!;
};

/** The newest file that has these words. */
const fileWith = (person: Person, place: 'room' | 'direct', words: string) =>
  until(
    () => person.messages(place).findLast(({ files }) => files?.some(({ text }) => text.includes(words))),
    `a file for ${person.user.name} with ${words}`,
    15_000,
  );

const splitwise = [
  'Date,Description,Category,Cost,Currency,NAME,Bobby',
  '2026-01-03,=1+1,General,30.00,GBP,15.00,-15.00',
  '2026-01-04,Total balance, , ,GBP,15.00,-15.00',
].join('\n');

it('on Discord: taken over from Splitwise by a form, and given out as a file to whoever asks alone', async () => {
  await alice.type('/tab import');
  await expect.poll(() => alice.chat.form(alice.user.id)?.title).toBe('Import from Splitwise');
  const form = alice.chat.form(alice.user.id)!;
  await alice.chat.submitForm(alice.user.id, form.id, { text: splitwise.replace('NAME', 'Alice') });
  const imported = await bob.sees('room', 'Alice imported 1 expense');
  await bob.press('room', imported, 'Who is who?');
  await expect.poll(() => bob.chat.form(bob.user.id)?.title).toBe('Who is who?');
  await bob.chat.submitForm(bob.user.id, bob.chat.form(bob.user.id)!.id, { name_0: bob.user.id });
  // Who brought the name decides.
  const claim = await alice.sees('room', /Is “Bobby” Bob\?/);
  await bob.press('room', claim, 'Yes, that is right');
  await bob.sees('room', 'That button is for somebody else');
  await alice.press('room', claim, 'Yes, that is right');
  await bob.sees('room', '“Bobby” is Bob');
  await alice.type('/tab export');
  expect((await alice.sees('room', 'Your tab as a file')).ephemeral).toBe(true);
  const { name, text } = await fileOf(alice, 'room');
  expect(name).toMatch(/^tab-.*\.csv$/);
  expect(text).toContain("2026-01-03,'=1+1,General,30.00,GBP,15.00,-15.00\r\n");
  expect(bob.messages('room').filter(({ files }) => files)).toEqual([]);
});

it('on Discord: from a file that goes along with the command, fetched where Discord keeps it', async () => {
  const text = splitwise.replace('NAME', 'Alice').replace('=1+1', 'hotel');
  await alice.type('/tab import', 'room', { name: 'trip.csv', media_type: 'text/csv', text });
  await bob.sees('room', 'Alice imported 1 expense');

  await bob.type('/tab import', 'room', { name: 'cat.png', media_type: 'image/png', text: 'meow' });
  expect((await bob.sees('room', '“cat.png” is not a text')).ephemeral).toBe(true);
  await bob.type('/tab import', 'room', { name: 'big.csv', text: 'a'.repeat(1_000_001) });
  await bob.sees('room', '“big.csv” is too large');
  stage.chats.discord.faults.fail('GET file', 1, 404);
  await bob.type('/tab import', 'room', { name: 'gone.csv', text });
  await bob.sees('room', 'I could not get “gone.csv”');
  const unsent = bob.type('/tab settle', 'room', { name: 'trip.csv', text });
  await expect(unsent).rejects.toThrow('This command takes no file.');
});

it.each([
  ['Slack', () => carol, 'Carol'],
  ['Discord', () => alice, 'Alice'],
] as const)('on %s: from a file that is chosen in the form', async (_, person, name) => {
  const who = person();
  const text = splitwise.replace('NAME', name).replace('=1+1', 'a file in a form');
  await who.type('/tab import');
  await expect.poll(() => who.chat.form(who.user.id)?.title).toBe('Import from Splitwise');
  const form = who.chat.form(who.user.id)!;
  expect(form.fields.map(({ kind, required }) => [kind, required])).toEqual([
    ['file', false],
    ['text', false],
  ]);
  const given = { file: { name: 'trip.csv', media_type: 'text/csv', text } };
  await who.chat.submitForm(who.user.id, form.id, { text: '' }, given);
  await who.sees('room', `${name} imported 1 expense`);
  await expect.poll(() => who.chat.form(who.user.id)).toBeNull();
  await who.type('/tab export');
  const place = who === carol ? 'direct' : 'room';
  await fileWith(who, place, 'a file in a form');
});

it('on Slack: what is wrong with a file is said in the form, which stays open until a right one is chosen', async () => {
  await carol.type('/tab import');
  await expect.poll(() => carol.chat.form(carol.user.id)?.title).toBe('Import from Splitwise');
  const { id } = carol.chat.form(carol.user.id)!;
  const errors = () => carol.chat.form(carol.user.id)?.errors;
  const imports = () => carol.reads('room').filter((text) => text.includes('Carol imported')).length;
  const before = imports();
  const text = splitwise.replace('NAME', 'Carol').replace('=1+1', 'at the second try');
  const send = (name: string, content: string, pasted = '') =>
    carol.chat.submitForm(
      carol.user.id,
      id,
      { text: pasted },
      { file: { name, media_type: 'text/csv', text: content } },
    );
  for (const [name, content, says] of [
    ['big.csv', 'a'.repeat(1_000_001), '“big.csv” is too large'],
    ['cat.csv', 'P\0NG', '“cat.csv” is not a text'],
    ['shopping.csv', 'milk,1\nbread,2', 'That is no CSV export of Splitwise'],
    ['half.csv', text.split('\n').slice(0, 2).join('\n'), 'That is not the whole file'],
    ['wrong.csv', text.replace('30.00', '3'), 'Line 2 does not add up'],
    ['huge.csv', 'a'.repeat(10 * 1024 * 1024 + 1), 'That file is larger than 10 MB.'],
    ['cat.png', 'meow', 'That file type is not supported.'],
  ] as const) {
    await send(name, content);
    expect(errors()?.file, name).toContain(says);
  }
  await send('trip.csv', text, text);
  expect(errors()?.text).toContain('Please choose the file, or paste its text');
  await carol.chat.submitForm(carol.user.id, id, { text: '' });
  expect(errors()?.file).toContain('Please choose the file, or paste its text');
  await carol.chat.submitForm(carol.user.id, id, { text: 'milk,1' });
  expect(errors()?.text).toContain('That is no CSV export of Splitwise');
  stage.chats.slack.faults.fail('GET file', 1, 404);
  await send('gone.csv', text);
  expect(errors()?.file).toContain('I could not get “gone.csv”');
  expect(imports()).toBe(before);
  // What could not be had just now is had when the form is handled.
  stage.chats.slack.faults.fail('GET file', 1, 503);
  await send('trip.csv', text);
  expect(carol.chat.form(carol.user.id)).toBeNull();
  await until(() => imports() === before + 1, 'the import', 15_000);
  await carol.type('/tab export');
  await fileWith(carol, 'direct', 'at the second try');
});

it('on Slack: by a form, and as a file in the direct conversation', async () => {
  await carol.type('/tab import');
  await expect.poll(() => carol.chat.form(carol.user.id)?.title).toBe('Import from Splitwise');
  const form = carol.chat.form(carol.user.id)!;
  await carol.chat.submitForm(carol.user.id, form.id, { text: splitwise.replace('NAME', 'Carol') });
  await bobOnSlack.sees('room', /Carol imported 1 expense[\s\S]*\/tab match Bobby @somebody/);
  await bobOnSlack.type('/tab match Bobby @bob');
  await carol.press('room', await carol.sees('room', /Is “Bobby” Bob\?/), 'No');
  await bobOnSlack.sees('room', '“Bobby” is not Bob');
  await carol.type('/tab match Bobby @bob');
  await bobOnSlack.sees('room', /Bobby is @?Bob/);
  await carol.type('/tab export');
  expect((await carol.sees('room', 'Your tab as a file')).ephemeral).toBe(true);
  await fileWith(carol, 'direct', "'=1+1");
});

it('on Telegram: pasted behind the command, and as a document', async () => {
  await dave.type('/tab import');
  await dave.sees('direct', 'Which file?');
  await dave.type(`/tab import\n${splitwise.replace('NAME', 'Dave')}`);
  await erin.sees('room', 'Dave imported 1 expense');
  await dave.type(`/tab import\n${splitwise.replace('NAME', 'Dave').replace('30.00', '3')}`);
  await dave.sees('direct', 'Line 2 does not add up');
  await erin.type('/tab match Bobby @erin');
  await dave.press('room', await dave.sees('room', /Is “Bobby” @?Erin\?/i), 'Yes, that is right');
  await dave.sees('room', /“Bobby” is @?Erin/i);
  await dave.type('/tab export');
  await dave.sees('direct', 'Your tab as a file');
  expect((await fileOf(dave, 'direct')).text).toContain("'=1+1");
});

it('on Telegram: from a document with the command as its caption, or in an answer to it', async () => {
  const text = splitwise.replace('NAME', 'Dave').replace('=1+1', 'ferry');
  await dave.type('/tab import', 'room', { name: 'trip.csv', media_type: 'text/csv', text });
  await erin.sees('room', 'Dave imported 1 expense');

  const { chat, user } = erin;
  const [room] = chat.channels(user.id);
  // Windows takes it for one of Excel's.
  const sent = {
    name: 'more.csv',
    media_type: 'application/vnd.ms-excel',
    text: text.replace('ferry', 'bus'),
  };
  await erin.type('our bus tickets', 'room', sent);
  const document = chat.messages(user.id, room!.id).findLast(({ files }) => files)!;
  await chat.say(user.id, room!.id, '/tab import', document.id);
  await erin.sees('room', 'Erin imported 1 expense');

  await dave.type('/tab import', 'room', { name: 'big.csv', text: 'a'.repeat(1_000_001) });
  await dave.sees('direct', '“big.csv” is too large');
  stage.chats.telegram.faults.fail('GET file', 1, 404);
  await dave.type('/tab import', 'room', { name: 'gone.csv', text });
  await dave.sees('direct', 'I could not get “gone.csv”');
  await dave.type('/pay 5 @erin', 'room', { name: 'trip.csv', text });
  await dave.sees('direct', 'I did not understand “trip.csv”');
});

it('refusals are for whoever asked alone', async () => {
  await alice.type('/tab delete 77');
  expect((await alice.sees('room', 'There is no #77 on this tab')).ephemeral).toBe(true);
  await dave.type('/tab add -5 nothing');
  await dave.sees('direct', 'An amount has to be more than nothing');
  await alice.type('/tab join', 'direct');
  await alice.sees('direct', 'A tab belongs to a group');
  await stage.proven();
});

it.each(['discord', 'slack', 'telegram'] as const)(
  'on %s: an amount that can be read in two ways is asked about, and a name in a memo is no sharer',
  async (platform) => {
    const pairs = { discord: [alice, bob], slack: [carol, bobOnSlack], telegram: [dave, erin] };
    const [one, other] = pairs[platform] as [Person, Person];
    const handle = `@${other.user.handle}`;
    await one.type(`/tab add 1.250 sofa ${handle}`);
    const place = platform === 'telegram' ? 'direct' : 'room';
    const question = await one.sees(place, 'Which amount do you mean?');
    await one.press(place, question, '£1,250.00');
    await other.sees('room', /paid £1,250\.00\n“sofa”\n£625\.00 each/);
    await one.type(`/tab add 4 a gift for ${handle}'s birthday`);
    await other.sees('room', /paid £4\.00\n“a gift for @?\w+'s birthday”/i);
    // On Discord people have a box of their own.
    if (platform === 'discord') return;
    await one.type(`/tab add 4 dinner with ${handle} at the pier`);
    await one.sees(place, 'share it, or is that what it was for?');
  },
);
