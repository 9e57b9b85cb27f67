/** English, as it is written in Britain: short, plain and kind. */
import type { RefundMessages } from './messages.ts';

export const en: RefundMessages = {
  commands: {
    refund: {
      summary: 'Give back what somebody paid you, or a part of it',
      example: '/refund pay_7KQ2M9XDA4 3',
    },
  },
  options: {
    reference: 'The payment, as its receipt says: pay_…',
    refund: 'Give a payment back, or a part of it',
  },
  codes: { refund: 'Refund' },
  refunded: (refunded, paid, payee) =>
    payee === null ? `Refunded ${refunded} of ${paid}.` : `${payee} refunded ${refunded} of ${paid}.`,
  offer: {
    title: (payer) => `Refund ${payer}?`,
    left: (left, paid) =>
      left === paid ? `You were paid ${paid}.` : `You were paid ${paid}, and ${left} of it is left.`,
    how: (reference) => `A part of it: /refund ${reference} and the amount. A payment is refunded once.`,
  },
  sent: {
    title: ({ payer, amount }) => `You refunded ${payer} ${amount}`,
    byBank: ({ payer, amount }) => `The bank returned ${amount} from you to ${payer}`,
    ordered: ({ payer, payee, amount }) => `${amount} went back from ${payee} to ${payer}`,
    byBankHint: 'If you think that this is wrong, please ask the operator.',
  },
  received: {
    title: ({ payee, amount }) => `${payee} refunded you ${amount}`,
    byBank: ({ payee, amount }) => `The bank returned ${amount} to you from ${payee}`,
  },
  buttons: { receipt: 'Options', refund: (amount) => `Refund ${amount}` },
  form: {
    refundTitle: 'Refund',
    refundSubmit: 'Refund',
    amount: 'How much (empty: all of it)',
    amountAll: (left) => `all of it: ${left}`,
  },
  refusals: {
    payment_missing: () => ({
      title: 'Which payment?',
      hint: 'Its reference is on the receipt and in /history: /refund pay_7KQ2M9XDA4 3',
    }),
    payment_unknown: ({ reference }) => ({
      title: `I do not know a payment ${reference} of yours`,
      hint: 'Its reference is on the receipt and in /history.',
    }),
    payment_which: ({ reference, payees }, { either }) => ({
      title: `Who of those who were paid by ${reference}?`,
      hint: `Please mention ${either(payees)}.`,
    }),
    payment_not_settled: () => ({
      title: 'That payment has not arrived, or is back already',
      hint: 'What nobody has claimed yet, the payer can take back.',
    }),
    refund_not_yours: () => ({ title: 'Only whoever was paid can refund it' }),
    refund_done: () => ({ title: 'That has been refunded already', hint: 'A payment is refunded once.' }),
    refund_too_much: ({ left }, { money }) => ({
      title: 'That is more than can be refunded',
      hint: `${money(left)} of the payment is left.`,
    }),
    refund_other_currency: ({ asset }) => ({ title: `That payment was in ${asset}` }),
    refund_how: ({ reference, left }, { money }) => ({
      title: `How much of ${money(left)}?`,
      hint: `/refund ${reference} and the amount; without one it is all of it.`,
    }),
    refund_uncovered: ({ payee, needed }, { money }) => ({
      title: `${payee} does not have ${money(needed)} now`,
      hint: 'Try a part of it, or later.',
    }),
    operator_takes_part: () => ({
      title: 'You would get the money yourself',
      hint: 'Another operator has to decide that.',
    }),
  },
};
