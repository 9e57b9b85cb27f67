/**
 * Inline mode: a line that begins with the bot's name is asked about while it is typed, and one of the answers may be sent in the
 * person's name, into a chat of which the bot knows nothing but an id to edit that message by.
 * Source: https://core.telegram.org/bots/api#inline-mode
 */
import type { ChosenInlineResult, InlineQuery } from 'telegraf/types';
import type { MessageRef } from '../../core/index.ts';
import type { InboundEvent } from '../shared/event.ts';
import { messagesFor } from '../shared/messages/index.ts';
import type { InlineResult, Questions } from '../shared/question.ts';
import type { Call } from './client.ts';
import { actorOf, cleaned, directWith } from './parts.ts';
import { renderCard } from './render.ts';

/** In the place of a chat's id: these messages are known by an id of their own. */
const INLINE = 'inline';

export const inlineMessage = (id: string): MessageRef => ({
  platform: 'telegram',
  channel: INLINE,
  message: id,
});

/** What an edit names the message by. */
export const editTarget = ({ channel, message }: MessageRef): Record<string, unknown> =>
  channel === INLINE ? { inline_message_id: message } : { chat_id: channel, message_id: Number(message) };

export const isInline = ({ channel }: MessageRef): boolean => channel === INLINE;

const articleOf = ({ id, title, description, card }: InlineResult) => {
  const { text, parse_mode, link_preview_options, reply_markup } = renderCard(card);
  return {
    type: 'article',
    id,
    title,
    description,
    input_message_content: { message_text: text, parse_mode, link_preview_options },
    reply_markup,
  };
};

/** What is offered is the person's own, and not kept: an amount may mean something else tomorrow. */
export async function answerInline(call: Call, query: InlineQuery, questions: Questions): Promise<void> {
  const actor = actorOf(query.from);
  const results = await questions.inline({
    kind: 'inline',
    platform: 'telegram',
    actor,
    text: cleaned(query.query),
  });
  await call('answerInlineQuery', {
    inline_query_id: query.id,
    results: results.map(articleOf),
    is_personal: true,
    cache_time: 0,
    // Before anything is typed there is nothing to offer but the way to us.
    ...(query.query.trim() === '' && {
      button: { text: messagesFor(actor.locale ?? 'en').common.openDirect, start_parameter: 'help' },
    }),
  });
}

/** Without an id by which the message can be edited there is nothing that could be done about it. */
export function decodeChosen(
  chosen: ChosenInlineResult,
  { bot, now }: { bot: { id: string }; now: Date },
): InboundEvent[] {
  const { from, inline_message_id: id } = chosen;
  if (from.is_bot || !id || Buffer.byteLength(chosen.result_id) > 64) return [];
  return [
    {
      platform: 'telegram',
      dedupeKey: `${bot.id}:chosen:${id}`,
      at: now.toISOString(),
      actor: actorOf(from),
      conversation: directWith(from),
      kind: 'chosen',
      result: cleaned(chosen.result_id),
      text: cleaned(chosen.query).slice(0, 256),
      message: inlineMessage(id),
    },
  ];
}
