/** Inline mode on the person's side: the list above the line, and what is sent when one of it is chosen. */
import { randomBytes } from 'node:crypto';
import type { ChatSuggestion } from '../emulator.ts';
import { askInline, inlineQueryOf, offeredAs } from './inline.ts';
import type { Telegram } from './methods.ts';
import { post, say } from './people.ts';

const suggestInline = async (
  telegram: Telegram,
  userId: string,
  channelId: string,
  line: string,
): Promise<ChatSuggestion[]> => {
  const query = inlineQueryOf(telegram, line);
  if (query === null) return [];
  const chat = telegram.world.chatForPerson(userId, channelId);
  const toBot = chat.id === Number(userId);
  const answer = await askInline(telegram, userId, query, toBot ? 'sender' : chat.type);
  telegram.inline.offered.set(userId, { query, answer });
  return offeredAs(answer);
};

const pickInline = async (
  telegram: Telegram,
  userId: string,
  channelId: string,
  suggestionId: string,
): Promise<void> => {
  const { world, feed, inline } = telegram;
  const offered = inline.offered.get(userId);
  if (suggestionId === 'button' && offered?.answer.button)
    return void say(telegram, userId, userId, `/start ${offered.answer.button.start}`);
  const result = offered?.answer.results.find(({ id }) => `result ${id}` === suggestionId);
  if (!offered || !result) throw new Error(`nothing that was offered is called ${suggestionId}`);
  const { wire: from } = world.person(userId);
  // The bot is given an id to edit by only where there is a keyboard.
  const inlineId = result.markup && randomBytes(20).toString('base64url');
  post(telegram, from, world.chatForPerson(userId, channelId), result.text, {
    via_bot: world.bot,
    ...(result.entities.length > 0 && { entities: result.entities }),
    ...(result.markup && { reply_markup: structuredClone(result.markup) }),
    ...(inlineId && { inlineId }),
  });
  if (!inline.feedback) return;
  feed.push('chosen_inline_result', {
    result_id: result.id,
    from,
    query: offered.query,
    ...(inlineId && { inline_message_id: inlineId }),
  });
};

export const inlineSide = (telegram: Telegram) => ({
  inlineName: () => (telegram.inline.enabled ? `@${telegram.world.bot.username}` : null),
  suggest: (userId: string, channelId: string, line: string) =>
    suggestInline(telegram, userId, channelId, line),
  pick: (userId: string, channelId: string, suggestionId: string) =>
    pickInline(telegram, userId, channelId, suggestionId),
});
