/** What the page shows of one chat to one person, read out of an emulator in one go. */
import { PLATFORMS, type Platform } from '../../core/index.ts';
import { COMMANDS } from '../shared/commands.ts';
import type { ChatChannel, ChatMessage, ChatText, EmulatedChat } from './emulator.ts';

export type Chats = Record<Platform, EmulatedChat>;

/** Enough of a conversation for its tab, its badge and the line that peeks out of it. */
interface Place extends ChatChannel {
  /** Messages by others, so that the page can tell how many are new to it. */
  count: number;
  latest: { id: string; author: string; preview: string } | null;
}

/** A newcomer reads a short log; a page that holds ten thousand messages helps nobody. */
const MESSAGES_SHOWN_MAX = 200;
const PREVIEW_CHARACTERS_MAX = 120;

const flat = (text: ChatText): string =>
  text.map((part) => (part.type === 'break' ? ' ' : part.text)).join('');

export const preview = (message: ChatMessage): string => {
  const frames = message.frames.flatMap((frame) => [flat(frame.title), flat(frame.body)]);
  const words = [flat(message.text), ...frames].filter((text) => text.trim() !== '').join(' · ');
  // A file alone says what it is called.
  const said = words || (message.files ?? []).map(({ name }) => name).join(', ');
  const characters = [...said.replace(/\s+/g, ' ')];
  return characters.length > PREVIEW_CHARACTERS_MAX
    ? `${characters.slice(0, PREVIEW_CHARACTERS_MAX).join('')}…`
    : characters.join('');
};

const place = (chat: EmulatedChat, userId: string, channel: ChatChannel): Place => {
  const others = chat.messages(userId, channel.id).filter((message) => message.author.id !== userId);
  const last = others.at(-1);
  return {
    ...channel,
    count: others.length,
    latest: last ? { id: last.id, author: last.author.name, preview: preview(last) } : null,
  };
};

/** People whom somebody here can name: by handle at home, by `@handle@platform` elsewhere. */
const directory = (chats: Chats, platform: Platform, userId: string) =>
  [platform, ...PLATFORMS.filter((other) => other !== platform)].flatMap((where) =>
    chats[where]
      .users()
      .filter((user) => where !== platform || user.id !== userId)
      .map((user) => ({
        insert: where === platform ? `@${user.handle}` : `@${user.handle}@${where}`,
        name: user.name,
        platform: where,
      })),
  );

/** Telegram has no usage hints and Discord's are those of its option boxes: the page shows ours, as a newcomer types. */
const commandsOf = (chat: EmulatedChat, userId: string, channelId: string) =>
  chat.commands(userId, channelId).map((command) => ({
    ...command,
    usage: COMMANDS.find(({ name }) => name === (command.registered ?? command.name))?.usage ?? command.usage,
  }));

export const paneState = (chats: Chats, platform: Platform, userId: string, channelId: string) => {
  const chat = chats[platform];
  const users = chat.users();
  const user = users.find((each) => each.id === userId) ?? users[0];
  if (!user) throw new Error(`nobody is in the emulated ${platform}`);
  const channels = chat.channels(user.id);
  const channel = channels.find((each) => each.id === channelId) ?? channels[0];
  if (!channel) throw new Error(`${user.name} is in no conversation in the emulated ${platform}`);
  return {
    platform,
    user: user.id,
    channel: channel.id,
    users: users.map(({ id, name, handle }) => ({ id, name, handle })),
    places: Object.fromEntries(
      users.map((each) => [each.id, chat.channels(each.id).map((where) => place(chat, each.id, where))]),
    ),
    messages: chat.messages(user.id, channel.id).slice(-MESSAGES_SHOWN_MAX),
    commands: commandsOf(chat, user.id, channel.id),
    menu: chat.menu(user.id, channel.id),
    palette: chat.palette(),
    outsiders: channel.kind === 'group' ? chat.outsiders : [],
    form: chat.form(user.id),
    home: chat.home(user.id),
    directory: directory(chats, platform, user.id),
    inlineName: chat.inlineName(),
  };
};
