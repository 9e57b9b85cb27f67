/** Those who write and react in the guild without being one of the people: another bot, and a webhook, which has no account at all. */
import type { Outsider } from '../emulator.ts';
import { clearReactions, post, react as setReaction } from './messages.ts';
import type { People } from './people.ts';
import { reactorsOf } from './reactions.ts';
import { type World, wireUser } from './world.ts';

const OTHER_BOT = wireUser('800000000000000001', 'OtherBot', null, true);
/** A webhook's messages carry its own id and name as the author's. */
const WEBHOOK = { ...wireUser('700000000000000001', 'Deploys', null, true), discriminator: '0000' };

export const createOutsiders = (world: World, { written }: Pick<People, 'written'>) => {
  const channelOf = (id: string) => {
    const channel = world.channels.get(id);
    if (!channel) throw new Error(`there is no channel ${id}`);
    return channel;
  };
  const messageOf = (channelId: string, id: string) => {
    const message = channelOf(channelId).messages.get(id);
    if (!message) throw new Error(`there is no message ${id}`);
    return message;
  };
  const says = (kind: Outsider, channelId: string, text: string): string => {
    const webhook = kind === 'webhook';
    if (kind !== 'bot' && !webhook) throw new Error(`nobody writes as ${kind} on Discord`);
    if (!webhook) world.strangers.set(OTHER_BOT.id, OTHER_BOT);
    const posting = {
      channel: channelOf(channelId),
      author: webhook ? WEBHOOK : OTHER_BOT,
      body: { content: written(text) },
      ...(webhook && { extra: { webhook_id: WEBHOOK.id } }),
      fromPeople: true,
    };
    return post(world, posting).wire.id;
  };
  return {
    outsiders: ['bot', 'webhook'] as const,
    outsiderSays: says,
    otherBotSays: (channelId: string, text: string) => says('bot', channelId, text),
    otherBotReacts: (channelId: string, messageId: string, emoji: string) => {
      world.strangers.set(OTHER_BOT.id, OTHER_BOT);
      const message = messageOf(channelId, messageId);
      setReaction(world, message, OTHER_BOT, reactorsOf(message, emoji), emoji, true);
    },
    /** A moderator takes all reactions off, or all of one emoji. */
    clearReactions: (channelId: string, messageId: string, emoji?: string) =>
      clearReactions(world, messageOf(channelId, messageId), emoji),
  };
};
