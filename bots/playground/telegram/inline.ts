/**
 * Inline mode: a person types `@bot …` in any chat, the bot offers results, and the one that is chosen is written in
 * the person's name. Source: https://core.telegram.org/bots/api#inline-mode
 */
import type { ChatSuggestion } from '../emulator.ts';
import { flagOf, integerOf, objectOf, textOf } from './body.ts';
import { composedMarkup, composedText } from './compose.ts';
import type { Method, Telegram } from './methods.ts';
import { badRequest, type Parameters, type WireEntity, type WireMarkup } from './wire.ts';

/** As long as the apps show that they wait. */
const ANSWER_WITHIN_MS = 10_000;
const RESULTS_MAX = 50;
const CACHE_S = 300;
const ID_BYTES_MAX = 64;

interface Result {
  id: string;
  title: string;
  description: string;
  text: string;
  entities: WireEntity[];
  markup: WireMarkup | undefined;
}

interface InlineAnswer {
  results: Result[];
  /** Stands above the results and leads to the bot. */
  button: { text: string; start: string } | null;
}

interface Asked {
  userId: string;
  query: string;
  resolve(answer: InlineAnswer): void;
}

export interface InlineMode {
  /** As set with BotFather: whether there is inline mode, and whether the bot hears what was chosen. */
  enabled: boolean;
  feedback: boolean;
  asked: Map<string, Asked>;
  /** Answers that Telegram gives again by itself, by query and, where they are personal, person. */
  cache: Map<string, { answer: InlineAnswer; until_ms: number }>;
  /** What was offered last to each person. */
  offered: Map<string, { query: string; answer: InlineAnswer }>;
}

export const inlineMode = (enabled: boolean): InlineMode => ({
  enabled,
  feedback: true,
  asked: new Map(),
  cache: new Map(),
  offered: new Map(),
});

const NOTHING: InlineAnswer = { results: [], button: null };

const checkedResult = (telegram: Telegram, result: Parameters): Result => {
  const bytes = Buffer.byteLength(textOf(result.id), 'utf8');
  if (bytes < 1 || bytes > ID_BYTES_MAX) throw badRequest('RESULT_ID_INVALID');
  if (result.type !== 'article') throw badRequest('the emulator knows only articles as inline results');
  if (textOf(result.title) === '') throw badRequest('ARTICLE_TITLE_EMPTY');
  const content = objectOf<Parameters>(result.input_message_content, 'input_message_content');
  if (!content)
    throw badRequest('can\'t parse inline query result: Can\'t find field "input_message_content"');
  return {
    id: textOf(result.id),
    title: textOf(result.title),
    description: textOf(result.description),
    ...composedText({ ...content, text: content.message_text }, telegram.world.findUser),
    markup: composedMarkup(result),
  };
};

const checkedButton = (parameters: Parameters): InlineAnswer['button'] => {
  const button = objectOf<Parameters>(parameters.button, 'button');
  if (!button) return null;
  const start = textOf(button.start_parameter);
  if (textOf(button.text) === '') throw badRequest('BUTTON_TEXT_EMPTY');
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(start)) throw badRequest('START_PARAM_INVALID');
  return { text: textOf(button.text), start };
};

const cacheKey = (query: string, userId: string | null): string => `${userId ?? 'everybody'}|${query}`;

export const answerInlineQuery: Method = (telegram, parameters) => {
  const { inline } = telegram;
  const id = textOf(parameters.inline_query_id);
  const asked = inline.asked.get(id);
  if (!asked) throw badRequest('query is too old and response timeout expired or query ID is invalid');
  const given = objectOf<Parameters[]>(parameters.results, 'results') ?? [];
  if (given.length > RESULTS_MAX) throw badRequest('RESULTS_TOO_MUCH');
  if (Buffer.byteLength(textOf(parameters.next_offset), 'utf8') > ID_BYTES_MAX)
    throw badRequest('NEXT_OFFSET_INVALID');
  const results = given.map((result) => checkedResult(telegram, result));
  if (new Set(results.map((result) => result.id)).size !== results.length)
    throw badRequest('RESULT_ID_DUPLICATE');
  const answer = { results, button: checkedButton(parameters) };
  const cache_s = integerOf(parameters.cache_time) ?? CACHE_S;
  const key = cacheKey(asked.query, flagOf(parameters.is_personal) ? asked.userId : null);
  if (cache_s > 0) inline.cache.set(key, { answer, until_ms: Date.now() + cache_s * 1000 });
  inline.asked.delete(id);
  asked.resolve(answer);
  return true;
};

const cached = ({ cache }: InlineMode, query: string, userId: string): InlineAnswer | null => {
  const found = [cacheKey(query, userId), cacheKey(query, null)]
    .map((key) => cache.get(key))
    .find((each) => each !== undefined && each.until_ms > Date.now());
  return found?.answer ?? null;
};

let lastQuery = 3n * 2n ** 61n;

/** Asks the bot, unless the same has been answered lately. Nothing when it is late. */
export const askInline = (
  telegram: Telegram,
  userId: string,
  query: string,
  chatType: string,
): Promise<InlineAnswer> => {
  const { inline, world, feed } = telegram;
  if (!inline.enabled) return Promise.resolve(NOTHING);
  const known = cached(inline, query, userId);
  if (known) return Promise.resolve(known);
  lastQuery += 1n;
  const id = String(lastQuery);
  return new Promise((resolve) => {
    const end = (answer: InlineAnswer) => {
      clearTimeout(late);
      resolve(answer);
    };
    const late = setTimeout(() => {
      inline.asked.delete(id);
      resolve(NOTHING);
    }, ANSWER_WITHIN_MS);
    late.unref();
    inline.asked.set(id, { userId, query, resolve: end });
    feed.push('inline_query', {
      id,
      from: world.person(userId).wire,
      query,
      offset: '',
      chat_type: chatType,
    });
  });
};

/** The query of a line that calls the bot; null when it does not. */
export const inlineQueryOf = (telegram: Telegram, line: string): string | null => {
  const match = /^@(\w+)\s([\s\S]*)$/.exec(line);
  return match && match[1]!.toLowerCase() === telegram.world.bot.username?.toLowerCase()
    ? match[2]!.trim().slice(0, 256)
    : null;
};

/** What the app shows above the line. */
export const offeredAs = ({ results, button }: InlineAnswer): ChatSuggestion[] => [
  ...(button ? [{ id: 'button', title: button.text, detail: '' }] : []),
  ...results.map(({ id, title, description }) => ({ id: `result ${id}`, title, detail: description })),
];
