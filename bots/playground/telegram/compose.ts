/** What a bot writes, checked as Telegram checks it: text with its entities, and the inline keyboard. */
import { flagOf, objectOf, textOf } from './body.ts';
import { findEntities } from './entities.ts';
import { parseHtml, trim } from './html.ts';
import {
  badRequest,
  type Parameters,
  type WireButton,
  type WireEntity,
  type WireMarkup,
  type WireUser,
} from './wire.ts';

/** After entities parsing. Source: https://core.telegram.org/bots/api#sendmessage */
const TEXT_MAX = 4096;
/** In bytes of UTF-8. Source: https://core.telegram.org/bots/api#inlinekeyboardbutton */
const CALLBACK_DATA_BYTES_MAX = 64;

export function composedText(
  parameters: Parameters,
  findUser: (id: number) => WireUser | undefined,
): { text: string; entities: WireEntity[] } {
  const source = textOf(parameters.text);
  const mode = textOf(parameters.parse_mode).toLowerCase();
  if (mode !== '' && mode !== 'html') throw badRequest('unsupported parse_mode');
  const given = objectOf<WireEntity[]>(parameters.entities, 'entities') ?? [];
  const { text, entities } = mode === 'html' ? parseHtml(source, findUser) : trim(source, given);
  if (text === '') throw badRequest('message text is empty');
  if (text.length > TEXT_MAX) throw badRequest('message is too long');
  return { text, entities: findEntities(text, entities).slice(0, 100) };
}

const COPY_MAX = 256;
const PLACEHOLDER_MAX = 64;

const checkButton = (button: WireButton): WireButton => {
  if (typeof button.text !== 'string' || button.text.trim() === '')
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  if (button.style !== undefined && !['danger', 'success', 'primary'].includes(button.style))
    throw badRequest('invalid button style specified');
  if (button.url !== undefined) {
    const valid = URL.canParse(button.url) && /^(https?|tg):/.test(button.url);
    if (!valid) throw badRequest('BUTTON_URL_INVALID');
  } else if (button.copy_text !== undefined) {
    const { length } = textOf(button.copy_text.text);
    if (length < 1 || length > COPY_MAX) throw badRequest('BUTTON_COPY_TEXT_INVALID');
  } else if (
    button.switch_inline_query === undefined &&
    button.switch_inline_query_current_chat === undefined
  ) {
    const bytes = Buffer.byteLength(button.callback_data ?? '', 'utf8');
    if (bytes < 1 || bytes > CALLBACK_DATA_BYTES_MAX) throw badRequest('BUTTON_DATA_INVALID');
  }
  return button;
};

/** Undefined when there is no keyboard, or an empty one. */
export function composedMarkup(parameters: Parameters): WireMarkup | undefined {
  const markup = objectOf<WireMarkup>(parameters.reply_markup, 'reply_markup');
  const rows = markup?.inline_keyboard;
  if (rows === undefined) return undefined;
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) throw badRequest('object expected as reply markup');
  const checked = rows.map((row) => row.map(checkButton)).filter((row) => row.length > 0);
  if (checked.flat().length > 100) throw badRequest('REPLY_MARKUP_TOO_LONG');
  return checked.length > 0 ? { inline_keyboard: checked } : undefined;
}

/** What a new message may ask of its readers' apps besides an inline keyboard; an edit may not. */
export interface AskedReply {
  placeholder: string;
  /** Only those who are mentioned in it, and the author of what it answers. */
  selective: boolean;
}

export function composedAsk(parameters: Parameters): AskedReply | undefined {
  const markup = objectOf<Parameters>(parameters.reply_markup, 'reply_markup');
  if (!flagOf(markup?.force_reply)) return undefined;
  const placeholder = textOf(markup?.input_field_placeholder);
  if (placeholder.length > PLACEHOLDER_MAX) throw badRequest('INPUT_FIELD_PLACEHOLDER_INVALID');
  return { placeholder, selective: flagOf(markup?.selective) };
}

/** An edit takes an inline keyboard or none. */
export function editedMarkup(parameters: Parameters): WireMarkup | undefined {
  const markup = objectOf<Parameters>(parameters.reply_markup, 'reply_markup');
  if (markup && markup.inline_keyboard === undefined) throw badRequest('inline keyboard expected');
  return composedMarkup(parameters);
}

/** The reply that a call asks for, as ids; null when it asks for none. */
export function replyOf(parameters: Parameters): { message_id: number; mayMiss: boolean } | null {
  const reply = objectOf<{ message_id: number; allow_sending_without_reply?: boolean }>(
    parameters.reply_parameters,
    'reply_parameters',
  );
  if (reply)
    return {
      message_id: Number(reply.message_id),
      mayMiss: flagOf(reply.allow_sending_without_reply) || flagOf(parameters.allow_sending_without_reply),
    };
  if (textOf(parameters.reply_to_message_id) === '') return null;
  return {
    message_id: Number(parameters.reply_to_message_id),
    mayMiss: flagOf(parameters.allow_sending_without_reply),
  };
}
