/** What a button does belongs to the command that offered it: to its event, and to its conversation. */
import type { Origin } from '../common.ts';
import type { Conversation } from '../ports/chat.ts';

/** The answer to the press is part of it only where the press was made in the same place. */
export function askedAt(
  { key, conversation }: { key: string; conversation: Conversation },
  pressed: Origin,
): Origin {
  const isHere =
    conversation.channel === pressed.conversation.channel &&
    conversation.platform === pressed.conversation.platform;
  return { key, conversation, ...(isHere && pressed.reply && { reply: pressed.reply }) };
}
