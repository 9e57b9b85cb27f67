/** Those who write in the group without being one of the people: another bot, an administrator who hides behind the group, and a channel. */
import type { Outsider } from '../emulator.ts';
import type { Telegram } from './methods.ts';
import { post } from './people.ts';
import type { WireChat, WireUser } from './wire.ts';

const bot = (id: number, first_name: string, username: string): WireUser => ({
  id,
  is_bot: true,
  first_name,
  username,
});
const OTHER_BOT = bot(5_000_000_099, 'Other bot', 'SomeOtherBot');
/** Who stands in `from` for the two that have no user, with these very ids. Source: https://core.telegram.org/bots/api#message */
const ANONYMOUS_ADMIN = bot(1_087_968_824, 'Group', 'GroupAnonymousBot');
const CHANNEL_POSTER = bot(136_817_688, 'Channel', 'Channel_Bot');
const CHANNEL: WireChat = { id: -1_009_999_000_001, type: 'channel', title: 'The Lunch News' };

export const OUTSIDERS = ['bot', 'anonymous', 'channel'] as const;

/** Other bots' messages reach no bot, unless both have asked for that; `heard` says so. */
export const outsiderSays = (telegram: Telegram, kind: Outsider, text: string, heard: boolean): string => {
  const { chat } = telegram.world.group;
  const said = {
    bot: () => post(telegram, OTHER_BOT, chat, text, {}, heard),
    anonymous: () => post(telegram, ANONYMOUS_ADMIN, chat, text, { sender_chat: chat }),
    channel: () => post(telegram, CHANNEL_POSTER, chat, text, { sender_chat: CHANNEL }),
    webhook: () => {
      throw new Error('Telegram has no webhooks that write');
    },
  }[kind]();
  return String(said.message_id);
};
