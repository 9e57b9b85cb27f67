/** Somebody chooses a language in one chat, and is spoken to in it in all of theirs, until they give the choice back. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../bots/shared/contract-support.ts';
import { freshDatabase } from '../support/database.ts';
import { openStage, type Person, read, type Stage } from './stage.ts';

const database = await freshDatabase();
let stage: Stage;
let alice: Person;
let bobOnDiscord: Person;
let bobOnSlack: Person;
let dave: Person;

beforeAll(async () => {
  stage = await openStage(database);
  alice = stage.person('discord', 'alice');
  bobOnDiscord = stage.person('discord', 'bob');
  bobOnSlack = stage.person('slack', 'bob');
  dave = stage.person('telegram', 'dave');
});
afterAll(() => stage.stop());

it('on Discord, the answer to /language has a button for each, seen by its owner alone, and changes in place', async () => {
  await bobOnDiscord.type('/language');
  const card = await bobOnDiscord.sees('room', 'I speak English with you');
  expect(card.ephemeral).toBe(true);
  await bobOnDiscord.press('room', card, 'Deutsch');
  const changed = await bobOnDiscord.sees('room', 'Ich spreche Deutsch mit dir');
  expect(changed.id).toBe(card.id);
  expect(read(changed)).toContain('1.234,50');
  expect(alice.reads('room').join()).not.toContain('Deutsch');
});

it('on Slack, the same person is spoken to in German from then on, though Slack says English; a card that all see is its maker’s', async () => {
  await bobOnSlack.type('/balance');
  await bobOnSlack.sees('room', 'Du hast 100,00');
  await alice.type('/pay @bob@slack 5 for lunch');
  await alice.sees('room', /Alice paid Bob £5\.00\n/);
  await alice.type('/help');
  await alice.sees('room', 'Auf Deutsch: /language de');
});

it('on Slack, their own page is in German too, and its button changes the page', async () => {
  await bobOnSlack.chat.openHome(bobOnSlack.user.id);
  const pageSays = (words: string) =>
    until(
      () => {
        const page = bobOnSlack.chat.home(bobOnSlack.user.id);
        return page && read(page).includes(words) ? page : undefined;
      },
      `Bob's page to say ${words}`,
      20_000,
    );
  const page = await pageSays('Ich spreche Deutsch mit dir');
  const automatic = page.buttons.flat().find(({ label }) => label === 'Automatisch')!;
  await bobOnSlack.chat.press(bobOnSlack.user.id, page.channel, page.id, automatic.id);
  await pageSays('I speak English with you');
});

it('on Telegram, a line is enough, and what is sent later is German: the word of a payment, and /help', async () => {
  await dave.type('/language de', 'direct');
  await dave.sees('direct', 'Ich spreche Deutsch mit dir');
  await alice.type('/pay @dave@telegram 3 for tea');
  await dave.sees('direct', /Alice hat dir 3,00\s£/);
  await dave.type('/language automatic', 'direct');
  const card = await dave.sees('direct', 'That follows the settings of your chat');
  await dave.press('direct', card, 'Deutsch');
  await dave.sees('direct', 'Das hast du so gewählt');
  await stage.proven();
});
