/**
 * Reads Discord's own markdown as its client does, into plain data (https://discord.com/developers/docs/reference#message-formatting):
 * escapes, emphasis, code, spoilers, mentions, timestamps, emoji, masked and bare links, headings, quotes, lists, small print.
 */
import type { ChatText } from '../emulator.ts';

type Piece = ChatText[number];
export type NameOf = (kind: 'user' | 'channel' | 'role', id: string) => string | null;

interface Style {
  bold?: boolean;
  italic?: boolean;
  code?: boolean;
  quiet?: boolean;
}

/** Pairs of marks, longest first, with what they do. */
const PAIRS: [string, Style][] = [
  ['```', { code: true }],
  ['``', { code: true }],
  ['`', { code: true }],
  ['***', { bold: true, italic: true }],
  ['**', { bold: true }],
  ['__', {}],
  ['~~', {}],
  ['||', { quiet: true }],
  ['*', { italic: true }],
  ['_', { italic: true }],
];

const SHORTCODES: Record<string, string> = {
  tada: '🎉',
  smile: '😄',
  thumbsup: '👍',
  coin: '🪙',
  coffee: '☕',
};

/** The end of the text that `mark` opens at `from`, escaped marks passed over; -1 when it is not closed. */
const closing = (text: string, mark: string, from: number): number => {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\' && !mark.startsWith('`')) at += 1;
    else if (text.startsWith(mark, at) && at > from) return at;
  }
  return -1;
};

const special = (rest: string, nameOf: NameOf): { piece: Piece; length: number } | null => {
  const user = /^<@!?(\d+)>/.exec(rest);
  if (user)
    return {
      piece: { type: 'mention', text: `@${nameOf('user', user[1]!) ?? 'unknown-user'}`, userId: user[1]! },
      length: user[0].length,
    };
  const place = /^<(#|@&)(\d+)>/.exec(rest);
  if (place) {
    const kind = place[1] === '#' ? 'channel' : 'role';
    const name = `${place[1] === '#' ? '#' : '@'}${nameOf(kind, place[2]!) ?? 'unknown'}`;
    return { piece: { type: 'mention', text: name, userId: place[2]! }, length: place[0].length };
  }
  const command = /^<\/([^:>]+):\d+>/.exec(rest);
  if (command)
    return { piece: { type: 'mention', text: `/${command[1]}`, userId: '' }, length: command[0].length };
  const time = /^<t:(-?\d+)(?::[tTdDfFR])?>/.exec(rest);
  if (time)
    return {
      piece: { type: 'text', text: new Date(Number(time[1]) * 1000).toISOString(), code: true },
      length: time[0].length,
    };
  const guide = /^<id:(home|browse|customize|guide)>/.exec(rest);
  if (guide) return { piece: { type: 'mention', text: guide[1]!, userId: '' }, length: guide[0].length };
  const everyone = /^@(everyone|here)\b/.exec(rest);
  if (everyone)
    return {
      piece: { type: 'mention', text: everyone[0], userId: everyone[1]! },
      length: everyone[0].length,
    };
  const emoji = /^<a?(:\w+:)\d+>/.exec(rest) ?? /^(:\w+:)/.exec(rest);
  if (emoji) {
    const shown = SHORTCODES[emoji[1]!.slice(1, -1)];
    if (shown || emoji[0].startsWith('<'))
      return { piece: { type: 'text', text: shown ?? emoji[1]! }, length: emoji[0].length };
  }
  const masked = /^\[((?:[^\]\\]|\\.)+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/.exec(rest);
  if (masked) return { piece: { type: 'link', text: masked[1]!, url: masked[2]! }, length: masked[0].length };
  const bare =
    /^<((?:https?|steam):\/\/[^\s>]+)>/.exec(rest) ??
    /^((?:https?|steam):\/\/[^\s<]+[^\s<.,:;"')\]])/.exec(rest);
  if (bare) return { piece: { type: 'link', text: bare[1]!, url: bare[1]! }, length: bare[0].length };
  return null;
};

const inline = (text: string, style: Style, nameOf: NameOf): ChatText => {
  const pieces: ChatText = [];
  let plain = '';
  const flush = () => {
    if (plain !== '') pieces.push({ type: 'text', text: plain, ...style });
    plain = '';
  };
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const escaped = /^\\([^0-9A-Za-z\s])/u.exec(rest);
    if (escaped) {
      plain += escaped[1];
      at += escaped[0].length;
      continue;
    }
    const found = special(rest, nameOf);
    if (found) {
      flush();
      pieces.push(found.piece);
      at += found.length;
      continue;
    }
    const pair = PAIRS.find(([mark]) => rest.startsWith(mark) && closing(text, mark, at + mark.length) > 0);
    // An underscore inside a word is a letter.
    const inWord = pair?.[0] === '_' && /[A-Za-z0-9]$/.test(text.slice(0, at));
    if (pair && !inWord) {
      const [mark, adds] = pair;
      const end = closing(text, mark, at + mark.length);
      const inside = text.slice(at + mark.length, end);
      flush();
      if (adds.code) pieces.push({ type: 'text', text: inside, ...style, code: true });
      else pieces.push(...inline(inside, { ...style, ...adds }, nameOf));
      at = end + mark.length;
      continue;
    }
    if (text[at] === '\n') {
      flush();
      pieces.push({ type: 'break' });
    } else plain += text[at];
    at += 1;
  }
  flush();
  return pieces;
};

/** A line's block mark, taken off, with the style that it gives. */
const block = (line: string): { text: string; style: Style } => {
  const heading = /^#{1,3} +(.*)$/.exec(line);
  if (heading) return { text: heading[1]!, style: { bold: true } };
  const small = /^-# +(.*)$/.exec(line);
  if (small) return { text: small[1]!, style: { quiet: true } };
  const quote = /^(?:>>> |> )(.*)$/.exec(line);
  if (quote) return { text: `▏${quote[1]}`, style: { quiet: true } };
  const list = /^\s*[-*] +(.*)$/.exec(line);
  return list ? { text: `• ${list[1]}`, style: {} } : { text: line, style: {} };
};

/** `inlineOnly` for titles and field names, where blocks mean nothing. */
export const readMarkdown = (markdown: string, nameOf: NameOf, inlineOnly = false): ChatText => {
  if (inlineOnly || markdown.includes('```')) return inline(markdown, {}, nameOf);
  return markdown.split('\n').flatMap((line, at) => {
    const { text, style } = block(line);
    const read = inline(text, style, nameOf);
    return at === 0 ? read : [{ type: 'break' } as const, ...read];
  });
};

export const plain = (text: string): ChatText => (text === '' ? [] : [{ type: 'text', text }]);
