import { bearing } from './interest.ts';
import { at, everyone, evil, huge, type Samples } from './kit.ts';

export const account: Samples<'balance' | 'history'> = {
  balance: [0, 1, 2, 60].map((count) => ({
    kind: 'balance',
    person: everyone,
    frozen: true,
    balances: Array.from({ length: count }, () => ({
      balance: huge,
      held: huge,
      available: huge,
      spendable: huge,
    })),
    savings: count > 0 ? [huge] : [],
    ...(count > 1 && { worth: { total: huge, date: at } }),
    interest: count > 0 ? [bearing] : [],
  })),
  history: [0, 60].map((count) => ({
    kind: 'history',
    person: everyone,
    lines: Array.from({ length: count }, (_, nth) => ({
      ...(nth % 2 === 0 && { savings: true as const }),
      at,
      reference: 'K7Q2M',
      amount: huge,
      balance: huge,
      counterparty: everyone,
      code: 'never_heard_of',
      memo: evil,
      exchanged: { counter: huge, rate: { one: huge.asset, is: '0.84638', of: huge.asset } },
    })),
  })),
};
