import { at, crowd, everyone, evil, huge, person, type Samples } from './kit.ts';

const actions = (['confirm', 'cancel'] as const).map((action) => ({ action, intent: 'i'.repeat(32) }));

const question: Samples<'confirm_spending'>['confirm_spending'][number] = {
  kind: 'confirm_spending',
  state: 'asked',
  payees: [everyone],
  total: huge,
  memo: evil,
  reasons: ['amount', 'currency', 'new_payee'],
  until: at,
  actions,
};

export const protection: Samples<'confirm_spending'> = {
  confirm_spending: [
    { ...question, payees: crowd },
    { ...question, reasons: ['new_payee'], memo: null, payees: [person('Bob')] },
    { ...question, reasons: ['amount'], payees: [] },
    ...(['confirmed', 'cancelled'] as const).flatMap((state) => [
      { ...question, state, actions: [] },
      { ...question, state, actions: [], payees: [] },
    ]),
  ],
};
