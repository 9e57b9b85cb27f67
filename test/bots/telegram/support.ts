/** The emulated Telegram with our adapter and messenger on it, as the tests of this folder need them. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino, { type Logger } from 'pino';
import type { ChatUser } from '../../../bots/playground/emulator.ts';
import {
  createTelegramEmulator,
  type TelegramEmulator,
  type TelegramEmulatorOptions,
} from '../../../bots/playground/telegram/index.ts';
import type { Receive } from '../../../bots/shared/adapter.ts';
import type { InboundEvent } from '../../../bots/shared/event.ts';
import { createTelegramAdapter, type TelegramAdapter } from '../../../bots/telegram/index.ts';

export const BOT = { token: '7000000001:test-secret', username: 'TuppenceBot', id: '7000000001' };
export const GROUP = '-1001000000001';
export const SECRET = 'a-webhook-secret-of-the-tests';

const user = (id: string, name: string, handle: string, admin = false): ChatUser => ({
  id,
  name,
  handle,
  admin,
  locale: 'en-GB',
});

export const ALICE = user('4001', 'Alice', 'alice', true);
/** Without a username: a mention of him is a `text_mention`, which carries his id. */
export const BOB = user('4002', 'Bob', '');
export const CAROL = user('4003', 'Carol', 'carol_s');

export const quiet: Logger = pino({ level: 'silent' });

/** A log whose lines can be read. */
export const readableLog = (): { log: Logger; lines: string[] } => {
  const lines: string[] = [];
  return { log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }), lines };
};

export const emulate = (options: Partial<TelegramEmulatorOptions> = {}): Promise<TelegramEmulator> =>
  createTelegramEmulator({
    users: [ALICE, BOB, CAROL],
    group: { id: GROUP, name: 'Friends' },
    botToken: BOT.token,
    botUsername: BOT.username,
    limits: false,
    ...options,
  });

/** Keeps events as the inbox does: once per dedupe key, but remembers every delivery. */
export const inbox = () => {
  const events: InboundEvent[] = [];
  const receive: Receive = async (event) => {
    const fresh = !events.some(({ dedupeKey }) => dedupeKey === event.dedupeKey);
    events.push(event);
    return { fresh };
  };
  return { events, receive };
};

/** An HTTP server on the loopback whose handler may come later. */
export async function webServer(): Promise<{
  url: string;
  handle(handler: Parameters<typeof createServer>[1]): void;
  server: Server;
  stop(): Promise<void>;
}> {
  let handler: Parameters<typeof createServer>[1];
  const server = createServer((request, response) => {
    if (handler) handler(request, response as never);
    else response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    handle: (next) => {
      handler = next;
    },
    server,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The adapter in either mode, and how to end what belongs to it. */
export async function connect(
  apiUrl: string,
  mode: 'polling' | 'webhook',
  log: Logger = quiet,
): Promise<{ adapter: TelegramAdapter; stop(): Promise<void> }> {
  if (mode === 'polling') {
    const adapter = createTelegramAdapter({ token: BOT.token, apiUrl, log });
    return { adapter, stop: () => adapter.stop() };
  }
  const web = await webServer();
  const webhook = { url: web.url, secret: SECRET };
  const adapter = createTelegramAdapter({ token: BOT.token, apiUrl, webhook, log });
  web.handle(adapter.httpHandler);
  return {
    adapter,
    stop: async () => {
      await adapter.stop();
      await web.stop();
    },
  };
}
