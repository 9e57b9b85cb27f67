/** Our emulated Telegram as a client that nobody here wrote meets it: grammy, and plain HTTP. */
import { Bot, GrammyError, HttpError, InlineKeyboard, webhookCallback } from 'grammy';
import { afterEach, describe, expect, test } from 'vitest';
import type { TelegramEmulator } from '../../../bots/playground/telegram/index.ts';
import { messageText, until } from '../shared/contract-support.ts';
import { ALICE, BOB, BOT, emulate, GROUP, SECRET, webServer } from './support.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
const emulated = async (options: Parameters<typeof emulate>[0] = {}): Promise<TelegramEmulator> => {
  const chat = await emulate(options);
  ends.push(() => chat.stop());
  return chat;
};
const botOn = (chat: TelegramEmulator, token = BOT.token) =>
  new Bot(token, { client: { apiRoot: chat.apiUrl } });
const refusal = async (call: Promise<unknown>): Promise<GrammyError> => {
  const error = await call.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (!(error instanceof GrammyError)) throw new Error(`expected a refusal, got ${String(error)}`);
  return error;
};
const call = async (chat: TelegramEmulator, path: string, init?: RequestInit) => {
  const answer = await fetch(`${chat.apiUrl}${path}`, init);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};

describe('grammy', () => {
  test('polls, answers, edits and takes presses', async () => {
    const chat = await emulated();
    const bot = botOn(chat);
    bot.command('ping', (context) =>
      context.reply('pong <b>at</b> once', {
        parse_mode: 'HTML',
        reply_markup: new InlineKeyboard().text('Again', 'again'),
        reply_parameters: { message_id: context.message!.message_id },
      }),
    );
    bot.callbackQuery('again', async (context) => {
      await context.answerCallbackQuery({ text: 'Once more' });
      await context.editMessageText('pong twice');
    });
    const flashes: string[] = [];
    chat.onFlash(({ text }) => flashes.push(text));
    void bot.start();
    ends.push(() => bot.stop());
    await chat.say(ALICE.id, GROUP, '/ping');
    const answer = await until(
      () => chat.messages(ALICE.id, GROUP).find((message) => messageText(message).startsWith('pong')),
      'the answer',
    );
    expect(answer.text).toEqual([
      { type: 'text', text: 'pong ' },
      { type: 'text', text: 'at', bold: true },
      { type: 'text', text: ' once' },
    ]);
    expect(answer.replyTo).toEqual({ author: 'Alice', preview: '/ping' });
    await chat.press(BOB.id, GROUP, answer.id, answer.buttons[0]![0]!.id);
    await until(
      () => chat.messages(ALICE.id, GROUP).some((message) => messageText(message).startsWith('pong twice')),
      'the edit',
    );
    expect(flashes).toEqual(['Once more']);
  });

  test('gets reactions, edits and inline queries that it asks for', async () => {
    const chat = await emulated({ group: { id: GROUP, name: 'Friends', botIsAdmin: true } });
    const bot = botOn(chat);
    const seen: string[] = [];
    bot.on('message_reaction', (context) => {
      seen.push(`reaction ${context.messageReaction.new_reaction.map(({ type }) => type)}`);
    });
    bot.on('edited_message:text', (context) => {
      seen.push(`edited ${context.editedMessage.text}`);
    });
    bot.on('inline_query', (context) =>
      context.answerInlineQuery([
        {
          type: 'article',
          id: '1',
          title: context.inlineQuery.query,
          input_message_content: { message_text: 'x' },
        },
      ]),
    );
    const allowed_updates = ['message', 'edited_message', 'message_reaction', 'inline_query'] as const;
    await bot.api.getUpdates({ allowed_updates, timeout: 0 });
    void bot.start({ allowed_updates });
    ends.push(() => bot.stop());
    await chat.say(ALICE.id, GROUP, 'lunch');
    const said = chat.messages(ALICE.id, GROUP).at(-1)!;
    await chat.react(BOB.id, GROUP, said.id, '🔥', true);
    chat.edit(ALICE.id, GROUP, said.id, 'dinner');
    expect(await chat.inlineQuery(ALICE.id, 'pay 5')).toMatchObject([{ title: 'pay 5' }]);
    await until(() => seen.length === 2, 'both updates');
    expect(seen).toEqual(['reaction emoji', 'edited dinner']);
  });

  test('is called by webhook, with the secret', async () => {
    const chat = await emulated();
    const web = await webServer();
    ends.push(() => web.stop());
    const bot = botOn(chat);
    bot.command('ping', (context) => context.reply('pong'));
    await bot.init();
    web.handle(webhookCallback(bot, 'http', { secretToken: SECRET }) as never);
    await bot.api.setWebhook(`${web.url}/hook`, { secret_token: SECRET });
    await chat.say(ALICE.id, GROUP, '/ping');
    await until(() => chat.messages(ALICE.id, GROUP).length === 2, 'the answer');
    expect(await bot.api.getWebhookInfo()).toMatchObject({ url: `${web.url}/hook` });
    expect((await refusal(bot.api.getUpdates())).error_code).toBe(409);
  });

  test('is refused as Telegram refuses', async () => {
    const chat = await emulated({ group: { id: '-5123', name: 'Friends', type: 'group' } });
    const { api } = botOn(chat);
    const describe = async (sent: Promise<unknown>) => {
      const { error_code, description } = await refusal(sent);
      return `${error_code} ${description}`;
    };
    const html = { parse_mode: 'HTML' as const };
    expect(await describe(api.sendMessage(31337, 'x'))).toBe('400 Bad Request: chat not found');
    expect(await describe(api.sendMessage(Number(BOB.id), 'x'))).toBe(
      "403 Forbidden: bot can't initiate conversation with a user",
    );
    chat.setReachable(BOB.id, true);
    chat.setReachable(BOB.id, false);
    expect(await describe(api.sendMessage(Number(BOB.id), 'x'))).toBe(
      '403 Forbidden: bot was blocked by the user',
    );
    expect(await describe(api.sendMessage('-5123', ' '))).toBe('400 Bad Request: message text is empty');
    expect(await describe(api.sendMessage('-5123', 'x'.repeat(4097)))).toBe(
      '400 Bad Request: message is too long',
    );
    expect(await describe(api.sendMessage('-5123', '<b>x', html))).toContain("can't parse entities");
    expect(await describe(api.sendMessage('-5123', 'a <x>', html))).toBe(
      '400 Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 2',
    );
    expect(await describe(api.sendMessage('-5123', '<b>é<i>x</b>', html))).toContain(
      'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"',
    );
    expect(
      await describe(
        api.sendMessage('-5123', 'x', { reply_markup: new InlineKeyboard().text('x', 'ü'.repeat(33)) }),
      ),
    ).toBe('400 Bad Request: BUTTON_DATA_INVALID');
    expect(
      await describe(
        api.setMyCommands(Array.from({ length: 101 }, (_, n) => ({ command: `c${n}`, description: 'x' }))),
      ),
    ).toBe('400 Bad Request: BOT_COMMANDS_TOO_MUCH');
    const { message_id } = await api.sendMessage('-5123', 'x'.repeat(4096));
    expect(await describe(api.editMessageText('-5123', message_id, 'x'.repeat(4096)))).toContain(
      'message is not modified',
    );
    expect(await describe(api.editMessageText('-5123', 99, 'x'))).toBe(
      '400 Bad Request: message to edit not found',
    );
    expect(await describe(api.answerCallbackQuery('1'))).toContain('query is too old');
    const id = Number(chat.migrate());
    const moved = await refusal(api.sendMessage('-5123', 'x'));
    expect([moved.error_code, moved.parameters]).toEqual([400, { migrate_to_chat_id: id }]);
  });

  test('meets the faults: a limit with its wait, an error, a lost answer', async () => {
    const chat = await emulated();
    const { api } = botOn(chat);
    chat.faults.rateLimit('sendMessage', 1, 3_000);
    const limited = await refusal(api.sendMessage(GROUP, 'x'));
    expect([limited.error_code, limited.parameters]).toEqual([429, { retry_after: 3 }]);
    chat.faults.fail('sendMessage', 1, 502);
    await expect(api.sendMessage(GROUP, 'x')).rejects.toThrow();
    chat.faults.loseResponse('sendMessage', 1);
    await expect(api.sendMessage(GROUP, 'lost')).rejects.toThrow(HttpError);
    expect(chat.messages(ALICE.id, GROUP).map(messageText)).toEqual(['lost']);
    await api.sendMessage(GROUP, 'found');
  });

  test('is held to 20 messages a minute in a group', async () => {
    const chat = await emulated({ limits: { messages_per_chat_second_max: 1000 } });
    const { api } = botOn(chat);
    for (let count = 0; count < 20; count += 1) await api.sendMessage(GROUP, `${count}`);
    const limited = await refusal(api.sendMessage(GROUP, '20'));
    expect(limited.error_code).toBe(429);
    expect(limited.parameters.retry_after).toBeGreaterThan(30);
  });
});

describe('over plain HTTP', () => {
  test('every kind of body carries the same parameters', async () => {
    const chat = await emulated();
    const path = `/bot${BOT.token}/sendMessage`;
    const form = new FormData();
    form.set('chat_id', GROUP);
    form.set('text', 'multipart');
    form.set('reply_markup', JSON.stringify({ inline_keyboard: [[{ text: 'x', callback_data: 'x' }]] }));
    const bodies: (RequestInit | undefined)[] = [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ chat_id: GROUP, text: 'json' }),
      },
      { method: 'POST', body: new URLSearchParams({ chat_id: GROUP, text: 'form' }) },
      { method: 'POST', body: form },
    ];
    for (const init of bodies) expect((await call(chat, path, init)).status).toBe(200);
    expect((await call(chat, `${path}?chat_id=${GROUP}&text=query`)).status).toBe(200);
    expect(chat.messages(ALICE.id, GROUP).map(messageText)).toEqual(['json', 'form', 'multipart', 'query']);
    expect(chat.messages(ALICE.id, GROUP)[2]!.buttons).toHaveLength(1);
  });

  test('a wrong token is 401 and an unknown method 404, in the format of every error', async () => {
    const chat = await emulated();
    expect(await call(chat, '/bot1:wrong/getMe')).toEqual({
      status: 401,
      body: { ok: false, error_code: 401, description: 'Unauthorized' },
    });
    expect(await call(chat, `/bot${BOT.token}/sendMoney`)).toEqual({
      status: 404,
      body: { ok: false, error_code: 404, description: 'Not Found: method not found' },
    });
  });

  test('an update is given again until an offset behind it confirms it', async () => {
    const chat = await emulated();
    await chat.say(ALICE.id, GROUP, '/one');
    await chat.say(ALICE.id, GROUP, '/two');
    const updates = async (query: string) => {
      const { body } = await call(chat, `/bot${BOT.token}/getUpdates?${query}`);
      return (body.result as { update_id: number }[]).map(({ update_id }) => update_id);
    };
    const [first, second] = await updates('');
    expect(await updates('')).toEqual([first, second]);
    expect(await updates(`offset=${second}`)).toEqual([second]);
    expect(await updates(`offset=${second! + 1}`)).toEqual([]);
  });

  test('of two polls at once one is ended with 409, and the other gets the update', async () => {
    const chat = await emulated();
    const poll = () => call(chat, `/bot${BOT.token}/getUpdates?timeout=30`);
    const polls = [poll(), poll()];
    expect(await Promise.race(polls)).toMatchObject({ status: 409, body: { error_code: 409 } });
    await chat.say(ALICE.id, GROUP, '/help');
    const answers = (await Promise.all(polls)).sort((a, b) => a.status - b.status);
    expect(answers.map(({ status }) => status)).toEqual([200, 409]);
    expect(answers[0]!.body.result).toHaveLength(1);
  });

  test('a webhook is called again until it answers 2xx', async () => {
    const chat = await emulated();
    const web = await webServer();
    ends.push(() => web.stop());
    const statuses = [500, 503, 200];
    const secrets: unknown[] = [];
    web.handle((request, response) => {
      secrets.push(request.headers['x-telegram-bot-api-secret-token']);
      response.writeHead(statuses.shift() ?? 200).end();
    });
    const set = new URLSearchParams({ url: web.url, secret_token: SECRET });
    await call(chat, `/bot${BOT.token}/setWebhook`, { method: 'POST', body: set });
    await chat.say(ALICE.id, GROUP, '/help');
    await until(() => secrets.length === 3 && chat.pending().length === 0, 'three deliveries');
    expect(secrets).toEqual([SECRET, SECRET, SECRET]);
  });
});

describe('what people write carries the entities that a real app gives it', () => {
  const written = async (text: string) => {
    const chat = await emulated({ group: { id: GROUP, name: 'Friends', botIsAdmin: true } });
    await chat.say(ALICE.id, GROUP, text);
    const { message } = chat.pending()[0] as unknown as {
      message: { text: string; entities?: { type: string; offset: number; length: number }[] };
    };
    const entities = (message.entities ?? []).map(
      ({ type, offset, length }) => `${type} ${message.text.slice(offset, offset + length)}`,
    );
    return { text: message.text, entities };
  };
  test.each([
    ['/pay 5 @carol_s for 🎂', ['bot_command /pay', 'mention @carol_s']],
    ['🎂👩‍👩‍👧 @Bob and @carol_s', ['text_mention Bob', 'mention @carol_s']],
    ['/pay@TuppenceBot 5', ['bot_command /pay@TuppenceBot']],
    ['see https://example.org/x and mail me@example.org', ['url https://example.org/x']],
    ['“https://example.org/x.” is in holiday.csv', ['url https://example.org/x']],
    ['1/2 and @ab and #tag', ['hashtag #tag']],
  ])('%s', async (text, entities) => expect((await written(text)).entities).toEqual(entities));
});

test('a link to the bot starts it, with its payload', async () => {
  const chat = await emulated();
  const { api } = botOn(chat);
  await api.sendMessage(GROUP, 'Open', {
    reply_markup: new InlineKeyboard().url('Open', `https://t.me/${BOT.username}?start=hello`),
  });
  const [message] = chat.messages(BOB.id, GROUP);
  expect(message!.buttons).toEqual([[{ id: '0:0', label: 'Open', style: 'link' }]]);
  await chat.press(BOB.id, GROUP, message!.id, '0:0');
  expect(chat.messages(BOB.id, BOB.id).map(messageText)).toEqual(['/start hello']);
  await api.sendMessage(Number(BOB.id), 'Welcome');
});

test('a press has an id of its own, also after a restart: the bot knows those of before', async () => {
  const pressed = async () => {
    const chat = await emulated();
    await botOn(chat).api.sendMessage(GROUP, 'Ping', {
      reply_markup: new InlineKeyboard().text('Again', 'again'),
    });
    await chat.press(BOB.id, GROUP, chat.messages(BOB.id, GROUP)[0]!.id, '0:0');
    return (chat.pending()[0] as unknown as { callback_query: { id: string } }).callback_query.id;
  };
  expect(await pressed()).not.toBe(await pressed());
});
