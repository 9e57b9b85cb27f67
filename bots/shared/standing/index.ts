/** Paying later, and again and again. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import type { AutocompleteQuestion, Choice, QuestionParts } from '../question.ts';
import { whoOf } from '../who.ts';
import {
  parseSchedule,
  parseScheduleForm,
  parseSchedules,
  type StandingCommand,
  scheduleSpec,
  schedulesSpec,
} from './commands.ts';
import { scheduleForm } from './form.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { answerScheduleForm, openScheduleForm, standing as runStanding } from './run.ts';
import {
  standingDoneView,
  standingFailedView,
  standingProposedView,
  standingReceiptView,
  standingStoppedView,
  standingsView,
  standingView,
} from './views.ts';

/** The codes of what the person has scheduled, with enough beside each to know it by. */
async function completeReference(
  { actor }: AutocompleteQuestion,
  { core }: QuestionParts,
): Promise<Choice[]> {
  const { items } = await core.standing.list(actor.identity);
  return items.map(({ reference, payee, memo }) => ({
    label: [reference, payee.name, memo ?? ''].join(' ').trim().slice(0, 100),
    value: reference,
  }));
}

const run = (turn: Parameters<typeof runStanding>[0], understood: StandingCommand) =>
  runStanding(turn, understood, turn.key);

export const standing = capability({
  messages: { en, de },
  commands: {
    schedule: command({ spec: scheduleSpec, parse: parseSchedule, run }),
    schedules: command({
      spec: schedulesSpec,
      parse: parseSchedules,
      run,
      complete: { reference: completeReference },
    }),
  },
  views: {
    standing_proposed: standingProposedView,
    standing: standingView,
    standings: standingsView,
    standing_failed: standingFailedView,
    standing_stopped: standingStoppedView,
    standing_done: standingDoneView,
    standing_receipt: standingReceiptView,
  },
  formViews: { schedule: { form: scheduleForm, instead: () => ({ code: 'standing_how' }) } },
  formChecks: { schedule_form: parseScheduleForm },
  forms: { schedule_form: answerScheduleForm },
  shortcuts: {
    schedule: {
      where: ['global', 'person'],
      run: (turn) => {
        const { person } = turn.event;
        return openScheduleForm(turn, person?.type === 'person' ? whoOf(person) : null);
      },
    },
  },
});
