/** What Discord is given to list, held to its limits: it refuses the whole list for one name too long. */
import { ApplicationCommandType, PermissionFlagsBits } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { applicationCommands } from '../../../bots/discord/registration.ts';
import { checkCommands } from '../../../bots/playground/discord/validate-commands.ts';
import { COMMANDS, menuName } from '../../../bots/shared/commands.ts';
import { germanNames } from '../../../bots/shared/messages/names.de.ts';

interface Named {
  name: string;
  description?: string;
  value?: string;
  name_localizations?: Record<string, string>;
  description_localizations?: Record<string, string>;
  options?: Named[];
  choices?: Named[];
  autocomplete?: boolean;
}

const commands = applicationCommands() as (Named & {
  type: ApplicationCommandType;
  default_member_permissions: string | null;
})[];
const of = (type: ApplicationCommandType) => commands.filter((command) => command.type === type);
const slash = of(ApplicationCommandType.ChatInput);
const inside = ({ options = [], choices = [] }: Named): Named[] => [...options, ...choices];
const all = (command: Named): Named[] => [command, ...inside(command).flatMap(all)];
const germanOf = ({ name, name_localizations }: Named): string => name_localizations?.de ?? name;

/** Everything, localisations included: stricter than Discord, which counts the longest of each. */
const charactersOf = (command: Named): number =>
  all(command)
    .flatMap(({ name, description = '', value = '', ...more }) => [
      ...[name, description, value],
      ...Object.values({ ...more.name_localizations }),
      ...Object.values({ ...more.description_localizations }),
    ])
    .reduce((sum, { length }) => sum + length, 0);

describe('the list of commands that Discord is given', () => {
  test('is taken by Discord’s own rules: names, lengths, order, uniqueness', () => {
    expect(() => checkCommands(commands as Parameters<typeof checkCommands>[0])).not.toThrow();
  });

  test('has at most 100 commands, 5 menus of each kind, 25 options, subcommands and choices, and 8,000 characters a command', () => {
    expect(slash.length).toBeLessThanOrEqual(100);
    for (const type of [ApplicationCommandType.User, ApplicationCommandType.Message])
      expect(of(type).length).toBeLessThanOrEqual(5);
    for (const command of commands) {
      expect(charactersOf(command), command.name).toBeLessThanOrEqual(8_000);
      for (const one of all(command)) {
        expect(one.options?.length ?? 0).toBeLessThanOrEqual(25);
        expect(one.choices?.length ?? 0).toBeLessThanOrEqual(25);
      }
    }
  });

  test('has German names that are lower case, short, and each once among its neighbours', () => {
    const lists = [slash, ...slash.flatMap(all).map(({ options = [] }) => options)];
    for (const list of lists) {
      const names = list.map(germanOf);
      for (const name of names) expect(name).toMatch(/^[\p{Ll}\p{N}_-]{1,32}$/u);
      expect(new Set(names).size, names.join()).toBe(names.length);
    }
    for (const choices of slash.flatMap(all).map(({ choices = [] }) => choices))
      expect(new Set(choices.map(germanOf)).size).toBe(choices.length);
    expect(slash.find(({ name }) => name === 'pay')).toMatchObject({ name_localizations: { de: 'zahlen' } });
    expect(menuName('commands', 'pay', 'en-GB')).toBe('pay');
    expect(menuName('options', 'constructor', 'de')).toBe('constructor');
  });

  test('has every German name for something that is there', () => {
    const used = {
      commands: COMMANDS.map(({ name }) => name),
      options: COMMANDS.flatMap(({ options, subcommands = [] }) => [
        ...options.map(({ name }) => name),
        ...subcommands.flatMap((sub) => [sub.name, ...sub.options.map(({ name }) => name)]),
      ]),
      choices: COMMANDS.flatMap(({ options, subcommands = [] }) =>
        [...options, ...subcommands.flatMap((sub) => sub.options)].flatMap(({ choices = [] }) => choices),
      ),
    };
    for (const [list, names] of Object.entries(used))
      for (const name of Object.keys(germanNames[list as keyof typeof germanNames]))
        expect(names).toContain(name);
  });

  test('offers an operator’s commands to those who manage the server, and everybody else’s to everybody', () => {
    for (const { name, operator } of COMMANDS) {
      const command = slash.find((one) => one.name === name);
      const permissions = operator ? String(PermissionFlagsBits.ManageGuild) : null;
      expect(command?.default_member_permissions, name).toBe(permissions);
    }
  });

  test('lets every currency, reference, number and name of another chat be completed, and nothing that has choices', () => {
    const completed = slash.flatMap((command) =>
      all(command)
        .filter(({ autocomplete }) => autocomplete)
        .map(({ name }) => `${command.name} ${name}`),
    );
    for (const name of ['pay currency', 'pay more', 'refund reference', 'tab number', 'bank reference'])
      expect(completed).toContain(name);
    for (const command of slash)
      for (const { name, choices } of all(command))
        if (name === 'currency' || name === 'reference') expect(choices).toBeUndefined();
    expect(completed.filter((name) => / (amount|memo|code)$/.test(name))).toEqual(['split amount']);
  });
});
