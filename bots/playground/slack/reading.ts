/** How Slack's client shows mrkdwn and blocks: native JSON → the page's plain data. Pure but for the names of people. */
import type { ChatMessage, ChatText } from '../emulator.ts';
import { emojiCharacter } from './emoji.ts';
import type { Native } from './types.ts';

type Names = (userId: string) => string;
type Style = { bold?: boolean; italic?: boolean; code?: boolean };

const unescapeText = (text: string): string =>
  text.replace(/&(amp|lt|gt);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>' })[name as 'amp']);

const words = (text: string, style: Style = {}): ChatText =>
  text
    .split('\n')
    .flatMap(
      (line, at): ChatText => [
        ...(at > 0 ? [{ type: 'break' as const }] : []),
        ...(line === '' ? [] : [{ type: 'text' as const, text: line, ...style }]),
      ],
    );

const reference = (inner: string, names: Names, style: Style): ChatText => {
  const [target = '', label] = inner.split('|', 2);
  if (target.startsWith('@'))
    return [{ type: 'mention', text: `@${names(target.slice(1))}`, userId: target.slice(1) }];
  if (target.startsWith('#')) return words(`#${label ?? target.slice(1)}`, style);
  if (target.startsWith('!'))
    return [{ type: 'mention', text: `@${label ?? target.slice(1)}`, userId: target }];
  return [{ type: 'link', text: unescapeText(label ?? target), url: unescapeText(target) }];
};

const MARKS: Record<string, Style> = {
  '*': { bold: true },
  _: { italic: true },
  '~': {},
  '`': { code: true },
};

/** mrkdwn, as Slack reads it: references, `*bold*`, `_italic_`, `~struck~`, code, `:emoji:`. */
export function readMrkdwn(text: string, names: Names, style: Style = {}): ChatText {
  const token = /<([^<>]+)>|```([\s\S]+?)```|(?<![\w])([*_~`])(?=\S)([^\n]*?\S)\3(?![\w])|:([a-z0-9_+-]+):/;
  const found = token.exec(text);
  if (!found) return words(unescapeText(text), style);
  const [whole, inner, fence, mark, marked, emoji] = found;
  const before = words(unescapeText(text.slice(0, found.index)), style);
  const after = readMrkdwn(text.slice(found.index + whole.length), names, style);
  const middle = inner
    ? reference(inner, names, style)
    : fence
      ? words(unescapeText(fence), { code: true })
      : emoji
        ? words(emojiCharacter(emoji), style)
        : mark === '`'
          ? words(unescapeText(marked!), { ...style, code: true })
          : readMrkdwn(marked!, names, { ...style, ...MARKS[mark!] });
  return [...before, ...middle, ...after];
}

const readTextObject = (text: Native | undefined, names: Names): ChatText =>
  text?.type === 'mrkdwn' ? readMrkdwn(text.text, names) : words(String(text?.text ?? ''));

const readRichText = (block: Native, names: Names): ChatText =>
  (block.elements as Native[]).flatMap((section, at) => [
    ...(at > 0 ? [{ type: 'break' as const }] : []),
    ...((section.elements ?? []) as Native[]).flatMap((element): ChatText => {
      const style: Style = {
        ...(element.style?.bold && { bold: true }),
        ...(element.style?.italic && { italic: true }),
        ...(element.style?.code && { code: true }),
      };
      switch (element.type) {
        case 'user':
          return [{ type: 'mention', text: `@${names(element.user_id)}`, userId: element.user_id }];
        case 'broadcast':
          return [{ type: 'mention', text: `@${element.range}`, userId: `!${element.range}` }];
        case 'link':
          return [{ type: 'link', text: element.text ?? element.url, url: element.url }];
        case 'emoji':
          return words(emojiCharacter(element.name), style);
        default:
          return words(String(element.text ?? ''), style);
      }
    }),
  ]);

const quiet = (text: ChatText): ChatText =>
  text.map((part) => (part.type === 'text' ? { ...part, quiet: true } : part));

const readField = (field: Native, names: Names): { label: ChatText; value: ChatText } => {
  const all = readTextObject(field, names);
  const at = all.findIndex((part) => part.type === 'break');
  return at < 0 ? { label: [], value: all } : { label: all.slice(0, at), value: all.slice(at + 1) };
};

const joined = (parts: ChatText[]): ChatText =>
  parts.flatMap((part, at) => (at > 0 && part.length > 0 ? [{ type: 'break' as const }, ...part] : part));

export const buttonId = (blockId: string, actionId: string): string => `${blockId}/${actionId}`;

/** One frame holds what a message's blocks say; buttons stand below it. */
export function readBlocks(blocks: Native[], names: Names): Pick<ChatMessage, 'frames' | 'buttons'> {
  const of = (type: string) => blocks.filter((block) => block.type === type);
  const title = of('header').flatMap((block) => readTextObject(block.text, names));
  const body = blocks
    .filter((block) => block.type === 'rich_text' || (block.type === 'section' && block.text))
    .map((block) =>
      block.type === 'rich_text' ? readRichText(block, names) : readTextObject(block.text, names),
    );
  const fields = of('section').flatMap((block) =>
    ((block.fields ?? []) as Native[]).map((field) => readField(field, names)),
  );
  const footer = of('context').map((block) =>
    (block.elements as Native[]).flatMap((element) => readTextObject(element, names)),
  );
  const buttons = of('actions').map((block) =>
    (block.elements as Native[]).map((element) => ({
      id: buttonId(block.block_id, element.action_id),
      label: String(element.text.text),
      style: (element.url ? 'link' : (element.style ?? 'plain')) as 'link' | 'primary' | 'danger' | 'plain',
      ...(element.url && { url: element.url }),
    })),
  );
  const empty = title.length === 0 && body.length === 0 && fields.length === 0 && footer.length === 0;
  const frame = { accent: null, title, body: joined(body), fields, footer: quiet(joined(footer)) };
  return { frames: empty ? [] : [frame], buttons };
}

export const readPlain = (text: string): ChatText => words(unescapeText(text));
