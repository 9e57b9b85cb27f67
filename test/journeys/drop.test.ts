/** Drops in all three chats: given by command and by form, taken by their buttons, carried by the real client libraries. */
import { expect, it } from 'vitest';
import type { ChatMessage } from '../../bots/playground/emulator.ts';
import { until } from '../bots/shared/contract-support.ts';
import { openTown, type Person, read } from './stage.ts';

const { stage, alice, bob, bobOnSlack, carol, dave, erin } = await openTown();

const pence = async (person: Person) => Math.round(Number(await person.balance()) * 100);

/** What a platform shows one person in passing while something is done. */
async function flashesOf(person: Person, work: () => Promise<void>): Promise<string> {
  const flashes: string[] = [];
  const stop = person.chat.onFlash(
    ({ userId, text }) => void (userId === person.user.id && flashes.push(text)),
  );
  await work();
  const flash = await until(() => flashes[0], 'a word in passing');
  stop();
  return flash;
}

const labels = (message: ChatMessage) => message.buttons.flat().map(({ label }) => label);

it('Discord: options make a drop, a press takes a share in private, the same card counts it, and an edit says it is over', async () => {
  const before = await pence(alice);
  await alice.type('/drop amount:6 people:1 shares:even memo:the first');
  const card = await alice.sees('room', 'Alice is giving away £6.00');
  expect(read(card)).toContain('“the first”');
  expect(labels(card)).toEqual(['Take a share', 'Take back']);
  const late = bob.messages('room').find(({ id }) => id === card.id)!;

  // Row 13, and row 9.
  await bob.press('room', card, 'Take back');
  expect((await bob.sees('room', 'That button is for somebody else')).ephemeral).toBe(true);
  await alice.press('room', card, 'Take a share');
  expect((await alice.sees('room', 'This one is from you')).ephemeral).toBe(true);

  const had = await pence(bob);
  stage.chats.discord.faults.duplicateEvents(1, 3);
  await bob.press('room', card, 'Take a share');
  expect((await bob.sees('room', '£6.00 is yours')).ephemeral).toBe(true);
  const over = await alice.sees('room', 'Alice gave away £6.00');
  expect(over.id).toBe(card.id);
  expect(labels(over)).toEqual([]);
  expect(read(over)).toContain('It has been taken.');
  await bob.chat.press(bob.user.id, late.channel, late.id, late.buttons.flat()[0]!.id).catch(() => {});
  expect(await pence(bob)).toBe(had + 600);
  expect(await pence(alice)).toBe(before - 600);
  await stage.proven();
});

it('Discord: /drop alone opens a modal, which gives a drop', async () => {
  await alice.type('/drop');
  const form = await until(() => alice.chat.form(alice.user.id), 'the form');
  expect(form.fields.map(({ name }) => name)).toEqual(['amount', 'people', 'shares', 'duration', 'memo']);
  await alice.chat.submitForm(alice.user.id, form.id, {
    amount: '4',
    people: '2',
    shares: 'even',
    duration: '2h',
    memo: 'from a form',
  });
  const card = await bob.sees('room', '“from a form”');
  await bob.press('room', card, 'Take a share');
  await bob.sees('room', /^£2\.00 is yours/m);
  const again = await bob.sees('room', '1 of 2 taken, £2.00 left.');
  await bob.press('room', again, 'Take a share');
  await bob.sees('room', 'You have your share already: £2.00');
  await alice.press('room', again, 'Take back');
  await alice.sees('room', '£2.00 is back with you');
  expect(read(await bob.sees('room', 'Alice gave away £2.00 of £4.00'))).toContain(
    'then Alice took £2.00 back',
  );
  await stage.proven();
});

it('Slack: a line or a modal makes a drop; one person has one share, in whichever chat they are', async () => {
  await carol.type('/drop');
  const form = await until(() => carol.chat.form(carol.user.id), 'the form');
  await carol.chat.submitForm(carol.user.id, form.id, {
    amount: '3',
    people: '3',
    shares: 'random',
    duration: '',
    memo: 'by form',
  });
  const byForm = await bobOnSlack.sees('room', '“by form”');
  expect(read(byForm)).toContain('for the first 3 who tap, in shares drawn by lot');
  await carol.press('room', byForm, 'Take back');
  await carol.sees('room', '£3.00 is back with you');

  await carol.type('/drop 8 for 2 even for the team');
  const card = await bobOnSlack.sees('room', '“the team”');
  const had = await pence(bob);
  stage.chats.slack.faults.duplicateEvents(1, 3);
  await bobOnSlack.press('room', card, 'Take a share');
  expect((await bobOnSlack.sees('room', '£4.00 is yours')).ephemeral).toBe(true);
  const counted = await carol.sees('room', '1 of 2 taken, £4.00 left.');
  expect(counted.id).toBe(card.id);
  await bobOnSlack.press('room', counted, 'Take a share');
  await bobOnSlack.sees('room', 'You have your share already: £4.00');
  expect(await pence(bob)).toBe(had + 400);
  expect(carol.reads('room').join()).not.toContain('is yours');

  const carolHad = await pence(carol);
  await stage.pass(86_400_000, 'expire_drops');
  expect(read(await carol.sees('direct', '£4.00 of your drop is back with you'))).toContain(
    'Taken in time: 1 of 2 shares.',
  );
  expect(await pence(carol)).toBe(carolHad + 400);
  expect(labels(await carol.sees('room', 'Time is up'))).toEqual([]);
  await stage.proven();
});

it('Telegram: pressing is the first contact of somebody who never met Tuppence, and money is theirs at once', async () => {
  expect(await stage.core.people.find(erin.identity)).toBeNull();
  await dave.type('/drop 5 for 2 even for a @everyone <b>party</b>');
  const card = await erin.sees('room', 'Dave is giving away £5.00');
  expect(read(card)).toContain('<b>party</b>');
  expect(await flashesOf(erin, () => erin.press('room', card, 'Take a share'))).toBe('£2.50 is yours');
  expect(await erin.balance()).toBe('2.50');
  const counted = await dave.sees('room', '1 of 2 taken, £2.50 left.');
  expect(counted.id).toBe(card.id);
  // Row 9, row 12, row 13, row 24.
  expect(await flashesOf(dave, () => dave.press('room', counted, 'Take a share'))).toContain(
    'This one is from you',
  );
  expect(await flashesOf(erin, () => erin.press('room', counted, 'Take a share'))).toContain(
    'already: £2.50',
  );
  expect(await flashesOf(erin, () => erin.press('room', counted, 'Take back'))).toContain('somebody else');
  expect(await flashesOf(dave, () => dave.press('room', counted, 'Take back'))).toBe(
    '£2.50 is back with you',
  );
  expect(read(await erin.sees('room', 'Dave gave away £2.50 of £5.00'))).toContain('Erin: £2.50');
  await stage.proven();
});

it('Telegram has no forms, and a refusal goes to the direct conversation', async () => {
  await dave.type('/drop');
  await dave.sees('direct', 'How much, and for how many people?');
  await dave.type('/drop 5 for 2', 'direct');
  await dave.sees('direct', 'There is nobody here to take it');
  await stage.proven();
});

it('Telegram: a line that begins with our name sends a drop into any chat, and that message is its card', async () => {
  const { chat, user } = dave;
  const [room] = chat.channels(user.id).filter(({ kind }) => kind !== 'direct');
  const line = `${chat.inlineName()} drop 3 2 even for pizza`;
  const [offered] = await chat.suggest(user.id, room!.id, line);
  expect(offered).toMatchObject({
    title: 'Give away £3.00',
    detail: 'To the first 2 who tap, in equal shares',
  });
  // Rows 1 and 2.
  for (const nothing of ['drop -3 2', 'drop 3 0', 'drop 3 2.5', 'drop 1e3 2', 'drop 3'])
    expect(await chat.suggest(user.id, room!.id, `${chat.inlineName()} ${nothing}`)).toEqual([]);
  await chat.suggest(user.id, room!.id, line);
  await chat.pick(user.id, room!.id, offered!.id);
  const card = () =>
    chat.messages(erin.user.id, room!.id).findLast((message) => read(message).includes('“pizza”'))!;
  await expect.poll(() => labels(card())).toEqual(['Take a share', 'Take back']);
  const tap = (who: Person, button: number) => () =>
    chat.press(who.user.id, room!.id, card().id, card().buttons.flat()[button]!.id);
  // Row 9.
  expect(await flashesOf(dave, tap(dave, 0))).toContain('This one is from you');
  expect(await flashesOf(erin, tap(erin, 0))).toBe('£1.50 is yours');
  await expect.poll(() => read(card())).toContain('1 of 2 taken, £1.50 left.');
  expect(await flashesOf(dave, tap(dave, 1))).toBe('£1.50 is back with you');
  await expect.poll(() => labels(card())).toEqual([]);
  await stage.proven();
});

it('row 23: the operator decides who may take, in each chat, and Discord says how old an account is', async () => {
  await carol.type('/bank drop member 30d daily 5');
  expect(read(await carol.sees('room', 'Who may take a share of a drop'))).toContain('for at least 30 days');
  await alice.type('/drop amount:2 people:2');
  const card = await bob.sees('room', 'Alice is giving away £2.00');
  await bob.press('room', card, 'Take a share');
  expect((await bob.sees('room', 'You are too new here for this drop')).ephemeral).toBe(true);
  await dave.type('/bank drop member off', 'direct');
  await dave.sees('direct', 'Also people who have never spoken to me.');
  await alice.type('/bank drop');
  expect(read(await alice.sees('room', 'Who may take a share of a drop'))).toContain(
    '5 shares for each person',
  );
  await bob.press('room', card, 'Take a share');
  await bob.sees('room', '1 of 2 taken');
  await bobOnSlack.type('/bank drop daily off');
  await bobOnSlack.sees('room', 'Only the operator may do that');

  const ages = await stage.sql<{ platform: string; since: Date | null }[]>`
    select platform, account_since as since from identity where user_id in (${bob.user.id}, ${erin.user.id}) order by 1`;
  expect(ages.map(({ platform, since }) => [platform, since?.toISOString().slice(0, 10)])).toEqual([
    ['discord', '2015-10-03'],
    ['telegram', undefined],
  ]);
  await stage.proven();
});
