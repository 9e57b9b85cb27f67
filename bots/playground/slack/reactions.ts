/** Reactions, by people and by the app. https://docs.slack.dev/reference/methods/reactions.add */
import { type Method, type MethodContext, messageObject, readable } from './objects.ts';
import { ApiError, type Message } from './types.ts';
import { BOT_USER, type World } from './world.ts';

/** How many different emoji a message takes. */
const EMOJI_MAX = 50;

const reaction = (add: boolean): Method => ({
  scope: 'reactions:write',
  run({ channel, timestamp, name }, { world, emit }) {
    readable(world, channel);
    const message = world.findMessage(String(channel), String(timestamp));
    if (!message) throw new ApiError('message_not_found');
    if (!/^[a-z0-9_+'-]{1,100}$/.test(String(name))) throw new ApiError('invalid_name');
    const users = message.reactions.get(name) ?? new Set();
    if (add && users.size === 0 && message.reactions.size >= EMOJI_MAX) throw new ApiError('too_many_emoji');
    if (add === users.has(BOT_USER)) throw new ApiError(add ? 'already_reacted' : 'no_reaction');
    react(world, message, BOT_USER, name, add, emit);
    return {};
  },
});

/** Puts a reaction on or takes it off, and tells the app where it is in the conversation. */
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
  if (!world.channels.get(message.channel)!.app) return;
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

export const REACTION_METHODS: Record<string, Method> = {
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
};
