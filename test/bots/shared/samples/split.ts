import type {
  NoticeOf,
  PersonView,
  SplitMode,
  SplitRefusals,
  SplitShare,
  SplitState,
} from '../../../../core/index.ts';
import { action, at, crowd, everyone, evil, huge, person, type RefusalSamples, type Samples } from './kit.ts';

const pounds = (minor: number) => ({ minor: String(minor), asset: { code: 'GBP', exponent: 2 } });
const [alice, bob, carol] = [person('Alice'), person('Bob'), person('Carol')];

const third = (person: PersonView, state: SplitShare['state']): SplitShare => {
  const amount = pounds(2000);
  return { person, amount, weight: '1', state, remaining: amount, given_back: null };
};

/** An ordinary one, but for what is said. */
export const split = (more: Partial<NoticeOf<'split'>> = {}): NoticeOf<'split'> => ({
  kind: 'split',
  reference: 'spl_K7Q2M9XDA4',
  owner: alice,
  mode: 'equal',
  total: pounds(6000),
  memo: 'dinner',
  state: 'open',
  shares: [third(alice, 'own'), third(bob, 'open'), third(carol, 'open')],
  at,
  expires_at: '2025-12-22T21:05:00.000Z',
  actions: [],
  ...more,
});

const states: SplitState[] = ['open', 'locked', 'settled', 'cancelled', 'expired'];
const modes: SplitMode[] = ['equal', 'shares', 'percent', 'exact', 'items'];
const shareStates = ['own', 'open', 'pending', 'paid'] as const;
const actions = (['split_pay', 'split_join', 'split_leave', 'split_lock', 'split_cancel'] as const).map(
  (name) => ({ ...action, action: name }),
);
const many = crowd.slice(0, 21).map(
  (one, n): SplitShare => ({
    person: one,
    amount: huge,
    weight: '9'.repeat(38),
    state: shareStates[n % 4]!,
    remaining: huge,
    given_back: n % 2 === 0 ? huge : null,
  }),
);

export const splitRefusals: RefusalSamples<keyof SplitRefusals> = {
  split_unclear: {},
  split_mixed: {},
  split_twice: { person: evil },
  split_sum: { given: huge, total: huge },
  split_percent: { given: '99999.99' },
  split_nobody: {},
  split_not_in: {},
  split_own: {},
  split_locked: {},
  split_closed: {},
  split_changed: {},
  split_paid: {},
};

export const splits: Samples<'split' | 'split_list' | 'split_expired'> = {
  split: states.flatMap((state) => [
    split({ state, actions }),
    split({
      state,
      shares: [
        third(alice, 'own'),
        { ...third(bob, 'open'), given_back: pounds(500), remaining: pounds(500) },
      ],
    }),
    split({ state, shares: split().shares.slice(0, 1), actions, memo: null }),
    ...modes.map((mode) =>
      split({ state, mode, owner: everyone, total: huge, memo: evil, shares: many, actions }),
    ),
  ]),
  split_list: [
    { kind: 'split_list', entries: [], actions: [] },
    {
      kind: 'split_list',
      entries: Array.from({ length: 12 }, (_, n) => ({
        reference: 'spl_K7Q2M9XDA4',
        owner: everyone,
        memo: evil,
        total: huge,
        owes: n % 3 === 0 ? huge : null,
        missing: n % 3 === 1 ? huge : null,
        given_back: n % 2 === 1 ? huge : null,
        at,
      })),
      actions: Array(4).fill({ ...action, action: 'split_pay' }),
    },
  ],
  split_expired: [
    { kind: 'split_expired', reference: 'R', memo: evil, missing: huge, people: crowd },
    { kind: 'split_expired', reference: 'R', memo: null, missing: pounds(0), people: [] },
  ],
};
