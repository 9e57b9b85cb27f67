import type {
  NoticeOf,
  Repeat,
  StandingAct,
  StandingRefusals,
  StandingState,
  StandingWhy,
} from '../../../../core/index.ts';
import { at, everyone, evil, huge, person, type RefusalSamples, type Samples } from './kit.ts';

const pounds = (minor: string) => ({ minor, asset: { code: 'GBP', exponent: 2 } });
const zone = 'America/Argentina/ComodRivadavia';

export const standingRefusals: RefusalSamples<keyof StandingRefusals> = {
  standing_how: {},
  standing_when: {},
  standing_which_day: { unit: 'month' },
  standing_twice: { text: '24 December 2027' },
  standing_past: {},
  standing_until: {},
  standing_horizon: { years: 5 },
  standing_interval: {},
  standing_count: { limit: 1000 },
  standing_one_payee: {},
  standing_unknown: { text: evil },
  standing_state: { state: 'paused' },
  standing_run_over: { state: 'skipped' },
  standings_too_many: { limit: 50 },
};

export const repeats: (Repeat | null)[] = [
  null,
  { unit: 'day', every: 1, on: null, count: null, until: null },
  {
    unit: 'week',
    every: 2,
    on: { by: 'weekdays', weekdays: [1, 2, 3, 4, 5, 6, 7] },
    count: 1000,
    until: '2031-12-31',
  },
  { unit: 'month', every: 366, on: { by: 'nth', nth: -1, weekday: 3 }, count: 1, until: null },
  { unit: 'month', every: 1, on: { by: 'day', day: 31 }, count: null, until: '2031-12-31' },
  { unit: 'month', every: 1, on: { by: 'day', day: 1 }, count: 12, until: null },
  { unit: 'year', every: 1, on: null, count: null, until: null },
];

const intent = 'i'.repeat(32);
const worst = { payee: everyone, amount: huge, memo: evil, zone };
const plain = { payee: person('Bob'), amount: pounds('5000'), memo: 'rent', zone: 'Europe/London' };
const next = [at, at, at];
const reference = 'sto_7KQ2M9XDA4';
const states: StandingState[] = ['active', 'paused'];
const reasons: { state: StandingState; why: StandingWhy | null }[] = [
  { state: 'active', why: null },
  ...(['asked', 'payer', 'payee', 'unclaimed', 'refused'] as const).map((why) => ({
    state: 'paused' as const,
    why,
  })),
  ...(['asked', 'finished', 'self'] as const).map((why) => ({ state: 'ended' as const, why })),
];
const actsOf = (state: StandingState) => {
  const acts: Record<StandingState, StandingAct[]> = {
    active: ['pause', 'skip', 'end'],
    paused: ['resume', 'end'],
    ended: [],
  };
  return acts[state].map((action) => ({ action, intent }));
};

/** An ordinary one, but for what is said. */
export const proposed = (
  more: Partial<NoticeOf<'standing_proposed'>> = {},
): NoticeOf<'standing_proposed'> => ({
  kind: 'standing_proposed',
  ...plain,
  repeat: repeats[5]!,
  next,
  actions: (['create', 'cancel'] as const).map((action) => ({ action, intent })),
  ...more,
});

export const standings: Samples<
  | 'standing_proposed'
  | 'standing'
  | 'standings'
  | 'standing_failed'
  | 'standing_stopped'
  | 'standing_done'
  | 'standing_receipt'
> = {
  standing_proposed: [
    ...repeats.flatMap((repeat) => [proposed({ repeat }), proposed({ ...worst, repeat })]),
    proposed({ ...worst, assumes_zone: true }),
    proposed({ zone: 'UTC', assumes_zone: true }),
    proposed({ answer: 'cancelled', actions: [], next: [] }),
  ],
  standing: [
    ...reasons.flatMap(({ state, why }) => [
      {
        kind: 'standing' as const,
        reference,
        ...worst,
        repeat: repeats[2]!,
        state,
        why,
        next: state === 'active' ? next : [],
        paid: 1000,
        actions: actsOf(state),
      },
      {
        kind: 'standing' as const,
        reference,
        ...plain,
        repeat: null,
        state,
        why,
        next: [],
        paid: 1,
        actions: [],
      },
    ]),
    ...[repeats[5]!, null].map((repeat) => ({
      kind: 'standing' as const,
      reference,
      ...plain,
      repeat,
      state: 'active' as const,
      why: null,
      next: repeat === null ? [at] : next,
      paid: 0,
      actions: actsOf('active'),
      isNew: true as const,
    })),
  ],
  standings: [
    { kind: 'standings', items: [], from: 0, all: 0, more: null },
    ...[0, 4, 46].map((from) => ({
      kind: 'standings' as const,
      items: Array.from({ length: 4 }, (_, index) => ({
        ...worst,
        repeat: repeats[(from + index) % repeats.length]!,
        reference,
        state: states[index % 2]!,
        next: index % 2 === 0 ? at : null,
        intent,
      })),
      from,
      all: 50,
      more: from === 46 ? null : intent,
    })),
  ],
  standing_failed: (['due', 'placed', 'skipped'] as const).flatMap((state) =>
    [worst, { ...plain, memo: null }].map((view) => ({
      kind: 'standing_failed' as const,
      reference,
      ...view,
      repeat: null,
      due_at: at,
      state,
      retry_at: state === 'due' ? at : null,
      actions: state === 'due' ? (['pay', 'skip'] as const).map((action) => ({ action, intent })) : [],
    })),
  ),
  standing_stopped: (
    [
      ['skipped', 'funds'],
      ['paused', 'payer'],
      ['paused', 'payee'],
      ['paused', 'unclaimed'],
      ['paused', 'refused'],
      ['ended', 'self'],
    ] as const
  ).flatMap(([did, why]) =>
    [worst, plain].map((view) => ({
      kind: 'standing_stopped' as const,
      reference,
      ...view,
      repeat: null,
      did,
      why,
      due_at: at,
      next: did === 'skipped' ? next : [],
    })),
  ),
  standing_done: (['paid', 'skipped'] as const).map((did) => ({ kind: 'standing_done', did })),
  standing_receipt: repeats.flatMap((repeat) =>
    [0, 1, 1000].flatMap((missed) =>
      [true, false].map((first) => ({
        kind: 'standing_receipt' as const,
        reference,
        first,
        repeat,
        amount: huge,
        missed,
      })),
    ),
  ),
};
