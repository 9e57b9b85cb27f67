/** The bot's command lists, by scope and language. Source: https://core.telegram.org/bots/api#setmycommands */
import { objectOf, textOf } from './body.ts';
import type { Method, Telegram } from './methods.ts';
import { badRequest, type Parameters, type WireChat } from './wire.ts';
import type { Person } from './world.ts';

export interface BotCommand {
  command: string;
  description: string;
}

/** By `scope|language`. */
export type CommandLists = Map<string, BotCommand[]>;

interface Scope {
  type: string;
  chat_id?: number | string;
  user_id?: number;
}

const COMMANDS_MAX = 100;
const SCOPES = new Set([
  'default',
  'all_private_chats',
  'all_group_chats',
  'all_chat_administrators',
  'chat',
  'chat_administrators',
  'chat_member',
]);

const keyOf = ({ type, chat_id, user_id }: Scope, language: string): string =>
  `${[type, chat_id, user_id].filter((part) => part !== undefined).join(':')}|${language}`;

/** Scopes of one chat, or of one person in it. */
const ONE_CHAT = new Set(['chat', 'chat_administrators', 'chat_member']);

const scopeKey = ({ world }: Telegram, parameters: Parameters): string => {
  const scope = objectOf<Scope>(parameters.scope, 'scope') ?? { type: 'default' };
  if (!SCOPES.has(scope.type)) throw badRequest(`can't parse BotCommandScope: Unsupported type specified`);
  if (ONE_CHAT.has(scope.type)) {
    const chat = world.chatForBot(scope.chat_id, false);
    if (scope.type !== 'chat' && chat.type === 'private') throw badRequest("can't use specified scope");
    if (scope.type === 'chat_member' && !world.findUser(Number(scope.user_id)))
      throw badRequest('user not found');
  }
  const language = textOf(parameters.language_code);
  if (language !== '' && !/^[a-z]{2}$/.test(language)) throw badRequest('invalid language code specified');
  return keyOf(scope, language);
};

const setMyCommands: Method = (telegram, parameters) => {
  const list = objectOf<BotCommand[]>(parameters.commands, 'commands') ?? [];
  if (list.length > COMMANDS_MAX) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of list) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
    if (typeof description !== 'string' || description.length < 1 || description.length > 256)
      throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  telegram.commands.set(scopeKey(telegram, parameters), list);
  telegram.changed();
  return true;
};

export const commandMethods: Record<string, Method> = {
  setmycommands: setMyCommands,
  getmycommands: (telegram, parameters) => telegram.commands.get(scopeKey(telegram, parameters)) ?? [],
  deletemycommands: (telegram, parameters) => {
    telegram.commands.delete(scopeKey(telegram, parameters));
    telegram.changed();
    return true;
  },
};

/** The list that a person's app shows: the narrowest scope that has one, in their language or else in no language. */
export function commandsFor(lists: CommandLists, person: Person, chat: WireChat): BotCommand[] {
  const withSomebody = chat.type === 'private' && chat.id !== person.wire.id;
  if (withSomebody) return [];
  const group: Scope[] = [
    { type: 'chat_member', chat_id: chat.id, user_id: person.wire.id },
    ...(person.chat.admin ? [{ type: 'chat_administrators', chat_id: chat.id }] : []),
    { type: 'chat', chat_id: chat.id },
    ...(person.chat.admin ? [{ type: 'all_chat_administrators' }] : []),
    { type: 'all_group_chats' },
  ];
  const direct: Scope[] = [{ type: 'chat', chat_id: chat.id }, { type: 'all_private_chats' }];
  const scopes = [...(chat.type === 'private' ? direct : group), { type: 'default' }];
  for (const scope of scopes) {
    for (const language of [person.wire.language_code ?? '', '']) {
      const list = lists.get(keyOf(scope, language));
      if (list && list.length > 0) return list;
    }
  }
  return [];
}
