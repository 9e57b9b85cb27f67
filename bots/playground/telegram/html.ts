/**
 * Telegram's HTML parse mode: text with tags → text with entities, and its complaints, word for word where we know them.
 * Source: https://core.telegram.org/bots/api#html-style
 */
import { badRequest, type WireEntity, type WireUser } from './wire.ts';

const TYPES: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
  a: 'text_link',
};

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

interface OpenTag {
  name: string;
  /** In the parsed text, UTF-16. */
  offset: number;
  attributes: Record<string, string>;
}

const complain = (what: string): Error => badRequest(`can't parse entities: ${what}`);
const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

/** Telegram knows four named references and numeric ones; anything else stays as it was written. */
const decodeReference = (source: string): { text: string; length: number } | null => {
  const match = /^&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot));?/i.exec(source);
  if (!match) return null;
  const [all, hex, decimal, named] = match;
  if (named) return { text: NAMED[named.toLowerCase()]!, length: all.length };
  const code = hex ? Number.parseInt(hex, 16) : Number.parseInt(decimal!, 10);
  const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return valid ? { text: String.fromCodePoint(code), length: all.length } : null;
};

const decodeReferences = (source: string): string =>
  source.replace(/&[^;&\s]*;?/g, (found) => {
    const reference = decodeReference(found);
    return reference ? reference.text + found.slice(reference.length) : found;
  });

const parseAttributes = (source: string, tag: string, at: number): Record<string, string> => {
  const attributes: Record<string, string> = {};
  let rest = source.trim();
  while (rest !== '') {
    const match = /^([^\s=>]+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?\s*/.exec(rest);
    if (!match) throw complain(`Empty attribute name in the tag "${tag}" at byte offset ${at}`);
    if (match[0].includes('=') && match[2] === undefined && match[3] === undefined && match[4] === undefined)
      throw complain(`Unclosed start tag at byte offset ${at}`);
    attributes[match[1]!.toLowerCase()] = decodeReferences(match[2] ?? match[3] ?? match[4] ?? '');
    rest = rest.slice(match[0].length);
  }
  return attributes;
};

/** Reads `<name attributes>` at `start`; the end is the first `>` outside quotes. */
const startTag = (html: string, start: number): { tag: Omit<OpenTag, 'offset'>; end: number } => {
  const at = bytes(html.slice(0, start));
  const name = /^[^\s>]*/.exec(html.slice(start + 1))![0].toLowerCase();
  const match = /^(?:[^"'>]|"[^"]*"|'[^']*')*>/.exec(html.slice(start + 1));
  if (!match) throw complain(`Unclosed start tag at byte offset ${at}`);
  if (!(name in TYPES)) throw complain(`Unsupported start tag "${name}" at byte offset ${at}`);
  const attributes = parseAttributes(match[0].slice(name.length, -1), name, at);
  if (name === 'span' && attributes.class !== 'tg-spoiler')
    throw complain(`Tag "span" must have class "tg-spoiler" at byte offset ${at}`);
  return { tag: { name, attributes }, end: start + 1 + match[0].length };
};

const entityOf = (
  tag: OpenTag,
  text: string,
  findUser: (id: number) => WireUser | undefined,
): WireEntity | null => {
  const place = { offset: tag.offset, length: text.length - tag.offset };
  if (place.length === 0) return null;
  if (tag.name !== 'a') {
    const expandable = tag.name === 'blockquote' && 'expandable' in tag.attributes;
    return { type: expandable ? 'expandable_blockquote' : TYPES[tag.name]!, ...place };
  }
  const url = (tag.attributes.href ?? text.slice(tag.offset)).trim();
  const person = /^tg:\/\/user\?id=(\d+)$/.exec(url);
  if (person) {
    const user = findUser(Number(person[1]));
    return user ? { type: 'text_mention', ...place, user } : null;
  }
  if (!/^(https?|tg|ton):\/\/[^\s]+$/i.test(url)) return null;
  return { type: 'text_link', ...place, url };
};

/** Throws "can't parse entities" as Telegram answers it. A mention of somebody the bot has never met stays plain text. */
export function parseHtml(
  html: string,
  findUser: (id: number) => WireUser | undefined,
): { text: string; entities: WireEntity[] } {
  let text = '';
  const entities: WireEntity[] = [];
  const open: OpenTag[] = [];
  for (let at = 0; at < html.length; ) {
    const character = html[at]!;
    if (character === '&') {
      const reference = decodeReference(html.slice(at, at + 12));
      text += reference?.text ?? '&';
      at += reference?.length ?? 1;
    } else if (character !== '<') {
      text += character;
      at += 1;
    } else if (html[at + 1] !== '/') {
      const { tag, end } = startTag(html, at);
      open.push({ ...tag, offset: text.length });
      at = end;
    } else {
      const offset = bytes(html.slice(0, at));
      const match = /^<\/([^\s>]*)\s*>/.exec(html.slice(at));
      if (!match) throw complain(`Unclosed end tag at byte offset ${offset}`);
      const tag = open.pop();
      if (!tag) throw complain(`Unexpected end tag at byte offset ${offset}`);
      const name = match[1]!.toLowerCase();
      if (name !== '' && name !== tag.name)
        throw complain(
          `Unmatched end tag at byte offset ${offset}, expected "</${tag.name}>", found "</${name}>"`,
        );
      const entity = entityOf(tag, text, findUser);
      if (entity) entities.push(entity);
      at += match[0].length;
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw complain(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  return trim(text, entities);
}

/** Telegram trims a message's text; entities move with it and empty ones go. */
export const trim = (text: string, entities: WireEntity[]): { text: string; entities: WireEntity[] } => {
  const start = text.length - text.trimStart().length;
  const trimmed = text.trim();
  const moved = entities.flatMap((entity) => {
    const from = Math.max(entity.offset - start, 0);
    const to = Math.min(entity.offset + entity.length - start, trimmed.length);
    return to > from ? [{ ...entity, offset: from, length: to - from }] : [];
  });
  return { text: trimmed, entities: moved.sort((a, b) => a.offset - b.offset || b.length - a.length) };
};
