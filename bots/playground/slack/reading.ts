/** How Slack's client shows mrkdwn and blocks: native JSON → the page's plain data. Pure but for the names of people. */
import type { ChatButton, ChatMessage, ChatText } from '../emulator.ts';
import { emojiCharacter } from './emoji.ts';
import type { Message, Native } from './types.ts';

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
  parts
    .filter((part) => part.length > 0)
    .flatMap((part, at) => (at > 0 ? [{ type: 'break' as const }, ...part] : part));

interface Part {
  frame: ChatMessage['frames'][number];
  rows: ChatButton[][];
}

const emptyPart = (): Part => ({
  frame: { accent: null, title: [], body: [], fields: [], footer: [] },
  rows: [],
});

const isEmpty = ({ frame }: Part): boolean =>
  frame.title.length + frame.body.length + frame.fields.length + frame.footer.length === 0;

/** Whether a block begins something new: after controls, after a footer, or a title below other words. */
const begins = ({ type, accessory }: Native, part: Part): boolean =>
  type === 'divider' ||
  accessory !== undefined ||
  part.frame.beside === true ||
  (part.rows.length > 0 && type !== 'actions') ||
  (type === 'header' && !isEmpty(part)) ||
  (part.frame.footer.length > 0 && type !== 'context' && type !== 'actions');

/** Blocks run on in Slack: a frame holds what belongs together, and its controls stand below or beside it. */
export function readBlocks(
  blocks: Native[],
  names: Names,
  control: (element: Native, blockId: string) => ChatButton,
): Pick<ChatMessage, 'frames' | 'buttons'> {
  const parts = [emptyPart()];
  for (const block of blocks) {
    if (begins(block, parts.at(-1)!)) parts.push(emptyPart());
    const { frame, rows } = parts.at(-1)!;
    if (block.type === 'divider') frame.ruled = true;
    const elements = (block.elements ?? []) as Native[];
    if (block.type === 'header') frame.title.push(...readTextObject(block.text, names));
    if (block.type === 'section' && block.text)
      frame.body = joined([frame.body, readTextObject(block.text, names)]);
    if (block.type === 'rich_text') frame.body = joined([frame.body, readRichText(block, names)]);
    for (const field of (block.fields ?? []) as Native[]) frame.fields.push(readField(field, names));
    if (block.type === 'context')
      frame.footer = joined([frame.footer, quiet(elements.flatMap((each) => readTextObject(each, names)))]);
    if (block.type === 'actions') rows.push(elements.map((each) => control(each, block.block_id)));
    if (block.accessory) {
      rows.push([control(block.accessory, block.block_id)]);
      frame.beside = true;
    }
  }
  const kept = parts.filter((part) => !isEmpty(part) || part.rows.length > 0);
  const alone = kept.length === 1 && isEmpty(kept[0]!);
  return {
    frames: alone
      ? []
      : kept.map(({ frame, rows }, at) => ({
          ...frame,
          ...((at < kept.length - 1 || frame.beside) && { rows: rows.length }),
        })),
    buttons: kept.flatMap(({ rows }) => rows),
  };
}

export const readPlain = (text: string): ChatText => words(unescapeText(text));

const MEDIA =
  /\.(?:png|jpe?g|gif|webp|mp4)(?:[?#]|$)|\/\/(?:www\.)?(?:youtube\.com|youtu\.be|vimeo\.com|giphy\.com)\//i;

/** The links that Slack would show with a preview below the message. */
export const readPreviews = ({ text, blocks, unfurls }: Message): NonNullable<ChatMessage['previews']> => {
  const written = `${text} ${JSON.stringify(blocks.filter(({ type }) => type !== 'actions'))}`;
  const urls = new Set([...written.matchAll(/https?:\/\/[^\s<>|"\\]+/g)].map(([url]) => unescapeText(url)));
  return [...urls]
    .filter((url) => (MEDIA.test(url) ? unfurls.media : unfurls.links))
    .map((url) => ({ title: URL.canParse(url) ? new URL(url).host : url, url }));
};
