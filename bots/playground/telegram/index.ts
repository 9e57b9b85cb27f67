/** Telegram, emulated on the wire: what `TELEGRAM_API_URL` points at when there is no real one. */
import type { ChatFlash, ChatUser, EmulatedChat } from '../emulator.ts';
import { faultPlan, rateLimiter, TELEGRAM_LIMITS, type TelegramLimits } from './faults.ts';
import type { Telegram } from './methods.ts';
import { commandsFor } from './methods-commands.ts';
import { edit, post, press, react, say, setReach } from './people.ts';
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
  /** False: no rate limits. */
  limits?: Partial<TelegramLimits> | false;
}

/** What Telegram has and the other two have not; for tests. */
export interface TelegramEmulator extends EmulatedChat {
  /** Any message by anybody: a forward, another bot's, a topic's … Returns its id. */
  post(from: WireUser | string, channelId: string, text: string, extra?: Partial<WireMessage>): string;
  edit(userId: string, channelId: string, messageId: string, text: string): void;
  reactAnonymously(userId: string, channelId: string, messageId: string, emoji: string): void;
  /** Resolves with the bot's results. */
  inlineQuery(userId: string, query: string): Promise<unknown[]>;
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
    inlineQueries: new Map(),
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
    say: async (userId, channelId, text, replyTo) => void say(telegram, userId, channelId, text, replyTo),
    press: async (userId, channelId, messageId, buttonId) =>
      press(telegram, userId, channelId, messageId, buttonId),
    react: async (userId, channelId, messageId, emoji, on) =>
      react(telegram, userId, channelId, messageId, emoji, on),
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
      react(telegram, userId, channelId, messageId, emoji, true, true),
    inlineQuery: (userId, query) =>
      new Promise((resolve) => {
        const id = String(3n * 2n ** 61n + BigInt(telegram.inlineQueries.size + 1));
        telegram.inlineQueries.set(id, resolve);
        feed.push('inline_query', { id, from: world.person(userId).wire, query, offset: '' });
      }),
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
      world.group.botIsAdmin = admin;
    },
    pending: () => feed.pending(),
  };
}
