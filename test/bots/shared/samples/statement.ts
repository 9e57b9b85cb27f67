import type {
  AccountFigures,
  Category,
  Money,
  Statement,
  StatementAccount,
  StatementEntry,
  StatementOf,
} from '../../../../core/index.ts';
import { evil, huge, person, type RefusalSamples, type Samples } from './kit.ts';

const pounds = (minor: number): Money => ({ minor: String(minor), asset: { code: 'GBP', exponent: 2 } });

export const october: StatementOf = {
  person: '7',
  period: { kind: 'month', month: '2026-10' },
  zone: 'Europe/London',
  begins_at: '2026-09-30T23:00:00.000Z',
  ends_at: '2026-11-01T00:00:00.000Z',
  final: true,
  reference: 'stm_7KQ2M9XDA4',
};

const days: StatementOf = {
  ...october,
  period: { kind: 'days', from: '2026-10-01', to: '2026-12-31' },
  zone: null,
  final: false,
  reference: null,
};

const figures = (amount: Money, more: Partial<AccountFigures> = {}): AccountFigures => ({
  id: 'acc_12',
  purpose: 'wallet',
  joined: false,
  opening: amount,
  closing: amount,
  credits: amount,
  debits: amount,
  credit_count: 12_345,
  debit_count: 1,
  held: amount,
  ...more,
});

const actions = (['statement_csv', 'statement_xml'] as const).map((action) => ({
  action,
  intent: 'i'.repeat(32),
}));

const nothing = { ...huge, minor: '0' };
const still = figures(nothing, { credit_count: 0, debit_count: 0 });

const categories: Category[] = [
  'payments',
  'requests',
  'splits',
  'tabs',
  'standing',
  'subscriptions',
  'tips',
  'drops',
  'cheques',
  'shopping',
  'loans',
  'fees',
  'interest',
  'other',
];

export const statements: Samples<'statement' | 'spending'> = {
  statement: [
    { kind: 'statement', of: october, format: 'pdf', accounts: [figures(huge)], left_out: [], actions },
    {
      kind: 'statement',
      of: days,
      format: 'xml',
      accounts: Array.from({ length: 12 }, (_, at) =>
        figures(huge, { joined: at % 2 === 1, purpose: at % 3 === 1 ? 'savings' : 'wallet' }),
      ),
      left_out: ['WEIRDTOKEN', 'BTC'],
      actions: [{ action: 'statement_pdf', intent: 'i'.repeat(32) }],
    },
    {
      kind: 'statement',
      of: { ...october, period: { kind: 'year', year: 2026 }, reference: null },
      format: 'csv',
      accounts: [still],
      left_out: [],
      actions,
    },
  ],
  spending: [
    {
      kind: 'spending',
      of: october,
      spent: categories.map((category, at) => ({
        category,
        amount: pounds(12_345 - at * 1_200),
        count: at,
      })),
      total: pounds(71_234),
      income: pounds(150_000),
      moved: { ...huge, minor: `-${huge.minor}` },
      movements: ['deposits', 'loans', 'savings', 'exchange', 'trades', 'joined'],
      opening: pounds(20_000),
      closing: pounds(98_766),
      balances: Array.from({ length: 31 }, (_, at) => ({
        day: `2026-10-${String(at + 1).padStart(2, '0')}`,
        balance: pounds(Math.round(20_000 + at * 2_500 + 30_000 * Math.sin(at / 3))),
      })),
      others: ['EUR', 'USD'],
    },
    {
      kind: 'spending',
      of: days,
      spent: [{ category: 'tips', amount: huge, count: 1 }],
      total: huge,
      income: nothing,
      moved: nothing,
      movements: [],
      opening: huge,
      closing: huge,
      balances: [],
      others: [],
    },
    {
      kind: 'spending',
      of: days,
      spent: [],
      total: nothing,
      income: nothing,
      moved: nothing,
      movements: [],
      opening: nothing,
      closing: nothing,
      balances: [],
      others: [],
    },
  ],
};

export const statementRefusals: RefusalSamples<
  'statement_unclear' | 'statement_ahead' | 'statement_reversed' | 'statement_too_long' | 'statement_not_iso'
> = {
  statement_unclear: { text: evil },
  statement_ahead: {},
  statement_reversed: {},
  statement_too_long: { entries: 1_234_567, limit: 20_000 },
  statement_not_iso: { assets: ['WEIRDTOKEN', 'BTC'] },
};

const bob = person('Bob Doe');
const euros: Money = { minor: '1182', asset: { code: 'EUR', exponent: 2 } };

/** What happened in a month of somebody's, over and over: `count` entries that add up. */
function entriesFrom(opening: number, count: number): StatementEntry[] {
  const kinds = [
    { code: 'pay', amount: -1_250, counterparty: bob, memo: 'lunch at the corner, and coffee' },
    { code: 'pay', amount: 4_000, counterparty: person('Carol'), memo: null },
    { code: 'tip', amount: -10, counterparty: person('Łukasz Żółć'), memo: null },
    { code: 'drop', amount: -2_000, counterparty: null, memo: 'for everybody' },
    { code: 'refund', amount: 1_250, counterparty: bob, memo: null },
    { code: 'interest', amount: 117, counterparty: null, memo: '2026-09' },
    { code: 'save', amount: -500, counterparty: null, memo: 'a bike' },
    { code: 'pay', amount: -9_900, counterparty: person('田中さん'), memo: '=1+1 🍜 <b>ramen</b>' },
    { code: 'paid_content', amount: -200, counterparty: null, memo: null },
    { code: 'exchange', amount: -1_000, counterparty: null, memo: null },
  ] as const;
  let balance = opening;
  return Array.from({ length: count }, (_, at) => {
    const { code, amount, counterparty, memo } = kinds[at % kinds.length]!;
    balance += amount;
    const begin = Date.parse(october.begins_at);
    const moment = new Date(begin + (at + 1) * Math.floor((31 * 86_400_000) / (count + 1))).toISOString();
    return {
      number: String(at + 5),
      at: moment,
      event_at: moment,
      amount: pounds(amount),
      balance: pounds(balance),
      code,
      transfer: `trn_${1_000 + at}`,
      reference: code === 'pay' ? 'pay_7KQ2M9XDA4' : `trn_${1_000 + at}`,
      counterparty,
      memo,
      ...(code === 'exchange' && {
        exchanged: { counter: euros, rate: { one: pounds(0).asset, is: '1.18151', of: euros.asset } },
      }),
    };
  });
}

function accountSample(opening: number, count: number, more: Partial<StatementAccount>): StatementAccount {
  const entries = entriesFrom(opening, count);
  const amounts = entries.map(({ amount }) => Number(amount.minor));
  const sum = (of: number[]) => pounds(Math.abs(of.reduce((all, one) => all + one, 0)));
  const credits = amounts.filter((amount) => amount > 0);
  const debits = amounts.filter((amount) => amount < 0);
  return {
    ...figures(pounds(0)),
    opening: pounds(opening),
    closing: entries.at(-1)?.balance ?? pounds(opening),
    credits: sum(credits),
    debits: sum(debits),
    credit_count: credits.length,
    debit_count: debits.length,
    entries,
    interest: [],
    ...more,
  };
}

/** A statement with something of everything. */
export const figuresSample = (of: StatementOf, count = 60): Statement => ({
  ...of,
  owner: { ...person('Alice Smith-Bérénger'), id: 'prs_7KQ2M9XDA4' },
  accounts: [
    accountSample(12_000, count, {
      interest: [
        ['2026-10-01', '2026-10-12', 12, 15_000, 'earned', 12_000, 592],
        ['2026-10-13', '2026-10-20', 8, 99_000, 'charged', -4_500, 976],
        ['2026-10-21', '2026-10-31', 11, 20_000, 'earned', 30_000, 1_808],
      ].map(([from, to, count_of, rate_ppm, side, average, minor]) => ({
        from: String(from),
        to: String(to),
        days: Number(count_of),
        rate_ppm: Number(rate_ppm),
        side: side as 'earned' | 'charged',
        average: pounds(Number(average)),
        interest: { minor: String(minor), asset: { code: 'GBP', exponent: 4 } },
      })),
    }),
    accountSample(50_000, 0, { id: 'acc_13', purpose: 'savings' }),
  ],
});
