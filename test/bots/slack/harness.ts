/** The real adapter and messenger, connected to our emulated Slack over a socket or over signed HTTP. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino, { type Logger } from 'pino';
import { createSlackEmulator, type SlackEmulator } from '../../../bots/playground/slack/index.ts';
import type { SlackEmulatorOptions } from '../../../bots/playground/slack/types.ts';
import type { PlatformMessenger } from '../../../bots/shared/adapter.ts';
import {
  createSlackAdapter,
  createSlackMessenger,
  type SlackAdapter,
  slackManifest,
} from '../../../bots/slack/index.ts';
import type { Conversation, Identity } from '../../../core/index.ts';

export const TEAM = 'T0TEST';
export const GENERAL = 'C0GENERAL';
export const TOKENS = {
  botToken: 'xoxb-test',
  appToken: 'xapp-test',
  signingSecret: 'the-signing-secret',
};
export const log: Logger = pino({ level: process.env.TEST_LOG ?? 'silent' });

export const USERS = [
  { id: 'U0ALICE', name: 'Alice', handle: 'alice', admin: true, locale: 'en-GB' },
  { id: 'U0BOB', name: 'Bob', handle: 'bob', admin: false, locale: 'de-DE' },
];

export const identityOf = (user: string): Identity => ({ platform: 'slack', tenant: TEAM, user });

export const inChannel = (channel: string): Conversation => ({
  platform: 'slack',
  tenant: TEAM,
  community: TEAM,
  channel,
  kind: 'group',
});

export interface SlackSetup {
  chat: SlackEmulator;
  adapter: SlackAdapter;
  messenger: PlatformMessenger;
  /** The process' own HTTP server, in both modes. */
  url: string;
  stop(): Promise<void>;
}

export type Mode = 'socket' | 'http';

export async function slackSetup(mode: Mode, more: Partial<SlackEmulatorOptions> = {}): Promise<SlackSetup> {
  let adapter: SlackAdapter | undefined;
  const server = createServer((request, response) => {
    if (adapter?.httpHandler) adapter.httpHandler(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  const chat = await createSlackEmulator({
    team: { id: TEAM, name: 'Test' },
    users: USERS,
    ...TOKENS,
    delivery: mode === 'socket' ? 'socket' : { url },
    manifest: slackManifest({ socketMode: mode === 'socket', url, name: 'Tuppence' }),
    rateLimits: false,
    retryScale: 0.01,
    channels: [
      { id: GENERAL, name: 'general' },
      { id: 'C0PUBLIC', name: 'public-without-app', app: false },
      { id: 'C0SECRET', name: 'secret', kind: 'private', app: false },
      { id: 'D0PEOPLE', name: 'bob', kind: 'people' },
    ],
    ...more,
  });
  const { botToken, appToken, signingSecret } = TOKENS;
  adapter = createSlackAdapter({
    botToken,
    ...(mode === 'socket' ? { appToken } : { signingSecret }),
    apiUrl: chat.apiUrl,
    log,
  });
  const messenger = createSlackMessenger({ botToken, apiUrl: chat.apiUrl, log });
  return {
    chat,
    adapter,
    messenger,
    url,
    async stop() {
      await adapter.stop();
      await chat.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
