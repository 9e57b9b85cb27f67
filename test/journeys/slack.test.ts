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
