/** Assets beside money: what operators may define and what people may ask, and what they are told. */
import type { NoticeAction, Origin, PersonView } from '../common.ts';
import type { Money } from '../money.ts';
import type { Identity } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';

export const ASSET_KINDS = ['security', 'crypto', 'commodity', 'other'] as const;
export type AssetKind = (typeof ASSET_KINDS)[number];

/** Whose prices an asset goes by: those that operators set, or those that a feed says. */
export const PRICE_SOURCES = ['operator', 'feed'] as const;
export type PriceSource = (typeof PRICE_SOURCES)[number];

export interface InvestService {
  /** What can be bought here, and at which prices. */
  market(): Promise<MarketNotice>;
  /** What somebody would give or get, for 60 s; the same event gets the same quote. */
  quote(by: Identity, request: TradeRequest): Promise<Result<TradeQuoteNotice>>;
  /** Carries a quote out, once, at exactly its amounts; again it says what was done. `quote_expired` when its time is over. */
  accept(by: Identity, reference: string, key: string): Promise<Result<TradedNotice>>;
  /** What somebody holds, what it has cost and what it is worth. Makes nobody. */
  portfolio(identity: Identity): Promise<PortfolioNotice>;
  /** For operators, here and below; `by` null: who stands at the machine itself. Every asset that was defined. */
  listings(by: Identity | null): Promise<Result<ListingsNotice>>;
  /** Once and for all; the same event, and the same definition again, find it as it is. Another price does not change it. */
  define(by: Identity | null, asset: NewAsset, key: string): Promise<Result<ListingsNotice>>;
  /** From a moment on, which is not before now. */
  setPrice(by: Identity | null, price: NewPrice, key: string): Promise<Result<ListingsNotice>>;
  /** By whom the prices of an asset are said from now on; its last price stays in force. `feed_missing` where there is no feed. */
  setSource(
    by: Identity | null,
    change: { asset: string; source: PriceSource },
    key: string,
  ): Promise<Result<ListingsNotice>>;
  /** Fetches prices from the feed, where it may have newer ones. Returns how many were stored. Never rejects for a feed that fails. */
  refresh(): Promise<number>;
  /** Those that were declared and are not over, and the last that are; the newest first. */
  dividends(by: Identity | null): Promise<Result<DividendsNotice>>;
  /** Shared out among whoever holds units when the record date ends, and paid on the pay date. Just the same once more is refused. */
  declare(by: Identity | null, dividend: NewDividend, key: string): Promise<Result<DividendsNotice>>;
  /** While its record date is not over. */
  cancelDividend(by: Identity | null, reference: string, key: string): Promise<Result<DividendsNotice>>;
  /** Units that come to be (or, negative, cease to be): what the house has to deal out of. */
  issue(
    by: Identity | null,
    issue: { asset: string; units: bigint },
    key: string,
  ): Promise<Result<ListingsNotice>>;
}

export interface TradeRequest {
  side: 'buy' | 'sell';
  asset: string;
  /** Minor units of the asset, or of what it is dealt in; all that is there can only be sold. */
  size: { units: bigint } | { worth: Money } | 'all';
  origin: Origin;
}

export interface NewAsset {
  /** 3 to 10 capital letters, which are no currency's. */
  code: string;
  name: string;
  /** 0 to 18. */
  exponent: number;
  kind: AssetKind;
  /** What it is dealt in: a currency; null for the community's. */
  quote: string | null;
  /** Of one whole unit, a decimal in whole units of that; null: none yet. */
  price: string | null;
  /** `operator` unless told. */
  source?: PriceSource;
}

export interface NewDividend {
  asset: string;
  /** What it is paid in: what the asset is dealt in, which null is, too. */
  currency: string | null;
  /** Of a whole unit, a decimal in whole units of the currency; or so much in all, in minor units. */
  amount: { per_unit: string } | { in_all: bigint };
  /** Days by the bank's clock, `YYYY-MM-DD`. The first is not over yet, the second comes after it. */
  record: string;
  pay: string;
}

export interface NewPrice {
  asset: string;
  price: string;
  /** A day, `YYYY-MM-DD`, from whose beginning by the bank's clock it counts; null: from now on. */
  from: string | null;
}

export interface InvestRefusals {
  /** Nothing that can be bought here. `known`: some that can. */
  asset_unknown: { text: string; known: string[] };
  /** Of what? */
  asset_missing: Record<never, never>;
  /** What is asked of it only money can do. */
  not_a_currency: { asset: string };
  /** It is dealt in another currency. */
  asset_dealt_in: { asset: string; quote: string };
  /** `source`: who would have to say one. */
  asset_without_price: { asset: string; source: PriceSource };
  /** The last one that the feed said is too old to deal at. `since`: the moment that it is of, ISO 8601. */
  price_stale: { asset: string; since: string };
  /** No feed is set up here. */
  feed_missing: Record<never, never>;
  /** Less than the smallest part of a unit, or nothing but the fee. */
  trade_too_small: { asset: string };
  units_insufficient: { needed: Money; available: Money };
  /** 3 to 10 letters, and no currency's. */
  asset_code_unfit: { text: string };
  /** It is there already, as something else. */
  asset_defined: { asset: string };
  /** It is there already, just so but for its price: `price`, or none so far. */
  asset_defined_priced: { asset: string; price: Money | null };
  asset_decimals_unfit: { text: string };
  price_unfit: { text: string };
  /** Prices of the past stay. ISO 8601. */
  price_backdated: { from: string };
  issue_short: { available: Money };
  dividend_dates_missing: Record<never, never>;
  /** The record date is over, or the pay date is not after it. */
  dividend_dates_unfit: { record: string; pay: string };
  /** Just the same has been declared, and not been cancelled. */
  dividend_declared: { asset: string; reference: string };
  dividend_unknown: { reference: string };
  /** Its record date is over, or it was cancelled. */
  dividend_over: { reference: string };
}

export type TradeState = 'open' | 'executed' | 'cancelled' | 'expired';

interface Traded {
  reference: string;
  side: 'buy' | 'sell';
  name: string;
  units: Money;
  /** What the person pays for it all, or gets for it. */
  total: Money;
  /** What of it is the house's, or was taken out before. */
  fee: Money;
  fee_bps: number;
  /** Of a whole unit, with as many decimals as it has. */
  price: Money;
}

/** Of a whole unit. */
export interface PriceView {
  of: Money;
  /** When it began; of a feed's the moment that it is of. ISO 8601. */
  since: string;
  /** A feed says it. */
  fed?: true;
  /** Too old to deal at. */
  stale?: true;
}

/** One asset that somebody has or had. */
export interface HoldingView {
  name: string;
  units: Money;
  /** What the units have cost, and a whole one on the average; null where there are none. */
  cost: Money;
  average: Money | null;
  /** Null: there is no price. */
  price: PriceView | null;
  value: Money | null;
  /** value − cost */
  unrealised: Money | null;
  /** What came for units that have gone, less what those had cost. */
  realised: Money;
  /** What was paid on its units. */
  dividends: Money;
}

export interface DividendView {
  reference: string;
  asset: string;
  name: string;
  /** Of a whole unit, with as many decimals as it has; null: so much in all. */
  per_unit: Money | null;
  /** What is paid in all: as it was declared, or as it came to by the units that there are; null: not known yet. */
  total: Money | null;
  /** `YYYY-MM-DD` */
  record: string;
  pay: string;
  state: 'declared' | 'cancelled' | 'recorded' | 'paid';
  /** Once it is recorded. */
  units: Money | null;
}

export interface ListingView {
  name: string;
  kind: AssetKind;
  quote: string;
  source: PriceSource;
  price: PriceView | null;
  /** Prices that are set already and not yet in force; the next few. */
  coming: { of: Money; from: string }[];
  issued: Money;
  /** What of it the house still has. */
  left: Money;
}

export type MarketNotice = Extract<InvestNotice, { kind: 'invest_market' }>;
export type TradeQuoteNotice = Extract<InvestNotice, { kind: 'invest_quote' }>;
export type TradedNotice = Extract<InvestNotice, { kind: 'invest_traded' }>;
export type PortfolioNotice = Extract<InvestNotice, { kind: 'portfolio' }>;
export type DividendsNotice = Extract<InvestNotice, { kind: 'invest_dividends' }>;
export type ListingsNotice = Extract<InvestNotice, { kind: 'invest_listings' }>;

export type InvestNotice =
  /** To operators, once until there is another price: the feed says one that is not believed, or two of one moment; `before` is the last one, at which nothing is dealt either. */
  | { kind: 'price_doubted'; asset: string; name: string; before: Money; said: Money[]; at: string }
  | {
      kind: 'invest_market';
      fee_bps: number;
      assets: { asset: string; name: string; price: PriceView }[];
    }
  /** To its person alone. `until`: ISO 8601. */
  | ({
      kind: 'invest_quote';
      state: TradeState;
      until: string;
      seconds: number;
      /** In the place of one whose time was over. */
      renewed?: true;
      actions: NoticeAction<'invest_accept' | 'invest_cancel'>[];
    } & Traded)
  | ({
      kind: 'invest_traded';
      /** Of the asset, and of the money, by now. */
      balances: Money[];
      /** Of a sale: what it brought, less what the units had cost. */
      gain: Money | null;
    } & Traded)
  | {
      kind: 'portfolio';
      person: PersonView;
      /** What is worth most first. */
      holdings: HoldingView[];
      /** By currency, the community's first; where something has no price it is not in `value`. */
      totals: { cost: Money; value: Money; unrealised: Money; realised: Money; dividends: Money }[];
    }
  | {
      kind: 'dividend_paid';
      reference: string;
      asset: string;
      name: string;
      /** Held when the record date ended. */
      units: Money;
      record: string;
      amount: Money;
      /** Of the wallet, by then. */
      balance: Money;
    }
  | {
      kind: 'invest_dividends';
      done: { reference: string; act: 'declared' | 'cancelled' } | null;
      dividends: DividendView[];
    }
  | {
      kind: 'invest_listings';
      /** What was just done with which of them. */
      done: { asset: string; act: 'defined' | 'priced' | 'sourced' | 'issued' | 'redeemed' } | null;
      assets: ({ asset: string } & ListingView)[];
    };
