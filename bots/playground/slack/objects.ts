/** What the Web API's methods share: where the app may read and write, and channels, messages and people as they travel. */
import { ApiError, type Channel, type Message, type Native } from './types.ts';
import { APP_ID, BOT_ID, BOT_USER, type World } from './world.ts';

export interface MethodContext {
  world: World;
  /** Tells the app, where its manifest asks for that event. */
  emit(subscription: string, event: Native): void;
  socketUrl(): string;
  /** Where this emulator is, without a slash at the end. */
  base(): string;
  /** Takes one message from the channel's allowance, or refuses with a wait. */
  allow(channel: string): void;
}

export interface Method {
  scope: string | null | ((args: Native, world: World) => string);
  /** Called with the app-level token. */
  app?: boolean;
  run(args: Native, context: MethodContext): Native;
}

export const channelObject = (channel: Channel): Native => ({
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
  ...(message.botId && {
    bot_id: message.botId,
    app_id: message.botId === BOT_ID ? APP_ID : 'A0OTHER',
  }),
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
export const openDirect = (world: World, user: string): Channel => {
  if (user === BOT_USER || world.isBot(user)) throw new ApiError('cannot_dm_bot');
  if (!world.people.has(user)) throw new ApiError('user_not_found');
  if (world.unreachable.has(user)) throw new ApiError('user_disabled');
  return world.directChannel(user);
};

/** A channel that the app may write to; a user id stands for the direct conversation. */
export const writable = (world: World, id: unknown): Channel => {
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

export const readable = (world: World, id: unknown): Channel => {
  const channel = world.channels.get(String(id));
  if (!channel || channel.kind === 'people' || (channel.kind === 'private' && !channel.app))
    throw new ApiError('channel_not_found');
  if (!channel.app) throw new ApiError('not_in_channel');
  return channel;
};

export const userObject = (world: World, id: string, withLocale: boolean): Native => {
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
    tz: 'Europe/London',
    ...(withLocale && { locale: person?.locale ?? 'en-US' }),
    profile: { display_name: name, real_name: name },
  };
};
