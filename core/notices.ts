/**
 * What core tells a person, in domain words: no markup, no platform. Plain JSON, because it is stored until it is delivered.
 * Each capability has its own in its types.ts; the bots turn a notice into a card, one view per kind.
 */
import type { AccountNotice } from './account/types.ts';
import type { AlertForm, AlertNotice } from './alerts/types.ts';
import type { BankNotice } from './bank/types.ts';
import type { ChequeCashForm, ChequeNotice } from './cheque/types.ts';
import type { DropForm, DropNotice } from './drop/types.ts';
import type { ExchangeNotice } from './exchange/types.ts';
import type { PeopleNotice } from './identity/types.ts';
import type { InterestNotice } from './interest/types.ts';
import type { InvestNotice } from './invest/types.ts';
import type { LanguageNotice } from './language/types.ts';
import type { LoanNotice } from './loan/types.ts';
import type { PayForm, PayNotice } from './pay/types.ts';
import type { PaywallForm, PaywallNotice } from './paywall/types.ts';
import type { ProtectionForm, ProtectionNotice } from './protection/types.ts';
import type { RefundForms, RefundNotice } from './refund/types.ts';
import type { Refusal } from './refusals.ts';
import type { RequestForm, RequestNotice } from './request/types.ts';
import type { SavingsNotice } from './savings/types.ts';
import type { ShopForm, ShopNotice } from './shop/types.ts';
import type { SplitForm, SplitNotice } from './split/types.ts';
import type { StandingForm, StandingNotice } from './standing/types.ts';
import type { StatementForm, StatementsNotice } from './statement/types.ts';
import type { SubscriptionNotice } from './subscription/types.ts';
import type { TabImportForm, TabNotice, TabWhoForm } from './tab/types.ts';
import type { TipForm, TipNotice } from './tip/types.ts';

export type Notice =
  | GeneralNotice
  | PeopleNotice
  | PayNotice
  | TabNotice
  | SplitNotice
  | DropNotice
  | PaywallNotice
  | ShopNotice
  | SubscriptionNotice
  | ExchangeNotice
  | InvestNotice
  | AccountNotice
  | StatementsNotice
  | BankNotice
  | InterestNotice
  | SavingsNotice
  | LoanNotice
  | ProtectionNotice
  | RefundNotice
  | ChequeNotice
  | AlertNotice
  | LanguageNotice
  | RequestNotice
  | StandingNotice
  | TipNotice;

/** What belongs to no capability. */
type GeneralNotice =
  | { kind: 'help'; commands: string[]; operator: boolean; about: string | null }
  /** In a group where the private answer went to the direct conversation (or could not). */
  | { kind: 'answered_privately'; reachable: boolean }
  /** `command`: what was typed that led to it, such as `pay` or `tab add`. */
  | { kind: 'refusal'; refusal: Refusal; command?: string }
  /** Several notices for one person in one message: what could not be delivered earlier. */
  | { kind: 'missed'; notices: Notice[] }
  /** A person's own page, below each other what the capabilities have to say on it. */
  | { kind: 'home'; sections: Notice[] };

export type NoticeKind = Notice['kind'];
export type NoticeOf<K extends NoticeKind> = Extract<Notice, { kind: K }>;

/** A form that a button or a command asks for: which, its intent, and what is filled in already. The bots make the fields. */
export type FormRequest =
  | PayForm
  | ProtectionForm
  | TabImportForm
  | TabWhoForm
  | SplitForm
  | StatementForm
  | RefundForms
  | ChequeCashForm
  | AlertForm
  | RequestForm
  | StandingForm
  | DropForm
  | PaywallForm
  | ShopForm
  | TipForm;
