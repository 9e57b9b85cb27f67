/** The small things that every kind of update is made of. Pure. */
import type { Message, PhotoSize, User } from 'telegraf/types';
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

/** What Telegram says of any kind of file; of most it may say no name, and of photos no type. */
interface Given {
  file_id: string;
  file_name?: string | undefined;
  mime_type?: string | undefined;
  file_size?: number | undefined;
}

/** Of the sizes that Telegram has made of a photo, whose order it does not promise. */
const largest = (sizes: readonly PhotoSize[]): PhotoSize | undefined =>
  [...sizes].sort((a, b) => b.width * b.height - a.width * a.height)[0];

interface Attached {
  given: Given;
  shown_as?: InboundFile['shown_as'];
  /** Where Telegram gives none. */
  name: string;
  media_type: string;
  /** Can be sent by its id, as what it is: a round video has no room for words, so that it goes out again as any video does. */
  reusable: boolean;
}

/** Before the document: an animation comes as one, too, for clients that know no animations. */
function attachedTo(message: Message): Attached | null {
  const reusable = true;
  if ('photo' in message) {
    const given = largest(message.photo);
    return given ? { given, shown_as: 'photo', name: 'photo.jpg', media_type: 'image/jpeg', reusable } : null;
  }
  const video = { media_type: 'video/mp4', reusable };
  if ('animation' in message)
    return { ...video, given: message.animation, shown_as: 'animation', name: 'animation.mp4' };
  if ('video' in message) return { ...video, given: message.video, shown_as: 'video', name: 'video.mp4' };
  if ('video_note' in message)
    return { ...video, given: message.video_note, shown_as: 'video', name: 'video.mp4', reusable: false };
  if ('audio' in message)
    return { given: message.audio, shown_as: 'audio', name: 'audio.mp3', media_type: 'audio/mpeg', reusable };
  if ('voice' in message)
    return { given: message.voice, shown_as: 'voice', name: 'voice.ogg', media_type: 'audio/ogg', reusable };
  return 'document' in message ? { given: message.document, name: '', media_type: '', reusable } : null;
}

/** The file that a message is: a document, or a photo, a video, a recording … */
export const fileOf = (message: Message | undefined): InboundFile | undefined => {
  const attached = message && attachedTo(message);
  if (!attached) return undefined;
  const { given, shown_as, reusable } = attached;
  return {
    name: cleaned(given.file_name ?? attached.name).slice(0, 255),
    media_type: cleaned(given.mime_type ?? attached.media_type).slice(0, 255),
    size_bytes: given.file_size ?? 0,
    reference: given.file_id,
    ...(shown_as && { shown_as }),
    ...(reusable && { reusable }),
    ...('media_group_id' in message && message.media_group_id && { ofSeveral: true }),
  };
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
