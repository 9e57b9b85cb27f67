/**
 * Reactions arrive as two lists, before and after, and name no author of the message: who that was is known only from
 * the traffic. Source: https://core.telegram.org/bots/api#messagereactionupdated
 */
import type { Message, MessageReactionUpdated, ReactionType } from 'telegraf/types';
import type { Argument, InboundEvent } from '../shared/event.ts';
import { conversationOf, type Decoding } from './decode.ts';
import { actorOf, messageOf, personOf } from './parts.ts';

const emojiOf = (reaction: ReactionType): string | null => {
  if (reaction.type === 'emoji') return reaction.emoji;
  return reaction.type === 'custom_emoji' ? `custom:${reaction.custom_emoji_id}` : null;
};

const emojis = (reactions: ReactionType[]): string[] =>
  reactions.map(emojiOf).filter((emoji) => emoji !== null);

/** Anonymous reactions (in a chat's name) are nobody's. */
export function decodeReaction(reaction: MessageReactionUpdated, { bot, author }: Decoding): InboundEvent[] {
  const { user, chat, message_id } = reaction;
  if (!user || user.is_bot) return [];
  const before = emojis(reaction.old_reaction);
  const after = emojis(reaction.new_reaction);
  const key = `${bot.id}:${chat.id}:${message_id}:${user.id}:${reaction.date}`;
  const event = (emoji: string, added: boolean): InboundEvent => ({
    kind: 'reaction',
    platform: 'telegram',
    dedupeKey: `${key}:${added ? '+' : '-'}${emoji}`,
    at: new Date(reaction.date * 1000).toISOString(),
    actor: actorOf(user),
    conversation: conversationOf(chat),
    emoji,
    added,
    message: messageOf(chat.id, message_id),
    ...(author && { author }),
  });
  return [
    ...before.filter((emoji) => !after.includes(emoji)).map((emoji) => event(emoji, false)),
    ...after.filter((emoji) => !before.includes(emoji)).map((emoji) => event(emoji, true)),
  ];
}

/** Who wrote a message that may be reacted to; null for what is written in a chat's own name, or in a direct conversation. */
export function writerOf(message: Message): Argument | null {
  if (!('from' in message) || !message.from || message.sender_chat) return null;
  return message.chat.type === 'private' ? null : personOf(message.from);
}
