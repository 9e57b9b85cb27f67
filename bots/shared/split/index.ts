/** Splitting a bill in the conversation. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import { completePeople } from '../completions.ts';
import { messagesFor } from '../messages/index.ts';
import { parseSplit, parseSplitForm, type SplitCommand, splitSpec } from './commands.ts';
import { splitForm } from './form.ts';
import { inlineChosen, inlineSplit } from './inline.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { answerSplitForm, split as runSplit, splitShortcut } from './run.ts';
import { splitExpiredView, splitListView, splitView } from './views.ts';

const tongues = { en, de };

export const split = capability({
  messages: tongues,
  commands: {
    split: command({
      spec: splitSpec,
      parse: parseSplit,
      run: (turn, understood: SplitCommand) => runSplit(turn, understood, turn.key),
      complete: {
        people: completePeople,
        amount: async ({ typed, actor }) => {
          const { listChoice } = tongues[messagesFor(actor.locale ?? 'en').tongue];
          return typed.trim() === '' ? [{ label: listChoice, value: 'list' }] : [];
        },
      },
    }),
  },
  views: { split: splitView, split_list: splitListView, split_expired: splitExpiredView },
  formViews: { split: { form: splitForm, instead: () => ({ code: 'split_unclear' }) } },
  formChecks: { split_form: parseSplitForm },
  forms: { split_form: answerSplitForm },
  inline: inlineSplit,
  chosen: { split: inlineChosen },
  shortcuts: { split: { where: ['global', 'message'], run: splitShortcut } },
});
