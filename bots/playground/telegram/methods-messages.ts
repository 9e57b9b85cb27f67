/** sendMessage, its edits and deletion, reactions by the bot. Source: https://core.telegram.org/bots/api#available-methods */
import { integerOf, objectOf, textOf } from './body.ts';
import { composedMarkup, composedText, replyOf } from './compose.ts';
import type { Method, Telegram } from './methods.ts';
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

const sendMessage: Method = (telegram, parameters) => {
  const { world } = telegram;
  const chat = world.chatForBot(parameters.chat_id, true);
  const thread = threadOf(telegram, parameters);
  const { text, entities } = composedText(parameters, world.findUser);
  const markup = composedMarkup(parameters);
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
  });
  telegram.changed();
  return onTheWire(stored);
};

/** A replied-to message does not carry a reply of its own. */
export const withoutReply = (message: StoredMessage): WireMessage => {
  const { reply_to_message: _, ...rest } = onTheWire(message);
  return rest;
};

const ownMessage = (telegram: Telegram, parameters: Parameters): StoredMessage => {
  const chat = telegram.world.chatForBot(parameters.chat_id, false);
  const message = telegram.world.find(chat.id, integerOf(parameters.message_id));
  if (!message) throw badRequest('message to edit not found');
  if (message.from?.id !== telegram.world.bot.id) throw badRequest("message can't be edited");
  return message;
};

const edited = (telegram: Telegram, message: StoredMessage, change: Partial<WireMessage>): WireMessage => {
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
  return onTheWire(message);
};

/** An edit without a keyboard takes the keyboard away. */
const editMessageText: Method = (telegram, parameters) => {
  const message = ownMessage(telegram, parameters);
  const { text, entities } = composedText(parameters, telegram.world.findUser);
  const markup = composedMarkup(parameters);
  const { entities: _, ...rest } = message;
  return edited(telegram, message, {
    ...rest,
    text,
    entities,
    ...(markup ? { reply_markup: markup } : { reply_markup: undefined as never }),
  });
};

const editMessageReplyMarkup: Method = (telegram, parameters) => {
  const message = ownMessage(telegram, parameters);
  const markup = composedMarkup(parameters);
  return edited(telegram, message, markup ? { reply_markup: markup } : {});
};

const deleteMessage: Method = (telegram, parameters) => {
  const chat = telegram.world.chatForBot(parameters.chat_id, false);
  const message = telegram.world.find(chat.id, integerOf(parameters.message_id));
  if (!message) throw badRequest('message to delete not found');
  const mine = message.from?.id === telegram.world.bot.id;
  if (!mine && chat.type !== 'private' && !telegram.world.group.botIsAdmin)
    throw badRequest("message can't be deleted for everyone");
  const log = telegram.world.messages(chat.id);
  log.splice(log.indexOf(message), 1);
  telegram.changed();
  return true;
};

const setMessageReaction: Method = (telegram, parameters) => {
  const chat = telegram.world.chatForBot(parameters.chat_id, false);
  const message = telegram.world.find(chat.id, integerOf(parameters.message_id));
  if (!message) throw badRequest('message to react not found');
  const reactions = objectOf<WireReaction[]>(parameters.reaction, 'reaction') ?? [];
  if (reactions.length > 1) throw badRequest('REACTIONS_TOO_MANY');
  for (const people of message.reactions.values()) people.delete(telegram.world.bot.id);
  for (const reaction of reactions) {
    const emoji = reaction.type === 'emoji' ? textOf(reaction.emoji) : reaction.custom_emoji_id;
    message.reactions.set(emoji, new Set([...(message.reactions.get(emoji) ?? []), telegram.world.bot.id]));
  }
  telegram.changed();
  return true;
};

export const messageMethods: Record<string, Method> = {
  sendmessage: sendMessage,
  editmessagetext: editMessageText,
  editmessagereplymarkup: editMessageReplyMarkup,
  deletemessage: deleteMessage,
  setmessagereaction: setMessageReaction,
  sendchataction: (telegram, parameters) => telegram.world.chatForBot(parameters.chat_id, true) !== undefined,
};
