/** Giving back what one was paid. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import { parseRefund, type RefundCommand, refundSpec } from './commands.ts';
import { refundForm } from './form.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import { answerRefundForm, refund as runRefund } from './run.ts';
import { receiptView, refundOfferView, refundReceivedView, refundSentView } from './views.ts';

export const refund = capability({
  messages: { en, de },
  commands: {
    refund: command({
      spec: refundSpec,
      parse: parseRefund,
      run: (turn, understood: RefundCommand) => runRefund(turn, understood, turn.key),
    }),
  },
  views: {
    receipt: receiptView,
    refund_offer: refundOfferView,
    refund_sent: refundSentView,
    refund_received: refundReceivedView,
  },
  formViews: {
    refund: {
      form: refundForm,
      instead: ({ reference, left }) => ({ code: 'refund_how', reference, left }),
    },
  },
  forms: { refund_form: answerRefundForm },
});
