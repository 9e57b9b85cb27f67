/** Paid posts in the conversation. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import { clip, plainLine } from '../memo.ts';
import type { AutocompleteQuestion, Choice, QuestionParts } from '../question.ts';
import { parsePaywall, paywallSpec } from './commands.ts';
import { paywallEditForm, paywallForm } from './form.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { answerEditForm, answerForm, lookAtForm, paywall as run } from './run.ts';
import {
  paywallBackView,
  paywallContentView,
  paywallDoneView,
  paywallRefundedView,
  paywallsView,
  paywallView,
} from './views.ts';

/** The codes of what somebody offers and has unlocked, with enough beside each to know it by. */
async function completeReference(
  { actor }: AutocompleteQuestion,
  { core }: QuestionParts,
): Promise<Choice[]> {
  const { offers, has } = await core.paywall.list(actor.identity);
  return [...offers, ...has].map(({ reference, title }) => ({
    label: clip(`${reference} ${plainLine(title ?? '')}`.trim(), 100),
    value: reference,
  }));
}

export const paywall = capability({
  messages: { en, de },
  commands: {
    paywall: command({
      spec: paywallSpec,
      parse: parsePaywall,
      run,
      complete: { reference: completeReference },
    }),
  },
  views: {
    paywall: paywallView,
    paywall_content: paywallContentView,
    paywall_refunded: paywallRefundedView,
    paywall_back: paywallBackView,
    paywalls: paywallsView,
    paywall_done: paywallDoneView,
  },
  formViews: {
    paywall: { form: paywallForm, instead: () => ({ code: 'paywall_how' }) },
    paywall_edit: {
      form: paywallEditForm,
      instead: ({ reference }) => ({ code: 'paywall_edit_how', reference }),
    },
  },
  forms: { paywall_form: answerForm, paywall_edit_form: answerEditForm },
  formProblems: { paywall_form: lookAtForm, paywall_edit_form: lookAtForm },
});
