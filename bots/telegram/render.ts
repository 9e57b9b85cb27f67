/**
 * The neutral card → one Telegram message: HTML with every text escaped, and an inline keyboard. Pure.
 * Source: https://core.telegram.org/bots/api#html-style, limits from #sendmessage and #inlinekeyboardbutton
 */
import type { ShownAs } from '../../core/index.ts';
import { type Button, type Card, type CardFile, fileBytes, isPicture, type Span } from '../shared/card.ts';

/** After entities parsing, counted here in UTF-16 units (Telegram counts characters, which are never more). */
export const TEXT_MAX = 4096;
/** Of what is said beside a file. https://core.telegram.org/bots/api#senddocument */
const CAPTION_MAX = 1024;

interface RenderedCard {
  text: string;
  parse_mode: 'HTML';
  /** A memo with an address in it must not unfold into a picture. */
  link_preview_options: { is_disabled: true };
  reply_markup: { inline_keyboard: RenderedButton[][] };
}

interface RenderedButton {
  text: string;
  url?: string;
  callback_data?: string;
  style?: 'primary' | 'danger';
}

const MARKS: Record<Card['tone'], string> = { neutral: '', pending: '⏳ ', good: '✅ ', bad: '⚠️ ' };

/** So much of labels a phone shows side by side. */
const ROW_CHARACTERS_MAX = 30;
const ROW_BUTTONS_MAX = 3;

/** Text that turns the reading direction, and halves of surrogate pairs. */
const UNSAFE = /[\u202a-\u202e\u2066-\u2069\0]|\p{Surrogate}/gu;

const escapeHtml = (text: string): string =>
  text.replace(UNSAFE, '').replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Telegram makes a mention, which pings, out of any `@name` by itself: a word joiner, which nobody sees, keeps it a word. */
export const disarm = (text: string): string => text.replace(/@(?=\w)/g, '@\u2060');

const plain = (text: string): string => escapeHtml(disarm(text));

/** A user id makes a mention; a placeholder of somebody never seen is the `@handle` that was typed, which Telegram links. */
function person({ name, identities }: Extract<Span, { type: 'person' }>): string {
  const own = identities.filter(({ platform }) => platform === 'telegram').map(({ user }) => user);
  const id = own.find((user) => /^\d+$/.test(user));
  if (id) return `<a href="tg://user?id=${id}">${escapeHtml(name)}</a>`;
  const handle = own.find((user) => /^@\w+$/.test(user));
  return handle ? escapeHtml(handle) : plain(name);
}

const attribute = (text: string): string => escapeHtml(text).replace(/"/g, '&quot;');

export const spanHtml = (span: Span): string => {
  switch (span.type) {
    case 'text':
      // What keeps its lines is for one person alone, whom no mention pings: it can be copied as it is.
      return span.lines ? escapeHtml(span.text) : plain(span.text);
    case 'bold':
      return `<b>${plain(span.text)}</b>`;
    case 'person':
      return person(span);
    case 'link':
      return /^https?:\/\//i.test(span.url)
        ? `<a href="${attribute(span.url)}">${span.text === span.url ? escapeHtml(span.text) : plain(span.text)}</a>`
        : plain(span.text);
  }
};

const spansHtml = (spans: Span[]): string => spans.map(spanHtml).join('');

/** As many whole lines as fit: a cut inside a tag would make the message invalid. */
function fitting(lines: string[], max: number): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    // Markup only ever makes a line longer than what Telegram counts.
    length += line.replace(/<[^>]*>/g, '').replace(/&(?:amp|lt|gt|quot);/g, '.').length + 1;
    if (length > max - 2) return [...kept, '…'].join('\n');
    kept.push(line);
  }
  return kept.join('\n');
}

/** Title, lines, fields and context, each group set off by an empty line. */
export function cardHtml(card: Card, max = TEXT_MAX): string {
  const fields = card.fields.map(({ label, value }) => `${plain(label)}: ${spansHtml(value)}`);
  const groups = [
    [`<b>${MARKS[card.tone]}${plain(card.title)}</b>`, ...card.lines.map(spansHtml)],
    fields,
    card.context ? [`<i>${spansHtml(card.context)}</i>`] : [],
  ].filter((group) => group.length > 0);
  return fitting(
    groups.flatMap((group, at) => (at > 0 ? ['', ...group] : group)),
    max,
  );
}

const button = ({ label, style, press }: Button): RenderedButton => ({
  text: label.replace(UNSAFE, ''),
  ...('url' in press ? { url: press.url } : { callback_data: press.intent }),
  ...(style !== 'plain' && { style }),
});

/** Buttons side by side while their labels fit: Telegram makes all the buttons of a row equally wide. */
export function keyboard(buttons: Button[]): RenderedButton[][] {
  const rows: RenderedButton[][] = [];
  for (const next of buttons.map(button)) {
    const row = rows.at(-1);
    const longest = Math.max(next.text.length, ...(row ?? []).map(({ text }) => text.length));
    if (row && row.length < ROW_BUTTONS_MAX && longest * (row.length + 1) <= ROW_CHARACTERS_MAX)
      row.push(next);
    else rows.push([next]);
  }
  return rows;
}

export const renderCard = (card: Card): RenderedCard => ({
  text: cardHtml(card),
  parse_mode: 'HTML',
  link_preview_options: { is_disabled: true },
  reply_markup: { inline_keyboard: keyboard(card.buttons) },
});

/** Of what is shown otherwise than as a document, the types that Telegram takes by upload. Source: https://core.telegram.org/bots/api#sendvideo and its neighbours */
const UPLOADED: Record<ShownAs, RegExp> = {
  photo: /^image\/(jpeg|png)$/,
  video: /^video\/mp4$/,
  animation: /^(image\/gif|video\/mp4)$/,
  audio: /^audio\/(mpeg|mp4|x-m4a)$/,
  voice: /^audio\/(ogg|mpeg|mp4|x-m4a)$/,
};

type SentAs = ShownAs | 'document';

/** One call that sends a file, by its id or by its content. */
interface FileSending {
  method: string;
  content: Record<string, unknown>;
}

/**
 * The ways to send a file, the best first: by the id that Telegram knows it by (which can only be sent as what it is), as what it is to be
 * shown as, and as a document, which Telegram takes of anything. Every file of ours is below the 10 MB that it takes as a photo, and the 50 of
 * anything else. Nothing is said to be protected content: whoever has paid for a file may keep it.
 */
export function fileSendings(file: CardFile): FileSending[] {
  const sending = (as: SentAs, content: unknown): FileSending => ({
    method: `send${as[0]!.toUpperCase()}${as.slice(1)}`,
    content: { [as]: content },
  });
  const as = isPicture(file) ? 'photo' : file.shown_as;
  const upload = { source: fileBytes(file), filename: file.name };
  return [
    ...(file.known_as === undefined ? [] : [sending(as ?? 'document', file.known_as)]),
    ...(as && UPLOADED[as].test(file.media_type) ? [sending(as, upload)] : []),
    sending('document', upload),
  ];
}

/** What is said beside a file. A caption has a quarter of a message's room: what does not fit is left out from the end. */
export function renderCaption(card: Card) {
  const { parse_mode, reply_markup } = renderCard(card);
  return { caption: cardHtml(card, CAPTION_MAX), parse_mode, reply_markup };
}

/** Whether somebody is to notice: otherwise the message comes without a sound. */
export const notifies = (card: Card): boolean =>
  [...card.lines, ...card.fields.map(({ value }) => value)]
    .flat()
    .some((span) => span.type === 'person' && span.notify === true);
