/** The Web API methods that an app like ours calls, and the scope that each needs. https://docs.slack.dev/reference/methods */
import { checkContent, checkView } from './limits.ts';
import { ApiError, type Channel, type Message, type Native } from './types.ts';
import { APP_ID, BOT_ID, BOT_USER, type World } from './world.ts';

export interface MethodContext {
  world: World;
  /** Tells the app, where its manifest asks for that event. */
  emit(subscription: string, event: Native): void;
  socketUrl(): string;
  /** Takes one message from the channel's allowance, or refuses with a wait. */
  allow(channel: string): void;
}

export interface Method {
  scope: string | null | ((args: Native, world: World) => string);
  /** Called with the app-level token. */
  app?: boolean;
  run(args: Native, context: MethodContext): Native;
}

const channelObject = (channel: Channel): Native => ({
  id: channel.id,
  name: channel.name,
  is_channel: channel.kind === 'public',
  is_private: channel.kind !== 'public',
  is_im: channel.kind === 'im' || channel.kind === 'people',
  is_member: channel.app,
  is_archived: false,
  ...(channel.kind === 'im' && { user: [...channel.members][0] }),
});

/** As history and the answers to postMessage give it. */
export const messageObject = (message: Message, metadata = false): Native => ({
  type: 'message',
  ts: message.ts,
  text: message.text,
  ...(message.user && { user: message.user }),
  ...(message.botId && { bot_id: message.botId, app_id: APP_ID }),
  ...(message.blocks.length > 0 && { blocks: message.blocks }),
  ...(message.threadTs && { thread_ts: message.threadTs }),
  ...(message.edited && { edited: { user: message.user, ts: message.ts } }),
  ...(metadata && message.metadata && { metadata: message.metadata }),
  ...(message.reactions.size > 0 && {
    reactions: [...message.reactions].map(([name, users]) => ({
      name,
      users: [...users],
      count: users.size,
    })),
  }),
});

/** The conversation with a person, as far as they take direct messages. */
const openDirect = (world: World, user: string): Channel => {
  if (user === BOT_USER || world.isBot(user)) throw new ApiError('cannot_dm_bot');
  if (!world.people.has(user)) throw new ApiError('user_not_found');
  if (world.unreachable.has(user)) throw new ApiError('user_disabled');
  return world.directChannel(user);
};

/** A channel that the app may write to; a user id stands for the direct conversation. */
const writable = (world: World, id: unknown): Channel => {
  if (typeof id === 'string' && /^[UW]/.test(id)) return openDirect(world, id);
  const channel = world.channels.get(String(id));
  if (!channel || channel.kind === 'people') throw new ApiError('channel_not_found');
  if (channel.kind === 'im' && world.unreachable.has([...channel.members][0]!))
    throw new ApiError('channel_not_found');
  if (channel.app) return channel;
  if (channel.kind === 'private') throw new ApiError('channel_not_found');
  if (!world.manifest.oauth_config.scopes.bot.includes('chat:write.public'))
    throw new ApiError('not_in_channel');
  return channel;
};

const readable = (world: World, id: unknown): Channel => {
  const channel = world.channels.get(String(id));
  if (!channel || channel.kind === 'people' || (channel.kind === 'private' && !channel.app))
    throw new ApiError('channel_not_found');
  if (!channel.app) throw new ApiError('not_in_channel');
  return channel;
};

const ownMessage = (world: World, { channel, ts }: Native): Message => {
  readable(world, channel);
  const message = world.findMessage(String(channel), String(ts));
  if (!message || message.ephemeralFor) throw new ApiError('message_not_found');
  return message;
};

const post: Method = {
  scope: 'chat:write',
  run(args, { world, emit, allow }) {
    const channel = writable(world, args.channel);
    const content = checkContent(args);
    allow(channel.id);
    const message = world.addMessage(channel, {
      ...content,
      user: BOT_USER,
      botId: BOT_ID,
      mrkdwn: args.mrkdwn !== false,
      metadata: args.metadata ?? null,
      threadTs: args.thread_ts ?? null,
    });
    const event = { ...messageObject(message), channel: channel.id };
    if (channel.kind === 'im') emit('message.im', { ...event, channel_type: 'im' });
    else emit('message.channels', { ...event, channel_type: 'channel' });
    return { channel: channel.id, ts: message.ts, message: messageObject(message, true) };
  },
};

const historyScope = ({ channel }: Native, world: World): string =>
  ({ public: 'channels:history', private: 'groups:history', im: 'im:history', people: 'im:history' })[
    world.channels.get(String(channel))?.kind ?? 'public'
  ];

const page = (messages: Message[], args: Native): Native => ({
  messages: messages
    .slice(0, Math.min(Number(args.limit ?? 100), 999))
    .map((message) => messageObject(message, args.include_all_metadata === true)),
  has_more: messages.length > Number(args.limit ?? 100),
});

const reaction = (add: boolean): Method => ({
  scope: 'reactions:write',
  run({ channel, timestamp, name }, { world, emit }) {
    readable(world, channel);
    const message = world.findMessage(String(channel), String(timestamp));
    if (!message) throw new ApiError('message_not_found');
    const users = message.reactions.get(name) ?? new Set();
    if (add === users.has(BOT_USER)) throw new ApiError(add ? 'already_reacted' : 'no_reaction');
    react(world, message, BOT_USER, name, add, emit);
    return {};
  },
});

/** Puts a reaction on or takes it off, and tells the app. */
export function react(
  world: World,
  message: Message,
  user: string,
  name: string,
  on: boolean,
  emit: MethodContext['emit'],
): void {
  const users = message.reactions.get(name) ?? new Set<string>();
  if (users.has(user) === on) return;
  if (on) users.add(user);
  else users.delete(user);
  if (users.size > 0) message.reactions.set(name, users);
  else message.reactions.delete(name);
  world.changed();
  const type = on ? 'reaction_added' : 'reaction_removed';
  emit(type, {
    type,
    user,
    reaction: name,
    ...(message.user && { item_user: message.user }),
    item: { type: 'message', channel: message.channel, ts: message.ts },
    event_ts: world.nextTs(),
  });
}

const viewObject = (world: World, view: { id: string; hash: string; native: Native }): Native => ({
  ...view.native,
  id: view.id,
  hash: view.hash,
  team_id: world.team.id,
  app_id: APP_ID,
  bot_id: BOT_ID,
});

const userObject = (world: World, id: string, withLocale: boolean): Native => {
  const person = world.people.get(id);
  if (!person && !world.isBot(id)) throw new ApiError('user_not_found');
  const name = world.nameOf(id);
  return {
    id,
    team_id: world.team.id,
    name: world.handleOf(id),
    real_name: name,
    deleted: false,
    is_bot: world.isBot(id),
    is_admin: person?.admin ?? false,
    ...(withLocale && { locale: person?.locale ?? 'en-US' }),
    profile: { display_name: name, real_name: name },
  };
};

export const METHODS: Record<string, Method> = {
  'api.test': { scope: null, run: () => ({}) },

  'auth.test': {
    scope: null,
    run: (_, { world }) => ({
      url: 'https://playground.slack.com/',
      team: world.team.name,
      team_id: world.team.id,
      user: world.handleOf(BOT_USER),
      user_id: BOT_USER,
      bot_id: BOT_ID,
      is_enterprise_install: false,
    }),
  },

  'apps.connections.open': { scope: null, app: true, run: (_, { socketUrl }) => ({ url: socketUrl() }) },

  'chat.postMessage': post,

  'chat.postEphemeral': {
    scope: 'chat:write',
    run(args, { world, allow }) {
      const channel = writable(world, args.channel);
      if (!channel.app) throw new ApiError('not_in_channel');
      const content = checkContent(args);
      if (!world.people.has(args.user)) throw new ApiError('user_not_found');
      if (!channel.members.has(args.user)) throw new ApiError('user_not_in_channel');
      allow(channel.id);
      const message = world.addMessage(channel, {
        ...content,
        user: BOT_USER,
        botId: BOT_ID,
        ephemeralFor: args.user,
        threadTs: args.thread_ts ?? null,
      });
      return { message_ts: message.ts };
    },
  },

  'chat.update': {
    scope: 'chat:write',
    run(args, { world }) {
      const message = ownMessage(world, args);
      if (message.user !== BOT_USER) throw new ApiError('cant_update_message');
      Object.assign(message, checkContent(args), {
        edited: true,
        metadata: args.metadata ?? message.metadata,
      });
      world.changed();
      return {
        channel: message.channel,
        ts: message.ts,
        text: message.text,
        message: messageObject(message),
      };
    },
  },

  'chat.delete': {
    scope: 'chat:write',
    run(args, { world }) {
      const message = ownMessage(world, args);
      if (message.user !== BOT_USER) throw new ApiError('cant_delete_message');
      const channel = world.channels.get(message.channel)!;
      channel.messages = channel.messages.filter((each) => each !== message);
      world.changed();
      return { channel: message.channel, ts: message.ts };
    },
  },

  'conversations.open': {
    scope: 'im:write',
    run({ users }, { world }) {
      const ids = String(users ?? '').split(',');
      if (ids.length !== 1 || ids[0] === '') throw new ApiError('users_list_not_supplied');
      return { channel: { id: openDirect(world, ids[0]!).id }, no_op: true, already_open: true };
    },
  },

  'conversations.history': {
    scope: historyScope,
    run(args, { world }) {
      const channel = readable(world, args.channel);
      const messages = channel.messages.filter((message) => !message.ephemeralFor && !message.threadTs);
      return page(messages.toReversed(), args);
    },
  },

  'conversations.replies': {
    scope: historyScope,
    run(args, { world }) {
      const channel = readable(world, args.channel);
      const thread = channel.messages.filter(
        (message) => !message.ephemeralFor && (message.ts === args.ts || message.threadTs === args.ts),
      );
      if (thread.length === 0) throw new ApiError('thread_not_found');
      return page(thread, args);
    },
  },

  'conversations.info': {
    scope: 'channels:read',
    run: ({ channel }, { world }) => ({ channel: channelObject(readable(world, channel)) }),
  },

  'conversations.list': {
    scope: 'channels:read',
    run: (_, { world }) => ({
      channels: [...world.channels.values()].filter(({ kind }) => kind === 'public').map(channelObject),
    }),
  },

  'conversations.members': {
    scope: 'channels:read',
    run: ({ channel }, { world }) => ({ members: [...readable(world, channel).members, BOT_USER] }),
  },

  'users.info': {
    scope: 'users:read',
    run: ({ user, include_locale }, { world }) => ({
      user: userObject(world, String(user), include_locale === true),
    }),
  },

  'users.list': {
    scope: 'users:read',
    run: (_, { world }) => ({
      members: [...world.people.keys(), BOT_USER].map((id) => userObject(world, id, false)),
    }),
  },

  'views.open': {
    scope: null,
    run({ trigger_id, view }, { world }) {
      const native = checkView(view, 'modal');
      const opened = world.addView('modal', world.useTrigger(trigger_id), native);
      world.modals.set(opened.user, opened);
      world.changed();
      return { view: viewObject(world, opened) };
    },
  },

  'views.update': {
    scope: null,
    run({ view_id, hash, view }, { world }) {
      const found = world.views.get(String(view_id));
      if (!found) throw new ApiError('not_found');
      if (hash && hash !== found.hash) throw new ApiError('hash_conflict');
      found.native = checkView(view, found.type);
      found.hash = world.nextId('h');
      world.changed();
      return { view: viewObject(world, found) };
    },
  },

  'views.push': {
    scope: null,
    run: (args, context) => METHODS['views.open']!.run(args, context),
  },

  'views.publish': {
    scope: null,
    run({ user_id, view }, { world }) {
      const native = checkView(view, 'home');
      if (!world.people.has(user_id)) throw new ApiError('user_not_found');
      const published = world.addView('home', user_id, native);
      world.homes.set(user_id, published);
      world.changed();
      return { view: viewObject(world, published) };
    },
  },

  'reactions.add': reaction(true),
  'reactions.remove': reaction(false),
  'reactions.get': {
    scope: 'reactions:read',
    run({ channel, timestamp }, { world }) {
      readable(world, channel);
      const message = world.findMessage(String(channel), String(timestamp));
      if (!message) throw new ApiError('message_not_found');
      return { type: 'message', channel, message: messageObject(message) };
    },
  },

  'bots.info': {
    scope: 'users:read',
    run: (_, { world }) => ({
      bot: { id: BOT_ID, app_id: APP_ID, user_id: BOT_USER, name: world.nameOf(BOT_USER), deleted: false },
    }),
  },

  'team.info': {
    scope: 'team:read',
    run: (_, { world }) => ({ team: { id: world.team.id, name: world.team.name, domain: 'playground' } }),
  },
};
