/** What was typed after a command, cut into words; each word exactly as it was written. */
import type { Argument } from './event.ts';

type PersonArgument = Extract<Argument, { type: 'person' }>;

export type Token = {
  raw: string;
  spaced: boolean;
  /** How many line breaks stand before it; absent for none. */
  breaks?: number;
} & (
  | { type: 'word' }
  /** In quotes; `text` is what is inside. */
  | { type: 'quoted'; text: string }
  | { type: 'person'; person: PersonArgument }
);

/** A no-break space between two digits belongs to the number (`1 000` as French and Swiss keyboards write it). */
const pattern =
  /(?<quoted>"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»)|(?<word>(?:\S|(?<=\d)[\u00a0\u202f](?=\d))+)/gu;

/** Every argument in its order. Text that follows a mention without a space is still a word of its own. */
export function tokens(args: readonly Argument[]): Token[] {
  const found: Token[] = [];
  let spaced = false;
  let breaks = 0;
  const broken = () => (breaks > 0 ? { breaks } : {});
  for (const argument of args) {
    if (argument.type === 'person') {
      found.push({
        type: 'person',
        person: argument,
        raw: `@${argument.name}`,
        spaced: spaced || found.length === 0,
        ...broken(),
      });
      spaced = false;
      breaks = 0;
      continue;
    }
    let end = 0;
    for (const match of argument.text.matchAll(pattern)) {
      const gap = spaced || match.index > end;
      breaks += lineBreaks(argument.text.slice(end, match.index));
      end = match.index + match[0].length;
      spaced = false;
      if (match.groups?.quoted !== undefined) {
        found.push({
          type: 'quoted',
          raw: match[0],
          text: match[0].slice(1, -1),
          spaced: gap,
          ...broken(),
        });
      } else {
        found.push({ type: 'word', raw: match[0], spaced: gap, ...broken() });
      }
      breaks = 0;
    }
    spaced ||= end < argument.text.length;
    breaks += lineBreaks(argument.text.slice(end));
  }
  return found;
}

const lineBreaks = (gap: string): number => gap.split(/\r\n?|\n/).length - 1;

/** As {@link textOf}, with its lines as they were written. */
export const linesOf = (rest: readonly Token[]): string =>
  rest
    .map(({ raw, spaced, breaks = 0 }) => `${breaks > 0 ? '\n'.repeat(breaks) : spaced ? ' ' : ''}${raw}`)
    .join('')
    .trim();

/** The words from here on, as one text. A mention among them is its name. */
export const textOf = (rest: readonly Token[]): string =>
  rest
    .map(({ raw, spaced }) => (spaced ? ` ${raw}` : raw))
    .join('')
    .trim();
