/** The platforms that the settings connect: their way in, their way out, and the routes on which they want to be called. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Platform } from '../../core/index.ts';
import type { Adapter, PlatformMessenger } from '../shared/adapter.ts';
import type { Environment } from './env.ts';
import { CannotStart } from './refusal.ts';

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => void;

export interface Chat {
  platform: Platform;
  messenger: PlatformMessenger;
  /** Made for those who take events in; a worker only writes. */
  adapter(): Adapter & { httpHandler?: HttpHandler };
  /** Where `httpHandler` is mounted. */
  path: string | null;
}

const tokens = { discord: 'DISCORD_TOKEN', slack: 'SLACK_BOT_TOKEN', telegram: 'TELEGRAM_TOKEN' } as const;

/** For people to read. */
export const tokenNames = Object.values(tokens).join(', ');

export const connectsNothing = (env: Environment): boolean =>
  Object.values(tokens).every((name) => env[name] === undefined);

/** Begins to load what will be needed, while PostgreSQL is starting in processes of its own. */
export function preload(env: Environment): void {
  const every = connectsNothing(env);
  const modules = [
    ...(every || env.DISCORD_TOKEN ? [import('../discord/index.ts')] : []),
    ...(every || env.SLACK_BOT_TOKEN ? [import('../slack/index.ts')] : []),
    ...(every || env.TELEGRAM_TOKEN ? [import('../telegram/index.ts')] : []),
    import('../../workers/workers.ts'),
  ];
  // Whoever needs it meets the failure again.
  for (const loading of modules) loading.catch(() => undefined);
}

/** The client libraries are large: only those of the platforms that are connected are loaded. */
export async function openChats(env: Environment, log: Logger): Promise<Chat[]> {
  const chats = await Promise.all([discord(env, log), slack(env, log), telegram(env, log)]);
  return chats.filter((chat) => chat !== null);
}

/** For a role that makes no sense without a platform. */
export function requireChats(env: Environment, role: string): void {
  if (connectsNothing(env))
    throw new CannotStart(
      `"${role}" needs a chat platform: set ${tokenNames}, or some of them. ` +
        '"npm start" shows the playground without any.',
    );
}

async function discord(env: Environment, log: Logger): Promise<Chat | null> {
  const token = env.DISCORD_TOKEN;
  if (token === undefined) return null;
  const { createDiscordAdapter, createDiscordMessenger, createOpenInteractions } = await import(
    '../discord/index.ts'
  );
  const options = {
    token,
    ...(env.DISCORD_API_URL && { apiUrl: env.DISCORD_API_URL }),
    log: named(log, 'discord'),
    open: createOpenInteractions(),
  };
  return {
    platform: 'discord',
    messenger: createDiscordMessenger(options),
    adapter: () => createDiscordAdapter(options),
    path: null,
  };
}

async function slack(env: Environment, log: Logger): Promise<Chat | null> {
  const botToken = env.SLACK_BOT_TOKEN;
  if (botToken === undefined) return null;
  const { createSlackAdapter, createSlackMessenger } = await import('../slack/index.ts');
  const options = {
    botToken,
    ...(env.SLACK_API_URL && { apiUrl: env.SLACK_API_URL }),
    log: named(log, 'slack'),
  };
  return {
    platform: 'slack',
    messenger: createSlackMessenger(options),
    adapter: () =>
      createSlackAdapter({
        ...options,
        ...(env.SLACK_APP_TOKEN && { appToken: env.SLACK_APP_TOKEN }),
        ...(env.SLACK_SIGNING_SECRET && { signingSecret: env.SLACK_SIGNING_SECRET }),
      }),
    path: '/slack/events',
  };
}

async function telegram(env: Environment, log: Logger): Promise<Chat | null> {
  const token = env.TELEGRAM_TOKEN;
  if (token === undefined) return null;
  const { createTelegramAdapter, createTelegramMessenger, WEBHOOK_PATH } = await import(
    '../telegram/index.ts'
  );
  const options = {
    token,
    ...(env.TELEGRAM_API_URL && { apiUrl: env.TELEGRAM_API_URL }),
    log: named(log, 'telegram'),
  };
  const operators = (env.TUPPENCE_OPERATORS ?? [])
    .filter(({ platform }) => platform === 'telegram')
    .map(({ user }) => user);
  const webhook = env.TELEGRAM_WEBHOOK_URL && {
    url: env.TELEGRAM_WEBHOOK_URL,
    secret: env.TELEGRAM_WEBHOOK_SECRET!,
  };
  return {
    platform: 'telegram',
    messenger: createTelegramMessenger(options),
    adapter: () => createTelegramAdapter({ ...options, operators, ...(webhook && { webhook }) }),
    path: WEBHOOK_PATH,
  };
}

const named = (log: Logger, platform: Platform): Logger => log.child({ platform });
