/** The boxes of a command: what they are called, and which of them a typed line speaks of by itself. */
import { localized } from './locales.ts';
import type { WireOption } from './wire.ts';
import type { Person } from './world.ts';

export const OptionKind = {
  subcommand: 1,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  number: 10,
  attachment: 11,
} as const;
const { string: STRING, user: USER } = OptionKind;

/** What a command, option or choice is called, to the bot and in this person's language. */
export const namesOf = (
  named: { name: string; name_localizations?: WireOption['name_localizations'] },
  person: Person,
): [string, string] => [named.name, localized(named.name_localizations, named.name, person.setup.locale)];

/** What is called something: its name may be several words. */
const titles = new Set(['name', 'item']);
export const titleOf = (options: WireOption[]) =>
  options.find(({ name, type }) => type === STRING && titles.has(name));

/** A box for any words, which may be called by its name in a line: `goal 500`. */
const isFree = ({ name, type, choices }: WireOption): boolean =>
  type === STRING && !choices && name !== 'memo' && name !== 'currency';

/** A line that begins with an option's own name: each has what stands behind its name. Null where that is not enough. */
function saidInTurn(options: WireOption[], person: Person, words: string[]): Map<string, string> | null {
  const byName = new Map(
    options.filter(isFree).flatMap((option) => namesOf(option, person).map((name) => [name, option.name])),
  );
  const said = new Map<string, string>();
  let open: string | undefined;
  for (const word of words) {
    const name = byName.get(word.toLowerCase());
    if (name !== undefined && !said.has(name)) {
      open = name;
      said.set(name, '');
    } else if (open === undefined) return null;
    else said.set(open, `${said.get(open)} ${word}`.trimStart());
  }
  const isMissing = ({ name, required }: WireOption) => (required ? !said.get(name) : said.get(name) === '');
  return options.some(isMissing) ? null : said;
}

/**
 * A line that cannot be dealt out without guessing goes whole into the first box: it calls options by their names, or begins with something
 * else than the amount or the name that it would be searched for. The bot strings the boxes together, and so reads it as it was typed.
 */
function whole(options: WireOption[], person: Person, words: string[]): Map<string, string> | null {
  const first = options.find(isFree);
  const title = titleOf(options);
  if (!first || title === first || words.length === 0) return null;
  if (options.some((option) => option.type === USER || (option.required && option !== first))) return null;
  const others = options.filter((option) => isFree(option) && option !== first);
  const names = others.flatMap((option) => namesOf(option, person));
  const isSaid = words.slice(1).some((word) => names.includes(word.toLowerCase()));
  const isElse = title !== undefined || (first.name === 'amount' && !/\p{N}/u.test(words[0]!));
  return isElse || isSaid ? new Map([[first.name, words.join(' ')]]) : null;
}

/** What a line gives to each option, where that can be said without searching it for words that might fit; null where not. */
export function unguessed(options: WireOption[], person: Person, text: string): Map<string, string> | null {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return (titleOf(options) ? null : saidInTurn(options, person, words)) ?? whole(options, person, words);
}
