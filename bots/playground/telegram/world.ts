/** Who and what there is in the emulated Telegram: people, one group, the bot, the messages. */
import type { ChatUser } from '../emulator.ts';
import type { Upload } from './body.ts';
import type { AskedReply } from './compose.ts';
import { fileFields } from './files.ts';
import { ApiError, badRequest, forbidden, type WireChat, type WireMessage, type WireUser } from './wire.ts';

export interface Person {
  chat: ChatUser;
  wire: WireUser;
  /** Whether the bot may write to them: not before they wrote to it, and not while they block it. */
  reach: 'never' | 'started' | 'blocked';
}

export interface StoredMessage extends WireMessage {
  /** By emoji, the ids of those who reacted. */
  reactions: Map<string, Set<number>>;
  /** Made in inline mode and with a keyboard: what the bot knows it by. */
  inlineId?: string;
  asks?: AskedReply;
  /** A file; the text is its caption. */
  upload?: Upload;
}

export interface GroupOptions {
  /** Negative, as Telegram's are; `-100…` for a supergroup. */
  id: string;
  name: string;
  /** Default supergroup. Only a basic group can migrate. */
  type?: 'group' | 'supergroup';
  /** The bot is an administrator: it sees every message and reaction. Default false: privacy mode. */
  botIsAdmin?: boolean;
  /** With topics. */
  forum?: boolean;
}

export interface World {
  bot: WireUser;
  people: Person[];
  group: { chat: WireChat; botIsAdmin: boolean; oldIds: number[] };
  person(id: string | number): Person;
  findUser(id: number): WireUser | undefined;
  /** The chat that a bot names, or the refusal that Telegram would give. */
  chatForBot(id: unknown, mayWrite: boolean): WireChat;
  /** The chat that a person sees under this channel id. */
  chatForPerson(userId: string, channelId: string): WireChat;
  messages(chat: number): StoredMessage[];
  find(chat: number, message: number | undefined): StoredMessage | undefined;
  findInline(inlineId: string): StoredMessage | undefined;
  store(message: Omit<StoredMessage, 'message_id' | 'reactions'>): StoredMessage;
  remove(message: StoredMessage): void;
  /** The other people with whom this one has a private conversation, which the bot is not in. */
  pairs(userId: string): { channelId: string; other: Person }[];
  /** The basic group becomes a supergroup under a new id. */
  migrate(): WireChat;
}

const wireUser = (user: ChatUser): WireUser => {
  const [first, ...rest] = user.name.split(' ');
  return {
    id: Number(user.id),
    is_bot: false,
    first_name: first ?? user.name,
    ...(rest.length > 0 && { last_name: rest.join(' ') }),
    ...(user.handle !== '' && { username: user.handle }),
    language_code: user.locale.split('-')[0]!,
  };
};

const privateChat = (user: WireUser): WireChat => ({
  id: user.id,
  type: 'private',
  first_name: user.first_name,
  ...(user.username && { username: user.username }),
});

const groupChat = (options: GroupOptions): WireChat => ({
  id: Number(options.id),
  type: options.type ?? 'supergroup',
  title: options.name,
  ...(options.forum && { is_forum: true as const }),
});

/** A message as it goes over the wire: without what only the emulator knows. */
export const onTheWire = ({
  reactions: _,
  inlineId: __,
  asks: ___,
  upload,
  ...message
}: StoredMessage): WireMessage => {
  if (!upload) return message;
  const { text, entities, ...rest } = message;
  return {
    ...rest,
    ...(text && { caption: text, ...(entities && { caption_entities: entities }) }),
    ...fileFields({ ...message, upload }),
  };
};

/**
 * What the app writes for a person who follows a link to the bot: `/start <payload>` to it for `?start=`, and in a group
 * of theirs for `?startgroup=`. Null for any other address. Source: https://core.telegram.org/bots/features#deep-linking
 */
export const deepLink = (bot: WireUser, url: string): { to: 'bot' | 'group'; text: string } | null => {
  if (!URL.canParse(url)) return null;
  const { protocol, host, pathname, searchParams } = new URL(url);
  const isApp = protocol === 'tg:' && host === 'resolve';
  if (!isApp && !(/^https?:$/.test(protocol) && host === 't.me')) return null;
  const name = isApp ? searchParams.get('domain') : pathname.slice(1);
  if (name?.toLowerCase() !== bot.username?.toLowerCase()) return null;
  const toGroup = searchParams.has('startgroup');
  const payload = searchParams.get(toGroup ? 'startgroup' : 'start') ?? '';
  if (!/^[A-Za-z0-9_-]{0,64}$/.test(payload)) return null;
  const command = toGroup ? `/start@${bot.username}` : '/start';
  return { to: toGroup ? 'group' : 'bot', text: [command, payload].filter(Boolean).join(' ') };
};

/** Private conversations between people, as one of them sees it. */
const pairChannel = (other: Person): string => `with-${other.wire.id}`;

export function createWorld(users: ChatUser[], group: GroupOptions, bot: WireUser): World {
  const people: Person[] = users.map((chat) => ({ chat, wire: wireUser(chat), reach: 'never' }));
  const logs = new Map<number, StoredMessage[]>();
  /** From the time, so that a message of an earlier run is never mistaken for one of this; below 2^31, as Telegram's are. */
  const firstId = Math.floor(Date.now() / 10) % 2_000_000_000;
  const lastIds = new Map<number, number>();
  const inline = new Map<string, StoredMessage>();
  /** Of two people, the same for both. No bot ever sees it. */
  const pairChat = (one: Person, other: Person): WireChat => {
    const [low, high] = [people.indexOf(one), people.indexOf(other)].sort((a, b) => a - b);
    return { id: 9_000_000_000 + low! * 1_000 + high!, type: 'private', first_name: other.wire.first_name };
  };
  const theGroup: World['group'] = {
    chat: groupChat(group),
    botIsAdmin: group.botIsAdmin ?? false,
    oldIds: [],
  };

  const person = (id: string | number): Person => {
    const found = people.find(({ wire }) => wire.id === Number(id));
    if (!found) throw new Error(`nobody with the id ${id} is in the emulated Telegram`);
    return found;
  };
  const messages = (chat: number): StoredMessage[] => {
    const log = logs.get(chat) ?? [];
    logs.set(chat, log);
    return log;
  };

  const chatForBot = (id: unknown, mayWrite: boolean): WireChat => {
    const number = Number(id);
    if (theGroup.oldIds.includes(number))
      throw new ApiError(400, 'Bad Request: group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: theGroup.chat.id,
      });
    if (number === theGroup.chat.id) return theGroup.chat;
    if (number === bot.id && mayWrite) throw forbidden("bot can't send messages to the bot");
    const found = people.find(({ wire }) => wire.id === number);
    if (!found) throw badRequest('chat not found');
    if (mayWrite && found.reach === 'never') throw forbidden("bot can't initiate conversation with a user");
    if (mayWrite && found.reach === 'blocked') throw forbidden('bot was blocked by the user');
    return privateChat(found.wire);
  };

  return {
    bot,
    people,
    group: theGroup,
    person,
    findUser: (id) => (id === bot.id ? bot : people.find(({ wire }) => wire.id === id)?.wire),
    chatForBot,
    chatForPerson: (userId, channelId) => {
      if (channelId === userId) return privateChat(person(userId).wire);
      if (Number(channelId) === theGroup.chat.id) return theGroup.chat;
      const other = people.find((each) => pairChannel(each) === channelId);
      if (other && other.chat.id !== userId) return pairChat(person(userId), other);
      throw new Error(`${userId} is in no chat ${channelId} of the emulated Telegram`);
    },
    messages,
    find: (chat, message) => messages(chat).findLast(({ message_id }) => message_id === message),
    store: (message) => {
      const message_id = (lastIds.get(message.chat.id) ?? firstId) + 1;
      lastIds.set(message.chat.id, message_id);
      const stored: StoredMessage = { message_id, ...message, reactions: new Map() };
      messages(message.chat.id).push(stored);
      if (stored.inlineId) inline.set(stored.inlineId, stored);
      return stored;
    },
    findInline: (id) => inline.get(id),
    remove: (message) => {
      const log = messages(message.chat.id);
      log.splice(log.indexOf(message), 1);
      if (message.inlineId) inline.delete(message.inlineId);
    },
    pairs: (userId) =>
      people
        .filter(({ chat }) => chat.id !== userId)
        .map((other) => ({ channelId: pairChannel(other), other })),
    migrate: () => {
      const old = theGroup.chat.id;
      theGroup.oldIds.push(old);
      theGroup.chat = { ...theGroup.chat, id: Number(`-100${Math.abs(old)}`), type: 'supergroup' };
      return theGroup.chat;
    },
  };
}
