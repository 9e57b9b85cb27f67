/** Discord's rules for application commands (https://discord.com/developers/docs/interactions/application-commands). */
import { createProblems, lengthOf } from './validate.ts';
import type { Body, WireCommand, WireOption } from './wire.ts';

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const LOCALES = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  ),
);
/** Per type: slash commands, user menus, message menus. */
const COUNT_MAX: Record<number, number> = { 1: 100, 2: 15, 3: 15 };

type Problems = ReturnType<typeof createProblems>;

const checkName = (problems: Problems, path: string, name: unknown, type: number): void => {
  if (typeof name !== 'string' || name === '') problems.text(path, name, 1, 32);
  else if (type === 1 ? !NAME.test(name) || name !== name.toLowerCase() : lengthOf(name) > 32)
    problems.add(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
};

const checkLocalized = (problems: Problems, path: string, texts: unknown, max: number): void => {
  for (const [locale, text] of Object.entries((texts ?? {}) as Body)) {
    if (!LOCALES.has(locale))
      problems.add(`${path}.${locale}`, 'BASE_TYPE_CHOICES', 'Value is not a valid locale.');
    problems.text(`${path}.${locale}`, text, 1, max);
  }
};

const checkOptions = (problems: Problems, path: string, options: WireOption[]): void => {
  problems.count(path, options, 25);
  let optionalSeen = false;
  const names = new Set<string>();
  options.forEach((option, at) => {
    const here = `${path}.${at}`;
    checkName(problems, `${here}.name`, option.name, 1);
    problems.text(`${here}.description`, option.description, 1, 100);
    checkLocalized(
      problems,
      `${here}.description_localizations`,
      (option as unknown as Body).description_localizations,
      100,
    );
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
    problems.count(`${here}.choices`, option.choices ?? [], 25);
    if (option.options) checkOptions(problems, `${here}.options`, option.options);
  });
};

/** Throws 50035. `path` is the command's place in a bulk overwrite, '' for a single one. */
export const checkCommands = (commands: Partial<WireCommand>[]): void => {
  const problems = createProblems();
  const seen = new Set<string>();
  commands.forEach((command, at) => {
    const type = command.type ?? 1;
    const path = commands.length > 1 ? `${at}.` : '';
    checkName(problems, `${path}name`, command.name, type);
    if (type === 1) problems.text(`${path}description`, command.description, 1, 100);
    else if (command.description)
      problems.add(
        `${path}description`,
        'APPLICATION_COMMAND_INVALID_DESCRIPTION',
        'Context menu commands cannot have description',
      );
    checkLocalized(problems, `${path}name_localizations`, command.name_localizations, 32);
    checkLocalized(problems, `${path}description_localizations`, command.description_localizations, 100);
    checkOptions(problems, `${path}options`, command.options ?? []);
    if (seen.has(`${type} ${command.name}`))
      problems.add(
        `${path}name`,
        'APPLICATION_COMMANDS_DUPLICATE_NAME',
        'Application command names must be unique',
      );
    seen.add(`${type} ${command.name}`);
  });
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
