import { everyone, huge, type Samples } from './kit.ts';

export const bank: Samples<'bank_funded' | 'bank_frozen'> = {
  bank_funded: [{ kind: 'bank_funded', person: everyone, amount: huge, balance: huge, reference: 'R' }],
  bank_frozen: [true, false].map((frozen) => ({ kind: 'bank_frozen', person: everyone, frozen })),
};
