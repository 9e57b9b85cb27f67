import type { NoticeOf, RequestRefusals, RequestState } from '../../../../core/index.ts';
import { at, crowd, everyone, evil, huge, person, type RefusalSamples, type Samples } from './kit.ts';

const pounds = (minor: string) => ({ minor, asset: { code: 'GBP', exponent: 2 } });
const [alice, bob] = [person('Alice'), person('Bob')];

export const requestRefusals: RefusalSamples<keyof RequestRefusals> = {
  request_how: {},
  request_unknown: { text: evil },
  request_over: { state: 'given_back' },
  request_too_much: { remaining: huge },
  request_currency: { asset: 'WEIRDTOKEN' },
  request_reminded: { again_at: at },
  request_part_how: { reference: 'req_7KQ2M9XDA4', remaining: huge },
  requests_too_many: { limit: 100 },
};

/** An ordinary one, but for what is said. */
export const request = (more: Partial<NoticeOf<'request'>> = {}): NoticeOf<'request'> => ({
  kind: 'request',
  reference: 'req_7KQ2M9XDA4',
  asker: alice,
  lines: [{ payer: bob, amount: pounds('1200'), paid: pounds('0'), given_back: null, state: 'open' }],
  total: pounds('1200'),
  paid: pounds('0'),
  given_back: null,
  remaining: pounds('1200'),
  memo: 'taxi',
  state: 'open',
  at,
  expires_at: '2025-12-06T21:05:00.000Z',
  actions: [],
  ...more,
});

const states: RequestState[] = [
  'open',
  'part',
  'paying',
  'paid',
  'declined',
  'cancelled',
  'expired',
  'given_back',
  'part_ended',
  'ended',
];

const actions = (['pay', 'pay_part', 'decline', 'remind', 'cancel'] as const).map((action) => ({
  action,
  intent: 'i'.repeat(32),
}));
const lines = crowd.map((payer) => ({
  payer,
  amount: huge,
  paid: huge,
  given_back: huge,
  state: 'part' as const,
}));
const item = {
  reference: 'req_7KQ2M9XDA4',
  people: crowd,
  remaining: huge,
  given_back: huge,
  memo: evil,
  expires_at: at,
  intent: 'i'.repeat(32),
};

export const requestSamples: Samples<
  'request' | 'requests' | 'request_declined' | 'request_expired' | 'request_done'
> = {
  request: states.flatMap((state) => [
    request({
      state,
      lines,
      asker: everyone,
      total: huge,
      paid: huge,
      given_back: huge,
      remaining: huge,
      memo: evil,
      actions,
    }),
    request({ state, to: 'payer', reminder: true, actions }),
    request({
      state,
      given_back: pounds('400'),
      lines: [{ ...request().lines[0]!, given_back: pounds('400') }],
    }),
    request({ state, to: 'asker', lines: [{ ...lines[0]!, payer: null }], memo: null }),
  ]),
  requests: [
    { kind: 'requests', owes: [], owed: [] },
    { kind: 'requests', owes: Array(30).fill(item), owed: Array(30).fill({ ...item, people: [] }) },
  ],
  request_declined: [{ kind: 'request_declined', reference: 'R', payer: everyone, amount: huge, memo: evil }],
  request_expired: (['asker', 'payer'] as const).map((to) => ({
    kind: 'request_expired',
    reference: 'R',
    to,
    asker: everyone,
    payers: crowd,
    amount: huge,
    memo: evil,
  })),
  request_done: (['declined', 'cancelled', 'reminded'] as const).map((did) => ({
    kind: 'request_done',
    did,
  })),
};
