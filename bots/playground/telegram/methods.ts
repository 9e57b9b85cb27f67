/** Every method of the Bot API that this emulator knows, by its name in lower case (Telegram takes any case). */
import type { ChatFlash } from '../emulator.ts';
import { flagOf, integerOf, textOf } from './body.ts';
import type { TelegramLimits } from './faults.ts';
import { getFile } from './files.ts';
import { answerInlineQuery, type InlineMode } from './inline.ts';
import { type CommandLists, commandMethods } from './methods-commands.ts';
import { messageMethods } from './methods-messages.ts';
import type { UpdateFeed } from './updates.ts';
import { badRequest, type Parameters } from './wire.ts';
import { deepLink, type World } from './world.ts';

/** What a method works on. */
export interface Telegram {
  world: World;
  feed: UpdateFeed;
  limits: TelegramLimits;
  commands: CommandLists;
  callbacks: Map<string, { userId: string; at_ms: number; answered: boolean }>;
  inline: InlineMode;
  /** Does for a person what a link to the bot does. */
  follow(userId: string, url: string): boolean;
  /** Throws 429 when it is one too many. */
  countMessage(chat: number, isGroup: boolean): void;
  changed(): void;
  flash(flash: ChatFlash): void;
}

export type Method = (telegram: Telegram, parameters: Parameters) => unknown;

const getMe: Method = ({ world, inline }) => ({
  ...world.bot,
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: inline.enabled,
  can_connect_to_business: false,
  has_main_web_app: false,
});

/** Once, and not too late: the person's app has given up waiting by then. */
const answerCallbackQuery: Method = (telegram, parameters) => {
  const callback = telegram.callbacks.get(textOf(parameters.callback_query_id));
  const age_ms = callback ? Date.now() - callback.at_ms : Number.POSITIVE_INFINITY;
  if (!callback || callback.answered || age_ms > telegram.limits.callback_query_ms_max)
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  const text = textOf(parameters.text);
  if (text.length > 200) throw badRequest('MESSAGE_TOO_LONG');
  const url = textOf(parameters.url);
  if (url !== '' && !deepLink(telegram.world.bot, url)) throw badRequest('URL_INVALID');
  callback.answered = true;
  if (url !== '') telegram.follow(callback.userId, url);
  if (text !== '') telegram.flash({ userId: callback.userId, text, alert: flagOf(parameters.show_alert) });
  return true;
};

const getChatMember: Method = ({ world }, parameters) => {
  const chat = world.chatForBot(parameters.chat_id, false);
  const id = integerOf(parameters.user_id);
  if (id === world.bot.id) {
    const status = chat.type !== 'private' && world.group.botIsAdmin ? 'administrator' : 'member';
    return { user: world.bot, status };
  }
  const found = world.people.find(({ wire }) => wire.id === id);
  if (!found) throw badRequest('user not found');
  return { user: found.wire, status: found.chat.admin ? 'administrator' : 'member' };
};

const getChatAdministrators: Method = ({ world }, parameters) => {
  const chat = world.chatForBot(parameters.chat_id, false);
  if (chat.type === 'private') throw badRequest('there are no administrators in the private chat');
  const people = world.people.filter((person) => person.chat.admin).map(({ wire }) => wire);
  return [...people, ...(world.group.botIsAdmin ? [world.bot] : [])].map((user) => ({
    user,
    status: 'administrator',
  }));
};

export const METHODS: Record<string, Method> = {
  getme: getMe,
  ...messageMethods,
  ...commandMethods,
  answercallbackquery: answerCallbackQuery,
  answerinlinequery: answerInlineQuery,
  getfile: getFile,
  getchat: ({ world }, parameters) => world.chatForBot(parameters.chat_id, false),
  getchatmember: getChatMember,
  getchatadministrators: getChatAdministrators,
  getchatmembercount: ({ world }, parameters) =>
    world.chatForBot(parameters.chat_id, false).type === 'private' ? 2 : world.people.length + 1,
  setwebhook: ({ feed }, parameters) => feed.setWebhook(parameters),
  deletewebhook: ({ feed }, parameters) => feed.deleteWebhook(parameters),
  getwebhookinfo: ({ feed }) => feed.getWebhookInfo(),
};
