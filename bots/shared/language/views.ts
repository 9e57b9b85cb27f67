/** Which language it is, why, and what else there is. */
import type { NoticeOf } from '../../../core/index.ts';
import type { Card } from '../card.ts';
import { type Scene as AnyScene, card, quiet, text } from '../views/parts.ts';
import type { LanguageMessages } from './messages.ts';

type Scene = AnyScene<LanguageMessages>;

export const languageView = (
  { chosen, example, choices }: NoticeOf<'language'>,
  { words, language }: Scene,
): Card =>
  card({
    title: words.title,
    lines: [
      [text(chosen === null ? words.automatic : words.chosen)],
      [text(words.amounts(language.money(example)))],
    ],
    context: quiet(words.shared),
    buttons: choices.map((choice) => ({
      label: choice.language === null ? words.buttons.automatic : words.names[choice.language],
      style: 'plain',
      press: { intent: choice.intent },
    })),
  });
