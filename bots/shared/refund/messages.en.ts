/** English, as it is written in Britain: short, plain and kind. */
import type { RefundMessages } from './messages.ts';

export const en: RefundMessages = {
  commands: {
    refund: {
      summary: 'Give back what somebody paid you, or a part of it',
      example: '/refund pay_7KQ2M9XDA4 3',
    },
    dispute: {
      summary: 'Something is wrong with a payment of yours: tell the bank',
      example: '/dispute pay_7KQ2M9XDA4 it never came',
    },
  },
  options: {
    reference: 'The payment, as its receipt says: pay_…',
    refund: 'Give a payment back, or a part of it',
    reason: 'What is wrong',
    dispute: 'Look at what somebody says is wrong, and decide',
    dispute_reference: 'The dispute, as its card says: dsp_…',
    disputes: 'What waits for a decision',
    verdict: 'Refund it, ask the payer, or reject it',
    word: 'How much to refund, or what to say',
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
    dispute: (reference) => `What you told the bank (${reference}) is settled with it.`,
  },
  dispute: {
    title: {
      open: ({ payer, payee, paid }) => `${payer} says that something is wrong with ${paid} to ${payee}`,
      refunded: ({ payer, payee }) => `${payer} got money back from ${payee}`,
      rejected: ({ payer, payee, paid }) => `Rejected: ${payer}, ${paid} to ${payee}`,
      withdrawn: ({ payer, payee, paid }) => `${payer} has withdrawn it: ${paid} to ${payee}`,
    },
    done: {
      refund: (payer) => `${payer} has their money back`,
      ask: (payer) => `I have asked ${payer}`,
      reject: (payer) => `I have told ${payer}`,
    },
    moved: (payer) => `${payer} has answered: it goes on in a newer message`,
    by: (operator) => `by ${operator}`,
    states: { open: 'open', refunded: 'refunded', rejected: 'rejected', withdrawn: 'withdrawn' },
    steps: {
      opened: ({ words }) => `“${words}”`,
      asked: ({ words }) => `The bank asked: “${words}”`,
      answered: ({ payer, words }) => `${payer}: “${words}”`,
      refunded: () => 'Refunded.',
      rejected: ({ words }) => `The bank: “${words}”`,
      withdrawn: ({ payer }) => `${payer} has withdrawn it.`,
    },
  },
  mine: {
    title: {
      open: ({ payee, paid }) => `The bank knows: something is wrong with your ${paid} to ${payee}`,
      asked: ({ payee, paid }) => `The bank asks about your ${paid} to ${payee}`,
      refunded: ({ payee, paid }) => `Settled: your ${paid} to ${payee}`,
      rejected: ({ payee, paid }) => `The bank leaves your ${paid} to ${payee} as it is`,
      withdrawn: ({ payee, paid }) => `You have withdrawn it: your ${paid} to ${payee}`,
    },
    hints: {
      open: () => 'You will hear from it in our chat.',
      asked: (reference) => `Answer by the button, or with /dispute ${reference} and your words.`,
    },
    steps: {
      opened: ({ words }) => `You: “${words}”`,
      asked: ({ words }) => `The bank: “${words}”`,
      answered: ({ words }) => `You: “${words}”`,
      refunded: () => 'Money came back to you.',
      rejected: ({ words }) => `The bank: “${words}”`,
      withdrawn: () => 'Nothing more happens.',
    },
  },
  disputes: {
    title: (count, { plural }) =>
      count === 0
        ? 'Nobody says that anything is wrong'
        : plural(count, { one: '# payment is disputed', other: '# payments are disputed' }),
    how: '/bank dispute and the reference shows one, with its buttons.',
  },
  buttons: {
    receipt: 'Options',
    ask: 'Ask',
    reject: 'Reject',
    answer: 'Answer',
    withdraw: 'Withdraw',
    refund: (amount) => `Refund ${amount}`,
  },
  form: {
    refundTitle: 'Refund',
    refundSubmit: 'Refund',
    amount: 'How much (empty: all of it)',
    amountAll: (left) => `all of it: ${left}`,
    disputeTitle: 'Something is wrong',
    send: 'Send',
    whose: 'With the payment to',
    reason: 'What is wrong?',
    reasonPlaceholder: 'Only the bank reads this.',
    wordTitle: { ask: 'Ask the payer', reject: 'Reject', answer: 'Answer the bank' },
    word: { ask: 'What do you want to know?', reject: 'Why? The payer will read it', answer: 'Your answer' },
  },
  refusals: {
    payment_missing: (_, __, typed) => ({
      title: 'Which payment?',
      hint: `Its reference is on the receipt and in /history: ${typed?.example ?? '/refund pay_7KQ2M9XDA4 3'}`,
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
    dispute_not_yours: () => ({ title: 'Only whoever paid can say that something is wrong with it' }),
    dispute_open: () => ({ title: 'The bank knows already', hint: 'You will hear from it in our chat.' }),
    dispute_closed: () => ({ title: 'That has been decided already' }),
    dispute_unknown: ({ reference }) => ({
      title: `I do not know a dispute ${reference}`,
      hint: '/bank disputes shows those that are open.',
    }),
    dispute_how: ({ reference, payees }, { either }) => ({
      title: 'What is wrong with it?',
      hint:
        payees.length === 0
          ? `Type /dispute ${reference} and what is wrong. Only the bank reads it.`
          : `Type /dispute ${reference}, mention ${either(payees)}, and then what is wrong. Only the bank reads it.`,
    }),
    dispute_answer_how: ({ reference }) => ({
      title: 'What do you answer?',
      hint: `Type /dispute ${reference} and your words.`,
    }),
    dispute_word_how: ({ reference, verdict }) => ({
      title: verdict === 'ask' ? 'What do you want to know?' : 'Why? The payer will read it',
      hint: `Type /bank dispute ${reference} ${verdict} and your words.`,
    }),
    operator_takes_part: () => ({
      title: 'You take part in this payment yourself',
      hint: 'Another operator has to decide that.',
    }),
  },
};
