/** What one person sees: messages read out of embeds, components and markdown into plain data. */
import type { ChatButton, ChatCommand, ChatMessage, ChatText, Outsider } from '../emulator.ts';
import { selectOf } from './forms.ts';
import { localized } from './locales.ts';
import { type NameOf, plain, readMarkdown } from './markdown.ts';
import { reactorsOf } from './reactions.ts';
import {
  ComponentKind,
  MessageFlag,
  type WireCommand,
  type WireComponent,
  type WireEmbed,
  type WireMessage,
  type WireOption,
} from './wire.ts';
import { type Channel, type Person, permissionsOf, type Stored, type World } from './world.ts';

const PREVIEW_CHARACTERS_MAX = 80;
const STYLES = ['plain', 'primary', 'plain', 'primary', 'danger', 'link'] as const;

const namesIn =
  (world: World): NameOf =>
  (kind, id) => {
    if (kind === 'channel') return world.channels.get(id)?.name ?? null;
    if (kind === 'role') return null;
    const user =
      world.people.get(id)?.wire ?? world.strangers.get(id) ?? (id === world.bot.id ? world.bot : null);
    return user ? (user.global_name ?? user.username) : null;
  };

const frameOf = (embed: WireEmbed, nameOf: NameOf): ChatMessage['frames'][number] => ({
  accent: embed.color === undefined ? null : `#${embed.color.toString(16).padStart(6, '0')}`,
  title: readMarkdown(embed.title ?? '', nameOf, true),
  body: readMarkdown(embed.description ?? '', nameOf),
  fields: (embed.fields ?? []).map(({ name, value }) => ({
    label: readMarkdown(name, nameOf, true),
    value: readMarkdown(value, nameOf),
  })),
  footer: plain(embed.footer?.text ?? ''),
});

const buttonOf = (component: WireComponent): ChatButton => ({
  id: component.custom_id ?? String(component.id),
  label: component.label ?? '',
  style: STYLES[component.style ?? 2] ?? 'plain',
  ...(component.url !== undefined && { url: component.url }),
  ...(component.disabled && { disabled: true }),
});

const menuOf = (world: World, component: WireComponent): ChatButton => ({
  id: component.custom_id ?? '',
  label: component.placeholder ?? 'Make a selection',
  style: 'plain',
  ...(component.disabled && { disabled: true }),
  select: selectOf(world, component),
});

const outsiderOf = (world: World, wire: WireMessage): Outsider | null => {
  if (wire.webhook_id && wire.webhook_id !== world.bot.id) return 'webhook';
  return wire.author.bot && wire.author.id !== world.bot.id ? 'bot' : null;
};

const flat = (text: ChatText): string =>
  text.map((part) => (part.type === 'break' ? ' ' : part.text)).join('');

const answered = (world: World, message: Stored): ChatMessage['replyTo'] => {
  if (message.because) return message.because;
  const id = message.wire.message_reference?.message_id;
  const original = id === undefined ? undefined : message.channel.messages.get(id);
  if (!original) return undefined;
  const text = flat(
    readMarkdown(original.wire.content || (original.wire.embeds[0]?.title ?? ''), namesIn(world)),
  );
  const { author } = original.wire;
  return { author: author.global_name ?? author.username, preview: text.slice(0, PREVIEW_CHARACTERS_MAX) };
};

export const seenMessage = (world: World, message: Stored, reader: Person): ChatMessage => {
  const { wire } = message;
  const nameOf = namesIn(world);
  const replyTo = answered(world, message);
  const kind = outsiderOf(world, wire);
  const cause = wire.interaction_metadata?.id;
  return {
    id: wire.id,
    channel: wire.channel_id,
    at: wire.timestamp,
    author: {
      id: wire.author.id,
      name: wire.author.global_name ?? wire.author.username,
      bot: wire.author.bot === true,
      ...(kind && { kind }),
    },
    text: readMarkdown(wire.content, nameOf),
    ...(message.uploads.size > 0 && { files: [...message.uploads.values()] }),
    frames: wire.embeds.map((embed) => frameOf(embed, nameOf)),
    buttons: wire.components
      .filter(({ type }) => type === 1)
      .map((row) =>
        (row.components ?? []).map((each) =>
          each.type === ComponentKind.button ? buttonOf(each) : menuOf(world, each),
        ),
      ),
    reactions: (wire.reactions ?? []).map(({ emoji, count }) => ({
      emoji: emoji.name,
      count,
      mine: reactorsOf(message, emoji.name).has(reader.setup.id),
    })),
    edited: wire.edited_timestamp !== null,
    ephemeral: (wire.flags & MessageFlag.ephemeral) !== 0,
    ...(replyTo && { replyTo }),
    ...(cause !== undefined && { cause: String(cause) }),
    ...((wire.flags & MessageFlag.loading) !== 0 && { pending: true }),
  };
};

/** `/bank fund` is a line of its own in Discord's list. */
const lines = (command: WireCommand, locale: string): ChatCommand[] => {
  const nameOf = ({ name, name_localizations }: WireCommand | WireOption) =>
    localized(name_localizations, name, locale);
  const describe = ({ description, description_localizations }: WireCommand | WireOption) =>
    localized(description_localizations, description, locale);
  const usage = (options: WireOption[]) =>
    options.map((option) => (option.required ? `${nameOf(option)}:` : `[${nameOf(option)}:]`)).join(' ');
  const line = (one: WireCommand | WireOption, name: string, registered: string): ChatCommand => ({
    name,
    ...(registered !== name && { registered }),
    description: describe(one),
    usage: usage(one.options ?? []),
  });
  const subcommands = (command.options ?? []).filter(({ type }) => type === 1);
  if (subcommands.length === 0) return [line(command, nameOf(command), command.name)];
  return subcommands.map((sub) =>
    line(sub, `${nameOf(command)} ${nameOf(sub)}`, `${command.name} ${sub.name}`),
  );
};

/** Whether this person's client offers the command there. The bot has to check again. */
const offered = (command: WireCommand, person: Person, channel: Channel): boolean => {
  const context = channel.kind === 'group' ? 0 : 1;
  if (command.contexts && !command.contexts.includes(context)) return false;
  if (context === 1) return command.dm_permission !== false;
  const needed = command.default_member_permissions;
  if (needed === null || person.setup.admin) return true;
  // '0' is nobody but administrators.
  return BigInt(needed) !== 0n && (BigInt(permissionsOf(person)) & BigInt(needed)) === BigInt(needed);
};

export const commandsFor = (world: World, person: Person, channel: Channel): WireCommand[] =>
  [...(world.commands.get('global') ?? []), ...(world.commands.get(world.guild.id) ?? [])].filter(
    (command) => offered(command, person, channel) && (channel.kind === 'group' || !command.guild_id),
  );

export const commandList = (world: World, person: Person, channel: Channel): ChatCommand[] =>
  commandsFor(world, person, channel)
    .filter(({ type }) => type === 1)
    .flatMap((command) => lines(command, person.setup.locale));
