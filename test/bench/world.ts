/** Three emulated chats with many people and channels, their rate limits off, so that the product is what is measured. */
import { createDiscordEmulator } from '../../bots/playground/discord/index.ts';
import type { ChatUser, EmulatedChat } from '../../bots/playground/emulator.ts';
import { createSlackEmulator } from '../../bots/playground/slack/index.ts';
import { createTelegramEmulator } from '../../bots/playground/telegram/index.ts';
import { slackManifest } from '../../bots/slack/index.ts';
import type { Identity, Platform } from '../../core/index.ts';

const PEOPLE = 24;
const CHANNELS = 8;
const SLACK_TEAM = 'T0BENCH';

const TOKENS = {
  DISCORD_TOKEN: 'OTAwMDAwMDAwMDAwMDAwMDAx.bench.bench',
  SLACK_BOT_TOKEN: 'xoxb-bench',
  SLACK_APP_TOKEN: 'xapp-1-A0BENCH-1-bench',
  TELEGRAM_TOKEN: '5000000001:bench',
};

export interface World {
  env: Record<keyof typeof TOKENS | 'DISCORD_API_URL' | 'SLACK_API_URL' | 'TELEGRAM_API_URL', string>;
  chats: Record<Platform, EmulatedChat>;
  /** Everybody; the first of each platform is only ever paid. */
  people: Record<Platform, { user: ChatUser; identity: Identity }[]>;
  /** Where a person speaks, spread over the channels; on Telegram, which has one group here, with the bot. */
  channelOf(platform: Platform, index: number): string;
  stop(): Promise<void>;
}

const idOf: Record<Platform, (index: number) => string> = {
  discord: (index) => String(100000000000000001n + BigInt(index)),
  slack: (index) => `U0BENCH${index}`,
  telegram: (index) => String(4001 + index),
};
const discordChannel = (index: number) => String(300000000000000001n + BigInt(index));
const slackChannel = (index: number) => `C0BENCH${index}`;

export const openWorld = async (): Promise<World> => {
  const usersOf = (platform: Platform): ChatUser[] =>
    Array.from({ length: PEOPLE }, (_, index) => ({
      id: idOf[platform](index),
      name: `Person ${index}`,
      handle: `person${index}`,
      admin: false,
      locale: 'en-GB',
    }));
  const users = { discord: usersOf('discord'), slack: usersOf('slack'), telegram: usersOf('telegram') };
  const channels = Array.from({ length: CHANNELS }, (_, index) => index);
  const discord = await createDiscordEmulator({
    users: users.discord,
    guild: {
      name: 'Bench',
      channels: channels.map((index) => ({ id: discordChannel(index), name: `c${index}` })),
    },
    botToken: TOKENS.DISCORD_TOKEN,
    limits: false,
  });
  const slack = await createSlackEmulator({
    team: { id: SLACK_TEAM, name: 'Bench' },
    users: users.slack,
    channels: channels.map((index) => ({ id: slackChannel(index), name: `c${index}` })),
    botToken: TOKENS.SLACK_BOT_TOKEN,
    appToken: TOKENS.SLACK_APP_TOKEN,
    delivery: 'socket',
    manifest: slackManifest({ socketMode: true, name: 'Tuppence' }),
    rateLimits: false,
  });
  const telegram = await createTelegramEmulator({
    users: users.telegram,
    group: { id: '-1001000000001', name: 'Bench' },
    botToken: TOKENS.TELEGRAM_TOKEN,
    botUsername: 'tuppence_bot',
    limits: false,
  });
  for (const { id } of users.telegram) telegram.setReachable(id, true);
  const chats = { discord, slack, telegram };
  const peopleOf = (platform: Platform) =>
    users[platform].map((user) => ({
      user,
      identity: { platform, tenant: platform === 'slack' ? SLACK_TEAM : '', user: user.id },
    }));
  return {
    env: {
      ...TOKENS,
      DISCORD_API_URL: discord.apiUrl,
      SLACK_API_URL: slack.apiUrl,
      TELEGRAM_API_URL: telegram.apiUrl,
    },
    chats,
    people: { discord: peopleOf('discord'), slack: peopleOf('slack'), telegram: peopleOf('telegram') },
    channelOf: (platform, index) =>
      platform === 'discord'
        ? discordChannel(index % CHANNELS)
        : platform === 'slack'
          ? slackChannel(index % CHANNELS)
          : idOf.telegram(index),
    stop: async () => void (await Promise.all(Object.values(chats).map((chat) => chat.stop()))),
  };
};
