/** Being asked before money goes, and the PIN. */
import type { BotCapability } from '../capability.ts';
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import { messagesFor } from '../messages/index.ts';
import { type Answer, fillIn, pinAnswers, type Words } from './answers.ts';
import {
  type ConfirmCommand,
  confirmSpec,
  type PinCommand,
  parseConfirm,
  parsePin,
  pinSpec,
} from './commands.ts';
import { pinForm, pinSetForm, protectionForm } from './form.ts';
import { pinMessage } from './message.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { pinProblems } from './problems.ts';
import { confirm, pin } from './run.ts';
import {
  confirmSpendingView,
  pinAgainView,
  pinChangedView,
  pinResetView,
  pinWantedView,
  protectionView,
} from './views.ts';

const words: Words = (locale) => ({ en, de })[messagesFor(locale).tongue];

const answers: Readonly<Record<string, Answer>> = {
  ...pinAnswers,
  protection: fillIn(words),
};

const forms: NonNullable<BotCapability['forms']> = Object.fromEntries(
  Object.entries(answers).map(([kind, answer]) => [
    kind,
    (turn, payload) => answer(turn, { intent: turn.event.intent, values: turn.event.values, payload }),
  ]),
);

export const protection = capability({
  messages: { en, de },
  commands: {
    confirm: command({
      spec: confirmSpec,
      parse: parseConfirm,
      run: (turn, understood: ConfirmCommand) => confirm(turn, understood),
    }),
    pin: command({
      spec: pinSpec,
      parse: parsePin,
      run: (turn, understood: PinCommand) => pin(turn, understood),
    }),
  },
  views: {
    confirm_spending: confirmSpendingView,
    protection: protectionView,
    pin_wanted: pinWantedView,
    pin_again: pinAgainView,
    pin_changed: pinChangedView,
    pin_reset: pinResetView,
  },
  formViews: {
    pin: { form: pinForm, instead: () => ({ code: 'form_unopened' }) },
    pin_set: { form: pinSetForm, instead: () => ({ code: 'form_unopened' }) },
    protection: { form: protectionForm, instead: () => ({ code: 'form_unopened' }) },
  },
  forms,
  formProblems: pinProblems(words),
  message: pinMessage,
});
