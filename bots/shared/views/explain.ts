/** What a refusal is in words. */
import type { LanguageCode, Refusal } from '../../../core/index.ts';
import { capabilities } from '../capabilities.ts';
import { namesFor } from '../command-names.ts';
import { clip, plainLine } from '../memo.ts';
import type { Explanation, Language, Typed } from '../messages/catalogue.ts';
import { messagesFor } from '../messages/index.ts';

/** A person's own words come back in a refusal: one short line of plain text, whatever they were. */
const quotedUnits = 40;
const choicesShown = 12;

function quotable(refusal: Refusal): Refusal {
  const details = Object.entries(refusal).map(([key, value]: [string, unknown]) => {
    if (key === 'code') return [key, value];
    if (typeof value === 'string') return [key, clip(plainLine(value), quotedUnits)];
    if (Array.isArray(value)) {
      const shown = value.slice(0, choicesShown).map((one) => clip(plainLine(String(one)), quotedUnits));
      return [key, value.length > choicesShown ? [...shown, '…'] : shown];
    }
    return [key, value];
  });
  return Object.fromEntries(details) as Refusal;
}

type Explain = (details: Refusal, language: Language, typed: Typed | null) => Explanation;

interface ExplainOptions {
  /** The reader's own. */
  zone?: string | undefined;
  /** What was typed that led to it, such as `tab add`. */
  command?: string | undefined;
  /** As in {@link ViewContext}. */
  translatesCommands?: boolean | undefined;
  /** As in {@link ViewContext}. */
  toldLocale?: string | undefined;
}

/** `locale` BCP 47. */
export function explain(refusal: Refusal, locale: string, options: ExplainOptions = {}): Explanation {
  const { zone, command } = options;
  const { tongue, common, language } = messagesFor(locale, zone);
  const named = namesFor(locale, options);
  const shown = quotable(refusal);
  const all = [common, ...capabilities.map(({ messages }) => messages[tongue])].map(
    (words) => (named(words).refusals as Readonly<Record<string, unknown>> | undefined)?.[shown.code],
  );
  const typed = command === undefined ? null : typedOf(command, tongue);
  // capabilities.ts does not compile without one for each.
  return (all.find((words) => words !== undefined) as Explain)(shown, language, typed && named(typed));
}

/** Of a subcommand that the command's own example does not show, how it is used. Null for no command of ours. */
function typedOf(command: string, tongue: LanguageCode): Typed | null {
  const [name = '', sub] = command.split(' ');
  const owner = capabilities.find(({ commands }) => Object.hasOwn(commands, name));
  if (!owner) return null;
  const { example } = owner.messages[tongue].commands[name]!;
  const used = owner.commands[name]!.spec.subcommands?.find((one) => one.name === sub);
  if (!used || example.startsWith(`/${command} `)) return { name: `/${name}`, example };
  return { name: `/${command}`, example: `/${command} ${used.usage}`.trim() };
}
