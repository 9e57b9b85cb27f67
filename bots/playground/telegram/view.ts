/** A wire message as a person sees it: entities resolved into plain pieces, the keyboard into rows of buttons. */
import type { ChatButton, ChatMessage, ChatText, Outsider } from '../emulator.ts';
import { drawnReaction } from './reactions.ts';
import type { WireButton, WireEntity, WireMessage } from './wire.ts';
import { deepLink, type StoredMessage, type World } from './world.ts';

type Piece = ChatText[number];

const URL_BARE = /^https?:\/\//i;

const pieceOf = (world: World, text: string, around: WireEntity[]): Piece => {
  const of = (type: string) => around.find((entity) => entity.type === type);
  const link = of('text_link');
  if (link) return { type: 'link', text, url: link.url! };
  const person = of('text_mention');
  if (person) return { type: 'mention', text, userId: String(person.user!.id) };
  if (of('mention')) {
    const named = world.people.find(({ chat }) => `@${chat.handle}`.toLowerCase() === text.toLowerCase());
    if (named) return { type: 'mention', text, userId: named.chat.id };
  }
  if (of('url')) return { type: 'link', text, url: URL_BARE.test(text) ? text : `http://${text}` };
  return {
    type: 'text',
    text,
    ...(of('bold') && { bold: true }),
    ...(of('italic') && { italic: true }),
    ...((of('code') || of('pre')) && { code: true }),
  };
};

/** Cuts the text at every entity's ends and at line ends. */
export function readable(world: World, message: StoredMessage): ChatText {
  const text = message.text ?? '';
  const entities = message.entities ?? [];
  const cuts = new Set([0, text.length]);
  for (const { offset, length } of entities) cuts.add(offset).add(offset + length);
  const places = [...cuts].sort((a, b) => a - b);
  return places.slice(0, -1).flatMap((from, index) => {
    const to = places[index + 1]!;
    const around = entities.filter(({ offset, length }) => offset <= from && to <= offset + length);
    const lines = text.slice(from, to).split('\n');
    return lines.flatMap(
      (line, at): ChatText => [
        ...(at > 0 ? [{ type: 'break' } as const] : []),
        ...(line === '' ? [] : [pieceOf(world, line, around)]),
      ],
    );
  });
}

const styleOf = (button: WireButton): ChatButton['style'] => {
  if (button.url !== undefined) return 'link';
  if (button.style === 'danger') return 'danger';
  return button.style === undefined ? 'plain' : 'primary';
};

const buttonOf = (world: World, button: WireButton, id: string): ChatButton => {
  const inline = button.switch_inline_query_current_chat ?? button.switch_inline_query;
  return {
    id,
    label: button.text,
    style: styleOf(button),
    // A link to the bot stays in the app: it is pressed, not followed.
    ...(button.url !== undefined && deepLink(world.bot, button.url) === null && { url: button.url }),
    ...(inline !== undefined && { insert: `@${world.bot.username} ${inline}` }),
  };
};

const outsiderOf = (world: World, { from, sender_chat, chat }: StoredMessage): Outsider | null => {
  if (sender_chat) return sender_chat.id === chat.id ? 'anonymous' : 'channel';
  return from?.is_bot && from.id !== world.bot.id ? 'bot' : null;
};

/** Whether this person's app opens an answer to it: they are meant, and have not written since. */
const asksOf = (world: World, message: StoredMessage, userId: string): ChatMessage['asksReply'] => {
  if (!message.asks) return undefined;
  const me = world.person(userId);
  const mentioned = (message.entities ?? []).some(
    ({ type, offset, length, user }) =>
      user?.id === me.wire.id ||
      (type === 'mention' &&
        message.text?.slice(offset, offset + length).toLowerCase() === `@${me.chat.handle}`.toLowerCase()),
  );
  const answered = message.reply_to_message?.from?.id === me.wire.id;
  if (message.asks.selective && !mentioned && !answered) return undefined;
  const written = world
    .messages(message.chat.id)
    .some(({ from, message_id }) => from?.id === me.wire.id && message_id > message.message_id);
  return written ? undefined : { placeholder: message.asks.placeholder };
};

/** What the app says of a file that came without a word. */
const LABELS = {
  photo: 'Photo',
  video: 'Video',
  animation: 'GIF',
  audio: 'Audio',
  voice: 'Voice message',
  video_note: 'Video message',
  document: 'File',
} as const;

const labelOf = (message: WireMessage): string =>
  Object.entries(LABELS).find(([field]) => field in message)?.[1] ?? '';

const nameOf = (message: StoredMessage): string =>
  message.sender_chat?.title ?? [message.from?.first_name, message.from?.last_name].filter(Boolean).join(' ');

export function chatMessage(world: World, message: StoredMessage, userId: string): ChatMessage {
  const answered = message.reply_to_message;
  const kind = outsiderOf(world, message);
  const asksReply = asksOf(world, message, userId);
  return {
    id: String(message.message_id),
    channel: String(message.chat.id),
    at: new Date(message.date * 1000).toISOString(),
    author: {
      id: String(message.sender_chat?.id ?? message.from?.id ?? ''),
      name: nameOf(message),
      bot: message.from?.is_bot === true,
      ...(kind && { kind }),
    },
    ...(message.via_bot && { via: `@${message.via_bot.username}` }),
    text: readable(world, message),
    frames: [],
    ...(message.upload && {
      files: [
        {
          name: message.upload.file_name,
          text: message.upload.text,
          ...(message.upload.data && { data: message.upload.data }),
          ...(message.upload.media_type && { media_type: message.upload.media_type }),
          as: message.upload.kind ?? 'document',
        },
      ],
    }),
    buttons: (message.reply_markup?.inline_keyboard ?? []).map((row, y) =>
      row.map((button, x) => buttonOf(world, button, `${y}:${x}`)),
    ),
    reactions: [...message.reactions]
      .filter(([, people]) => people.size > 0)
      .map(([emoji, people]) => ({
        emoji: drawnReaction(emoji),
        count: people.size,
        mine: people.has(Number(userId)),
      })),
    // Of what bots edit, their own or through somebody's inline message, the app says nothing.
    edited: message.edit_date !== undefined && message.from?.is_bot !== true && !message.via_bot,
    ephemeral: false,
    ...(asksReply && { asksReply }),
    ...(answered && message.from?.is_bot && { cause: `${message.chat.id}:${answered.message_id}` }),
    ...(answered && {
      replyTo: {
        author: answered.from?.first_name ?? answered.chat.title ?? '',
        preview: (answered.text ?? answered.caption ?? labelOf(answered)).replace(/\s+/g, ' ').slice(0, 80),
      },
    }),
  };
}
