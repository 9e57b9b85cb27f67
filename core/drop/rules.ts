/** What a drop may be, and who may take from it, decided from facts alone. */
import { type Asset, money } from '../money.ts';
import { checkMemo } from '../policy/memos.ts';
import { ok, type Refusal, type Result, refuse } from '../refusals.ts';
import type { DropRequest, DropRules } from './types.ts';

const dropLimits = {
  shares: 100,
  shortest_ms: 60_000,
  longest_ms: 7 * 86_400_000,
  usual_ms: 86_400_000,
} as const;

/** Until the bank says otherwise. Somebody who has never met Tuppence may take: that is how they meet it. */
export const usualRules: DropRules = {
  account_age_ms: 7 * 86_400_000,
  member_age_ms: 0,
  claims_a_day: 20,
};

/** What is asked for beside an amount that is known to be one; with the memo as it is kept and the duration that is meant. */
export function checkDrop(
  { amount, shares, memo, lasts_ms, origin, message }: DropRequest,
  asset: Asset,
): Result<{ memo: string | null; lasts_ms: number }> {
  const { shortest_ms, longest_ms } = dropLimits;
  // Of a message that somebody sent in inline mode we know no conversation, but theirs with us.
  if (origin.conversation.kind === 'direct' && !message) return refuse('drop_needs_group');
  if (!Number.isInteger(shares) || shares < 1 || shares > dropLimits.shares)
    return refuse('drop_shares_invalid', { text: String(shares), limit: dropLimits.shares });
  if (amount < BigInt(shares)) return refuse('drop_too_small', { total: money(amount, asset), shares });
  const lasting = lasts_ms ?? dropLimits.usual_ms;
  if (lasting < shortest_ms || lasting > longest_ms)
    return refuse('drop_duration_invalid', { shortest_ms, longest_ms });
  const kept = checkMemo(memo);
  return kept.ok ? ok({ memo: kept.value, lasts_ms: lasting }) : kept;
}

/** What is known of somebody who wants a share. */
export interface Claimer {
  isGiver: boolean;
  frozen: boolean;
  giverFrozen: boolean;
  /** Of the oldest of their accounts whose age is known. */
  accountSince: Date | null;
  memberSince: Date | null;
  /** Shares that they took within the last 24 hours. */
  claimsLately: number;
}

/** Null: they may. Paying oneself moves nothing, so the giver takes back what is left, and takes no share. */
export function objection(
  claimer: Claimer,
  drop: { account_age_ms: number },
  rules: DropRules,
  now: Date,
): Refusal | null {
  // Clocks differ: nobody is younger than new.
  const age_ms = (since: Date | null) => (since === null ? 0 : Math.max(0, now.getTime() - since.getTime()));
  if (claimer.frozen) return { code: 'account_frozen' };
  if (claimer.isGiver) return { code: 'drop_own' };
  // It may be stolen: it waits, and goes back at its time.
  if (claimer.giverFrozen) return { code: 'claim_paused' };
  const accountNeeds_ms = Math.max(drop.account_age_ms, rules.account_age_ms);
  if (claimer.accountSince !== null && age_ms(claimer.accountSince) < accountNeeds_ms)
    return { code: 'drop_account_too_new', needs_ms: accountNeeds_ms };
  if (age_ms(claimer.memberSince) < rules.member_age_ms)
    return { code: 'drop_member_too_new', needs_ms: rules.member_age_ms };
  const limit = rules.claims_a_day;
  if (limit !== null && claimer.claimsLately >= limit) return { code: 'drop_claims_exhausted', limit };
  return null;
}
