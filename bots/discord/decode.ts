/** Discord's gateway events into the neutral ones. Pure: takes the payload as it came over the wire. */
import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIInteraction,
  type APIMessage,
  type APIMessageApplicationCommandInteractionData,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  type APIUser,
  type APIUserApplicationCommandInteractionData,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  type GatewayMessageCreateDispatchData,
  type GatewayMessageReactionAddDispatchData,
  type GatewayMessageReactionRemoveDispatchData,
  InteractionContextType,
  InteractionType,
  MessageFlags,
  MessageType,
  type ModalSubmitComponent,
  SnowflakeUtil,
} from 'discord.js';
import type { Conversation, MessageRef } from '../../core/index.ts';
import { COMMANDS } from '../shared/commands.ts';
import type { Actor, Argument, InboundEvent } from '../shared/event.ts';
import type { AutocompleteQuestion } from '../shared/question.ts';
import {
  attachedFile,
  commandArguments,
  commandFile,
  discordIdentity,
  displayName,
  personArgument,
  type Resolved,
  textArguments,
} from './arguments.ts';
import { PAY_MENU, shortcutOf } from './registration.ts';
import { type Reply, replyContext } from './reply.ts';

const isoTime = (snowflake: string): string => new Date(SnowflakeUtil.timestampFrom(snowflake)).toISOString();

const conversationOf = (channel: string, guild: string | undefined, isDirect: boolean): Conversation => ({
  platform: 'discord',
  tenant: '',
  community: guild ?? '',
  channel,
  kind: isDirect ? 'direct' : 'group',
});

const actorOf = (user: APIUser, more: { nick?: string | null | undefined; locale?: string }): Actor => ({
  identity: discordIdentity(user.id),
  name: displayName(user, more.nick),
  handle: user.username,
  accountSince: isoTime(user.id),
  ...(more.locale && { locale: more.locale }),
});

/** What every interaction says; null for what a bot did, or where Discord left out what we need. */
const headOf = (raw: APIInteraction, reply: Pick<Reply, 'kind' | 'private' | 'message'>) => {
  const user = raw.member?.user ?? raw.user;
  const channel = raw.channel?.id ?? raw.channel_id;
  if (!user || user.bot || !channel) return null;
  const isDirect = raw.context === undefined ? !raw.guild_id : raw.context === InteractionContextType.BotDM;
  const locale = 'locale' in raw ? raw.locale : undefined;
  const { id, token } = raw;
  return {
    platform: 'discord' as const,
    dedupeKey: id,
    at: isoTime(id),
    actor: actorOf(user, {
      nick: raw.member?.nick,
      ...(locale && { locale }),
    }),
    conversation: conversationOf(channel, raw.guild_id, isDirect),
    reply: replyContext({ id, token, application: raw.application_id, user: user.id, channel, ...reply }),
  };
};

const isPrivate = (name: string): boolean =>
  COMMANDS.find((command) => command.name === name)?.audience !== 'conversation';

const messageRef = (channel: string, message: string): MessageRef => ({
  platform: 'discord',
  channel,
  message,
});

type MenuData = APIUserApplicationCommandInteractionData | APIMessageApplicationCommandInteractionData;

/** From a person's menu or a message's. What it asks for, it asks whoever chose it. */
const decodeMenu = (raw: APIInteraction, data: MenuData): InboundEvent | null => {
  const name = shortcutOf(data.type, data.name);
  const head = name && headOf(raw, { kind: 'command', private: true });
  if (!head) return null;
  if (data.type === ApplicationCommandType.User) {
    const person = personArgument(data.target_id, data.resolved as Resolved);
    return { ...head, kind: 'shortcut', name, person };
  }
  const message = data.resolved.messages[data.target_id];
  return message ? { ...head, kind: 'shortcut', name, target: targetOf(message) } : null;
};

/** What a webhook writes has no person behind it. */
const targetOf = ({ id, channel_id, author, webhook_id, content, timestamp }: APIMessage) => ({
  message: messageRef(channel_id, id),
  author: {
    type: 'person' as const,
    identity: discordIdentity(author.id),
    name: displayName(author),
    isBot: author.bot === true || webhook_id !== undefined,
  },
  text: content,
  at: timestamp,
});

const decodeCommand = (raw: Extract<APIInteraction, { type: InteractionType.ApplicationCommand }>) => {
  const { data } = raw;
  if (data.type === ApplicationCommandType.User && data.name === PAY_MENU) {
    // Without an amount there is a question to ask first, and only whoever chose the menu is asked.
    const head = headOf(raw, { kind: 'command', private: true });
    const args = [personArgument(data.target_id, data.resolved as Resolved)];
    return head && { ...head, kind: 'command' as const, name: 'pay', args };
  }
  if (data.type === ApplicationCommandType.User || data.type === ApplicationCommandType.Message)
    return decodeMenu(raw, data);
  if (data.type !== ApplicationCommandType.ChatInput) return null;
  const head = headOf(raw, { kind: 'command', private: isPrivate(data.name) });
  const resolved = (data.resolved ?? {}) as Resolved;
  const args = commandArguments(data.name, data.options ?? [], resolved);
  const file = commandFile(data.options ?? [], resolved);
  return head && { ...head, kind: 'command' as const, name: data.name, args, ...(file && { file }) };
};

/** A message for one person can be edited by the press alone, for as long as its token lives. */
const pressedRef = (
  { token, id, application_id }: Pick<APIInteraction, 'token' | 'id' | 'application_id'>,
  message: APIMessage,
): MessageRef => ({
  ...messageRef(message.channel_id, message.id),
  ...(((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0 && {
    data: { token, application: application_id, interaction: id, ephemeral: true },
  }),
});

const decodeButton = (raw: APIMessageComponentInteraction): InboundEvent | null => {
  if (raw.data.component_type !== ComponentType.Button) return null;
  const head = headOf(raw, { kind: 'button', private: true, message: raw.message.id });
  return (
    head && {
      ...head,
      kind: 'action',
      intent: raw.data.custom_id,
      message: pressedRef(raw, raw.message),
    }
  );
};

const fieldOf = (input: ModalSubmitComponent, resolved: Resolved): Argument[] => {
  if (input.type === ComponentType.UserSelect) return input.values.map((id) => personArgument(id, resolved));
  if (input.type === ComponentType.StringSelect) return input.values.map((text) => ({ type: 'text', text }));
  return input.type === ComponentType.TextInput && input.value !== ''
    ? textArguments(input.value, resolved)
    : [];
};

const decodeForm = (raw: APIModalSubmitInteraction): InboundEvent | null => {
  const message = raw.message?.id;
  const head = headOf(raw, { kind: 'form', private: false, ...(message && { message }) });
  const resolved = (raw.data.resolved ?? {}) as Resolved;
  const inputs = raw.data.components.flatMap((row): ModalSubmitComponent[] => {
    if (row.type === ComponentType.Label) return [row.component];
    return row.type === ComponentType.ActionRow ? row.components : [];
  });
  const files = inputs.flatMap((input) => {
    const [id] = input.type === ComponentType.FileUpload ? input.values : [];
    const file = id === undefined ? undefined : attachedFile(id, resolved);
    return file ? [[input.custom_id, file] as const] : [];
  });
  const values = Object.fromEntries(inputs.map((input) => [input.custom_id, fieldOf(input, resolved)]));
  return (
    head && {
      ...head,
      kind: 'form',
      intent: raw.data.custom_id,
      values,
      ...(files.length > 0 && { files: Object.fromEntries(files) }),
      ...(raw.message && { message: pressedRef(raw, raw.message) }),
    }
  );
};

/** What somebody is typing into which option. Nothing of it is stored. */
export const decodeAutocomplete = (
  raw: APIApplicationCommandAutocompleteInteraction,
): AutocompleteQuestion | null => {
  const head = headOf(raw, { kind: 'command', private: true });
  const sub = raw.data.options.find(({ type }) => type === ApplicationCommandOptionType.Subcommand);
  const options = sub && 'options' in sub ? (sub.options ?? []) : raw.data.options;
  const focused = options.find((option) => 'focused' in option && option.focused === true);
  if (!head || !focused || !('value' in focused)) return null;
  const { actor, conversation } = head;
  return {
    kind: 'autocomplete',
    platform: 'discord',
    actor,
    conversation,
    command: sub ? `${raw.data.name} ${sub.name}` : raw.data.name,
    option: focused.name,
    typed: String(focused.value),
  };
};

/** Null for what is nothing to us: other components, menus that we did not register, bots; and for what is only being typed. */
export const decodeInteraction = (raw: APIInteraction): InboundEvent | null => {
  switch (raw.type) {
    case InteractionType.ApplicationCommand:
      return decodeCommand(raw);
    case InteractionType.MessageComponent:
      return decodeButton(raw);
    case InteractionType.ModalSubmit:
      return decodeForm(raw);
    default:
      return null;
  }
};

/** A person's direct message. In a guild we are not told what people write, and do not ask. */
export const decodeMessage = (raw: GatewayMessageCreateDispatchData): InboundEvent | null => {
  const written = raw.type === MessageType.Default || raw.type === MessageType.Reply;
  if (raw.guild_id || raw.author.bot || raw.webhook_id || !written || raw.content === '') return null;
  return {
    platform: 'discord',
    kind: 'message',
    dedupeKey: raw.id,
    at: isoTime(raw.id),
    actor: actorOf(raw.author, {}),
    conversation: conversationOf(raw.channel_id, undefined, true),
    text: raw.content,
  };
};

/** A user of whom the gateway has told us before. */
export type KnownUser = (id: string) => Pick<APIUser, 'username' | 'global_name' | 'bot'> | null;

type Reaction = GatewayMessageReactionAddDispatchData | GatewayMessageReactionRemoveDispatchData;

const authorOf = (id: string | undefined, knownUser: KnownUser): Argument | undefined => {
  if (id === undefined) return undefined;
  const user = knownUser(id);
  return {
    type: 'person',
    identity: discordIdentity(id),
    name: user ? displayName(user) : id,
    ...(user && { isBot: user.bot === true }),
  };
};

/** `now` because Discord gives reactions no time. The emoji is the character itself, or `name:id` for a community's own. */
export const decodeReaction = (
  raw: Reaction,
  added: boolean,
  knownUser: KnownUser,
  now: Date,
): InboundEvent | null => {
  const member = 'member' in raw ? raw.member : undefined;
  const user = member?.user ?? knownUser(raw.user_id);
  const { id, name } = raw.emoji;
  if (user?.bot || !name) return null;
  const emoji = id ? `${name}:${id}` : name;
  const author = authorOf('message_author_id' in raw ? raw.message_author_id : undefined, knownUser);
  return {
    platform: 'discord',
    kind: 'reaction',
    dedupeKey: `${added ? 'added' : 'removed'}:${raw.message_id}:${raw.user_id}:${emoji}`,
    at: now.toISOString(),
    actor: {
      identity: discordIdentity(raw.user_id),
      name: user ? displayName(user, member?.nick) : raw.user_id,
      ...(user && { handle: user.username }),
      accountSince: isoTime(raw.user_id),
    },
    conversation: conversationOf(raw.channel_id, raw.guild_id, !raw.guild_id),
    emoji,
    added,
    message: messageRef(raw.channel_id, raw.message_id),
    ...(author && { author }),
  };
};
