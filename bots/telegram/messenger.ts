/**
 * The way out: cards as messages of the Bot API, one call each, never tried twice unless Telegram has said no. Telegram gives no way to look for a
 * message whose answer was lost, so `reconcile` cannot tell and posts again: at worst a card is seen twice, and only the
 * second is edited from then on. Money is not touched by it.
 */
import type { Logger } from 'pino';
import type { Identity, Json, MessageRef, ReplyContext, SendResult } from '../../core/index.ts';
import type { Capabilities, OutgoingCard, PlatformMessenger } from '../shared/adapter.ts';
import type { Card } from '../shared/card.ts';
import { fetchBytes } from '../shared/fetch-bytes.ts';
import type { FetchedFile } from '../shared/file.ts';
import { type Call, createClient, type Failure, failureOf, type TelegramConnection } from './client.ts';
import { editTarget, isInline } from './inline.ts';
import { pacer } from './pace.ts';
import { fileSendings, notifies, renderCaption, renderCard } from './render.ts';

interface TelegramMessengerOptions extends TelegramConnection {
  log: Logger;
  /** To all chats together, by this process. Telegram allows 30. */
  messages_per_second_max?: number;
}

const CAPABILITIES: Capabilities = {
  ephemeral: false,
  modal: false,
  home: false,
  reconciles: false,
};

/** The longest text of an answer to a button. Source: https://core.telegram.org/bots/api#answercallbackquery */
const TOAST_CHARACTERS_MAX = 200;
/** A longer toast is gone before it is read: it becomes an alert, which waits for a tap. */
const TOAST_GLANCE_CHARACTERS_MAX = 40;

/** A worker waits this long for its turn to send; longer, and it does something else meanwhile. */
const PATIENCE_MS = 2_000;

/** Refusals of the chat, not of the message. */
const NOT_ALLOWED =
  /not enough rights|have no rights|need administrator rights|CHAT_WRITE_FORBIDDEN|CHAT_SEND_\w+_FORBIDDEN|CHAT_RESTRICTED|CHAT_ADMIN_REQUIRED|TOPIC_CLOSED|TOPIC_DELETED|chat not found|PEER_ID_INVALID|USER_IS_BLOCKED|group chat was deactivated/i;
const GONE =
  /message to edit not found|message can't be edited|MESSAGE_ID_INVALID|message to be replied not found|MESSAGE_AUTHOR_REQUIRED/i;
const NOTHING_TO_DELETE = /message to delete not found/i;
const UNCHANGED = /message is not modified/i;
/** It has a file: its text is a caption. */
const NO_TEXT = /there is no text in the message to edit/i;
const NO_TOPIC = /message thread not found/i;
const TOO_LATE = /query is too old|query ID is invalid|QUERY_ID_INVALID/i;

/** People's ids are positive, and so are their chats with the bot; what is for one person must never be shown to a group. */
const PERSON = /^[1-9]\d*$/;
const CHAT = /^-?[1-9]\d*$/;

interface Target {
  chat: string;
  thread?: string | undefined;
  /** The message goes to a person, not to a place. */
  person: boolean;
  degraded: boolean;
}

/** Where a message goes: what is for one person goes to their own chat with the bot, which has the person's id. */
function targetOf({ audience, conversation, person }: OutgoingCard): Target | null {
  if (audience === 'conversation')
    return conversation
      ? {
          chat: conversation.channel,
          thread: conversation.thread,
          person: conversation.kind === 'direct',
          degraded: false,
        }
      : null;
  if (person?.platform !== 'telegram') return null;
  const degraded = audience === 'private' && conversation?.kind === 'group';
  return { chat: person.user, person: true, degraded };
}

/** Only in the chat where the answered message is. */
function replyParameters(reply: ReplyContext | undefined, chat: string): Record<string, unknown> {
  const data = reply?.platform === 'telegram' ? (reply.data as { [key: string]: Json }) : undefined;
  if (!data?.message || data.chat !== chat || Date.parse(reply!.expiresAt) < Date.now()) return {};
  return {
    reply_parameters: { message_id: Number(data.message), allow_sending_without_reply: true },
  };
}

/** A reply to the message that it belongs to, in the chat where that is. */
const aboutParameters = (about: MessageRef | undefined, chat: string): Record<string, unknown> | null =>
  about?.channel === chat
    ? { reply_parameters: { message_id: Number(about.message), allow_sending_without_reply: true } }
    : null;

const refused = (failure: Extract<Failure, { what: 'refused' }>, person: boolean): SendResult => {
  const { code, reason } = failure;
  if (GONE.test(reason)) return { status: 'expired', reason };
  if (code === 403 || NOT_ALLOWED.test(reason))
    return { status: person ? 'unreachable' : 'forbidden', reason };
  return { status: 'invalid', reason };
};

const resultOf = (failure: ChatFailure, person: boolean): SendResult => {
  if (failure.what === 'rate_limited')
    return { status: 'rate_limited', retry_after_ms: failure.retry_after_ms, scope: 'conversation' };
  return failure.what === 'unknown'
    ? { status: 'unknown', reason: failure.reason }
    : refused(failure, person);
};

const sent = (chat: string, message: string, degraded = false): SendResult => ({
  status: 'sent',
  ref: { platform: 'telegram', channel: chat, message },
  ...(degraded && { degraded: 'direct' as const }),
});

type ChatFailure = Exclude<Failure, { what: 'migrated' }>;

/** A group that became a supergroup has another id from then on: the same call, once more, to that. */
async function callChat<T>(
  call: Call,
  method: string,
  payload: Record<string, unknown> & { chat_id: string },
): Promise<{ chat: string; value: T } | { failure: ChatFailure }> {
  for (let chat = payload.chat_id, tries = 0; ; tries += 1) {
    try {
      return { chat, value: await call<T>(method, { ...payload, chat_id: chat }) };
    } catch (error) {
      const failure = failureOf(error);
      if (failure.what !== 'migrated') return { failure };
      if (tries > 0) return { failure: { what: 'unknown', reason: `${chat} migrated twice` } };
      chat = failure.chat;
    }
  }
}

type Sending = Awaited<ReturnType<typeof callChat<{ message_id: number }>>>;

/** Whether it is the message that Telegram says no to, and not the chat: nothing was sent, and another way may do. */
const isRefused = (done: Sending): boolean =>
  'failure' in done &&
  done.failure.what === 'refused' &&
  refused(done.failure, false).status === 'invalid' &&
  !NO_TOPIC.test(done.failure.reason);

/** An id that Telegram no longer takes, a photo that is too narrow, a person who takes no voice messages: then it goes the next way. */
async function firstTaken(
  call: Call,
  [way, ...others]: ReturnType<typeof fileSendings>,
  payload: Record<string, unknown> & { chat_id: string },
): Promise<Sending> {
  const done = await callChat<{ message_id: number }>(call, way!.method, { ...payload, ...way!.content });
  return others.length > 0 && isRefused(done) ? firstTaken(call, others, payload) : done;
}

const post = async (call: Call, message: OutgoingCard, target: Target): Promise<SendResult> => {
  const { file } = message.card;
  const payload = {
    chat_id: target.chat,
    ...(file ? renderCaption(message.card) : renderCard(message.card)),
    ...(target.thread && { message_thread_id: Number(target.thread) }),
    ...(aboutParameters(message.about, target.chat) ?? replyParameters(message.reply, target.chat)),
    ...(!target.person && !notifies(message.card) && { disable_notification: true }),
  };
  const ways = file ? fileSendings(file) : [{ method: 'sendMessage', content: {} }];
  const done = await firstTaken(call, ways, payload);
  if (!('failure' in done)) return sent(done.chat, String(done.value.message_id), target.degraded);
  const { failure } = done;
  // The topic was deleted: better in the group's main room than nowhere.
  if (failure.what === 'refused' && target.thread && NO_TOPIC.test(failure.reason))
    return post(call, message, { ...target, thread: undefined });
  return resultOf(failure, target.person);
};

async function edit(call: Call, target: Record<string, unknown>, card: Card): Promise<void> {
  try {
    await call('editMessageText', { ...target, ...renderCard(card) });
  } catch (error) {
    const failure = failureOf(error);
    if (failure.what !== 'refused' || !NO_TEXT.test(failure.reason)) throw error;
    await call('editMessageCaption', { ...target, ...renderCaption(card) });
  }
}

const editMessage = async (call: Call, message: OutgoingCard, previous: MessageRef): Promise<SendResult> => {
  const { channel } = previous;
  try {
    await edit(call, editTarget(previous), message.card);
    return sent(channel, previous.message);
  } catch (error) {
    const failure = failureOf(error);
    // Under the supergroup's id the same number is another message.
    if (failure.what === 'migrated')
      return { status: 'expired', reason: `the group became ${failure.chat}, without its old messages` };
    if (failure.what === 'refused' && UNCHANGED.test(failure.reason)) return sent(channel, previous.message);
    return resultOf(failure, !channel.startsWith('-') && !isInline(previous));
  }
};

/** Bots get files of up to 20 MB. Source: https://core.telegram.org/bots/api#getfile */
const fileFailure = (failure: Failure): FetchedFile => {
  switch (failure.what) {
    case 'rate_limited':
      return { status: 'rate_limited', retry_after_ms: failure.retry_after_ms };
    case 'unknown':
      return { status: 'unknown', reason: failure.reason };
    case 'migrated':
      return { status: 'gone', reason: `its group became ${failure.chat}` };
    case 'refused':
      return /file is too big/i.test(failure.reason)
        ? { status: 'too_large' }
        : { status: 'gone', reason: failure.reason };
  }
};

export function createTelegramMessenger(options: TelegramMessengerOptions): PlatformMessenger {
  const { log } = options;
  const call = createClient(options);
  const pace = pacer(options.messages_per_second_max ?? 30);
  let username: string | null = null;

  const show = async (message: OutgoingCard): Promise<SendResult> => {
    const target = targetOf(message);
    if (!target && !message.previous) return { status: 'invalid', reason: 'nobody and nowhere to send to' };
    if (target && !message.previous && !(target.person ? PERSON : CHAT).test(target.chat))
      return { status: 'unreachable', reason: 'this person has never been seen' };
    const wait_ms = await pace.turn(PATIENCE_MS);
    if (wait_ms > 0) return { status: 'rate_limited', retry_after_ms: wait_ms, scope: 'platform' };
    const result = message.previous
      ? await editMessage(call, message, message.previous)
      : await post(call, message, target!);
    if (result.status === 'invalid')
      log.error({ reason: result.reason, message: message.id }, 'Telegram refused a message of ours');
    return result;
  };

  const settle = async (reply: ReplyContext, toast?: string): Promise<SendResult> => {
    const callback = (reply.data as { callback?: string }).callback;
    if (!callback) return sent('', '');
    const text = toast?.slice(0, TOAST_CHARACTERS_MAX);
    try {
      await call('answerCallbackQuery', {
        callback_query_id: callback,
        ...(text && { text, show_alert: text.length > TOAST_GLANCE_CHARACTERS_MAX }),
      });
    } catch (error) {
      const failure = failureOf(error);
      if (failure.what === 'migrated') return sent('', callback);
      // Too late means that the person's app no longer waits: that concerns no payment.
      if (failure.what !== 'refused' || !TOO_LATE.test(failure.reason)) return resultOf(failure, true);
    }
    return sent('', callback);
  };

  /** What a person wrote: in their own chat with us always, in a group where we are an administrator who may. */
  const erase = async (reply: ReplyContext): Promise<SendResult> => {
    const { message, chat } = reply.data as { message?: string; chat?: string };
    if (!message || !chat) return { status: 'invalid', reason: 'no message to erase' };
    const done = await callChat(call, 'deleteMessage', { chat_id: chat, message_id: Number(message) });
    if (!('failure' in done)) return sent(chat, message);
    const { failure } = done;
    if (failure.what === 'refused' && NOTHING_TO_DELETE.test(failure.reason)) return sent(chat, message);
    return resultOf(failure, !chat.startsWith('-'));
  };

  const fetchFile = async (reference: Json, bytes_max: number): Promise<FetchedFile> => {
    try {
      const { file_path } = await call<{ file_path?: string }>('getFile', { file_id: reference });
      if (!file_path) return { status: 'gone', reason: 'Telegram says no path' };
      const root = (options.apiUrl ?? 'https://api.telegram.org').replace(/\/+$/, '');
      const address = `${root}/file/bot${options.token}/${encodeURI(file_path)}`;
      return await fetchBytes(address, { origins: [new URL(root).origin], bytes_max });
    } catch (error) {
      return fileFailure(failureOf(error));
    }
  };

  return {
    platform: 'telegram',
    capabilities: CAPABILITIES,
    show,
    fetchFile,
    settle,
    erase,
    open: async () => ({ status: 'invalid', reason: 'Telegram has no forms' }),
    directUrl: async (_person: Identity) => {
      try {
        username ??= (await call<{ username: string }>('getMe', {})).username;
        return `https://t.me/${username}?start=hello`;
      } catch (error) {
        log.warn({ reason: String(error) }, 'could not ask Telegram for our name');
        return null;
      }
    },
  };
}
