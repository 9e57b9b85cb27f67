/** Savings: money set aside, with a rate of its own, for a goal. */
import type { PersonView } from '../common.ts';
import type { Money } from '../money.ts';
import type { Identity } from '../ports/chat.ts';
import type { Result } from '../refusals.ts';

/** What somebody saves for. */
export interface SavingsGoal {
  target: Money;
  name: string | null;
}

export interface SaveRequest {
  person: Identity;
  /** Minor units; null: only the goal is set. */
  amount: bigint | null;
  asset: string;
  /** Null: none any more. Absent: as it was. What of it is absent stays, too. */
  goal?: { target?: bigint; name?: string } | null;
  key: string;
}

export interface UnsaveRequest {
  person: Identity;
  /** Minor units; null: all of it. */
  amount: bigint | null;
  asset: string;
  key: string;
}

type Shown = Extract<SavingsNotice, { kind: 'savings' }>;

export interface SavingsService {
  /** What somebody has set aside, in every currency; nothing is made by looking. */
  savings(identity: Identity): Promise<Shown>;
  /** From the wallet, at once: of their own money only, not of what the bank lends. */
  save(request: SaveRequest): Promise<Result<Shown>>;
  /** Back to the wallet, at once. */
  unsave(request: UnsaveRequest): Promise<Result<Shown>>;
}

export interface Pot {
  saved: Money;
  goal: SavingsGoal | null;
  /** Millionths a year. */
  rate_ppm: number;
  /** So far in this month, in an asset of two more decimals. */
  earned: Money;
}

export type SavingsNotice = {
  kind: 'savings';
  pots: Pot[];
  /** What this very event moved, and what is in the wallet after it. */
  moved: { direction: 'save' | 'unsave'; amount: Money; balance: Money; reference: string } | null;
  person: PersonView;
};

export interface SavingsRefusals {
  /** What they owe in another currency: what is borrowed earns nothing as savings. */
  savings_in_debt: { owed: Money };
  /** `credit`: there would be enough with the credit line, of which nothing can be saved. */
  savings_insufficient: { needed: Money; available: Money; credit: boolean };
  unsave_insufficient: { needed: Money; saved: Money };
  nothing_saved: Record<never, never>;
  goal_without_target: Record<never, never>;
}
