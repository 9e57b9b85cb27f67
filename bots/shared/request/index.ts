/** Asking for money, in the conversation. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import type { AutocompleteQuestion, Choice, QuestionParts } from '../question.ts';
import { whoOf } from '../who.ts';
import {
  parseRequest,
  parseRequestForm,
  parseRequests,
  type RequestCommand,
  requestSpec,
  requestsSpec,
} from './commands.ts';
import { partForm, requestForm } from './form.ts';
import { inlineChosen, inlineRequest } from './inline.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { answerPartForm, answerRequestForm, openRequestForm, request as runRequest } from './run.ts';
import {
  requestDeclinedView,
  requestDoneView,
  requestExpiredView,
  requestsView,
  requestView,
} from './views.ts';

/** The codes of the person's own open requests, with enough beside each to know it by. */
async function completeReference(
  { actor }: AutocompleteQuestion,
  { core }: QuestionParts,
): Promise<Choice[]> {
  const { owes, owed } = await core.request.list(actor.identity);
  return [...owes, ...owed].map(({ reference, people, memo }) => ({
    label: [reference, people.map(({ name }) => name).join(', '), memo ?? ''].join(' ').trim().slice(0, 100),
    value: reference,
  }));
}

const run = (turn: Parameters<typeof runRequest>[0], understood: RequestCommand) =>
  runRequest(turn, understood, turn.key);

export const request = capability({
  messages: { en, de },
  commands: {
    request: command({ spec: requestSpec, parse: parseRequest, run }),
    requests: command({
      spec: requestsSpec,
      parse: parseRequests,
      run,
      complete: { reference: completeReference },
    }),
  },
  views: {
    request: requestView,
    requests: requestsView,
    request_declined: requestDeclinedView,
    request_expired: requestExpiredView,
    request_done: requestDoneView,
  },
  formViews: {
    request: { form: requestForm, instead: () => ({ code: 'request_how' }) },
    request_part: {
      form: partForm,
      instead: ({ reference, remaining }) => ({ code: 'request_part_how', reference, remaining }),
    },
  },
  formChecks: { request_form: parseRequestForm },
  forms: { request_form: answerRequestForm, request_part_form: answerPartForm },
  shortcuts: {
    request: {
      where: ['global', 'person'],
      run: (turn) => {
        const { person } = turn.event;
        return openRequestForm(turn, person?.type === 'person' ? whoOf(person) : null);
      },
    },
  },
  inline: inlineRequest,
  chosen: { request: inlineChosen },
});
