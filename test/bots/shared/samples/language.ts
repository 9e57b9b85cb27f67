import type { LanguageRefusals } from '../../../../core/language/types.ts';
import { evil, huge, type RefusalSamples, type Samples } from './kit.ts';

export const languageRefusals: RefusalSamples<keyof LanguageRefusals> = { language_unknown: { text: evil } };

export const language: Samples<'language'> = {
  language: [
    {
      kind: 'language',
      chosen: null,
      example: huge,
      choices: [
        { language: 'en', intent: 'i'.repeat(32) },
        { language: 'de', intent: 'j'.repeat(32) },
      ],
    },
    {
      kind: 'language',
      chosen: 'de',
      example: huge,
      choices: [
        { language: 'en', intent: 'i'.repeat(32) },
        { language: null, intent: 'j'.repeat(32) },
      ],
    },
  ],
};
