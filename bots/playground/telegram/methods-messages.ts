/** sendMessage, its edits and deletion, reactions by the bot. Source: https://core.telegram.org/bots/api#available-methods */
import type { ChatFileKind } from '../emulator.ts';
import { isPicture } from '../kept.ts';
import { integerOf, objectOf, textOf, type Upload } from './body.ts';
import { composedAsk, composedMarkup, composedText, editedMarkup, replyOf } from './compose.ts';
import { findFile } from './files.ts';
import type { Method, Telegram } from './methods.ts';
import { reactionEmoji } from './reactions.ts';
import { badRequest, type Parameters, type WireMessage, type WireReaction } from './wire.ts';
import { onTheWire, type StoredMessage } from './world.ts';

const now_s = (): number => Math.floor(Date.now() / 1000);

/** The thread that the message goes to: only forums have topics, and a reply stays in its own. */
const threadOf = (telegram: Telegram, parameters: Parameters): number | undefined => {
  const thread = integerOf(parameters.message_thread_id);
  if (thread === undefined) return undefined;
  const chat = telegram.world.chatForBot(parameters.chat_id, false);
  if (!chat.is_forum || !telegram.world.find(chat.id, thread)) throw badRequest('message thread not found');
  return thread;
};

const sendMessage: Method = (telegram, parameters) =>
  send(telegram, parameters, composedText(parameters, telegram.world.findUser));

const CAPTION_MAX = 1024;

const composedCaption = (telegram: Telegram, parameters: Parameters): ReturnType<typeof composedText> => {
  const caption = textOf(parameters.caption);
  const composed =
    caption === ''
      ? { text: '', entities: [] }
      : composedText({ ...parameters, text: caption }, telegram.world.findUser);
  if (composed.text.length > CAPTION_MAX) throw badRequest('message caption is too long');
  return composed;
};

/** By its content, or by the id of one that is there: as what it was, and nothing else. */
const fileToSend = ({ world }: Telegram, given: unknown, kind: ChatFileKind): Upload => {
  if (typeof given === 'string' && given !== '') {
    const known = findFile(world, given);
    if (!known) throw badRequest('wrong file identifier/HTTP URL specified');
    if (known.upload.kind !== kind) throw badRequest('type of file mismatch');
    return known.upload;
  }
  const upload = given as Upload | undefined;
  if (typeof upload !== 'object' || upload === null || !upload.file_name)
    throw badRequest(`there is no ${kind} in the request`);
  if (upload.text === '' && !upload.data) throw badRequest('file must be non-empty');
  if (kind === 'photo' && !isPicture(upload.file_name)) throw badRequest('IMAGE_PROCESS_FAILED');
  return { ...upload, kind };
};

/** A file with a caption. */
const sendFile =
  (kind: ChatFileKind): Method =>
  (telegram, parameters) => {
    const upload = fileToSend(telegram, parameters[kind], kind);
    return send(telegram, parameters, composedCaption(telegram, parameters), upload);
  };

const send = (
  telegram: Telegram,
  parameters: Parameters,
  { text, entities }: ReturnType<typeof composedText>,
  upload?: Upload,
): WireMessage => {
  const { world } = telegram;
  const chat = world.chatForBot(parameters.chat_id, true);
  const thread = threadOf(telegram, parameters);
  const markup = composedMarkup(parameters);
  const asks = composedAsk(parameters);
  const reply = replyOf(parameters);
  const answered = reply && world.find(chat.id, reply.message_id);
  if (reply && !answered && !reply.mayMiss) throw badRequest('message to be replied not found');
  telegram.countMessage(chat.id, chat.type !== 'private');
  const stored = world.store({
    from: world.bot,
    chat,
    date: now_s(),
    text,
    ...(thread !== undefined && { message_thread_id: thread, is_topic_message: true as const }),
    ...(entities.length > 0 && { entities }),
    ...(answered && { reply_to_message: withoutReply(answered) }),
    ...(markup && { reply_markup: markup }),
    ...(asks && { asks }),
    ...(upload && { upload }),
  });
  telegram.changed();
  return onTheWire(stored);
};

/** A replied-to message does not carry a reply of its own. */
export const withoutReply = (message: StoredMessage): WireMessage => {
  const { reply_to_message: _, ...rest } = onTheWire(message);
  return rest;
};

/** The bot's own message, or one that was made in its inline mode. */
const ownMessage = (telegram: Telegram, parameters: Parameters): StoredMessage => {
  const inlineId = textOf(parameters.inline_message_id);
  if (inlineId !== '') {
    const inline = telegram.world.findInline(inlineId);
    if (!inline) throw badRequest('MESSAGE_ID_INVALID');
    return inline;
  }
  const chat = telegram.world.chatForBot(parameters.chat_id, false);
  const message = telegram.world.find(chat.id, integerOf(parameters.message_id));
  if (!message) throw badRequest('message to edit not found');
  if (message.from?.id !== telegram.world.bot.id) throw badRequest("message can't be edited");
  return message;
};

/** What it is now; of an inline message the bot is told only that it was done. */
const edited = (
  telegram: Telegram,
  message: StoredMessage,
  change: Partial<WireMessage>,
): WireMessage | true => {
  const looks = ({ text, entities, reply_markup }: Partial<WireMessage>): string =>
    JSON.stringify([text, entities ?? [], reply_markup ?? null]);
  const { reply_markup: _, ...rest } = message;
  const after = { ...rest, ...change };
  if (looks(after) === looks(message))
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  for (const key of ['text', 'entities', 'reply_markup'] as const) delete message[key];
  Object.assign(message, after, { edit_date: now_s() });
  telegram.changed();
  return message.inlineId ? true : onTheWire(message);
};

/** An edit without a keyboard takes the keyboard away. */
const rewritten = (
  telegram: Telegram,
  message: StoredMessage,
  { text, entities }: ReturnType<typeof composedText>,
  markup: ReturnType<typeof editedMarkup>,
): WireMessage | true => {
  const { entities: _, ...rest } = message;
  return edited(telegram, message, {
    ...rest,
    text,
    entities,
    ...(markup ? { reply_markup: markup } : { reply_markup: undefined as never }),
  });
};

const editMessageText: Method = (telegram, parameters) => {
  const message = ownMessage(telegram, parameters);
  if (message.upload) throw badRequest('there is no text in the message to edit');
  const composed = composedText(parameters, telegram.world.findUser);
  return rewritten(telegram, message, composed, editedMarkup(parameters));
};

const editMessageCaption: Method = (telegram, parameters) => {
  const message = ownMessage(telegram, parameters);
  if (!message.upload) throw badRequest('there is no caption in the message to edit');
  return rewritten(telegram, message, composedCaption(telegram, parameters), editedMarkup(parameters));
};

const editMessageReplyMarkup: Method = (telegram, parameters) => {
  const message = ownMessage(telegram, parameters);
  const markup = editedMarkup(parameters);
  return edited(telegram, message, markup ? { reply_markup: markup } : {});
};

/** "A message can only be deleted if it was sent less than 48 hours ago." */
const DELETE_WITHIN_S = 48 * 3600;

const remove = (telegram: Telegram, message: StoredMessage): void => {
  const { world } = telegram;
  const mine = message.from?.id === world.bot.id;
  const admin = message.chat.type !== 'private' && world.group.botIsAdmin;
  if (!mine && !admin && message.chat.type !== 'private')
    throw badRequest("message can't be deleted for everyone");
  if (!admin && now_s() - message.date > DELETE_WITHIN_S) throw badRequest("message can't be deleted");
  world.remove(message);
  telegram.changed();
};

const deleteMessage: Method = (telegram, parameters) => {
  const chat = telegram.world.chatForBot(parameters.chat_id, false);
  const message = telegram.world.find(chat.id, integerOf(parameters.message_id));
  if (!message) throw badRequest('message to delete not found');
  remove(telegram, message);
  return true;
};

/** Those that are not there are skipped. */
const deleteMessages: Method = (telegram, parameters) => {
  const chat = telegram.world.chatForBot(parameters.chat_id, false);
  const ids = objectOf<number[]>(parameters.message_ids, 'message_ids') ?? [];
  if (ids.length < 1 || ids.length > 100) throw badRequest('message identifiers are not specified');
  for (const id of ids) {
    const message = telegram.world.find(chat.id, id);
    if (message) remove(telegram, message);
  }
  return true;
};

const setMessageReaction: Method = (telegram, parameters) => {
  const { world } = telegram;
  const chat = world.chatForBot(parameters.chat_id, false);
  const message = world.find(chat.id, integerOf(parameters.message_id));
  if (!message) throw badRequest('message to react not found');
  const reactions = objectOf<WireReaction[]>(parameters.reaction, 'reaction') ?? [];
  if (reactions.length > 1) throw badRequest('REACTIONS_TOO_MANY');
  const emojis = reactions.map((reaction) => {
    const emoji =
      reaction.type === 'emoji' ? reactionEmoji(textOf(reaction.emoji)) : reaction.custom_emoji_id;
    if (!emoji) throw badRequest('REACTION_INVALID');
    return emoji;
  });
  for (const people of message.reactions.values()) people.delete(world.bot.id);
  for (const emoji of emojis)
    message.reactions.set(emoji, new Set([...(message.reactions.get(emoji) ?? []), world.bot.id]));
  telegram.changed();
  return true;
};

export const messageMethods: Record<string, Method> = {
  sendmessage: sendMessage,
  senddocument: sendFile('document'),
  sendphoto: sendFile('photo'),
  sendvideo: sendFile('video'),
  sendanimation: sendFile('animation'),
  sendaudio: sendFile('audio'),
  sendvoice: sendFile('voice'),
  editmessagetext: editMessageText,
  editmessagecaption: editMessageCaption,
  editmessagereplymarkup: editMessageReplyMarkup,
  deletemessage: deleteMessage,
  deletemessages: deleteMessages,
  setmessagereaction: setMessageReaction,
  sendchataction: (telegram, parameters) => telegram.world.chatForBot(parameters.chat_id, true) !== undefined,
};
