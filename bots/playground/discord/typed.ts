/**
 * Makes a slash command out of a typed line, as Discord's client does with its option boxes: `/pay amount:5 person:@bob`,
 * and for people who type on, `/pay @bob 5 for lunch`. Works from the options that the bot registered.
 */
import type { Body, WireCommand, WireOption, WireUser } from './wire.ts';
import { type World, wireMember } from './world.ts';

type Typed = { ok: true; data: Body; name: string } | { ok: false; problem: string };

const SUB_COMMAND = 1;
const STRING = 3;
const USER = 6;

const personIn = (world: World, word: string): WireUser | null => {
  const id = /^<@!?(\d+)>$/.exec(word)?.[1];
  const name = /^@([^@]+)$/.exec(word)?.[1]?.toLowerCase();
  const all = [...[...world.people.values()].map(({ wire }) => wire), ...world.strangers.values(), world.bot];
  return (
    all.find((user) => user.id === id) ??
    all.find((user) =>
      [user.username, user.global_name].some((own) => own?.toLowerCase() === (name ?? '')),
    ) ??
    null
  );
};

/** In a text box, a chosen person is written `<@id>`. */
const withMentions = (world: World, text: string): string =>
  text.replace(/(^|\s)(@[^\s@]+)(?=\s|$)/g, (whole, before: string, word: string) => {
    const person = personIn(world, word);
    return person ? `${before}<@${person.id}>` : whole;
  });

/** `name:value name:value`; null when the line is not written so. */
const named = (options: WireOption[], text: string): Map<string, string> | null => {
  const names = options.map(({ name }) => name.replace(/[^\p{L}\p{N}_-]/gu, '')).join('|');
  if (names === '' || !new RegExp(`^(${names}):`, 'u').test(text)) return null;
  const pieces = text.split(new RegExp(`(?:^|\\s+)(${names}):\\s*`, 'u')).slice(1);
  const values = new Map<string, string>();
  for (let at = 0; at + 1 < pieces.length; at += 2) values.set(pieces[at]!, pieces[at + 1]!.trim());
  return values;
};

const take = (words: string[], wanted: (word: string) => boolean): string | null => {
  const at = words.findIndex(wanted);
  return at < 0 ? null : words.splice(at, 1)[0]!;
};

const isName = (word: string): boolean => /^@|^\w+:\S*:\S/.test(word);
const isAnd = (word: string): boolean => /^(?:and|und|&)$/i.test(word);

const currencies = new Set(Intl.supportedValuesOf('currency'));
const isCurrency = (word: string): boolean =>
  currencies.has(word.toUpperCase()) ||
  /^([A-Z]{3,5}|pounds?|quid|euros?|dollars?|bucks|yen|rupees?|francs)$/.test(word);

/** Deals the words of a line out to the options. What fits nowhere comes back as `left`. */
const dealt = (
  world: World,
  options: WireOption[],
  text: string,
): { values: Map<string, string>; left: string } => {
  const values = new Map<string, string>();
  const memo = options.find(({ name }) => name === 'memo');
  const split = memo ? /^(.*?)(?:^|\s)(?:for|für)\s+(.*)$/isu.exec(text) : null;
  if (memo && split) values.set(memo.name, split[2]!.trim());
  const words = (split ? split[1]! : text).split(/\s+/).filter((word) => word !== '' && word !== 'to');
  const put = (option: WireOption, word: string | null) => {
    if (word !== null) values.set(option.name, word);
  };
  for (const option of options) {
    if (option.type === USER)
      put(
        option,
        take(words, (word) => personIn(world, word) !== null),
      );
    else if (option.choices)
      put(
        option,
        take(words, (word) => option.choices!.some(({ value }) => value === word.toLowerCase())),
      );
  }
  for (const option of options.filter(
    ({ type, required, choices }) => type === STRING && required && !choices,
  )) {
    const at = words.findIndex((word) => /\p{N}/u.test(word) && !isName(word));
    const after = at < 0 ? undefined : words[at + 1];
    put(option, at < 0 ? take(words, (word) => !word.startsWith('@')) : words.splice(at, 1)[0]!);
    const currency = options.find(({ name }) => name === 'currency');
    if (currency && after && isCurrency(after))
      put(
        currency,
        take(words, (word) => word === after),
      );
  }
  const free = options.find(
    ({ name, type, choices }) =>
      type === STRING && !choices && !values.has(name) && name !== 'currency' && name !== 'memo',
  );
  // Names go into the box for more people (another number too, for the bot to say no to); other words are what it is for.
  const isMore = (word: string, at: number) =>
    !memo || isName(word) || /^\p{N}/u.test(word) || (isAnd(word) && isName(words[at + 1] ?? ''));
  const more = words.filter(isMore).join(' ');
  const rest = words.filter((word, at) => !isMore(word, at)).join(' ');
  if (more !== '' && !free) return { values, left: words.join(' ') };
  if (more !== '' && free) values.set(free.name, more);
  if (memo && rest !== '')
    values.set(memo.name, split ? `${rest} ${text.slice(split[1]!.length).trim()}` : rest);
  return { values, left: '' };
};

const fill = (
  world: World,
  options: WireOption[],
  text: string,
): { options: Body[]; users: WireUser[] } | string => {
  const { values, left } = named(options, text)
    ? { values: named(options, text)!, left: '' }
    : dealt(world, options, text);
  if (left !== '') return `This command has no option for “${left}”.`;
  const users: WireUser[] = [];
  const filled: Body[] = [];
  for (const option of options) {
    const value = values.get(option.name);
    if (value === undefined || value === '') {
      if (option.required) return `${option.name}: This option is required. Specify a value.`;
    } else if (option.type === USER) {
      const user = personIn(world, value);
      if (!user) return `${option.name}: Please enter a valid user.`;
      users.push(user);
      filled.push({ name: option.name, type: USER, value: user.id });
    } else if (option.choices && !option.choices.some((choice) => choice.value === value)) {
      return `${option.name}: Please choose one of the options.`;
    } else filled.push({ name: option.name, type: option.type, value: withMentions(world, value) });
  }
  return { options: filled, users };
};

export const resolvedUsers = (world: World, users: WireUser[]): Body => {
  const members = users.flatMap(({ id }) => {
    const person = world.people.get(id);
    return person ? [[id, { ...wireMember(person), permissions: '0' }] as const] : [];
  });
  return {
    users: Object.fromEntries(users.map((user) => [user.id, user])),
    members: Object.fromEntries(members),
  };
};

/** Null when the line names no command of the list: then it is an ordinary message. */
export const readTyped = (world: World, commands: WireCommand[], line: string): Typed | null => {
  const match = /^\/([^\s]+)\s*([\s\S]*)$/u.exec(line.trim());
  const command = match && commands.find(({ name, type }) => type === 1 && name === match[1]!.toLowerCase());
  if (!match || !command) return null;
  const head = {
    id: command.id,
    name: command.name,
    type: 1,
    ...(command.guild_id && { guild_id: command.guild_id }),
  };
  const rest = match[2]!.trim();
  const subcommands = (command.options ?? []).filter(({ type }) => type === SUB_COMMAND);
  const sub = subcommands.find(({ name }) => name === rest.split(/\s+/)[0]?.toLowerCase());
  if (subcommands.length > 0 && !sub)
    return { ok: false, problem: `Choose one of: ${subcommands.map(({ name }) => name).join(', ')}.` };
  const text = sub ? rest.slice(sub.name.length).trim() : rest;
  const filled = fill(world, (sub ?? command).options ?? [], text);
  if (typeof filled === 'string') return { ok: false, problem: filled };
  const options = sub ? [{ name: sub.name, type: SUB_COMMAND, options: filled.options }] : filled.options;
  return {
    ok: true,
    name: sub ? `/${command.name} ${sub.name}` : `/${command.name}`,
    data: {
      ...head,
      options,
      ...(filled.users.length > 0 && { resolved: resolvedUsers(world, filled.users) }),
    },
  };
};
