/** What people do in the emulated Telegram, and the updates that the bot gets of it. */
import { randomBytes } from 'node:crypto';
import { type ChatFile, NotSent } from '../emulator.ts';
import { kindOf } from '../kept.ts';
import { typedEntities } from './entities.ts';
import type { Telegram } from './methods.ts';
import { withoutReply } from './methods-messages.ts';
import { reactionEmoji } from './reactions.ts';
import type { WireChat, WireReaction, WireUser } from './wire.ts';
import { deepLink, onTheWire, type Person, type StoredMessage } from './world.ts';

const now_s = (): number => Math.floor(Date.now() / 1000);

/** Under privacy mode a bot sees of a group: commands for it or for nobody in particular, answers to it, mentions of it. */
const botSees = ({ world }: Telegram, message: StoredMessage): boolean => {
  if (message.chat.type === 'private') return world.people.some(({ wire }) => wire.id === message.chat.id);
  if (world.group.botIsAdmin) return true;
  if (message.reply_to_message?.from?.id === world.bot.id || message.via_bot?.id === world.bot.id)
    return true;
  const name = `@${world.bot.username}`.toLowerCase();
  return (message.entities ?? []).some(({ type, offset, length }) => {
    const words = message.text!.slice(offset, offset + length).toLowerCase();
    return type === 'bot_command'
      ? !words.includes('@') || words.endsWith(name)
      : type === 'mention' && words === name;
  });
};

/** Posts a message and hands it to the bot, where it is for the bot to hear and the bot may see it. `extra` makes it a forward, a topic message … */
export function post(
  telegram: Telegram,
  from: WireUser,
  chat: WireChat,
  text: string,
  extra: Partial<Omit<StoredMessage, 'reactions'>> = {},
  heard = true,
): StoredMessage {
  const typed = typedEntities(text, telegram.world.people);
  const stored = telegram.world.store({
    from,
    chat,
    date: now_s(),
    text: typed.text,
    ...(typed.entities.length > 0 && { entities: typed.entities }),
    ...extra,
  });
  telegram.changed();
  if (heard && botSees(telegram, stored)) telegram.feed.push('message', onTheWire(stored));
  return stored;
}

const memberUpdate = ({ world, feed }: Telegram, person: Person, before: string, after: string): void =>
  feed.push('my_chat_member', {
    chat: world.chatForPerson(person.chat.id, person.chat.id),
    from: person.wire,
    date: now_s(),
    old_chat_member: { user: world.bot, status: before },
    new_chat_member: { user: world.bot, status: after, ...(after === 'kicked' && { until_date: 0 }) },
  });

/** Blocking and unblocking are told to the bot; never having written to it is nothing to tell. */
export function setReach(telegram: Telegram, person: Person, reach: Person['reach']): void {
  const before = person.reach;
  person.reach = reach;
  if (before === 'blocked' && reach === 'started') memberUpdate(telegram, person, 'kicked', 'member');
  if (before === 'started' && reach === 'blocked') memberUpdate(telegram, person, 'member', 'kicked');
  telegram.changed();
}

/** A message to the bot starts it, or unblocks it: the app offers nothing else to write. */
export function say(
  telegram: Telegram,
  userId: string,
  channelId: string,
  text: string,
  replyTo?: string,
  file?: ChatFile,
): StoredMessage {
  const { world } = telegram;
  const person = world.person(userId);
  const chat = world.chatForPerson(userId, channelId);
  if (text.trim() === '' && !file) throw new Error('an empty message cannot be sent');
  if (text.length > 4096) throw new NotSent('A message has at most 4,096 characters.');
  if (file && text.length > 1024) throw new NotSent('A caption has at most 1,024 characters.');
  if (chat.id === person.wire.id) setReach(telegram, person, 'started');
  const answered = replyTo === undefined ? undefined : world.find(chat.id, Number(replyTo));
  return post(telegram, person.wire, chat, text.trim(), {
    ...(answered && { reply_to_message: withoutReply(answered) }),
    ...(file && { upload: uploadOf(file) }),
  });
}

const uploadOf = (file: ChatFile): NonNullable<StoredMessage['upload']> => ({
  file_name: file.name,
  text: file.text,
  kind: file.as ?? kindOf(file),
  ...(file.data && { data: file.data }),
  ...(file.media_type && { media_type: file.media_type }),
});

/** What the app does with a link to the bot: writes to it, or puts it into a group and writes there. False for any other link. */
export function follow(telegram: Telegram, userId: string, url: string): boolean {
  const link = deepLink(telegram.world.bot, url);
  if (!link) return false;
  const chat = link.to === 'group' ? String(telegram.world.group.chat.id) : userId;
  say(telegram, userId, chat, link.text);
  return true;
}

const mustFind = ({ world }: Telegram, chat: WireChat, messageId: string): StoredMessage => {
  const message = world.find(chat.id, Number(messageId));
  if (!message) throw new Error(`there is no message ${messageId} in ${chat.id}`);
  return message;
};

export function press(
  telegram: Telegram,
  userId: string,
  channelId: string,
  messageId: string,
  buttonId: string,
): void {
  const { world } = telegram;
  const message = mustFind(telegram, world.chatForPerson(userId, channelId), messageId);
  const [row, column] = buttonId.split(':').map(Number);
  const button = message.reply_markup?.inline_keyboard[row ?? -1]?.[column ?? -1];
  if (!button) throw new Error(`there is no button ${buttonId} on message ${messageId}`);
  if (button.url !== undefined) return void follow(telegram, userId, button.url);
  if (button.copy_text) telegram.flash({ userId, text: 'Copied to the clipboard.', alert: false });
  if (button.callback_data === undefined) return;
  // Not counted from the start of this process: the bot keeps which presses it has seen, and would take the first ones for those of the last time.
  const id = String(BigInt.asUintN(63, randomBytes(8).readBigUInt64BE()));
  telegram.callbacks.set(id, { userId, at_ms: Date.now(), answered: false });
  telegram.feed.push(
    'callback_query',
    {
      id,
      from: world.person(userId).wire,
      // Of what was made in inline mode the bot knows no more than an id: it may not be in that chat.
      ...(message.inlineId ? { inline_message_id: message.inlineId } : { message: onTheWire(message) }),
      chat_instance: String(message.chat.id * 7919),
      data: button.callback_data,
    },
    true,
  );
}

const reactionsOf = (message: StoredMessage, who: number): WireReaction[] =>
  [...message.reactions].flatMap(([emoji, people]) => (people.has(who) ? [{ type: 'emoji', emoji }] : []));

/** Puts exactly these reactions of one person's (or, anonymously, of the group's) on a message. */
export function setReactions(
  telegram: Telegram,
  userId: string,
  channelId: string,
  messageId: string,
  emojis: string[],
  anonymous = false,
): void {
  const { world, feed } = telegram;
  const chat = world.chatForPerson(userId, channelId);
  const message = mustFind(telegram, chat, messageId);
  const allowed = emojis.map((emoji) => {
    const reaction = reactionEmoji(emoji);
    if (!reaction) throw new NotSent(`Telegram has no reaction ${emoji}.`);
    return reaction;
  });
  const who = anonymous ? chat.id : Number(userId);
  const before = reactionsOf(message, who);
  for (const people of message.reactions.values()) people.delete(who);
  for (const emoji of allowed)
    message.reactions.set(emoji, new Set([...(message.reactions.get(emoji) ?? []), who]));
  telegram.changed();
  const seen = chat.type === 'private' ? chat.id === Number(userId) : world.group.botIsAdmin;
  if (!seen) return;
  feed.push('message_reaction', {
    chat,
    message_id: message.message_id,
    ...(anonymous ? { actor_chat: chat } : { user: world.person(userId).wire }),
    date: now_s(),
    old_reaction: before,
    new_reaction: reactionsOf(message, who),
  });
}

/** One reaction per person, as without Telegram Premium: a new one replaces the old. */
export function react(
  telegram: Telegram,
  userId: string,
  channelId: string,
  messageId: string,
  emoji: string,
  on: boolean,
): void {
  const { world } = telegram;
  const message = mustFind(telegram, world.chatForPerson(userId, channelId), messageId);
  const had = message.reactions.get(reactionEmoji(emoji) ?? '')?.has(Number(userId)) ?? false;
  if (on || had) setReactions(telegram, userId, channelId, messageId, on ? [emoji] : []);
}

/** Bots are not told when people delete. */
export function erase(telegram: Telegram, userId: string, channelId: string, messageId: string): void {
  const { world } = telegram;
  const message = mustFind(telegram, world.chatForPerson(userId, channelId), messageId);
  if (message.from?.id !== Number(userId)) throw new Error('people delete only what they wrote');
  world.remove(message);
  telegram.changed();
}

export function edit(
  telegram: Telegram,
  userId: string,
  channelId: string,
  messageId: string,
  text: string,
): void {
  const message = mustFind(telegram, telegram.world.chatForPerson(userId, channelId), messageId);
  if (message.from?.id !== Number(userId)) throw new Error('people edit only what they wrote');
  const typed = typedEntities(text, telegram.world.people);
  Object.assign(message, { text: typed.text, entities: typed.entities, edit_date: now_s() });
  telegram.changed();
  if (botSees(telegram, message)) telegram.feed.push('edited_message', onTheWire(message));
}
