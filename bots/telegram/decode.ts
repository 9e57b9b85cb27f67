/**
 * Telegram's updates → inbound events. Pure. Whatever is not a fresh command, press, reaction or direct message by a
 * person is nothing: edits, forwards, channel posts, what bots and anonymous admins write, what came through an inline bot.
 * Source: https://core.telegram.org/bots/api#update
 */
import type { CallbackQuery, Chat, Message, MessageEntity, Update, User } from 'telegraf/types';
import { COMMANDS } from '../shared/commands.ts';
import type { Argument, InboundEvent } from '../shared/event.ts';
import { decodeChosen, inlineMessage } from './inline.ts';
import { actorOf, cleaned, directWith, fileOf, messageOf, personOf, replyAuthor } from './parts.ts';
import { decodeReaction } from './reactions.ts';

export interface Decoding {
  bot: { id: string; username: string };
  now: Date;
  /** Who wrote the message that was reacted to, where that was seen. */
  author: Argument | undefined;
}

const KNOWN = new Set(COMMANDS.map(({ name }) => name));
/** A press has to be answered within seconds; the answers to it that are messages have no such limit. */
const CALLBACK_LIFE_MS = 60_000;
/** Telegram sets no limit to answering a message; a reply to an old one only confuses. */
const MESSAGE_LIFE_MS = 24 * 3_600_000;
/** Inside these a text is shown, not meant. */
const QUOTED = new Set(['blockquote', 'expandable_blockquote', 'pre', 'code']);

type TextMessage = Message.TextMessage & { forward_date?: number; is_automatic_forward?: true };

export const conversationOf = (chat: Chat, message?: Message): InboundEvent['conversation'] => {
  const id = String(chat.id);
  if (chat.type === 'private')
    return { platform: 'telegram', tenant: '', community: '', channel: id, kind: 'direct' };
  const topic = message && 'is_topic_message' in message && message.is_topic_message;
  return {
    platform: 'telegram',
    tenant: '',
    community: id,
    channel: id,
    ...(topic && message.message_thread_id && { thread: String(message.message_thread_id) }),
    kind: 'group',
  };
};

const writtenByThePerson = (message: TextMessage): boolean =>
  message.from !== undefined &&
  !message.from.is_bot &&
  !message.sender_chat &&
  !message.via_bot &&
  !message.forward_origin &&
  !message.forward_date &&
  !message.is_automatic_forward &&
  !message.edit_date;

/** The command's name where the message begins with one that is ours; `/pay@OtherBot` is not. */
function commandName(message: TextMessage, bot: Decoding['bot']): { name: string; length: number } | null {
  const entities = message.entities ?? [];
  const command = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (!command || entities.some(({ type, offset }) => QUOTED.has(type) && offset === 0)) return null;
  const [typed = '', addressee] = message.text.slice(1, command.length).toLowerCase().split('@');
  if (addressee !== undefined && addressee !== bot.username.toLowerCase()) return null;
  if (message.chat.type === 'private' || KNOWN.has(typed)) return { name: typed, length: command.length };
  // In a group an unknown command is probably another bot's.
  if (addressee === undefined) return null;
  return { name: typed === 'start' ? 'help' : typed, length: command.length };
}

/** A stable person where the platform gives one; `@name` stays text, because usernames change hands. */
function personIn(text: string, entity: MessageEntity, bot: Decoding['bot']): Argument | null {
  if (entity.type === 'text_mention') return personOf(entity.user);
  const named = text.slice(entity.offset, entity.offset + entity.length).toLowerCase();
  if (entity.type !== 'mention' || named !== `@${bot.username.toLowerCase()}`) return null;
  const identity = { platform: 'telegram' as const, tenant: '', user: bot.id };
  return { type: 'person', identity, name: bot.username, isBot: true };
}

/** The text behind the command, cut where people are mentioned. Offsets count UTF-16 units, as JavaScript's strings do. */
export function argumentsOf(message: TextMessage, start: number, bot: Decoding['bot']): Argument[] {
  const args: Argument[] = [];
  let at = start;
  const addText = (to: number) => {
    const text = cleaned(message.text.slice(at, to)).trim();
    if (text !== '') args.push({ type: 'text', text });
  };
  for (const entity of [...(message.entities ?? [])].sort((a, b) => a.offset - b.offset)) {
    const person = entity.offset >= at ? personIn(message.text, entity, bot) : null;
    if (!person) continue;
    addText(entity.offset);
    args.push(person);
    at = entity.offset + entity.length;
  }
  addText(message.text.length);
  return args;
}

const base = (user: User, chat: Chat, at: Date, dedupeKey: string, message?: Message) => ({
  platform: 'telegram' as const,
  dedupeKey,
  at: at.toISOString(),
  actor: actorOf(user),
  conversation: conversationOf(chat, message),
});

/** With a file, what was written is its caption. */
function writtenText(message: Message): TextMessage | null {
  if ('text' in message) return message;
  if (!('caption' in message) || message.caption === undefined || !fileOf(message)) return null;
  const { caption, caption_entities = [] } = message;
  return { ...message, text: caption, entities: caption_entities } as unknown as TextMessage;
}

/** Whom a command answers, and which message of theirs. */
function answered(message: Message.CommonMessage) {
  const replyTo = replyAuthor(message);
  if (!replyTo || !message.reply_to_message) return {};
  return { replyTo, replyToMessage: messageOf(message.chat.id, message.reply_to_message.message_id) };
}

/** The key is where the message is, not the update's id: those begin anew at random after a week without updates. */
function decodeMessage(sent: Message, { bot }: Decoding): InboundEvent[] {
  const message = writtenText(sent);
  if (!message || !writtenByThePerson(message)) return [];
  const [file, replyToFile] = [fileOf(sent), fileOf(message.reply_to_message)];
  const at = new Date(message.date * 1000);
  const common = {
    ...base(message.from!, message.chat, at, `${bot.id}:${message.chat.id}:${message.message_id}`, message),
    reply: {
      platform: 'telegram' as const,
      expiresAt: new Date(at.getTime() + MESSAGE_LIFE_MS).toISOString(),
      data: { message: String(message.message_id), chat: String(message.chat.id) },
    },
  };
  const command = commandName(message, bot);
  if (command) {
    const args = argumentsOf(message, command.length, bot);
    const files = { ...(file && { file }), ...(replyToFile && { replyToFile }) };
    return [{ ...common, kind: 'command', name: command.name, args, ...answered(message), ...files }];
  }
  const addressed = !file && message.chat.type === 'private' && !message.text.startsWith('/');
  return addressed ? [{ ...common, kind: 'message', text: cleaned(message.text) }] : [];
}

/** The key is the query's own id: after a restart the same press comes under another update id. */
function decodePress(query: CallbackQuery, { bot, now }: Decoding): InboundEvent[] {
  if (!('data' in query) || query.from.is_bot || Buffer.byteLength(query.data) > 64) return [];
  const place = pressedAt(query);
  if (!place) return [];
  return [
    {
      platform: 'telegram',
      dedupeKey: `${bot.id}:press:${query.id}`,
      at: now.toISOString(),
      actor: actorOf(query.from),
      ...place,
      reply: {
        platform: 'telegram',
        expiresAt: new Date(now.getTime() + CALLBACK_LIFE_MS).toISOString(),
        data: { callback: query.id },
      },
      kind: 'action',
      intent: cleaned(query.data),
    },
  ];
}

/** Where a button was pressed. What was sent in inline mode is in a chat that we do not know: what else is said goes to the presser's own. */
function pressedAt({ message, inline_message_id, from }: CallbackQuery) {
  if (inline_message_id) return { conversation: directWith(from), message: inlineMessage(inline_message_id) };
  if (!message) return null;
  return {
    conversation: conversationOf(message.chat, message as Message),
    ...(message.message_id && { message: messageOf(message.chat.id, message.message_id) }),
  };
}

/** Unblocked, or started by other means than a message. */
function decodeMember(
  change: Update.MyChatMemberUpdate['my_chat_member'],
  { bot }: Decoding,
): InboundEvent[] {
  if (change.chat.type !== 'private' || change.new_chat_member.status !== 'member') return [];
  const at = new Date(change.date * 1000);
  const key = `${bot.id}:member:${change.chat.id}:${change.date}`;
  return [{ ...base(change.from, change.chat, at, key), kind: 'reachable' }];
}

/** Usually one event or none; a change of several reactions gives one for each. */
export function decodeUpdate(update: Update, decoding: Decoding): InboundEvent[] {
  if ('message' in update) return decodeMessage(update.message, decoding);
  if ('callback_query' in update) return decodePress(update.callback_query, decoding);
  if ('chosen_inline_result' in update) return decodeChosen(update.chosen_inline_result, decoding);
  if ('message_reaction' in update) return decodeReaction(update.message_reaction, decoding);
  if ('my_chat_member' in update) return decodeMember(update.my_chat_member, decoding);
  return [];
}
