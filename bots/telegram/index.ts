/** Telegram's way in. */
import type { Logger } from 'pino';
import { TelegramError } from 'telegraf';
import type { InlineQuery, Update, UserFromGetMe } from 'telegraf/types';
import type { Adapter, Authors, Receive } from '../shared/adapter.ts';
import { commandSummary } from '../shared/commands.ts';
import { inboundEventSchema } from '../shared/event.ts';
import type { Questions } from '../shared/question.ts';
import { type Call, createClient, type TelegramConnection } from './client.ts';
import { conversationOf, type Decoding, decodeUpdate } from './decode.ts';
import { answerInline } from './inline.ts';
import { type Polling, startPolling } from './polling.ts';
import { writerOf } from './reactions.ts';
import { registerCommands, type Summaries } from './register.ts';
import { type HttpHandler, WEBHOOK_PATH, webhookHandler } from './webhook.ts';

export { createTelegramMessenger } from './messenger.ts';
export { WEBHOOK_PATH } from './webhook.ts';

interface TelegramAdapterOptions extends TelegramConnection {
  /** Unset: long polling. `url` is public; without a path it means `/telegram/webhook`. */
  webhook?: { url: string; secret: string } | undefined;
  /** The ids of those in whose own chats the operator's commands are listed. */
  operators?: readonly string[];
  log: Logger;
}

export interface TelegramAdapter extends Adapter {
  /** For POST {@link WEBHOOK_PATH}; there with a webhook only. */
  httpHandler?: HttpHandler;
}

/** Everything we decode and nothing else; edits and channel posts are never asked for. */
const ALLOWED_UPDATES = [
  'message',
  'callback_query',
  'inline_query',
  'chosen_inline_result',
  'message_reaction',
  'my_chat_member',
] as const;

const START_TRIES_MAX = 4;

/** Says what to do about a start that failed. */
function explained(error: unknown, apiUrl: string | undefined): Error {
  if (error instanceof TelegramError && (error.code === 401 || error.code === 404))
    return new Error(
      'Telegram does not know TELEGRAM_TOKEN. Copy the token of your bot from @BotFather (/mybots, API Token).',
      { cause: error },
    );
  if (error instanceof TelegramError && /webhook/i.test(error.description))
    return new Error(
      `Telegram does not take TELEGRAM_WEBHOOK_URL (${error.description}). It must be a public https address on port 443, 80, 88 or 8443.`,
      { cause: error },
    );
  return new Error(
    `Telegram cannot be reached at ${apiUrl ?? 'https://api.telegram.org'} (${String(error)}). Check the network, or TELEGRAM_API_URL.`,
    { cause: error },
  );
}

/** A network that comes up a second after us is no reason to give up; an answer that says no is. */
async function persistently<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run();
    } catch (error) {
      const final = error instanceof TelegramError && error.code < 500 && error.code !== 429;
      if (final || tries === START_TRIES_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** tries));
    }
  }
}

const webhookUrl = (text: string): string => {
  const url = new URL(text);
  if (url.pathname === '/') url.pathname = WEBHOOK_PATH;
  return url.href;
};

const summaries: Summaries = {
  '': (name) => commandSummary(name, 'en'),
  de: (name) => commandSummary(name, 'de'),
};

/** What an adapter is started with. */
interface Asked {
  receive: Receive;
  questions: Questions | undefined;
  authors: Authors | undefined;
}

/** Keeps who wrote a message, or tells who wrote the one that was reacted to. The update is confirmed only after that. */
async function authorFor(update: Update, authors: Authors | undefined) {
  if ('message' in update) {
    const { chat, message_id } = update.message;
    const writer = writerOf(update.message);
    if (writer) await authors?.saw(conversationOf(chat), String(message_id), writer);
  }
  if (!('message_reaction' in update)) return undefined;
  const { chat, message_id } = update.message_reaction;
  return authors?.of(conversationOf(chat), String(message_id));
}

export function createTelegramAdapter(options: TelegramAdapterOptions): TelegramAdapter {
  const { webhook, log } = options;
  const call: Call = createClient(options);
  const underWay = new Set<Promise<void>>();
  let take: ((update: Update) => Promise<void>) | null = null;
  let polling: Polling | null = null;

  /** Stores every event of an update. What we cannot read is logged and left: it would stop all that follow. */
  const taker =
    ({ receive, questions, authors }: Asked, bot: Decoding['bot']) =>
    async (update: Update) => {
      if ('inline_query' in update) return void (questions && answer(update.inline_query, questions));
      const author = await authorFor(update, authors);
      const events = readUpdate(update, { bot, now: new Date(), author });
      if ('callback_query' in update && events.length === 0) release(update.callback_query.id);
      for (const event of events) await receive(event);
    };

  /** A3: also a press that is nothing to us is answered, or the button would seem to be at work for a minute. */
  const release = (callback_query_id: string): void => {
    const run: Promise<void> = call('answerCallbackQuery', { callback_query_id })
      .catch((error) => log.info({ reason: String(error) }, 'a press that is nothing to us was not answered'))
      .then(() => void underWay.delete(run));
    underWay.add(run);
  };

  const readUpdate = (update: Update, decoding: Decoding) => {
    try {
      return decodeUpdate(update, decoding).map((event) => inboundEventSchema.parse(event));
    } catch (error) {
      log.error({ err: error, update: update.update_id }, 'an update of Telegram made no sense to us');
      return [];
    }
  };

  /** Nobody waits for it but the person who types: a late answer is as good as none. */
  const answer = (query: InlineQuery, questions: Questions): void => {
    const run: Promise<void> = answerInline(call, query, questions)
      .catch((error) => log.warn({ err: error }, 'an inline question was not answered'))
      .finally(() => underWay.delete(run));
    underWay.add(run);
  };

  const tracked = (update: Update): Promise<void> => {
    const run = take!(update).finally(() => underWay.delete(run));
    underWay.add(run);
    return run;
  };

  const listen = async (): Promise<void> => {
    if (webhook)
      await call('setWebhook', {
        url: webhookUrl(webhook.url),
        secret_token: webhook.secret,
        allowed_updates: ALLOWED_UPDATES,
      });
    else await call('deleteWebhook', {});
  };

  const start: Adapter['start'] = async (receive, questions, authors) => {
    if (webhook && webhook.secret === '')
      throw new Error('A webhook needs TELEGRAM_WEBHOOK_SECRET: any 20 letters and digits of your own.');
    try {
      const me = await persistently(() => call<UserFromGetMe>('getMe', {}));
      take = taker({ receive, questions, authors }, { id: String(me.id), username: me.username });
      await registerCommands(call, { summaries, operators: options.operators ?? [] }, log);
      await persistently(listen);
      log.info({ bot: me.username, by: webhook ? 'webhook' : 'long polling' }, 'connected to Telegram');
    } catch (error) {
      take = null;
      throw explained(error, options.apiUrl);
    }
    if (!webhook) polling = startPolling({ call, allowed_updates: ALLOWED_UPDATES, take: tracked, log });
  };

  return {
    platform: 'telegram',
    start,
    ready: () => (webhook ? take !== null : (polling?.healthy() ?? false)),
    stop: async () => {
      await polling?.stop();
      polling = null;
      take = null;
      await Promise.allSettled(underWay);
    },
    ...(webhook && {
      httpHandler: webhookHandler({ secret: webhook.secret, take: () => (take ? tracked : null), log }),
    }),
  };
}
