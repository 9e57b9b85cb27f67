import { at, everyone, evil, huge, type RefusalSamples, type Samples } from './kit.ts';

const day = '2026-03-01';
const none = { ...huge, minor: '0' };
const reference = 'lon_7KQ2M9XDA4';

const payment = (month: number, state: 'open' | 'overdue' | 'paid' = 'open') => ({
  on: `2026-${String((month % 12) + 1).padStart(2, '0')}-01`,
  amount: huge,
  principal: huge,
  interest: huge,
  left: huge,
  state,
});
const plan = (months: number) => [
  ...Array.from({ length: months - 1 }, (_, month) => payment(month)),
  { ...payment(months), amount: { ...huge, minor: `${huge.minor}1` } },
];
const arrears = { amount: huge, days: 45 };
const next = { on: day, amount: huge };

const loan = {
  kind: 'loan' as const,
  reference,
  amount: huge,
  fee: huge,
  fee_returned: none,
  paid_out: huge,
  months: 6,
  rate_ppm: 89_000,
  apr_ppm: 131_241,
  cost: huge,
  payable: huge,
  outstanding: huge,
  arrears: null,
  payments: plan(6),
  until: null,
  withdraw_until: null,
  balance: null,
  actions: [],
};
const [accept, decline, due, all] = (
  ['loan_accept', 'loan_decline', 'loan_repay_due', 'loan_repay_all'] as const
).map((action) => ({ action, intent: 'i'.repeat(32) }));

const product = {
  tier: 'a'.repeat(20),
  amount_min: huge,
  amount_max: huge,
  months_min: 3,
  months_max: 120,
  rate_ppm: 123_456,
  fee_ppm: 10_000,
  outstanding_max: huge,
  loans_max: 20,
};

export const loans: Samples<
  | 'loan'
  | 'loans'
  | 'loan_repayment'
  | 'loan_due'
  | 'loan_collected'
  | 'loan_missed'
  | 'loan_written_off'
  | 'bank_loans'
  | 'bank_loan_written_off'
> = {
  loan: [
    { ...loan, state: 'offered', until: at, actions: [accept!, decline!] },
    {
      ...loan,
      state: 'offered',
      fee: none,
      months: 120,
      payments: plan(120),
      until: at,
      actions: [accept!, decline!],
    },
    { ...loan, state: 'offered', months: 1, payments: [payment(1)], until: at, actions: [accept!, decline!] },
    { ...loan, state: 'active', withdraw_until: day, balance: huge, actions: [all!] },
    {
      ...loan,
      state: 'active',
      arrears,
      payments: [payment(0, 'paid'), payment(1, 'overdue'), ...plan(40)],
      actions: [due!, all!],
    },
    ...(['expired', 'declined', 'repaid', 'withdrawn', 'written_off'] as const).map((state) => ({
      ...loan,
      state,
    })),
    { ...loan, state: 'repaid', fee_returned: { ...huge, minor: '97' } },
  ],
  loans: [
    { kind: 'loans', loans: [], products: [] },
    { kind: 'loans', loans: [], products: [product] },
    {
      kind: 'loans',
      loans: (['active', 'active', 'offered'] as const).map((state, index) => ({
        reference,
        state,
        amount: huge,
        outstanding: huge,
        arrears: index === 0 ? arrears : null,
        until: index === 2 ? at : null,
        next: index === 2 ? null : next,
        intent: index === 2 ? 'i'.repeat(32) : null,
      })),
      products: [product, { ...product, fee_ppm: 0 }],
    },
    {
      kind: 'loans',
      loans: [
        {
          ...{ reference, state: 'active', amount: huge, outstanding: huge },
          ...{ arrears: null, until: null, next, intent: null },
        },
      ],
      products: [],
    },
    {
      kind: 'loans',
      loans: Array.from({ length: 14 }, () => ({
        ...{ reference, state: 'offered' as const, amount: huge, outstanding: none },
        ...{ arrears: null, until: at, next: null, intent: 'i'.repeat(32) },
      })),
      products: [product],
    },
  ],
  loan_repayment: [
    ...(['due', 'part', 'all', 'withdrawal'] as const).flatMap((repays, index) =>
      (['quoted', 'done'] as const).map((state) => ({
        kind: 'loan_repayment' as const,
        reference,
        repays,
        state,
        amount: huge,
        principal: huge,
        interest: repays === 'part' ? none : huge,
        fee_returned: repays === 'due' ? none : huge,
        net: huge,
        saved: repays === 'due' ? none : huge,
        payments: index < 2 ? plan(state === 'done' ? 2 : 40) : [],
        balance: state === 'done' ? huge : null,
        actions:
          state === 'done'
            ? []
            : (['loan_repay', 'loan_keep'] as const).map((action) => ({ action, intent: 'i'.repeat(32) })),
      })),
    ),
    {
      kind: 'loan_repayment',
      reference,
      repays: 'all',
      state: 'renewed',
      amount: huge,
      principal: huge,
      interest: huge,
      fee_returned: huge,
      net: { ...huge, minor: `-${huge.minor}` },
      saved: none,
      payments: [],
      balance: null,
      actions: [],
    },
  ],
  loan_due: [null, huge].map((lacking) => ({ kind: 'loan_due', reference, amount: huge, on: day, lacking })),
  loan_collected: [
    { kind: 'loan_collected', reference, amount: huge, interest: huge, outstanding: huge, next, after: huge },
    {
      kind: 'loan_collected',
      reference,
      amount: huge,
      interest: huge,
      outstanding: huge,
      next: null,
      after: huge,
    },
    {
      kind: 'loan_collected',
      reference,
      amount: huge,
      interest: none,
      outstanding: none,
      next: null,
      after: huge,
    },
  ],
  loan_missed: [0, 1, 30].map((days) => ({
    kind: 'loan_missed',
    reference,
    arrears: { amount: huge, days },
    available: huge,
  })),
  loan_written_off: [{ kind: 'loan_written_off', reference, amount: huge }],
  bank_loans: [
    { kind: 'bank_loans', lent: [], arrears: [], late: 0, products: [] },
    {
      kind: 'bank_loans',
      lent: [{ outstanding: huge, loans: 1, income: huge, fees: huge, lost: none }],
      arrears: [],
      late: 0,
      products: [product],
    },
    ...[1, 6].map((count) => ({
      kind: 'bank_loans' as const,
      lent: [{ outstanding: huge, loans: 1_234, income: huge, fees: huge, lost: huge }],
      arrears: Array.from({ length: count }, () => ({ ...arrears, reference, person: everyone })),
      late: count === 1 ? 1 : 120,
      products: Array.from({ length: 12 }, () => product),
    })),
  ],
  bank_loan_written_off: [null, evil].map((reason) => ({
    kind: 'bank_loan_written_off',
    loan: reference,
    person: everyone,
    amount: huge,
    reason,
    reference: 'R',
  })),
};

export const loanRefusals: RefusalSamples<
  | 'loan_none_offered'
  | 'loan_amount_outside'
  | 'loan_months_missing'
  | 'loan_months_only'
  | 'loan_months_outside'
  | 'loan_too_much'
  | 'loan_too_many'
  | 'loan_in_arrears'
  | 'loan_too_small'
  | 'loan_unknown'
  | 'loan_none'
  | 'loan_which'
  | 'loan_due_first'
  | 'loan_nothing_due'
  | 'loan_ended'
  | 'loan_terms_unclear'
  | 'link_with_loan'
> = {
  loan_none_offered: { asset: 'WEIRDTOKEN' },
  loan_amount_outside: { min: huge, max: huge },
  loan_months_missing: {},
  loan_months_only: { text: evil },
  loan_months_outside: { min: 1, max: 120 },
  loan_too_much: { left: huge },
  loan_too_many: { count: 2 },
  loan_in_arrears: { due: huge },
  loan_too_small: {},
  loan_unknown: { text: evil },
  loan_none: {},
  loan_which: { references: Array.from({ length: 20 }, () => reference) },
  loan_due_first: { due: huge },
  loan_nothing_due: {},
  loan_ended: {},
  loan_terms_unclear: { text: evil },
  link_with_loan: {},
};
