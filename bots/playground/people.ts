/**
 * Who is in the playground. Four people have money; Bob is the same person on Discord and on Slack. Erin is on Telegram
 * and has never met Tuppence, so that a newcomer sees what happens to money that is sent to her.
 * The ids never change: a kept data directory finds its balances again after a restart.
 */
import type { Platform } from '../../core/index.ts';
import type { ChatUser } from './emulator.ts';

export const SLACK_TEAM = 'T0TUPPENCE';

const user = (id: string, name: string, admin = false): ChatUser => ({
  id,
  name,
  handle: name.toLowerCase(),
  admin,
  locale: 'en-GB',
});

export const CHAT_USERS: Record<Platform, ChatUser[]> = {
  discord: [user('100000000000000001', 'Alice', true), user('100000000000000002', 'Bob')],
  slack: [user('U0BOB', 'Bob'), user('U0CAROL', 'Carol', true)],
  telegram: [user('4001', 'Dave', true), user('4002', 'Erin')],
};

/** What a person says first, suggested at the top of the page. */
export const SUGGESTIONS: { platform: Platform; userId: string; text: string }[] = [
  { platform: 'discord', userId: '100000000000000001', text: '/pay @bob 5 for lunch' },
  { platform: 'discord', userId: '100000000000000001', text: '/pay @carol@slack 3 for coffee' },
  { platform: 'telegram', userId: '4001', text: '/pay 2 @erin for cake' },
  { platform: 'slack', userId: 'U0BOB', text: '/balance' },
];
