/** `/language`, as it is typed. */
import { type LanguageCode, ok, type Result, refuse } from '../../../core/index.ts';
import type { CommandSpec } from '../command.ts';
import { plainLine } from '../memo.ts';
import { type Token, textOf } from '../tokens.ts';
import { wordList } from '../words.ts';

export const languageSpec: CommandSpec = {
  name: 'language',
  usage: '[en | de | automatic]',
  audience: 'private',
  operator: false,
  options: [
    { name: 'language', type: 'choice', required: false, choices: ['english', 'deutsch', 'automatic'] },
  ],
};

export type LanguageCommand =
  | { verb: 'show' }
  /** Null: as the chat says. */
  | { verb: 'choose'; language: LanguageCode | null };

const WORDS = wordList<LanguageCode | null>({
  en: 'en',
  english: 'en',
  englisch: 'en',
  de: 'de',
  deutsch: 'de',
  german: 'de',
  auto: null,
  automatic: null,
  automatisch: null,
});

export function parseLanguage(words: readonly Token[]): Result<LanguageCommand> {
  const text = plainLine(textOf(words));
  if (text === '') return ok({ verb: 'show' });
  const language = WORDS[text.toLowerCase()];
  return language === undefined ? refuse('language_unknown', { text }) : ok({ verb: 'choose', language });
}
