import type { NoticeOf } from '../../../../core/index.ts';
import { action, at, crowd, everyone, evil, huge, person, type Samples } from './kit.ts';

const [alice, bob] = [person('Alice'), person('Bob')];
const fivePounds = { minor: '500', asset: { code: 'GBP', exponent: 2 } };

/** An ordinary one, but for what is said. */
export const payment = (more: Partial<NoticeOf<'payment'>> = {}): NoticeOf<'payment'> => ({
  kind: 'payment',
  reference: 'K7Q2M',
  payer: alice,
  lines: [
    {
      payee: bob,
      amount: fivePounds,
      state: more.state === 'mixed' ? 'settled' : (more.state ?? 'settled'),
    },
  ],
  total: fivePounds,
  memo: 'lunch',
  state: 'settled',
  at,
  actions: [],
  ...more,
});

const lines = crowd.map((payee) => ({ payee, amount: huge, state: 'claimable' as const }));

export const pay: Samples<
  | 'payment'
  | 'payment_sent'
  | 'payment_received'
  | 'payment_returned'
  | 'payment_claimed'
  | 'payment_taken_back'
  | 'choose_amount'
> = {
  payment: (
    ['authorized', 'settled', 'claimable', 'returned', 'voided', 'expired', 'reversed', 'mixed'] as const
  ).flatMap((state) => [
    payment({
      state,
      lines,
      memo: evil,
      payer: everyone,
      total: huge,
      returns_at: at,
      actions: Array(9).fill(action),
    }),
    payment({
      state,
      lines: lines.slice(0, 1),
      memo: evil,
      payer: everyone,
      total: huge,
      reason: { code: 'pay_self' },
    }),
    payment({
      state,
      lines,
      memo: evil,
      payer: everyone,
      total: huge,
      returns_at: at,
      balance: huge,
    }),
    payment({ state, lines: lines.slice(0, 2), memo: null, reason: { code: 'payee_is_bot', payee: evil } }),
  ]),
  payment_sent: [{ kind: 'payment_sent', reference: 'R', total: huge, balance: huge, payees: crowd }],
  payment_received: [
    {
      kind: 'payment_received',
      reference: 'R',
      payer: everyone,
      amount: huge,
      memo: evil,
      balance: huge,
      claimed: true,
    },
  ],
  payment_returned: [
    {
      kind: 'payment_returned',
      reference: 'R',
      payee: everyone,
      amount: huge,
      balance: huge,
    },
  ],
  payment_claimed: [{ kind: 'payment_claimed', amount: huge }],
  payment_taken_back: [{ kind: 'payment_taken_back', amount: huge }],
  choose_amount: [
    { kind: 'choose_amount', text: evil, actions: Array(9).fill({ ...action, action: 'choose_amount' }) },
    { kind: 'choose_amount', text: evil, actions: [] },
  ],
};
