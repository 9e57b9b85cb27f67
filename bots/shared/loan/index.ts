/** Loans of the bank. */
import { capability } from '../capability.ts';
import { command } from '../command.ts';
import type { Turn } from '../turn.ts';
import { type LoanCommand, loanSpec, parseLoan, parseRepay, repaySpec } from './commands.ts';
import { loansView } from './list-view.ts';
import { de } from './messages.de.ts';
import { en } from './messages.en.ts';
import {
  bankLoansView,
  bankWrittenOffView,
  collectedView,
  dueView,
  loanView,
  missedView,
  repaymentView,
  writtenOffView,
} from './views.ts';

async function run(turn: Turn, understood: LoanCommand): Promise<void> {
  const { loan } = turn.parts.core;
  const { event } = turn;
  const me = event.actor.identity;
  switch (understood.verb) {
    case 'loan_show':
      return turn.told(await loan.show(me, understood.reference), (value) => turn.answer(value));
    case 'loan': {
      const { amount, months } = understood;
      const offered = await loan.offer(me, {
        amount: BigInt(amount.minor),
        asset: amount.asset.code,
        months,
        origin: {
          key: turn.key,
          conversation: event.conversation,
          ...(event.reply && { reply: event.reply }),
        },
      });
      return turn.told(offered, (value) => turn.answer(value));
    }
    case 'repay': {
      const { amount, reference } = understood;
      const quoted = await loan.quoteRepayment(me, {
        amount: typeof amount === 'string' ? amount : BigInt(amount.minor),
        asset: typeof amount === 'string' ? null : amount.asset.code,
        reference,
        key: turn.key,
      });
      return turn.told(quoted, (value) => turn.answer(value));
    }
  }
}

export const loan = capability({
  messages: { en, de },
  commands: {
    loan: command({ spec: loanSpec, parse: parseLoan, run }),
    repay: command({ spec: repaySpec, parse: parseRepay, run }),
  },
  views: {
    loan: loanView,
    loans: loansView,
    loan_repayment: repaymentView,
    loan_due: dueView,
    loan_collected: collectedView,
    loan_missed: missedView,
    loan_written_off: writtenOffView,
    bank_loans: bankLoansView,
    bank_loan_written_off: bankWrittenOffView,
  },
});
