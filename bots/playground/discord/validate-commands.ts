/** Discord's rules for application commands (https://discord.com/developers/docs/interactions/application-commands). */
import { LOCALES } from './locales.ts';
import { createProblems, lengthOf, type Problems } from './problems.ts';
import type { Body, WireChoice, WireCommand, WireOption } from './wire.ts';

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
/** Per type: slash commands, user menus, message menus. */
const COUNT_MAX: Record<number, number> = { 1: 100, 2: 15, 3: 15 };

const checkName = (problems: Problems, path: string, name: unknown, type: number): void => {
  if (typeof name !== 'string' || name === '') problems.text(path, name, 1, 32);
  else if (type === 1 ? !NAME.test(name) || name !== name.toLowerCase() : lengthOf(name) > 32)
    problems.add(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
};

const checkLocalized = (
  problems: Problems,
  path: string,
  texts: unknown,
  check: (path: string, text: unknown) => void,
): void => {
  for (const [locale, text] of Object.entries((texts ?? {}) as Body)) {
    if (LOCALES.has(locale)) check(`${path}.${locale}`, text);
    else problems.add(`${path}.${locale}`, 'BASE_TYPE_CHOICES', 'Value is not a valid locale.');
  }
};

const checkChoices = (problems: Problems, path: string, choices: WireChoice[]): void => {
  problems.count(path, choices, 25);
  choices.forEach((choice, at) => {
    problems.text(`${path}.${at}.name`, choice.name, 1, 100);
    checkLocalized(problems, `${path}.${at}.name_localizations`, choice.name_localizations, (here, text) =>
      problems.text(here, text, 1, 100),
    );
    if (typeof choice.value !== 'number') problems.text(`${path}.${at}.value`, choice.value, 1, 100);
  });
};

/** Throws 50035 for an answer to autocompletion that Discord does not take. */
export const checkSuggested = (choices: unknown): WireChoice[] => {
  const problems = createProblems();
  if (Array.isArray(choices)) checkChoices(problems, 'data.choices', choices as WireChoice[]);
  else problems.add('data.choices', 'BASE_TYPE_REQUIRED', 'This field is required');
  problems.throwIfAny();
  return choices as WireChoice[];
};

/** Strings (3), whole numbers (4) and numbers (10) can be chosen from a list or completed. */
const COMPLETED = new Set([3, 4, 10]);

const checkOption = (problems: Problems, here: string, option: WireOption): void => {
  checkName(problems, `${here}.name`, option.name, 1);
  checkLocalized(problems, `${here}.name_localizations`, option.name_localizations, (path, text) =>
    checkName(problems, path, text, 1),
  );
  problems.text(`${here}.description`, option.description, 1, 100);
  checkLocalized(
    problems,
    `${here}.description_localizations`,
    option.description_localizations,
    (path, text) => problems.text(path, text, 1, 100),
  );
  checkChoices(problems, `${here}.choices`, option.choices ?? []);
  if (option.autocomplete && (!COMPLETED.has(option.type) || (option.choices?.length ?? 0) > 0))
    problems.add(
      `${here}.autocomplete`,
      'APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID',
      'Autocomplete is for strings and numbers without choices',
    );
  if (option.options) checkOptions(problems, `${here}.options`, option.options);
};

const checkOptions = (problems: Problems, path: string, options: WireOption[]): void => {
  problems.count(path, options, 25);
  let optionalSeen = false;
  const names = new Set<string>();
  options.forEach((option, at) => {
    const here = `${path}.${at}`;
    checkOption(problems, here, option);
    if (names.has(option.name))
      problems.add(`${here}.name`, 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID', 'Option names must be unique');
    names.add(option.name);
    if (option.required && optionalSeen)
      problems.add(
        here,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    if (!option.required && option.type > 2) optionalSeen = true;
  });
};

/** Where a command can be used, by whom, and in which installations of the application. */
const checkPlaces = (problems: Problems, path: string, command: Partial<WireCommand>): void => {
  const { contexts, integration_types, default_member_permissions } = command;
  const among = (field: string, values: unknown[] | null | undefined, last: number) => {
    (values ?? []).forEach((value, at) => {
      if (!(Number.isInteger(value) && Number(value) >= 0 && Number(value) <= last))
        problems.add(`${path}${field}.${at}`, 'BASE_TYPE_CHOICES', `Value must be one of {0, …, ${last}}.`);
    });
    if (new Set(values).size !== (values ?? []).length)
      problems.add(
        `${path}${field}`,
        'SET_TYPE_ALREADY_CONTAINS_VALUE',
        'The set already contains this value',
      );
  };
  among('contexts', contexts, 2);
  among('integration_types', integration_types, 1);
  if (contexts?.length === 0 || integration_types?.length === 0)
    problems.add(
      `${path}${contexts?.length === 0 ? 'contexts' : 'integration_types'}`,
      'BASE_TYPE_BAD_LENGTH',
      'Must be between 1 and 3 in length.',
    );
  if (default_member_permissions && !/^\d{1,20}$/.test(String(default_member_permissions)))
    problems.add(
      `${path}default_member_permissions`,
      'NUMBER_TYPE_COERCE',
      `Value "${default_member_permissions}" is not int.`,
    );
};

const checkCommand = (problems: Problems, path: string, command: Partial<WireCommand>): void => {
  const type = command.type ?? 1;
  checkName(problems, `${path}name`, command.name, type);
  if (type === 1) problems.text(`${path}description`, command.description, 1, 100);
  else if (command.description)
    problems.add(
      `${path}description`,
      'APPLICATION_COMMAND_INVALID_DESCRIPTION',
      'Context menu commands cannot have description',
    );
  if (type !== 1 && (command.options?.length ?? 0) > 0)
    problems.add(
      `${path}options`,
      'APPLICATION_COMMAND_INVALID_OPTIONS',
      'Context menu commands cannot have options',
    );
  checkLocalized(problems, `${path}name_localizations`, command.name_localizations, (here, text) =>
    checkName(problems, here, text, type),
  );
  checkLocalized(
    problems,
    `${path}description_localizations`,
    command.description_localizations,
    (here, text) => problems.text(here, text, 1, 100),
  );
  checkPlaces(problems, path, command);
  checkOptions(problems, `${path}options`, command.options ?? []);
};

/** In one language, two commands of a kind cannot have the same name. */
const checkUnique = (problems: Problems, commands: Partial<WireCommand>[]): void => {
  const taken = new Set<string>();
  commands.forEach((command, at) => {
    const own = [['', command.name], ...Object.entries(command.name_localizations ?? {})];
    for (const [locale, name] of own) {
      const key = `${command.type ?? 1} ${locale} ${name}`;
      if (taken.has(key))
        problems.add(
          `${commands.length > 1 ? `${at}.` : ''}name`,
          'APPLICATION_COMMANDS_DUPLICATE_NAME',
          'Application command names must be unique',
        );
      taken.add(key);
    }
  });
};

/** Throws 50035. A problem's path begins with the command's place in a bulk overwrite. */
export const checkCommands = (commands: Partial<WireCommand>[]): void => {
  const problems = createProblems();
  commands.forEach((command, at) => {
    checkCommand(problems, commands.length > 1 ? `${at}.` : '', command);
  });
  checkUnique(problems, commands);
  for (const [type, max] of Object.entries(COUNT_MAX)) {
    if (commands.filter((command) => (command.type ?? 1) === Number(type)).length > max)
      problems.add(
        'type',
        'APPLICATION_COMMAND_TOO_MANY',
        `Max number of application commands reached (${max})`,
      );
  }
  problems.throwIfAny();
};
