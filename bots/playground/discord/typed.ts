/**
 * Makes a slash command out of a typed line, as Discord's client does with its option boxes: `/pay amount:5 person:@bob`,
 * and for people who type on, `/pay @bob 5 for lunch`. Works from the options that the bot registered.
 */
import { keepFile, resolvedFiles } from './attachments.ts';
import { namesOf, OptionKind, titleOf, unguessed } from './options.ts';
import { resolvedUsers } from './resolved.ts';
import type { Body, Upload, WireAttachment, WireChoice, WireCommand, WireOption, WireUser } from './wire.ts';
import type { Channel, Person, World } from './world.ts';

type Typed = { ok: true; data: Body; name: string } | { ok: false; problem: string };

const { subcommand: SUB_COMMAND, string: STRING, user: USER, attachment: ATTACHMENT } = OptionKind;

/** The client narrows the list down to what begins like the word that is typed, and takes what is left. */
const choiceOf = (choices: WireChoice[], word: string, person: Person): WireChoice | undefined => {
  const typed = word.toLowerCase();
  const called = (choice: WireChoice) =>
    [String(choice.value), ...namesOf(choice, person)].map((name) => name.toLowerCase());
  const begun = choices.filter((choice) => called(choice).some((name) => name.startsWith(typed)));
  return (
    choices.find((choice) => called(choice).includes(typed)) ?? (begun.length === 1 ? begun[0] : undefined)
  );
};

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

/** `name:value name:value`, as pairs of an option and its text as it stands there; null when the line is not written so. */
export const namedPieces = (
  options: WireOption[],
  person: Person,
  text: string,
): { option: WireOption; value: string }[] | null => {
  const byName = new Map(options.flatMap((option) => namesOf(option, person).map((name) => [name, option])));
  const names = [...byName.keys()].map((name) => name.replace(/[^\p{L}\p{N}_-]/gu, '')).join('|');
  if (names === '' || !new RegExp(`^(${names}):`, 'u').test(text)) return null;
  const pieces = text.split(new RegExp(`(?:^|\\s+)(${names}):`, 'u')).slice(1);
  return pieces.flatMap((name, at) =>
    at % 2 === 0 ? [{ option: byName.get(name)!, value: pieces[at + 1]!.trimStart() }] : [],
  );
};

const named = (options: WireOption[], person: Person, text: string): Map<string, string> | null => {
  const pieces = namedPieces(options, person, text);
  return pieces && new Map(pieces.map(({ option, value }) => [option.name, value.trim()]));
};

const take = (words: string[], wanted: (word: string) => boolean): string | null => {
  const at = words.findIndex(wanted);
  return at < 0 ? null : words.splice(at, 1)[0]!;
};

const isName = (word: string): boolean => /^@|^\w+:\S*:\S/.test(word);
/** Of ten characters chance leaves out the digits of one in forty. */
const isReference = (word: string): boolean => /^[a-z]{3}_[0-9A-Z]{10}$/.test(word);
const isAnd = (word: string): boolean => /^(?:and|und|&)$/i.test(word);

const currencies = new Set(Intl.supportedValuesOf('currency'));
const isCurrency = (word: string): boolean =>
  currencies.has(word.toUpperCase()) ||
  /^([A-Z]{3,5}|pounds?|quid|euros?|dollars?|bucks|yen|rupees?|francs)$/.test(word);

/**
 * In such a line, what stands behind an option's own name is that option's, up to the next such name: `place Town Hall stock 20`. What stands
 * before all of them is left.
 */
function saidInLine(options: WireOption[], title: WireOption, words: string[]): [string, string][] {
  const names = new Set(options.filter(({ type }) => type === STRING).map(({ name }) => name));
  names.delete('memo');
  names.delete(title.name);
  const said = new Map<string, string[]>();
  const before = words.splice(0, 1);
  let open = before;
  for (const word of words.splice(0)) {
    const name = word.toLowerCase();
    if (names.has(name) && !said.has(name)) {
      open = [];
      said.set(name, open);
    } else open.push(word);
  }
  words.push(...before);
  // The word behind the name of a choice is taken already.
  return [...said].flatMap(([name, behind]) => (behind.length === 0 ? [] : [[name, behind.join(' ')]]));
}

/** A line that names something: the name is whatever is left, but for a number at its end (or whatever an option wants that has to be given). */
function titled(options: WireOption[], title: WireOption, text: string): Map<string, string> {
  const words = text.match(/"[^"]*"|“[^”]*”|„[^“”]*[“”]|\S+/gu) ?? [];
  const values = new Map(saidInLine(options, title, words));
  const next = options.find(
    ({ name, type, choices }) =>
      type === STRING && !choices && name !== title.name && name !== 'currency' && name !== 'memo',
  );
  const currency = options.find(({ name }) => name === 'currency');
  if (currency && words.length > 2 && isCurrency(words.at(-1)!)) values.set('currency', words.pop()!);
  if (next && !values.has(next.name) && words.length > 1 && (next.required || /\p{N}/u.test(words.at(-1)!)))
    values.set(next.name, words.pop()!);
  return values.set(title.name, words.map((word) => word.replace(/^["“„]|["“”]$/gu, '')).join(' '));
}

/** A name behind an option's own words, `paid by @bob`, is that option's. */
const saidByName = (options: WireOption[], text: string): { taken: [string, string][]; left: string } => {
  const taken: [string, string][] = [];
  let left = text;
  for (const { name, type } of options.filter((option) => option.name.includes('_'))) {
    const said = new RegExp(`(?:^|\\s)${name.replaceAll('_', '\\s+')}\\s+(@\\S+)`, 'iu').exec(left);
    if (type !== STRING || !said) continue;
    taken.push([name, said[1]!]);
    left = left.replace(said[0], '');
  }
  return { taken, left };
};

/** Deals the words of a line out to the options. What fits nowhere comes back as `left`. */
const dealt = (
  world: World,
  person: Person,
  options: WireOption[],
  text: string,
): { values: Map<string, string>; left: string } => {
  const plain = unguessed(options, person, text);
  if (plain) return { values: plain, left: '' };
  const values = new Map<string, string>();
  const memo = options.find(({ name }) => name === 'memo');
  const { taken, left: line } = saidByName(options, text);
  for (const [name, value] of taken) values.set(name, value);
  const split = memo ? /^(.*?)(?:^|\s)(?:for|für)\s+(.*)$/isu.exec(line) : null;
  if (memo && split) values.set(memo.name, split[2]!.trim());
  const words = (split ? split[1]! : line).split(/\s+/).filter((word) => word !== '' && word !== 'to');
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
        take(words, (word) => {
          const chosen = choiceOf(option.choices!, word, person);
          // Among other words only a whole one: what is begun may be anything.
          return chosen !== undefined && (words.length === 1 || chosen.value === word.toLowerCase());
        }),
      );
  }
  const title = titleOf(options);
  if (title && words.length > 0)
    return { values: new Map([...values, ...titled(options, title, words.join(' '))]), left: '' };
  // What it says of a time may have any word in it, and numbers.
  const when = options.find(({ name, type, choices }) => name === 'when' && type === STRING && !choices);
  const isWanted = ({ name, required }: WireOption) =>
    required || (when && name === 'amount' && words.some((word) => /^\p{N}/u.test(word)));
  for (const option of options.filter((one) => one.type === STRING && isWanted(one) && !one.choices)) {
    const at = words.findIndex((word) => (/\p{N}/u.test(word) || isReference(word)) && !isName(word));
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
    !memo || isName(word) || (!when && /^\p{N}/u.test(word)) || (isAnd(word) && isName(words[at + 1] ?? ''));
  const more = words.filter(isMore).join(' ');
  const rest = words.filter((word, at) => !isMore(word, at)).join(' ');
  if (more !== '' && !free) return { values, left: words.join(' ') };
  if (more !== '' && free) values.set(free.name, more);
  if (when && rest !== '') values.set(when.name, rest);
  else if (memo && rest !== '')
    values.set(memo.name, split ? `${rest} ${line.slice(split[1]!.length).trim()}` : rest);
  return { values, left: '' };
};

const NUMBERS: ReadonlySet<number> = new Set([OptionKind.integer, OptionKind.number]);

/** The value of what was chosen by its name, from the bot's list or from what it offered while it was typed. */
const chosenValue = (
  world: World,
  person: Person,
  command: WireCommand,
  option: WireOption,
  text: string,
): string | number | undefined => {
  const key = offeredKey(person, command, option);
  const choices = option.choices ?? (option.autocomplete ? world.offered.get(key) : undefined) ?? [];
  const exact = choices.find((choice) => choice.value === text || namesOf(choice, person).includes(text));
  return (exact ?? (option.choices && choiceOf(option.choices, text, person)))?.value;
};

export const offeredKey = (person: Person, command: WireCommand, option: WireOption): string =>
  `${person.setup.id} ${command.id} ${option.name}`;

/** One option with its value, as it travels; or what the client says of it. */
export const filledOption = (
  world: World,
  person: Person,
  command: WireCommand,
  option: WireOption,
  text: string,
): { wire: Body; user?: WireUser } | string => {
  const head = { name: option.name, type: option.type };
  if (option.type === USER) {
    const user = personIn(world, text);
    return user ? { wire: { ...head, value: user.id }, user } : `${option.name}: Please enter a valid user.`;
  }
  if (option.type === ATTACHMENT) return { wire: { ...head, value: text } };
  const chosen = chosenValue(world, person, command, option, text);
  if (chosen !== undefined) return { wire: { ...head, value: chosen } };
  if (option.choices) return `${option.name}: Please choose one of the options.`;
  if (NUMBERS.has(option.type))
    return Number.isFinite(Number(text))
      ? { wire: { ...head, value: Number(text) } }
      : `${option.name}: Input a valid number.`;
  if (option.type === OptionKind.boolean) return { wire: { ...head, value: /^(true|yes|on)$/i.test(text) } };
  return { wire: { ...head, value: withMentions(world, text) } };
};

const fill = (
  world: World,
  person: Person,
  command: WireCommand,
  options: WireOption[],
  { text, file }: { text: string; file: WireAttachment | undefined },
): { options: Body[]; users: WireUser[] } | string => {
  const byName = named(options, person, text);
  const { values, left } = byName ? { values: byName, left: '' } : dealt(world, person, options, text);
  if (left !== '') return `This command has no option for “${left}”.`;
  const users: WireUser[] = [];
  const filled: Body[] = [];
  if (file && !options.some(({ type }) => type === ATTACHMENT)) return 'This command takes no file.';
  for (const option of options) {
    const value = option.type === ATTACHMENT ? file?.id : values.get(option.name);
    if (value === undefined || value === '') {
      if (option.required) return `${option.name}: This option is required. Specify a value.`;
      continue;
    }
    const one = filledOption(world, person, command, option, value);
    if (typeof one === 'string') return one;
    filled.push(one.wire);
    if (one.user) users.push(one.user);
  }
  return { options: filled, users };
};

/** The command that a line begins with, its subcommand, and what follows; null when it names no command of the list. */
export const commandOf = (commands: WireCommand[], person: Person, line: string) => {
  const match = /^\/([^\s]+)(\s*)([\s\S]*)$/u.exec(line);
  const word = match?.[1]?.toLowerCase() ?? '';
  const command = commands.find(({ type, ...each }) => type === 1 && namesOf(each, person).includes(word));
  if (!match || !command) return null;
  const text = match[3]!;
  const subcommands = (command.options ?? []).filter(({ type }) => type === SUB_COMMAND);
  const first = text.trimStart().split(/\s+/)[0]!.toLowerCase();
  const sub = subcommands.find((each) => namesOf(each, person).includes(first)) ?? null;
  return {
    command,
    subcommands,
    sub,
    /** The options that may be given now. */
    options: sub?.options ?? (subcommands.length > 0 ? [] : (command.options ?? [])),
    text: sub ? text.trimStart().slice(first.length).trimStart() : text,
    /** Whether the name has been typed to its end. */
    begun: match[2] !== '',
  };
};

/** What a command does that is typed alone, as in the other chats: it shows what there is. */
const unasked = (subcommands: WireOption[]): WireOption | null =>
  subcommands.find(
    ({ name, options = [] }) =>
      (name === 'list' || name === 'show') && !options.some(({ required }) => required),
  ) ?? null;

/** An interaction's data for a command with these options. */
export const commandData = (command: WireCommand, sub: WireOption | null, options: Body[]): Body => ({
  id: command.id,
  name: command.name,
  type: 1,
  ...(command.guild_id && { guild_id: command.guild_id }),
  options: sub ? [{ name: sub.name, type: SUB_COMMAND, options }] : options,
});

/** Null when the line names no command of the list: then it is an ordinary message. */
export const readTyped = (
  world: World,
  person: Person,
  commands: WireCommand[],
  { line, channel, upload }: { line: string; channel: Channel; upload: Upload | undefined },
): Typed | null => {
  const found = commandOf(commands, person, line.trim());
  if (!found) return null;
  const { command, subcommands, text } = found;
  const sub = found.sub ?? (text.trim() === '' ? unasked(subcommands) : null);
  if (subcommands.length > 0 && !sub)
    return { ok: false, problem: `Choose one of: ${subcommands.map(({ name }) => name).join(', ')}.` };
  const file = upload && keepFile(world, upload, { channel: channel.id, ephemeral: true });
  const options = found.sub ? found.options : (sub?.options ?? found.options);
  const filled = fill(world, person, command, options, { text: text.trim(), file });
  if (typeof filled === 'string') return { ok: false, problem: filled };
  return {
    ok: true,
    name: sub ? `/${command.name} ${sub.name}` : `/${command.name}`,
    data: {
      ...commandData(command, sub, filled.options),
      ...((filled.users.length > 0 || file) && {
        resolved: {
          ...(filled.users.length > 0 && resolvedUsers(world, filled.users)),
          ...resolvedFiles(file ? [file] : []),
        },
      }),
    },
  };
};
