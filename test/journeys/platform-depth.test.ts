/** What each platform's own client offers beside typing: suggestions, menus, links, cards for any chat. Carried by the real client libraries. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DISCORD_CHANNEL, TELEGRAM_GROUP } from '../../bots/playground/people.ts';
import { freshDatabase } from '../support/database.ts';
import { openStage, type Person, read, type Stage } from './stage.ts';

const database = await freshDatabase();
let stage: Stage;
let alice: Person;
let bob: Person;

beforeAll(async () => {
  stage = await openStage(database);
  alice = stage.person('discord', 'alice');
  bob = stage.person('discord', 'bob');
});
afterAll(() => stage.stop());

describe('Discord, while an option is typed,', () => {
  const suggested = (person: Person, line: string) =>
    person.chat.suggest(person.user.id, DISCORD_CHANNEL, line);

  it('suggests currencies by code and by name', async () => {
    const euro = await suggested(alice, '/pay currency:eu');
    expect(euro.map(({ title }) => title)).toContain('EUR · Euro');
    expect((await suggested(alice, '/pay currency:pound')).map(({ title }) => title)).not.toContain(
      'EUR · Euro',
    );
  });

  it('suggests those people of other chats whom one has paid, and nobody whose other chats one would learn of', async () => {
    expect(await suggested(alice, '/pay more:@')).toEqual([]);
    await alice.type('/pay @dave@telegram 1 for stamps');
    await alice.sees('room', 'Alice paid Dave £1.00');
    await alice.type('/pay @bob 1 for string');
    await alice.sees('room', 'Alice paid Bob £1.00');
    // Bob is in this chat, and in Slack, which is his to tell.
    const [found, ...others] = await suggested(alice, '/pay more:@');
    expect(found).toMatchObject({ title: 'Dave (@dave@telegram)' });
    expect(others).toEqual([]);
    expect(await suggested(bob, '/pay more:@')).toEqual([]);
    const more = await suggested(alice, '/pay more:@bob and @da');
    expect(more.map(({ id }) => id)).toEqual(['choice @bob and @dave@telegram']);
  });

  it('suggests to the payee what they may refund, to the payer what they may dispute, and the other way round nothing', async () => {
    const refundable = await suggested(bob, '/refund reference:');
    expect(refundable.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^pay_\w+ · Alice · £1\.00 · string$/),
    ]);
    expect(await suggested(bob, '/dispute reference:')).toEqual([]);
    expect((await suggested(alice, '/dispute reference:stam')).map(({ title }) => title)).toEqual([
      expect.stringMatching(/^pay_\w+ · Dave · £1\.00 · stamps$/),
    ]);
  });

  it('suggests disputes to an operator alone', async () => {
    const [mine] = await suggested(alice, '/dispute reference:stam');
    const reference = mine!.id.replace('choice ', '');
    await alice.type(`/dispute reference:${reference} reason:they never came`);
    await alice.sees('room', 'they never came');
    await expect
      .poll(async () => (await suggested(alice, '/bank dispute reference:')).map(({ title }) => title))
      .toEqual([expect.stringMatching(/^dsp_\w+ · Alice → Dave · £1\.00$/)]);
    expect(await suggested(bob, '/bank dispute reference:')).toEqual([]);
  });

  it('suggests what is on the tab of this conversation by its number', async () => {
    await alice.type('/tab add 24 petrol @bob');
    await alice.sees('room', '£24.00');
    await expect
      .poll(async () => (await suggested(bob, '/tab delete number:')).map(({ title }) => title))
      .toEqual(['#1 · £24.00 · petrol']);
    expect(await suggested(bob, '/tab edit number:train')).toEqual([]);
  });
});

describe('Telegram', () => {
  it('offers a payment for any chat: a card from which the one who is meant takes it, once, and its sender not', async () => {
    const dave = stage.person('telegram', 'dave');
    const erin = stage.person('telegram', 'erin');
    const { chat, user } = dave;
    const suggested = (words: string) =>
      chat.suggest(user.id, TELEGRAM_GROUP, `${chat.inlineName()} ${words}`);
    for (const nothing of ['pay -5', 'pay 0', 'pay NaN', 'pay 1e3', 'pay 5.001', 'pay 5 @erin', 'pay'])
      expect(await suggested(nothing), nothing).toEqual([]);
    const [offered, ...others] = await suggested('pay 5 for pizza');
    expect(offered).toMatchObject({ title: 'Give away £5.00', detail: 'To the first who taps' });
    expect(others).toEqual([]);
    await erin.type('/start', 'direct');
    await chat.pick(user.id, TELEGRAM_GROUP, offered!.id);
    const sent = () =>
      chat.messages(user.id, TELEGRAM_GROUP).findLast((message) => read(message).includes('“pizza”'))!;
    await expect.poll(() => sent().buttons.flat().length, { timeout: 15_000 }).toBe(2);
    const [take] = sent().buttons.flat();
    await chat.press(user.id, TELEGRAM_GROUP, sent().id, take!.id);
    await chat.press(erin.user.id, TELEGRAM_GROUP, sent().id, take!.id);
    await expect.poll(() => erin.balance(), { timeout: 15_000 }).toBe('5.00');
    await expect.poll(() => sent().buttons.flat().length, { timeout: 15_000 }).toBe(0);
  });

  it('offers the way to the bot before anything is typed behind its name', async () => {
    const { chat, user } = stage.person('telegram', 'erin');
    const [way, ...others] = await chat.suggest(user.id, TELEGRAM_GROUP, `${chat.inlineName()} `);
    expect(way).toMatchObject({ title: 'Open our chat' });
    expect(others).toEqual([]);
    await chat.pick(user.id, TELEGRAM_GROUP, way!.id);
    await stage.person('telegram', 'erin').sees('direct', '/pay');
  });

  it('lists the operator’s commands for those whom they concern', () => {
    const names = (handle: string, place: 'group' | 'own') => {
      const { chat, user } = stage.person('telegram', handle);
      return chat.commands(user.id, place === 'own' ? user.id : TELEGRAM_GROUP).map(({ name }) => name);
    };
    expect(names('dave', 'own')).toContain('bank');
    expect(names('dave', 'group')).toContain('bank');
    for (const place of ['own', 'group'] as const) expect(names('erin', place)).not.toContain('bank');
  });
});

it('and the books are right after all of it', () => stage.proven());
