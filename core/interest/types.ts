/** Credit lines, rates and interest: what is said of them, and what may be asked. */
import type { InterestSegment, InterestView } from '../bearing.ts';
import type { PersonView, Who } from '../common.ts';
import type { Money } from '../money.ts';
import type { Identity } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';

/** Of what is above zero in a wallet, of what is below, and of savings. */
export type RateKind = 'credit_balance' | 'debit_balance' | 'savings';

export interface RateView {
  /** Currency. */
  asset: string;
  kind: RateKind;
  /** Millionths a year: 42500 is 4.25%. */
  rate_ppm: number;
  /** `2026-03-01`: the first day on whose balances it counts. */
  effective_from: string;
  /** Whether that day has come. */
  in_force: boolean;
}

export interface NewRate {
  asset: string;
  kind: RateKind;
  rate_ppm: number;
  /** Null: today, whose interest has not been counted yet. */
  effective_from: string | null;
}

/** What an operator grants: an amount in minor units, or null for what the tier gives. */
export interface NewCredit {
  asset: string;
  line: bigint | null;
  reason: string | null;
}

export interface InterestService {
  /** The interest of a month (`2026-03-01`; null for this one), day by day as far as it is counted. */
  statement(identity: Identity, month: string | null): Promise<Extract<InterestNotice, { kind: 'interest' }>>;
  /** Rates in force and to come. */
  rates(by: Identity | null): Promise<Result<Extract<InterestNotice, { kind: 'bank_rates' }>>>;
  /** From today on at the earliest: what is counted stays counted. `by` null: who stands at the machine itself. */
  setRate(
    by: Identity | null,
    rate: NewRate,
    key: string,
  ): Promise<Result<Extract<InterestNotice, { kind: 'bank_rates' }>>>;
  /** How far somebody's wallet may go below zero. Lowered below what they use, it binds what they spend from then on. */
  setCredit(
    by: Identity | null,
    who: Who,
    credit: NewCredit,
    key: string,
  ): Promise<Result<Extract<InterestNotice, { kind: 'bank_credit' }>>>;
  /** Puts somebody into a tier, of whose credit line they are then; `basic` is everybody's. */
  setTier(
    by: Identity | null,
    who: Who,
    tier: string,
    key: string,
  ): Promise<Result<Extract<InterestNotice, { kind: 'bank_tier' }>>>;
  tiers(by: Identity | null): Promise<Result<Extract<InterestNotice, { kind: 'bank_tiers' }>>>;
  /** The credit line of everybody in a tier, minor units. */
  setTierLine(
    by: Identity | null,
    line: { tier: string; asset: string; line: bigint },
    key: string,
  ): Promise<Result<Extract<InterestNotice, { kind: 'bank_tiers' }>>>;
  /**
   * Counts what is due: the next days that have ended, and the months that ended with them, in their order; a stretch of accounts in each
   * database transaction. Returns how many stretches it did; 0 when nothing is due, or another process is at it.
   */
  accrueDue(stretches_max: number): Promise<number>;
}

export type InterestNotice =
  | {
      kind: 'interest';
      month: string;
      accounts: (InterestView & {
        segments: InterestSegment[];
        /** What was posted for this month; null while it runs. */
        posted: { earned: Money; charged: Money } | null;
      })[];
      person: PersonView;
    }
  | {
      kind: 'interest_posted';
      month: string;
      purpose: 'wallet' | 'savings';
      earned: Money;
      charged: Money;
      /** Of the wallet, or of the savings. */
      after: Money;
    }
  /** To whom it was granted, or taken from. `tier` counts in the place of what was granted before. */
  | { kind: 'credit_line'; line: Money; after: Money }
  | { kind: 'bank_rates'; rates: RateView[] }
  | {
      kind: 'bank_credit';
      person: PersonView;
      line: Money;
      tier: string;
      granted: Money | null;
      reference: string;
    }
  | { kind: 'bank_tier'; person: PersonView; tier: string; lines: Money[]; reference: string }
  | { kind: 'bank_tiers'; tiers: { tier: string; line: Money }[] };

export interface InterestRefusals {
  rate_unclear: { text: string };
  /** What is counted stays counted. */
  rate_backdated: { from: string; earliest: string };
  tier_unclear: { text: string };
  /** Whoever owes cannot become one with somebody else: the debt would become theirs. */
  link_in_debt: Record<never, never>;
}
