/**
 * The playground: three chats emulated on this machine, and the page that shows them side by side. The real adapters are
 * connected to it by `env`, as they would be to the real platforms.
 */
import express, { type Router } from 'express';
import type { Logger } from 'pino';
import type { Core, Identity, Platform } from '../../core/index.ts';
import { slackManifest } from '../slack/manifest.ts';
import { pageRoutes } from './assets.ts';
import { createDiscordEmulator } from './discord/index.ts';
import { changeStream } from './events.ts';
import { ourHostOnly, sameOriginOnly } from './guard.ts';
import {
  BOT_NAME,
  CHAT_USERS,
  COMMON_ROOM,
  COMMUNITY_NAME,
  DISCORD_CHANNEL,
  DISCORD_GUILD,
  OPENING,
  operators,
  SLACK_CHANNEL,
  SLACK_TEAM,
  TELEGRAM_GROUP,
  TELEGRAM_STARTED,
} from './people.ts';
import { apiRoutes } from './routes.ts';
import { isForeign, seedAssets, seedExchange, seedPeople, seedTips } from './seed.ts';
import { createSlackEmulator } from './slack/index.ts';
import type { AppManifest } from './slack/types.ts';
import type { Chats } from './state.ts';
import { createTelegramEmulator } from './telegram/index.ts';
import { traceStream } from './trace.ts';

/** No secrets: they open emulators on this machine's loopback address, whose people are made up. */
const TOKENS = {
  DISCORD_TOKEN: 'OTAwMDAwMDAwMDAwMDAwMDAx.playground.playground',
  SLACK_BOT_TOKEN: 'xoxb-playground',
  SLACK_APP_TOKEN: 'xapp-1-A0TUPPENCEAPP-1-playground',
  TELEGRAM_TOKEN: '5000000001:playground',
};

interface PlaygroundOptions {
  log: Logger;
  /** Of the emulators, on 127.0.0.1. 0 or absent: any free one. Fixed where other processes are to find them again after a restart. */
  ports?: Partial<Record<Platform, number>>;
  /** Names besides localhost and plain addresses under which the page may be asked for. */
  hosts?: readonly string[];
  /** Whether the emulators enforce the platforms' rate limits. Default true. */
  rateLimits?: boolean;
  /** What the Slack workspace is told of its app. Default: our own manifest. */
  slackManifest?: AppManifest;
}

export interface Playground {
  /** The page at `/`, and everything else below `/playground`. */
  router: Router;
  /** What the adapters are given, in the words of the environment. */
  env: Record<keyof typeof TOKENS | 'DISCORD_API_URL' | 'SLACK_API_URL' | 'TELEGRAM_API_URL', string>;
  chats: Chats;
  /** Who may use `/bank` there. */
  operators: Identity[];
  /** Makes four people known, with 100 of the main currency each, one of them in two chats. Safe to repeat. */
  seed(core: Core): Promise<void>;
  /** Whether the database has people already who are not the playground's, and never had these: not to be seeded. */
  isForeign(core: Core): Promise<boolean>;
  /** Makes reactions worth something in all three, where nobody has said otherwise. Safe to repeat. */
  seedTips(core: Core): Promise<void>;
  /** Gives the exchange its first rates, and something to deal out of. Safe to repeat. */
  seedExchange(core: Core): Promise<void>;
  /** Defines shares to buy, and issues them. Safe to repeat. */
  seedAssets(core: Core): Promise<void>;
  /** People have talked already in every chat, when somebody opens the page. */
  talk(): Promise<void>;
  /** From now on the page can be told what happened around a message. Rejects when the database cannot be listened to. */
  explain(core: Core): Promise<void>;
  stop(): Promise<void>;
}

const startChats = async ({
  ports = {},
  rateLimits = true,
  slackManifest: manifest = slackManifest({ socketMode: true, name: BOT_NAME }),
}: PlaygroundOptions): Promise<Chats> => {
  const discord = await createDiscordEmulator({
    port: ports.discord ?? 0,
    users: CHAT_USERS.discord,
    guild: { id: DISCORD_GUILD, name: COMMUNITY_NAME, channels: [{ id: DISCORD_CHANNEL, name: 'general' }] },
    botToken: TOKENS.DISCORD_TOKEN,
    limits: rateLimits,
  });
  const slack = await createSlackEmulator({
    port: ports.slack ?? 0,
    team: { id: SLACK_TEAM, name: COMMUNITY_NAME },
    users: CHAT_USERS.slack,
    channels: [{ id: SLACK_CHANNEL, name: 'general' }],
    botToken: TOKENS.SLACK_BOT_TOKEN,
    appToken: TOKENS.SLACK_APP_TOKEN,
    delivery: 'socket',
    manifest,
    rateLimits,
  });
  const telegram = await createTelegramEmulator({
    port: ports.telegram ?? 0,
    users: CHAT_USERS.telegram,
    // An administrator, as it has to be in a real group to hear of reactions.
    group: { id: TELEGRAM_GROUP, name: COMMUNITY_NAME, botIsAdmin: true },
    privateChats: true,
    botToken: TOKENS.TELEGRAM_TOKEN,
    botUsername: 'tuppence_bot',
    ...(!rateLimits && { limits: false }),
  });
  for (const user of TELEGRAM_STARTED) telegram.setReachable(user, true);
  return { discord, slack, telegram };
};

/** The page and its API over any emulated chats. `stop` ends the open event streams. */
const playgroundRouter = (chats: Chats, { hosts = [], log }: PlaygroundOptions) => {
  const changes = changeStream(chats);
  const traces = traceStream(chats, log);
  const router: Router = express.Router();
  router.use('/playground', ourHostOnly(hosts));
  router.get('/', ourHostOnly(hosts));
  router.get('/playground/api/events', sameOriginOnly, changes.route);
  router.get('/playground/api/trace', sameOriginOnly, traces.route);
  router.use('/playground/api', apiRoutes(chats));
  router.use(pageRoutes());
  const stop = async () => {
    changes.stop();
    await traces.stop();
  };
  return { router, explain: traces.attach, stop };
};

/** Starts the three emulators. Rejects when one of the ports is in use. */
export const createPlayground = async (options: PlaygroundOptions): Promise<Playground> => {
  const chats = await startChats(options);
  const page = playgroundRouter(chats, options);
  return {
    router: page.router,
    env: {
      ...TOKENS,
      DISCORD_API_URL: chats.discord.apiUrl,
      SLACK_API_URL: chats.slack.apiUrl,
      TELEGRAM_API_URL: chats.telegram.apiUrl,
    },
    chats,
    operators,
    seed: (core) => seedPeople(core, options.log),
    seedTips: (core) => seedTips(core, options.log),
    seedExchange: (core) => seedExchange(core, options.log),
    seedAssets: (core) => seedAssets(core, options.log),
    isForeign,
    talk: async () => {
      for (const { platform, userId, text } of OPENING)
        await chats[platform].say(userId, COMMON_ROOM[platform].channel, text);
    },
    explain: page.explain,
    stop: async () => {
      await page.stop();
      await Promise.all(Object.values(chats).map((chat) => chat.stop()));
    },
  };
};
