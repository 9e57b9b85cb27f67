/** Every text of changing money. */
import type { ExchangeRefusals, QuoteState } from '../../../core/index.ts';
import type { CapabilityMessages, CommandWords, Language, RefusalMessages } from '../messages/catalogue.ts';

interface Amounts {
  sold: string;
  bought: string;
}

export interface ExchangeMessages extends CapabilityMessages {
  /** To operators: the source says what is not believed. */
  doubted: {
    title(asset: string): string;
    jumped(rates: { source: string; said: string; before: string }): string;
    /** `until`: when the last ones are too old. */
    how(day: string, until: string): string;
  };
  commands: Record<'convert' | 'rates', CommandWords>;
  options: Record<'to' | 'exchange' | 'exchange_action' | 'each' | 'all', string>;
  codes: Record<'exchange' | 'spread' | 'exchange_stock', string>;
  refusals: RefusalMessages<keyof ExchangeRefusals>;
  convert: Record<QuoteState, (amounts: Amounts) => string>;
  pay: Record<QuoteState, (amounts: Amounts & { payees: string }) => string>;
  /** Why a payment is a question of changing money first. */
  lacking(amounts: Amounts): string;
  /** What a payment is for. */
  memo(text: string): string;
  renewed: string;
  /** `percent` of what is changed, and how much that is. */
  terms(words: { rate: string; percent: string; spread: string }): string;
  midRate(rate: string): string;
  lasts(seconds: number, until: string, language: Language): string;
  buttons: { convert: string; pay(sold: string): string; cancel: string };
  done: { title(amounts: Amounts): string; balances(amounts: readonly string[], language: Language): string };
  receipt(words: Amounts & { payer: string }): string;
  rate(words: { one: string; is: string; of: string }): string;
  percent(text: string): string;
  rates: {
    title(date: string): string;
    from(source: string, percent: string): string;
    more(count: number, language: Language): string;
    stale: string;
  };
  /** Who publishes rates, by the source's name. */
  sources: Readonly<Record<string, string>>;
  desk: {
    title: string;
    none: string;
    rates(source: string, date: string): string;
    stale: string;
    spread(percent: string): string;
    empty: string;
    /** Behind what it has. */
    asset(words: { income: string; each: string; all: string }): string;
  };
}
