/** How commands are called where a platform shows them in its reader's language: also wherever a text names one. */
import { capabilities } from './capabilities.ts';
import type { CommandSpec } from './command.ts';
import { messagesFor } from './messages/index.ts';
import { germanNames } from './messages/names.de.ts';

const german = (of: keyof typeof germanNames, name: string): string => {
  const names: Readonly<Record<string, string>> = germanNames[of];
  return Object.hasOwn(names, name) ? names[name]! : name;
};

const specs = new Map<string, CommandSpec>(
  capabilities.flatMap(({ commands }) =>
    Object.values(commands).map(({ spec }) => [spec.name, spec] as const),
  ),
);

/** A command in a text, with the words behind it that may be a subcommand and a choice: not a part of an address or a path. */
const named = /(?<![\p{L}\p{N}/.:])\/([a-z]+)((?: [a-z]+){0,2})(?![\p{L}\p{N}/])/gu;

const isThere = (word: string | undefined): word is string => word !== undefined;

/** `/tab add 24 petrol` as `/deckel eintragen 24 petrol`, and `/help pay` as `/hilfe zahlen`. */
const inGerman = (text: string): string =>
  text.replace(named, (whole, name: string, behind: string) => {
    const spec = specs.get(name);
    if (!spec) return whole;
    const [first, ...others] = behind.split(' ').slice(1);
    const sub = spec.subcommands?.find((one) => one.name === first);
    const choices = (sub ?? spec).options.flatMap((option) => option.choices ?? []);
    const chosen = (word: string) => (choices.includes(word) ? german('choices', word) : word);
    const [second] = others;
    const about = name === 'help' && first !== undefined ? specs.get(first) : undefined;
    if (about) {
      const part = about.subcommands?.some((one) => one.name === second)
        ? german('options', second!)
        : second;
      return [`/${german('commands', name)}`, german('commands', about.name), part].filter(isThere).join(' ');
    }
    const words = sub
      ? [german('options', sub.name), ...(second === undefined ? [] : [chosen(second)])]
      : [...(first === undefined ? [] : [chosen(first)]), ...others];
    return [`/${german('commands', name)}`, ...words].join(' ');
  });

/** Stands for a `/` that somebody else wrote, while a text is made. */
const theirs = '\ue000';

const mapped = (value: unknown, text: (text: string) => string): unknown => {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return value.map((one) => mapped(one, text));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapped(one, text)]));
};

const hidden = (value: unknown): unknown => mapped(value, (text) => text.replaceAll('/', theirs));

function translated(words: unknown): unknown {
  if (typeof words === 'string') return inGerman(words);
  if (typeof words === 'function') {
    return (...given: unknown[]) =>
      mapped(words(...given.map(hidden)), (text) => inGerman(text).replaceAll(theirs, '/'));
  }
  if (typeof words !== 'object' || words === null) return words;
  return Object.fromEntries(Object.entries(words).map(([key, one]) => [key, translated(one)]));
}

const made = new WeakMap<object, unknown>();

/** A catalogue whose texts name the commands in German. What people wrote, and is put into a text, stays as it is. */
export function inGermanNames<Words extends object>(words: Words): Words {
  if (!made.has(words)) made.set(words, translated(words));
  return made.get(words) as Words;
}

/** The texts, with the commands by the names that they have there. */
export type Named = <Words extends object>(words: Words) => Words;

const asTheyAre: Named = (words) => words;

/**
 * How texts in `locale` (BCP 47) name commands: as the menus of whoever reads them do. These follow what their chat is set to, not what
 * they chose here; where that is not known, or many read, the language of the text decides.
 */
export const namesFor = (
  locale: string,
  { translatesCommands = false, toldLocale = locale }: NamedWhere,
): Named => (translatesCommands && messagesFor(toldLocale).tongue === 'de' ? inGermanNames : asTheyAre);

interface NamedWhere {
  translatesCommands?: boolean | undefined;
  toldLocale?: string | undefined;
}
