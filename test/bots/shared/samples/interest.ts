import { everyone, evil, huge, type RefusalSamples, type Samples } from './kit.ts';

const day = '2026-03-01';

export const bearing = {
  asset: 'WEIRDTOKEN',
  purpose: 'wallet',
  credit_line: huge,
  earned_ppm: 123_456,
  charged_ppm: 1_000_000,
  earned: huge,
  charged: huge,
} as const;

const segment = { from: day, to: day, days: 1, rate_ppm: 42_500, average: huge, interest: huge };

export const interest: Samples<
  | 'interest'
  | 'interest_posted'
  | 'credit_line'
  | 'bank_rates'
  | 'bank_credit'
  | 'bank_tier'
  | 'bank_tiers'
  | 'savings'
> = {
  interest: [
    { kind: 'interest', month: day, accounts: [], person: everyone },
    ...[null, { earned: huge, charged: huge }].map((posted) => ({
      kind: 'interest' as const,
      month: day,
      person: everyone,
      accounts: [
        {
          ...bearing,
          posted,
          segments: Array.from({ length: 12 }, (_, at) => ({
            ...segment,
            to: at % 2 === 0 ? day : '2026-03-31',
            side: at % 2 === 0 ? ('earned' as const) : ('charged' as const),
          })),
        },
        {
          ...bearing,
          purpose: 'savings' as const,
          posted,
          segments: [{ ...segment, side: 'earned' as const }],
        },
      ],
    })),
  ],
  interest_posted: (['wallet', 'savings'] as const).flatMap((purpose) =>
    [huge, { ...huge, minor: '0' }].map((earned) => ({
      kind: 'interest_posted' as const,
      month: day,
      purpose,
      earned,
      charged: huge,
      after: huge,
    })),
  ),
  credit_line: [
    { kind: 'credit_line', line: huge, after: { ...huge, minor: `-${huge.minor}9` } },
    { kind: 'credit_line', line: { ...huge, minor: '0' }, after: huge },
  ],
  bank_rates: [
    { kind: 'bank_rates', rates: [] },
    {
      kind: 'bank_rates',
      rates: (['credit_balance', 'debit_balance', 'savings'] as const).map((kind, at) => ({
        asset: 'WEIRDTOKEN',
        kind,
        rate_ppm: 123_456,
        effective_from: day,
        in_force: at > 0,
      })),
    },
  ],
  bank_credit: [huge, { ...huge, minor: '0' }].map((line) => ({
    kind: 'bank_credit',
    person: everyone,
    line,
    tier: 'a'.repeat(20),
    granted: line === huge ? huge : null,
    reference: 'R',
  })),
  bank_tier: [[], [huge]].map((lines) => ({
    kind: 'bank_tier',
    person: everyone,
    tier: 'a'.repeat(20),
    lines,
    reference: 'R',
  })),
  bank_tiers: [
    { kind: 'bank_tiers', tiers: [] },
    { kind: 'bank_tiers', tiers: [{ tier: 'a'.repeat(20), line: huge }] },
  ],
  savings: [
    { kind: 'savings', pots: [], moved: null, person: everyone },
    ...[1, 2].flatMap((count) =>
      (['save', 'unsave'] as const).map((direction, at) => ({
        kind: 'savings' as const,
        pots: Array.from({ length: count }, () => ({
          saved: huge,
          goal: { target: at === 0 ? huge : { ...huge, minor: `${huge.minor}0` }, name: evil },
          rate_ppm: 42_500,
          earned: huge,
        })),
        moved: at === 0 ? null : { direction, amount: huge, balance: huge, reference: 'R' },
        person: everyone,
      })),
    ),
    ...(['save', 'unsave'] as const).map((direction) => ({
      kind: 'savings' as const,
      pots: [{ saved: huge, goal: null, rate_ppm: 0, earned: { ...huge, minor: '0' } }],
      moved: { direction, amount: huge, balance: huge, reference: 'R' },
      person: everyone,
    })),
  ],
};

export const interestRefusals: RefusalSamples<
  | 'rate_unclear'
  | 'rate_backdated'
  | 'tier_unclear'
  | 'link_in_debt'
  | 'savings_in_debt'
  | 'savings_insufficient'
  | 'unsave_insufficient'
  | 'nothing_saved'
  | 'goal_without_target'
> = {
  rate_unclear: { text: evil },
  rate_backdated: { from: day, earliest: day },
  tier_unclear: { text: evil },
  link_in_debt: {},
  savings_in_debt: { owed: huge },
  savings_insufficient: { needed: huge, available: huge, credit: true },
  unsave_insufficient: { needed: huge, saved: huge },
  nothing_saved: {},
  goal_without_target: {},
};
