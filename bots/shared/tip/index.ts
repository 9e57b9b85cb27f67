/** Tips: a reaction, a message's menu, or a command. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import { parseTip, type TipCommand, tipSpec } from './commands.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { answerTipForm, concern, openTipForm, runReaction, runTip } from './run.ts';
import {
  tipEmojisView,
  tipExplainedView,
  tipForm,
  tipNoteView,
  tipsReceivedView,
  tipsTurnedView,
  tipsView,
  tipTallyView,
  tipUndoneView,
} from './views.ts';

export const tip = capability({
  messages: { en, de },
  commands: {
    tip: command({
      spec: tipSpec,
      parse: parseTip,
      run: (turn, understood: TipCommand) => runTip(turn, understood),
    }),
  },
  views: {
    tip_tally: tipTallyView,
    tip_note: tipNoteView,
    tip_explained: tipExplainedView,
    tips: tipsView,
    tips_turned: tipsTurnedView,
    tip_emojis: tipEmojisView,
    tip_undone: tipUndoneView,
    tips_received: tipsReceivedView,
  },
  formViews: { tip: { form: tipForm, instead: () => ({ code: 'amount_missing' }) } },
  forms: { tip_form: answerTipForm },
  shortcuts: { tip: { where: ['message'], run: openTipForm } },
  reactions: { concern, run: runReaction },
});
