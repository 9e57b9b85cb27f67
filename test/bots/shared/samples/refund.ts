import type { RefundNotice, RefundRefusals } from '../../../../core/index.ts';
import { action, crowd, everyone, evil, huge, type RefusalSamples, type Samples } from './kit.ts';

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
};

const told = {
  reference: 'pay_7KQ2M9XDA4',
  payer: everyone,
  payee: crowd[1]!,
  amount: huge,
  refunded: huge,
  paid: huge,
};

const hows = [
  { balance: huge, by_bank: false },
  { balance: huge, by_bank: true },
  { balance: null, by_bank: true },
];

export const refund: Samples<RefundNotice['kind']> = {
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
