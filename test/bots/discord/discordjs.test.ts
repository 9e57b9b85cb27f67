/** What the emulated Discord has beyond commands and buttons, as an ordinary discord.js client meets it. */
import { MessageFlags } from 'discord.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messageText, until } from '../shared/contract-support.ts';
import { discordClient } from './discordjs.ts';
import { ALICE, BOB, GENERAL } from './harness.ts';

let place: Awaited<ReturnType<typeof discordClient>>;
let { chat, client, heard, raw, cause, general } = {} as typeof place;
beforeAll(async () => {
  place = await discordClient();
  ({ chat, client, heard, raw, cause, general } = place);
});
afterAll(() => place?.stop());

const event = async (name: string, from: number) =>
  (await until(() => raw.slice(from).find(({ t }) => t === name), name)).d;
const menu = (user: string, label: string) =>
  chat.menu(user, GENERAL).find((item) => item.label === label)!.id;
const say = async (user: string, text: string): Promise<string> => {
  await chat.say(user, GENERAL, text);
  return chat.messages(user, GENERAL).at(-1)!.id;
};

describe('menus', () => {
  test('on a person say whom, with their membership', async () => {
    const interaction = await cause(() => chat.choose(ALICE, GENERAL, menu(ALICE, 'Pay'), BOB));
    if (!interaction.isUserContextMenuCommand()) throw new Error('not a user menu');
    expect([interaction.targetUser.id, interaction.targetMember !== null]).toEqual([BOB, true]);
    await interaction.reply({ content: 'for you', flags: MessageFlags.Ephemeral });
    expect(messageText(chat.messages(ALICE, GENERAL).at(-1)!)).toBe('for you');
  });

  test('on a message bring it whole, though the bot may not read what people write', async () => {
    const message = await say(BOB, 'lunch is ready');
    const interaction = await cause(() => chat.choose(ALICE, GENERAL, menu(ALICE, 'Tip author'), message));
    if (!interaction.isMessageContextMenuCommand()) throw new Error('not a message menu');
    expect([interaction.targetMessage.author.id, interaction.targetMessage.content]).toEqual([
      BOB,
      'lunch is ready',
    ]);
    await interaction.reply('tipped');
    expect((await client.rest.get(`/channels/${GENERAL}/messages/${message}`)) as object).toMatchObject({
      content: '',
    });
  });

  test('say of a webhook’s message that it has no account behind it, and of another bot that it is one', async () => {
    for (const kind of ['webhook', 'bot'] as const) {
      const message = chat.outsiderSays(kind, GENERAL, 'built');
      const interaction = await cause(() => chat.choose(ALICE, GENERAL, menu(ALICE, 'Tip author'), message));
      if (!interaction.isMessageContextMenuCommand()) throw new Error('not a message menu');
      const { author, webhookId } = interaction.targetMessage;
      expect([author.bot, webhookId !== null]).toEqual([true, kind === 'webhook']);
      expect(chat.messages(ALICE, GENERAL).at(-1)!.author.kind).toBe(kind);
      await interaction.reply({ content: 'nobody to tip', flags: MessageFlags.Ephemeral });
    }
  });
});

describe('while a command is typed', () => {
  test('subject to the bot’s own list: its choices are shown by name, and their values are sent', async () => {
    const offered = chat.suggest(ALICE, GENERAL, '/tip who:@bob currency:eu');
    const asked = await until(() => heard.at(-1)?.isAutocomplete() && heard.at(-1), 'the question');
    if (!asked.isAutocomplete()) throw new Error('not a question');
    expect(asked.options.getFocused(true)).toMatchObject({ name: 'currency', value: 'eu' });
    expect(asked.options.data.find(({ name }) => name === 'who')?.value).toBe(BOB);
    await asked.respond([{ name: 'Euro (€)', value: 'EUR', nameLocalizations: { de: 'der Euro' } }]);
    const [first] = await offered;
    expect(first).toMatchObject({ title: 'Euro (€)', line: '/tip who:@bob currency:Euro (€) ' });
    const command = await cause(() => chat.say(ALICE, GENERAL, first!.line!));
    if (!command.isChatInputCommand()) throw new Error('not a command');
    expect(command.options.getString('currency')).toBe('EUR');
    await command.reply('done');
  });

  test('at most 25 choices of 100 characters are taken, and nothing else answers it', async () => {
    const choices = Array.from({ length: 26 }, (_, at) => ({ name: `${at}`, value: `${at}` }));
    const wrong: object[] = [
      { type: 8, data: { choices } },
      { type: 8, data: { choices: [{ name: 'x'.repeat(101), value: 'x' }] } },
      { type: 4, data: { content: 'no' } },
    ];
    for (const [at, body] of wrong.entries()) {
      const offered = chat.suggest(ALICE, GENERAL, `/tip who:@bob currency:x${at}`);
      const asked = await until(
        () => heard.find((one) => one.isAutocomplete() && one.options.getFocused() === `x${at}`),
        'the question',
      );
      if (!asked.isAutocomplete()) throw new Error('not a question');
      const callback = `/interactions/${asked.id}/${asked.token}/callback` as const;
      await expect(client.rest.post(callback, { body, auth: false })).rejects.toMatchObject({ code: 50035 });
      await asked.respond([]);
      expect(await offered).toEqual([]);
    }
  });

  test('names, choices and people come from the client itself, in the person’s language', async () => {
    const shown = async (user: string, line: string) =>
      (await chat.suggest(user, GENERAL, line)).map(({ title }) => title);
    expect(await shown(ALICE, '/tip ')).toEqual(['who', 'currency', 'times']);
    expect(await shown(ALICE, '/tip who:@b')).toEqual(['@bob']);
    expect(await shown(ALICE, '/tip who:@bob ')).toEqual(['currency', 'times']);
    expect(await shown(ALICE, '/tip @bob 5 for lunch')).toEqual([]);
    expect(await shown(BOB, '/trinkgeld ')).toEqual(['who', 'währung', 'times']);
  });

  test('commands are called what the bot called them in the person’s language, and arrive by their own name', async () => {
    const names = (user: string) => chat.commands(user, GENERAL).map(({ name }) => name);
    expect([names(ALICE)[0], names(BOB)[0]]).toEqual(['tip', 'trinkgeld']);
    expect(chat.menu(BOB, GENERAL).map(({ label }) => label)).toContain('Bezahlen');
    const command = await cause(() => chat.say(BOB, GENERAL, '/trinkgeld who:@alice währung:EUR times:2'));
    if (!command.isChatInputCommand()) throw new Error('not a command');
    expect([command.commandName, command.locale]).toEqual(['tip', 'de']);
    expect([command.options.getString('currency'), command.options.getInteger('times')]).toEqual(['EUR', 2]);
    await command.reply('done');
  });

  test('what is for operators is shown to them alone, and only where it may be used', () => {
    const names = (user: string, channel: string) => chat.commands(user, channel).map(({ name }) => name);
    const direct = chat.channels(ALICE).find(({ kind }) => kind === 'direct')!.id;
    expect(names(ALICE, GENERAL)).toContain('bank');
    expect(names(BOB, GENERAL)).not.toContain('bank');
    expect(names(ALICE, direct)).not.toContain('bank');
  });
});

describe('reactions and deletions', () => {
  test('a reaction names the message’s author when it is added, and nobody when it is taken back', async () => {
    const message = await say(BOB, 'well done');
    const from = raw.length;
    await chat.react(ALICE, GENERAL, message, '🪙', true);
    expect(await event('MESSAGE_REACTION_ADD', from)).toMatchObject({
      user_id: ALICE,
      message_author_id: BOB,
      emoji: { name: '🪙' },
    });
    await chat.react(ALICE, GENERAL, message, '🪙', false);
    const removed = await event('MESSAGE_REACTION_REMOVE', from);
    expect(removed).toMatchObject({ user_id: ALICE, message_id: message });
    expect(removed).not.toHaveProperty('message_author_id');
    await chat.react(ALICE, GENERAL, message, '☕', true);
    chat.clearReactions(GENERAL, message);
    expect(await event('MESSAGE_REACTION_REMOVE_ALL', from)).toMatchObject({ message_id: message });
    expect(chat.messages(BOB, GENERAL).at(-1)!.reactions).toEqual([]);
  });

  test('a message takes twenty different ones, and only emoji', async () => {
    const message = await (await general()).send('react');
    for (let at = 0; at < 20; at += 1)
      await chat.react(ALICE, GENERAL, message.id, String.fromCodePoint(0x1f600 + at), true);
    await expect(message.react('🪙')).rejects.toMatchObject({ code: 30010 });
    await expect(
      client.rest.put(`/channels/${GENERAL}/messages/${message.id}/reactions/nonsense/@me`),
    ).rejects.toMatchObject({ code: 10014 });
    const users = await message.reactions.resolve('😀')?.users.fetch();
    expect(users?.map(({ id }) => id)).toEqual([ALICE]);
  });

  test('what a person deletes is told by its id, and can no longer be answered or found', async () => {
    const message = await say(BOB, 'oops');
    const from = raw.length;
    await chat.erase(BOB, GENERAL, message);
    expect(await event('MESSAGE_DELETE', from)).toMatchObject({ id: message, channel_id: GENERAL });
    const channel = await general();
    const reply = { content: 'x', reply: { messageReference: message } };
    await expect(
      channel.send({ ...reply, reply: { ...reply.reply, failIfNotExists: true } }),
    ).rejects.toMatchObject({
      code: 50035,
    });
    await channel.send({ content: 'still', reply: { messageReference: message, failIfNotExists: false } });
    await expect(channel.messages.fetch(message)).rejects.toMatchObject({ code: 10008 });
    await expect(chat.erase(ALICE, GENERAL, await say(BOB, 'mine'))).rejects.toThrow('only what they wrote');
  });

  test('an answer notifies whom it answers only where the bot allows it', async () => {
    const message = await say(BOB, 'a question');
    const channel = await general();
    const reply = { messageReference: message };
    const quiet = await channel.send({ content: 'quiet', reply });
    const loud = await channel.send({ content: 'loud', reply, allowedMentions: { repliedUser: true } });
    expect([chat.pings(quiet.id), chat.pings(loud.id)]).toEqual([[], [BOB]]);
  });
});

test('commands are refused with what Discord does not take, and read back without their translations unless asked', async () => {
  const path = `/applications/${chat.botUserId}/commands` as const;
  const base = { name: 'x', description: 'x' };
  const wrong: object[] = [
    { ...base, name_localizations: { de: 'Groß' } },
    { ...base, name_localizations: { klingon: 'x' } },
    { ...base, description_localizations: { de: '' } },
    { ...base, contexts: [3] },
    { ...base, contexts: [0, 0] },
    { ...base, integration_types: [2] },
    { ...base, default_member_permissions: 'admin' },
    { ...base, options: [{ type: 6, name: 'x', description: 'x', autocomplete: true }] },
    {
      ...base,
      options: [
        { type: 3, name: 'x', description: 'x', autocomplete: true, choices: [{ name: 'x', value: 'x' }] },
      ],
    },
    { type: 3, name: 'Tip', description: 'x' },
    { type: 2, name: 'Tip', options: [{ type: 3, name: 'x', description: 'x' }] },
  ];
  for (const body of wrong)
    await expect(client.rest.post(path, { body }), JSON.stringify(body)).rejects.toMatchObject({
      code: 50035,
    });
  const [plain] = (await client.rest.get(path)) as Record<string, unknown>[];
  expect(plain).not.toHaveProperty('name_localizations');
  const [german] = (await client.rest.get(path, { headers: { 'x-discord-locale': 'de' } })) as object[];
  expect(german).toMatchObject({ name: 'tip', name_localized: 'trinkgeld' });
  const query = new URLSearchParams({ with_localizations: 'true' });
  const [whole] = (await client.rest.get(path, { query })) as object[];
  expect(whole).toMatchObject({ name_localizations: { de: 'trinkgeld' } });
});
