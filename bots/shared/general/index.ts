/** What belongs to no capability: help, and the cards around the others'. */
import { ok, type Result } from '../../../core/index.ts';
import { capability } from '../capability.ts';
import { type CommandSpec, command } from '../command.ts';
import type { Token } from '../tokens.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { answeredPrivatelyView, helpView, homeView, missedView, refusalView } from './views.ts';

interface Help {
  verb: 'help';
  about: string | null;
}

const helpSpec: CommandSpec = {
  name: 'help',
  usage: '[pay]',
  audience: 'private',
  operator: false,
  options: [{ name: 'command', type: 'text', required: false }],
};

/** The command that is asked about, with or without its slash, and perhaps what it does. The card says so of what is none. */
const commandIn = (words: readonly Token[]): string | null =>
  words.length === 0
    ? null
    : words
        .slice(0, 2)
        .map(({ raw }) => raw.toLowerCase())
        .join(' ')
        .replace(/^\//, '')
        .slice(0, commandUnits);

const commandUnits = 40;

export const general = capability({
  messages: { en, de },
  commands: {
    help: command({
      spec: helpSpec,
      parse: (words): Result<Help> => ok({ verb: 'help', about: commandIn(words) }),
      run: (turn, { about }: Help) => turn.help(about),
    }),
  },
  views: {
    help: helpView,
    answered_privately: answeredPrivatelyView,
    refusal: refusalView,
    missed: missedView,
    home: homeView,
  },
});
