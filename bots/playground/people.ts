/**
 * Who and what is in the playground. Four people have money; Bob is the same person on Discord and on Slack. Erin is on
 * Telegram and has never met Tuppence, so that a newcomer sees what happens to money that is sent to her.
 * The ids never change: a kept data directory finds its balances again after a restart.
 */
import type { Conversation, Identity, Platform } from '../../core/index.ts';
import type { ChatUser } from './emulator.ts';

export const BOT_NAME = 'Tuppence';
export const COMMUNITY_NAME = 'The Lunch Table';
export const DISCORD_GUILD = '200000000000000001';
export const DISCORD_CHANNEL = '300000000000000001';
export const SLACK_TEAM = 'T0TUPPENCE';
export const SLACK_CHANNEL = 'C0GENERAL';
export const TELEGRAM_GROUP = '-1001000000001';

const user = (id: string, name: string, admin = false): ChatUser => ({
  id,
  name,
  handle: name.toLowerCase(),
  admin,
  locale: 'en-GB',
});

const alice = user('100000000000000001', 'Alice', true);
const bobOnDiscord = user('100000000000000002', 'Bob');
const bobOnSlack = user('U0BOB', 'Bob');
const carol = user('U0CAROL', 'Carol', true);
const dave = user('4001', 'Dave', true);
const erin = user('4002', 'Erin');

export const CHAT_USERS: Record<Platform, ChatUser[]> = {
  discord: [alice, bobOnDiscord],
  slack: [bobOnSlack, carol],
  telegram: [dave, erin],
};

/** Who has opened the conversation with the bot; Telegram lets it write to nobody else. */
export const TELEGRAM_STARTED = [dave.id];

const identity = (platform: Platform, { id }: ChatUser): Identity => ({
  platform,
  tenant: platform === 'slack' ? SLACK_TEAM : '',
  user: id,
});

export const operators: Identity[] = [
  identity('discord', alice),
  identity('slack', carol),
  identity('telegram', dave),
];

/** The four with money; every identity after the first is linked to it. */
export const FUNDED = [
  [{ identity: identity('discord', alice), user: alice }],
  [
    { identity: identity('discord', bobOnDiscord), user: bobOnDiscord },
    { identity: identity('slack', bobOnSlack), user: bobOnSlack },
  ],
  [{ identity: identity('slack', carol), user: carol }],
  [{ identity: identity('telegram', dave), user: dave }],
];

/** Where everybody of a platform is. */
export const COMMON_ROOM: Record<Platform, Conversation> = {
  discord: {
    platform: 'discord',
    tenant: '',
    community: DISCORD_GUILD,
    channel: DISCORD_CHANNEL,
    kind: 'group',
  },
  slack: {
    platform: 'slack',
    tenant: SLACK_TEAM,
    community: SLACK_TEAM,
    channel: SLACK_CHANNEL,
    kind: 'group',
  },
  telegram: {
    platform: 'telegram',
    tenant: '',
    community: TELEGRAM_GROUP,
    channel: TELEGRAM_GROUP,
    kind: 'group',
  },
};

/** What was said before anybody opened the page: something to answer, to react to and to open menus on. Erin says nothing, because she has yet to meet Tuppence. */
export const OPENING: { platform: Platform; userId: string; text: string }[] = [
  { platform: 'discord', userId: alice.id, text: 'Lunch was lovely. Who booked the table?' },
  { platform: 'discord', userId: bobOnDiscord.id, text: 'I did! And there are croissants 🥐' },
  { platform: 'slack', userId: carol.id, text: 'Dinner tonight? I pay, and we split it afterwards.' },
  { platform: 'slack', userId: bobOnSlack.id, text: 'Count me in. And Dave, over on Telegram.' },
  { platform: 'telegram', userId: dave.id, text: 'Here I am, and there is cake in the kitchen 🍰' },
];

/** What a reaction is worth, in hundredths of the main currency's unit. Telegram has no coin and no coffee to react with. */
const COIN_AND_COFFEE = { '🪙': 10n, '☕': 300n };
export const TIP_EMOJIS: Record<Platform, Record<string, bigint>> = {
  discord: COIN_AND_COFFEE,
  slack: COIN_AND_COFFEE,
  telegram: { '🏆': 10n, '🍾': 300n },
};

/** `reaction`: choosing it puts this below the newest message of somebody else, where the others write a line to be sent. */
interface Suggestion {
  platform: Platform;
  userId: string;
  text: string;
  reaction?: string;
}

/** A first walk, suggested at the top of the page, one thing after the other. */
export const SUGGESTIONS: Suggestion[] = [
  { platform: 'discord', userId: alice.id, text: '/pay @bob 5 for lunch' },
  { platform: 'discord', userId: alice.id, text: '🪙 for Bob', reaction: '🪙' },
  { platform: 'slack', userId: carol.id, text: '/split 60 dinner @bob' },
  { platform: 'slack', userId: carol.id, text: '/request @dave@telegram 12' },
  { platform: 'discord', userId: alice.id, text: '/tab add 24 petrol @bob' },
  { platform: 'telegram', userId: dave.id, text: '/drop 20 for 10' },
  { platform: 'telegram', userId: dave.id, text: '/pay 2 @erin' },
  { platform: 'slack', userId: bobOnSlack.id, text: '/balance' },
];
