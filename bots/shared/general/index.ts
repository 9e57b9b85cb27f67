/** What belongs to no capability: help, and the cards around the others'. */
import { ok } from '../../../core/index.ts';
import { capability } from '../capability.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { answeredPrivatelyView, helpView, homeView, missedView, refusalView } from './views.ts';

export const general = capability({
  messages: { en, de },
  commands: {
    help: {
      spec: { name: 'help', usage: '', audience: 'private', operator: false, options: [] },
      parse: () => ok({ verb: 'help' }),
      run: (turn) => turn.help(),
    },
  },
  views: {
    help: helpView,
    answered_privately: answeredPrivatelyView,
    refusal: refusalView,
    missed: missedView,
    home: homeView,
  },
});
