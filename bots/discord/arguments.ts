/** Discord's structured options, strung together into the arguments of the one grammar. Pure. */
import {
  type APIApplicationCommandInteractionDataOption,
  type APIAttachment,
  type APIGuildMember,
  type APIUser,
  ApplicationCommandOptionType,
} from 'discord.js';
import { COMMANDS, type OptionSpec } from '../shared/commands.ts';
import type { Argument, InboundFile } from '../shared/event.ts';
import { playedAs } from '../shared/file.ts';

type PersonArgument = Extract<Argument, { type: 'person' }>;

/** Users whom Discord sent along with an event, by id. */
export interface Resolved {
  users?: Record<string, APIUser>;
  members?: Record<string, Partial<Pick<APIGuildMember, 'nick'>>>;
  attachments?: Record<string, APIAttachment>;
}

/** Discord calls an option's own value `string | number | boolean`, and a subcommand's options are inside. */
type Option = APIApplicationCommandInteractionDataOption;

export const discordIdentity = (user: string) => ({ platform: 'discord', tenant: '', user }) as const;

export const displayName = (user: Pick<APIUser, 'username' | 'global_name'>, nick?: string | null): string =>
  nick || user.global_name || user.username;

/** Somebody of whom at least the id is known; without a name, the id stands for it. */
export const personArgument = (id: string, resolved: Resolved): PersonArgument => {
  const user = resolved.users?.[id];
  return {
    type: 'person',
    identity: discordIdentity(id),
    name: user ? displayName(user, resolved.members?.[id]?.nick) : id,
    ...(user && { isBot: user.bot === true }),
  };
};

/** A mention that was typed into a text box is a person as well. */
export const textArguments = (text: string, resolved: Resolved): Argument[] =>
  text.split(/<@!?(\d{1,20})>/).flatMap((piece, at): Argument[] => {
    if (at % 2 === 1) return [personArgument(piece, resolved)];
    return piece === '' ? [] : [{ type: 'text', text: piece }];
  });

/** One after another with a space between, texts that meet becoming one. */
const strungTogether = (groups: readonly Argument[][]): Argument[] => {
  const all: Argument[] = [];
  for (const group of groups) {
    const last = all.at(-1);
    const first = group[0];
    if (last?.type === 'text') last.text += ' ';
    if (last?.type === 'text' && first?.type === 'text') {
      last.text += first.text;
      all.push(...group.slice(1).map((argument) => ({ ...argument })));
    } else {
      const spaced =
        last && first?.type === 'text' ? [{ ...first, text: ` ${first.text}` }] : first ? [{ ...first }] : [];
      all.push(...spaced, ...group.slice(1).map((argument) => ({ ...argument })));
    }
  }
  return all;
};

const valuesOf = (spec: OptionSpec | undefined, option: Option, resolved: Resolved): Argument[] => {
  if (!('value' in option) || option.type === ApplicationCommandOptionType.Attachment) return [];
  if (option.type === ApplicationCommandOptionType.User)
    return [personArgument(String(option.value), resolved)];
  const text = spec?.lead ? `${spec.lead} ${option.value}` : String(option.value);
  return textArguments(text, resolved);
};

/** In the order of the command list, whatever the order in which they were filled in; options that it does not know come last. */
const inOrder = (
  specs: readonly OptionSpec[],
  options: readonly Option[],
  resolved: Resolved,
): Argument[][] => {
  const known = specs.flatMap((spec) => {
    const option = options.find(({ name }) => name === spec.name);
    return option ? [valuesOf(spec, option, resolved)] : [];
  });
  const unknown = options.filter(({ name }) => !specs.some((spec) => spec.name === name));
  return [...known, ...unknown.map((option) => valuesOf(undefined, option, resolved))];
};

/** The first file among the options of a command, or of its subcommand. */
export const commandFile = (options: readonly Option[], resolved: Resolved): InboundFile | undefined => {
  const all = options.flatMap((option) => ('options' in option ? (option.options ?? []) : [option]));
  const option = all.find(({ type }) => type === ApplicationCommandOptionType.Attachment);
  return option && 'value' in option ? attachedFile(String(option.value), resolved) : undefined;
};

/** Undefined for one that Discord did not send along. */
export const attachedFile = (id: string, resolved: Resolved): InboundFile | undefined => {
  const file = resolved.attachments?.[id];
  if (!file) return undefined;
  const { filename: name, content_type: media_type = '', size: size_bytes, url: reference } = file;
  const shown_as = playedAs(media_type);
  return { name, media_type, size_bytes, reference, ...(shown_as && { shown_as }) };
};

export const commandArguments = (
  name: string,
  options: readonly Option[],
  resolved: Resolved,
): Argument[] => {
  const spec = COMMANDS.find((command) => command.name === name);
  const sub = options.find(({ type }) => type === ApplicationCommandOptionType.Subcommand);
  if (!sub) return strungTogether(inOrder(spec?.options ?? [], options, resolved));
  const specs = spec?.subcommands?.find((each) => each.name === sub.name)?.options ?? [];
  const inside = 'options' in sub ? ((sub.options ?? []) as Option[]) : [];
  return strungTogether([[{ type: 'text', text: sub.name }], ...inOrder(specs, inside, resolved)]);
};
