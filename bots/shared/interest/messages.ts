/** Every text of credit lines, rates and interest. */
import type { CapabilityMessages, CommandWords, RefusalMessages } from '../messages/catalogue.ts';

type Refusals = 'rate_unclear' | 'rate_backdated' | 'tier_unclear' | 'link_in_debt';

export interface InterestMessages extends CapabilityMessages {
  commands: Record<'interest', CommandWords>;
  options: Record<
    'month' | 'rates' | 'kind' | 'percent' | 'from' | 'credit' | 'tiers' | 'tier' | 'bank_tier',
    string
  >;
  codes: Record<'interest', string>;
  refusals: RefusalMessages<Refusals>;
  statement: {
    title(month: string): string;
    none: string;
    /** Of a currency's wallet or savings: so far, or what was posted. */
    sofar(of: { what: string; earned: string | null; charged: string | null }): string;
    posted(of: { what: string; earned: string | null; charged: string | null }): string;
    wallet: string;
    savings: string;
    earned(of: { rate: string; average: string; interest: string }): string;
    charged(of: { rate: string; average: string; interest: string }): string;
    more(count: number): string;
    how: string;
    rates(of: { what: string; earned: string; charged: string | null }): string;
  };
  posted: {
    title(amount: string): string;
    titleCharged(amount: string): string;
    both(earned: string, charged: string): string;
    wallet(after: string): string;
    savings(after: string): string;
    look: string;
  };
  line: {
    title(line: string): string;
    none: string;
    hint: string;
    over: string;
  };
  bank: {
    rates: string;
    noRates: string;
    kinds: Record<'credit_balance' | 'debit_balance' | 'savings', string>;
    since(rate: string, day: string): string;
    from(rate: string, day: string): string;
    credit(name: string, line: string): string;
    noCredit(name: string): string;
    granted: string;
    byTier(tier: string): string;
    tier(name: string, tier: string): string;
    lines(lines: string): string;
    noLine: string;
    tiers: string;
    noTiers: string;
  };
}
