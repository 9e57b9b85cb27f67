/** The Web API methods that an app like ours calls, and the scope that each needs. https://docs.slack.dev/reference/methods */
import { FILE_METHODS } from './files.ts';
import { checkContent } from './limits.ts';
import {
  channelObject,
  type Method,
  type MethodContext,
  messageObject,
  openDirect,
  readable,
  userObject,
  writable,
} from './objects.ts';
import { REACTION_METHODS } from './reactions.ts';
import { ApiError, type Message, type Native } from './types.ts';
import { VIEW_METHODS } from './views.ts';
import { APP_ID, BOT_ID, BOT_USER, type World } from './world.ts';

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

/** Takes a message away and tells the app, as of its own messages too. */
export const deleted = (world: World, message: Message, emit: MethodContext['emit']): void => {
  const channel = world.channels.get(message.channel)!;
  world.removeMessage(message);
  if (message.ephemeralFor || !channel.app) return;
  const direct = channel.kind === 'im';
  emit(direct ? 'message.im' : 'message.channels', {
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    channel: channel.id,
    channel_type: direct ? 'im' : 'channel',
    ts: world.nextTs(),
    deleted_ts: message.ts,
    previous_message: messageObject(message),
  });
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
      const content = checkContent(args);
      // A message that is made of blocks does not say that it was edited.
      Object.assign(message, content, {
        edited: message.edited || content.blocks.length === 0,
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
    run(args, { world, emit }) {
      const message = ownMessage(world, args);
      if (message.user !== BOT_USER) throw new ApiError('cant_delete_message');
      deleted(world, message, emit);
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

  ...Object.fromEntries(
    Object.entries(VIEW_METHODS).map(([name, run]) => [
      name,
      { scope: null, run: (args: Native, { world }: MethodContext) => run(args, world) },
    ]),
  ),

  ...REACTION_METHODS,

  ...FILE_METHODS,

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
