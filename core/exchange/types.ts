/** Changing one asset into another: what may be asked, and what people are told. */
import type { NoticeAction, Origin, PersonView, QuotedRate } from '../common.ts';
import type { Money } from '../money.ts';
import type { Identity } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';

export interface ExchangeService {
  /** Today's rates, and how fresh they are. */
  rates(): Promise<Result<RatesNotice>>;
  /** What somebody would get for what they give, for 60 s; the same event gets the same quote. `to` null: the community's currency. */
  quote(by: Identity, request: QuoteRequest): Promise<Result<QuoteNotice>>;
  /** Carries a quote out, once, at exactly its amounts; again it says what was done. `quote_expired` when its time is over. */
  accept(by: Identity, reference: string, key: string): Promise<Result<ExchangedNotice>>;
  /** Fetches rates, where newer ones may be had. Returns how many sets were stored. Never rejects for a source that fails. */
  refresh(): Promise<number>;
  /** For operators: how the exchange stands. `by` null: who stands at the machine itself. */
  desk(by: Identity | null): Promise<Result<DeskNotice>>;
  /** Puts money of the cash desk into the exchange, or takes it out (a negative amount). */
  stock(
    by: Identity | null,
    change: { amount: bigint; asset: string },
    key: string,
  ): Promise<Result<DeskNotice>>;
  /** What operators set; what is not given stays. */
  setTerms(by: Identity | null, change: TermsChange, key: string): Promise<Result<DeskNotice>>;
}

export interface QuoteRequest {
  give: { amount: bigint; asset: string };
  to: string | null;
  origin: Origin;
}

export type TermsChange =
  /** Hundredths of a percent above the mid rate. */
  | { spread_bps: number }
  /** In 24 hours, in minor units of the asset; null: what is usual. */
  | { asset: string; person_a_day?: bigint | null; house_a_day?: bigint | null };

export interface ExchangeRefusals {
  /** There are no rates here. */
  exchange_closed: Record<never, never>;
  /** The last ones are too old to deal at. `date`: the day that they are of. */
  rates_stale: { date: string };
  exchange_same: { asset: string };
  /** Into which currency. */
  exchange_to_missing: { asset: string };
  /** A currency that nobody publishes a rate of. */
  exchange_no_rate: { asset: string };
  /** It comes to less than the smallest coin. */
  exchange_too_small: { sold: Money; asset: string };
  quote_expired: Record<never, never>;
  quote_unknown: Record<never, never>;
  /** The exchange has too little of it. */
  liquidity_low: { asset: string };
  /** `left`: what may still be changed within 24 hours; of one person, or of all together. */
  exposure_limit: { whose: 'person' | 'house'; left: Money };
  exchange_stock_short: { available: Money };
}

export type QuoteState = 'open' | 'executed' | 'cancelled' | 'expired';

/** What a quote says, and what came of it. */
interface Quoted {
  reference: string;
  sold: Money;
  bought: Money;
  /** What of `sold` is the exchange's. */
  spread: Money;
  spread_bps: number;
  rate: QuotedRate;
}

export type QuoteNotice = Extract<ExchangeNotice, { kind: 'exchange_quote' }>;
export type ExchangedNotice = Extract<ExchangeNotice, { kind: 'exchanged' }>;
export type RatesNotice = Extract<ExchangeNotice, { kind: 'exchange_rates' }>;
export type DeskNotice = Extract<ExchangeNotice, { kind: 'exchange_desk' }>;

export type ExchangeNotice =
  /** To operators, once: rates of a day that jumped from those that are kept, which are dealt at `until` (ISO 8601). `before` and `said`: how much of the asset one euro is. */
  | {
      kind: 'rates_doubted';
      source: string;
      asset: string;
      before: string;
      said: string;
      /** `2026-03-01` */
      date: string;
      until: string;
    }
  /** To its person alone. `until`: ISO 8601. */
  | ({
      kind: 'exchange_quote';
      /** Of a payment: whom `bought` is for. Empty for a conversion. */
      payees: PersonView[];
      memo: string | null;
      state: QuoteState;
      until: string;
      seconds: number;
      /** In the place of one whose time was over. */
      renewed?: true;
      actions: NoticeAction<'exchange_accept' | 'exchange_cancel'>[];
    } & Quoted)
  | ({ kind: 'exchanged'; balances: Money[] } & Quoted)
  /** On the card of a payment whose payer gave another asset. */
  | ({ kind: 'exchange_receipt'; payer: PersonView } & Quoted)
  | {
      kind: 'exchange_rates';
      source: string;
      date: string;
      stale: boolean;
      spread_bps: number;
      /** The community's own first. */
      rates: QuotedRate[];
    }
  | {
      kind: 'exchange_desk';
      source: string | null;
      date: string | null;
      stale: boolean;
      spread_bps: number;
      assets: { liquidity: Money; income: Money; person_a_day: Money; house_a_day: Money }[];
    };
