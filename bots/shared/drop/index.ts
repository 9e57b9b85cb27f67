/** Giving money to whoever comes first. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import { type DropCommand, dropSpec, parseDrop, parseDropForm } from './commands.ts';
import { dropForm } from './form.ts';
import { inlineChosen, inlineDrop } from './inline.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { answerDropForm, drop as runDrop } from './run.ts';
import {
  dropClaimedView,
  dropGoneView,
  dropReturnedView,
  dropRulesView,
  dropTakenBackView,
  dropUnsentView,
  dropView,
} from './views.ts';

export const drop = capability({
  messages: { en, de },
  commands: {
    drop: command({
      spec: dropSpec,
      parse: parseDrop,
      run: (turn, understood: DropCommand) => runDrop(turn, understood, turn.key),
    }),
  },
  views: {
    drop: dropView,
    drop_unsent: dropUnsentView,
    drop_claimed: dropClaimedView,
    drop_gone: dropGoneView,
    drop_taken_back: dropTakenBackView,
    drop_returned: dropReturnedView,
    drop_rules: dropRulesView,
  },
  formViews: { drop: { form: dropForm, instead: () => ({ code: 'drop_incomplete' }) } },
  formChecks: { drop_form: parseDropForm },
  forms: { drop_form: answerDropForm },
  shortcuts: { drop: { where: ['message'], run: (turn) => runDrop(turn, { verb: 'drop_form' }, turn.key) } },
  inline: inlineDrop,
  chosen: { drop: inlineChosen },
});
