/** Discord's application commands, made from the one command list, and registered only where they differ. */
import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type REST,
  type RESTPutAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import {
  COMMANDS,
  type CommandSpec,
  commandSummary,
  isCompleted,
  menuName,
  type OptionSpec,
  optionSummary,
  SHORTCUTS,
  shortcutLabel,
} from '../shared/commands.ts';

/** The entry in a person's menu. */
export const PAY_MENU = 'Pay';
const PAY_MENU_GERMAN = 'Bezahlen';
const DESCRIPTION_CHARACTERS_MAX = 100;

type Command = RESTPutAPIApplicationCommandsJSONBody[number];

const described = (summary: (locale: string) => string) => ({
  description: summary('en').slice(0, DESCRIPTION_CHARACTERS_MAX),
  description_localizations: { de: summary('de').slice(0, DESCRIPTION_CHARACTERS_MAX) },
});

/** What Discord tells us is the name; what people read may be in their language. */
const named = (of: Parameters<typeof menuName>[0], name: string) => {
  const german = menuName(of, name, 'de');
  return { name, ...(german !== name && { name_localizations: { de: german } }) };
};

const optionOf =
  (command: string, sub?: string) =>
  (option: OptionSpec): APIApplicationCommandOption => {
    const common = {
      ...named('options', option.name),
      ...described((locale) => optionSummary(option.name, locale, command, sub)),
      required: option.required,
    };
    switch (option.type) {
      case 'person':
        return { ...common, type: ApplicationCommandOptionType.User };
      case 'file':
        return { ...common, type: ApplicationCommandOptionType.Attachment };
      default:
        return {
          ...common,
          type: ApplicationCommandOptionType.String,
          ...(option.choices
            ? { choices: option.choices.map((name) => ({ ...named('choices', name), value: name })) }
            : isCompleted(command, option.name) && { autocomplete: true }),
        };
    }
  };

/** Discord wants the required ones first. */
const optionsOf = (
  command: string,
  options: readonly OptionSpec[],
  sub?: string,
): APIApplicationCommandOption[] =>
  [...options]
    .sort((one, other) => Number(other.required) - Number(one.required))
    .map(optionOf(command, sub));

const slashCommand = (command: CommandSpec): Command => ({
  type: ApplicationCommandType.ChatInput,
  ...named('commands', command.name),
  ...described((locale) => commandSummary(command.name, locale)),
  // Informative: core asks again whether somebody is an operator.
  default_member_permissions: command.operator ? String(PermissionFlagsBits.ManageGuild) : null,
  options: command.subcommands
    ? command.subcommands.map((sub) => ({
        type: ApplicationCommandOptionType.Subcommand as const,
        ...named('options', sub.name),
        ...described((locale) => optionSummary(sub.name, locale, command.name)),
        options: optionsOf(command.name, sub.options, sub.name) as never,
      }))
    : optionsOf(command.name, command.options),
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
});

type MenuType = ApplicationCommandType.User | ApplicationCommandType.Message;

const menu = (type: MenuType, name: string, german: string): Command => ({
  type,
  name,
  name_localizations: { de: german },
  default_member_permissions: null,
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
});

/** By the place where a shortcut is offered. */
const menuTypes = [
  ['person', ApplicationCommandType.User],
  ['message', ApplicationCommandType.Message],
] as const;

/** Discord tells of a menu by its English name. Null for one that is not ours. */
export const shortcutOf = (type: ApplicationCommandType, label: string): string | null => {
  const place = menuTypes.find(([, menuType]) => menuType === type)?.[0];
  const found = SHORTCUTS.find(
    ({ name, where }) => place && where.includes(place) && shortcutLabel(name, 'en') === label,
  );
  return found?.name ?? null;
};

export const applicationCommands = (): Command[] => [
  ...COMMANDS.map(slashCommand),
  menu(ApplicationCommandType.User, PAY_MENU, PAY_MENU_GERMAN),
  ...menuTypes.flatMap(([place, type]) =>
    SHORTCUTS.filter(({ where }) => where.includes(place)).map(({ name }) =>
      menu(type, shortcutLabel(name, 'en'), shortcutLabel(name, 'de')),
    ),
  ),
];

const COMPARED = new Set([
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'required',
  'choices',
  'autocomplete',
  'options',
  'default_member_permissions',
  'contexts',
  'integration_types',
  'value',
]);

const isNothing = (value: unknown): boolean =>
  value === null || value === false || value === '' || (Array.isArray(value) && value.length === 0);

/** Only what we set, in one order of keys; what Discord fills in by itself (null, false, empty, its own ids) is left out. */
const comparable = (value: unknown, inside = ''): unknown => {
  if (Array.isArray(value)) return value.map((each) => comparable(each));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key, inner]) => !isNothing(inner) && (COMPARED.has(key) || inside.endsWith('_localizations')))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, comparable(inner, key)]));
};

const fingerprint = (commands: readonly unknown[]): string =>
  commands
    .map((command) => JSON.stringify(comparable(command)))
    .sort()
    .join('\n');

/** Overwrites the application's global commands when they are not these. Returns whether it did. */
export const registerCommands = async (rest: REST, application: string): Promise<boolean> => {
  const route = Routes.applicationCommands(application);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const there = (await rest.get(route, { query })) as unknown[];
  const wanted = applicationCommands();
  if (fingerprint(there) === fingerprint(wanted)) return false;
  await rest.put(route, { body: wanted });
  return true;
};
