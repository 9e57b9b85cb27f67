/** In which language people are spoken to. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import { languageSpec, parseLanguage } from './commands.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { language as runLanguage } from './run.ts';
import { languageView } from './views.ts';

export const language = capability({
  messages: { en, de },
  commands: { language: command({ spec: languageSpec, parse: parseLanguage, run: runLanguage }) },
  views: { language: languageView },
});
