/** Telegram, emulated on the wire: what `TELEGRAM_API_URL` points at when there is no real one. */
import type { ChatFlash, ChatUser, EmulatedChat } from '../emulator.ts';
import { faultPlan, rateLimiter, TELEGRAM_LIMITS, type TelegramLimits } from './faults.ts';
import { askInline, inlineMode } from './inline.ts';
import { inlineSide } from './inline-choice.ts';
import type { Telegram } from './methods.ts';
import { commandsFor } from './methods-commands.ts';
import { OUTSIDERS, outsiderSays } from './outsiders.ts';
import { edit, erase, follow, post, press, react, say, setReach, setReactions } from './people.ts';
import { PALETTE } from './reactions.ts';
import { startServer } from './server.ts';
import { type UpdateFeed, updateFeed } from './updates.ts';
import { chatMessage } from './view.ts';
import type { WireMessage, WireUpdate, WireUser } from './wire.ts';
import { createWorld, type GroupOptions } from './world.ts';

export type { TelegramLimits } from './faults.ts';
export type { WireMessage, WireUpdate } from './wire.ts';
export type { GroupOptions } from './world.ts';

export interface TelegramEmulatorOptions {
  /** 0, the default: any free port of 127.0.0.1. */
  port?: number;
  /** Ids are positive numbers as text; an empty handle is a person without a username. */
  users: ChatUser[];
  group: GroupOptions;
  /** `<bot id>:<secret>`, as BotFather gives it. */
  botToken: string;
  botUsername: string;
  /** BotFather's /setinline. Default true. */
  inlineMode?: boolean;
  /** Each two people also have a private conversation, which the bot is not in. Default false. */
  privateChats?: boolean;
  /** False: no rate limits. */
  limits?: Partial<TelegramLimits> | false;
}

/** What Telegram has and the other two have not; for tests. */
export interface TelegramEmulator extends EmulatedChat {
  /** Any message by anybody: a forward, another bot's, a topic's … Returns its id. */
  post(from: WireUser | string, channelId: string, text: string, extra?: Partial<WireMessage>): string;
  edit(userId: string, channelId: string, messageId: string, text: string): void;
  reactAnonymously(userId: string, channelId: string, messageId: string, emoji: string): void;
  /** Exactly these reactions of one person's, up to three as with Telegram Premium. */
  setReactions(userId: string, channelId: string, messageId: string, emojis: string[]): void;
  /** Resolves with the bot's results. */
  inlineQuery(userId: string, query: string): Promise<unknown[]>;
  /** Whether the bot hears which of its inline results was chosen (BotFather's /setinlinefeedback). It does, to begin with. */
  setInlineFeedback(on: boolean): void;
  /** Whether other bots' messages reach the bot. They do not, to begin with. */
  setBotToBot(on: boolean): void;
  /** Hands the bot an update as it is. */
  push(kind: string, payload: unknown): void;
  /** The basic group becomes a supergroup; returns its new id. */
  migrate(): string;
  setBotIsAdmin(admin: boolean): void;
  /** Updates that nobody has confirmed yet. */
  pending(): WireUpdate[];
}

const NO_LIMITS: TelegramLimits = {
  messages_per_second_max: Number.POSITIVE_INFINITY,
  messages_per_group_minute_max: Number.POSITIVE_INFINITY,
  messages_per_chat_second_max: Number.POSITIVE_INFINITY,
  callback_query_ms_max: TELEGRAM_LIMITS.callback_query_ms_max,
};

const listeners = <T>() => {
  const all = new Set<(value: T) => void>();
  return {
    add: (listener: (value: T) => void) => {
      all.add(listener);
      return () => void all.delete(listener);
    },
    tell: (value: T) => {
      for (const listener of all) listener(value);
    },
  };
};

export async function createTelegramEmulator(options: TelegramEmulatorOptions): Promise<TelegramEmulator> {
  let botToBot = false;
  const changes = listeners<void>();
  const flashes = listeners<ChatFlash>();
  const calls = listeners<{ method: string; body: unknown }>();
  const bot: WireUser = {
    id: Number(options.botToken.split(':')[0]),
    is_bot: true,
    first_name: 'Tuppence',
    username: options.botUsername,
  };
  const world = createWorld(options.users, options.group, bot);
  const limits = options.limits === false ? NO_LIMITS : { ...TELEGRAM_LIMITS, ...options.limits };
  const faults = faultPlan(() => feed.dropPoll());
  const feed: UpdateFeed = updateFeed(() => faults);
  const telegram: Telegram = {
    world,
    feed,
    limits,
    commands: new Map(),
    callbacks: new Map(),
    inline: inlineMode(options.inlineMode !== false),
    follow: (userId, url) => follow(telegram, userId, url),
    countMessage: options.limits === false ? () => {} : rateLimiter(limits),
    changed: () => changes.tell(),
    flash: flashes.tell,
  };
  const { server, apiUrl } = await startServer({
    telegram,
    faults,
    botToken: options.botToken,
    port: options.port ?? 0,
    onCall: calls.tell,
  });

  return {
    platform: 'telegram',
    apiUrl,
    users: () => world.people.map(({ chat }) => chat),
    channels: (userId) => [
      { id: String(world.group.chat.id), name: world.group.chat.title ?? '', kind: 'group' },
      { id: userId, name: bot.first_name, kind: 'direct' },
      ...(options.privateChats
        ? world.pairs(userId).map(({ channelId, other }) => ({
            id: channelId,
            name: other.chat.name,
            kind: 'people' as const,
          }))
        : []),
    ],
    messages: (userId, channelId) =>
      world
        .messages(world.chatForPerson(userId, channelId).id)
        .map((message) => chatMessage(world, message, userId)),
    commands: (userId, channelId) =>
      commandsFor(telegram.commands, world.person(userId), world.chatForPerson(userId, channelId)).map(
        ({ command, description }) => ({ name: command, description, usage: '' }),
      ),
    form: () => null,
    home: () => null,
    say: async (userId, channelId, text, replyTo, file) =>
      void say(telegram, userId, channelId, text, replyTo, file),
    press: async (userId, channelId, messageId, buttonId) =>
      press(telegram, userId, channelId, messageId, buttonId),
    react: async (userId, channelId, messageId, emoji, on) =>
      react(telegram, userId, channelId, messageId, emoji, on),
    palette: () => PALETTE,
    erase: async (userId, channelId, messageId) => erase(telegram, userId, channelId, messageId),
    ...inlineSide(telegram),
    outsiders: OUTSIDERS,
    outsiderSays: (kind, _channelId, text) => outsiderSays(telegram, kind, text, botToBot),
    menu: () => [],
    choose: async () => {
      throw new Error('Telegram has no message menus for bots');
    },
    submitForm: async () => {
      throw new Error('Telegram has no forms');
    },
    closeForm: () => {},
    openHome: async () => {
      throw new Error('Telegram has no home page for apps');
    },
    setReachable: (userId, reachable) =>
      setReach(telegram, world.person(userId), reachable ? 'started' : 'blocked'),
    onChange: changes.add,
    onFlash: flashes.add,
    onCall: calls.add,
    faults,
    stop: async () => {
      feed.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },

    post: (from, channelId, text, extra) => {
      const author = typeof from === 'string' ? world.person(from).wire : from;
      const chat =
        channelId === String(world.group.chat.id)
          ? world.group.chat
          : world.chatForPerson(channelId, channelId);
      return String(post(telegram, author, chat, text, extra).message_id);
    },
    edit: (userId, channelId, messageId, text) => edit(telegram, userId, channelId, messageId, text),
    reactAnonymously: (userId, channelId, messageId, emoji) =>
      setReactions(telegram, userId, channelId, messageId, [emoji], true),
    setReactions: (userId, channelId, messageId, emojis) =>
      setReactions(telegram, userId, channelId, messageId, emojis),
    inlineQuery: async (userId, query) => (await askInline(telegram, userId, query, 'sender')).results,
    setInlineFeedback: (on) => {
      telegram.inline.feedback = on;
    },
    setBotToBot: (on) => {
      botToBot = on;
    },
    push: (kind, payload) => feed.push(kind, payload),
    migrate: () => {
      const old = world.group.chat;
      const migrated = world.migrate();
      feed.push('message', {
        message_id: 0,
        date: Math.floor(Date.now() / 1000),
        chat: old,
        from: world.people[0]!.wire,
        migrate_to_chat_id: migrated.id,
      });
      telegram.changed();
      return String(migrated.id);
    },
    setBotIsAdmin: (admin) => {
      const status = (is: boolean) => ({ user: bot, status: is ? 'administrator' : 'member' });
      const before = world.group.botIsAdmin;
      world.group.botIsAdmin = admin;
      if (before === admin) return;
      feed.push('my_chat_member', {
        chat: world.group.chat,
        from: world.people[0]!.wire,
        date: Math.floor(Date.now() / 1000),
        old_chat_member: status(before),
        new_chat_member: status(admin),
      });
    },
    pending: () => feed.pending(),
  };
}
