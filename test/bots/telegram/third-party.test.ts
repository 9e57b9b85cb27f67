/**
 * Our adapter and messenger against an emulator that nobody here wrote: telegram-test-api, over its webhook, because its
 * getUpdates ignores offsets. It never sends the secret header, so the server in between adds it; it has no setMyCommands,
 * and answers 500 to it.
 */
import { createServer } from 'node:net';
import { TelegramServer } from 'telegram-test-api/lib/telegramServer.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTelegramAdapter, createTelegramMessenger } from '../../../bots/telegram/index.ts';
import { cardOf, until } from '../shared/contract-support.ts';
import { inbox, quiet, SECRET, webServer } from './support.ts';

const TOKEN = '666:third-party';
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });

let server: TelegramServer;
const ends: (() => Promise<unknown>)[] = [];
const { events, receive } = inbox();

beforeAll(async () => {
  server = new TelegramServer({ port: await freePort(), host: '127.0.0.1' });
  await server.start();
  ends.push(() => server.stop());
  const web = await webServer();
  ends.push(() => web.stop());
  const connection = { token: TOKEN, apiUrl: server.config.apiURL, log: quiet };
  const adapter = createTelegramAdapter({ ...connection, webhook: { url: web.url, secret: SECRET } });
  web.handle((request, response) => {
    request.headers['x-telegram-bot-api-secret-token'] = SECRET;
    adapter.httpHandler!(request, response);
  });
  await adapter.start(receive);
  ends.push(() => adapter.stop());
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const identity = { platform: 'telegram' as const, tenant: '', user: '1' };
const messenger = () => createTelegramMessenger({ token: TOKEN, apiUrl: server.config.apiURL, log: quiet });

test('a command reaches us, is answered, and the answer is edited', async () => {
  const client = server.getClient(TOKEN);
  await client.sendCommand(client.makeCommand('/balance'));
  const event = await until(() => events.find(({ kind }) => kind === 'command'), 'the command');
  expect(event).toMatchObject({ name: 'balance', actor: { identity }, conversation: { kind: 'direct' } });
  const message = {
    id: 'm1',
    audience: 'private' as const,
    conversation: event.conversation,
    person: identity,
    reply: event.reply!,
    card: cardOf({ title: '£100.00', buttons: [{ label: 'Ok', style: 'plain', press: { intent: 'i_1' } }] }),
  };
  const result = await messenger().show(message);
  if (result.status !== 'sent') throw new Error(JSON.stringify(result));
  await messenger().show({ ...message, card: cardOf({ title: '£95.00' }), previous: result.ref });
  const { result: seen } = (await client.getUpdates()) as unknown as {
    result: { message: { text: string } }[];
  };
  expect(seen.map(({ message: { text } }) => text)).toEqual(['<b>£95.00</b>']);
});

test('a press reaches us and is settled', async () => {
  const client = server.getClient(TOKEN);
  await client.sendCallback(client.makeCallbackQuery('i_1'));
  const event = await until(() => events.find(({ kind }) => kind === 'action'), 'the press');
  expect(event).toMatchObject({ intent: 'i_1', actor: { identity } });
  expect((await messenger().settle(event.reply!, 'Done')).status).toBe('sent');
});

test('a plain message reaches us as one', async () => {
  const client = server.getClient(TOKEN);
  await client.sendMessage(client.makeMessage('hello'));
  expect(await until(() => events.find(({ kind }) => kind === 'message'), 'the message')).toMatchObject({
    text: 'hello',
  });
});
