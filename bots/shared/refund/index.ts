/** Giving back what one was paid, and saying that something is wrong with what one has paid. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import { parseRefund, type RefundCommand, refundSpec } from './commands.ts';
import { completeOwn, completePaid } from './complete.ts';
import { type DisputeCommand, disputeSpec, parseDispute } from './dispute-commands.ts';
import { answerDisputeForm, answerDisputeWordForm, dispute as runDispute } from './dispute-run.ts';
import {
  disputeDoneView,
  disputeMineView,
  disputeMovedView,
  disputesView,
  disputeView,
} from './dispute-views.ts';
import { disputeForm, disputeWordForm, refundForm } from './form.ts';
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
      complete: { reference: completePaid },
    }),
    dispute: command({
      spec: disputeSpec,
      parse: parseDispute,
      run: (turn, { reference, payee, words }: DisputeCommand) =>
        runDispute(turn, { reference, payee, words }, turn.key),
      complete: { reference: completeOwn },
    }),
  },
  views: {
    receipt: receiptView,
    refund_offer: refundOfferView,
    refund_sent: refundSentView,
    refund_received: refundReceivedView,
    dispute: disputeView,
    dispute_moved: disputeMovedView,
    dispute_done: disputeDoneView,
    dispute_mine: disputeMineView,
    disputes: disputesView,
  },
  formViews: {
    refund: {
      form: refundForm,
      instead: ({ reference, left }) => ({ code: 'refund_how', reference, left }),
    },
    dispute: {
      form: disputeForm,
      instead: ({ reference, payees }) => ({
        code: 'dispute_how',
        reference,
        payees: payees.length > 1 ? payees.map(({ payee }) => payee.name) : [],
      }),
    },
    dispute_word: {
      form: disputeWordForm,
      instead: ({ reference, verdict }) =>
        verdict === 'answer'
          ? { code: 'dispute_answer_how', reference }
          : { code: 'dispute_word_how', reference, verdict },
    },
  },
  forms: {
    refund_form: answerRefundForm,
    dispute_form: answerDisputeForm,
    dispute_word_form: answerDisputeWordForm,
  },
});
