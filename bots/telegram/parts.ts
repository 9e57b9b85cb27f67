/** The small things that every kind of update is made of. Pure. */
import type { Message, User } from 'telegraf/types';
import type { Conversation } from '../../core/index.ts';
import type { Actor, Argument, InboundEvent, InboundFile } from '../shared/event.ts';

/** Without what PostgreSQL's jsonb refuses: NUL, and halves of surrogate pairs. */
export const cleaned = (text: string): string => text.replace(/\0|\p{Surrogate}/gu, '');

export const personOf = (user: User): Extract<Argument, { type: 'person' }> => {
  const name = cleaned([user.first_name, user.last_name].filter(Boolean).join(' ')).trim();
  return {
    type: 'person',
    identity: { platform: 'telegram', tenant: '', user: String(user.id) },
    name: name || (user.username ? `@${cleaned(user.username)}` : String(user.id)),
    ...(user.is_bot && { isBot: true }),
  };
};

export const messageOf = (
  chat: number,
  message: number,
): NonNullable<Extract<InboundEvent, { kind: 'action' }>['message']> => ({
  platform: 'telegram',
  channel: String(chat),
  message: String(message),
});

/**
 * Whom a message answers. In a topic every message "answers" the service message that opened it: that is nobody.
 * What is written in a chat's own name (anonymous admins, channels) has no person behind it that we may know.
 */
export const replyAuthor = (message: Message.CommonMessage): Argument | undefined => {
  const answered = message.reply_to_message as
    | (Message.CommonMessage & { forum_topic_created?: object })
    | undefined;
  if (!answered?.from || answered.sender_chat || answered.forum_topic_created) return undefined;
  if (message.is_topic_message && answered.message_id === message.message_thread_id) return undefined;
  return personOf(answered.from);
};

/** The document that a message has. */
export const fileOf = (message: Message | undefined): InboundFile | undefined => {
  if (!message || !('document' in message)) return undefined;
  const { file_id, file_name = '', mime_type = '', file_size = 0 } = message.document;
  const name = cleaned(file_name).slice(0, 255);
  return { name, media_type: cleaned(mime_type).slice(0, 255), size_bytes: file_size, reference: file_id };
};

/** Telegram always tells the username where there is one: none means that it was given up, and may be somebody else's soon. */
export const actorOf = (user: User): Actor => ({
  identity: { platform: 'telegram', tenant: '', user: String(user.id) },
  name: personOf(user).name,
  handle: user.username ? cleaned(user.username) : null,
  ...(user.language_code && { locale: cleaned(user.language_code) }),
});

/** People's own chats with the bot have their ids. */
export const directWith = ({ id }: User): Conversation => ({
  platform: 'telegram',
  tenant: '',
  community: '',
  channel: String(id),
  kind: 'direct',
});
