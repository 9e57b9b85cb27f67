/**
 * Neutral card → Block Kit. Pure. What people wrote goes into rich_text and plain_text only, where Slack parses nothing;
 * mrkdwn is used for labels of our own, and for texts that hold nothing which mrkdwn would read.
 * Limits: https://docs.slack.dev/reference/block-kit/blocks
 */
import type { types } from '@slack/bolt';
import type { MessageRef, ReplyContext } from '../../core/index.ts';
import type { Card, Form, FormField, Span } from '../shared/card.ts';
import { INTENT_ACTION } from './decode.ts';
import type { ReplyData } from './reply.ts';
import { writeFormMetadata } from './reply.ts';
import { escapeText } from './text.ts';

const HEADER_CHARACTERS_MAX = 150;
const FIELD_CHARACTERS_MAX = 2000;
const BUTTON_CHARACTERS_MAX = 75;
const PLACEHOLDER_CHARACTERS_MAX = 150;
const OPTION_CHARACTERS_MAX = 75;
const HOME_BLOCKS_MAX = 100;

const TONE: Record<Card['tone'], string> = { neutral: '', pending: '⏳ ', good: '✅ ', bad: '⚠️ ' };

/**
 * Controls that break or turn round what follows them are taken out, and half a surrogate pair becomes U+FFFD: a message
 * is well-formed text that reads in one direction.
 */
export const cleanText = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what it removes
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');

/** By code points, so that no character is cut in two. */
const atMost = (text: string, limit: number): string => {
  const characters = [...text];
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
};

const userHere = (span: Extract<Span, { type: 'person' }>, team: string): string | null =>
  span.identities.find(({ platform, tenant }) => platform === 'slack' && tenant === team)?.user ?? null;

const element = (span: Span, team: string): types.RichTextElement | null => {
  if (span.type === 'person') {
    const user = userHere(span, team);
    return user
      ? { type: 'user', user_id: user }
      : { type: 'text', text: cleanText(span.name) || '?', style: { bold: true } };
  }
  const text = cleanText(span.text);
  if (text === '') return null;
  if (span.type === 'link') return { type: 'link', url: span.url, text };
  return { type: 'text', text, ...(span.type === 'bold' && { style: { bold: true } }) };
};

const body = (lines: Span[][], team: string): types.KnownBlock[] => {
  const elements = lines.flatMap((line, at): types.RichTextElement[] => [
    ...(at === 0 ? [] : [{ type: 'text' as const, text: '\n' }]),
    ...line.map((span) => element(span, team)).filter((found) => found !== null),
  ]);
  if (elements.length === 0) return [];
  return [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
};

/** Slack refuses an empty text. */
const orDash = (text: string): string => (text.trim() === '' ? '–' : text);

/** mrkdwn would read nothing in it: no style, no emoji name, no quote; a `_` within a word, as a reference has it, is none. Entities are escaped besides. */
const inert = (text: string): boolean =>
  !/[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|:[^\s:]+:|^\s*>/mu.test(text);

/** Short text in Slack's small text objects: mrkdwn where that is safe and says more, otherwise plain. */
const textObject = (spans: Span[], team: string, label?: string) => {
  const texts = [label ?? '', ...spans.map((span) => (span.type === 'person' ? span.name : span.text))];
  if (!texts.every((text) => inert(cleanText(text)))) {
    const plain = spans.map((span) => cleanText(span.type === 'person' ? span.name : span.text)).join('');
    const whole = label === undefined ? plain : `${cleanText(label)}\n${plain}`;
    return {
      type: 'plain_text' as const,
      text: orDash(atMost(whole, FIELD_CHARACTERS_MAX)),
      emoji: false,
    };
  }
  const mark = (span: Span): string => {
    if (span.type === 'person') {
      const user = userHere(span, team);
      return user ? `<@${user}>` : escapeText(cleanText(span.name));
    }
    const text = escapeText(cleanText(span.text));
    if (span.type === 'link') return `<${escapeText(span.url)}|${text}>`;
    return span.type === 'bold' && text.trim() !== '' ? `*${text}*` : text;
  };
  const marked = spans.map(mark).join('');
  const whole = label === undefined ? marked : `*${escapeText(cleanText(label))}*\n${marked}`;
  return { type: 'mrkdwn' as const, text: orDash(whole), verbatim: true };
};

const buttons = (card: Card): types.KnownBlock[] => {
  if (card.buttons.length === 0) return [];
  return [
    {
      type: 'actions',
      elements: card.buttons.map(({ label, style, press }, at) => ({
        type: 'button' as const,
        action_id: 'url' in press ? `link_${at}` : `${INTENT_ACTION}_${at}`,
        text: {
          type: 'plain_text' as const,
          text: atMost(cleanText(label), BUTTON_CHARACTERS_MAX),
          emoji: true,
        },
        ...(style !== 'plain' && { style }),
        ...('url' in press ? { url: press.url } : { value: press.intent }),
      })),
    },
  ];
};

export interface Rendered {
  blocks: types.KnownBlock[];
  /** For notifications and screen readers; sent with `mrkdwn: false`. */
  text: string;
}

/** `team`: whose members are mentioned as such; everybody else is a name. */
export function renderCard(card: Card, team: string): Rendered {
  const title = cleanText(card.title).trim();
  const header = atMost(`${TONE[card.tone]}${title}`, HEADER_CHARACTERS_MAX);
  return {
    blocks: [
      ...(title === ''
        ? []
        : [
            {
              type: 'header' as const,
              text: { type: 'plain_text' as const, text: header, emoji: false },
            },
          ]),
      ...body(card.lines, team),
      ...(card.fields.length === 0
        ? []
        : [
            {
              type: 'section' as const,
              fields: card.fields.map(({ label, value }) => textObject(value, team, label)),
            },
          ]),
      ...(card.context && card.context.length > 0
        ? [{ type: 'context' as const, elements: [textObject(card.context, team)] }]
        : []),
      ...buttons(card),
    ],
    text: escapeText(orDash(cleanText(card.fallback).trim() || title)),
  };
}

/** A person's page: one card below the other. */
export const renderHome = (cards: readonly Card[], team: string): types.HomeView => ({
  type: 'home',
  blocks: cards
    .flatMap((card, at) => [
      ...(at === 0 ? [] : [{ type: 'divider' as const }]),
      ...renderCard(card, team).blocks,
    ])
    .slice(0, HOME_BLOCKS_MAX),
});

const plain = (text: string) => ({ type: 'plain_text' as const, text: cleanText(text), emoji: true });

const elementOf = (field: FormField) => {
  const common = {
    action_id: 'value',
    ...('placeholder' in field &&
      field.placeholder && { placeholder: plain(atMost(field.placeholder, PLACEHOLDER_CHARACTERS_MAX)) }),
  };
  switch (field.kind) {
    case 'people':
      return {
        type: 'multi_users_select' as const,
        ...common,
        max_selected_items: field.peopleMax,
        ...(field.values && { initial_users: field.values }),
      };
    case 'select': {
      const options = field.options.map(({ label, value }) => ({
        text: plain(atMost(label, OPTION_CHARACTERS_MAX)),
        value,
      }));
      const initial = options.find(({ value }) => value === field.value);
      return {
        type: 'static_select' as const,
        ...common,
        options,
        ...(initial && { initial_option: initial }),
      };
    }
    case 'file':
      return {
        type: 'file_input' as const,
        action_id: 'value',
        ...(field.extensions && { filetypes: field.extensions }),
        max_files: 1,
      };
    default:
      return {
        type: 'plain_text_input' as const,
        ...common,
        ...(field.kind === 'multiline' && { multiline: true }),
        max_length: Math.min(field.charactersMax, 3000),
        ...('value' in field && field.value && { initial_value: cleanText(field.value) }),
      };
  }
};

/** The modal of a form. Where it was opened travels in `private_metadata`, the intent in `callback_id`. */
export const renderForm = (
  form: Form,
  reply: ReplyContext,
  data: ReplyData,
  pressed?: MessageRef,
): types.ModalView => ({
  type: 'modal',
  callback_id: form.intent,
  private_metadata: writeFormMetadata(reply, data, pressed),
  title: plain(atMost(form.title, 24)),
  submit: plain(atMost(form.submit, 24)),
  blocks: form.fields.map(
    (field): types.AnyBlock => ({
      type: 'input',
      block_id: field.name,
      label: plain(field.label),
      optional: !field.required,
      element: elementOf(field),
    }),
  ),
});
