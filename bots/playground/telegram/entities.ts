/** Entities that nobody marked up: what Telegram finds in a text by itself, and what a person's app adds while they type. */
import type { ChatUser } from '../emulator.ts';
import type { WireEntity, WireUser } from './wire.ts';

const FOUND: { type: string; pattern: RegExp }[] = [
  { type: 'bot_command', pattern: /(?<![\w/@<>])\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\w/])/gi },
  { type: 'mention', pattern: /(?<![\w@/])@[a-z][a-z0-9_]{2,31}(?![\w@])/gi },
  {
    type: 'url',
    pattern:
      /(?<![\w@.])(?:https?:\/\/[^\s<>"“”„«»]+|(?:[a-z0-9-]+\.)+(?:[a-z]{2}|com|org|net|info|edu|gov|dev|app|shop|site)(?:\/[^\s<>"“”„«»]*)?)(?<![.,:;!?'’…)])(?![\w@])/gi,
  },
  { type: 'hashtag', pattern: /(?<![\w#])#[\p{L}_][\p{L}\p{N}_]*/gu },
];

const overlaps = (a: WireEntity, b: WireEntity): boolean =>
  a.offset < b.offset + b.length && b.offset < a.offset + a.length;

/** Telegram looks inside bold and italic, but not inside code, links and mentions. */
const CLOSED = new Set(['code', 'pre', 'text_link', 'text_mention', 'url', 'mention', 'bot_command']);

export function findEntities(text: string, marked: WireEntity[]): WireEntity[] {
  const entities = [...marked];
  for (const { type, pattern } of FOUND) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length };
      if (!entities.some((other) => CLOSED.has(other.type) && overlaps(entity, other))) entities.push(entity);
    }
  }
  return entities.sort((a, b) => a.offset - b.offset || b.length - a.length);
}

/**
 * What a person's app sends for a typed line: somebody without a username can only be picked from a list, which puts
 * their name into the text as a `text_mention`. Here `@Name` stands for that choice.
 */
export function typedEntities(
  text: string,
  users: { chat: ChatUser; wire: WireUser }[],
): { text: string; entities: WireEntity[] } {
  const nameless = users
    .filter(({ chat }) => chat.handle === '')
    .sort((a, b) => b.chat.name.length - a.chat.name.length);
  const marked: WireEntity[] = [];
  let typed = text;
  for (const { chat, wire } of nameless) {
    let at = typed.toLowerCase().indexOf(`@${chat.name.toLowerCase()}`);
    while (at >= 0) {
      const after = typed[at + 1 + chat.name.length];
      if (after === undefined || !/[\p{L}\p{N}_]/u.test(after)) {
        typed = typed.slice(0, at) + chat.name + typed.slice(at + 1 + chat.name.length);
        for (const entity of marked) if (entity.offset > at) entity.offset -= 1;
        marked.push({ type: 'text_mention', offset: at, length: chat.name.length, user: wire });
      }
      at = typed.toLowerCase().indexOf(`@${chat.name.toLowerCase()}`, at + 1);
    }
  }
  return { text: typed, entities: findEntities(typed, marked) };
}
