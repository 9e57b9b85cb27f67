/**
 * The command list, from which Discord's and Telegram's commands and Slack's manifest are made, and `/help` is written. It is made
 * of what the capabilities have; so is the list of shortcuts.
 */
import { capabilities } from './capabilities.ts';
import type { Command, CommandSpec } from './command.ts';
import { completionOf } from './completions.ts';
import { messagesFor } from './messages/index.ts';
import { germanNames } from './messages/names.de.ts';

export type { CommandSpec, OptionSpec } from './command.ts';

const all: readonly Command[] = capabilities.flatMap(({ commands }) => Object.values(commands));

export const COMMANDS: readonly CommandSpec[] = all.map(({ spec }) => spec);

/** Also one that no platform lists; null for no command at all. */
export const commandOf = (name: string): Command | Omit<Command, 'spec'> | null => {
  for (const { commands, unlisted } of capabilities) {
    if (Object.hasOwn(commands, name)) return commands[name]!;
    if (unlisted && Object.hasOwn(unlisted, name)) return unlisted[name]!;
  }
  return null;
};

/** Whether something can be suggested for an option while it is typed. */
export const isCompleted = (command: string, option: string): boolean => {
  const found = commandOf(command);
  return found !== null && completionOf(found, option) !== null;
};

/** What the platforms list in their menus: of the app, of a message, of a person. Without those that have no words of their own. */
export const SHORTCUTS: readonly { name: string; where: readonly ('global' | 'message' | 'person')[] }[] =
  capabilities.flatMap(({ shortcuts = {}, messages }) =>
    Object.entries(shortcuts).flatMap(([name, { where }]) =>
      messages.en.shortcuts?.[name] === undefined ? [] : [{ name, where }],
    ),
  );

/** What a shortcut of {@link SHORTCUTS} is called in a menu; in one place perhaps otherwise than in the others. At most 24 characters. */
export function shortcutLabel(name: string, locale: string, place?: 'global' | 'message' | 'person'): string {
  const { tongue } = messagesFor(locale);
  const labels = [`${name}_${place}`, name].flatMap((key) =>
    capabilities.map(({ messages }) => messages[tongue].shortcuts?.[key]),
  );
  return labels.find((label) => label) ?? name;
}

/** One line about a command of {@link COMMANDS}, for a platform's own command list. At most 100 characters. */
export function commandSummary(name: string, locale: string): string {
  const { tongue } = messagesFor(locale);
  const words = capabilities.map(({ messages }) => messages[tongue].commands[name]);
  return words.find((found) => found)?.summary ?? name;
}

/**
 * One line about an option of a command (or of one of its subcommands), or about a subcommand, as above. What the capability says comes first
 * whose the subcommand is, then what the command's own says.
 */
export function optionSummary(name: string, locale: string, command: string, sub?: string): string {
  const { tongue, common } = messagesFor(locale);
  const owners = capabilities.filter(({ commands }) => Object.hasOwn(commands, command));
  const spec = owners.flatMap(({ commands }) => commands[command]!.spec.subcommands ?? []);
  const its = spec.find((one) => one.name === (sub ?? name))?.words;
  const wordsOf = (some: typeof capabilities) => some.map(({ messages }) => messages[tongue].options ?? {});
  const words: Readonly<Record<string, string>>[] = [
    ...(its ? [its[tongue].options ?? {}] : []),
    ...wordsOf(owners),
    common.options,
    ...wordsOf(capabilities),
  ];
  const keys = [`${sub ?? command}_${name}`, name];
  return words.flatMap((options) => keys.map((key) => options[key])).find((found) => found) ?? name;
}

/**
 * What a command, an option (or subcommand) or a choice is called where a platform lets names be translated; it then still tells
 * us the name of {@link COMMANDS}.
 */
export function menuName(of: keyof typeof germanNames, name: string, locale: string): string {
  const names: Readonly<Record<string, string>> = messagesFor(locale).tongue === 'de' ? germanNames[of] : {};
  return Object.hasOwn(names, name) ? names[name]! : name;
}
