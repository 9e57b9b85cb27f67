/** Tips as people give them: by a reaction, by a message's menu, by answering; carried by the real client libraries. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Platform } from '../../core/index.ts';
import { until } from '../bots/shared/contract-support.ts';
import { freshDatabase } from '../support/database.ts';
import { openStage, type Person, read, type Stage } from './stage.ts';

const database = await freshDatabase();
let stage: Stage;

/** What people react with there: Telegram has reactions of its own only. */
const emojis: Record<Platform, string> = { discord: '🪙', slack: '🪙', telegram: '🏆' };
/** Who tips whom; the first is an operator. */
const people: Record<Platform, [string, string]> = {
  discord: ['alice', 'bob'],
  slack: ['carol', 'bob'],
  telegram: ['dave', 'erin'],
};
const rooms: Record<Platform, string> = { discord: '', slack: '', telegram: '' };

beforeAll(async () => {
  stage = await openStage(database);
  for (const platform of ['discord', 'slack', 'telegram'] as const)
    rooms[platform] = stage.chats[platform]
      .channels(stage.person(platform, people[platform][0]).user.id)
      .find(({ kind }) => kind === 'group')!.id;
});
afterAll(() => stage.stop());

/** What somebody wrote last in the room, as somebody sees it there. */
const said = async (by: Person, words: string) => {
  const room = rooms[by.identity.platform];
  await by.chat.say(by.user.id, room, words);
  return until(
    () => by.chat.messages(by.user.id, room).findLast(({ text }) => JSON.stringify(text).includes(words)),
    words,
  );
};
const settle = () => stage.pass(31_000, 'tips');
const pence = async (person: Person): Promise<number> =>
  (await stage.core.people.find(person.identity)) ? Math.round(Number(await person.balance()) * 100) : 0;
/** Where somebody sees what is for them alone: in place, or in their own chat. */
const alone = (platform: Platform) => (platform === 'slack' ? ('room' as const) : ('direct' as const));
const chats = ['discord', 'slack', 'telegram'] as const;
const pairOf = (platform: Platform) =>
  people[platform].map((name) => stage.person(platform, name)) as [Person, Person];

/** Before time is moved: what platforms say of their own time would be long ago. */
it.each(chats)(
  'on %s the first reaction explains itself, and pays when a button says so; a tally stands by the message',
  async (platform) => {
    const [giver, author] = pairOf(platform);
    const emoji = emojis[platform];
    await giver.type(`/bank tip ${emoji} 0.10`);
    await giver.sees(platform === 'telegram' ? 'direct' : 'room', 'What reactions are worth here');
    const message = await said(author, `a joke on ${platform}`);
    const before = await pence(giver);
    await giver.react('room', message, emoji);
    const question = await giver.sees(alone(platform), /Tip (Bob|Erin) £0\.10\?/);
    expect(await pence(giver)).toBe(before);
    await giver.press(alone(platform), question, 'Turn on, and tip £0.10');
    const tally = await giver.sees('room', /£0\.10 in tips for (Bob|Erin)/);
    expect(read(tally)).toContain(`${emoji} × 1`);
    if (platform !== 'slack') expect(tally.replyTo?.preview).toContain('a joke on');
    await giver.sees('direct', 'You can take it back for 30 seconds.');
    if (platform === 'telegram') await author.type('/start', 'direct');
  },
);

it('half a minute later it is the author’s', async () => {
  await stage.proven();
  const before = await Promise.all(chats.flatMap(pairOf).map(pence));
  await settle();
  await stage.proven();
  const after = await Promise.all(chats.flatMap(pairOf).map(pence));
  // Bob is the same person on Discord and on Slack.
  expect(after.map((now, at) => now - before[at]!)).toEqual([-10, 20, -10, 20, -10, 10]);
  for (const platform of chats)
    await pairOf(platform)[0].sees('direct', /You tipped (Bob|Erin) £0\.10[\s\S]*paid/);
});

describe.each(chats)('on %s', (platform) => {
  const emoji = emojis[platform];
  let giver: Person;
  let author: Person;
  beforeAll(() => {
    [giver, author] = pairOf(platform);
  });

  it('a reaction that is taken off in time, and one whose Undo is pressed, move nothing', async () => {
    const [one, two] = [await said(author, `one of ${platform}`), await said(author, `two of ${platform}`)];
    const before = [await pence(giver), await pence(author)];
    await giver.react('room', one, emoji);
    const held = async () => (await stage.core.account.balance(giver.identity)).balances[0]!.held.minor;
    await expect.poll(held).toBe('10');
    await giver.react('room', one, emoji, false);
    await expect.poll(held).toBe('0');
    await giver.react('room', two, emoji);
    await expect.poll(held).toBe('10');
    const note = await giver.sees('direct', 'You can take it back for 30 seconds.');
    await giver.press('direct', note, 'Undo £0.10');
    await expect.poll(held).toBe('0');
    await settle();
    expect([await pence(giver), await pence(author)]).toEqual(before);
    await stage.proven();
  });

  it('row 17: one’s own message, one from before, another bot’s, a webhook’s or an anonymous one’s: nothing', async () => {
    const before = await stage.core.account.balance(giver.identity);
    const room = rooms[platform];
    const own = await said(giver, `my own on ${platform}`);
    await giver.react('room', own, emoji);
    for (const kind of giver.chat.outsiders) {
      const id = giver.chat.outsiderSays(kind, room, `from ${kind}`);
      await giver.chat.react(giver.user.id, room, id, emoji, true);
    }
    // What is said after it is handled after it.
    const last = await said(author, `the last on ${platform}`);
    await giver.react('room', last, emoji);
    const held = async () => (await stage.core.account.balance(giver.identity)).balances[0]!.held.minor;
    await expect.poll(held).toBe('10');
    await stage.proven();
    expect(await held()).toBe('10');
    await giver.react('room', last, emoji, false);
    await expect.poll(held).toBe('0');
    await settle();
    expect((await stage.core.account.balance(giver.identity)).balances).toEqual(before.balances);
  });

  it('the menu of a message, or an answer to it, tips its author', async () => {
    const message = await said(author, `worth a pound on ${platform}`);
    const before = [await pence(giver), await pence(author)];
    const room = rooms[platform];
    if (platform === 'telegram') await giver.chat.say(giver.user.id, room, '/tip 1', message.id);
    else {
      const menu = giver.chat.menu(giver.user.id, room).find(({ label }) => label === 'Tip author')!;
      await giver.chat.choose(giver.user.id, room, menu.id, message.id);
      const form = await until(() => giver.chat.form(giver.user.id), 'the form');
      await giver.chat.submitForm(giver.user.id, form.id, { amount: '1' });
    }
    await giver.sees('room', /tipped (Bob|Erin) £1\.00/);
    await settle();
    await expect.poll(async () => (await pence(author)) - before[1]!).toBe(100);
    expect((await pence(giver)) - before[0]!).toBe(-100);
    await stage.proven();
  });
});

it.each(chats)(
  'on %s a tip that can be read in two ways is asked about, and given once',
  async (platform) => {
    const [giver, author] = pairOf(platform);
    const before = await pence(author);
    await giver.type(`/tip @${author.user.handle} 1.000`);
    const place = platform === 'telegram' ? 'direct' : 'room';
    const question = await giver.sees(place, 'Which amount do you mean?');
    await Promise.all([giver.press(place, question, '£1.00'), giver.press(place, question, '£1.00')]);
    await giver.sees(place, 'Thank you, that is clear now.');
    await giver.sees(place, /You tipped @?\w+ £1\.00/);
    await settle();
    await expect.poll(() => pence(author)).toBe(before + 1_00);
  },
);

it('authors hear of all their tips, in fewer messages than there were tips', async () => {
  // The workers may have told them of the first ones by now.
  await stage.pass(11 * 60_000, 'tips_told');
  const heard = (...people: Person[]) =>
    people.flatMap((person) =>
      person
        .reads('direct')
        .flatMap((text) => /tipped you £(\d)\.(\d\d)/.exec(text)?.slice(1).join('') ?? []),
    );
  const pence = (amounts: string[]) => amounts.reduce((sum, amount) => sum + Number(amount), 0);
  const bob = () => heard(stage.person('discord', 'bob'), stage.person('slack', 'bob'));
  const erin = () => heard(stage.person('telegram', 'erin'));
  await expect.poll(() => [pence(bob()), pence(erin())], { timeout: 10_000 }).toEqual([420, 210]);
  expect(bob().length).toBeLessThan(4);
  await stage.proven();
});
