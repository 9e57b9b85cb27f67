import type { DropRefusals, NoticeOf } from '../../../../core/index.ts';
import { at, crowd, everyone, evil, huge, person, type RefusalSamples, type Samples } from './kit.ts';

const pounds = (minor: number) => ({ minor: String(minor), asset: { code: 'GBP', exponent: 2 } });

/** An ordinary one, but for what is said. */
export const drop = (more: Partial<NoticeOf<'drop'>> = {}): NoticeOf<'drop'> => ({
  kind: 'drop',
  reference: 'drp_7KQ2M9XDA4',
  giver: person('Alice'),
  total: pounds(2000),
  left: pounds(1500),
  shares: 4,
  mode: 'random',
  memo: 'the winners',
  state: 'open',
  at,
  ends_at: '2025-11-23T21:05:00.000Z',
  claims: [{ person: person('Bob'), amount: pounds(500) }],
  actions: [
    { action: 'drop_claim', intent: 'i_claim' },
    { action: 'drop_cancel', intent: 'i_cancel' },
  ],
  ...more,
});

const claims = crowd.map((claimer, index) => ({
  person: claimer,
  amount: huge,
  ...(index === 0 && { best: true as const }),
}));
const buttons = { action: 'drop_claim' as const, intent: 'i'.repeat(32) };

export const drops: Samples<
  'drop' | 'drop_unsent' | 'drop_claimed' | 'drop_gone' | 'drop_taken_back' | 'drop_returned' | 'drop_rules'
> = {
  drop: (['open', 'emptied', 'expired', 'cancelled'] as const).flatMap((state) =>
    (['random', 'even'] as const).flatMap((mode) => [
      drop({
        state,
        mode,
        memo: evil,
        giver: everyone,
        total: { ...huge, minor: `9${huge.minor}` },
        left: huge,
        shares: 100,
        claims,
        actions: Array(9).fill(buttons),
      }),
      drop({ state, mode, memo: null, shares: 1, claims: [] }),
    ]),
  ),
  drop_unsent: (['asked', 'refused'] as const).map((state) => ({
    kind: 'drop_unsent',
    giver: everyone,
    total: huge,
    state,
  })),
  drop_claimed: [true, false].map((again) => ({ kind: 'drop_claimed', amount: huge, again })),
  drop_gone: [1, 100].map((shares) => ({ kind: 'drop_gone', shares })),
  drop_taken_back: [{ kind: 'drop_taken_back', amount: huge }],
  drop_returned: [0, 99].map((taken) => ({
    kind: 'drop_returned',
    reference: 'R',
    amount: huge,
    balance: huge,
    taken,
    shares: 100,
  })),
  drop_rules: [
    { kind: 'drop_rules', account_age_ms: 7 * 86_400_000, member_age_ms: 3_600_000, claims_a_day: 1000 },
    { kind: 'drop_rules', account_age_ms: 0, member_age_ms: 0, claims_a_day: null },
  ],
};

export const dropRefusals: RefusalSamples<keyof DropRefusals> = {
  drop_incomplete: {},
  drop_unexpected: { text: evil },
  drop_shares_invalid: { text: evil, limit: 100 },
  drop_too_small: { total: huge, shares: 100 },
  drop_duration_invalid: { shortest_ms: 60_000, longest_ms: 7 * 86_400_000 },
  drop_needs_group: {},
  drop_own: {},
  drop_account_too_new: { needs_ms: 7 * 86_400_000 },
  drop_member_too_new: { needs_ms: 90_000 },
  drop_claims_exhausted: { limit: 1 },
};
