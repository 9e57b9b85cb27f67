/** Money on paper. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import {
  type ChequeCommand,
  cashSpec,
  chequeSpec,
  chequesSpec,
  parseCash,
  parseCheque,
  parseCheques,
  parseStop,
  stopSpec,
} from './commands.ts';
import { chequeFile } from './files.ts';
import { cashForm } from './form.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { answerCashForm, cashLinked, cashMessage, cheque as runCheque } from './run.ts';
import { chequeCashedView, chequeEndedView, chequePaidView, chequePaperView, chequesView } from './views.ts';

const run = (turn: Parameters<typeof runCheque>[0], understood: ChequeCommand) => runCheque(turn, understood);

export const cheque = capability({
  messages: { en, de },
  commands: {
    cheque: command({ spec: chequeSpec, parse: parseCheque, run }),
    cheques: command({ spec: chequesSpec, parse: parseCheques, run }),
    cash: command({ spec: cashSpec, parse: parseCash, run }),
    stop: command({ spec: stopSpec, parse: parseStop, run }),
  },
  views: {
    cheque_paper: chequePaperView,
    cheques: chequesView,
    cheque_cashed: chequeCashedView,
    cheque_paid: chequePaidView,
    cheque_ended: chequeEndedView,
  },
  files: { cheque_paper: chequeFile },
  formViews: { cheque_cash: { form: cashForm, instead: () => ({ code: 'cheque_paper_missing' }) } },
  forms: { cheque_cash: answerCashForm },
  shortcuts: { cash: { where: [], run: cashLinked } },
  message: cashMessage,
});
