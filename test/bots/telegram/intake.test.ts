/** The way in, through the real client: nothing that a person did is lost, whatever happens to us. */
import { afterEach, describe, expect, test } from 'vitest';
import type { TelegramEmulator } from '../../../bots/playground/telegram/index.ts';
import type { Authors, Receive } from '../../../bots/shared/adapter.ts';
import { COMMANDS } from '../../../bots/shared/commands.ts';
import type { Argument, InboundEvent } from '../../../bots/shared/event.ts';
import { createTelegramAdapter, WEBHOOK_PATH } from '../../../bots/telegram/index.ts';
import { until } from '../shared/contract-support.ts';
import {
  ALICE,
  BOB,
  BOT,
  CAROL,
  connect,
  emulate,
  GROUP,
  inbox,
  quiet,
  readableLog,
  SECRET,
  webServer,
} from './support.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
const emulated = async (options: Parameters<typeof emulate>[0] = {}): Promise<TelegramEmulator> => {
  const chat = await emulate(options);
  ends.push(() => chat.stop());
  return chat;
};
const connected = async (
  chat: TelegramEmulator,
  receive: Receive,
  mode: 'polling' | 'webhook' = 'polling',
  log = quiet,
) => {
  const connection = await connect(chat.apiUrl, mode, log);
  ends.push(() => connection.stop());
  await connection.adapter.start(receive, undefined, authors());
  await until(() => connection.adapter.ready(), 'the adapter to be ready');
  return connection;
};
/** As core keeps them. */
const authors = (kept = new Map<string, Argument>()): Authors => ({
  saw: async ({ channel }, message, author) => void kept.set(`${channel} ${message}`, author),
  of: async ({ channel }, message) => kept.get(`${channel} ${message}`),
});
const failing = (failures: number, events: InboundEvent[]): Receive => {
  let left = failures;
  return async (event) => {
    if (left-- > 0) throw new Error('the inbox is not there');
    events.push(event);
    return { fresh: true };
  };
};

describe.each(['polling', 'webhook'] as const)('over %s', (mode) => {
  test('I1, I3: an update is not confirmed before it is stored', async () => {
    const chat = await emulated();
    let release = () => {};
    const stored = new Promise<void>((resolve) => {
      release = resolve;
    });
    let began = false;
    await connected(
      chat,
      async () => {
        began = true;
        await stored;
        return { fresh: true };
      },
      mode,
    );
    await chat.say(ALICE.id, GROUP, '/help');
    await until(() => began, 'the update to arrive');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(chat.pending()).toHaveLength(1);
    release();
    await until(() => chat.pending().length === 0, 'the confirmation');
  });

  test('I1, I3: a failing inbox loses nothing and reorders nothing of a chat', async () => {
    const chat = await emulated();
    const events: InboundEvent[] = [];
    await connected(chat, failing(2, events), mode);
    await chat.say(ALICE.id, GROUP, '/balance');
    await until(() => events.length === 1, 'the event');
    await until(() => chat.pending().length === 0, 'the confirmation');
    expect(events[0]).toMatchObject({ kind: 'command', name: 'balance' });
  });

  test('late and out of order is no trouble', async () => {
    const chat = await emulated();
    const { events, receive } = inbox();
    await connected(chat, receive, mode);
    chat.faults.delayEvents(1, 300);
    await chat.say(ALICE.id, GROUP, '/balance');
    await chat.say(ALICE.id, GROUP, '/help');
    await until(() => events.length === 2, 'both events');
    await until(() => chat.pending().length === 0, 'the confirmation of both');
    expect(events).toMatchObject([{ name: 'help' }, { name: 'balance' }]);
  });

  test('what happened while we were away arrives when we are back', async () => {
    const chat = await emulated();
    const first = await connected(chat, inbox().receive, mode);
    await first.stop();
    await chat.say(ALICE.id, GROUP, '/help');
    const { events, receive } = inbox();
    await connected(chat, receive, mode);
    await until(() => events.length === 1, 'the event');
  });

  test('I3: an update that makes no sense does not stop those that follow', async () => {
    const chat = await emulated();
    const { events, receive } = inbox();
    await connected(chat, receive, mode);
    chat.push('message', { message_id: 1, text: 'no chat, no sender', date: 'x' });
    chat.push('callback_query', { id: 5 });
    await chat.say(ALICE.id, GROUP, '/help');
    await until(() => events.length === 1, 'the event');
    await until(() => chat.pending().length === 0, 'the confirmation of all');
  });
});

test('I3: an update of which the process was killed before it was stored comes again to the next', async () => {
  const chat = await emulated();
  const never: Receive = () => new Promise(() => {});
  const doomed = createTelegramAdapter({ token: BOT.token, apiUrl: chat.apiUrl, log: quiet });
  await doomed.start(never);
  await chat.say(ALICE.id, GROUP, '/help');
  await until(() => chat.pending().length === 1, 'the update');
  // Never stopped: as after kill -9, nothing is confirmed any more.
  const { events, receive } = inbox();
  await connected(chat, receive);
  await until(() => events.length === 1, 'the same update at the next process');
});

test('stopping while the inbox is down leaves the update for the next process', async () => {
  const chat = await emulated();
  const { adapter } = await connected(chat, async () => {
    throw new Error('the inbox is not there');
  });
  await chat.say(ALICE.id, GROUP, '/help');
  await until(() => chat.pending().length === 1, 'the update');
  await new Promise((resolve) => setTimeout(resolve, 50));
  await adapter.stop();
  expect(chat.pending()).toHaveLength(1);
});

test('I3: a second poller is told in the log, and takes over when the first stops', async () => {
  const chat = await emulated();
  const { log, lines } = readableLog();
  const first = await connected(chat, inbox().receive, 'polling', log);
  const { events, receive } = inbox();
  await connected(chat, receive);
  await until(() => lines.some((line) => line.includes('another process polls')), 'the word in the log');
  await first.stop();
  await chat.say(ALICE.id, GROUP, '/help');
  await until(() => events.length > 0, 'the event at the second');
}, 60_000);

test('row 12: a press that comes again under another update id has the same key', async () => {
  const chat = await emulated();
  const { events, receive } = inbox();
  await connected(chat, receive);
  chat.setReachable(ALICE.id, true);
  await fetch(`${chat.apiUrl}/bot${BOT.token}/sendMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      chat_id: Number(ALICE.id),
      text: 'Take it?',
      reply_markup: { inline_keyboard: [[{ text: 'Claim', callback_data: 'i_1' }]] },
    }),
  });
  const [message] = chat.messages(ALICE.id, ALICE.id);
  chat.faults.duplicateEvents(1, 3);
  await chat.press(ALICE.id, ALICE.id, message!.id, message!.buttons[0]![0]!.id);
  await until(() => events.length === 3, 'three deliveries');
  expect(new Set(events.map(({ dedupeKey }) => dedupeKey)).size).toBe(1);
});

test('P1: of a group under privacy mode we see commands, and are told of no reactions', async () => {
  const chat = await emulated();
  const { events, receive } = inbox();
  await connected(chat, receive);
  await chat.say(ALICE.id, GROUP, 'lunch was great');
  const said = chat.messages(ALICE.id, GROUP).at(-1)!;
  await chat.react(BOB.id, GROUP, said.id, '🔥', true);
  await chat.say(ALICE.id, GROUP, `/pay@${BOT.username} 5 @${CAROL.handle}`);
  await until(() => events.length > 0, 'the command');
  expect(events).toMatchObject([{ kind: 'command', name: 'pay', args: [{ text: '5 @carol_s' }] }]);
});

test('R3: an admin bot learns from the traffic whose message was reacted to; anonymous reactions are nothing', async () => {
  const chat = await emulated({ group: { id: GROUP, name: 'Friends', botIsAdmin: true } });
  const { events, receive } = inbox();
  await connected(chat, receive);
  await chat.say(ALICE.id, GROUP, 'lunch was great');
  const said = chat.messages(ALICE.id, GROUP).at(-1)!;
  chat.reactAnonymously(CAROL.id, GROUP, said.id, '👍');
  await chat.react(BOB.id, GROUP, said.id, '🔥', true);
  await until(() => events.length > 0, 'the reaction');
  expect(events).toMatchObject([
    { kind: 'reaction', emoji: '🔥', added: true, author: { identity: { user: ALICE.id } } },
  ]);
});

test('unblocking the bot says that the person can be written to again', async () => {
  const chat = await emulated();
  const { events, receive } = inbox();
  await connected(chat, receive);
  await chat.say(ALICE.id, ALICE.id, '/start');
  chat.setReachable(ALICE.id, false);
  chat.setReachable(ALICE.id, true);
  await until(() => events.length === 2, 'both events');
  expect(events.map(({ kind }) => kind)).toEqual(['command', 'reachable']);
});

describe('the webhook', () => {
  const post = (url: string, body: string, secret?: string) =>
    fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        ...(secret !== undefined && { 'x-telegram-bot-api-secret-token': secret }),
      },
    });
  const update = (text: string) =>
    JSON.stringify({
      update_id: 5,
      message: {
        message_id: 1,
        date: 1,
        text,
        from: { id: 4001, is_bot: false, first_name: 'Alice' },
        chat: { id: 4001, type: 'private', first_name: 'Alice' },
        entities: [{ type: 'bot_command', offset: 0, length: text.length }],
      },
    });

  test('row 21: takes nothing without our secret', async () => {
    const chat = await emulated();
    const web = await webServer();
    ends.push(() => web.stop());
    const webhook = { url: web.url, secret: SECRET };
    const adapter = createTelegramAdapter({ token: BOT.token, apiUrl: chat.apiUrl, webhook, log: quiet });
    web.handle(adapter.httpHandler);
    const url = `${web.url}${WEBHOOK_PATH}`;
    expect((await post(url, update('/help'), SECRET)).status).toBe(503);
    const { events, receive } = inbox();
    await adapter.start(receive);
    ends.push(() => adapter.stop());
    for (const secret of [undefined, '', 'wrong', `${SECRET}x`])
      expect((await post(url, update('/help'), secret)).status).toBe(401);
    expect((await fetch(url)).status).toBe(405);
    expect((await post(url, 'no json', SECRET)).status).toBe(400);
    expect((await post(url, '[]', SECRET)).status).toBe(400);
    expect((await post(url, 'x'.repeat(1_100_000), SECRET)).status).toBe(413);
    expect(events).toEqual([]);
    expect((await post(url, update('/help'), SECRET)).status).toBe(200);
    expect(events).toHaveLength(1);
  });

  test('I1, I3: answers 503 when the event could not be stored, so that Telegram delivers it again', async () => {
    const chat = await emulated();
    const web = await webServer();
    ends.push(() => web.stop());
    const webhook = { url: `${web.url}${WEBHOOK_PATH}`, secret: SECRET };
    const adapter = createTelegramAdapter({ token: BOT.token, apiUrl: chat.apiUrl, webhook, log: quiet });
    web.handle(adapter.httpHandler);
    await adapter.start(failing(1, []));
    ends.push(() => adapter.stop());
    expect((await post(webhook.url, update('/help'), SECRET)).status).toBe(503);
    expect((await post(webhook.url, update('/help'), SECRET)).status).toBe(200);
  });

  test('does not start without a secret', async () => {
    const chat = await emulated();
    const webhook = { url: 'https://example.org', secret: '' };
    const adapter = createTelegramAdapter({ token: BOT.token, apiUrl: chat.apiUrl, webhook, log: quiet });
    await expect(adapter.start(inbox().receive)).rejects.toThrow('TELEGRAM_WEBHOOK_SECRET');
  });
});

describe('a start that cannot work says what to do', () => {
  test('with a wrong token', async () => {
    const chat = await emulated();
    const adapter = createTelegramAdapter({ token: '1:wrong', apiUrl: chat.apiUrl, log: quiet });
    await expect(adapter.start(inbox().receive)).rejects.toThrow(/TELEGRAM_TOKEN.*@BotFather/);
  });
  test('with a webhook address that Telegram does not take', async () => {
    const chat = await emulated();
    const webhook = { url: 'http://example.org', secret: SECRET };
    const adapter = createTelegramAdapter({ token: BOT.token, apiUrl: chat.apiUrl, webhook, log: quiet });
    await expect(adapter.start(inbox().receive)).rejects.toThrow(/TELEGRAM_WEBHOOK_URL.*https/);
  });
  test('with nobody at the address', async () => {
    const apiUrl = 'http://127.0.0.1:9';
    const adapter = createTelegramAdapter({ token: BOT.token, apiUrl, log: quiet });
    await expect(adapter.start(inbox().receive)).rejects.toThrow(/reached at http:\/\/127\.0\.0\.1:9/);
  });
});

test('P1: commands are registered for private chats and groups, in both languages, and only when they changed', async () => {
  const chat = await emulated({ users: [{ ...ALICE, locale: 'de-DE' }, BOB] });
  const calls: string[] = [];
  chat.onCall(({ method }) => calls.push(method));
  // Somebody whom Telegram does not know has no chat with the bot, which is no reason not to start.
  const operators = [BOB.id, '4999'];
  const adapter = createTelegramAdapter({ token: BOT.token, apiUrl: chat.apiUrl, log: quiet, operators });
  ends.push(() => adapter.stop());
  await adapter.start(inbox().receive);
  const names = (user: string, channel: string) => chat.commands(user, channel).map(({ name }) => name);
  const all = COMMANDS.map(({ name }) => name);
  const everybodys = COMMANDS.filter(({ operator }) => !operator).map(({ name }) => name);
  expect(names(BOB.id, BOB.id)).toEqual(all);
  expect(names(ALICE.id, ALICE.id)).toEqual(everybodys);
  expect(names(BOB.id, GROUP)).toEqual(everybodys);
  // Alice runs the group.
  expect(names(ALICE.id, GROUP)).toEqual(all);
  expect(chat.commands(ALICE.id, GROUP)[0]!.description).toContain('Geld');
  // Three places and Bob's own, each in two languages.
  expect(calls.filter((method) => method === 'setMyCommands')).toHaveLength(8);
  await connected(chat, inbox().receive);
  expect(calls.filter((method) => method === 'setMyCommands')).toHaveLength(8);
});
