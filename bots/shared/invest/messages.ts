/** Every text of assets beside money. */
import type { AssetKind, DividendView, InvestRefusals, TradeState } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, Language, RefusalMessages } from '../messages/catalogue.ts';

interface Amounts {
  units: string;
  total: string;
}

type Side = 'buy' | 'sell';

export interface InvestMessages extends CapabilityMessages {
  /** To operators: the feed says what is not believed. */
  doubted: {
    title(name: string): string;
    jumped(prices: { said: string; before: string }): string;
    /** Two prices of one moment. */
    two(prices: { said: string; before: string }): string;
    how(asset: string): string;
  };
  commands: Record<'buy' | 'sell' | 'portfolio', CommandWords>;
  options: Record<
    | 'asset'
    | 'bank_asset'
    | 'asset_kind'
    | 'asset_from'
    | 'of'
    | 'name'
    | 'decimals'
    | 'in'
    | 'price'
    | 'source'
    | 'issue'
    | 'redeem'
    | 'dividend'
    | 'mode'
    | 'record'
    | 'pay'
    | 'cancel',
    string
  >;
  codes: Record<'trade' | 'trade_fee' | 'issue' | 'dividend', string>;
  refusals: RefusalMessages<keyof InvestRefusals>;
  quote: Record<Side, Record<TradeState, (amounts: Amounts) => string>>;
  done: Record<Side, (amounts: Amounts) => string>;
  /** What a whole unit costs, and what of it all is the house's. */
  terms(words: { name: string; price: string; percent: string; fee: string }): string;
  priced(words: { name: string; price: string }): string;
  percent(text: string): string;
  renewed: string;
  lasts(seconds: number, until: string, language: Language): string;
  buttons: Record<Side, string> & { cancel: string };
  balances(amounts: readonly string[], language: Language): string;
  /** Of a sale, compared with what the units had cost. */
  gain: { more(amount: string): string; less(amount: string): string; same: string };
  market: {
    title: string;
    none: string;
    /** How it is typed, and what it costs. */
    how(asset: string): string;
    fee(percent: string): string;
    more(count: number, language: Language): string;
    since(day: string): string;
    /** Not to be bought at. */
    stale(moment: string): string;
  };
  portfolio: {
    title: string;
    titleWorth(value: string): string;
    none: string;
    start: string;
    /** Of all that has a price; `percent` of what it cost, null where that is nothing. */
    change: Record<'more' | 'less', (words: { amount: string; percent: string | null }) => string> & {
      same: string;
    };
    /** In another currency than the first. */
    also(words: { value: string; change: string }): string;
    realised(gain: string): string;
    /** What was paid on it. */
    dividends(amount: string): string;
    /** What a whole one cost on the average, and what it is by now. */
    held(average: string): string;
    now(words: { price: string; value: string; gain: string }): string;
    /** The price is too old to deal at. */
    stale(words: { price: string; value: string; gain: string; moment: string }): string;
    noPrice: string;
    gone(gain: string): string;
    more(count: number, language: Language): string;
    picture: {
      title: string;
      alt(words: { value: string; rows: readonly string[] }): string;
    };
  };
  dividend: {
    paid(words: { amount: string; asset: string }): string;
    /** On how many units, which were held at the end of which day. */
    on(words: { units: string; name: string; day: string }): string;
    title: string;
    none: string;
    done: Record<'declared' | 'cancelled', (asset: string) => string>;
    perUnit(amount: string): string;
    inAll(amount: string): string;
    days(words: { record: string; pay: string }): string;
    states: Record<DividendView['state'], string>;
    /** Once it is recorded. */
    shared(words: { total: string; units: string }): string;
    more(count: number, language: Language): string;
  };
  listings: {
    title: string;
    none: string;
    done: Record<'defined' | 'priced' | 'sourced' | 'issued' | 'redeemed', (asset: string) => string>;
    kinds: Record<AssetKind, string>;
    price(price: string): string;
    noPrice(quote: string): string;
    coming(words: { price: string; day: string }): string;
    /** Of an asset that goes by the feed: what it said last, and whether that may be dealt at; or that an operator has set the price. */
    feed: Record<'fresh' | 'stale', (moment: string) => string> & {
      byHand: string;
      nothing(asset: string): string;
    };
    /** Behind its name. */
    counts(words: { kind: string; issued: string; left: string }): string;
    more(count: number, language: Language): string;
  };
}
