/** Slack's own text: entities and angle-bracket references (https://docs.slack.dev/messaging/formatting-message-text). Pure. */
import type { Argument } from '../shared/event.ts';
import { withCharacters } from './emoji.ts';

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Exactly once: `&amp;lt;` is the text `&lt;`, not `<`. */
const unescapeText = (text: string): string => text.replace(/&(?:amp|lt|gt);/g, (found) => ENTITIES[found]!);

/** The three characters that Slack reads as markup in any text. */
export const escapeText = (text: string): string =>
  text.replace(/[&<>]/g, (found) => (found === '&' ? '&amp;' : found === '<' ? '&lt;' : '&gt;'));

/** What a reference that names no person says to a reader: `#general`, `@here`, the address of a link. */
const referenceText = (target: string, label: string | undefined): string => {
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('!subteam')) return label || '@group';
  if (target.startsWith('!date')) return label ?? '';
  if (target.startsWith('!')) return `@${label || target.slice(1)}`;
  return label || target;
};

type Piece = { text: string } | { user: string; label: string };

/** Slack escapes a typed `<` as `&lt;`, so a `<…>` that is left was made by Slack itself. */
const pieces = (text: string): Piece[] =>
  text.split(/(<[^<>]*>)/).map((part): Piece => {
    if (!/^<.*>$/s.test(part)) return { text: unescapeText(part) };
    const [target = '', ...rest] = part.slice(1, -1).split('|');
    const label = rest.length > 0 ? unescapeText(rest.join('|')) : undefined;
    const user = /^@([UW][A-Z0-9]{1,62})$/.exec(target)?.[1];
    return user ? { user, label: label ?? '' } : { text: referenceText(unescapeText(target), label) };
  });

/**
 * The text of a slash command with `should_escape`: `<@U1|bob>` becomes a person with a stable id, everything else text,
 * in its order and with its spaces. An unresolved `@bob` stays text.
 */
export const slashArguments = (text: string, tenant: string): Argument[] => {
  const args: Argument[] = [];
  for (const piece of pieces(text)) {
    const last = args.at(-1);
    if ('user' in piece) {
      const identity = { platform: 'slack' as const, tenant, user: piece.user };
      args.push({ type: 'person', identity, name: piece.label || piece.user });
    } else if (last?.type === 'text') last.text += withCharacters(piece.text);
    else args.push({ type: 'text', text: withCharacters(piece.text) });
  }
  return args.filter((argument) => argument.type === 'person' || argument.text.trim() !== '');
};

/** A message as plain text: mentions by label or id. */
export const messagePlainText = (text: string): string =>
  pieces(text)
    .map((piece) => ('user' in piece ? `@${piece.label || piece.user}` : piece.text))
    .join('');
