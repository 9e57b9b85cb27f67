/** What the emulated Telegram has beyond messages and keyboards, as an ordinary telegraf bot meets it; grammy where the two differ. */
import { Bot, InlineKeyboard } from 'grammy';
import { Telegraf, TelegramError } from 'telegraf';
import { afterEach, describe, expect, test } from 'vitest';
import type { TelegramEmulator } from '../../../bots/playground/telegram/index.ts';
import { messageText, until } from '../shared/contract-support.ts';
import { ALICE, BOB, BOT, emulate, GROUP } from './support.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const ALLOWED = [
  'message',
  'callback_query',
  'inline_query',
  'chosen_inline_result',
  'message_reaction',
  'my_chat_member',
] as const;

/** A telegraf bot that polls the emulator; `heard` is every update as it came. */
const running = async (options: Parameters<typeof emulate>[0] = {}) => {
  const chat = await emulate({ group: { id: GROUP, name: 'Friends', botIsAdmin: true }, ...options });
  ends.push(() => chat.stop());
  const bot = new Telegraf(BOT.token, { telegram: { apiRoot: chat.apiUrl } });
  // biome-ignore lint/suspicious/noExplicitAny: updates as they came
  const heard: any[] = [];
  bot.use((context, next) => {
    heard.push(context.update);
    return next();
  });
  await bot.telegram.callApi('getUpdates', { allowed_updates: ALLOWED, timeout: 0 });
  const start = () => {
    const launched = bot.launch({ allowedUpdates: [...ALLOWED] });
    ends.push(async () => {
      bot.stop();
      await launched;
    });
  };
  const update = (kind: string, at = 0) =>
    until(() => heard.filter((each) => kind in each)[at]?.[kind], `the ${kind}`);
  return { chat, bot, heard, start, update };
};

const refusal = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof TelegramError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error.description;
};
const texts = (chat: TelegramEmulator, user = ALICE.id, channel = GROUP) =>
  chat.messages(user, channel).map(messageText);
const article = (id: string, text: string, more: object = {}) => ({
  type: 'article' as const,
  id,
  title: `Pay ${text}`,
  description: 'to whoever takes it',
  input_message_content: { message_text: `<b>${text}</b>`, parse_mode: 'HTML' as const },
  ...more,
});
const KEYBOARD = { inline_keyboard: [[{ text: 'Pay', callback_data: 'pay' }]] };

describe('inline mode', () => {
  test('offers what the bot answers, sends what is chosen in the person’s name, and is edited by its own id', async () => {
    const { chat, bot, start, update } = await running({ privateChats: true });
    bot.on('inline_query', (context) =>
      context.answerInlineQuery([article('1', context.inlineQuery.query, { reply_markup: KEYBOARD })], {
        cache_time: 0,
      }),
    );
    start();
    const withBob = chat.channels(ALICE.id).find(({ name }) => name === 'Bob')!;
    const offered = await chat.suggest(ALICE.id, withBob.id, `@${BOT.username} £5`);
    expect(offered).toEqual([{ id: 'result 1', title: 'Pay £5', detail: 'to whoever takes it' }]);
    expect(await update('inline_query')).toMatchObject({ query: '£5', chat_type: 'private', offset: '' });
    await chat.pick(ALICE.id, withBob.id, offered[0]!.id);

    const channel = chat.channels(BOB.id).find(({ name }) => name === 'Alice')!.id;
    const [sent] = chat.messages(BOB.id, channel);
    expect(sent).toMatchObject({
      author: { id: ALICE.id, bot: false },
      via: `@${BOT.username}`,
      text: [{ text: '£5', bold: true }],
    });
    const chosen = await update('chosen_inline_result');
    expect(chosen).toMatchObject({ result_id: '1', query: '£5', from: { id: Number(ALICE.id) } });

    await chat.press(BOB.id, channel, sent!.id, '0:0');
    const pressed = await update('callback_query');
    expect(pressed).toMatchObject({ data: 'pay', inline_message_id: chosen.inline_message_id });
    expect(pressed).not.toHaveProperty('message');
    const inlineId = chosen.inline_message_id as string;
    expect(
      await bot.telegram.editMessageText(undefined, undefined, inlineId, 'paid', { reply_markup: KEYBOARD }),
    ).toBe(true);
    expect(texts(chat, BOB.id, channel)).toEqual(['paid']);
    await bot.telegram.editMessageReplyMarkup(undefined, undefined, inlineId, undefined);
    expect(chat.messages(BOB.id, channel)[0]!.buttons).toEqual([]);
    expect(await refusal(bot.telegram.editMessageText(undefined, undefined, 'nonsense', 'x'))).toBe(
      'Bad Request: MESSAGE_ID_INVALID',
    );
  });

  test('gives the bot no id without a keyboard, and no word of the choice without feedback', async () => {
    const { chat, bot, heard, start, update } = await running();
    bot.on('inline_query', (context) => context.answerInlineQuery([article('1', context.inlineQuery.query)]));
    start();
    const choose = async (query: string) => {
      const [first] = await chat.suggest(ALICE.id, GROUP, `@${BOT.username} ${query}`);
      await chat.pick(ALICE.id, GROUP, first!.id);
    };
    await choose('one');
    expect(await update('chosen_inline_result')).not.toHaveProperty('inline_message_id');
    expect(await update('message')).toMatchObject({ text: 'one', via_bot: { is_bot: true } });
    chat.setInlineFeedback(false);
    await choose('two');
    await update('message', 1);
    expect(heard.filter((each) => 'chosen_inline_result' in each)).toHaveLength(1);
  });

  test('answers are given again from a cache: to everybody, or to the person alone where they are personal', async () => {
    const { chat, bot, heard, start } = await running();
    let is_personal = false;
    bot.on('inline_query', (context) =>
      context.answerInlineQuery([article('1', context.from.first_name)], { is_personal }),
    );
    start();
    const asked = () => heard.filter((each) => 'inline_query' in each).length;
    const titles = async (user: string, query: string) =>
      (await chat.suggest(user, GROUP, `@${BOT.username} ${query}`)).map(({ title }) => title);
    expect(await titles(ALICE.id, 'shared')).toEqual(['Pay Alice']);
    expect(await titles(BOB.id, 'shared')).toEqual(['Pay Alice']);
    expect(asked()).toBe(1);
    is_personal = true;
    expect(await titles(ALICE.id, 'own')).toEqual(['Pay Alice']);
    expect(await titles(BOB.id, 'own')).toEqual(['Pay Bob']);
    expect(await titles(BOB.id, 'own')).toEqual(['Pay Bob']);
    expect(asked()).toBe(3);
  });

  test('a button above the results leads to the bot, and what is not Telegram’s is refused', async () => {
    const { chat, bot, start } = await running();
    const refused: string[] = [];
    bot.on('inline_query', async (context) => {
      const { id } = context.inlineQuery;
      const wrong: [object[], object][] = [
        [[article('x'.repeat(65), 'x')], {}],
        [[article('1', 'x'), article('1', 'y')], {}],
        [Array.from({ length: 51 }, (_, at) => article(`${at}`, 'x')), {}],
        [[article('1', '')], {}],
        [[], { button: { text: 'Open', start_parameter: 'no spaces' } }],
      ];
      for (const [results, more] of wrong)
        refused.push(await refusal(bot.telegram.answerInlineQuery(id, results as never, more as never)));
      await context.answerInlineQuery([], {
        button: { text: 'Link your account', start_parameter: 'link' },
      } as never);
    });
    start();
    const offered = await chat.suggest(BOB.id, GROUP, `@${BOT.username} `);
    expect(refused).toEqual([
      'Bad Request: RESULT_ID_INVALID',
      'Bad Request: RESULT_ID_DUPLICATE',
      'Bad Request: RESULTS_TOO_MUCH',
      'Bad Request: message text is empty',
      'Bad Request: START_PARAM_INVALID',
    ]);
    expect(offered).toEqual([{ id: 'button', title: 'Link your account', detail: '' }]);
    await chat.pick(BOB.id, GROUP, 'button');
    expect(texts(chat, BOB.id, BOB.id)).toEqual(['/start link']);
    expect(await chat.suggest(BOB.id, GROUP, 'hello')).toEqual([]);
  });
});

describe('links, alerts and questions', () => {
  test('a link into a group writes there, one to the bot writes to it, and a callback may answer with one', async () => {
    const { chat, bot, start, update } = await running();
    bot.action('go', (context) =>
      context.answerCbQuery(undefined, { url: `https://t.me/${BOT.username}?start=from-callback` }),
    );
    bot.action('bad', async (context) => {
      const call = context.answerCbQuery(undefined, { url: 'https://example.org' });
      expect(await refusal(call)).toBe('Bad Request: URL_INVALID');
      await context.answerCbQuery('x'.repeat(200), { show_alert: true });
    });
    start();
    const link = (query: string) => ({ text: query, url: `https://t.me/${BOT.username}?${query}` });
    await bot.telegram.sendMessage(GROUP, 'Open', {
      reply_markup: {
        inline_keyboard: [
          [link('startgroup=tab_1'), link('start=hello'), { text: 'go', callback_data: 'go' }],
          [
            { text: 'bad', callback_data: 'bad' },
            { text: 'Pay', switch_inline_query_current_chat: 'pay 5' },
            { text: 'Copy', copy_text: { text: 'ABC' } } as never,
          ],
        ],
      },
    });
    const { id, buttons } = chat.messages(BOB.id, GROUP)[0]!;
    expect(buttons[1]![1]).toMatchObject({ insert: `@${BOT.username} pay 5` });
    const flashes: { text: string; alert: boolean }[] = [];
    chat.onFlash(({ text, alert }) => void flashes.push({ text, alert }));
    await chat.press(BOB.id, GROUP, id, '0:0');
    expect(await update('message')).toMatchObject({
      text: `/start@${BOT.username} tab_1`,
      chat: { id: Number(GROUP) },
    });
    await chat.press(BOB.id, GROUP, id, '0:1');
    expect((await update('message', 1)).text).toBe('/start hello');
    await chat.press(BOB.id, GROUP, id, '0:2');
    expect((await update('message', 2)).text).toBe('/start from-callback');
    await chat.press(BOB.id, GROUP, id, '1:0');
    await until(() => flashes.length === 1, 'the alert');
    await chat.press(BOB.id, GROUP, id, '1:2');
    expect(flashes).toEqual([
      { text: 'x'.repeat(200), alert: true },
      { text: 'Copied to the clipboard.', alert: false },
    ]);
  });

  test('a forced reply opens an answer for those who are meant, until they write', async () => {
    const { chat, bot, start, update } = await running();
    start();
    await chat.say(ALICE.id, GROUP, '/pay @carol_s');
    const asked = (await update('message')).message_id;
    const { message_id } = await bot.telegram.sendMessage(GROUP, 'How much?', {
      reply_parameters: { message_id: asked },
      reply_markup: { force_reply: true, input_field_placeholder: 'Amount', selective: true },
    });
    const asks = (user: string) => chat.messages(user, GROUP).at(-1)!.asksReply;
    expect([asks(ALICE.id), asks(BOB.id)]).toEqual([{ placeholder: 'Amount' }, undefined]);
    await chat.say(ALICE.id, GROUP, '5', String(message_id));
    expect((await update('message', 1)).reply_to_message).toMatchObject({ message_id });
    expect(chat.messages(ALICE.id, GROUP).at(-2)!.asksReply).toBeUndefined();
    const edit = bot.telegram.callApi('editMessageText', {
      chat_id: GROUP,
      message_id,
      text: 'x',
      reply_markup: { force_reply: true } as never,
    });
    expect(await refusal(edit)).toBe('Bad Request: inline keyboard expected');
  });

  test('command lists go by scope and language, and a scope’s chat has to be there', async () => {
    const { chat, bot } = await running();
    const list = (command: string) => [{ command, description: command }];
    await bot.telegram.setMyCommands(list('everywhere'));
    await bot.telegram.setMyCommands(list('gruppe'), {
      scope: { type: 'all_group_chats' },
      language_code: 'de',
    });
    await bot.telegram.setMyCommands(list('private'), { scope: { type: 'all_private_chats' } });
    await bot.telegram.setMyCommands(list('bank'), {
      scope: { type: 'chat_member', chat_id: Number(GROUP), user_id: Number(ALICE.id) },
    });
    const names = (user: string, channel: string) => chat.commands(user, channel).map(({ name }) => name);
    expect([names(ALICE.id, GROUP), names(BOB.id, GROUP), names(BOB.id, BOB.id)]).toEqual([
      ['bank'],
      ['everywhere'],
      ['private'],
    ]);
    const scope = { type: 'chat' as const, chat_id: 31337 };
    expect(await refusal(bot.telegram.setMyCommands(list('x'), { scope }))).toBe(
      'Bad Request: chat not found',
    );
  });
});

describe('reactions', () => {
  test('reach a bot that is an administrator, as old and new lists; others hear of none', async () => {
    const { chat, heard, start, update } = await running();
    start();
    await chat.say(BOB.id, GROUP, 'well done');
    const { id } = chat.messages(ALICE.id, GROUP)[0]!;
    await chat.react(ALICE.id, GROUP, id, '🔥', true);
    chat.setReactions(ALICE.id, GROUP, id, ['🔥', '❤️', '🏆']);
    await chat.react(ALICE.id, GROUP, id, '🏆', false);
    const emojis = ({ old_reaction, new_reaction }: { old_reaction: object[]; new_reaction: object[] }) =>
      [old_reaction, new_reaction].map((list) => list.map((each) => (each as { emoji: string }).emoji));
    expect(emojis(await update('message_reaction', 0))).toEqual([[], ['🔥']]);
    expect(emojis(await update('message_reaction', 1))).toEqual([['🔥'], ['🔥', '❤', '🏆']]);
    expect(emojis(await update('message_reaction', 2))).toEqual([['🔥', '❤', '🏆'], []]);
    chat.reactAnonymously(ALICE.id, GROUP, id, '🔥');
    const anonymous = await update('message_reaction', 3);
    expect(anonymous).toMatchObject({ actor_chat: { id: Number(GROUP) } });
    expect(anonymous).not.toHaveProperty('user');
    chat.setBotIsAdmin(false);
    expect(await update('my_chat_member')).toMatchObject({
      old_chat_member: { status: 'administrator' },
      new_chat_member: { status: 'member' },
    });
    await chat.react(BOB.id, GROUP, id, '🔥', true);
    await chat.say(BOB.id, GROUP, '/help');
    await until(() => heard.some(({ message }) => message?.text === '/help'), 'the next update');
    expect(heard.filter((each) => 'message_reaction' in each)).toHaveLength(4);
  });

  test('are only those that Telegram has: a coin is none of them', async () => {
    const { chat, bot } = await running();
    const { message_id } = await bot.telegram.sendMessage(GROUP, 'x');
    await expect(chat.react(ALICE.id, GROUP, String(message_id), '🪙', true)).rejects.toThrow('no reaction');
    const set = (emoji: string) =>
      bot.telegram.setMessageReaction(GROUP, message_id, [{ type: 'emoji', emoji: emoji as never }]);
    expect(await refusal(set('🪙'))).toBe('Bad Request: REACTION_INVALID');
    await set('🏆');
    expect(chat.messages(BOB.id, GROUP)[0]!.reactions).toEqual([{ emoji: '🏆', count: 1, mine: false }]);
    for (const { emoji } of chat.palette())
      await chat.react(ALICE.id, GROUP, String(message_id), emoji, true);
  });
});

describe('authors that are nobody', () => {
  test('an anonymous administrator and a channel come under Telegram’s own ids, another bot comes not at all', async () => {
    const { chat, heard, start, update } = await running();
    start();
    chat.outsiderSays('bot', GROUP, '/pay 5 @alice');
    chat.outsiderSays('anonymous', GROUP, '/pay 5 @alice');
    chat.outsiderSays('channel', GROUP, '/pay 5 @alice');
    expect(await update('message', 0)).toMatchObject({
      from: { id: 1087968824, is_bot: true },
      sender_chat: { id: Number(GROUP) },
    });
    expect(await update('message', 1)).toMatchObject({
      from: { id: 136817688 },
      sender_chat: { type: 'channel' },
    });
    expect(chat.messages(ALICE.id, GROUP).map(({ author }) => author.kind)).toEqual([
      'bot',
      'anonymous',
      'channel',
    ]);
    expect(heard).toHaveLength(2);
    chat.setBotToBot(true);
    chat.outsiderSays('bot', GROUP, 'beep');
    expect((await update('message', 2)).from).toMatchObject({ is_bot: true, username: 'SomeOtherBot' });
  });
});

test('what is deleted is gone: by a person without a word, by the bot one or many at once', async () => {
  const { chat, bot, heard, start } = await running();
  start();
  await chat.say(BOB.id, GROUP, 'oops');
  await chat.erase(BOB.id, GROUP, chat.messages(BOB.id, GROUP)[0]!.id);
  expect(texts(chat)).toEqual([]);
  const sent = [];
  for (const text of ['1', '2', '3']) sent.push((await bot.telegram.sendMessage(GROUP, text)).message_id);
  await bot.telegram.deleteMessage(GROUP, sent[0]!);
  expect(await refusal(bot.telegram.deleteMessage(GROUP, sent[0]!))).toBe(
    'Bad Request: message to delete not found',
  );
  await bot.telegram.deleteMessages(GROUP, sent);
  expect(texts(chat)).toEqual([]);
  expect(await refusal(bot.telegram.editMessageText(GROUP, sent[1], undefined, 'x'))).toBe(
    'Bad Request: message to edit not found',
  );
  await until(() => heard.length === 1, 'what was said');
});

test('grammy, too, answers inline, hears the choice, and edits what it knows by an inline id', async () => {
  const chat = await emulate({});
  ends.push(() => chat.stop());
  const bot = new Bot(BOT.token, { client: { apiRoot: chat.apiUrl } });
  bot.inlineQuery(/^drop/, (context) =>
    context.answerInlineQuery([
      {
        type: 'article',
        id: 'drop',
        title: 'Drop',
        input_message_content: { message_text: 'A drop' },
        reply_markup: new InlineKeyboard().text('Claim', 'claim'),
      },
    ]),
  );
  bot.callbackQuery('claim', async (context) => {
    await context.answerCallbackQuery({ text: 'Yours', show_alert: true });
    await context.editMessageText('All gone');
  });
  const chosen = new Promise<string>((resolve) => {
    bot.on('chosen_inline_result', ({ chosenInlineResult }) => resolve(chosenInlineResult.result_id));
  });
  void bot.start();
  ends.push(() => bot.stop());
  const offered = await chat.suggest(ALICE.id, GROUP, `@${BOT.username} drop 20 10`);
  await chat.pick(ALICE.id, GROUP, offered[0]!.id);
  expect(await chosen).toBe('drop');
  await chat.press(BOB.id, GROUP, chat.messages(BOB.id, GROUP)[0]!.id, '0:0');
  await until(() => texts(chat).includes('All gone'), 'the edit');
});
