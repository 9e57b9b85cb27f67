import type { RefundNotice, RefundRefusals } from '../../../../core/index.ts';
import { action, at, crowd, everyone, evil, huge, type RefusalSamples, type Samples } from './kit.ts';

export const refundRefusals: RefusalSamples<keyof RefundRefusals> = {
  payment_missing: {},
  payment_unknown: { reference: evil },
  payment_which: { reference: evil, payees: Array(60).fill(evil) },
  payment_not_settled: {},
  refund_not_yours: {},
  refund_done: {},
  refund_too_much: { left: huge },
  refund_other_currency: { asset: 'EUR' },
  refund_how: { reference: 'pay_7KQ2M9XDA4', left: huge },
  refund_uncovered: { payee: evil, needed: huge },
  operator_takes_part: {},
  dispute_not_yours: {},
  dispute_open: {},
  dispute_closed: {},
  dispute_unknown: { reference: evil },
  dispute_how: { reference: 'pay_7KQ2M9XDA4', payees: Array(20).fill(evil) },
  dispute_answer_how: { reference: 'pay_7KQ2M9XDA4' },
  dispute_word_how: { reference: 'dsp_7KQ2M9XDA4', verdict: 'reject' },
};

const told = {
  reference: 'pay_7KQ2M9XDA4',
  payer: everyone,
  payee: crowd[1]!,
  amount: huge,
  refunded: huge,
  paid: huge,
  dispute: 'dsp_7KQ2M9XDA4',
};

const stepNames = ['opened', 'asked', 'answered', 'refunded', 'rejected', 'withdrawn'] as const;
const steps = stepNames.map((step) => ({ step, operator: 'discord::1', words: evil, at }));

const disputed = {
  reference: told.dispute,
  payment: told.reference,
  position: 0,
  payer: told.payer,
  payee: told.payee,
  paid: huge,
  refunded: huge,
  at,
};

const states = ['open', 'refunded', 'rejected', 'withdrawn'] as const;

const hows = [
  { balance: huge, by_bank: false },
  { balance: huge, by_bank: true },
  { balance: null, by_bank: true },
];

export const refund: Samples<RefundNotice['kind']> = {
  dispute: states.map((state, index) => ({
    kind: 'dispute',
    ...disputed,
    state,
    steps: steps.slice(0, index + 3),
    actions: (['refund', 'ask', 'reject'] as const).map((name) => ({
      action: name,
      intent: action.intent,
      ...(name === 'refund' && { amount: huge }),
    })),
  })),
  dispute_moved: [
    { kind: 'dispute_moved', reference: told.dispute, payment: told.reference, payer: everyone },
  ],
  dispute_done: (['refund', 'ask', 'reject'] as const).map((did) => ({
    kind: 'dispute_done',
    did,
    reference: told.dispute,
    payer: everyone,
  })),
  dispute_mine: [...states, 'open' as const].map((state, index) => ({
    kind: 'dispute_mine',
    ...disputed,
    state,
    steps: steps.slice(0, index === 0 ? 2 : index + 1),
    actions: [
      { action: 'answer', intent: action.intent },
      { action: 'withdraw', intent: action.intent },
    ],
  })),
  disputes: [0, 1, 60].map((total) => ({
    kind: 'disputes',
    total,
    open: Array.from({ length: Math.min(total, 10) }, () => ({ ...disputed, steps })),
  })),
  receipt: [0, 1, 60].map((count) => ({
    kind: 'receipt',
    refunds: crowd.slice(0, count).map((payee) => ({ payee, refunded: huge, paid: huge })),
    actions: count === 0 ? [] : [{ ...action, action: 'receipt' }],
  })),
  refund_offer: [0, 2].map((count) => ({
    kind: 'refund_offer',
    reference: told.reference,
    payer: told.payer,
    payee: told.payee,
    paid: huge,
    left: huge,
    actions: Array(count).fill({ ...action, action: 'refund' }),
  })),
  refund_sent: hows.map((how) => ({ kind: 'refund_sent', ...told, ...how })),
  refund_received: hows.slice(0, 2).map((how) => ({ kind: 'refund_received', ...told, ...how })),
};
