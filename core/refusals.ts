/**
 * Every way Tuppence says no. A refusal is a value that a service returns; a bug is an exception.
 * The list is closed: a code without a message in each language is a compile error (bots/shared/messages).
 */
import type { AlertRefusals } from './alerts/types.ts';
import type { ChequeRefusals } from './cheque/types.ts';
import type { DropRefusals } from './drop/types.ts';
import type { ExchangeRefusals } from './exchange/types.ts';
import type { InterestRefusals } from './interest/types.ts';
import type { InvestRefusals } from './invest/types.ts';
import type { LanguageRefusals } from './language/types.ts';
import type { LoanRefusals } from './loan/types.ts';
import type { Money } from './money.ts';
import type { PaywallRefusals } from './paywall/types.ts';
import type { ProtectionRefusals } from './protection/types.ts';
import type { RefundRefusals } from './refund/types.ts';
import type { RequestRefusals } from './request/types.ts';
import type { SavingsRefusals } from './savings/types.ts';
import type { ShopRefusals } from './shop/types.ts';
import type { SplitRefusals } from './split/types.ts';
import type { StandingRefusals } from './standing/types.ts';
import type { StatementRefusals } from './statement/types.ts';
import type { SubscriptionRefusals } from './subscription/types.ts';
import type { TabRefusals } from './tab/types.ts';
import type { TipRefusals } from './tip/types.ts';

/** What every capability may refuse for. One that has refusals of its own says so in its types.ts, and is named below. */
export interface CommonRefusals {
  /** Not enough available for the amount. `available` is null where it must not be told (a public place). */
  insufficient_funds: { needed: Money; available: Money | null };
  account_frozen: Record<never, never>;
  payee_frozen: { payee: string };
  pay_self: Record<never, never>;
  payee_is_bot: { payee: string };
  payee_missing: Record<never, never>;
  /** `choices`: who may have been meant, as they are written in a command. */
  payee_unknown: { payee: string; choices?: string[] };
  /** A handle that several people bear: `choices` are their `platform:tenant:id`. */
  payee_ambiguous: { payee: string; choices: string[] };
  payees_too_many: { limit: number };
  amount_missing: Record<never, never>;
  amount_invalid: { text: string };
  amount_not_positive: { text: string };
  amount_too_many_decimals: { text: string; asset: string; exponent: number };
  amount_too_large: { text: string };
  amount_repeated: { first: string; second: string };
  /** It can be read in two ways, where there is no button to say which. */
  amount_ambiguous: { text: string; one: Money; other: Money };
  /** The days that a date may mean, each `2026-12-24`: it can be read in more ways than one. */
  day_ambiguous: { text: string; choices: string[] };
  /** Without its year, a day that has just passed may be that one or the next. Both like `2026-12-24`. */
  day_passed: { passed: string; day: string };
  /** Not a day, or not a time, that there is. */
  day_unknown: { text: string };
  /** Neither a date in numbers with its year, nor a month. */
  day_unclear: { text: string };
  time_ambiguous: { text: string };
  /** `known`: some that are in use, not all. */
  currency_unknown: { text: string; known: string[] };
  /** Two or more payees without saying `each` or `total`. */
  each_or_total: Record<never, never>;
  /** A total that does not divide into the payees evenly down to the minor unit is spread; below one unit each it is refused. */
  total_too_small: { total: Money; payees: number };
  memo_too_long: { limit: number };
  command_unknown: { text: string };
  input_unexpected: { text: string };
  /** More than `limit_megabytes`. */
  file_too_large: { name: string; limit_megabytes: number };
  /** Not a text, in UTF-8. */
  file_wrong_kind: { name: string };
  /** One of several that were sent together. */
  file_of_several: Record<never, never>;
  /** It cannot be fetched, or no more. */
  file_gone: { name: string };
  not_operator: Record<never, never>;
  /** Whom others froze only others set free. */
  unfreeze_self: Record<never, never>;
  intent_not_yours: Record<never, never>;
  intent_expired: Record<never, never>;
  intent_used: Record<never, never>;
  intent_unknown: Record<never, never>;
  link_code_invalid: Record<never, never>;
  link_code_expired: Record<never, never>;
  link_same_person: Record<never, never>;
  /** Payments still under way, or a frozen side: linking would move money that is not free. */
  link_busy: Record<never, never>;
  link_tries_exhausted: Record<never, never>;
  idempotency_key_reused: Record<never, never>;
  temporarily_unavailable: Record<never, never>;
  /** Whoever it is from is frozen, which is nobody else's business. */
  claim_paused: Record<never, never>;
}

/** The details of each, by its code. */
export interface RefusalDetails
  extends CommonRefusals,
    TabRefusals,
    ProtectionRefusals,
    SplitRefusals,
    StatementRefusals,
    RefundRefusals,
    ChequeRefusals,
    AlertRefusals,
    LanguageRefusals,
    RequestRefusals,
    StandingRefusals,
    DropRefusals,
    PaywallRefusals,
    ShopRefusals,
    SubscriptionRefusals,
    ExchangeRefusals,
    InterestRefusals,
    InvestRefusals,
    SavingsRefusals,
    LoanRefusals,
    TipRefusals {}

export type RefusalCode = keyof RefusalDetails;

export type Refusal = { [C in RefusalCode]: { code: C } & RefusalDetails[C] }[RefusalCode];

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const refuse = <C extends RefusalCode>(
  code: C,
  ...[details]: keyof RefusalDetails[C] extends never ? [] : [RefusalDetails[C]]
): { ok: false; refusal: Refusal } => ({ ok: false, refusal: { code, ...details } as Refusal });
