import type { HoldingView, InvestRefusals } from '../../../../core/index.ts';
import { action, at, evil, huge, person, type RefusalSamples, type Samples } from './kit.ts';

const pounds = { code: 'GBP', exponent: 2 };
const acme = { code: 'ACME', exponent: 6 };
const gilts = { code: 'GILTS', exponent: 6 };
const loss = { ...huge, minor: `-${huge.minor}` };
const gbp = (minor: number) => ({ minor: String(minor), asset: pounds });

const traded = {
  reference: 'trd_7KQ2M9XDA4',
  name: 'Acme plc',
  units: { minor: '2000000', asset: acme },
  total: gbp(2513),
  fee: gbp(13),
  fee_bps: 50,
  price: gbp(1250),
};
const most = {
  reference: 'R',
  name: evil,
  units: huge,
  total: huge,
  fee: huge,
  fee_bps: 1_000,
  price: huge,
};
const buttons = [
  { ...action, action: 'invest_accept' as const },
  { ...action, action: 'invest_cancel' as const },
];
const open = { until: at, seconds: 60 };
const price = { of: gbp(1250), since: at };
const fed = { ...price, fed: true as const };
const stale = { ...fed, stale: true as const };

const holdings: HoldingView[] = [
  {
    name: 'Acme plc',
    units: { minor: '2500000', asset: acme },
    cost: gbp(2513),
    average: { minor: '100520', asset: { code: 'GBP', exponent: 4 } },
    price,
    value: gbp(3125),
    unrealised: gbp(612),
    realised: gbp(0),
    dividends: gbp(24),
  },
  {
    name: 'World Equity Fund',
    units: { minor: '12', asset: { code: 'WORLD', exponent: 0 } },
    cost: gbp(120_00),
    average: gbp(10_00),
    price: { of: gbp(890), since: at },
    value: gbp(106_80),
    unrealised: gbp(-13_20),
    realised: gbp(4_20),
    dividends: gbp(0),
  },
  {
    name: 'GONE',
    units: { minor: '0', asset: { code: 'GONE', exponent: 0 } },
    cost: gbp(0),
    average: null,
    price,
    value: gbp(0),
    unrealised: gbp(0),
    realised: gbp(-3_10),
    dividends: gbp(0),
  },
];
const most_held: HoldingView = {
  name: evil,
  units: huge,
  cost: huge,
  average: huge,
  price: { of: huge, since: at, fed: true, stale: true },
  value: huge,
  unrealised: loss,
  realised: huge,
  dividends: huge,
};

export const investments: Samples<
  | 'price_doubted'
  | 'invest_market'
  | 'invest_quote'
  | 'invest_traded'
  | 'portfolio'
  | 'invest_listings'
  | 'dividend_paid'
  | 'invest_dividends'
> = {
  price_doubted: [
    {
      ...{ kind: 'price_doubted', asset: 'ACME', name: 'Acme plc', at },
      ...{ before: gbp(9850), said: [gbp(19700)] },
    },
    { kind: 'price_doubted', asset: 'A'.repeat(12), name: evil, at, before: huge, said: [huge, huge] },
  ],
  invest_market: [
    { kind: 'invest_market', fee_bps: 50, assets: [] },
    {
      kind: 'invest_market',
      fee_bps: 50,
      assets: [
        { asset: 'ACME', name: 'Acme plc', price },
        { asset: 'GILTS', name: 'Gilts Fund', price: stale },
      ],
    },
    {
      kind: 'invest_market',
      fee_bps: 0,
      assets: Array.from({ length: 40 }, () => ({
        asset: huge.asset.code,
        name: evil,
        price: { of: huge, since: at, fed: true, stale: true },
      })),
    },
  ],
  invest_quote: (['open', 'executed', 'cancelled', 'expired'] as const).flatMap((state) =>
    (['buy', 'sell'] as const).flatMap((side) => [
      { kind: 'invest_quote' as const, ...traded, ...open, side, state, actions: [...buttons] },
      { kind: 'invest_quote' as const, ...most, ...open, side, state, actions: [...buttons], renewed: true },
    ]),
  ),
  invest_traded: (['buy', 'sell'] as const).flatMap((side) => [
    {
      kind: 'invest_traded' as const,
      ...traded,
      side,
      balances: [traded.units, gbp(7487)],
      gain: side === 'sell' ? gbp(612) : null,
    },
    { kind: 'invest_traded' as const, ...traded, fee: gbp(0), side, balances: [], gain: gbp(0) },
    { kind: 'invest_traded' as const, ...most, side, balances: [huge, huge], gain: loss },
  ]),
  portfolio: [
    { kind: 'portfolio', person: person('Alice'), holdings: [], totals: [] },
    {
      kind: 'portfolio',
      person: person('Alice'),
      holdings,
      totals: [
        {
          cost: gbp(145_13),
          value: gbp(138_05),
          unrealised: gbp(-7_08),
          realised: gbp(1_10),
          dividends: gbp(24),
        },
      ],
    },
    {
      kind: 'portfolio',
      person: person('Alice'),
      holdings: [
        { ...holdings[0]!, price: null, value: null, unrealised: null },
        { ...holdings[0]!, price: stale },
      ],
      totals: [{ cost: gbp(0), value: gbp(0), unrealised: gbp(0), realised: gbp(0), dividends: gbp(0) }],
    },
    {
      kind: 'portfolio',
      person: person('Alice'),
      holdings: Array.from({ length: 40 }, () => most_held),
      totals: Array.from({ length: 3 }, () => ({
        cost: huge,
        value: huge,
        unrealised: loss,
        realised: huge,
        dividends: huge,
      })),
    },
  ],
  dividend_paid: [
    {
      kind: 'dividend_paid',
      reference: 'div_7KQ2M9XDA4',
      asset: 'ACME',
      name: 'Acme plc',
      units: traded.units,
      record: '2026-12-01',
      amount: gbp(24),
      balance: gbp(7511),
    },
    {
      kind: 'dividend_paid',
      reference: 'R',
      asset: huge.asset.code,
      name: evil,
      units: huge,
      record: '2026-12-01',
      amount: huge,
      balance: huge,
    },
  ],
  invest_dividends: [
    { kind: 'invest_dividends', done: null, dividends: [] },
    ...(['declared', 'cancelled'] as const).map((act) => ({
      kind: 'invest_dividends' as const,
      done: { reference: 'div_7KQ2M9XDA4', act },
      dividends: [
        {
          reference: 'div_7KQ2M9XDA4',
          asset: 'ACME',
          name: 'Acme plc',
          per_unit: gbp(12),
          total: null,
          record: '2026-12-01',
          pay: '2026-12-05',
          state: act,
          units: null,
        },
      ],
    })),
    {
      kind: 'invest_dividends',
      done: null,
      dividends: (['recorded', 'paid'] as const).flatMap((state) =>
        Array.from({ length: 20 }, () => ({
          reference: 'div_7KQ2M9XDA4',
          asset: huge.asset.code,
          name: evil,
          per_unit: null,
          total: huge,
          record: '2026-12-01',
          pay: '2026-12-05',
          state,
          units: huge,
        })),
      ),
    },
  ],
  invest_listings: [
    { kind: 'invest_listings', done: null, assets: [] },
    ...(['defined', 'priced', 'sourced', 'issued', 'redeemed'] as const).map((act) => ({
      kind: 'invest_listings' as const,
      done: { asset: 'ACME', act },
      assets: [
        {
          asset: 'ACME',
          name: 'Acme plc',
          kind: 'security' as const,
          quote: 'GBP',
          source: act === 'sourced' ? ('feed' as const) : ('operator' as const),
          price,
          coming: [{ of: gbp(1300), from: at }],
          issued: { minor: '1000000000', asset: acme },
          left: { minor: '998000000', asset: acme },
        },
      ],
    })),
    {
      kind: 'invest_listings',
      done: null,
      assets: [fed, stale, price, null].map((price) => ({
        asset: 'GILTS',
        name: 'Gilts Fund',
        kind: 'security' as const,
        quote: 'GBP',
        source: 'feed' as const,
        price,
        coming: [],
        issued: { minor: '1000000000', asset: gilts },
        left: { minor: '998000000', asset: gilts },
      })),
    },
    {
      kind: 'invest_listings',
      done: null,
      assets: (['security', 'crypto', 'commodity', 'other'] as const).flatMap((kind) =>
        Array.from({ length: 4 }, () => ({
          asset: huge.asset.code,
          name: evil,
          kind,
          quote: 'GBP',
          source: 'feed' as const,
          price: null,
          coming: Array.from({ length: 3 }, () => ({ of: huge, from: at })),
          issued: huge,
          left: huge,
        })),
      ),
    },
  ],
};

export const investRefusals: RefusalSamples<keyof InvestRefusals> = {
  asset_unknown: { text: evil, known: ['ACME', 'WORLD'] },
  asset_missing: {},
  not_a_currency: { asset: 'ACME' },
  asset_dealt_in: { asset: 'ACME', quote: 'GBP' },
  asset_without_price: { asset: 'ACME', source: 'feed' },
  price_stale: { asset: 'ACME', since: at },
  feed_missing: {},
  trade_too_small: { asset: 'ACME' },
  units_insufficient: { needed: huge, available: huge },
  asset_code_unfit: { text: evil },
  asset_defined: { asset: 'ACME' },
  asset_defined_priced: { asset: 'ACME', price: huge },
  asset_decimals_unfit: { text: '19' },
  price_unfit: { text: evil },
  price_backdated: { from: at },
  issue_short: { available: huge },
  dividend_dates_missing: {},
  dividend_dates_unfit: { record: '2026-12-05', pay: '2026-12-01' },
  dividend_declared: { asset: 'ACME', reference: 'div_7KQ2M9XDA4' },
  dividend_unknown: { reference: evil },
  dividend_over: { reference: 'div_7KQ2M9XDA4' },
};
