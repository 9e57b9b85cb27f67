/** Paying people in the conversation. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import { whoOf } from '../who.ts';
import { type PayCommand, parsePay, parsePayForm, paySpec } from './commands.ts';
import { payForm } from './form.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { answerPayForm, openPayForm, pay as runPay } from './run.ts';
import {
  chooseAmountView,
  paymentClaimedView,
  paymentReceivedView,
  paymentReturnedView,
  paymentSentView,
  paymentTakenBackView,
  paymentView,
} from './views.ts';

export const pay = capability({
  messages: { en, de },
  commands: {
    pay: command({
      spec: paySpec,
      parse: parsePay,
      run: (turn, understood: PayCommand) => runPay(turn, understood, turn.key),
    }),
  },
  views: {
    payment: paymentView,
    payment_sent: paymentSentView,
    payment_received: paymentReceivedView,
    payment_returned: paymentReturnedView,
    payment_claimed: paymentClaimedView,
    payment_taken_back: paymentTakenBackView,
    choose_amount: chooseAmountView,
  },
  formViews: {
    pay: {
      form: payForm,
      instead: ({ payee }) => ({ code: payee === null ? 'payee_missing' : 'amount_missing' }),
    },
  },
  formChecks: { pay_form: parsePayForm },
  forms: { pay_form: answerPayForm },
  shortcuts: {
    pay: {
      where: ['global', 'person'],
      run: (turn) => {
        const { person } = turn.event;
        return openPayForm(turn, person?.type === 'person' ? whoOf(person) : null);
      },
    },
  },
});
