/**
 * What Discord's client shows above the line while a command is typed: subcommands, option names, choices, people; and
 * what the bot offers for an option that it completes itself (https://discord.com/developers/docs/interactions/application-commands#autocomplete).
 */
import type { ChatSuggestion } from '../emulator.ts';
import { ANSWER_WITHIN_MS, interact } from './interactions.ts';
import { localized } from './locales.ts';
import { namesOf, OptionKind } from './options.ts';
import { commandData, commandOf, filledOption, namedPieces, offeredKey } from './typed.ts';
import { commandsFor } from './view.ts';
import type { Body, WireChoice, WireCommand, WireOption } from './wire.ts';
import type { Channel, Person, World } from './world.ts';

const SHOWN_MAX = 25;

type Found = NonNullable<ReturnType<typeof commandOf>>;

const startsLike = (text: string, typed: string): boolean =>
  text.toLowerCase().startsWith(typed.toLowerCase());

/** Options that have not been given, which `typed` may be the beginning of. */
const optionNames = (person: Person, found: Found, given: string[], typed: string, head: string) =>
  found.options
    .filter(({ name }) => !given.includes(name))
    .map((option) => ({ option, shown: namesOf(option, person)[1] }))
    .filter(({ shown }) => startsLike(shown, typed))
    .map(({ option, shown }) => ({
      id: `option ${option.name}`,
      title: shown,
      detail: localized(option.description_localizations, option.description, person.setup.locale),
      line: `${head}${shown}:`,
    }));

const subcommandNames = (person: Person, { command, subcommands, text }: Found) =>
  subcommands
    .map((sub) => ({ sub, shown: namesOf(sub, person)[1] }))
    .filter(({ shown }) => startsLike(shown, text.trim()))
    .map(({ sub, shown }) => ({
      id: `subcommand ${sub.name}`,
      title: shown,
      detail: localized(sub.description_localizations, sub.description, person.setup.locale),
      line: `/${namesOf(command, person)[1]} ${shown} `,
    }));

const listed = (person: Person, choices: WireChoice[], head: string): ChatSuggestion[] =>
  choices.slice(0, SHOWN_MAX).map((choice) => {
    const [, shown] = namesOf(choice, person);
    return { id: `choice ${choice.value}`, title: shown, detail: '', line: `${head}${shown} ` };
  });

const people = (world: World, typed: string, head: string): ChatSuggestion[] =>
  [...world.people.values()]
    .filter(({ setup }) =>
      [setup.handle, setup.name].some((name) => startsLike(name, typed.replace(/^@/, ''))),
    )
    .map(({ setup }) => ({
      id: `person ${setup.id}`,
      title: `@${setup.handle}`,
      detail: setup.name,
      line: `${head}@${setup.handle} `,
    }));

/** Asks the bot, and waits as long as it may take. */
const asked = (
  world: World,
  person: Person,
  channel: Channel,
  found: Found,
  pieces: { option: WireOption; value: string }[],
): Promise<WireChoice[]> => {
  const focused = pieces.at(-1)!;
  const before = pieces.slice(0, -1).flatMap(({ option, value }): Body[] => {
    const one = filledOption(world, person, found.command, option, value.trim());
    return typeof one === 'string' ? [] : [one.wire];
  });
  const { name, type } = focused.option;
  const options = [...before, { name, type, value: focused.value, focused: true }];
  return new Promise((resolve) => {
    const end = (choices: WireChoice[]) => {
      clearTimeout(late);
      resolve(choices);
    };
    const late = setTimeout(() => end([]), ANSWER_WITHIN_MS);
    late.unref();
    interact(world, {
      type: 4,
      person,
      channel,
      data: commandData(found.command, found.sub, options),
      name: `/${found.command.name}`,
      onChoices: end,
    });
  });
};

const completed = async (
  world: World,
  person: Person,
  channel: Channel,
  found: Found,
  pieces: { option: WireOption; value: string }[],
  head: string,
): Promise<ChatSuggestion[]> => {
  const choices = await asked(world, person, channel, found, pieces);
  world.offered.set(offeredKey(person, found.command, pieces.at(-1)!.option), choices);
  return listed(person, choices, head);
};

/** A value that stands before a blank is given: what comes next is another option. */
const isGiven = (world: World, person: Person, command: WireCommand, option: WireOption, value: string) => {
  if (!value.endsWith(' ')) return false;
  if (!option.autocomplete && !option.choices) return true;
  const known = option.choices ?? world.offered.get(offeredKey(person, command, option)) ?? [];
  return known.some((choice) => namesOf(choice, person).includes(value.trim()));
};

export const suggest = async (
  world: World,
  person: Person,
  channel: Channel,
  line: string,
): Promise<ChatSuggestion[]> => {
  const found = commandOf(commandsFor(world, person, channel), person, line);
  if (!found?.begun) return [];
  if (found.subcommands.length > 0 && !found.sub) return subcommandNames(person, found);
  const pieces = namedPieces(found.options, person, found.text);
  if (pieces === null)
    return /\s/.test(found.text) || found.text.startsWith('@')
      ? []
      : optionNames(person, found, [], found.text, line.slice(0, line.length - found.text.length));
  const { option, value } = pieces.at(-1)!;
  const given = pieces.map((piece) => piece.option.name);
  if (isGiven(world, person, found.command, option, value))
    return optionNames(person, found, given, '', line);
  const head = line.slice(0, line.length - value.length);
  if (option.type === OptionKind.user) return people(world, value, head);
  if (option.choices)
    return listed(
      person,
      option.choices.filter((choice) => startsLike(namesOf(choice, person)[1], value)),
      head,
    );
  if (option.autocomplete) return completed(world, person, channel, found, pieces, head);
  const word = /\s(\S+)$/.exec(value)?.[1];
  return word ? optionNames(person, found, given, word, line.slice(0, line.length - word.length)) : [];
};
