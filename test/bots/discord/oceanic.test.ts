/** Our emulator is not shaped to discord.js: oceanic.js, another client, lives in it as well. */
import { type AnyInteractionGateway, Client, MessageFlags, type PossiblyUncachedMessage } from 'oceanic.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DiscordEmulator } from '../../../bots/playground/discord/index.ts';
import { messageText, until } from '../shared/contract-support.ts';
import { ALICE, BOB, emulator, GENERAL, TOKEN } from './harness.ts';

let chat: DiscordEmulator;
let client: Client;
const interactions: AnyInteractionGateway[] = [];
beforeAll(async () => {
  chat = await emulator({ limits: true });
  client = new Client({
    auth: `Bot ${TOKEN}`,
    rest: { baseURL: `${chat.apiUrl}/v10` },
    gateway: { intents: ['GUILDS', 'GUILD_MESSAGE_REACTIONS', 'DIRECT_MESSAGES'] },
  });
  client.on('interactionCreate', (interaction) => void interactions.push(interaction));
  const ready = new Promise<void>((resolve) => client.once('ready', () => resolve()));
  await client.connect();
  await ready;
  await client.application.bulkEditGlobalCommands([
    {
      type: 1,
      name: 'echo',
      description: 'Say it again',
      options: [
        { type: 6, name: 'person', description: 'Whom', required: true },
        { type: 3, name: 'words', description: 'What', required: true },
      ],
    },
  ]);
});
afterAll(async () => {
  client?.disconnect(false);
  await chat?.stop();
});

const next = async (from: number) => until(() => interactions[from], 'an interaction');
const texts = (user: string, channel = GENERAL) => chat.messages(user, channel).map(messageText);

test('it receives a command with its options, answers, edits the answer, and follows up ephemerally', async () => {
  await chat.say(ALICE, GENERAL, '/echo person:@bob words:hello');
  const interaction = await next(0);
  if (!interaction.isCommandInteraction()) throw new Error('not a command');
  expect(interaction.data.options.getUser('person', true).id).toBe(BOB);
  expect(interaction.data.options.getString('words', true)).toBe('hello');
  await interaction.createMessage({ content: 'first' });
  expect(texts(BOB)).toEqual(['first']);
  await interaction.editOriginal({ content: 'edited' });
  expect(texts(BOB)).toEqual(['edited']);
  await interaction.createFollowup({ content: 'for you', flags: MessageFlags.EPHEMERAL });
  expect(texts(ALICE)).toEqual(['edited', 'for you']);
  expect(texts(BOB)).toEqual(['edited']);
  await interaction.deleteOriginal();
  expect(texts(BOB)).toEqual([]);
});

test('it sends, edits, reacts and hears a reaction and a button', async () => {
  const message = await client.rest.channels.createMessage(GENERAL, {
    content: 'a card',
    embeds: [{ title: 'Title', description: '**bold**', color: 0xff0000 }],
    components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Go', customID: 'go' }] }],
  });
  await message.edit({ content: 'a better card' });
  expect(texts(BOB)).toEqual(['a better card\nTitle\nbold\n']);
  await message.createReaction('☕');
  const heard = new Promise<PossiblyUncachedMessage>((resolve) => {
    client.on('messageReactionAdd', (reacted, reactor) => {
      if (reactor.id === ALICE) resolve(reacted);
    });
  });
  await chat.react(ALICE, GENERAL, message.id, '☕', true);
  expect((await heard).id).toBe(message.id);
  expect(chat.messages(BOB, GENERAL)[0]?.reactions).toEqual([{ emoji: '☕', count: 2, mine: false }]);
  const from = interactions.length;
  await chat.press(BOB, GENERAL, message.id, 'go');
  const pressed = await next(from);
  if (!pressed.isComponentInteraction()) throw new Error('not a button');
  await pressed.editParent({ content: 'pressed', components: [] });
  expect(texts(BOB)).toEqual(['pressed\nTitle\nbold\n']);
});

test('it opens a modal and receives what was filled in', async () => {
  const from = interactions.length;
  await chat.say(ALICE, GENERAL, '/echo @bob hello');
  const command = await next(from);
  if (!command.isCommandInteraction()) throw new Error('not a command');
  await command.createModal({
    title: 'A form',
    customID: 'form',
    components: [
      { type: 1, components: [{ type: 4, style: 1, customID: 'words', label: 'Words', required: true }] },
    ],
  });
  const form = chat.form(ALICE)!;
  await chat.submitForm(ALICE, form.id, { words: 'filled in' });
  const submitted = await next(from + 1);
  if (!submitted.isModalSubmitInteraction()) throw new Error('not a form');
  expect(submitted.data.components.getTextInput('words', true)).toBe('filled in');
  await submitted.createMessage({ content: 'thanks' });
  expect(chat.form(ALICE)).toBeNull();
});

test('it gets menus on people and messages, completes an option, and takes a labelled form with choices', async () => {
  const { application } = client;
  await application.createGlobalCommand({ type: 2, name: 'Pay' });
  await application.createGlobalCommand({ type: 3, name: 'Tip author' });
  await application.createGlobalCommand({
    type: 1,
    name: 'spell',
    description: 'Letter by letter',
    options: [{ type: 3, name: 'words', description: 'What', autocomplete: true }],
  });
  await chat.say(BOB, GENERAL, 'tip me');
  const message = chat.messages(BOB, GENERAL).at(-1)!.id;
  const [pay, tip] = chat.menu(ALICE, GENERAL);
  const from = interactions.length;
  await chat.choose(ALICE, GENERAL, tip!.id, message);
  const onMessage = await next(from);
  if (!onMessage.isCommandInteraction() || !onMessage.isMessageCommand())
    throw new Error('not a message menu');
  expect([onMessage.data.target.id, onMessage.data.target.content]).toEqual([message, 'tip me']);
  await onMessage.createMessage({ content: 'tipped' });
  await chat.choose(ALICE, GENERAL, pay!.id, BOB);
  const onPerson = await next(from + 1);
  if (!onPerson.isCommandInteraction() || !onPerson.isUserCommand()) throw new Error('not a user menu');
  expect(onPerson.data.target.id).toBe(BOB);

  const offered = chat.suggest(ALICE, GENERAL, '/spell words:he');
  const typed = await next(from + 2);
  if (!typed.isAutocompleteInteraction()) throw new Error('not a completion');
  expect(typed.data.options.getFocused(true)).toMatchObject({ name: 'words', value: 'he' });
  await typed.result([{ name: 'hello', value: 'HELLO' }]);
  expect(await offered).toMatchObject([{ title: 'hello' }]);

  await onPerson.createModal({
    title: 'How much',
    customID: 'form',
    components: [
      {
        type: 18,
        label: 'Currency',
        component: { type: 3, customID: 'currency', options: [{ label: 'Euro', value: 'EUR' }] },
      },
      { type: 18, label: 'From', component: { type: 5, customID: 'from' } },
    ],
  });
  await chat.submitForm(ALICE, chat.form(ALICE)!.id, { currency: ['EUR'], from: [BOB] });
  const submitted = await next(from + 3);
  if (!submitted.isModalSubmitInteraction()) throw new Error('not a form');
  expect(submitted.data.components.getStringSelectValues('currency')).toEqual(['EUR']);
  expect(submitted.data.components.getUserSelectValues('from')).toMatchObject([{ id: BOB }]);
});

test('it writes to a person directly, and hears of a closed door', async () => {
  const channel = await client.rest.users.createDM(BOB);
  await channel.createMessage({ content: 'psst' });
  expect(texts(BOB, channel.id)).toEqual(['psst']);
  chat.setReachable(BOB, false);
  await expect(channel.createMessage({ content: 'psst' })).rejects.toMatchObject({ code: 50007 });
});

test('it resumes after a lost connection and hears what it missed', async () => {
  const from = interactions.length;
  chat.gateway.cut();
  await chat.say(ALICE, GENERAL, '/echo @bob meanwhile');
  const missed = await next(from);
  if (!missed.isCommandInteraction()) throw new Error('not a command');
  expect(missed.data.options.getString('words', true)).toBe('meanwhile');
  await missed.defer();
  await missed.createFollowup({ content: 'late but here' });
  expect(texts(BOB).at(-1)).toBe('late but here');
});
