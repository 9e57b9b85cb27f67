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

/** The command that is asked about, with or without its slash. What is none, the help's own card answers. */
const commandIn = (word: Token | undefined): string | null =>
  word?.raw.replace(/^\//, '').toLowerCase().slice(0, commandUnits) ?? null;

const commandUnits = 40;

export const general = capability({
  messages: { en, de },
  commands: {
    help: command({
      spec: helpSpec,
      parse: ([word]): Result<Help> => ok({ verb: 'help', about: commandIn(word) }),
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
