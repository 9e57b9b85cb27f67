/** What one person sees: messages read out of embeds, components and markdown into plain data. */
import type { ChatCommand, ChatForm, ChatMessage, ChatText } from '../emulator.ts';
import { type NameOf, plain, readMarkdown } from './markdown.ts';
import { reactorsOf } from './reactions.ts';
import {
  MessageFlag,
  type WireCommand,
  type WireComponent,
  type WireEmbed,
  type WireOption,
} from './wire.ts';
import type { Channel, OpenForm, Person, Stored, World } from './world.ts';

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

const buttonOf = (component: WireComponent): ChatMessage['buttons'][number][number] => ({
  id: component.custom_id ?? String(component.id),
  label: component.label ?? '',
  style: STYLES[component.style ?? 2] ?? 'plain',
  ...(component.url !== undefined && { url: component.url }),
  ...(component.disabled && { disabled: true }),
});

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
  return {
    id: wire.id,
    channel: wire.channel_id,
    at: wire.timestamp,
    author: {
      id: wire.author.id,
      name: wire.author.global_name ?? wire.author.username,
      bot: wire.author.bot === true,
    },
    text: readMarkdown(wire.content, nameOf),
    frames: wire.embeds.map((embed) => frameOf(embed, nameOf)),
    buttons: wire.components
      .filter(({ type }) => type === 1)
      .map((row) => (row.components ?? []).map(buttonOf)),
    reactions: (wire.reactions ?? []).map(({ emoji, count }) => ({
      emoji: emoji.name,
      count,
      mine: reactorsOf(message, emoji.name).has(reader.setup.id),
    })),
    edited: wire.edited_timestamp !== null,
    ephemeral: (wire.flags & MessageFlag.ephemeral) !== 0,
    ...(replyTo && { replyTo }),
    ...((wire.flags & MessageFlag.loading) !== 0 && { pending: true }),
  };
};

/** `/bank fund` is a line of its own in Discord's list. */
const lines = (command: WireCommand, locale: string): ChatCommand[] => {
  const language = locale.split('-')[0]!;
  const localized = (texts: Record<string, string> | null | undefined, text: string) =>
    texts?.[locale] ?? texts?.[language] ?? text;
  const usage = (options: WireOption[]) =>
    options.map(({ name, required }) => (required ? `${name}:` : `[${name}:]`)).join(' ');
  const subcommands = (command.options ?? []).filter(({ type }) => type === 1);
  if (subcommands.length === 0)
    return [
      {
        name: command.name,
        description: localized(command.description_localizations, command.description),
        usage: usage(command.options ?? []),
      },
    ];
  return subcommands.map((sub) => ({
    name: `${command.name} ${sub.name}`,
    description: sub.description,
    usage: usage(sub.options ?? []),
  }));
};

/** Whether this person's client offers the command there. The bot has to check again. */
const offered = (command: WireCommand, person: Person, channel: Channel): boolean => {
  const context = channel.kind === 'group' ? 0 : 1;
  if (command.contexts && !command.contexts.includes(context)) return false;
  return channel.kind === 'direct' || command.default_member_permissions === null || person.setup.admin;
};

export const commandsFor = (world: World, person: Person, channel: Channel): WireCommand[] =>
  [...(world.commands.get('global') ?? []), ...(world.commands.get(world.guild.id) ?? [])].filter(
    (command) => offered(command, person, channel) && (channel.kind === 'group' || !command.guild_id),
  );

export const commandList = (world: World, person: Person, channel: Channel): ChatCommand[] =>
  commandsFor(world, person, channel)
    .filter(({ type }) => type === 1)
    .flatMap((command) => lines(command, person.setup.locale));

/** The inputs of a modal: in a label, or in the older action row. */
export const inputsOf = (
  rows: WireComponent[],
): { label: string; input: WireComponent; row: WireComponent }[] =>
  rows.flatMap((row) => {
    const input = row.type === 18 ? row.component : row.components?.[0];
    return input ? [{ label: (row.type === 18 ? row.label : input.label) ?? '', input, row }] : [];
  });

const TEXT_MAX = 4_000;

export const seenForm = (form: OpenForm): ChatForm => ({
  id: form.id,
  title: form.title,
  submit: 'Submit',
  fields: inputsOf(form.rows).map(({ label, input }) => ({
    name: input.custom_id ?? '',
    label,
    kind: input.type === 5 ? 'people' : 'text',
    placeholder: input.placeholder ?? '',
    value: input.value ?? (input.default_values ?? []).map(({ id }) => id).join(' '),
    required: input.required ?? true,
    multiline: input.type === 4 && input.style === 2,
    charactersMax: input.max_length ?? TEXT_MAX,
  })),
  errors: form.errors,
});
