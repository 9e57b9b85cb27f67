/** What is Slack's own: its shortcuts and modals, and the page that everybody has of the app. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SLACK_CHANNEL } from '../../bots/playground/people.ts';
import { until } from '../bots/shared/contract-support.ts';
import { freshDatabase } from '../support/database.ts';
import { openStage, type Person, read, type Stage } from './stage.ts';

const database = await freshDatabase();
let stage: Stage;
let bob: Person;
let carol: Person;

beforeAll(async () => {
  stage = await openStage(database);
  bob = stage.person('slack', 'bob');
  carol = stage.person('slack', 'carol');
});
afterAll(() => stage.stop());

const formOf = ({ chat, user }: Person, title: string) =>
  until(
    () => {
      const form = chat.form(user.id);
      return form?.title === title ? form : null;
    },
    `the form ${title} for ${user.name}`,
    20_000,
  );

/** Chooses from the menu of the app, or of a message. */
const choose = async (person: Person, on: 'global' | 'message', label: string, message?: string) => {
  const { chat, user } = person;
  const item = chat.menu(user.id, SLACK_CHANNEL).find((one) => one.on === on && one.label === label);
  if (!item) throw new Error(`no ${label} in the menu`);
  await chat.choose(user.id, SLACK_CHANNEL, item.id, message);
};

/** Something that a person wrote in the channel. */
const written = async (by: Person, words: string): Promise<string> => {
  await by.chat.say(by.user.id, SLACK_CHANNEL, words);
  const found = by.chat
    .messages(by.user.id, SLACK_CHANNEL)
    .findLast((message) => read(message).includes(words));
  return found!.id;
};

it('each shortcut of the app opens its modal', async () => {
  for (const [label, title] of [
    ['Send money', 'Send money'],
    ['Request money', 'Request money'],
    ['Split a bill', 'Split a bill'],
  ] as const) {
    await choose(carol, 'global', label);
    const form = await formOf(carol, title);
    carol.chat.closeForm(carol.user.id, form.id);
  }
});

it('each shortcut of a message opens its modal, and knows whose message it is', async () => {
  const message = await written(bob, 'I brought the cake');
  for (const [label, title] of [
    ['Send money', 'Send money'],
    ['Request money', 'Request money'],
    ['Split this', 'Split a bill'],
    ['Drop money here', 'Give a drop'],
  ] as const) {
    await choose(carol, 'message', label, message);
    const form = await formOf(carol, title);
    const people = form.fields.find(({ kind }) => kind === 'people');
    if (people) expect(people.select?.chosen, label).toEqual([bob.user.id]);
    if (label !== 'Send money') carol.chat.closeForm(carol.user.id, form.id);
    else
      await carol.chat.submitForm(carol.user.id, form.id, {
        who: [bob.user.id],
        amount: '2',
        split: '',
        memo: 'cake',
      });
    await until(() => carol.chat.form(carol.user.id) === null, `${title} to close`, 20_000);
  }
  await carol.sees('room', 'Carol paid Bob £2.00');
  await stage.proven();
});

const page = ({ chat, user }: Person) => chat.home(user.id);

/** Their page, as soon as it says this. */
const pageWith = (person: Person, ...words: string[]) =>
  until(
    () => {
      const home = page(person);
      return home && words.every((one) => read(home).includes(one)) ? home : null;
    },
    `${person.user.name}'s page to say ${words.join(' and ')}`,
    20_000,
  );

const pressOnPage = async (person: Person, label: string) => {
  const home = page(person)!;
  const button = home.buttons.flat().find((one) => one.label === label);
  if (!button) throw new Error(`no button ${label} on the page`);
  await person.chat.press(person.user.id, home.channel, home.id, button.id);
};

it('the page shows what somebody has, what has happened and what is set, and changes when they are paid', async () => {
  await bob.chat.openHome(bob.user.id);
  const first = await pageWith(bob, 'You have £102.00', 'Your alerts', 'When I ask you first', 'Your chats');
  expect(read(first)).toContain('Carol');
  await carol.type('/pay @bob 3 for tea');
  await pageWith(bob, 'You have £105.00', 'tea');
  await bob.type('/pay @carol 1 for milk');
  await pageWith(bob, 'You have £104.00', 'milk');
});

it('a request for money stands on the page until it is paid', async () => {
  await carol.type('/request @bob 2 for the bus');
  await pageWith(bob, 'the bus');
  await bob.press('room', await bob.sees('room', 'Carol asks Bob for £2.00'), 'Pay £2.00');
  await pageWith(bob, 'You have £102.00');
  await stage.proven();
});

it('a tab stands on the page, by whom it is shared with, and its part is paid there once somebody settles up', async () => {
  await carol.type('/tab add 10 petrol @bob');
  await pageWith(bob, 'Your tabs', 'you owe £5.00');
  await carol.type('/tab settle');
  await carol.sees('room', 'Settling up');
  await bob.chat.openHome(bob.user.id);
  await until(
    () =>
      page(bob)
        ?.buttons.flat()
        .some(({ label }) => label === 'Pay my part, GBP, with Carol'),
    'the button to pay',
    20_000,
  );
  await pressOnPage(bob, 'Pay my part, GBP, with Carol');
  await pageWith(bob, 'You have £97.00');
  await until(() => !read(page(bob)!).includes('Your tabs'), 'the tab to be even', 20_000);
  await stage.proven();
});

it('whoever pays their share has one card of it for themselves, with what they have now', async () => {
  const { chat, user } = bob;
  const alone = () =>
    chat
      .messages(user.id, SLACK_CHANNEL)
      .filter(({ ephemeral }) => ephemeral)
      .map(read);
  await carol.type('/split 4 teapot @bob');
  const split = await bob.sees('room', /Carol splits £4\.00/);
  const before = alone().length;
  await bob.press('room', split, 'Pay my share');
  await bob.sees('room', /Bob paid Carol £2\.00[\s\S]*You have £95\.00 now/);
  await stage.proven();
  expect(alone().slice(before)).toHaveLength(1);

  await carol.type('/tab add 4 biscuits @bob');
  await carol.sees('room', '“biscuits”');
  await carol.type('/tab settle');
  const round = await carol.sees('room', /Settling up[\s\S]*£2\.00/);
  await bob.press('room', round, 'Pay my part');
  expect((await bob.sees('room', /Bob paid Carol £2\.00[\s\S]*You have £93\.00 now/)).ephemeral).toBe(true);
  await stage.proven();
  expect(alone().slice(before)).toHaveLength(2);
});

it('what is set on the page is changed by its forms, and the page shows it', async () => {
  await pressOnPage(bob, 'Change the PIN').catch(() => pressOnPage(bob, 'Set a PIN'));
  const pin = await formOf(bob, 'Set a PIN');
  bob.chat.closeForm(bob.user.id, pin.id);
  const settings = page(bob)!
    .buttons.flat()
    .filter(({ label }) => label === 'Change');
  expect(settings).toHaveLength(2);
  await bob.chat.press(bob.user.id, page(bob)!.channel, page(bob)!.id, settings[1]!.id);
  const form = await formOf(bob, 'When I ask you first');
  await bob.chat.submitForm(bob.user.id, form.id, { ask_above: '77', ask_new_above: 'never' });
  await pageWith(bob, '£77.00');
});

it('the page has a button that links another chat: the code comes to its owner alone', async () => {
  await pressOnPage(bob, 'Link another chat');
  expect(read(await bob.sees('direct', 'Your code is'))).toContain('Never give it to anybody');
  expect(carol.reads('room').join()).not.toContain('Your code is');
});

it('row 13: only an operator has a desk on their page, and what is done there is asked of them again', async () => {
  await carol.chat.openHome(carol.user.id);
  const desk = read(await pageWith(carol, 'Who may take a share of a drop'));
  expect(desk).toContain('What reactions are worth here');
  expect(read(page(bob)!)).not.toContain('Who may take a share of a drop');
  await carol.type('/bank drop daily 7');
  await pageWith(carol, '7');
});

it('an amount that cannot be read is said in the modal, which stays open, moves nothing, and may be sent again', async () => {
  await choose(carol, 'global', 'Send money');
  const form = await formOf(carol, 'Send money');
  const send = (amount: string) =>
    carol.chat.submitForm(carol.user.id, form.id, { who: [bob.user.id], amount, split: '', memo: 'a typo' });
  const before = await carol.balance();
  await send('fife');
  await until(() => carol.chat.form(carol.user.id)?.errors.amount, 'the error beside the amount', 20_000);
  await send('-5');
  expect(carol.chat.form(carol.user.id)?.errors.amount).toContain('more than nothing');
  expect(await carol.balance()).toBe(before);
  await send('5');
  await carol.sees('direct', 'Carol paid Bob £5.00');
  expect(carol.chat.form(carol.user.id)).toBeNull();
  await stage.proven();
});
