import type { ExchangeRefusals } from '../../../../core/index.ts';
import { action, at, crowd, everyone, evil, huge, person, type RefusalSamples, type Samples } from './kit.ts';

const pounds = { code: 'GBP', exponent: 2 };
const euros = { code: 'EUR', exponent: 2 };
const rate = { one: pounds, is: '1.18151', of: euros };
const weird = { one: huge.asset, is: '0.000000000123456', of: huge.asset };

const quoted = {
  reference: 'fxq_7KQ2M9XDA4',
  sold: { minor: '2000', asset: pounds },
  bought: { minor: '2351', asset: euros },
  spread: { minor: '10', asset: pounds },
  spread_bps: 50,
  rate,
};
const most = { reference: 'R', sold: huge, bought: huge, spread: huge, spread_bps: 1_000, rate: weird };

const buttons = [
  { ...action, action: 'exchange_accept' as const },
  { ...action, action: 'exchange_cancel' as const },
];
const open = { state: 'open', until: at, seconds: 60, memo: null, payees: [], actions: buttons } as const;

export const exchange: Samples<
  'rates_doubted' | 'exchange_quote' | 'exchanged' | 'exchange_receipt' | 'exchange_rates' | 'exchange_desk'
> = {
  rates_doubted: [
    {
      ...{ kind: 'rates_doubted', source: 'ecb', asset: 'USD', before: '1.0696' },
      ...{ said: '1.6045', date: '2026-03-02', until: at },
    },
    {
      ...{ kind: 'rates_doubted', source: evil, asset: 'ZWL', before: `${'9'.repeat(12)}.${'9'.repeat(12)}` },
      ...{ said: '0.000000000001', date: '2026-03-02', until: at },
    },
  ],
  exchange_quote: (['open', 'executed', 'cancelled', 'expired'] as const).flatMap((state) => [
    { kind: 'exchange_quote', ...quoted, ...open, actions: [...buttons], payees: [], state },
    {
      kind: 'exchange_quote',
      ...quoted,
      ...open,
      actions: [],
      payees: [person('Bob')],
      memo: 'lunch',
      state,
    },
    { kind: 'exchange_quote', ...most, ...open, actions: [...buttons], payees: crowd, memo: evil, state },
    {
      kind: 'exchange_quote',
      ...most,
      ...open,
      actions: [...buttons],
      payees: crowd.slice(0, 2),
      memo: evil,
      state,
      renewed: true,
      seconds: 1,
    },
  ]),
  exchanged: [
    { kind: 'exchanged', ...quoted, balances: [quoted.sold, quoted.bought] },
    { kind: 'exchanged', ...quoted, spread: { minor: '0', asset: pounds }, balances: [] },
    { kind: 'exchanged', ...most, balances: [huge, huge] },
  ],
  exchange_receipt: [
    { kind: 'exchange_receipt', ...quoted, payer: person('Alice') },
    { kind: 'exchange_receipt', ...most, payer: everyone },
  ],
  exchange_rates: [
    { kind: 'exchange_rates', source: 'ecb', date: at, stale: false, spread_bps: 50, rates: [rate] },
    {
      kind: 'exchange_rates',
      source: 'fixed',
      date: at,
      stale: true,
      spread_bps: 0,
      rates: Array.from({ length: 40 }, () => weird),
    },
    {
      kind: 'exchange_rates',
      source: 'elsewhere',
      date: at,
      stale: true,
      spread_bps: 0,
      rates: Array.from({ length: 11 }, () => weird),
    },
  ],
  exchange_desk: [
    { kind: 'exchange_desk', source: null, date: null, stale: true, spread_bps: 50, assets: [] },
    {
      kind: 'exchange_desk',
      source: 'ecb',
      date: at,
      stale: true,
      spread_bps: 1,
      assets: Array.from({ length: 40 }, () => ({
        liquidity: huge,
        income: huge,
        person_a_day: huge,
        house_a_day: huge,
      })),
    },
  ],
};

export const exchangeRefusals: RefusalSamples<keyof ExchangeRefusals> = {
  exchange_closed: {},
  rates_stale: { date: at },
  exchange_same: { asset: 'GBP' },
  exchange_to_missing: { asset: 'EUR' },
  exchange_no_rate: { asset: 'VND' },
  exchange_too_small: { sold: huge, asset: 'GBP' },
  quote_expired: {},
  quote_unknown: {},
  liquidity_low: { asset: 'EUR' },
  exposure_limit: { whose: 'house', left: huge },
  exchange_stock_short: { available: huge },
};
